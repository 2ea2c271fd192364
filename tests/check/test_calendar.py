"""Family C: weekends, holidays, made-up working days and nights, over the readings of uncertain dates."""

import datetime as dt
from dataclasses import replace

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from planner.check.calendar import check_calendar
from planner.check.rest_days import days_between, days_said, kind_of, runs
from planner.check.scope import Scope
from planner.language import Language
from planner.records import Event, Finding, Plan, Repeat
from planner.settings import Settings
from tests.make import event, schedule, when


def found(*events: Event, settings: Settings | None = None) -> tuple[Finding, ...]:
    return check_calendar(Scope(schedule(*events), Plan()), settings or Settings())


def said(finding: Finding, language: str = "en") -> str:
    return Language(language).say(finding.message)


@pytest.mark.parametrize(
    ("first", "last", "fit", "expected"),
    [
        ("2005-05-12", "2005-05-12", "fills", []),
        ("2005-05-14", "2005-05-14", "fills", [("C101", "impossible", "warning")]),
        ("2005-05-14", "2005-05-15", "fills", [("C101", "impossible", "warning")]),
        ("2005-05-13", "2005-05-16", "fills", []),
        ("2005-05-16", "2005-05-27", "fills", []),
        ("2005-05-11", "2005-05-20", "within", [("C101", "possible", "info")]),
        ("2005-05-16", "2005-05-20", "within", []),
        ("2005-05-14", "2005-05-15", "within", [("C101", "impossible", "warning")]),
        ("2005-05-03", "2005-05-03", "fills", [("C102", "impossible", "warning")]),
        ("2005-05-01", "2005-05-10", "within", [("C102", "possible", "info")]),
        ("2005-05-08", "2005-05-08", "fills", [("C103", "sure", "info")]),
        ("2005-05-07", "2005-05-08", "fills", []),
        ("2005-01-01", "2005-12-31", "within", []),
    ],
)
def test_days_of_rest(first: str, last: str, fit: str, expected: list[tuple[str, str, str]]) -> None:
    findings = found(event("甲", when(first, last, fit=fit)))
    assert [(one.code, one.verdict, one.severity) for one in findings] == expected


def test_the_days_are_named_and_those_that_would_do() -> None:
    (finding,) = found(event("甲", when("2005-05-21", "2005-05-31", fit="within", text="5月下旬")))
    assert said(finding) == "“5月下旬” may fall on a weekend: 21, 22, 28, 29 May 2005"
    assert said(finding, "zh") == "“5月下旬”可能落在周末：2005年5月21、22、28、29日"
    assert finding.readings == ("2005-05-23/2005-05-27", "2005-05-30/2005-05-31")
    assert Language().say(days_said((dt.date(2005, 4, 30), dt.date(2005, 5, 1)))) == "30 April 2005, 1 May 2005"


def test_a_weekend_that_the_words_name_is_a_note() -> None:
    (finding,) = found(event("甲", when("2005-05-14", "2005-05-14", text="5月14日（周六）")))
    assert (finding.code, finding.verdict, finding.severity) == ("C101", "impossible", "info")


def test_what_is_due_on_a_sunday_can_be_done_before() -> None:
    for one in (event("甲", when("2005-05-01", "2005-05-15"), kind="deadline"), event("甲", when(None, "2005-05-15"))):
        (finding,) = found(one)
        assert (finding.code, finding.verdict) == ("C101", "possible")
        assert said(finding) == "it is due on a weekend: 15 May 2005"


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({"start_time": 9 * 60}, None),
        ({"start_time": 22 * 60}, "impossible"),
        ({"start_time": 5 * 60 + 59}, "impossible"),
        ({"start_time": 6 * 60}, None),
        ({"start_time": 20 * 60, "end_time": 22 * 60}, None),
        ({"start_time": 20 * 60, "end_time": 22 * 60 + 30}, "impossible"),
        ({"part": "evening"}, None),
        ({"part": "night"}, "possible"),
        ({"part": "early_morning"}, "impossible"),
    ],
)
def test_nights(more: dict[str, object], verdict: str | None) -> None:
    findings = found(event("甲", when("2005-05-12", "2005-05-12", **more)))
    assert [(one.code, one.verdict) for one in findings] == ([("C104", verdict)] if verdict else [])


def test_a_window_of_days_that_closes_at_midnight_is_no_night_and_a_night_shift_is_one() -> None:
    open_for_days = when("2005-05-16", "2005-05-19", start_time=570, end_time=1440)
    shift = when("2005-05-16", "2005-05-17", start_time=20 * 60, end_time=4 * 60)
    findings = found(event("选报", open_for_days), event("值班", shift))
    assert [(one.code, one.event) for one in findings] == [("C104", "值班")]


def test_a_holiday_on_its_own_days_is_no_fault() -> None:
    names = ("国庆假期", "中秋节", "放假", "寒假开始", "Autumn break")
    assert found(*(event(name, when("2005-10-01", "2005-10-02")) for name in names)) == ()


def test_the_hours_of_the_night_are_a_setting() -> None:
    late = event("甲", when("2005-05-12", "2005-05-12", start_time=23 * 60))
    assert found(late, settings=replace(Settings(), night=(1 * 60, 5 * 60))) == ()


def test_years_that_are_not_known_are_said_once() -> None:
    events = [event(str(n), when(f"1998-05-{n}", f"1998-05-{n}")) for n in (12, 13, 16)]
    findings = found(*events)
    assert [(one.code, one.verdict, one.event) for one in findings] == [
        ("C101", "impossible", "16"),
        ("C105", "open", None),
    ]


def test_elsewhere_only_weekends_are_known() -> None:
    settings = replace(Settings(), time_zone="Europe/Berlin")
    events = [event(day, when(f"2005-05-{day}", f"2005-05-{day}")) for day in ("03", "08", "14")]
    assert [(one.code, one.event) for one in found(*events, settings=settings)] == [("C101", "08"), ("C101", "14")]


def test_occurrences_on_holidays_are_named_and_weekends_are_meant() -> None:
    weekly = event("课", when("2005-04-25", "2005-05-20"), repeat=Repeat("每周二", "FREQ=WEEKLY;BYDAY=TU"))
    (finding,) = found(weekly)
    assert (finding.code, finding.verdict) == ("C102", "possible")
    assert said(finding) == "1 occurrence falls on a statutory holiday: 3 May 2005"
    saturdays = replace(weekly, repeat=Repeat("每周六", "FREQ=WEEKLY;BYDAY=SA"), when=when("2005-05-14", "2005-05-31"))
    assert found(saturdays) == ()


def test_what_is_cancelled_or_a_stage_or_undated_is_left_alone() -> None:
    saturday = when("2005-05-14", "2005-05-14")
    assert found(event("甲", saturday, status="cancelled"), event("乙", saturday, kind="stage"), event("丙")) == ()


def test_a_user_gives_a_possible_weekend_more_weight() -> None:
    settings = replace(Settings(), severity={"C101": "error"})
    may = event("甲", when("2005-05-11", "2005-05-20", fit="within"))
    sure = event("乙", when("2005-05-14", "2005-05-14"))
    assert [one.severity for one in found(may, sure, settings=settings)] == ["warning", "error"]


@given(st.dates(dt.date(2004, 1, 1), dt.date(2026, 12, 20)), st.integers(0, 11), st.booleans())
def test_agrees_with_brute_force_over_all_readings(first: dt.date, length: int, within: bool) -> None:
    last = first + dt.timedelta(length)
    span = list(days_between(first, last))
    readings = [span[a : b + 1] for a in range(len(span)) for b in range(a, len(span))] if within else [span]
    rested = [not any(is_workday(day) for day in reading) for reading in readings]
    expected = "impossible" if all(rested) else "possible" if any(rested) else "sure"
    time = when(first.isoformat(), last.isoformat(), fit="within" if within else "fills")
    verdicts = {one.verdict for one in found(event("甲", time)) if one.code in ("C101", "C102")}
    assert verdicts == ({expected} - {"sure"})


def test_runs_and_kinds_of_days() -> None:
    days = [dt.date(2005, 5, day) for day in (1, 2, 4, 8)]
    assert runs(days) == ((days[0], days[1]), (days[2], days[2]), (days[3], days[3]))
    kinds = [kind_of(day, chinese=True) for day in (*days, dt.date(2005, 5, 14), dt.date(2005, 5, 16))]
    assert kinds == ["holiday", "holiday", "holiday", "made_up", "weekend", "working"]


def test_duties_are_held_at_all_hours() -> None:
    rows = (event("王芳", when("2026-12-05", "2026-12-05")), event("李强夜班", when("2026-12-06", "2026-12-06")))
    plain = schedule(*rows)
    assert check_calendar(Scope(replace(plain, title="12月值班表"), Plan()), Settings()) == ()
    found = check_calendar(Scope(plain, Plan()), Settings())
    assert [(one.code, one.event) for one in found] == [("C101", "王芳")]
