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
    days, hours, more = read("9月3日至5日9:00-11:30，14:00-17:00", SEPTEMBER)
    assert [value.edtf for value in days.values if isinstance(value, When)] == ["2024-09-03/2024-09-05"]
    said = [
        (one.rrule, one.start_time, one.end_time) for one in (*hours.values, *more.values) if isinstance(one, Repeat)
    ]
    assert said == [("FREQ=DAILY", 540, 690), ("FREQ=DAILY", 840, 1020)]


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("9月3日或4日", ["2024-09-03", "2024-09-04"], ["alternatives"]),
        ("4 or 5 September", ["2024-09-04", "2024-09-05"], ["alternatives"]),
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
        ("三五天", (3, "day"), (5, "day")),
        ("三四个小时", (3, "hour"), (4, "hour")),
        ("二三十天", (20, "day"), (30, "day")),
    ],
)
def test_numbers_beside_each_other_leave_a_length_open(text: str, low: object, high: object) -> None:
    (one,) = find(text, DATED)
    assert one.values == (Length(text, (low,), "at_least", (high,)),)


@pytest.mark.parametrize(
    ("text", "part", "last_part", "start", "end"),
    [
        ("5月12日下午至13日上午", "afternoon", "morning", None, None),
        ("5月12日下午至13日", "afternoon", "all_day", None, None),
        ("5月12日至13日上午", "all_day", "morning", None, None),
        ("5月12日上午至14日上午", "morning", None, None, None),
        ("5月12日14:00至13日上午", None, "morning", 840, None),
        ("5月12日下午至13日10:00", "afternoon", None, None, 600),
        ("5月12日上午至下午", "morning", "afternoon", None, None),
    ],
)
def test_each_end_of_a_range_keeps_its_part_of_day(
    text: str, part: str, last_part: str | None, start: int | None, end: int | None
) -> None:
    (one,) = read(text, SEPTEMBER)
    (value,) = one.values
    assert isinstance(value, When)
    assert (one.text, one.problems) == (text, ())
    assert (value.part, value.last_part, value.start_time, value.end_time) == (part, last_part, start, end)


@pytest.mark.parametrize(
    ("text", "rule", "holidays", "clocks"),
    [
        ("每天9:00（节假日除外）", "FREQ=DAILY", True, (540, None)),
        ("每天（周一除外）9:00-17:00", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU", False, (540, 1020)),
        ("每周一至周六，周三除外", "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA", False, (None, None)),
        ("每周一至周日，周六、周日及法定节假日除外", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", True, (None, None)),
        ("每周一至周五9:00-17:00，节假日顺延", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", True, (540, 1020)),
        ("除周日外，每天8:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", False, (510, None)),
        ("every day except Sundays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", False, (None, None)),
        ("every weekday at 9:00 except public holidays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", True, (540, None)),
        ("周一至周五8:00-17:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", False, (480, 1020)),
        ("周三、四 下午2点", "FREQ=WEEKLY;BYDAY=WE,TH", False, (840, None)),
        ("工作日9:00-17:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", False, (540, 1020)),
        ("双休日上午9:00", "FREQ=WEEKLY;BYDAY=SA,SU", False, (540, None)),
        ("每月10日至15日", "FREQ=MONTHLY;BYMONTHDAY=10,11,12,13,14,15", False, (None, None)),
        ("每月最后一个工作日", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", False, (None, None)),
        ("每季度末", "FREQ=YEARLY;BYMONTH=3,6,9,12", False, (None, None)),
        ("每年年底", "FREQ=YEARLY;BYMONTH=12", False, (None, None)),
        ("Mon–Fri, 9am–5pm", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", False, (540, 1020)),
        ("weekdays at 9:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", False, (540, None)),
        ("Mondays and Wednesdays, 3-4 pm", "FREQ=WEEKLY;BYDAY=MO,WE", False, (900, 960)),
        ("every first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO", False, (None, None)),
        ("last working day of each month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", False, (None, None)),
        ("the 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15", False, (None, None)),
    ],
)
def test_a_repeat_keeps_its_hours_and_leaves_out_what_the_words_do(
    text: str, rule: str, holidays: bool, clocks: tuple[int | None, int | None]
) -> None:
    (one,) = read(text, SEPTEMBER)
    (value,) = one.values
    assert isinstance(value, Repeat)
    assert (one.text, value.rrule, value.except_holidays) == (text, rule, holidays)
    assert (value.start_time, value.end_time) == clocks


def test_a_repeat_on_one_of_several_days() -> None:
    (one,) = read("每周一或周三", SEPTEMBER)
    assert [value.rrule for value in one.values if isinstance(value, Repeat)] == [
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=WE",
    ]
    assert [fault.code for fault in one.problems] == ["alternatives"]
