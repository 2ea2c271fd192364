"""Family A: which notice changed a verdict, through the whole way from clauses to findings."""

import datetime as dt

from planner.check import check
from planner.check.amended import amendments_of
from planner.language import Language
from planner.plan import plan_of
from planner.records import Clause, Length, Place, Subject
from planner.settings import Settings
from tests.make import event, schedule, when

STAGE = Subject(stage="整治")


def window(path: str, first: str, last: str, issued: str | None) -> Clause:
    return Clause(
        kind="window",
        subject=STAGE,
        place=Place(path=path, line=2, quote=path),
        when=when(first, last),
        level="unit",
        issued=dt.date.fromisoformat(issued) if issued else None,
    )


MAY = window("one.txt", "2005-05-01", "2005-05-31", "2005-04-20")
JUNE = window("two.txt", "2005-06-01", "2005-06-30", "2005-04-28")
JULY = window("three.txt", "2005-07-01", "2005-07-31", "2005-05-20")
EVENTS = (
    event("甲", when("2005-05-12", "2005-05-12")),
    event("乙", when("2005-06-16", "2005-06-16")),
    event("丙", when("2005-07-12", "2005-07-12")),
)


def changes(*clauses: Clause) -> list[tuple[str | None, str, str]]:
    report = check((schedule(*EVENTS, stage="整治"),), plan_of(clauses, Settings()), Settings())
    return [
        (one.event, one.verdict, one.related[0].path)
        for one in report.findings
        if one.code == "A101" and one.severity == "info"
    ]


def test_a_later_notice_changes_verdicts_both_ways() -> None:
    assert changes(MAY, JUNE) == [("甲", "impossible", "two.txt"), ("乙", "sure", "two.txt")]
    assert changes(JUNE, MAY) == changes(MAY, JUNE)


def test_each_of_two_amendments_has_its_own_changes() -> None:
    assert set(changes(MAY, JUNE, JULY)) == {
        ("甲", "impossible", "two.txt"),
        ("乙", "sure", "two.txt"),
        ("乙", "impossible", "three.txt"),
        ("丙", "sure", "three.txt"),
    }


def test_one_notice_or_notices_without_a_day_amend_nothing() -> None:
    assert changes(MAY) == []
    assert changes(MAY, window("two.txt", "2005-06-01", "2005-06-30", None)) == []


def test_an_extension_changes_a_verdict() -> None:
    longer = Clause(
        kind="extension",
        subject=STAGE,
        place=Place(path="two.txt", line=2),
        length=Length("20天", ((20, "day"),)),
        level="unit",
        issued=dt.date(2005, 4, 28),
    )
    assert changes(MAY, longer) == [("乙", "sure", "two.txt")]
    (amendment,) = amendments_of(plan_of((MAY, longer), Settings()), Settings())
    assert [one.when.last for one in amendment.before.windows if one.when] == [dt.date(2005, 5, 31)]


def test_the_finding_says_both_verdicts() -> None:
    report = check((schedule(*EVENTS, stage="整治"),), plan_of((MAY, JUNE), Settings()), Settings())
    said = [Language().say(one.message) for one in report.findings if one.code == "A101" and one.event == "甲"]
    assert said == ["W101 was sure before the notice of 28 Apr 2005, and is impossible with it"]
