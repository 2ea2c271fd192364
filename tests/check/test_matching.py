"""Which events the words of a rule mean: own examples, as a careful reader would match them."""

import pytest

from planner.check.prepare import prepare, scope_of
from planner.check.scope import Matched
from planner.records import Clause, Match, Place, Plan, Subject, Terms
from planner.settings import Settings
from tests.make import event, schedule

EVENTS = (
    event("启动会", details=("说明目的，布置任务",)),
    event("起草方案", details=("各股室对照问题清单写出改进办法",)),
    event("方案公示", details=("在公告栏张贴七天，收集意见",)),
    event("落实办法", details=("照方案逐项办理",)),
    event("居民打分", details=("请居民说满意不满意",)),
    event("总结大会", details=("通报情况，交流经验",)),
    event("Kick-off meeting"),
    event("Site audit", details=("check every lift",)),
)


def matched(name: str, plan: Plan = Plan(), subject: Subject = Subject(stage="改进")) -> Matched:  # noqa: B008
    clause = Clause(kind="follows", subject=subject, place=Place(path="n.txt"), terms=Terms(after=name))
    held = Plan(clauses=(clause,), matches=plan.matches)
    found = scope_of(schedule(*EVENTS, stage="改进"), prepare(held, Settings()), paired=True).matched(
        name, subject.stage
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("制定改进方案", ["起草方案"]),
        ("方案形成", ["起草方案"]),
        ("认真抓好落实", ["落实办法"]),
        ("在一定范围内向群众公布", ["方案公示"]),
        ("群众满意度测评工作", ["居民打分"]),
        ("对活动进行总结", ["总结大会"]),
        ("活动的总结和群众满意度的测评", ["居民打分", "总结大会"]),
        ("动员部署", ["启动会"]),
        ("抽查验收", []),
        ("领导班子成员的述职报告", []),
        ("改进阶段工作结束", []),
        ("这一阶段工作结束", []),
        ("the site audit is complete", ["Site audit"]),
        ("the final inspection", []),
    ],
)
def test_names_of_rules(name: str, titles: list[str]) -> None:
    found = matched(name)
    assert [one.title for one in found.events] == titles
    assert all(60 <= score <= 100 for score in found.scores)


def test_a_persons_match_wins() -> None:
    found = matched("抽查验收", Plan(matches=(Match("抽查验收", "启动会"),)))
    assert [(one.title, score) for one, score in zip(found.events, found.scores, strict=True)] == [("启动会", 100)]


def test_words_that_mean_the_stage_mean_no_event() -> None:
    assert matched("改进阶段工作结束").reason.template == "it means the stage as a whole"
    assert matched("抽查验收").reason.template == "no event comes near to it"


def test_the_same_act_on_another_thing_is_no_ground_for_an_order() -> None:
    rows = (event("保密知识培训"), event("公文写作"), event("结业考试"))
    clause = Clause(kind="follows", subject=Subject(), place=Place(path="n.txt"), terms=Terms(after="公文写作培训结束"))
    for ours, titles in ((rows, ["公文写作"]), ((rows[0], rows[2]), [])):
        scope = scope_of(schedule(*ours), prepare(Plan(clauses=(clause,)), Settings()), paired=True)
        found = scope.matched("公文写作培训结束")
        assert found is not None
        assert [one.title for one, score in zip(found.events, found.scores, strict=True) if score >= 70] == titles
