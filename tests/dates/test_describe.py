"""How a reading is said to a person."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.dates import Context, Reference, find, read
from planner.dates.describe import described
from planner.language import Language

CAPTION = Context(source="caption", text="（2005年5月）", year=2005, month=5)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "5月12日下午",
            ["2005-05-12: on 2005-05-12", "part of the day: afternoon", "year 2005 from the caption: （2005年5月）"],
        ),
        ("2005年5月中旬", ["[2005-05-11..2005-05-20]: within 2005-05-11 and 2005-05-20"]),
        ("2005年6月30日17:00前", ["../2005-06-30T17:00:00: until 2005-06-30", "until 17:00"]),
        ("1个月左右", ["about 1 month"]),
        ("不少于40个小时", ["at least 40 hours"]),
        ("一年半", ["1.5 years"]),
        ("会后三天内", ["at most 3 days", "counted from: 会"]),
        ("每周三", ["repeats: FREQ=WEEKLY;BYDAY=WE"]),
        ("近日", ["近日: says no date"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    (one,) = find(text, Reference(contexts=(CAPTION,)))
    assert [Language("en").say(line) for line in described(one)] == lines


def test_a_clock_range() -> None:
    (one,) = read("5月12日9:00-11:30", Reference(document_date=dt.date(2005, 5, 8)))
    assert [Language("en").say(line) for line in described(one)][1] == "09:00 to 11:30"
