"""Properties of reading: it never raises, spans quote the text, lines do not depend on their order, time is linear."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import Reference, find, read
from planner.dates.edtf import parse
from planner.records import Length, Repeat, When

REFERENCE = Reference(document_date=dt.date(2005, 5, 8), document_time=600, term_start=dt.date(2005, 2, 28))
PIECES = [
    "5月", "12日", "至", "—", "-", "～", "、", "，", "和", "2005年", "二〇〇五年", "上旬", "中旬", "底",
    "初", "前", "后", "起", "止", "从", "到", "截止", "约", "左右", "下午", "9:00", "14点", "半", "周三",
    "星期五", "第二周", "每", "双周", "单周", "每月", "一", "三", "十二", "廿三", "1个月", "10天", "两周",
    "40个小时", "以内", "不少于", "会", "春节", "国庆", "期间", "农历", "正月", "初一", "清明", "近日",
    "今天", "明年", "上月", "次日", "2005-05-12", "5.12", "12/05", "20050512", "May", "12th", "2005", "noon",
    "every", "Tuesday", "about", "week", "of", "by", "(", ")", "（", "）", "〔2005〕11号", "%", "元", "\n",
    "\t", "\u3000", "99999999999", "25:00", "32日", "13月", "0", "世纪", "90年代", "季度", "年", "月", "日",
    "号", "时", "点", "分", "刻", "的", "Ｑ３", "１２", "\x00", "\u2028", "📅",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60)


def check(text: str, reader: object) -> None:
    at = 0
    for one in reader(text, REFERENCE):  # type: ignore[operator]
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.values or one.problems
        at = one.end
        for problem in one.problems:
            assert (problem.start, problem.end) == (one.start, one.end)
        for value in one.values:
            assert value.text == one.text
            if isinstance(value, When):
                parse(value.edtf)
                assert value.first is None or value.last is None or value.first <= value.last
                assert all(0 <= clock <= 1440 for clock in (value.start_time, value.end_time) if clock is not None)
            elif isinstance(value, Length):
                assert value.parts
            else:
                assert isinstance(value, Repeat)
                assert value.rrule.startswith("FREQ=")


@given(texts)
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    check(text, find)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_any_phrase_is_read_without_an_exception(text: str) -> None:
    check(text, read)


EDGES = (
    "1月", "12月", "13月", "2月30日", "上旬", "底", "初", "第一周", "最后一周", "第60周", "最后一天", "前十天",
    "第400天", "第十三个月", "前五个季度", "最后一个周五", "第六个周五", "除夕", "冬至", "农历十二月三十",
    "农历闰十三月", "国庆假期", "12月31日前（不含当日）", "12月以后", "12月31日23:00至次日1:00", "学年",
    "三天前", "99999999天后", "最近三年", "上周", "上上上上月", "明年", "上世纪", "下个世纪末", "90年代",
    "第99999天", "100000个工作日后", "99世纪", "下季度", "下个半年", "500小时后",
)  # fmt: skip


@pytest.mark.parametrize("day", [None, dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_raise_nothing(day: dt.date | None) -> None:
    reference = Reference(document_date=day, document_time=1439, term_start=day)
    for year in ("", "9999年", "0001年", "0000年"):
        for words in EDGES:
            for text in (year + words, f"{year}{words}至{year}{words}"):
                for one in (*find(text, reference), *read(text, reference)):
                    assert one.values or one.problems


LINES = (
    "5月12日下午", "3月上旬至4月中旬", "2005年6月30日前完成", "每周三下午", "会后三天内",
    "从7月开始", "12日", "近日", "不少于40个小时",
)  # fmt: skip


@given(st.permutations(LINES))
@settings(max_examples=30, deadline=None)
def test_lines_do_not_depend_on_their_order(lines: list[str]) -> None:
    alone = {line: [(one.text, one.values) for one in find(line, REFERENCE)] for line in LINES}
    text = "\n".join(lines)
    expected = [found for line in lines for found in alone[line]]
    assert [(one.text, one.values) for one in find(text, REFERENCE)] == expected


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_window_read_before_is_read_the_same_again(lines: list[str]) -> None:
    text = "，".join(lines)
    once = find(text, REFERENCE)
    twice = find(f"{text}\n{text}", REFERENCE)
    half = len(once)
    assert [(one.text, one.values) for one in twice[:half]] == [(one.text, one.values) for one in twice[half:]]


def seconds(text: str) -> float:
    least = float("inf")
    for _turn in range(3):
        start = time.process_time()
        find(text, REFERENCE)
        least = min(least, time.process_time() - start)
    return least


HOSTILE = (
    "5月12日至", "1", "一", "第", "每", "年月日", "5月", "从", "近", " ", "\n", "1-", "1.", "12/", "9:", "、1",
    "2005-05-",
    "每天周一、", "周一 ", "除周日、", "每周一至周五", "every Mon, except Mondays, ",
    "每周一、", "半", "(", "三天又", "初", "May ", "the first ", "a", "会后", "周", "十二月",
    "5月1日—3日、",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_repetition_takes_linear_time(piece: str) -> None:
    count = 30_000 // len(piece)
    first, second = seconds(piece * count), seconds(piece * (4 * count))
    assert second < 0.1 or second < 9 * first  # four times the text: linear time is 4, quadratic 16


def test_a_megabyte_of_anything_is_read_in_seconds() -> None:
    for piece in ("1", "一", "5月12日至", "中文", "5月1日, "):
        text = (piece * 1_000_000)[:1_000_000]
        assert seconds(text) < 10
        start = time.process_time()
        read(text[:250_000], REFERENCE)
        assert time.process_time() - start < 10
