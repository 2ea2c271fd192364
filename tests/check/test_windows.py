"""Family W: the three verdicts, margins and readings, by hand and against brute force over all readings."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.check import check
from planner.plan import windows_named
from planner.records import Plan, PlannerError, When
from planner.settings import Settings
from tests.make import event, schedule, when, window

SETTINGS = Settings()
MAY = when("2005-05-01", "2005-05-31")


def only(time: When | None, span: When | None, slack: int = 0):  # type: ignore[no-untyped-def]
    report = check((schedule(event("甲", time)),), Plan((window("窗", span, slack=slack),)), SETTINGS, paired=True)
    (finding,) = (one for one in report.findings if one.code[0] == "W")
    return finding


@pytest.mark.parametrize(
    ("first", "last", "fit", "verdict", "margin", "readings"),
    [
        ("2005-05-12", "2005-05-12", "fills", "sure", (11, 11), ()),
        ("2005-05-11", "2005-05-20", "within", "sure", (10, 15), ()),
        ("2005-05-21", "2005-05-31", "within", "sure", (0, 10), ()),
        ("2005-05-25", "2005-06-03", "within", "possible", (-3, 6), ("2005-05-25/2005-05-31",)),
        ("2005-05-31", "2005-06-03", "within", "possible", (-3, 0), ("2005-05-31",)),
        ("2005-05-25", "2005-06-03", "fills", "impossible", (-3, -3), ()),
        ("2005-06-01", "2005-06-10", "within", "impossible", (-10, -1), ()),
        ("2005-04-21", "2005-04-30", "within", "impossible", (-10, -1), ()),
        (None, "2005-05-20", "fills", "sure", (11, 11), ()),
        (None, "2005-06-20", "fills", "impossible", (-20, -20), ()),
    ],
)
def test_verdict_margin_and_readings(first, last, fit, verdict, margin, readings) -> None:  # type: ignore[no-untyped-def]
    finding = only(when(first, last, fit=fit), MAY)
    assert (finding.verdict, finding.margin, finding.readings) == (verdict, margin, readings)
    assert finding.code == "W101"
    assert finding.required == "2005-05-01/2005-05-31"


def test_margin_counts_from_the_bound_that_is_broken() -> None:
    july = when("2005-07-01", "2005-12-31")
    assert only(when("2005-05-12", "2005-05-12"), july).margin == (-50, -50)
    assert only(when("2005-05-21", "2005-05-31", fit="within"), july).margin == (-41, -31)
    assert only(when("2006-01-09", "2006-01-13"), july).margin == (-13, -13)


def test_severity_follows_the_verdict() -> None:
    assert only(when("2005-05-12", "2005-05-12"), MAY).severity == "info"
    assert only(when("2005-05-25", "2005-06-03", fit="within"), MAY).severity == "warning"
    assert only(when("2005-06-12", "2005-06-12"), MAY).severity == "error"


def test_what_is_not_known_is_open_and_never_passes() -> None:
    assert only(None, MAY).verdict == "open"
    assert only(when("2005-05-12", None), MAY).verdict == "open"
    assert only(when("2005-06-12", None), MAY).verdict == "impossible"
    assert only(when("2005-05-12", "2005-05-12"), None).verdict == "open"
    yearless = When(text="5月", first=None, last=None, edtf="XXXX-05", precision="month")
    assert only(yearless, MAY).verdict == "open"
    finding = only(when("2005-05-12", "2005-05-12"), yearless)
    assert (finding.code, finding.event, finding.verdict) == ("W102", None, "open")


def test_open_end_of_a_window_binds_nothing() -> None:
    finding = only(when("2005-08-01", "2005-08-03"), when("2005-07-01", None))
    assert (finding.verdict, finding.margin) == ("sure", (31, 31))
    assert only(when("2005-06-01", "2005-06-03"), when("2005-07-01", None)).verdict == "impossible"


def test_slack_of_a_window_makes_possible_not_sure() -> None:
    assert only(when("2006-01-03", "2006-01-03"), when("2005-07-01", "2005-12-31"), slack=5).verdict == "possible"
    assert only(when("2006-01-06", "2006-01-06"), when("2005-07-01", "2005-12-31"), slack=5).verdict == "impossible"


def test_approximate_event_may_move_by_its_slack() -> None:
    about = when("2005-05-30", "2005-05-30", approximate_first=True, approximate_last=True)
    assert only(about, MAY).verdict == "possible"
    assert only(when("2005-05-20", "2005-05-20", approximate_first=True, approximate_last=True), MAY).verdict == "sure"


DAYS = st.integers(0, 40).map(lambda n: dt.date(2005, 5, 1) + dt.timedelta(n))


@given(DAYS, st.integers(0, 15), DAYS, st.integers(0, 15), st.booleans())
def test_agrees_with_brute_force_over_all_readings(
    first: dt.date, days: int, begin: dt.date, length: int, within: bool
) -> None:
    last, end = first + dt.timedelta(days), begin + dt.timedelta(length)
    run = [first + dt.timedelta(n) for n in range(days + 1)]
    readings = [(a, b) for a in run for b in run if a <= b] if within else [(first, last)]
    kept = [a >= begin and b <= end for a, b in readings]
    verdict = "sure" if all(kept) else "possible" if any(kept) else "impossible"
    margins = [min((a - begin).days, (end - b).days) for a, b in readings]
    time = when(first.isoformat(), last.isoformat(), fit="within" if within else "fills")
    finding = only(time, when(begin.isoformat(), end.isoformat()))
    assert (finding.verdict, finding.margin) == (verdict, (min(margins), max(margins)))


def test_order_of_events_and_windows_does_not_matter() -> None:
    events = [event(str(n), when(f"2005-05-{n:02}", f"2005-05-{n:02}")) for n in range(1, 9)]
    windows = [window("一", MAY), window("二", when("2005-05-04", "2005-05-06"))]
    one = check((schedule(*events),), Plan(tuple(windows)), SETTINGS, paired=True)
    two = check((schedule(*reversed(events)),), Plan(tuple(reversed(windows))), SETTINGS, paired=True)
    assert set(one.findings) == set(two.findings)


@pytest.mark.parametrize("name", ["第二批", "batch two", "batch 2", "the second batch", "Batch Two"])
def test_a_window_is_found_by_its_batch_in_other_words(name: str) -> None:
    plan = Plan((window("第一批", MAY, batch="第一批"), window("第二批", MAY, batch="第二批")))
    assert [one.name for one in windows_named(plan, name)] == ["第二批"]


def test_a_window_is_found_by_its_stage() -> None:
    plan = Plan((window("第一批学习阶段", MAY, batch="第一批", stage="学习"),))
    for name in ("第一批学习阶段", "学习阶段", "学习"):
        assert len(windows_named(plan, name)) == 1


def test_an_unknown_window_name_lists_the_known_ones() -> None:
    with pytest.raises(PlannerError, match=r"第三批.*第二批"):
        windows_named(Plan((window("第二批", MAY, batch="第二批"),)), "第三批")
    with pytest.raises(PlannerError, match="the notices name none"):
        windows_named(Plan(), "第三批")
