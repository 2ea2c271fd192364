"""What bounds an event, on networks small enough to follow by hand."""

from __future__ import annotations

import datetime as dt

from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.check.explain import Link, explain
from planner.records import Clause, Place, Subject
from planner.settings import Settings
from tests.show.may import EVENTS, day

SETTINGS = Settings()
FORUM, PUBLISH, SUMMARY, SURVEY = EVENTS[5:9]  # 23-27, 23-27, some time in 21-31 and in 21-31 May


def rule(code: str, *edges: Edge, either: tuple[Edge, ...] = ()) -> Constraint:
    clause = Clause(kind="follows", subject=Subject(), place=Place(path="notice.txt", line=1, quote=code))
    return Constraint(code, "error", (clause,), edges, either)


def after(earlier: str, later: str, most: int | None = None) -> tuple[Edge, ...]:
    begins = Edge(Point(later), Point(earlier, "last"), 0)
    return (begins,) if most is None else (begins, Edge(Point(earlier, "last"), Point(later), most))


def on(number: int) -> int:
    return dt.date(2005, 5, number).toordinal()


MAY = tuple(
    edge
    for one in EVENTS[5:]
    for edge in (Edge(Point(one.uid), ORIGIN, -on(1)), Edge(ORIGIN, Point(one.uid, "last"), on(31)))
)
WINDOW = rule("W101", *MAY)
SURVEY_NEXT = rule("P102", *after(PUBLISH.uid, SURVEY.uid, 3))
SUMMARY_LAST = rule("P101", *after(SURVEY.uid, SUMMARY.uid))


def test_an_event_without_rules_is_not_bounded() -> None:
    made = explain(SURVEY, EVENTS, (), SETTINGS)
    assert (made.first, made.last, made.earliest, made.latest, made.contradictory) == (None, None, (), (), False)


def test_chains_lead_over_rules_and_rows_to_the_origin() -> None:
    made = explain(SUMMARY, EVENTS, (WINDOW, SURVEY_NEXT, SUMMARY_LAST), SETTINGS)
    assert (made.first, made.last) == (day(27), day(31))
    assert made.earliest == (
        Link(SUMMARY, day(27), SUMMARY_LAST),
        Link(SURVEY, day(27), SURVEY_NEXT),
        Link(PUBLISH, day(27), None),
    )
    assert made.latest == (Link(SUMMARY, day(31), WINDOW),)


def test_the_own_row_does_not_bound_but_its_length_does() -> None:
    made = explain(FORUM, EVENTS, (rule("P101", *after(FORUM.uid, SUMMARY.uid)), WINDOW), SETTINGS)
    assert (made.first, made.last) == (day(1), day(31))
    forum_first = explain(PUBLISH, EVENTS, (rule("P101", *after(FORUM.uid, PUBLISH.uid)), WINDOW), SETTINGS)
    assert (forum_first.first, forum_first.last) == (day(27), day(31))
    assert [one.event.title for one in forum_first.earliest] == ["公布情况", "支部会议"]


def test_what_contradicts_itself_elsewhere_bounds_nothing_else() -> None:
    too_late = rule("W101", Edge(ORIGIN, Point(PUBLISH.uid, "last"), on(20)))
    made = explain(SUMMARY, EVENTS, (WINDOW, too_late), SETTINGS)
    assert (made.first, made.last, made.contradictory) == (day(1), day(31), False)
    crossed = explain(
        SUMMARY, EVENTS, (WINDOW, SUMMARY_LAST, rule("W101", Edge(ORIGIN, Point(SUMMARY.uid, "last"), on(5)))), SETTINGS
    )
    assert (crossed.first, crossed.last, crossed.contradictory) == (day(21), day(5), True)


def test_rules_that_contradict_each_other_give_no_chain() -> None:
    ring = (
        rule("P101", *after(SURVEY.uid, SUMMARY.uid)),
        rule("P101", Edge(Point(SURVEY.uid), Point(SUMMARY.uid, "last"), -1)),
    )
    made = explain(SURVEY, EVENTS, ring, SETTINGS)
    assert (made.contradictory, made.earliest, made.latest) == (True, (), ())


def test_a_rule_that_one_of_several_edges_keeps_bounds_nothing_by_itself() -> None:
    either = rule(
        "D101", either=(Edge(ORIGIN, Point(SURVEY.uid, "last"), on(22)), Edge(Point(SURVEY.uid), ORIGIN, -on(30)))
    )
    assert explain(SURVEY, EVENTS, (either,), SETTINGS).last is None
