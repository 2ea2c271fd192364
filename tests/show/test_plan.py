"""The tree of a plan: the words of kinds, strengths and levels, and the outline."""

from __future__ import annotations

from typing import get_args

from planner.extract import extract
from planner.language import Language
from planner.plan import plan_of
from planner.read.text import document_of
from planner.records import ClauseKind, Level, Plan, Strength
from planner.settings import Settings
from planner.show.plan import KINDS, LEVELS, STRENGTHS, plan_tree

TEXT = "第一批宣传阶段从3月5日开始，时间一般为1个月左右。宣传方案要报市水务局备案。"


def made(text: str = TEXT) -> Plan:
    tagged = (
        f"〖BT/标题〗某市水务局通知〖-BT/标题〗\n〖RQ/日期〗20240301〖-RQ/日期〗\n〖ZW/正文〗\n{text}\n〖-ZW/正文〗\n"
    )
    found = extract(document_of("n.txt", tagged), Settings())
    return plan_of(found.clauses, Settings(), found.prose.precedences)


def drawn(plan: Plan, code: str = "en", *, outline: bool = False) -> str:
    from rich.console import Console

    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(plan_tree(plan, language=Language(code), outline=outline))
    return capture.get()


def test_every_kind_strength_and_level_has_a_word_for_people() -> None:
    assert (set(KINDS), set(STRENGTHS), set(LEVELS)) == (
        set(get_args(ClauseKind)),
        set(get_args(Strength)),
        set(get_args(Level)),
    )


def test_the_words_stand_before_the_quotation_in_the_language_of_the_reader() -> None:
    english = drawn(made())
    assert "length in principle “" in english
    assert "window must “" in english
    assert "时间窗口 " in drawn(made(), "zh")


def test_an_outline_leaves_out_what_dates_nothing() -> None:
    assert "filing" in drawn(made())
    outline = drawn(made(), outline=True)
    assert "filing" not in outline
    assert "window must “" in outline
    assert "no batch or stage named" not in drawn(made("宣传方案要报市水务局备案。"), outline=True)
