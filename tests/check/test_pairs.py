"""Small pairs of a notice and a schedule: exactly the rows that break the notice are named, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.read import Reader
from planner.settings import Settings
from tests.check.pipeline import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "| 时间 | 工作 |\n|---|---|\n"
ENGLISH = "| Date | Activity |\n|---|---|\n"

# What the notice says, the rows, and the errors: code and event, of a length the quoted row's words.
PAIRS = {
    "a name means the row that it ends": (
        "供水时间为5月15日。",
        "| 5月18日 | 正式供水 |\n| 4月2日 | 供水管道检修 |\n| 4月9日 | 供水水质报告送检 |",
        {("W101", "正式供水")},
    ),
    "a row is of the window that names it best": (
        "初级班申请填报时间为6月1日至6月5日。高级班申请填报时间为7月1日至7月5日。",
        "| 6月2日 | 学员填报初级班申请 |\n| 7月8日 | 学员填报高级班申请 |",
        {("W101", "学员填报高级班申请")},
    ),
    "a deadline of a paper is for the row that hands it in": (
        "各单位应于6月15日前报送总结。",
        "| 6月12日 | 向局里报送总结 |\n| 6月20日 | 召开总结会 |",
        set(),
    ),
    "and is broken by that row": (
        "各单位应于6月15日前报送总结。",
        "| 6月18日 | 向局里报送总结 |\n| 6月20日 | 召开总结会 |",
        {("F103", "向局里报送总结")},
    ),
    "an order of words turned round": (
        "照明线路改造完成后，应进行通电试验。",
        "| 5月6日至5月20日 | 改造照明线路 |\n| 5月18日 | 通电试验 |",
        {("P103", "通电试验")},
    ),
    "a length in working days": (
        "拟聘人员名单公示7个工作日。",
        "| 5月11日至5月15日 | 拟聘人员名单公示 |",
        {("D101", "5月11日至5月15日")},
    ),
    "and one that is kept over a weekend": (
        "拟聘人员名单公示7个工作日。",
        "| 5月11日至5月19日 | 拟聘人员名单公示 |",
        set(),
    ),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings()) as one:
        yield one


def errors(reader: Reader, folder: Path, schedule: str, *notices: str) -> set[tuple[str, str | None]]:
    """Code and event of each error, the quoted time where it stands at no event."""
    texts = {f"n{number}.txt": text for number, text in enumerate(notices)}
    found = findings_of(reader, folder, {"s.md": schedule}, texts)
    return {(one.code, one.event or one.place.quote) for one in found if one.severity == "error"}


def notice(body: str) -> str:
    return f"河西区文化局关于2026年有关工作的通知\n\n各单位：\n\n{body}\n\n河西区文化局\n2026年3月2日\n"


@pytest.mark.parametrize("name", PAIRS)
def test_exactly_the_rows_that_break_a_notice_are_named(name: str, reader: Reader, tmp_path: Path) -> None:
    said, rows, expected = PAIRS[name]
    schedule = f"# 河西第一文化馆2026年工作安排\n\n{HEAD}{rows}\n"
    assert errors(reader, tmp_path, schedule, notice(said)) == expected


def test_a_part_of_a_company_is_below_the_company(reader: Reader, tmp_path: Path) -> None:
    said = "集团公司关于2026年度盘点工作的通知\n\n各子公司：\n\n各子公司应于12月20日前报送盘点报告。\n\n集团公司\n"
    schedule = f"# 华南子公司2026年度盘点日程安排\n\n{HEAD}| 12月24日 | 报送盘点报告 |\n"
    assert errors(reader, tmp_path, schedule, said) == {("F103", "报送盘点报告")}


def test_a_stage_may_be_extended_until_a_day(reader: Reader, tmp_path: Path) -> None:
    said = notice("清理整顿阶段（6月1日至7月31日）。检查评比阶段（9月1日至9月20日）。")
    later = notice("现将清理整顿阶段延长至8月15日。").replace("3月2日", "7月20日")
    schedule = "# 河西第一文化馆2026年整顿安排\n\n| 阶段 | 时间 | 工作 |\n|---|---|---|\n"
    schedule += "| 清理整顿 | 8月10日 | 补办手续 |\n| 清理整顿 | 8月18日 | 清点设备 |\n"
    assert errors(reader, tmp_path, schedule, said) == {("W101", "补办手续"), ("W101", "清点设备")}
    assert errors(reader, tmp_path, schedule, said, later) == {("W101", "清点设备")}


def test_rows_beside_the_stages_where_a_notice_sets_other_things_are_open(reader: Reader, tmp_path: Path) -> None:
    said = notice("9月15日至10月15日为自检阶段。\n\n10月20日至11月5日为抽检阶段。\n\n开馆仪式安排在11月20日举行。")
    schedule = f"# 河西第一文化馆2026年工作安排\n\n{HEAD}| 9月20日 | 馆内巡视 |\n| 11月12日 | 布置展厅 |\n"
    schedule += "| 10月25日 | 接待来访 |\n| 12月3日 | 整理档案 |\n"
    assert errors(reader, tmp_path, schedule, said) == {("W101", "整理档案")}


def test_english_names_are_heads_of_phrases_and_longer_names_go_first(reader: Reader, tmp_path: Path) -> None:
    said = (
        "Notice on the annual meeting 2026\n\nEssays must be submitted by 30 April 2026. "
        "Revised essays must be submitted by 31 August 2026.\n\n"
        "The judging takes place from 11 May to 29 May 2026.\n\nThe Board, 2 February 2026\n"
    )
    schedule = f"# Annual meeting 2026\n\n{ENGLISH}| 28 April 2026 | Submission of essays |\n"
    schedule += "| 11 May to 2 June 2026 | Judging of essays |\n| 9 June 2026 | Publish judging report |\n"
    schedule += "| 4 September 2026 | Submission of revised essays |\n"
    expected = {("W101", "Judging of essays"), ("F103", "Submission of revised essays")}
    assert errors(reader, tmp_path, schedule, said) == expected


def test_a_paper_may_be_given_out_after_its_review(reader: Reader, tmp_path: Path) -> None:
    said = "Rules of the fair 2026\n\nThe handbook must be approved by the Fair Committee before it is published.\n"
    schedule = f"# Fair 2026\n\n{ENGLISH}| 6 May 2026 | Fair Committee approves handbook |\n"
    schedule += "| 20 May 2026 | Publish handbook |\n"
    assert errors(reader, tmp_path, schedule, said) == set()
