"""Times that notices set for single things: 期中考试安排在11月6日至10日, 总结报告于6月20日前报送.

What a notice sets for one thing goes before what it sets for the whole that the thing belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.plan import window_of_thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.check.scope import Scope
    from planner.records import Clause, Event, Window
    from planner.settings import Settings

LEAST_SCORE = 80  # of a match, for a window to rest on it


def windows_of_things(scope: Scope, settings: Settings) -> Iterator[tuple[Window, tuple[Event, ...]]]:
    """The windows that notices set for single things, each with the events that its words fit best.

    A later notice of the same level takes the place of an earlier one. What the schedule's own document says sets
    none: its times are events.
    """
    clauses = [one for one in scope.rules if one.kind == "window" and one.about and one.when]
    best = _best_of(scope, clauses)
    for clause in clauses:
        if clause.place.path == scope.schedule.path:
            continue
        score = _score_of(scope, clause)
        events = tuple(one for one in meant(scope, clause, LEAST_SCORE) if best[clause.place.path, one.uid] <= score)
        if events and not any(_replaces(other, clause) for other in clauses):
            yield window_of_thing(clause, settings), events


def _best_of(scope: Scope, clauses: Iterable[Clause]) -> dict[tuple[str, str], int]:
    """By notice and event, the best score of a clause that means it: a row that one names better is not another's."""
    best: dict[tuple[str, str], int] = {}
    for clause in clauses:
        score = _score_of(scope, clause)
        for one in meant(scope, clause, LEAST_SCORE):
            key = clause.place.path, one.uid
            best[key] = max(score, best.get(key, 0))
    return best


def _score_of(scope: Scope, clause: Clause) -> int:
    match = scope.matched(clause.about, clause.subject.stage)
    return max(match.scores, default=0) if match else 0


def meant(scope: Scope, clause: Clause, least: int, name: str = "") -> tuple[Event, ...]:
    """The events that a name in a clause fits best, that of what it is about where none is given.

    None where no score reaches the least.
    """
    called = name or clause.about
    match = scope.matched(called, clause.subject.stage) if called else None
    best = max(match.scores, default=0) if match else 0
    if match is None or best < least:
        return ()
    return tuple(one for one, score in zip(match.events, match.scores, strict=True) if score == best)


def set_outside(scope: Scope, window: Window) -> frozenset[str]:
    """The events, by uid, for which the notice of a window itself sets a time that reaches out of the window."""
    span = window.when
    paths = {clause.place.path for clause in window.basis}
    if span is None:
        return frozenset()
    return frozenset(
        event.uid
        for clause in scope.rules
        if clause.kind in ("window", "deadline") and clause.about and clause.when and clause.place.path in paths
        if (span.last and clause.when.last and clause.when.last > span.last)
        or (span.first and (begin := clause.when.first or clause.when.last) and begin < span.first)
        for event in meant(scope, clause, LEAST_SCORE)
    )


def _replaces(later: Clause, earlier: Clause) -> bool:
    same = later.about == earlier.about and later.subject == earlier.subject and later.level == earlier.level
    return bool(same and later.issued and earlier.issued and later.issued > earlier.issued)
