"""The days of repeats: each of them is held against windows, holidays and other events, however the repeat ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from planner.check import check, prepare
from planner.check.occasions import first_and_last, occasions
from planner.export import ical
from planner.language import Language
from planner.records import Event, Finding, Plan, Repeat, When
from planner.repair import repair
from planner.settings import Settings
from tests.make import event, schedule, when, window

SETTINGS = Settings()
ZONE = SETTINGS.time_zone
UNTIL_MAY = window("整改", when("2006-03-01", "2006-05-31"))
SPRING = when("2006-03-01", "2006-06-30", fit="within", precision="month", edtf="2006-03/2006-06", text="从3月到6月")
FIRST = when("2006-03-01", "2006-03-01")
WEDNESDAYS = tuple(dt.date(2006, 3, 1) + dt.timedelta(weeks=number) for number in range(18))  # to 28 June
# The same Wednesdays, as a span of months, as a first day with the last of the rule, and as one with their number.
ENDED = [
    (SPRING, "FREQ=WEEKLY;BYDAY=WE"),
    (FIRST, "FREQ=WEEKLY;BYDAY=WE;UNTIL=20060630"),
    (FIRST, "FREQ=WEEKLY;BYDAY=WE;UNTIL=20060628T010000Z"),
    (FIRST, "FREQ=WEEKLY;BYDAY=WE;COUNT=18"),
]


def weekly(time: When, rule: str, **entries: object) -> Event:
    repeat = Repeat("每周三9:00-10:00", rule, start_time=540, end_time=600)
    return replace(event("例会", time, repeat=repeat), **entries)  # type: ignore[arg-type]


def found(*events: Event) -> list[Finding]:
    return list(check((schedule(*events),), Plan((UNTIL_MAY,)), SETTINGS, paired=True).findings)


@pytest.mark.parametrize(("time", "rule"), ENDED)
def test_every_occasion_is_held_against_the_window_the_calendar_and_the_others(time: When, rule: str) -> None:
    course = weekly(time, rule, location="会议室")
    assert occasions(course, ZONE) == WEDNESDAYS
    fifth = replace(when("2006-03-29", "2006-03-29"), start_time=570, end_time=630)
    met = {one.code: one for one in found(course, event("检查会", fifth, location="会议室")) if one.verdict != "sure"}
    outside, holiday, clash = met["W101"], met["C102"], met["K103"]
    assert (outside.code, outside.verdict, outside.margin) == ("W101", "impossible", (-28, -28))
    assert Language().say(outside.message) == (
        "4 occurrences lie outside 整改 (1 Mar – 31 May 2006): 7, 14, 21, 28 June 2006"
    )
    assert Language().say(holiday.message) == "1 occurrence falls on a statutory holiday: 3 May 2006"
    assert (clash.code, clash.verdict, clash.event) == ("K103", "impossible", "检查会")


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=WE;UNTIL=20060531", "FREQ=WEEKLY;BYDAY=WE;COUNT=14"])
def test_a_repeat_inside_the_window_is_sure(rule: str) -> None:
    (inside,) = (one for one in found(weekly(FIRST, rule)) if one.code == "W101")
    assert (inside.verdict, inside.margin) == ("sure", (0, 0))


@pytest.mark.parametrize("time", [FIRST, when("2006-03-01", None)])
def test_a_repeat_without_an_end_leaves_it_open(time: When) -> None:
    endless = weekly(time, "FREQ=WEEKLY;BYDAY=WE")
    (open_,) = (one for one in found(endless) if one.code == "W101")
    assert open_.verdict == "open"
    assert len(occasions(endless, ZONE)) == 400
    assert first_and_last(endless, ZONE) is None
    feed = ical.calendar(schedule(endless), settings=SETTINGS, language=Language()).decode()
    assert "\r\nRRULE:FREQ=WEEKLY;BYDAY=WE\r\n" in feed


def test_a_rule_that_no_day_keeps_gives_none_at_once() -> None:
    import time

    start = time.perf_counter()
    assert occasions(weekly(SPRING, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), ZONE) == ()
    assert occasions(weekly(SPRING, "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), ZONE) == ()
    assert time.perf_counter() - start < 4


def test_every_quarter_of_an_hour_is_every_day() -> None:
    assert len(occasions(weekly(SPRING, "FREQ=MINUTELY;INTERVAL=15"), ZONE)) == (SPRING.last - SPRING.first).days + 1  # type: ignore[operator]


def test_what_repeats_within_one_day_stays_on_it() -> None:
    hourly = weekly(FIRST, "FREQ=HOURLY")
    assert occasions(hourly, ZONE) == (dt.date(2006, 3, 1),)


def test_holidays_that_the_words_leave_out_are_no_occasions() -> None:
    course = weekly(SPRING, "FREQ=WEEKLY;BYDAY=WE")
    assert course.repeat is not None
    without = replace(course, repeat=replace(course.repeat, except_holidays=True))
    assert occasions(without, ZONE) == tuple(day for day in WEDNESDAYS if day != dt.date(2006, 5, 3))
    assert occasions(without, "Europe/Berlin") == WEDNESDAYS
    assert [one.code for one in found(without)] == ["W101"]


def test_a_repair_leaves_a_repeat_where_it_is() -> None:
    plan = prepare(Plan((UNTIL_MAY,)), SETTINGS)
    mended = repair(schedule(weekly(SPRING, "FREQ=WEEKLY;BYDAY=WE")), plan, ("error",), paired=True)
    assert (mended.edits, [one.code for one in mended.left]) == ((), ["W101"])
