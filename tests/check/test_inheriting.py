"""A batch that takes over the stages of another: which rules and lengths bind it, and which stay the other's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.read import Reader
from planner.settings import Settings
from tests.check.pipeline import findings_of
from tests.cli.terminal import here

if TYPE_CHECKING:
    from planner.records import Finding

FIRST = """省委办公厅关于做好第一批读书活动巩固阶段工作的通知
2010年4月2日
巩固阶段的时间为1个月左右。巩固阶段安排在2010年4月进行。
要着重抓好两个环节：一是撰写心得；二是组织交流会。
巩固阶段工作结束时，随即进行群众测评。
"""
LOCAL = """市图书馆关于第一批读书活动巩固阶段的安排
2010年4月3日
巩固阶段安排在2010年4月中旬进行。
"""
SECOND = """省委办公厅关于做好第二批读书活动的通知
2010年6月20日
第二批读书活动从2010年7月开始，到2010年12月结束。
第二批读书活动在阶段划分、具体要求上，参照第一批的做法。
"""
SCHEDULE = """第二批读书活动巩固阶段日程表
2010年11月
时间\t内容
11月1日至5日\t组织交流会
11月8日至12日\t撰写心得
11月29日至30日\t群众测评
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings()) as one:
        yield one


def checked(reader: Reader, folder: Path, second: str = SECOND) -> dict[tuple[str, str | None], Finding]:
    notices = {"1.txt": FIRST, "local.txt": LOCAL, "2.txt": second}
    found = findings_of(reader, folder, {"schedule.txt": SCHEDULE}, notices)
    return {(one.code, one.event or one.window): one for one in found}


def test_rules_and_lengths_are_taken_over_and_dates_are_not(reader: Reader, tmp_path: Path) -> None:
    found = checked(reader, tmp_path)
    order, survey = found["P101", "组织交流会"], found["P102", "群众测评"]
    assert (order.verdict, order.severity, order.margin) == ("impossible", "error", (-11, -11))
    assert (survey.verdict, survey.severity) == ("impossible", "error")
    length = found["D101", "第二批巩固阶段"]
    assert (length.verdict, length.required, length.actual) == ("sure", "P25D/P35D", "P30D/P30D")
    assert {(code, name) for code, name in found if code.startswith("W")} == {
        ("W101", "组织交流会"),
        ("W101", "撰写心得"),
        ("W101", "群众测评"),
        ("W102", "第二批巩固阶段"),
        ("W103", "第一批巩固阶段"),
    }


def test_what_is_taken_over_in_principle_weighs_less(reader: Reader, tmp_path: Path) -> None:
    found = checked(reader, tmp_path, SECOND.replace("参照", "原则上参照"))
    assert (found["P101", "组织交流会"].verdict, found["P101", "组织交流会"].severity) == ("impossible", "warning")


def test_without_such_words_nothing_is_taken_over(reader: Reader, tmp_path: Path) -> None:
    found = checked(reader, tmp_path, SECOND.partition("第二批读书活动在阶段")[0])
    assert {code for code, _ in found} == {"W101", "W103"}


def test_lengths_taken_over_stand_in_the_answer_for_programs(tmp_path: Path) -> None:
    for name, text in {"1.txt": FIRST, "2.txt": SECOND, "schedule.txt": SCHEDULE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    notices = [part for name in ("1.txt", "2.txt") for part in ("--notice", str(tmp_path / name))]
    done = here("check", str(tmp_path / "schedule.txt"), *notices, "--format", "json")
    windows = {one["name"]: one["schedules"][0]["picked"] for one in json.loads(done.stdout)["windows"]}
    assert windows == {"第一批巩固阶段": False, "第二批": True, "第二批巩固阶段": True}
