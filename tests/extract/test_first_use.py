"""Rosters, web pages and demands as people write them: New Year in December, night shifts, hours of several days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from planner.extract import Extract, extract
from planner.read import Reader
from planner.records import Document, Event
from planner.settings import Settings


def read(tmp_path: Path, name: str, text: str) -> tuple[Document, Extract]:
    """Write a file, read it and extract its events."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with Reader(Settings()) as reader:
        (document,), _ = reader.read(path)
    return document, extract(document, Settings())


def events_of(got: Extract) -> tuple[Event, ...]:
    """The events of what was read."""
    return got.schedule.events


def rows(*pairs: tuple[str, str]) -> str:
    """A web page with a roster of December 2026."""
    body = "".join(f"<tr><td>{when}</td><td>{what}</td></tr>" for when, what in pairs)
    return f"<table><caption>2026年12月值班表</caption><tr><th>时间</th><th>内容</th></tr>{body}</table>"


def test_january_below_december_is_the_next_year(tmp_path: Path) -> None:
    pairs = (("12月5日", "门岗"), ("1月2日", "机房"), ("元旦", "总机"), ("9月1日", "巡查"))
    _, got = read(tmp_path, "a.html", rows(*pairs))
    days = [event.when.first for event in events_of(got) if event.when]
    assert days == [dt.date(2026, 12, 5), dt.date(2027, 1, 2), dt.date(2027, 1, 1), dt.date(2026, 9, 1)]


def test_days_off_that_are_not_announced_stay_undated(tmp_path: Path) -> None:
    _, got = read(tmp_path, "a.html", rows(("12月5日", "门岗"), ("元旦假期", "机房")))
    assert [event.when is None for event in events_of(got)] == [False, True]
    assert {"X201", "X207"} <= {finding.code for finding in got.findings}


@pytest.mark.parametrize(
    "words", ["12月14日夜班 22:00-次日6:00", "12月14日夜班（22:00-次日6:00）", "12月14日 22:00至次日6:00"]
)
def test_a_night_shift_is_one_event(tmp_path: Path, words: str) -> None:
    for name, text in (("a.html", rows((words, "门岗"))), ("b.txt", f"2026年12月值班安排\n\n{words} 门岗\n")):
        _, got = read(tmp_path, name, text)
        (when,) = [event.when for event in events_of(got)]
        assert when is not None
        assert when.edtf == "2026-12-14T22:00:00/2026-12-15T06:00:00"


def test_the_hours_behind_days_are_those_of_each(tmp_path: Path) -> None:
    _, got = read(tmp_path, "a.txt", "2026年培训安排\n\n12月7日—11日 8:30-17:30 业务培训\n")
    (event,) = events_of(got)
    assert event.title == "业务培训"
    assert event.when
    assert (event.when.first, event.when.last) == (dt.date(2026, 12, 7), dt.date(2026, 12, 11))
    assert event.repeat
    assert (event.repeat.start_time, event.repeat.end_time) == (510, 1050)


def test_what_frames_a_page_makes_no_event_and_is_kept(tmp_path: Path) -> None:
    page = (
        "<head><title>首页 | 社区</title></head><body><nav>2026-05-01 新闻</nav>"
        "<header role=banner>社区 2026年1月3日</header>"
        "<h1>2026年读书周安排</h1><p>5月8日 开幕</p><footer>2026-01-01</footer><p>版权所有 2026-01-02</p>"
    )
    document, got = read(tmp_path, "a.html", page)
    assert document.title == "2026年读书周安排"
    assert [event.title for event in events_of(got)] == ["开幕"]
    assert len(document.aside) == 4


def test_a_ban_that_no_rule_reads_is_listed(tmp_path: Path) -> None:
    _, got = read(tmp_path, "a.txt", "通知\n\n各项评比于6月12日前完成，且不得安排在周末。\n2026年5月1日\n")
    assert [place.quote for place in got.prose.not_understood] == ["不得安排在周末"]


def test_no_title_keeps_the_words_of_a_limit(tmp_path: Path) -> None:
    text = "2026年安排\n\n参观不得晚于6月25日。\n普查不得早于6月1日。\n每月15日前 报送台账\n"
    _, got = read(tmp_path, "a.txt", text)
    assert [event.title for event in events_of(got)] == ["参观", "普查", "报送台账"]
    assert [event.when.edtf for event in events_of(got) if event.when] == ["../2026-06-25", "2026-06-01/.."]
    assert [event.repeat.text for event in events_of(got) if event.repeat] == ["每月15日前"]


def test_a_line_to_be_dated_is_listed(tmp_path: Path) -> None:
    _, got = read(tmp_path, "a.txt", "2026年活动安排\n\n5月8日 启动仪式\n参观学习 时间待定\n")
    assert [(event.title, event.when is None) for event in events_of(got)] == [("启动仪式", False), ("参观学习", True)]
