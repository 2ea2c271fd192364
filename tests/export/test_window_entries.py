"""Windows on a calendar, and the whole feed against its golden file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import icalendar
import pytest

from planner.records import Clause, Length, Place, Repeat, Subject, Window
from tests.export.feed_reader import event, feed, only_event, parsed, when
from tests.export.test_ical import times, written

MONTH = Window(
    name="Rectification",
    subject=Subject(stage="整改提高"),
    when=when("2005-05-01", "2005-05-31", fit="within", precision="month"),
    basis=(Clause(kind="window", subject=Subject(), place=Place(path="n.txt", line=3, quote="in\nMay")),),
)
ADRIFT = Window(name="Extension", subject=Subject(), basis=(), length=Length("10天", ((10, "day"),)))


def test_windows_only_when_given():
    data = written(event("A", when("2005-05-12")), windows=(MONTH, ADRIFT))
    found = parsed(data)
    _, window = found.all("VEVENT")
    assert times(window) == ("20050501", "20050601")
    assert (window.text("SUMMARY"), window.raw("TRANSP"), window.raw("STATUS")) == (
        "Rectification",
        "TRANSPARENT",
        "CONFIRMED",
    )
    assert window.text("DESCRIPTION") == "Source: n.txt, line 3: in May"
    assert window.text("CATEGORIES") == "整改提高"
    assert found.text("X-WR-CALDESC") == "1 window without a day is not in this calendar: Extension"


def test_a_window_keeps_its_uid_when_its_days_or_its_file_change():
    def uid(window: Window) -> str:
        return parsed(written(windows=(window,))).all("VEVENT")[0].text("UID")

    moved = replace(MONTH, when=when("2005-06-01", "2005-06-30"))
    clause = replace(MONTH.basis[0], place=Place(path="other.txt", line=9, quote="in\nMay"))
    assert uid(MONTH) == uid(moved) == uid(replace(MONTH, basis=(clause,)))
    assert uid(MONTH) != uid(replace(MONTH, name="Study"))


def test_repeat_starts_on_its_first_matching_day():
    repeat = Repeat("每周三下午", "FREQ=WEEKLY;BYDAY=WE", part="afternoon")
    found = only_event(event("Study", when("2005-05-01", "2005-05-31"), repeat=repeat))
    assert times(found) == ("20050504T140000", "20050504T180000")
    assert found.raw("RRULE") == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20050531T155959Z"
    said = "The document says only “每周三下午”: the hours 14:00-18:00 are a declared convention."
    assert found.text("DESCRIPTION").split("\n") == [said, "Source: plan.txt, line 7: 每周三下午"]


@pytest.mark.parametrize(
    ("rule", "last", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "", ("20050515", "FREQ=MONTHLY;BYMONTHDAY=15")),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "2005-12-31", ("20050515", "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20051231")),
        ("FREQ=WEEKLY;COUNT=3;BYDAY=MO,FR", "2005-12-31", ("20050502", "FREQ=WEEKLY;COUNT=3;BYDAY=MO,FR")),
        ("FREQ=DAILY;UNTIL=20050510", "2005-12-31", ("20050501", "FREQ=DAILY;UNTIL=20050510")),
    ],
)
def test_repeat_without_hours_is_all_day_and_ends_by_rule_or_by_range(rule, last, expected):
    found = only_event(event("Report", when("2005-05-01", last), repeat=Repeat("words", rule)))
    assert (found.raw("DTSTART"), found.raw("RRULE")) == expected
    assert found.parameters("DTSTART") == {"VALUE": "DATE"}


@pytest.mark.parametrize(
    ("time", "rule"),
    [
        (None, "FREQ=WEEKLY;BYDAY=WE"),
        (when(None, "2005-05-31"), "FREQ=WEEKLY;BYDAY=WE"),
        (when("2005-05-05", "2005-05-06"), "FREQ=WEEKLY;BYDAY=WE"),
        (when("2005-05-05", ""), "FREQ=WEEKLY;BYDAY=WE;UNTIL=20050506"),
    ],
)
def test_repeat_without_a_first_day_is_counted_as_undated(time, rule):
    found = feed(event("Study", time, repeat=Repeat("每周三", rule)))
    assert found.text("X-WR-CALDESC") == "1 row without a day is not in this calendar: Study"
    assert found.all("VEVENT") == []


def test_equal_input_gives_equal_bytes_and_icalendar_reads_the_same(golden):
    events = (
        event("全员大会", when("2005-05-12", part="afternoon", text="5月12日下午"), participants=("全体成员",)),
        event("拟订计划", when("2005-05-16", "2005-05-20"), details=("1、调查研究", "2、形成初稿，征求意见；修改")),
        event("委员会", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬")),
        event("报送材料", when(None, "2005-06-30"), kind="deadline", location="办公室"),
        event(
            "学习",
            when("2005-05-01", "2005-06-30"),
            repeat=Repeat("每周三9:00", "FREQ=WEEKLY;BYDAY=WE", start_time=540),
        ),
        event("取消的参观", when("2005-05-18", start_time=570, end_time=690), status="cancelled"),
        event("测评", None),
    )
    data = written(*events, windows=(MONTH,))
    assert data == written(*events, windows=(MONTH,))
    assert data == golden("export/feed.ics", data)
    read = icalendar.Calendar.from_ical(data)
    mine = parsed(data).all("VEVENT")
    assert len(read.events) == len(mine) == 7
    for theirs, ours in zip(read.events, mine, strict=True):
        assert str(theirs["SUMMARY"]) == ours.text("SUMMARY")
        assert str(theirs["DESCRIPTION"]) == ours.text("DESCRIPTION")
        assert theirs["DTSTART"].to_ical().decode() == ours.raw("DTSTART")
        assert theirs["DTEND"].to_ical().decode() == ours.raw("DTEND")
    assert read.events[0].start.isoformat() == "2005-05-12T14:00:00+08:00"
    assert read.events[1].end == dt.date(2005, 5, 21)
    assert not any(theirs.errors for theirs in read.walk())
