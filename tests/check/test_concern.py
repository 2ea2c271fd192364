"""Which windows concern a schedule, and what is said of those that do not."""

import pytest

from planner.check import check
from planner.check.concern import concern
from planner.records import Plan
from planner.settings import Settings
from tests.make import event, schedule, when, window

MAY = when("2005-05-01", "2005-05-31")
AUTUMN = when("2005-07-01", "2005-12-31")
EVENTS = tuple(event(str(n), when(f"2005-05-{n}", f"2005-05-{n}")) for n in (12, 13, 20))


@pytest.mark.parametrize(
    ("ours", "theirs", "span", "reason"),
    [
        ({"stage": "整改提高"}, {"stage": "整改提高"}, MAY, "picked"),
        ({"stage": "整改提高"}, {"stage": "学习动员"}, MAY, "stage"),
        ({"stage": "整改提高"}, {"stage": "整改"}, MAY, "picked"),
        ({"batch": "第一批"}, {"batch": "第二批"}, MAY, "batch"),
        ({"batch": "第二批"}, {"batch": "第二批"}, AUTUMN, "picked"),
        ({}, {"batch": "第二批"}, AUTUMN, "apart"),
        ({}, {"batch": "第一批"}, MAY, "unrelated"),
        ({"activity": "学习教育活动"}, {"activity": "学习教育活动", "batch": "第一批"}, MAY, "picked"),
        ({}, {}, MAY, "unrelated"),
        ({}, {"stage": "学习动员"}, AUTUMN, "apart"),
        ({"unit": "省科协"}, {"unit": "市科协"}, MAY, "unit"),
        ({"unit": "省科协"}, {}, MAY, "unrelated"),
        ({"activity": "用电检查"}, {"activity": "学习教育活动"}, MAY, "activity"),
        ({"activity": "省学习教育活动"}, {"activity": "学习教育活动"}, MAY, "picked"),
    ],
)
def test_what_both_name_must_agree(ours, theirs, span, reason) -> None:  # type: ignore[no-untyped-def]
    assert concern(schedule(*EVENTS, **ours), window("窗", span, **theirs)).reason == reason


def test_a_notice_that_a_person_named_needs_nothing_in_common() -> None:
    assert concern(schedule(*EVENTS), window("窗", MAY), paired=True).reason == "picked"
    assert concern(schedule(*EVENTS, batch="第一批"), window("窗", MAY, batch="第二批"), paired=True).reason == "batch"


def test_another_batch_is_said_once() -> None:
    plan = Plan((window("第二批", AUTUMN, batch="第二批"),))
    for ours in ({}, {"batch": "第一批"}):
        report = check((schedule(*EVENTS, **ours),), plan, Settings())
        assert [(one.code, one.event, one.severity, one.window) for one in report.findings] == [
            ("W103", None, "info", "第二批")
        ]


def test_another_stage_needs_no_finding() -> None:
    plan = Plan((window("学习", AUTUMN, stage="学习动员"),))
    assert check((schedule(*EVENTS, stage="整改提高"),), plan, Settings()).findings == ()


def test_a_window_asked_for_by_name_is_checked_whatever_it_is_for() -> None:
    plan = Plan((window("第二批", AUTUMN, batch="第二批"), window("整改", MAY, stage="整改提高")))
    report = check((schedule(*EVENTS, batch="第一批"),), plan, Settings(), "第二批")
    assert [one.verdict for one in report.findings] == ["impossible"] * 3
    assert [one.window.name for one in report.concerns] == ["第二批"]


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("河东第二中学", "河东区教育局", "picked"),
        ("河东区科协", "河东市科协", "picked"),
        ("河东第二中学", "河西中学", "unit"),
        ("河东区科协", "河西区科协", "unit"),
    ],
)
def test_a_notice_that_a_person_named_may_come_from_a_unit_above(ours: str, theirs: str, reason: str) -> None:
    assert concern(schedule(*EVENTS, unit=ours), window("窗", MAY, unit=theirs), paired=True).reason == reason


def test_a_schedule_that_nothing_concerns_is_open_and_what_it_breaks_itself_counts() -> None:
    alone = schedule(*EVENTS, stage="整改提高")
    report = check((alone,), Plan((window("学习", AUTUMN, stage="学习动员"),)), Settings())
    assert (report.verdicts, report.unchecked) == ((("a.txt", "open"),), {"a.txt"})
    bound = check((alone,), Plan((window("整改", MAY, stage="整改提高"),)), Settings())
    assert (bound.verdicts, bound.unchecked) == ((("a.txt", "sure"),), frozenset())
