"""The CSV, read back by the standard library's reader."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.tables import COLUMNS, events_csv
from planner.records import Place, Repeat, Schedule
from tests.export.feed_reader import event, schedule, when


def rows(*schedules: Schedule) -> list[dict[str, str]]:
    data = events_csv(schedules)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.replace(b"\r\n", b"").find(b"\r") == -1
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_column():
    row = event(
        "拟订计划",
        when("2005-05-12", text="5月12日下午", part="afternoon", start_time=870, end_time=1440, edtf="2005-05-12"),
        details=("一、调查", "二、起草"),
        participants=("甲", "乙"),
        organizer="办公室",
        location="二楼",
        note="带笔",
        stage="第一阶段",
        status="tentative",
        parent="uid-parent",
        place=Place(path="x/plan.txt", line=7, quote="整行, 原文"),
    )
    assert rows(schedule(row)) == [
        {
            "schedule": "plan.txt",
            "uid": "uid-拟订计划",
            "kind": "event",
            "title": "拟订计划",
            "text": "5月12日下午",
            "first": "2005-05-12",
            "last": "2005-05-12",
            "fit": "fills",
            "precision": "day",
            "part": "afternoon",
            "start_time": "14:30",
            "end_time": "24:00",
            "edtf": "2005-05-12",
            "repeat": "",
            "details": "一、调查\n二、起草",
            "participants": "甲\n乙",
            "organizer": "办公室",
            "location": "二楼",
            "note": "带笔",
            "stage": "第一阶段",
            "status": "tentative",
            "parent": "uid-parent",
            "path": "x/plan.txt",
            "line": "7",
            "quote": "整行, 原文",
        }
    ]


def test_undated_rows_and_open_ends_stay():
    found = rows(schedule(event("A"), event("B", when("2005-05-12", ""))), schedule(event("C"), path="other.txt"))
    assert [(row["schedule"], row["title"], row["first"], row["last"], row["text"]) for row in found] == [
        ("plan.txt", "A", "", "", ""),
        ("plan.txt", "B", "2005-05-12", "", "words"),
        ("other.txt", "C", "", "", ""),
    ]


def test_a_repeat_gives_its_rule_and_its_own_hours():
    repeat = Repeat("每周三9:00", "FREQ=WEEKLY;BYDAY=WE", start_time=540)
    first, second = rows(
        schedule(event("A", repeat=repeat), event("B", when("2005-05-01", "2005-05-31"), repeat=repeat))
    )
    assert [first[name] for name in ("text", "first", "start_time", "repeat")] == [
        "每周三9:00",
        "",
        "09:00",
        "FREQ=WEEKLY;BYDAY=WE",
    ]
    assert [second[name] for name in ("text", "first", "start_time")] == ["每周三9:00", "2005-05-01", "09:00"]


def test_no_events_is_the_heading_alone():
    assert events_csv(()) == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\x00=1", "'=1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("'quoted", "'quoted"),
        ('a"b,c', 'a"b,c'),
        ("one\r\ntwo\u2028three\x00", "one\ntwo\nthree"),
        ("\ud800", "\ufffd"),
    ],
)
def test_hostile_cells(title, cell):
    (found,) = rows(schedule(event(title, uid="one", note=title)))
    assert (found["title"], found["note"]) == (cell, cell)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_stays_in_its_row_and_is_no_formula(titles: list[str]):
    found = rows(schedule(*(event(title, note=title) for title in titles)))
    assert len(found) == len(titles)
    for row in found:
        assert list(row) == list(COLUMNS)
        assert row["title"][:1] not in tuple("=+-@\t\r")
        assert row["title"] == row["note"]
