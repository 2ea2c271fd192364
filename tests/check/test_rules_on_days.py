"""Families P, D, S and J from records: verdicts, days, severity, and the rules that cannot be kept together."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.check import Report, check
from planner.records import Clause, Event, Finding, Length, Match, Place, Plan, Precedence, Subject, Terms, When, Window
from planner.settings import Settings
from tests.make import event, schedule, when, window

STAGE = Subject(stage="整改提高")


def clause(kind: str, line: int = 1, **more: object) -> Clause:
    place = Place(path=str(more.pop("path", "n.txt")), line=line, quote=f"clause {line}")
    return Clause(**{"kind": kind, "subject": STAGE, "place": place, **more})  # type: ignore[arg-type]


def follows(about: str, after: str, line: int = 1, **more: object) -> Clause:
    terms = {name: more.pop(name) for name in ("lag", "overlap") if name in more}
    return clause("follows", line, about=about, terms=Terms(after=after, **terms), **more)  # type: ignore[arg-type]


def steps(*names: str, line: int = 1, **more: object) -> Clause:
    return clause("steps", line, terms=Terms(steps=names), **more)


def within(first: int, last: int) -> When:
    return when(f"2005-05-{first:02}", f"2005-05-{last:02}", fit="within")


def fills(first: int, last: int) -> When:
    return when(f"2005-05-{first:02}", f"2005-05-{last:02}")


def report(events: list[Event], *clauses: Clause, settings: Settings | None = None, **plan: object) -> Report:
    held = Plan(clauses=clauses, **plan)  # type: ignore[arg-type]
    return check((schedule(*events, stage="整改提高"),), held, settings or Settings(), paired=True)


def only(found: Report, code: str) -> Finding:
    (one,) = [one for one in found.findings if one.code == code]
    return one


PLAN, WORK, SURVEY, SUMMARY = "制定方案", "实施整改", "群众测评", "总结大会"


@pytest.mark.parametrize(
    ("before", "after", "verdict", "margin", "readings"),
    [
        (fills(16, 20), fills(20, 22), "sure", (0, 0), ()),
        (fills(16, 20), fills(19, 22), "impossible", (-1, -1), ()),
        (fills(16, 20), within(11, 20), "possible", (-9, 0), ("2005-05-20",)),
        (fills(16, 20), within(11, 19), "impossible", (-9, -1), ()),
        (within(11, 20), fills(15, 16), "possible", (-5, 4), ("2005-05-11/2005-05-15",)),
        (within(11, 20), within(11, 20), "possible", (-9, 9), ("2005-05-11/2005-05-20",)),
        (None, fills(15, 16), "open", None, ()),
        (fills(16, 20), None, "open", None, ()),
        (when("2005-05-16", None), fills(15, 16), "impossible", None, ()),
        (when("2005-05-16", None), fills(17, 18), "open", None, ()),
    ],
)
def test_steps_in_order(  # type: ignore[no-untyped-def]
    before: When | None, after: When | None, verdict: str, margin, readings
) -> None:
    found = report([event(PLAN, before), event(WORK, after)], steps("制定整改方案", "认真进行整改"))
    one = only(found, "P101")
    assert (one.verdict, one.margin, one.readings) == (verdict, margin, readings)
    assert one.event == WORK
    assert [place.quote for place in one.related] == ["clause 1", "words"]


@pytest.mark.parametrize(("strength", "severity"), [("must", "error"), ("in_principle", "warning"), ("may", "info")])
def test_a_breach_weighs_what_its_demand_does(strength: str, severity: str) -> None:
    events = [event(PLAN, fills(16, 20)), event(WORK, fills(10, 12))]
    found = report(events, steps("制定整改方案", "认真进行整改", strength=strength))
    assert only(found, "P101").severity == severity
    assert dict(found.verdicts) == {"a.txt": "impossible" if severity == "error" else "sure"}
    lighter = report(events, steps("制定整改方案", "认真进行整改"), settings=Settings(severity={"P101": "info"}))
    assert only(lighter, "P101").severity == "info"


def test_a_step_that_nothing_meets_links_its_neighbours() -> None:
    events = [event(SUMMARY, fills(10, 10)), event(PLAN, fills(16, 20))]
    found = report(events, steps("制定整改方案", "验收", "总结"))
    assert only(found, "P101").verdict == "impossible"
    missing = [one for one in found.findings if one.code == "S101" and one.event is None]
    assert [(one.verdict, one.severity) for one in missing] == [("impossible", "error")]


def test_a_missing_step_is_open_while_an_event_may_be_it() -> None:
    events = [event(PLAN, fills(16, 20)), event("碰头会", fills(21, 21))]
    found = report(events, steps("制定整改方案", "验收"))
    missing = next(one for one in found.findings if one.code == "S101" and one.event is None)
    assert (missing.verdict, missing.severity) == ("open", "warning")
    assert only(found, "S102").verdict == "open"
    told = report(events, steps("制定整改方案", "验收"), matches=(Match("验收", "碰头会"),))
    assert {one.event: one.verdict for one in told.findings if one.code == "S101"} == {PLAN: "sure", "碰头会": "sure"}
    assert only(told, "P101").verdict == "sure"


@pytest.mark.parametrize(
    ("survey", "verdict", "readings"),
    [
        (fills(27, 27), "sure", ()),
        (fills(30, 31), "sure", ()),
        (fills(31, 31), "impossible", ()),
        (fills(26, 26), "impossible", ()),
        (within(21, 31), "possible", ("2005-05-27/2005-05-30",)),
    ],
)
def test_at_once_when_the_work_of_the_stage_ends(survey: When, verdict: str, readings: tuple[str, ...]) -> None:
    events = [event(PLAN, fills(16, 20)), event(WORK, fills(23, 27)), event(SURVEY, survey)]
    one = only(report(events, follows("满意度测评", "整改提高阶段工作结束", lag="at once")), "P102")
    assert (one.verdict, one.readings) == (verdict, readings)


def test_what_follows_the_survey_is_no_work_of_the_stage() -> None:
    events = [event(WORK, fills(23, 27)), event(SURVEY, fills(28, 28)), event(SUMMARY, fills(30, 30))]
    rules = (follows("满意度测评", "阶段工作结束", lag="at once"), follows("进行总结", "测评结束", 2))
    found = report(events, *rules)
    assert [(one.code, one.event, one.verdict) for one in found.findings if one.code[0] == "P"] == [
        ("P102", SURVEY, "sure"),
        ("P103", SUMMARY, "sure"),
    ]


def test_a_clause_may_let_a_step_begin_while_its_base_goes_on() -> None:
    events = [event(PLAN, fills(16, 20)), event(WORK, fills(17, 25))]
    assert only(report(events, follows("进行整改", "整改方案形成")), "P103").verdict == "impossible"
    assert only(report(events, follows("进行整改", "整改方案形成", overlap=True)), "P103").verdict == "sure"


def test_days_ahead() -> None:
    ahead = clause("follows", about="张贴告知单", length=Length("3天", ((3, "day"),)), terms=Terms(before="入户走访"))
    events = [event("张贴告知单", fills(9, 9)), event("入户走访", fills(12, 13))]
    assert only(report(events, ahead), "P104").verdict == "sure"
    events[0] = event("张贴告知单", fills(10, 10))
    one = only(report(events, ahead), "P104")
    assert (one.verdict, one.margin) == ("impossible", (-1, -1))


def test_several_rows_of_one_step_are_told_apart_by_a_person_only() -> None:
    pairs = [
        event(title, fills(day, day), uid=f"{title}{day}") for day in (3, 10) for title in ("支部学习", "群众测评")
    ]
    rule = steps("组织学习", "进行测评")
    found = [one.verdict for one in report(pairs, rule).findings if one.code == "P101"]
    assert found == ["open", "sure"]


def length(words: str, number: float, unit: str, bound: str = "about", strength: str = "must") -> Window:
    stated = Length(words, ((number, unit),), bound)  # type: ignore[arg-type]
    basis = clause("length", 7, length=stated, strength=strength)
    return Window(name="整改提高阶段", subject=STAGE, basis=(basis,), length=stated)


@pytest.mark.parametrize(
    ("days", "unit", "number", "bound", "code", "verdict", "margin"),
    [
        (25, "month", 1, "about", "D101", "sure", (0, 0)),
        (24, "month", 1, "about", "D101", "impossible", (-1, -1)),
        (36, "month", 1, "about", "D102", "impossible", (-1, -1)),
        (33, "month", 1, "exactly", "D102", "impossible", (-2, -2)),
        (27, "month", 1, "exactly", "D101", "impossible", (-1, -1)),
        (60, "month", 1, "at_least", "D101", "sure", (32, 32)),
        (9, "week", 1, "about", "D101", "sure", (0, 0)),
        (10, "week", 1, "about", "D102", "impossible", (-1, -1)),
        (6, "week", 1, "at_least", "D101", "impossible", (-1, -1)),
        (14, "week", 2, "at_most", "D101", "sure", (0, 0)),
        (23, "day", 20, "about", "D101", "sure", (0, 0)),
        (24, "day", 20, "about", "D102", "impossible", (-1, -1)),
    ],
)
def test_lengths(  # type: ignore[no-untyped-def]
    days: int, unit: str, number: float, bound: str, code: str, verdict: str, margin
) -> None:
    last = (dt.date(2005, 5, 1) + dt.timedelta(days - 1)).isoformat()
    events = [event("开始", fills(1, 1)), event("结束", when(last, last))]
    one = only(report(events, windows=(length("话", number, unit, bound),)), code)
    assert (one.verdict, one.margin) == (verdict, margin)


def test_a_calendar_month_is_one_month() -> None:
    for first, last in (("2005-02-01", "2005-02-28"), ("2005-05-01", "2005-05-31")):
        found = report([event("活动", when(first, last))], windows=(length("一个月", 1, "month", "exactly"),))
        assert only(found, "D101").verdict == "sure"


def test_effort_adds_up_stated_hours() -> None:
    hours = clause("minimum", about="学习培训", terms=Terms(number=5, unit="hour", bound="at_least"))
    morning = when("2005-05-12", "2005-05-12", start_time=9 * 60, end_time=12 * 60)
    events = [event("集中学习", morning), event("专题学习", morning)]
    assert only(report(events, hours), "D103").verdict == "sure"
    assert only(report([event("集中学习", morning)], hours), "D103").verdict == "impossible"
    assert only(report([event("集中学习", fills(12, 12))], hours), "D103").verdict == "open"
    assert only(report([event("碰头", morning)], hours), "D103").verdict == "open"


def test_rules_that_cannot_be_kept_together() -> None:
    events = [event(PLAN, within(1, 10)), event(WORK, within(1, 10)), event(SURVEY, within(1, 10))]
    ahead = clause("follows", 1, about="进行整改", length=Length("五天", ((5, "day"),)), terms=Terms(after="制定方案"))
    later = clause("follows", 2, about="进行测评", length=Length("五天", ((5, "day"),)), terms=Terms(after="进行整改"))
    found = report(events, ahead, later)
    assert [one.verdict for one in found.findings if one.code == "P104"] == ["possible", "possible"]
    one = only(found, "J101")
    assert (one.verdict, one.severity, one.margin) == ("impossible", "error", (-1, -1))
    assert [place.quote for place in one.related[:2]] == ["clause 1", "clause 2"]
    assert dict(found.verdicts)["a.txt"] == "impossible"
    alone = report(events, ahead)
    assert [one.code for one in alone.findings if one.code == "J101"] == []
    assert only(alone, "P104").readings == ("2005-05-06/2005-05-10",)


def test_stages_in_order_by_what_the_schedule_states_of_them() -> None:
    order = Precedence("学习动员", "整改提高", "", Place(path="n.txt", line=3, quote="在学习动员的基础上"))
    events = [
        event("学习动员阶段", fills(1, 10), kind="stage", stage="学习动员"),
        event("整改提高阶段", fills(9, 20), kind="stage", stage="整改提高"),
        event("碰头会", fills(12, 12), stage="整改提高"),
    ]
    one = only(report(events, precedences=(order,)), "P101")
    assert (one.event, one.verdict, one.margin) == ("整改提高阶段", "impossible", (-1, -1))


def test_a_window_binds_the_events_of_its_stage_only() -> None:
    events = [event("会", fills(3, 3), stage="学习动员"), event("测评", fills(20, 20), stage="整改提高")]
    found = report(events, windows=(window("学习动员阶段", within(1, 10), stage="学习动员"),))
    assert [(one.event, one.verdict) for one in found.findings if one.code[0] != "C"] == [("会", "sure")]


def test_cancelled_events_are_not_what_a_rule_means() -> None:
    events = [event(PLAN, fills(16, 20)), event(WORK, fills(10, 12), status="cancelled")]
    found = report(events, steps("制定整改方案", "认真进行整改"))
    assert [one.code for one in found.findings if one.code == "P101"] == []


def test_the_order_of_rows_does_not_matter() -> None:
    events = [event(PLAN, fills(16, 20)), event(WORK, within(11, 20)), event(SURVEY, within(21, 31))]
    rules = (steps("制定整改方案", "认真进行整改"), follows("测评", "阶段工作结束", 2, lag="at once"))
    one, two = report(events, *rules), report(events[::-1], *rules)
    assert {(f.code, f.event, f.verdict, f.margin, f.readings) for f in one.findings} == {
        (f.code, f.event, f.verdict, f.margin, f.readings) for f in two.findings
    }


def test_steps_that_no_event_meets_at_all_are_said_once() -> None:
    one = only(report([event("开放日", fills(3, 3))], steps("自查登记", "复核")), "S101")
    assert (one.verdict, one.severity, one.event) == ("open", "info", None)


def test_events_without_dates_make_no_conflict_of_windows() -> None:
    windows = (window("一", within(1, 3), stage="整改提高"), window("二", within(8, 9), stage="整改提高"))
    found = report([event("会", None)], windows=windows)
    assert [(one.code, one.verdict) for one in found.findings] == [("W101", "open"), ("W101", "open")]
    known = report([event("会", within(1, 9))], windows=windows)
    assert [(one.code, one.verdict) for one in known.findings if one.code[0] != "C"] == [
        ("W101", "possible"),
        ("W101", "possible"),
        ("J101", "impossible"),
    ]
