"""What the days of events may be, and whether rules hold whatever they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.check.constraints import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.check.constraints import Constraint, Edge, Point
    from planner.repair.model import Movable


def uids_of(constraint: Constraint) -> dict[str, None]:
    """The events that a rule speaks of, in its order."""
    points = (point for edge in (*constraint.edges, *constraint.either) for point in (edge.earlier, edge.later))
    return dict.fromkeys(point.uid for point in points if point != ORIGIN)


def earliest(point: Point, events: Mapping[str, Movable]) -> int:
    """The earliest day of a time point, as an ordinal; the origin is day 0."""
    if point == ORIGIN:
        return 0
    one = events[point.uid]
    return one.first[0] if point.end == "first" else one.last[0]


def latest(point: Point, events: Mapping[str, Movable]) -> int:
    """The latest day of a time point, as an ordinal; the origin is day 0."""
    if point == ORIGIN:
        return 0
    one = events[point.uid]
    return one.first[1] if point.end == "first" else one.last[1]


def is_sure(constraint: Constraint, events: Mapping[str, Movable]) -> bool:
    """Whether every reading of the events keeps a rule, each time point taken by itself."""

    def holds(edge: Edge) -> bool:
        return latest(edge.later, events) - earliest(edge.earlier, events) <= edge.most

    return all(map(holds, constraint.edges)) and (not constraint.either or any(map(holds, constraint.either)))


def touched(by_uid: Mapping[str, Iterable[Constraint]], uids: Iterable[str]) -> dict[str, None]:
    """The events that rules tie to some, directly or by way of others; `by_uid` gives the rules of each event."""
    found: dict[str, None] = {}
    waiting = list(uids)
    while waiting:
        uid = waiting.pop()
        if uid not in found:
            found[uid] = None
            waiting.extend(other for rule in by_uid.get(uid, ()) for other in uids_of(rule))
    return found
