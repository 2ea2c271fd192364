"""What bounds an event: the chain of clauses and rows that keeps it from beginning earlier and from ending later.

The event's own row is left out, so that what the rules leave stands beside what the row says. Shortest paths in the
network of rules and rows (Dechter, Meiri and Pearl 1991): the latest day is the distance from the origin, the
earliest minus the distance to it, and the path that gives it is the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.check.readings import readings_of_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Event
    from planner.settings import Settings

# An edge with the rule that demands it; None where the row of an event states it.
_Held: TypeAlias = tuple[Edge, Constraint | None]


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a reason: the day that bounds the event, and the rule that sets it; None where its own row does."""

    event: Event
    day: dt.date
    rule: Constraint | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The first day on which an event may begin and the last on which it may end, with the reasons; None is unbounded.

    `earliest` and `latest` are chains from the event outward, each link bounded by the next. `contradictory` where
    no day is left between the two, or the rules contradict each other whatever the rows say; then there are no chains.
    """

    event: Event
    first: dt.date | None = None
    last: dt.date | None = None
    earliest: tuple[Link, ...] = ()
    latest: tuple[Link, ...] = ()
    contradictory: bool = False


def explain(
    event: Event, events: Iterable[Event], constraints: Iterable[Constraint], settings: Settings
) -> Explanation:
    """Find the chains that bound an event among the events of its schedule.

    Of a rule that one of several edges keeps (a least length), those edges bound no day by themselves and are left out.
    """
    by_uid = {one.uid: one for one in events}
    held: list[_Held] = [(edge, rule) for rule in constraints for edge in rule.edges]
    for one in by_uid.values():
        held += _row(one, settings, fixed=one.uid != event.uid)
    later = _paths(held)
    earlier = _paths([(Edge(edge.later, edge.earlier, edge.most), rule) for edge, rule in held])
    if later is None or earlier is None:
        return Explanation(event, contradictory=True)
    first, last = Point(event.uid), Point(event.uid, "last")
    begin = _day(-earlier[first][0]) if first in earlier else None
    end = _day(later[last][0]) if last in later else None
    return Explanation(
        event,
        begin,
        end,
        _chain(first, earlier, by_uid, sign=-1),
        _chain(last, later, by_uid, sign=1),
        contradictory=bool(begin and end and begin > end),
    )


def _row(event: Event, settings: Settings, *, fixed: bool) -> list[_Held]:
    """What the row of an event states: its bounds where they are `fixed`, its length where it fills its days."""
    first, last = Point(event.uid), Point(event.uid, "last")
    edges = [Edge(last, first, 0)]
    readings = readings_of_event(event, settings)
    if readings is None:
        return [(edge, None) for edge in edges]
    if fixed:
        for point, (earliest, latest) in ((first, readings.first), (last, readings.last)):
            edges += [Edge(ORIGIN, point, latest.toordinal()), Edge(point, ORIGIN, -earliest.toordinal())]
    elif event.when and event.when.fit == "fills" and readings.first[0] == readings.first[1]:
        length = (readings.last[0] - readings.first[0]).days
        edges += [Edge(first, last, length), Edge(last, first, -length)]
    return [(edge, None) for edge in edges]


_Paths: TypeAlias = dict[Point, tuple[int, _Held | None]]


def _paths(held: Sequence[_Held]) -> _Paths | None:
    """The shortest distance of every point from the origin, with its last edge; None where a cycle is negative.

    No path leads through the origin: what contradicts itself elsewhere does not bound an event that it does not touch.
    """
    paths: _Paths = {ORIGIN: (0, None)}
    held = [one for one in held if one[0].later != ORIGIN]
    points = {point for edge, _ in held for point in (edge.earlier, edge.later)}
    for _ in range(len(points) + 1):
        changed = False
        for one in held:
            edge = one[0]
            if edge.earlier in paths:
                distance = paths[edge.earlier][0] + edge.most
                if edge.later not in paths or distance < paths[edge.later][0]:
                    paths[edge.later] = (distance, one)
                    changed = True
        if not changed:
            return paths
    return None


def _chain(point: Point, paths: _Paths, events: dict[str, Event], *, sign: int) -> tuple[Link, ...]:
    """Follow the reasons of a point to the origin; within one event, its first and last day are one link."""
    links: list[Link] = []
    while point in paths and point != ORIGIN:
        distance, came = paths[point]
        if came is None or not (day := _day(sign * distance)):
            break
        edge, rule = came
        if edge.earlier == ORIGIN or edge.earlier.uid != point.uid:
            links.append(Link(events[point.uid], day, rule))
        point = edge.earlier
    return tuple(links)


def _day(ordinal: int) -> dt.date | None:
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None
