"""What all rules for clauses share: strengths, quotations, families and their triggers."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.extract import extract
from planner.extract.clauses import FAMILIES, gates, order, papers, reach, steps
from planner.extract.clauses.model import Family, Sentence, Triggered, letters_of
from planner.extract.subjects import stages_in
from planner.read.text import document_of
from planner.records import Subject
from planner.settings import Settings
from tests.extract.test_clauses import clauses, read


def test_who_hands_in_what_to_whom_with_a_copy() -> None:
    memo = "Each head shall submit a signed list to the Controller by 5 October 2025, with copies to the Auditor."
    (clause,) = clauses(memo)
    assert (clause.kind, clause.about) == ("deadline", "signed list")
    assert (clause.terms.recipient, clause.terms.copy_to) == ("Controller", "Auditor")


def test_the_sentences_of_a_memo_stay_apart() -> None:
    memo = 'Keys must be returned by 5 May 2025. 20 copies are due. "Pack early," said Dr. Lee. See No. 7.'
    quotes = [one.place.quote for one in clauses(memo)] + [one.quote for one in read(memo).prose.not_understood]
    assert quotes == ["Keys must be returned by 5 May 2025.", "20 copies are due."]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("中央领导小组发出通知", "centre"),
        ("某省财政厅发出通知", "province"),
        ("某市水务局通知", "city"),
        ("某市东湖区水务局通知", "unit"),
        ("某某公司通知", "unit"),
    ],
)
def test_the_level_of_the_issuer(title: str, level: str) -> None:
    (clause,) = clauses(f"〖BT/标题〗{title}〖-BT/标题〗\n〖ZW/正文〗\n报名时间可延长3天。\n〖-ZW/正文〗\n")
    assert clause.level == level


def test_a_notice_counts_from_its_date_line() -> None:
    text = "〖RQ/日期〗20240303〖-RQ/日期〗\n〖ZW/正文〗\n本报3月2日讯 某局通知，报名时间可延长3天。\n〖-ZW/正文〗\n"
    assert {str(one.issued) for one in clauses(text)} == {"2024-03-02"}


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.sampled_from("先再要经同意后，。；的不得10%天小时第一批阶段由审核报备案、（）“”从到月年前"), max_size=60
    )
)
def test_any_mixture_of_words_is_read_and_quoted_from_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    for clause in clauses(text):
        assert clause.place.quote in text


@pytest.mark.parametrize(
    "piece",
    [
        "经",
        "先",
        "报",
        "不的",
        "由审核",
        "10%",
        "（",
        "在、",
        "后",
        "at least two ",
        "分、",
        "前，",
        "须经",
        "shall submit ",
        "原定",
        "第一步，",
    ],
)
def test_long_repetition_is_read_in_short_time(piece: str) -> None:
    start = time.perf_counter()
    read(piece * (40_000 // len(piece)))
    assert time.perf_counter() - start < 5


def test_a_pointing_phrase_means_the_stage_named_before() -> None:
    first, second = clauses("宣传发动阶段从2024年3月开始。这一阶段的时间一般为20天。")
    assert first.subject.stage == second.subject.stage == "宣传发动"


def test_the_title_names_the_batch_for_all_sentences() -> None:
    (clause,) = clauses("关于做好第二批创建活动的通知\n\n各单位：\n\n检查评比阶段的时间原则上为20天左右。\n")
    assert clause.subject.batch == "第二批"


def test_place_and_quotation_are_exact() -> None:
    text = "通知\n\n    要求如下：宣传发动阶段从2024年3月开始，各单位要抓紧。\n"
    (clause,) = clauses(text)
    line = text.split("\n")[2]
    assert clause.place.line == 3
    assert clause.place.column is not None
    assert line[clause.place.column - 1 :].startswith(clause.place.quote)
    assert clause.place.quote == "宣传发动阶段从2024年3月开始"


def test_a_window_without_a_year_is_kept_and_reported() -> None:
    found = extract(document_of("n.txt", "第二批活动从7月开始。"), Settings())
    (clause,) = found.clauses
    assert clause.when is not None
    assert (clause.when.first, clause.when.last, clause.when.edtf) == (None, None, "XXXX-07/..")
    assert [finding.code for finding in found.findings] == ["X204"]


@pytest.mark.parametrize("own", ["我会", "本校", "我局", "本市"])
def test_the_own_unit_is_no_part_of_a_stage_name(own: str) -> None:
    assert [name for *_, name in stages_in(f"{own}整改提高阶段从3月5日开始。")] == ["整改提高"]


MODULES = (gates, order, papers, reach, steps)
TRIGGERED = [one for module in MODULES for one in vars(module).values() if isinstance(one, Triggered)]
EXAMPLES = "".join(f"{one}。" for family in FAMILIES for one in family.examples)


@pytest.mark.parametrize("one", TRIGGERED, ids=lambda one: one.words.pattern[:20])
def test_words_without_which_a_pattern_finds_nothing_lose_none_of_its_finds(one: Triggered) -> None:
    sentences = [*re.split("(?<=。)", EXAMPLES), EXAMPLES.upper()]
    bare = [[found.span() for found in one.pattern.finditer(text)] for text in sentences]
    assert [[found.span() for found in one.finditer(text)] for text in sentences] == bare
    assert any(bare)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda one: one.rule.__name__)
def test_a_rule_that_is_left_out_would_have_read_nothing(family: Family) -> None:
    sentences = [Sentence(text, 0, Subject()) for text in [*re.split("(?<=。)", EXAMPLES), EXAMPLES.upper()]]
    left_out = [one for one in sentences if not family.may_read(letters_of(one.text))]
    assert [draft for one in left_out for draft in family.rule(one)] == []
    assert bool(left_out) == bool(family.triggers)


def test_every_trigger_stands_beside_the_rule_that_looks_for_it() -> None:
    beside = {id(one) for family in FAMILIES for one in family.triggers}
    assert [one.words.pattern for one in TRIGGERED if id(one) not in beside] == []
