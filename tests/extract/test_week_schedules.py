"""Schedules of one week: weekdays that the title, a sentence above them or the heading of a table puts into a week."""

import datetime as dt

import pytest

from planner import dates
from planner.dates import Context, Reference
from tests.extract.build import dated, read, table

WEEK = ("2024-03-11", "2024-03-13", "../2024-03-15T17:00:00")


@pytest.mark.parametrize(
    "title",
    [
        "第3周工作安排（2024年3月11日—3月17日）",
        "3月11日至17日一周工作安排",
        "下周工作安排",
    ],
)
def test_the_title_of_a_text_says_the_week(title: str) -> None:
    found = read(title, "周一 升旗仪式", "周三 阅卷", "周五 17:00前 交成绩单", on="2024-03-08")
    assert [edtf for _, edtf in dated(found)] == list(WEEK)


def test_a_sentence_above_says_the_week() -> None:
    found = read("各位老师：", "下周的安排如下：", "周一 升旗仪式", "周三 阅卷", on="2024-03-08")
    assert dated(found) == [("升旗仪式", "2024-03-11"), ("阅卷", "2024-03-13")]


def test_a_column_of_weekdays_below_a_title_of_one_week() -> None:
    rows = table(
        ("星期", "时间", "内容"), ("周一", "上午", "升旗"), ("周三", "14:30", "教研"), ("周五", "17:00前", "交表")
    )
    found = read("# 第3周工作安排（2024年3月11日—3月17日）", rows)
    assert dated(found) == [
        ("升旗", "2024-03-11"),
        ("教研", "2024-03-13T14:30:00"),
        ("交表", "../2024-03-15T17:00:00"),
    ]


def test_a_weekday_outside_of_the_week_stays_open() -> None:
    week = Context(source="heading", text="w", week=(dt.date(2024, 3, 11), dt.date(2024, 3, 15)))
    (found,) = dates.read("周六", Reference(contexts=(week,)))
    assert [problem.code for problem in found.problems] == ["no-week"]
    (found,) = dates.read("周五", Reference(contexts=(week,)))
    (value,) = found.values
    assert (value.edtf, value.completed_from[0].source) == ("2024-03-15", "heading")


def test_weekdays_below_a_title_of_a_term_stay_open() -> None:
    found = read("2024年春季学期安排", "周一 升旗仪式", "周三 阅卷", on="2024-03-08")
    assert dated(found) == [("升旗仪式", None), ("阅卷", None)]
