"""Rules as constraints on days: the edges of a Simple Temporal Network (Dechter, Meiri and Pearl 1991)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from planner.records import Clause, Severity


class Point(NamedTuple):
    """A time point: an event's first or last day, by the event's uid; the origin, day 0, has an empty uid."""

    uid: str
    end: Literal["first", "last"] = "first"


ORIGIN = Point("")


class Edge(NamedTuple):
    """`later` - `earlier` <= `most`, in days; a day itself is counted from the origin, as date.toordinal counts it."""

    earlier: Point
    later: Point
    most: int


class Constraint(NamedTuple):
    """One rule instance: every edge of `edges` must hold, and at least one of `either` where there is any.

    `clauses` are what demands it, the one that binds first; `severity` is what breaking it weighs.
    """

    code: str
    severity: Severity
    clauses: tuple[Clause, ...]
    edges: tuple[Edge, ...]
    either: tuple[Edge, ...] = ()

    @property
    def options(self) -> tuple[tuple[Edge, ...], ...]:
        """The same as a disjunction: at least one of these groups must hold wholly."""
        return tuple((*self.edges, one) for one in self.either) or (self.edges,)
