"""Prose into clauses: every frame reads its examples, and sentences that only look alike give nothing."""

import pytest

from planner.extract import extract
from planner.extract.clauses import FRAMES, Frame
from planner.read.text import document_of
from planner.records import Clause
from planner.settings import Settings


def clauses(text: str) -> tuple[Clause, ...]:
    return extract(document_of("n.txt", text), Settings()).clauses


@pytest.mark.parametrize(
    ("frame", "example"),
    [(frame, example) for frame in FRAMES for example in frame.examples],
    ids=lambda v: str(v)[:30],
)
def test_every_frame_reads_its_examples(frame: Frame, example: str) -> None:
    (clause,) = clauses(f"特此通知如下。{example}。")
    assert clause.kind == frame.kind
    assert clause.place.quote in example


@pytest.mark.parametrize(
    ("text", "stage", "batch", "activity", "value"),
    [
        ("宣传发动阶段的工作安排在2024年9月份进行。", "宣传发动", "", "", "2024-09"),
        ("第三批创建活动从2024年1月开始，到2024年6月基本结束。", "", "第三批", "创建活动", "2024-01/2024-06~"),
        ("第一批宣传发动阶段定于2024年3月上旬至4月中旬进行。", "宣传发动", "第一批", "", "2024-03-01/2024-04-20"),
        ("一、宣传发动阶段（2024年4月1日至30日）", "宣传发动", "", "", "2024-04-01/2024-04-30"),
        ("优化流程专项行动从2024年3月开始，到6月底结束。", "", "", "优化流程专项行动", None),
        ("当前，第一批次活动已近尾声，2024年11月份就要转入总结验收阶段。", "总结验收", "第一批", "", "2024-11"),
    ],
)
def test_subject_and_time_of_a_window(text: str, stage: str, batch: str, activity: str, value: str | None) -> None:
    (clause,) = clauses(text)
    assert (clause.kind, clause.subject.stage, clause.subject.batch) == ("window", stage, batch)
    assert clause.subject.activity == activity or not activity
    assert clause.when is not None
    assert value in (None, clause.when.edtf)


@pytest.mark.parametrize(
    ("text", "kind", "parts", "bound", "strength"),
    [
        ("检查评比阶段的时间原则上为1个月左右。", "length", ((1, "month"),), "about", "in_principle"),
        ("检查评比阶段的时间为20天。", "length", ((20, "day"),), "exactly", "must"),
        ("检查评比阶段一般为两周。", "length", ((2, "week"),), "exactly", "in_principle"),
        ("宣传发动阶段的时间可在原安排的基础上延长10天左右。", "extension", ((10, "day"),), "about", "may"),
    ],
)
def test_lengths_and_extensions(text: str, kind: str, parts: object, bound: str, strength: str) -> None:
    (clause,) = clauses(text)
    assert clause.length is not None
    assert (clause.kind, clause.length.parts, clause.length.bound, clause.strength) == (kind, parts, bound, strength)
    assert clause.when is None


@pytest.mark.parametrize(
    "text",
    [
        "从现在到第二批活动正式启动，还有两个月左右的时间。",
        "学习培训的时间一般不少于40个小时。",
        "会议于2024年3月5日召开。",
        "第一批活动涉及1800多人。",
        "根据某发〔2024〕20号文件要求，做好第二批活动的准备。",
        "这次活动不单独搞一个组织处理阶段。",
    ],
)
def test_sentences_that_only_look_alike_give_no_clause(text: str) -> None:
    assert clauses(text) == ()


def test_a_pointing_phrase_means_the_stage_named_before() -> None:
    first, second = clauses("宣传发动阶段从2024年3月开始。这一阶段的时间一般为20天。")
    assert first.subject.stage == second.subject.stage == "宣传发动"


def test_the_title_names_the_batch_for_all_sentences() -> None:
    (clause,) = clauses("关于做好第二批创建活动的通知\n\n各单位：\n\n检查评比阶段的时间原则上为20天左右。\n")
    assert clause.subject.batch == "第二批"


def test_place_and_quotation_are_exact() -> None:
    text = "通知\n\n    要求如下：宣传发动阶段从2024年3月开始，各单位要抓紧。\n"
    (clause,) = clauses(text)
    line = text.split("\n")[2]
    assert clause.place.line == 3
    assert clause.place.column is not None
    assert line[clause.place.column - 1 :].startswith(clause.place.quote)
    assert clause.place.quote == "宣传发动阶段从2024年3月开始"


def test_a_window_without_a_year_is_kept_and_reported() -> None:
    found = extract(document_of("n.txt", "第二批活动从7月开始。"), Settings())
    (clause,) = found.clauses
    assert clause.when is not None
    assert (clause.when.first, clause.when.last, clause.when.edtf) == (None, None, "XXXX-07/..")
    assert [finding.code for finding in found.findings] == ["X204"]
