"""Clauses into a plan: the tree, what is resolved, what stays open, amendments, and notices of several levels."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from planner.check.hierarchy import check_hierarchy
from planner.extract import extract
from planner.plan import plan_of
from planner.plan.amendments import as_of, history
from planner.plan.tree import effective
from planner.read.text import document_of
from planner.records import Clause, Length, Plan, Precedence
from planner.settings import WEIGHTS, Settings, Weight
from tests.make import when, window


def notice(text: str, *, title: str = "某市水务局通知", day: str = "20240301", path: str = "n.txt") -> Any:
    tagged = f"〖RQ/日期〗{day}〖-RQ/日期〗\n〖BT/标题〗{title}〖-BT/标题〗\n〖ZW/正文〗\n{text}\n〖-ZW/正文〗\n"
    return extract(document_of(path, tagged), Settings())


def plan(*read: Any) -> Plan:
    clauses: list[Clause] = [clause for one in read for clause in one.clauses]
    precedences: list[Precedence] = [pair for one in read for pair in one.prose.precedences]
    return plan_of(clauses, Settings(), precedences)


def test_stages_stand_in_their_order_whatever_the_order_of_mention() -> None:
    text = "第一批总结推广阶段从6月1日开始。第一批摸底梳理阶段安排在3月上旬至4月中旬。"
    (batch,) = plan(notice(text)).branches
    assert [one.name for one in batch.children] == ["第一批摸底梳理阶段", "第一批总结推广阶段"]


def test_words_put_stages_in_order_that_have_no_dates() -> None:
    text = "在摸底梳理、改进试行两个阶段工作的基础上，做好第一批总结推广阶段工作。第一批总结推广阶段的时间一般为20天。"
    (batch,) = plan(notice(text, title="关于做好第一批总结推广阶段工作的通知")).branches
    assert [one.subject.stage for one in batch.children] == ["摸底梳理", "改进试行", "总结推广"]


def test_a_batch_takes_over_stages_without_their_dates() -> None:
    first = notice("第一批宣传阶段从3月1日开始，到3月20日结束。第一批整改阶段从4月1日开始。", path="a.txt")
    second = notice("第二批活动在阶段划分上，参照第一批的做法进行。", path="b.txt")
    one, two = plan(first, second).branches
    assert [child.subject.stage for child in two.children] == [child.subject.stage for child in one.children]
    assert [(child.when, child.inherited_from) for child in two.children] == [(None, "第一批")] * 2


def test_a_stage_of_a_length_from_a_day_ends_on_a_day() -> None:
    (window_,) = plan(notice("第一批宣传阶段从3月5日开始，时间一般为1个月左右。")).windows
    assert window_.when is not None
    assert (str(window_.when.first), str(window_.when.last)) == ("2024-03-05", "2024-04-04")
    assert window_.when.approximate_last


@pytest.mark.parametrize("start", ["3月", "3月上旬"])
def test_a_stage_that_begins_on_no_one_day_keeps_its_end_open(start: str) -> None:
    made = plan(notice(f"第一批宣传阶段从{start}开始，时间一般为1个月左右。"))
    assert made.windows[0].when is not None
    assert made.windows[0].when.last is None
    assert [one.missing for one in made.unresolved] == [("last",)]


def test_an_extension_without_a_base_says_which_paper_is_missing() -> None:
    text = "按照《关于做好第一批宣传阶段工作的通知》（某发[2024]3号）要求，宣传阶段的时间可延长10天左右。"
    (open_part,) = plan(notice(text)).unresolved
    assert (open_part.missing, open_part.needs) == (("first", "last", "base"), ("某发[2024]3号",))


def test_a_later_notice_of_the_same_level_replaces_an_earlier_one() -> None:
    earlier = notice("第一批宣传阶段从3月5日开始，到3月20日结束。", day="20240301", path="a.txt")
    later = notice("第一批宣传阶段从3月5日开始，到3月31日结束。", day="20240310", path="b.txt")
    made = plan(earlier, later)
    assert [str(one.when and one.when.last) for one in made.windows] == ["2024-03-31"]
    assert len(made.clauses) == 2
    assert as_of(made.clauses, dt.date(2024, 3, 9)) == made.clauses[:1]
    changes = history(reversed(made.clauses))
    assert [one.clause.place.path for one in changes] == ["a.txt", "b.txt"]
    assert [one.replaces and one.replaces.place.path for one in changes] == [None, "a.txt"]


def test_a_lower_notice_replaces_no_higher_one() -> None:
    higher = notice("第一批普查登记阶段从3月1日开始，到3月20日结束。", title="中央领导小组通知", path="a.txt")
    lower = notice("第一批登记阶段从3月5日开始，到3月15日结束。", day="20240302", path="b.txt")
    made = plan(higher, lower)
    assert [one.name for one in made.windows] == ["第一批登记阶段"] * 2
    assert [one.replaces for one in history(made.clauses)] == [None, None]


def test_a_batch_may_be_named_with_what_it_is_of() -> None:
    (window_,) = plan(notice("第二批普查从2024年5月开始，到2024年6月基本结束。")).windows
    assert (window_.name, window_.when and window_.when.edtf) == ("第二批", "2024-05/2024-06~")


def test_a_lower_notice_that_leaves_the_higher_window_is_found() -> None:
    higher = notice("第一批宣传阶段从3月1日开始，到3月20日结束。", title="中央领导小组通知", path="a.txt")
    lower = notice("第一批宣传阶段从3月5日开始，到3月31日结束。", path="b.txt")
    (finding,) = check_hierarchy(plan(lower, higher), Settings())
    assert (finding.code, finding.verdict, finding.severity) == ("H101", "impossible", "error")
    assert (finding.place.path, [one.path for one in finding.related]) == ("b.txt", ["a.txt"])


@pytest.mark.parametrize(("length", "codes"), [("20天", []), ("40天", ["H102"])])
def test_lengths_of_two_levels(length: str, codes: list[str]) -> None:
    higher = notice("第一批宣传阶段的时间原则上为20天左右。", title="中央领导小组通知", path="a.txt")
    lower = notice(f"第一批宣传阶段的时间为{length}。", path="b.txt")
    found = check_hierarchy(plan(higher, lower), Settings())
    assert [one.code for one in found] == codes
    assert all(one.severity == "warning" for one in found)


def test_the_effective_window_is_what_all_levels_leave() -> None:
    left = effective((window("a", when("2024-03-01", "2024-04-30")), window("b", when("2024-03-10", "2024-05-31"))))
    assert left is not None
    assert left.edtf == "2024-03-10/2024-04-30"
    apart = effective((window("a", when("2024-03-01", "2024-03-31")), window("b", when("2024-05-01", "2024-05-31"))))
    assert apart is not None
    assert apart.edtf == "2024-03-01/2024-03-31"
    assert effective((window("a"),)) is None


def test_a_length_that_no_calendar_holds_ends_nothing() -> None:
    from planner.plan.lengths import counted

    start = when("9999-12-30", None)
    assert counted(start, Length("9天", ((9, "day"),))) == start
    assert counted(when("2024-03-01", None), Length("5个工作日", ((5, "working_day"),))).last is None


def test_a_strength_weighs_what_the_settings_say() -> None:
    higher = notice("第一批宣传阶段从3月5日开始，到3月20日结束。", title="某省水务厅通知", path="a.txt")
    lower = notice("第一批宣传阶段从3月5日开始，到3月23日结束。", path="b.txt")
    clauses = (*higher.clauses, *lower.clauses)

    def severities(weight: Weight) -> list[str]:
        settings = replace(Settings(), strength={**WEIGHTS, "must": weight})
        return [one.severity for one in check_hierarchy(plan_of(clauses, settings), settings)]

    assert severities(Weight("warning")) == ["warning"]
    assert severities(Weight("error", 2)) == ["error"]
    assert severities(Weight("error", 3)) == []


BASE = "第一批宣传阶段从3月5日开始，到3月20日结束。"
MORE = "第一批宣传阶段的时间可在原安排的基础上延长10天左右。"


def test_an_extension_moves_the_end_of_the_window_that_it_extends() -> None:
    base, more = notice(BASE, path="a.txt"), notice(MORE, day="20240310", path="b.txt")
    made = plan(base, more)
    (one,) = made.windows
    assert one.when is not None
    assert (one.when.edtf, one.slack_last) == ("2024-03-05/2024-03-30~", 2)
    assert [clause.place.path for clause in one.basis] == ["a.txt", "b.txt"]
    assert made.unresolved == ()
    (before,) = plan_of(as_of(made.clauses, dt.date(2024, 3, 9)), Settings()).windows
    assert before.when is not None
    assert before.when.edtf == "2024-03-05/2024-03-20"


def test_an_extension_of_another_level_or_of_two_windows_stays_open() -> None:
    base, more = notice(BASE, path="a.txt"), notice(MORE, path="b.txt")
    higher = notice(BASE, title="某省水务厅通知", path="a.txt")
    other = notice("第一批宣传阶段从3月6日开始，到3月22日结束。", path="c.txt")
    assert [one.missing for one in plan(higher, more).unresolved] == [("first", "last", "base")]
    assert [one.missing for one in plan(base, other, more).unresolved] == [("first", "last", "base")]


CHAIN = (
    "学习阶段从2024年3月1日开始，时间为20天。学习阶段结束后，转入讨论阶段，时间为15天左右。"
    "讨论阶段结束后，随即进入总结阶段，时间一般为10天。"
)


def test_a_stage_that_begins_where_another_ends_is_counted_from_there() -> None:
    made = plan(notice(CHAIN))
    assert [(one.name, one.when and one.when.edtf) for one in made.windows] == [
        ("学习阶段", "2024-03-01/2024-03-20"),
        ("讨论阶段", "2024-03-21/2024-04-04~"),
        ("总结阶段", "2024-04-05~/2024-04-14~"),
    ]
    assert [clause.kind for clause in made.windows[1].basis] == ["length", "follows"]
    assert made.unresolved == ()
    assert plan_of(reversed(made.clauses), Settings()).windows[0].when == made.windows[2].when


def test_a_stage_whose_predecessor_has_no_end_stays_open() -> None:
    made = plan(notice(CHAIN.replace("，时间为20天", "")))
    assert [one.missing for one in made.unresolved] == [("last",), ("first", "last", "base"), ("first", "last", "base")]


def test_a_stage_that_only_comes_later_is_not_counted_from_the_earlier_one() -> None:
    made = plan(notice("学习阶段从2024年3月1日开始，时间为20天。学习阶段结束后，要开展讨论。讨论阶段一般为10天。"))
    assert [(one.window.name, one.missing) for one in made.unresolved] == [("讨论阶段", ("first", "last", "base"))]


def test_a_window_is_as_firm_as_the_clause_that_dates_it() -> None:
    text = "第一批宣传阶段原则上从3月5日开始，到3月20日结束。第一批宣传阶段的时间可延长10天。第二批活动从7月1日开始。"
    assert [(one.name, one.strength) for one in plan(notice(text)).windows] == [
        ("第一批宣传阶段", "in_principle"),
        ("第二批", "must"),
    ]
    assert window("a").strength == "must"
