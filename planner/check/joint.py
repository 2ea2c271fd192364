"""Rules taken together: what contradicts itself though each rule can be kept alone, and the days that are left.

A rule that holds when one of several edges does (a stage lasts at least so long) makes the network disjunctive: then
its alternatives are tried one after another, each with all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.check.network import Conflict, Network
from planner.check.readings import FAR, Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

Events: TypeAlias = Mapping[str, Bounds]
Alternatives: TypeAlias = Sequence[Sequence[Edge]]
Days: TypeAlias = dict[Point, tuple[int, int]]

_FREE = Bounds(-FAR, FAR, -FAR, FAR, known=False)
_MOST_CHOICES = 200  # of alternatives, when days are projected; beyond, a projection is given up


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot be kept together: the rules, the rows by uid, the edges of the conflict."""

    rules: tuple[Constraint, ...]
    rows: tuple[str, ...]
    conflict: Conflict


def conflict_of(events: Events, constraints: Sequence[Constraint]) -> Conflict | None:
    """A minimal conflict of rules and rows, None where some reading keeps all rules.

    That an event begins before it ends goes without saying.
    """
    edges = [edge for one in constraints for edge in one.edges]
    groups = [one.either for one in constraints if one.either]
    found: list[Conflict] = []
    if not _contradicts(events, edges, groups, found):
        return None
    given = {*edges, *_rows(events)}
    core = list(dict.fromkeys(edge for one in found for edge in one.edges if edge in given))
    return _reduced(core, [tuple(group) for group in groups])


def _rows(events: Events) -> Iterator[Edge]:
    """What the rows say: the earliest and the latest day of every point."""
    for uid, one in events.items():
        for point, first, last in (
            (Point(uid), one.first_from, one.first_to),
            (Point(uid, "last"), one.last_from, one.last_to),
        ):
            yield Edge(ORIGIN, point, last)
            yield Edge(point, ORIGIN, -first)


def projection_of(events: Events, constraints: Sequence[Constraint]) -> Days | None:
    """The days that are left to each point when all rules are kept; None where they cannot be, or choices abound."""
    edges = [edge for one in constraints for edge in one.edges]
    groups = [one.either for one in constraints if one.either]
    if not groups:
        return Network(events, edges).projection()
    days: Days = {}
    for tried, choice in enumerate(_choices(events, edges, groups)):
        if tried == _MOST_CHOICES:
            return None
        found = Network(events, (*edges, *choice)).projection()
        for point, (first, last) in (found or {}).items():
            known = days.get(point, (first, last))
            days[point] = (min(first, known[0]), max(last, known[1]))
    return days or None


def clashes_of(events: Events, constraints: Sequence[Constraint]) -> Iterator[Clash]:
    """Every conflict in turn, the weakest rule of each left out of the next; `constraints` stand strongest first."""
    left = list(constraints)
    while (conflict := conflict_of(events, left)) is not None:
        edges, groups = frozenset(conflict.edges), frozenset(conflict.alternatives)
        used = [one for one in left if not edges.isdisjoint(one.edges) or one.either in groups]
        for rule in reversed(used):  # an edge may be one of several rules: the weaker ones are not needed
            others = [one for one in used if one is not rule]
            if (without := conflict_of(events, others)) is not None:
                used, conflict = others, without
        needed = chain(conflict.edges, *conflict.alternatives)
        rows = dict.fromkeys(point.uid for one in needed for point in (one.earlier, one.later) if point.uid)
        yield Clash(tuple(used), tuple(rows), conflict)
        left = [one for one in left if one is not used[-1]]


def _choices(events: Events, edges: Sequence[Edge], groups: Alternatives) -> Iterator[tuple[Edge, ...]]:
    """Every way to choose one of each alternative that does not contradict itself."""
    if not groups:
        yield ()
        return
    for edge in groups[0]:
        taken = (*edges, edge)
        if Network(events, taken).conflict() is None:
            for rest in _choices(events, taken, groups[1:]):
                yield (edge, *rest)


def _contradicts(events: Events, edges: Sequence[Edge], groups: Alternatives, found: list[Conflict]) -> bool:
    """Whether no choice of alternatives keeps all; each conflict on the way is added to what is `found`."""
    conflict = Network(events, edges).conflict()
    if conflict is not None:
        found.append(conflict)
        return True
    if not groups:
        return False
    return all(_contradicts(events, (*edges, edge), groups[1:], found) for edge in groups[0])


def _reduced(edges: list[Edge], groups: list[tuple[Edge, ...]]) -> Conflict:
    """Leave out, one by one, every edge and every alternative without which the rest still contradicts itself.

    The days short are those of the choice that comes nearest.
    """

    def contradicts(some: Sequence[Edge], others: Alternatives) -> list[Conflict] | None:
        points = chain.from_iterable((one.earlier, one.later) for one in chain(some, *others))
        events = {point.uid: _FREE for point in points if point.uid}
        found: list[Conflict] = []
        return found if _contradicts(events, some, others, found) else None

    for edge in tuple(edges):
        rest = [one for one in edges if one != edge]
        if contradicts(rest, groups) is not None:
            edges = rest
    for group in tuple(groups):
        others = [one for one in groups if one is not group]
        if contradicts(edges, others) is not None:
            groups = others
    found = contradicts(edges, groups) or []
    return Conflict(tuple(edges), min(one.days for one in found), tuple(groups))


def touched(constraints: Iterable[Constraint]) -> set[str]:
    """The events that rules speak of, by uid."""
    edges = chain.from_iterable(chain(one.edges, one.either) for one in constraints)
    return {point.uid for edge in edges for point in (edge.earlier, edge.later) if point != ORIGIN}
