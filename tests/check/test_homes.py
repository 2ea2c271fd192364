"""Rows that name no stage below a notice of several: each is held against the stage that it fits best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.language import Language
from planner.read import Reader
from planner.settings import Settings
from tests.check.pipeline import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTICE = """河东区教育局关于开展校园消防整治的通知

各校：

动员部署阶段（3月1日至3月15日）。
自查自纠阶段（3月16日至4月30日）。
总结验收阶段（6月1日至6月20日）。
各校总结报告于6月15日前报区教育局。

河东区教育局
2023年2月20日
"""
TITLE = "# 河东第二中学2023年校园消防整治安排\n\n"
HEAD = "| 时间 | 工作 |\n|---|---|\n"
FIRST, SECOND, LAST = "动员部署阶段", "自查自纠阶段", "总结验收阶段"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings()) as one:
        yield one


def windows(reader: Reader, folder: Path, table: str) -> list[tuple[str | None, str, str | None, tuple[str, ...]]]:
    """Event, verdict, window and days that would do of each finding on windows."""
    found = findings_of(reader, folder, {"s.md": TITLE + table}, {"n.txt": NOTICE})
    return [(one.event, one.verdict, one.window, one.readings) for one in found if one.code == "W101"]


@pytest.mark.parametrize(
    ("time", "verdict", "window", "days"),
    [
        ("3月5日", "sure", FIRST, ()),
        ("4月3日至9日", "sure", SECOND, ()),
        ("3月中旬", "sure", None, ()),
        ("6月中下旬", "possible", LAST, ("2023-06-11/2023-06-20",)),
        ("3月10日至20日", "possible", None, ()),
        ("5月10日", "impossible", SECOND, ()),
        ("2月下旬", "impossible", FIRST, ()),
        ("6月25日", "impossible", LAST, ()),
    ],
)
def test_a_row_is_held_against_the_stage_that_it_fits_best(  # type: ignore[no-untyped-def]
    time, verdict, window, days, reader, tmp_path
) -> None:
    found = windows(reader, tmp_path, f"{HEAD}| 3月1日 | 动员 |\n| {time} | 例会 |\n")
    assert sorted(found, key=str) == sorted([("动员", "sure", FIRST, ()), ("例会", verdict, window, days)], key=str)


def test_the_nearest_stage_is_named_with_the_days_that_are_missing(reader: Reader, tmp_path: Path) -> None:
    found = findings_of(reader, tmp_path, {"s.md": f"{TITLE}{HEAD}| 5月10日 | 例会 |\n"}, {"n.txt": NOTICE})
    (finding,) = (one for one in found if one.code == "W101")
    assert (finding.severity, finding.margin, finding.required) == ("error", (-10, -10), "2023-03-16/2023-04-30")
    assert Language("zh").say(finding.message).startswith("5月10日在各阶段之外：离最近的自查自纠阶段（")


def test_a_row_without_a_date_is_open_once(reader: Reader, tmp_path: Path) -> None:
    table = f"{HEAD}| 3月5日 | 动员 |\n| 6月5日 | 总结 |\n| 另行通知 | 例会 |\n"
    assert ("例会", "open", None, ()) in windows(reader, tmp_path, table)
    assert len(windows(reader, tmp_path, table)) == 3


def test_a_row_that_names_its_stage_is_held_against_that_one_only(reader: Reader, tmp_path: Path) -> None:
    table = f"| 阶段 | 时间 | 工作 |\n|---|---|---|\n| {SECOND} | 3月5日 | 例会 |\n| {FIRST} | 3月6日 | 动员 |\n"
    assert windows(reader, tmp_path, table) == [
        ("动员", "sure", FIRST, ()),
        ("例会", "impossible", SECOND, ()),
    ]


def test_a_row_for_which_the_notice_sets_a_day_is_held_against_that_alone(reader: Reader, tmp_path: Path) -> None:
    notice = NOTICE.replace("6月15日前", "6月30日前")
    table = {"s.md": f"{TITLE}{HEAD}| 6月28日 | 总结报告报区教育局 |\n"}
    found = findings_of(reader, tmp_path, table, {"n.txt": notice})
    assert [(one.code, one.verdict) for one in found if one.code[0] in "WF"] == [("F103", "sure")]


def test_a_cancelled_row_is_held_against_nothing(reader: Reader, tmp_path: Path) -> None:
    assert windows(reader, tmp_path, f"{HEAD}| 3月5日 | 动员 |\n| 5月10日 | 例会（取消） |\n") == [
        ("动员", "sure", FIRST, ())
    ]
