"""JSON key by key, as the stable contract says."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates.model import Found, Problem
from planner.export.json_records import (
    check_json,
    dump,
    event_json,
    extract_json,
    finding_json,
    found_json,
    length_json,
    place_json,
    when_json,
    window_json,
)
from planner.language import Language
from planner.records import Clause, Completion, Finding, Length, Place, Repeat, Subject, Window, message
from tests.export.feed_reader import event, schedule, when

ENGLISH = Language("en")
PLACE = Place(path="plan.txt", line=7, quote="the row")
PLACE_JSON = {"path": "plan.txt", "line": 7, "quote": "the row"}
FINDING = Finding(
    code="W101",
    verdict="impossible",
    severity="error",
    message=message("{title} begins before {day}", title="会议", day=dt.date(2005, 7, 1)),
    place=PLACE,
    event="会议",
    event_uid="uid-1",
    window="batch two",
    related=(Place(path="notice.txt", line=2, quote="从7月开始"),),
    required="2005-07/2005-12~",
    actual="[2005-05-21..2005-05-31]",
    readings=("2005-05-21", "2005-05-31"),
    margin=(-41, -31),
)
FINDING_JSON = {
    "code": "W101",
    "verdict": "impossible",
    "severity": "error",
    "event": "会议",
    "event_uid": "uid-1",
    "window": "batch two",
    "message": "会议 begins before 2005-07-01",
    "place": PLACE_JSON,
    "related": [{"path": "notice.txt", "line": 2, "quote": "从7月开始"}],
    "required": "2005-07/2005-12~",
    "actual": "[2005-05-21..2005-05-31]",
    "readings": ["2005-05-21", "2005-05-31"],
    "margin": {"least": -41, "most": -31},
}
BARE = Finding(code="X201", verdict="open", severity="warning", message=message("No date."), place=PLACE)


def test_when():
    time = when(
        "2005-05-12",
        text="5月12日下午2时",
        edtf="2005-05-12",
        part="afternoon",
        precision="minute",
        start_time=840,
        end_time=1440,
        completed_from=(Completion("year", 2005, "caption", "（2005年5月）"),),
    )
    assert when_json(time) == {
        "text": "5月12日下午2时",
        "first": "2005-05-12",
        "last": "2005-05-12",
        "fit": "fills",
        "precision": "minute",
        "part": "afternoon",
        "last_part": None,
        "start_time": "14:00",
        "end_time": "24:00",
        "approximate": False,
        "approximate_first": False,
        "approximate_last": False,
        "edtf": "2005-05-12",
        "completed_from": [{"part": "year", "value": 2005, "source": "caption", "text": "（2005年5月）"}],
    }


def test_when_open_and_approximate():
    found = when_json(when(None, "", edtf="XXXX-05", approximate_last=True))
    assert (found["first"], found["last"], found["edtf"], found["approximate"]) == (None, None, "XXXX-05", True)
    assert (found["part"], found["start_time"], found["end_time"]) == (None, None, None)


def test_event():
    row = event("会议", details=("一",), participants=("甲",), parent="uid-0", places=(PLACE,), kind="deadline")
    assert event_json(row) == {
        "uid": "uid-会议",
        "kind": "deadline",
        "title": "会议",
        "when": None,
        "repeat": None,
        "details": ["一"],
        "participants": ["甲"],
        "organizer": "",
        "location": "",
        "note": "",
        "stage": "",
        "status": "confirmed",
        "parent": "uid-0",
        "place": PLACE_JSON,
        "places": [PLACE_JSON],
    }


def test_repeat():
    found = event_json(event("学习", repeat=Repeat("每周三9:00", "FREQ=WEEKLY;BYDAY=WE", start_time=540)))
    assert found["repeat"] == "FREQ=WEEKLY;BYDAY=WE"
    assert {name: found[name] for name in found if name.startswith("repeat_")} == {
        "repeat_text": "每周三9:00",
        "repeat_except_holidays": False,
        "repeat_part": None,
        "repeat_start_time": "09:00",
        "repeat_end_time": None,
    }


@pytest.mark.parametrize(
    ("length", "strength", "expected"),
    [
        (
            Length("1个月左右", ((1.0, "month"),), "about"),
            "in_principle",
            {"text": "1个月左右", "number": 1, "unit": "month", "bound": "about", "strength": "in_principle"},
        ),
        (Length("半天", ((0.5, "day"),)), None, {"text": "半天", "number": 0.5, "unit": "day", "bound": "exactly"}),
        (
            Length("1小时30分", ((1, "hour"), (30, "minute")), "at_most"),
            None,
            {
                "text": "1小时30分",
                "parts": [{"number": 1, "unit": "hour"}, {"number": 30, "unit": "minute"}],
                "bound": "at_most",
            },
        ),
    ],
)
def test_length(length, strength, expected):
    assert length_json(length, strength) == expected


def test_place_names_only_what_is_known():
    assert place_json(Place(path="a")) == {"path": "a", "line": None, "quote": ""}
    full = Place(path="a", line=1, column=2, page=3, sheet="S", table=4, row=5, cell=6, quote="q")
    assert place_json(full) == {
        "path": "a",
        "line": 1,
        "quote": "q",
        "page": 3,
        "sheet": "S",
        "table": 4,
        "row": 5,
        "cell": 6,
        "column": 2,
    }


def test_window():
    length = Length("1个月左右", ((1, "month"),), "about")
    window = Window(
        name="整改",
        subject=Subject(stage="整改", batch="第二批", unit="学院", activity="评议"),
        when=when("2005-07-01", "2005-12-31", edtf="2005-07/2005-12~", approximate_last=True),
        length=length,
        slack_last=5,
        basis=(
            Clause(kind="window", subject=Subject(), place=PLACE),
            Clause(kind="length", subject=Subject(), place=PLACE, length=length, strength="in_principle"),
        ),
    )
    assert window_json(window) == {
        "name": "整改",
        "stage": "整改",
        "batch": "第二批",
        "unit": "学院",
        "activity": "评议",
        "first": "2005-07-01",
        "last": "2005-12-31",
        "approximate": True,
        "edtf": "2005-07/2005-12~",
        "length": {"text": "1个月左右", "number": 1, "unit": "month", "bound": "about", "strength": "in_principle"},
        "extension": None,
        "slack": {"first": 0, "last": 5},
        "basis": [
            {**PLACE_JSON, "kind": "window", "strength": "must"},
            {**PLACE_JSON, "kind": "length", "strength": "in_principle"},
        ],
    }


def test_window_without_a_time():
    found = window_json(Window(name="延长", subject=Subject(), basis=(), extension=Length("10天", ((10, "day"),))))
    assert [found[name] for name in ("first", "last", "edtf", "approximate", "length")] == [
        None,
        None,
        None,
        False,
        None,
    ]
    assert found["extension"] == {"text": "10天", "number": 10, "unit": "day", "bound": "exactly"}


def test_finding():
    assert finding_json(FINDING, ENGLISH) == FINDING_JSON
    bare = finding_json(BARE, ENGLISH)
    assert list(bare) == list(FINDING_JSON)
    assert [bare[name] for name in ("event", "event_uid", "window", "required", "actual", "margin")] == [None] * 6
    assert (bare["related"], bare["readings"]) == ([], [])


def test_found():
    values = (when("2005-05-12"), Length("10天", ((10, "day"),)), Repeat("每周三", "FREQ=WEEKLY;BYDAY=WE", "morning"))
    problem = Problem(code="X206", message=message("Two readings."), start=3, end=5)
    found = Found(start=3, end=7, text="5/12", values=values, problems=(problem,), anchor="会", hedge="一般")
    assert found_json(found, ENGLISH) == {
        "text": "5/12",
        "start": 3,
        "end": 7,
        "values": [
            {"kind": "when", **when_json(values[0])},
            {"kind": "length", "text": "10天", "number": 10, "unit": "day", "bound": "exactly"},
            {
                "kind": "repeat",
                "rrule": "FREQ=WEEKLY;BYDAY=WE",
                "text": "每周三",
                "except_holidays": False,
                "part": "morning",
                "start_time": None,
                "end_time": None,
            },
        ],
        "anchor": "会",
        "hedge": "一般",
        "problems": [{"code": "X206", "message": "Two readings.", "start": 3, "end": 5}],
    }


def test_the_two_objects():
    plans = (schedule(event("A")), schedule(event("B")))
    found = extract_json(iter(plans), [BARE, FINDING], ENGLISH)
    assert list(found) == ["events", "findings"]
    assert [one["title"] for one in found["events"]] == ["A", "B"]
    assert [one["code"] for one in found["findings"]] == ["X201", "W101"]
    window = Window(name="W", subject=Subject(), basis=())
    checked = check_json([window], [FINDING], ENGLISH)
    assert checked == {"windows": [window_json(window)], "findings": [FINDING_JSON]}


def test_dump_is_readable_and_ends_with_a_line_feed():
    assert dump({"title": "会议", "first": None}) == '{\n  "title": "会议",\n  "first": null\n}\n'


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_any_text_is_one_json_value_in_utf8(text: str):
    assert json.loads(dump([text]).encode("utf-8")) == [text]
