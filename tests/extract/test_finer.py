"""Rows and lines whose words make a time finer, or say that it repeats: weekdays in titles, spans beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.records import Completion
from tests.extract.build import codes, dated, read, table


def _row(span: str, title: str) -> list[tuple[str, str]]:
    return dated(read(table(("日期", "内容"), (span, title), ("4.1", "春游"))))[:1]


@pytest.mark.parametrize(
    ("title", "edtf"),
    [
        ("备课组长会议（周四下午）", "2024-03-21"),
        ("周四下午备课组长会议", "2024-03-21"),
        ("周四：听课", "2024-03-21"),
        ("星期四14:30座谈", "2024-03-21T14:30:00"),
        ("周五前上报名单", "../2024-03-22"),
        ("周一至周三 检查", "2024-03-18/2024-03-20"),
        ("Team meeting (Thu 2 pm)", "2024-03-21T14:00:00"),
    ],
)
def test_a_weekday_in_the_title_is_that_day_of_the_rows_span(title: str, edtf: str) -> None:
    assert _row("3.18-3.24", title) == [(title, edtf)]


@pytest.mark.parametrize(
    ("span", "title", "edtf"),
    [
        ("3.18-3.31", "备课（周四下午）", "2024-03-18/2024-03-31"),  # two such days
        ("3.18-3.20", "备课（周四下午）", "2024-03-18/2024-03-20"),  # none
        ("3.18", "备课（周四下午）", "2024-03-18"),  # another day
        ("3.18-3.24", "周二、周四听课", "2024-03-18/2024-03-24"),  # two weekdays
        ("3.18-3.24", "家长会（晚上）", "2024-03-18/2024-03-24"),
    ],
)
def test_else_the_row_keeps_the_time_of_its_date_column(span: str, title: str, edtf: str) -> None:
    found = read(table(("日期", "内容"), (span, title), ("4.1", "春游")))
    assert dated(found)[0] == (title, edtf)
    assert not codes(found)


def test_the_row_is_recorded_as_what_completed_the_weekday() -> None:
    found = read(table(("日期", "内容"), ("3.16-3.22", "备课组长会议（周三下午）"), ("4.1", "春游")))
    when = found.schedule.events[0].when
    assert when is not None
    assert (when.text, when.first, when.part) == ("周三下午", dt.date(2024, 3, 20), "afternoon")
    assert when.completed_from == (
        Completion("year", 2024, "row", "3.16-3.22"),
        Completion("month", 3, "row", "3.16-3.22"),
        Completion("day", 20, "row", "3.16-3.22"),
    )
    assert found.schedule.events[0].place.quote == "3.16-3.22"


def test_the_number_of_the_week_is_held_against_the_dates_of_the_row_not_of_its_title() -> None:
    rows = (
        ("1", "2.29-3.6", "班会（周二）"),
        ("2", "3.7-3.13", "例会"),
        ("3", "3.14-3.20", "例会"),
        ("4", "3.21-3.27", "例会"),
    )
    assert not codes(read(table(("周次", "日期", "内容"), *rows)))


def test_items_of_a_week_that_name_a_weekday_each_are_events() -> None:
    cell = "周一：升旗\n周三下午：备课\n周五前：上报名单"
    found = read(table(("日期", "内容"), ("3.18-3.24", cell), ("4.1", "春游")))
    assert dated(found)[:3] == [
        ("周一：升旗", "2024-03-18"),
        ("周三下午：备课", "2024-03-20"),
        ("周五前：上报名单", "../2024-03-22"),
    ]
    assert [event.kind for event in found.schedule.events[:3]] == ["event", "event", "deadline"]


def test_an_item_with_a_weekday_beside_one_with_a_date() -> None:
    found = read(table(("日期", "内容"), ("3.18-3.24", "1.升旗（3月18日）\n2.备课（周三下午）"), ("4.1", "春游")))
    assert dated(found)[:2] == [("升旗", "2024-03-18"), ("备课（周三下午）", "2024-03-20")]
    assert not codes(found)


@pytest.mark.parametrize(
    ("span", "title", "first", "rule"),
    [
        ("4月下旬—9月", "每周三下午业务学习", "2024-04-24", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20240930"),
        ("4月10日-6月30日", "升旗（每周一）", "2024-04-15", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20240630"),
    ],
)
def test_weekdays_that_repeat_within_the_span_of_their_row(span: str, title: str, first: str, rule: str) -> None:
    found = read(table(("时间", "内容"), (span, title), ("10月1日", "放假")))
    event = found.schedule.events[0]
    assert dated(found)[0] == (title, first)
    assert event.repeat is not None
    assert event.repeat.rrule == rule


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("• 每周三（3月6日至6月26日）9:00 培训", "每周三（3月6日至6月26日）9:00"),
        ("• 3月6日至6月26日每周三9:00 培训", "3月6日至6月26日每周三9:00"),
        ("• 3月6日至6月26日，每周三9:00 培训", "3月6日至6月26日，每周三9:00"),
    ],
)
def test_weekdays_that_repeat_beside_their_span_in_a_line_are_one_repeat(line: str, words: str) -> None:
    (event,) = read("#2024年培训", line).schedule.events
    assert (event.title, event.when and event.when.edtf) == ("培训", "2024-03-06")
    assert event.repeat is not None
    assert (event.repeat.rrule, event.repeat.start_time) == ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20240626", 540)
    assert event.repeat.text == words


def test_a_run_of_weekdays_repeats_each_week_unless_one_week_is_meant() -> None:
    (event,) = read("#2024年门诊", "• 周一至周五上午 坐诊").schedule.events
    assert event.repeat is not None
    assert (event.title, event.repeat.rrule, event.repeat.part) == (
        "坐诊",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "morning",
    )
    (of_a_week,) = read("#2024年第12周工作", "• 周一至周五上午 坐诊").schedule.events
    assert of_a_week.repeat is None
    (of_a_month,) = read("#2024年3月工作", "• 周一至周五上午 坐诊").schedule.events
    assert of_a_month.repeat is None


def test_days_off_in_dotted_figures() -> None:
    assert dated(read("#2024年放假", "• 5.1-5.5放假")) == [("放假", "2024-05-01/2024-05-05")]
    assert dated(read("2025年5.1-5.5放假。")) == [("2025年放假", "2025-05-01/2025-05-05")]
    assert dated(read("#2024年放假", "• 10.1至10.7日放假")) == [("放假", "2024-10-01/2024-10-07")]
    told = read("#2024年放假通知", "各科室：5.1-5.5放假，5.6上班。4.28（周日）上课。")
    assert dated(told) == [
        ("各科室放假", "2024-05-01/2024-05-05"),
        ("上班", "2024-05-06"),
        ("上课", "2024-04-28"),
    ]
    assert dated(read("#2024年放假通知", "各科室平均5.6上班，比去年多1.2-1.5万元。")) == []


@pytest.mark.parametrize("head", ["完成期限", "完成时限", "截止时间", "整改时限"])
def test_a_month_under_the_head_of_deadlines_is_one(head: str) -> None:
    rows = (("总结", "8月底"), ("排查", "6月"), ("数据", "8月20日"), ("培训", "3月至5月"))
    found = read(table(("任务", head), *rows))
    assert dated(found) == [
        ("总结", "../2024-08-31"),
        ("排查", "../2024-06"),
        ("数据", "../2024-08-20"),
        ("培训", "2024-03/2024-05"),  # a run says when it is done
    ]
    assert [event.kind for event in found.schedule.events] == ["deadline", "deadline", "deadline", "event"]
    last = [event.when.last for event in found.schedule.events[:2] if event.when]
    assert last == [dt.date(2024, 8, 31), dt.date(2024, 6, 30)]


def test_what_does_not_take_place_is_cancelled() -> None:
    lines = ("• 17 December: Carol service", "• No services on 25 December", "• No parking on 26 December")
    events = read("#December 2024", *lines).schedule.events
    assert [(event.title, event.status) for event in events] == [
        ("Carol service", "confirmed"),
        ("No services", "cancelled"),
        ("No parking", "confirmed"),
    ]
