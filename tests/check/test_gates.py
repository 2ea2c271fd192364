"""Family G: what must be there first, and figures that have a consequence."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.check.gates import check_gates
from planner.check.scope import Matched, Scope
from planner.language import Language
from planner.records import Clause, Event, Finding, Place, Plan, Subject, Terms, message
from planner.settings import Settings
from tests.make import event, schedule, when

NOTICE = Place(path="n.txt", line=3, quote="经上级批准后，方可召开大会")
GATE = Clause(
    kind="gate", subject=Subject(), place=NOTICE, about="召开大会", terms=Terms(after="经上级批准", reviewer="上级")
)
THRESHOLD = Clause(
    kind="threshold",
    subject=Subject(),
    place=Place(path="n.txt", line=4, quote="10%以上居民不满意的，要补课"),
    about="居民不满意",
    terms=Terms(number=10.0, unit="%", bound="at_least"),
)


def found(clause: Clause, *events: Event, settings: Settings | None = None) -> tuple[Finding, ...]:
    """Findings where the events called 批准… are the approval and those called …大会 what it is for."""
    matching = tuple(
        Matched(name, "", tuple(one for one in events if word in one.title), 100, message("the same words"))
        for name, word in ((clause.about, "大会"), (clause.terms.after, "批准"))
    )
    scope = Scope(schedule(*events), Plan(), rules=(clause,), matching=matching)
    return check_gates(scope, settings or Settings())


def on(title: str, first: str, last: str | None = None, fit: str = "fills") -> Event:
    return event(title, when(f"2005-05-{first}", f"2005-05-{last or first}", fit=fit))


@pytest.mark.parametrize(
    ("approval", "meeting", "expected"),
    [
        (on("批准", "10"), on("大会", "12"), ("sure", "info", (2, 2))),
        (on("批准", "12"), on("大会", "12"), ("sure", "info", (0, 0))),
        (on("批准", "13"), on("大会", "12"), ("impossible", "error", (-1, -1))),
        (on("批准", "11", "20", "within"), on("大会", "16"), ("possible", "warning", (-4, 5))),
        (on("批准", "11", "20", "within"), on("大会", "20"), ("sure", "info", (0, 9))),
    ],
)
def test_the_approval_must_come_first(approval: Event, meeting: Event, expected: tuple[object, ...]) -> None:
    (finding,) = found(GATE, approval, meeting)
    assert (finding.code, finding.event) == ("G101", "大会")
    assert (finding.verdict, finding.severity, finding.margin) == expected
    assert finding.related == (NOTICE, approval.place)


def test_the_days_that_would_do_are_named() -> None:
    (finding,) = found(GATE, on("批准", "11", "20", "within"), on("大会", "09", "16", "within"))
    assert finding.readings == ("2005-05-11/2005-05-16",)


def test_the_same_day_is_a_setting() -> None:
    settings = replace(Settings(), same_day=False)
    (finding,) = found(GATE, on("批准", "12"), on("大会", "12"), settings=settings)
    assert finding.verdict == "impossible"


def test_a_missing_approval_is_open_and_never_a_pass() -> None:
    (finding,) = found(GATE, on("大会", "12"))
    assert (finding.verdict, finding.severity, finding.event) == ("open", "warning", "大会")
    (finding,) = found(GATE, on("批准", "12"))
    assert (finding.verdict, finding.severity, finding.event) == ("open", "info", None)
    (finding,) = found(GATE, event("批准"), on("大会", "12"))
    assert finding.verdict == "open"


def test_what_must_not_be_lacking_is_shown_by_no_event() -> None:
    lacking = replace(GATE, terms=Terms(after="批准不充分"))
    (finding,) = found(lacking, on("批准", "10"), on("大会", "12"))
    assert finding.verdict == "open"


def test_every_event_behind_the_gate_is_checked() -> None:
    findings = found(GATE, on("批准", "12"), on("大会", "11"), on("大会二", "16"))
    assert [(one.event, one.verdict) for one in findings] == [("大会", "impossible"), ("大会二", "sure")]


@pytest.mark.parametrize(
    ("details", "verdict", "severity"),
    [
        ((), "open", "info"),
        (("居民不满意的占4%",), "sure", "info"),
        (("居民不满意的占12%",), "possible", "warning"),
        (("参加率12%",), "open", "info"),
    ],
)
def test_a_threshold_needs_a_figure(details: tuple[str, ...], verdict: str, severity: str) -> None:
    (finding,) = found(THRESHOLD, event("测评", when("2005-05-12", "2005-05-12"), details=details))
    assert (finding.code, finding.verdict, finding.severity) == ("G102", verdict, severity)


def test_an_open_threshold_says_what_is_needed() -> None:
    (finding,) = found(THRESHOLD)
    said = "“10%以上居民不满意的，要补课” needs a figure, which the schedule does not state"
    assert Language().say(finding.message) == said


@pytest.mark.parametrize(
    ("note", "verdict", "severity"),
    [("每单位2人", "sure", "info"), ("每单位5人", "impossible", "error"), ("每单位不超过3人", "open", "info")],
)
def test_a_limit_is_kept_or_broken_by_the_figure(note: str, verdict: str, severity: str) -> None:
    place = Place(path="n.txt", line=5, quote="每单位不超过3人")
    limit = replace(THRESHOLD, place=place, about="每单位", terms=Terms(number=3.0, unit="人", bound="at_most"))
    (finding,) = found(limit, event("报名", when("2005-05-12", "2005-05-12"), note=note))
    assert (finding.verdict, finding.severity) == (verdict, severity)
    assert found(limit, event("报名", note="每单位5人", place=place))[0].verdict == "open"


DAY = st.integers(1, 20)


@given(DAY, st.integers(0, 4), st.booleans(), DAY, st.integers(0, 4), st.booleans())
def test_agrees_with_brute_force(a: int, length: int, one: bool, b: int, other: int, two: bool) -> None:
    def readings(first: int, days: int, within: bool) -> list[tuple[int, int]]:
        span = range(first, first + days + 1)
        return [(x, y) for x in span for y in span if x <= y] if within else [(first, first + days)]

    kept = [y <= x for _, y in readings(a, length, one) for x, _ in readings(b, other, two)]
    expected = "sure" if all(kept) else "possible" if any(kept) else "impossible"

    def time(first: int, days: int, within: bool):  # type: ignore[no-untyped-def]
        ends = [(dt.date(2005, 5, 1) + dt.timedelta(n)).isoformat() for n in (first, first + days)]
        return when(*ends, fit="within" if within else "fills")

    (finding,) = found(GATE, event("批准", time(a, length, one)), event("大会", time(b, other, two)))
    assert finding.verdict == expected
