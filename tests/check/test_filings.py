"""Family F: reviews, filings, deadlines and papers to be drawn up."""

from dataclasses import replace

import pytest

from planner.check.filings import check_filings
from planner.check.scope import Matched, Scope
from planner.records import Clause, Event, Finding, Place, Plan, Subject, Terms, message
from planner.settings import Settings
from tests.make import event, schedule, when

NOTICE = Place(path="n.txt", line=3, quote="…")


def clause(kind: str, about: str, last: str = "", **terms: str) -> Clause:
    due = when(None, last) if last else None
    return Clause(kind=kind, subject=Subject(), place=NOTICE, about=about, when=due, terms=Terms(**terms))  # type: ignore[arg-type]


def found(rule: Clause, *events: Event, matched: str = "-") -> Finding:
    """The finding on one rule, whose thing the events whose titles hold `matched` are."""
    meant = tuple(one for one in events if matched in one.title)
    matching = (Matched(rule.about, "", meant, (100,) * len(meant), message("the same words")),)
    (finding,) = check_filings(Scope(schedule(*events), Plan(), rules=(rule,), matching=matching), Settings())
    return finding


def on(title: str, first: str, last: str | None = None, **more: object) -> Event:
    fit = "within" if last else "fills"
    return event(title, when(f"2005-05-{first}", f"2005-05-{last or first}", fit=fit), **more)


REVIEW = clause("review", "各社区的活动方案", reviewer="街道办事处")
FILING = clause("filing", "各社区的活动方案", recipient="街道办事处")
DUE = clause("deadline", "总结报告", "2005-05-27", recipient="街道办事处")


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (on("街道办事处审核活动方案", "16"), "sure"),
        (on("审核活动方案", "16", organizer="街道办事处"), "sure"),
        (on("审核活动方案", "16"), "possible"),
        (on("讨论活动方案", "16"), "open"),
        (on("街道办事处审核预算", "16"), "open"),
    ],
)
def test_a_review_is_shown_by_a_row_that_names_it(row: Event, verdict: str) -> None:
    finding = found(REVIEW, row)
    assert (finding.code, finding.verdict) == ("F101", verdict)
    assert (finding.event is None) == (verdict == "open")


def test_what_is_open_is_a_note_and_what_cannot_be_weighs_as_the_demand() -> None:
    assert found(REVIEW, on("动员", "16")).severity == "info"
    early = found(REVIEW, on("街道办事处审核活动方案", "10"), on("制定方案", "16"), matched="制定方案")
    assert (early.verdict, early.severity, early.margin) == ("impossible", "error", (-6, -6))


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (on("活动方案报街道办事处备案", "16"), "sure"),
        (on("上报活动方案", "16"), "possible"),
        (on("制定活动方案", "16"), "open"),
    ],
)
def test_a_filing_is_shown_by_a_row_that_names_it(row: Event, verdict: str) -> None:
    finding = found(FILING, row)
    assert (finding.code, finding.verdict) == ("F102", verdict)


@pytest.mark.parametrize(
    ("row", "verdict", "severity", "margin"),
    [
        (on("报送总结报告", "27"), "sure", "info", (0, 0)),
        (on("报送总结报告", "30"), "impossible", "error", (-3, -3)),
        (on("报送总结报告", "21", "31"), "possible", "warning", (-4, 6)),
        (event("报送总结报告"), "open", "warning", None),
    ],
)
def test_a_deadline_includes_its_day(row: Event, verdict: str, severity: str, margin: object) -> None:
    finding = found(DUE, row)
    assert (finding.code, finding.verdict, finding.severity, finding.margin) == ("F103", verdict, severity, margin)
    assert finding.required == "../2005-05-27"
    if verdict == "possible":
        assert finding.readings == ("2005-05-21/2005-05-27",)


def test_nothing_that_delivers_is_open_and_the_row_of_the_clause_is_no_evidence() -> None:
    assert found(DUE, on("动员", "12")).verdict == "open"
    itself = event("报送总结报告", when(None, "2005-05-27"), kind="deadline", place=NOTICE)
    assert found(DUE, itself).verdict == "open"


def test_a_deadline_of_the_schedule_itself_is_an_event_of_it() -> None:
    own = replace(DUE, own=True, place=Place(path="a.txt", line=9))
    itself = event("报送总结报告", when(None, "2005-05-27"), kind="deadline", place=own.place)
    assert check_filings(Scope(schedule(itself), Plan(), rules=(own,)), Settings()) == ()


def test_a_deadline_without_a_day_is_open() -> None:
    assert found(clause("deadline", "总结报告"), on("报送总结报告", "30")).verdict == "open"


def test_a_paper_is_drawn_up_where_an_event_means_it() -> None:
    rule = clause("deliverable", "自查报告")
    assert found(rule, on("写自查报告", "12"), matched="自查").verdict == "sure"
    finding = found(rule, on("动员", "12"))
    assert (finding.code, finding.verdict, finding.severity) == ("F104", "open", "info")


def test_english_rows_show_a_review_and_a_filing() -> None:
    rule = clause("review", "work plan", reviewer="the finance committee")
    row = on("Finance", "16", details=("the finance committee approves the Work Plan",))
    assert found(rule, row).verdict == "sure"


def test_a_paper_is_reviewed_before_it_is_handed_in() -> None:
    rows = on("街道办事处审核活动方案", "10"), on("报送活动方案", "16")
    assert found(REVIEW, *rows, matched="活动方案").verdict == "sure"
