"""Times that notices set for single things, and what they take from the window of the whole."""

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

TITLE = "河东区教育局关于2023年秋季学期工作的通知\n"
ROWS = "# 河东第二中学2023年秋季学期工作安排\n\n| 时间 | 工作 |\n|---|---|\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings()) as one:
        yield one


def errors(reader: Reader, folder: Path, rows: str, *notices: str) -> list[tuple[str, str | None, str]]:
    """Code, event and verdict of every finding that is no information, good ones left out."""
    named = {f"n{number}.txt": f"{TITLE}{text}" for number, text in enumerate(notices)}
    found = findings_of(reader, folder, {"s.md": ROWS + rows}, named)
    return [(one.code, one.event, one.verdict) for one in found if one.severity != "info" and one.code[0] not in "XC"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("11月8日至10日", []), ("11月9日至14日", [("W101", "期中考试", "impossible")])],
)
def test_an_event_is_held_against_the_time_set_for_it(  # type: ignore[no-untyped-def]
    day, expected, reader, tmp_path
) -> None:
    notice = "期中考试安排在11月6日至11月10日。\n2023年8月1日"
    assert errors(reader, tmp_path, f"| {day} | 期中考试 |\n| 11月20日 | 家长会 |\n", notice) == expected


def test_of_several_rows_that_may_be_meant_none_is_judged_while_another_would_do(  # type: ignore[no-untyped-def]
    reader, tmp_path
) -> None:
    rows = "| 11月8日 | 期中考试 |\n| 11月29日 | 期中考试 |\n"
    notice = "期中考试安排在11月6日至11月10日。\n2023年8月1日"
    assert errors(reader, tmp_path, rows, notice) == []


def test_what_a_notice_sets_for_a_thing_goes_before_the_window_of_the_whole(reader: Reader, tmp_path: Path) -> None:
    notice = "读书活动从2023年9月1日开始，到10月31日结束。\n活动总结报告于11月10日前报区教育局。\n2023年8月1日"
    rows = "| 9月4日 | 读书活动动员 |\n| {} | 报送活动总结报告 |\n"
    assert errors(reader, tmp_path, rows.format("11月8日"), notice) == []
    late = [("F103", "报送活动总结报告", "impossible")]
    assert errors(reader, tmp_path, rows.format("11月13日"), notice) == late


def test_a_later_notice_sets_the_time_of_a_thing_anew(reader: Reader, tmp_path: Path) -> None:
    first = "期中考试安排在11月6日至11月10日。\n2023年8月1日"
    later = "期中考试安排在11月13日至11月17日。\n2023年10月9日"
    rows = "| {} | 期中考试 |\n| 11月27日 | 家长会 |\n"
    assert errors(reader, tmp_path, rows.format("11月14日"), first, later) == []
    missed = [("W101", "期中考试", "impossible")]
    assert errors(reader, tmp_path, rows.format("11月8日"), first, later) == missed


def test_windows_and_days_are_said_in_words(reader: Reader, tmp_path: Path) -> None:
    notice = "期中考试安排在11月6日至11月10日。\n教室安全检查于8月25日前完成。\n2023年8月1日"
    rows = "| 11月9日至14日 | 期中考试 |\n| 8月28日 | 教室安全检查 |\n"
    found = findings_of(reader, tmp_path, {"s.md": ROWS + rows}, {"n.txt": TITLE + notice})
    said = {one.code: Language("zh").say(one.message) for one in found if one.verdict == "impossible"}
    assert said["W101"] == "11月9日至14日在期中考试（2023年11月6日至10日）之外：差 4 天"
    assert said["F103"] == "过了期限2023年8月25日，晚 3 天"


def test_a_row_that_both_sides_of_an_order_name_comes_after_the_others(reader: Reader, tmp_path: Path) -> None:
    notice = "整改完成后，随即组织验收。\n2023年8月1日"
    rows = "| 9月4日至8日 | 隐患整改 |\n| {} | 整改验收 |\n"
    assert errors(reader, tmp_path, rows.format("9月11日"), notice) == []
    assert errors(reader, tmp_path, rows.format("9月20日"), notice) == [("P102", "整改验收", "impossible")]


@pytest.mark.parametrize(("until", "expected"), [("10:00", "impossible"), ("11:00", "possible"), ("12:00", "sure")])
def test_a_class_hour_is_of_forty_to_sixty_minutes(until: str, expected: str, reader: Reader, tmp_path: Path) -> None:
    notice = {"n.txt": f"{TITLE}培训时间不少于4学时。\n2023年8月1日"}
    rows = f"| 9月4日8:00-{until} | 教师培训 |\n| 9月6日 | 家长会 |\n"
    (found,) = (one for one in findings_of(reader, tmp_path, {"s.md": ROWS + rows}, notice) if one.code == "D103")
    assert found.verdict == expected


def test_stages_are_no_steps_of_the_listed_events(reader: Reader, tmp_path: Path) -> None:
    notice = {"n.txt": f"{TITLE}读书活动分学习教育、查摆问题、整改落实三个阶段。\n2023年8月1日"}
    rows = "# 读书活动日程安排\n\n| 阶段 | 时间 | 工作 |\n|---|---|---|\n| 学习教育 | 9月4日 | 动员大会 |\n"
    rows += "| 查摆问题 | 9月11日 | 座谈会 |\n"
    assert "S102" not in {one.code for one in findings_of(reader, tmp_path, {"s.md": rows}, notice)}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("3月6日至28日", []),
        ("3月6日至17日", [("D101", None, "impossible")]),
        ("3月6日至4月20日", [("D102", None, "impossible")]),
    ],
)
def test_a_length_of_a_thing_is_held_against_its_row(days, expected, reader, tmp_path) -> None:  # type: ignore[no-untyped-def]
    notice = "入户摸排为期三周左右。\n2023年2月1日"
    assert errors(reader, tmp_path, f"| {days} | 入户摸排 |\n| 5月20日 | 家长会 |\n", notice) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("4月10日至14日", []),
        ("4月10日至中旬", [("F103", "整改", "possible")]),
        ("4月17日至21日", [("F103", "整改", "impossible")]),
    ],
)
def test_a_deadline_may_count_from_the_end_of_another_row(days, expected, reader, tmp_path) -> None:  # type: ignore[no-untyped-def]
    notice = "各校要在自查结束后10个工作日内完成整改。\n2023年2月1日"
    rows = f"| 3月20日至31日 | 自查 |\n| {days} | 整改 |\n"
    assert [one for one in errors(reader, tmp_path, rows, notice) if one[0] == "F103"] == expected


def test_what_hands_in_a_result_is_not_the_work_that_a_deadline_is_about(reader: Reader, tmp_path: Path) -> None:
    notice = "复核于4月10日前完成，复核结束后5个工作日内报区教育局。\n2023年2月1日"
    rows = "| 4月3日至7日 | 组织复核 |\n| {} | 复核结果报区教育局 |\n"
    assert errors(reader, tmp_path, rows.format("4月14日"), notice) == []
    assert errors(reader, tmp_path, rows.format("4月17日"), notice) == [("F103", "复核结果报区教育局", "impossible")]
