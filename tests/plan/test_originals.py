"""The original notices of 2005: the demands that a reader finds in them, and the one plan that they make."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.terminal import planner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE, TWO = "第一批", "第二批"
RECTIFY, LEARN, REVIEW = "整改提高", "学习动员", "分析评议"
# document, kind, batch, stage, strength, beginning and end of the quotation, values that must be there
GOLD: tuple[tuple[str, str, str, str, str, str, str, dict[str, Any]], ...] = (
    ("002", "window", TWO, "", "must", "第二批先进", "基本结束",
     {"first": "2005-07-01", "last": "2005-12-31", "edtf": "2005-07/2005-12~"}),
    ("001", "window", "", RECTIFY, "must", "整改提高阶段的工作安排", "5月份进行",
     {"first": "2005-05-01", "last": "2005-05-31"}),
    ("003", "window", ONE, RECTIFY, "must", "5月份就要", "整改提高阶段", {"edtf": "XXXX-05"}),
    ("003", "window", TWO, "", "must", "第二批先进", "从7月开始", {"edtf": "XXXX-07/.."}),
    ("000", "length", ONE, RECTIFY, "in_principle", "整改提高阶段的时间", "1个月左右",
     {"number": 1, "unit": "month", "bound": "about"}),
    ("004", "extension", ONE, LEARN, "may", "学习动员阶段的时间", "延长10天左右",
     {"number": 10, "unit": "day", "bound": "about"}),
    ("004", "minimum", ONE, LEARN, "in_principle", "学习培训的时间", "40个小时",
     {"number": 40, "unit": "hour", "bound": "at_least"}),
    ("000", "steps", ONE, RECTIFY, "must", "要着重抓好", "环节的工作",
     {"steps": ["制定整改措施和整改方案", "认真进行整改", "向群众公布整改情况"]}),
    ("001", "steps", "", RECTIFY, "must", "二、着重", "环节的工作",
     {"steps": ["制定整改措施和整改方案", "认真进行整改", "向群众公布整改情况"]}),
    ("003", "steps", "", REVIEW, "must", "分析评议阶段", "程序进行",
     {"steps": ["自查自看", "民主测评", "撰写转段报告", "督导组把关",
                "上一级先进性教育活动领导小组审批", "召开转段会议"]}),
    ("000", "follows", ONE, RECTIFY, "must", "整改提高阶段工作结束时", "测评工作",
     {"after": "整改提高阶段工作结束", "lag": "at once"}),
    ("001", "follows", "", RECTIFY, "must", "整改提高阶段工作结束时", "测评工作",
     {"after": "整改提高阶段工作结束", "lag": "at once"}),
    ("000", "follows", ONE, RECTIFY, "must", "群众满意度测评工作结束后", "作出安排",
     {"after": "群众满意度测评工作结束"}),
    ("000", "follows", ONE, RECTIFY, "must", "整改方案形成后", "必要的修订", {"after": "整改方案形成"}),
    ("000", "follows", ONE, RECTIFY, "must", "集中整改阶段工作基本结束后", "群众监督",
     {"after": "集中整改阶段工作基本结束"}),
    ("003", "gate", "", REVIEW, "must", "经过上级党组（党委）批复同意", "进行总结", {"reviewer": "上级党组（党委）"}),
    ("002", "gate", TWO, "", "must", "准备工作不充分的", "不要急于启动", {"after": "准备工作不充分"}),
    ("003", "threshold", "", "", "in_principle", "10%以上", "“补课”",
     {"number": 10, "unit": "%", "bound": "at_least"}),
    ("000", "review", ONE, RECTIFY, "must", "领导班子成员的整改措施", "督导组配合",
     {"reviewer": "党委（党组）主要负责同志"}),
    ("000", "review", ONE, RECTIFY, "must", "其他党员的整改措施", "审核", {"reviewer": "党支部委员会"}),
    ("001", "review", "", RECTIFY, "must", "领导班子成员的整改措施", "审核",
     {"reviewer": "党组（党委）主要负责同志"}),
    ("001", "review", "", RECTIFY, "must", "党组主要负责同志的整改措施", "审核", {"reviewer": "督导组"}),
    ("001", "review", "", RECTIFY, "must", "机关各部室", "审核", {"reviewer": "省科协党组分管成员"}),
    ("001", "review", "", RECTIFY, "must", "其他党员的整改措施", "审核", {"reviewer": "党支部书记"}),
    ("003", "review", "", REVIEW, "must", "各部门各单位要写出", "审查",
     {"reviewer": "上级党组（党委）派出的督导组、指导组"}),
    ("000", "filing", ONE, RECTIFY, "must", "基层党组织的整改方案", "备案", {"recipient": "上一级党组织"}),
    ("000", "filing", ONE, RECTIFY, "must", "总结报告请", "办公室",
     {"recipient": "中央", "copy_to": "中央先进性教育活动办公室"}),
    ("001", "filing", "", RECTIFY, "must", "省科协党组的整改方案", "备案", {"recipient": "省委先进办"}),
    ("002", "filing", TWO, "", "must", "制定具体实施意见", "备案", {"recipient": "中央先进性教育活动领导小组办公室"}),
    ("003", "filing", "", "", "must", "县区和市直部门", "备案", {"recipient": "市委先进性教育活动办公室"}),
    ("000", "deliverable", ONE, RECTIFY, "strive", "争取在整改提高阶段", "初步方案", {}),
    ("004", "coverage", ONE, "", "must", "将学习培训", "全体党员", {"units": ["全体党员"]}),
    ("004", "coverage", ONE, "", "must", "对因病", "及时补课",
     {"units": ["因病或出差未能参加动员大会和集中学习培训的党员"]}),
    ("002", "scope", TWO, "", "must", "参加单位包括", "企事业单位", {}),
    ("003", "scope", TWO, "", "must", "参加第二批", "基层单位等", {}),
    ("002", "inherits", TWO, "", "in_principle", "第二批先进", "做法进行",
     {"source": ONE, "units": ["时间安排", "阶段划分", "具体要求"]}),
    ("002", "basis", TWO, "", "must", "《中共中央", "20号）", {"documents": ["中发[2004]20号"]}),
    ("001", "basis", "", RECTIFY, "must", "粤先组发", "11号", {"documents": ["粤先组发[2005]11号"]}),
    ("004", "basis", ONE, LEARN, "must", "《关于做好", "3号）", {"documents": ["先组发[2005]3号"]}),
)  # fmt: skip
# How many clauses of each kind the five documents hold: more would be invented.
COUNTS = {
    "window": 4, "length": 1, "extension": 1, "minimum": 1, "threshold": 1, "steps": 3, "inherits": 1, "scope": 2,
    "deadline": 0,
}  # fmt: skip


def answer(*arguments: str) -> dict[str, Any]:
    done = planner("plan", *arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered


@pytest.fixture
def five(original: Callable[[str], Path]) -> dict[str, Any]:
    """The plan of all five documents."""
    return answer(*(str(original(f"00{number}")) for number in range(5)))


def test_every_demand_is_found_with_its_values(five: dict[str, Any]) -> None:
    for document, kind, batch, stage, strength, begin, end, values in GOLD:
        fitting = [
            one
            for one in five["clauses"]
            if f"/{document}_" in one["place"]["path"]
            and (one["kind"], one["batch"], one["stage"], one["strength"]) == (kind, batch, stage, strength)
            and one["quote"].startswith(begin)
            and one["quote"].endswith(end)
        ]
        assert fitting, (document, kind, begin)
        assert {name: fitting[0]["values"].get(name) for name in values} == values
        assert all(part in fitting[0]["subject"] for part in (batch, stage))


def test_no_demand_is_invented(five: dict[str, Any]) -> None:
    kinds = [one["kind"] for one in five["clauses"]]
    assert {kind: kinds.count(kind) for kind in COUNTS} == COUNTS


def test_what_was_not_understood_is_listed(five: dict[str, Any]) -> None:
    understood = five["understood"]
    assert understood["sentences"] - understood["understood"] == len(five["not_understood"])
    assert all(one["quote"] and one["line"] for one in five["not_understood"])


def test_one_plan_of_both_batches(five: dict[str, Any]) -> None:
    stages = [(one["batch"], one["stage"], one["order"], one["inherited_from"]) for one in five["stages"]]
    assert stages == [
        (ONE, LEARN, 1, None),
        (ONE, REVIEW, 2, None),
        (ONE, RECTIFY, 3, None),
        (TWO, LEARN, 1, ONE),
        (TWO, REVIEW, 2, ONE),
        (TWO, RECTIFY, 3, ONE),
    ]
    assert all(one["inherited_by"]["quote"].endswith("参照第一批的做法进行") for one in five["stages"][3:])
    windows = [one for one in five["windows"] if one["batch"] == TWO and one["first"]]
    assert [one["edtf"] for one in windows] == ["2005-07/2005-12~"]
    assert all(one["basis"] for one in five["windows"])


def test_what_is_open_says_what_is_missing(five: dict[str, Any]) -> None:
    missing = {(one["name"], tuple(one["missing"]), tuple(one["needs"])) for one in five["unresolved"]}
    assert ("第一批学习动员阶段", ("first", "last", "base"), ("先组发[2005]3号",)) in missing
    assert ("第二批", ("year", "last"), ()) in missing
    assert ("第一批分析评议阶段", ("first", "last"), ()) in missing


def test_the_extension_counts_from_its_day_of_issue(original: Callable[[str], Path]) -> None:
    path = str(original("004"))
    kinds = {
        day: [one["kind"] for one in answer(path, "--as-of", day)["clauses"]] for day in ("2005-02-15", "2005-02-16")
    }
    assert kinds["2005-02-15"] == []
    assert kinds["2005-02-16"].count("extension") == 1
    (change,) = answer(path, "--history")["history"]
    assert (change["issued"], change["name"]) == ("2005-02-16", "第一批学习动员阶段")


def test_levels(five: dict[str, Any]) -> None:
    levels = {one["place"]["path"].rpartition("/")[2][:3]: one["level"] for one in five["clauses"]}
    assert levels == {"000": "centre", "001": "unit", "002": "centre", "003": "city", "004": "centre"}
