"""Silences: kept, counted, without weight; none without a reason, none that fits nothing goes unsaid."""

from dataclasses import replace

from planner.check import check
from planner.check.silencing import silenced, unmatched
from planner.records import Plan, Silence
from planner.settings import Settings
from tests.make import event, schedule, when, window

JUNE = event("甲", when("2005-06-14", "2005-06-14"))
PLAN = Plan((window("整治", when("2005-05-01", "2005-05-31"), stage="整治"),))


def report(*silences: Silence):  # type: ignore[no-untyped-def]
    return check((schedule(JUNE, stage="整治"),), replace(PLAN, silences=silences), Settings())


def test_a_silenced_finding_is_kept_with_its_reason_and_does_not_count() -> None:
    assert report().verdicts == (("a.txt", "impossible"),)
    silent = report(Silence("W101", "甲", "上级已同意推迟"))
    assert [(one.code, one.silenced) for one in silent.findings] == [("W101", "上级已同意推迟")]
    assert silent.verdicts == (("a.txt", "sure"),)


def test_a_silence_is_of_one_code_and_of_one_event_or_all() -> None:
    for silence, works in (
        (Silence("W101", "", "全部"), True),
        (Silence("W101", "乙", "另一件"), False),
        (Silence("C101", "甲", "另一条"), False),
        (Silence("W101", "甲", " "), False),
    ):
        assert any(one.silenced for one in report(silence).findings) == works


def test_good_findings_need_no_silence() -> None:
    good = check((schedule(event("甲", when("2005-05-12", "2005-05-12")), stage="整治"),), PLAN, Settings())
    assert [one.silenced for one in silenced(good.findings, (Silence("W101", "甲", "x"),))] == [""]


def test_a_silence_that_fits_nothing_is_said() -> None:
    used, useless = Silence("W101", "甲", "x"), Silence("C101", "", "y")
    found = report(used, useless).findings
    said = unmatched(found, (used, useless), "plan.toml")
    assert [(one.code, one.severity, one.place.path, one.place.quote) for one in said] == [
        ("X218", "warning", "plan.toml", "y")
    ]
    assert unmatched(found, (used,), "plan.toml") == ()
