"""Readings by family: one phrase, its EDTF, and its words where they are less than the text."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.dates import Context, Reference, context_of, find, read
from planner.records import Length, Repeat, When

D = dt.date
REFERENCE = Reference(document_date=D(2005, 5, 8), document_time=600, term_start=D(2005, 2, 28))


def edtf(text: str, reference: Reference = REFERENCE) -> list[str]:
    return [value.edtf for one in find(text, reference) for value in one.values[:1] if isinstance(value, When)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月上旬至4月中旬", ["2005-03-01/2005-04-20"]),
        ("5月中下旬", ["[2005-05-11..2005-05-31]"]),
        ("9月上旬至9月30日", ["2005-09-01/2005-09-30"]),
        ("16—20日", ["XXXX-XX-16/XXXX-XX-20"]),
        ("7月至12月", ["2005-07/2005-12"]),
        ("12月20日至1月10日", ["2005-12-20/2006-01-10"]),
        ("5月17日(二)起至27日(五)止", ["2005-05-17/2005-05-27"]),
        ("2016年12月16-2016年12月18日", ["2016-12-16/2016-12-18"]),
        ("5月12日9:00至13日17:00", ["2005-05-12T09:00:00/2005-05-13T17:00:00"]),
        ("5月12日上午9:00-11:30，下午2:00-5:00", ["2005-05-12T09:00:00/2005-05-12T11:30:00",
                                          "2005-05-12T14:00:00/2005-05-12T17:00:00"]),
        ("5月12日、13日和16日", ["2005-05-12", "2005-05-13", "2005-05-16"]),
        ("从2005年7月开始，到2005年12月基本结束", ["2005-07/2005-12~"]),
        ("从现在起到9月底", ["2005-05-08/2005-09-30"]),
        ("2005年6月底前", ["../2005-06-30"]),
        ("3月27日前提出", ["../2005-03-27"]),
        ("3月27日前提问", ["../2005-03-27"]),
        ("以3月27日前提是", ["2005-03-27"]),
        ("4月8日(含)前补完", ["../2005-04-08"]),
        ("5月20日前（不含当日）", ["../2005-05-19"]),
        ("截至5月20日17:00", ["../2005-05-20T17:00:00"]),
        ("5月以后", ["2005-06/.."]),
        ("春节长假后", ["2005-02-16/.."]),
        ("5月12日左右", ["2005-05-12~"]),
        ("第三季度", ["2005-35"]),
        ("上半年", ["2005-40"]),
        ("八月底", ["[2005-08-21~..2005-08-31]"]),
        ("5月第二周", ["[2005-05-09..2005-05-15]"]),
        ("第8周周五", ["2005-04-22"]),
        ("第3—5周", ["2005-03-14/2005-04-03"]),
        ("上周五", ["2005-04-29"]),
        ("本月15日", ["2005-05-15"]),
        ("5月12日活动，次日总结", ["2005-05-12", "2005-05-13"]),
        ("两点半", ["XXXX-XX-XXT02:30:00"]),
        ("5月12日24:00", ["2005-05-12T24:00:00"]),
        ("农历八月十五", ["2005-09-18"]),
        ("五一放假", ["2005-05-01/2005-05-07"]),
        ("115年5月3日", ["2026-05-03"]),
        ("2005年第20周", ["[2005-05-16..2005-05-22]"]),
        ("May 16–20, 2005", ["2005-05-16/2005-05-20"]),
        ("from 1 June until 15 June", ["2005-06-01/2005-06-15"]),
        ("before 20 March", ["../2005-03-19"]),
        ("in two weeks", ["2005-05-22"]),
        ("in three days", ["2005-05-11"]),
        ("5月12日上、下午", ["2005-05-12"]),
        ("by noon on Monday, May 9", ["../2005-05-09T12:00:00"]),
        ("6:30–8:30 p.m.", ["XXXX-XX-XXT18:30:00/XXXX-XX-XXT20:30:00"]),
        ("5月中上旬", ["[2005-05-01..2005-05-20]"]),
        ("五四青年节", ["2005-05-04"]),
        ("第十二教学周", ["[2005-05-16..2005-05-22]"]),
        ("12-May-2004", ["2004-05-12"]),
        ("the day after tomorrow", ["2005-05-10"]),
        ("by the end of next month", ["../2005-06-30"]),
        ("周三8:00", ["XXXX-XX-XXT08:00:00"]),
        ("* 9:30 - 12:30: Bench session", ["XXXX-XX-XXT09:30:00/XXXX-XX-XXT12:30:00"]),
    ],
)  # fmt: skip
def test_days(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "parts", "bound", "anchor"),
    [
        ("时间原则上为1个月左右", "1个月左右", ((1, "month"),), "about", ""),
        ("原则上20天左右", "20天左右", ((20, "day"),), "about", ""),
        ("一般不少于40个小时", "不少于40个小时", ((40, "hour"),), "at_least", ""),
        ("最多不超过10天", "最多不超过10天", ((10, "day"),), "at_most", ""),
        ("半年", "半年", ((0.5, "year"),), "exactly", ""),
        ("三个工作日", "三个工作日", ((3, "working_day"),), "exactly", ""),
        ("一年零三个月", "一年零三个月", ((1, "year"), (3, "month")), "exactly", ""),
        ("会后三天内", "会后三天内", ((3, "day"),), "at_most", "会"),
        ("入户前3天", "入户前3天", ((3, "day"),), "exactly", "入户"),
        ("提前10天", "10天", ((10, "day"),), "exactly", ""),
        ("应在通知印发之日起10日内报送", "通知印发之日起10日内", ((10, "day"),), "at_most", "通知印发"),
        ("within three days of the meeting", "within three days of the meeting", ((3, "day"),), "at_most", "meeting"),
    ],
)
def test_length(text: str, words: str, parts: object, bound: str, anchor: str) -> None:
    (one,) = find(text, REFERENCE)
    value = one.values[0]
    assert isinstance(value, Length)
    assert (one.text, value.parts, value.bound, one.anchor) == (words, parts, bound, anchor)


def test_a_hedge_is_kept() -> None:
    assert [one.hedge for one in find("原则上为1个月左右，一般不少于40个小时，共3天", REFERENCE)] == [
        "原则上",
        "一般",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每周三下午", "FREQ=WEEKLY;BYDAY=WE"),
        ("每周一、三、五", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("每周二、周四", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("每周一至周五", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("每月15日", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("每月第一个周三", "FREQ=MONTHLY;BYDAY=1WE"),
        ("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("双周五", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("单周", "FREQ=WEEKLY;INTERVAL=2"),
        ("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("每两周", "FREQ=WEEKLY;INTERVAL=2"),
        ("每周", "FREQ=WEEKLY"),
        ("每年9月到11月", "FREQ=YEARLY;BYMONTH=9,10,11"),
        ("every other Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ],
)
def test_repeat(text: str, rule: str) -> None:
    (one,) = find(text, REFERENCE)
    (value,) = one.values
    assert isinstance(value, Repeat)
    assert (one.text, value.rrule) == (text, rule)


def test_a_repeat_keeps_its_time_of_day() -> None:
    (one,) = find("每周六上午9点到11点", REFERENCE)
    (value,) = one.values
    assert isinstance(value, Repeat)
    assert (value.part, value.start_time, value.end_time) == ("morning", 540, 660)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("5.12", ["2005-05-12"]),
        ("12/5", ["2005-12-05"]),
        ("2025.11.3-11.20", ["2025-11-03/2025-11-20"]),
        ("中午 12：00-", ["XXXX-XX-XXT12:00:00"]),
        ("5月13日\n\n下午", ["2005-05-13"]),
        ("1~16周", ["2005-02-28/2005-06-19"]),
        ("第3-4节", []),
        ("Day 1 (Tuesday, 5/10)", ["2005-05-10"]),
        ("Morning", ["XXXX-XX-XX"]),
    ],
)
def test_a_cell_is_read_laxly(phrase: str, expected: list[str]) -> None:
    found = read(phrase, REFERENCE)
    assert [one.values[0].edtf for one in found if isinstance(one.values[0], When)] == expected


@pytest.mark.parametrize(
    ("day", "words", "year"),
    [
        (D(2005, 5, 8), "1月9日", 2005),
        (D(2005, 5, 8), "1月7日", 2006),
        (D(2005, 5, 8), "12月31日", 2005),
        (D(2005, 2, 17), "11月20日", 2004),
        (D(2005, 2, 17), "9月30日", 2005),
        (D(2004, 12, 1), "2月29日", 2005),
    ],
)
def test_the_year_is_taken_from_a_window_around_the_document(day: dt.date, words: str, year: int) -> None:
    (one,) = find(words, Reference(document_date=day))
    if words == "2月29日":
        assert [problem.code for problem in one.problems] == ["impossible-date"]
        return
    (value,) = one.values
    assert isinstance(value, When)
    assert value.first is not None
    assert value.first.year == year
    assert [(done.part, done.value, done.source) for done in value.completed_from] == [("year", year, "document_date")]


def test_contexts_complete_in_their_order() -> None:
    row = Context(source="row", text="5月", month=5)
    caption = Context(source="caption", text="2005年12月—2006年6月", first=D(2005, 12, 1), last=D(2006, 6, 30))
    (one,) = read("13日", Reference(contexts=(row, caption), document_date=D(2001, 1, 1)))
    (value,) = one.values
    assert isinstance(value, When)
    assert value.first == D(2006, 5, 13)
    assert [(done.part, done.value, done.source) for done in value.completed_from] == [
        ("month", 5, "row"),
        ("year", 2006, "caption"),
    ]


def test_a_document_date_never_completes_a_month() -> None:
    (one,) = find("12日", REFERENCE)
    assert [problem.code for problem in one.problems] == ["no-month"]


def test_a_part_of_day_takes_its_day_from_the_row() -> None:
    row = context_of("row", "5月13日", Reference(document_date=D(2005, 5, 8)))
    assert row is not None
    (one,) = read("下午", Reference(contexts=(row,)))
    (value,) = one.values
    assert isinstance(value, When)
    assert (value.first, value.part, value.start_time) == (D(2005, 5, 13), "afternoon", None)


@pytest.mark.parametrize(
    ("text", "year", "month", "first", "last"),
    [
        ("（2005年5月）", 2005, 5, None, None),
        ("2005年工作安排", 2005, None, D(2005, 1, 1), D(2005, 12, 31)),
        ("2005年12月—2006年2月", None, None, D(2005, 12, 1), D(2006, 2, 28)),
        ("2005—2006学年第一学期", None, None, D(2005, 8, 1), D(2006, 7, 31)),
    ],
)
def test_context(text: str, year: int | None, month: int | None, first: dt.date | None, last: dt.date | None) -> None:
    context = context_of("caption", text)
    assert context is not None
    assert (context.year, context.month, context.first, context.last) == (year, month, first, last)


def test_no_context() -> None:
    assert context_of("caption", "工作安排表") is None
    assert context_of("caption", "粤发[2005]11号") is None


def test_how_often_is_no_weekday() -> None:
    (one,) = find("每周一次例会", REFERENCE)
    (value,) = one.values
    assert isinstance(value, Repeat)
    assert (one.text, value.rrule) == ("每周", "FREQ=WEEKLY")
    assert find("twice a week", REFERENCE) == ()
