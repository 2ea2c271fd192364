"""Time cells as schedules write them: ranges and lengths in figures, English days, weeks beside days, alternatives."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.dates import Context, Reference, find, read
from planner.records import Length, Repeat, When

SEPTEMBER = Reference(contexts=(Context(source="caption", text="2024年9月", year=2024, month=9),))
DATED = Reference(document_date=dt.date(2005, 5, 8))


def edtf(phrase: str, reference: Reference = SEPTEMBER) -> list[str]:
    return [value.edtf for one in read(phrase, reference) for value in one.values if isinstance(value, When)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("6-8日", ["2024-09-06/2024-09-08"]),
        ("6-8号", ["2024-09-06/2024-09-08"]),
        ("9月3-5日，8-10日", ["2024-09-03/2024-09-05", "2024-09-08/2024-09-10"]),
        ("5、6、7日", ["2024-09-05", "2024-09-06", "2024-09-07"]),
        ("09.04-09.06", ["2024-09-04/2024-09-06"]),
        ("9月4日至", ["2024-09-04/.."]),
        ("9月4日起3天", ["2024-09-04/2024-09-06"]),
        ("9月4日起一周", ["2024-09-04/2024-09-10"]),
        ("from 4 September for 3 days", ["2024-09-04/2024-09-06"]),
        ("第三周（9月16日-20日）", ["2024-09-16/2024-09-20"]),
        ("9月16日-20日（第三周）", ["2024-09-16/2024-09-20"]),
        ("9月23日当周", ["[2024-09-23..2024-09-29]"]),
        ("week commencing 23 September", ["[2024-09-23..2024-09-29]"]),
        ("the week of September 25", ["[2024-09-23..2024-09-29]"]),
        ("4-6 September", ["2024-09-04/2024-09-06"]),
        ("1-5 September 2024", ["2024-09-01/2024-09-05"]),
        ("Sept. 3, 4 & 5", ["2024-09-03", "2024-09-04", "2024-09-05"]),
        ("Sunday 8th", ["2024-09-08"]),
        ("3pm–4pm, 6 September", ["2024-09-06T15:00:00/2024-09-06T16:00:00"]),
        ("9.30am", ["XXXX-XX-XXT09:30:00"]),
        ("9.30-10.30am", ["XXXX-XX-XXT09:30:00/XXXX-XX-XXT10:30:00"]),
        ("by end of month", ["../2024-09-30"]),
        ("10 Sept onwards", ["2024-09-10/.."]),
        ("after 10 Sept", ["2024-09-11/.."]),
        ("before 10 Sept", ["../2024-09-09"]),
        ("电话5-6号楼", []),
        ("5月上半月至6月下半月", ["2024-05-01/2024-06-30"]),
    ],
)
def test_days(phrase: str, expected: list[str]) -> None:
    assert edtf(phrase) == expected


@pytest.mark.parametrize("phrase", ["20245年9月3日", "10000年1月1日", "二〇二四五年九月三日"])
def test_a_year_of_five_figures_is_never_cut(phrase: str) -> None:
    (one,) = read(phrase, SEPTEMBER)
    assert (one.text, one.values, [fault.code for fault in one.problems]) == (phrase, (), ["impossible-date"])
    assert edtf(f"{phrase}，9月5日") == ["2024-09-05"]


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("3.5小时", ((3.5, "hour"),)),
        ("1.5天", ((1.5, "day"),)),
        ("2.5 hours", ((2.5, "hour"),)),
    ],
)
def test_figures_before_a_unit_are_a_length(phrase: str, parts: object) -> None:
    (one,) = read(phrase, SEPTEMBER)
    (value,) = one.values
    assert isinstance(value, Length)
    assert value.parts == parts


def test_hours_of_every_day() -> None:
    days, hours = read("10-12 Sept 2024, 9:00-17:00 daily", SEPTEMBER)
    assert [value.edtf for value in days.values if isinstance(value, When)] == ["2024-09-10/2024-09-12"]
    (repeat,) = hours.values
    assert isinstance(repeat, Repeat)
    assert (repeat.rrule, repeat.start_time, repeat.end_time) == ("FREQ=DAILY", 540, 1020)
    assert edtf("9月3日至5日9:00-17:00") == ["2024-09-03/2024-09-05", "XXXX-XX-XXT09:00:00/XXXX-XX-XXT17:00:00"]


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("9月3日或4日", ["2024-09-03", "2024-09-04"], ["alternatives"]),
        ("4 or 5 September", ["2024-09-04", "2024-09-05"], ["alternatives"]),
        ("5月12日下午至13日上午", ["2024-05-12/2024-05-13"], ["parts-of-day"]),
        ("5月12日下午至13日", ["2024-05-12/2024-05-13"], ["parts-of-day"]),
        ("25:00", [], ["impossible-time"]),
    ],
)
def test_one_finding_says_what_is_open(text: str, expected: list[str], codes: list[str]) -> None:
    (one,) = read(text, SEPTEMBER)
    assert one.text == text
    assert [value.edtf for value in one.values if isinstance(value, When)] == expected
    assert [fault.code for fault in one.problems] == codes


def test_a_week_is_checked_against_its_days() -> None:
    reference = Reference(document_date=dt.date(2005, 5, 8), term_start=dt.date(2005, 2, 28))
    right, wrong = (read(words, reference)[0] for words in ("第8周（4月18日-22日）", "第9周（4月18日-22日）"))
    assert right.problems == ()
    assert [fault.code for fault in wrong.problems] == ["week-mismatch"]


def test_a_date_that_is_replaced_is_marked() -> None:
    old, new = find("原定5月12日召开的会议改为5月16日召开", DATED)
    assert ([fault.code for fault in old.problems], new.problems) == (["superseded"], ())
    (kept,) = find("原定5月12日召开的会议照常进行", DATED)
    assert kept.problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("七八点", "XXXX-XX-XXT07:00:00/XXXX-XX-XXT08:00:00"),
        ("5月12日下午两三点", "2005-05-12T14:00:00/2005-05-12T15:00:00"),
        ("七八月份", "2005-07/2005-08"),
        ("5月十七八号", "2005-05-17/2005-05-18"),
    ],
)
def test_numbers_beside_each_other_leave_a_point_open_between_them(text: str, expected: str) -> None:
    (one,) = find(text, DATED)
    (value,) = one.values
    assert isinstance(value, When)
    assert (one.text, value.edtf, value.fit) == (text, expected, "within")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("五六天", (5, "day"), (6, "day")),
        ("三四个小时", (3, "hour"), (4, "hour")),
        ("二三十天", (20, "day"), (30, "day")),
    ],
)
def test_numbers_beside_each_other_leave_a_length_open(text: str, low: object, high: object) -> None:
    (one,) = find(text, DATED)
    assert [(value.parts, value.bound) for value in one.values if isinstance(value, Length)] == [
        ((low,), "at_least"),
        ((high,), "at_most"),
    ]
