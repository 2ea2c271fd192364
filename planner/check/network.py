"""A Simple Temporal Network over days: its consistency, a minimal conflict, and the days that are left to each point.

After Dechter, Meiri and Pearl (1991). Bellman-Ford relaxes the latest day of every point, all edges in each pass; a
point pushed before its earliest day, or a cycle among the predecessors, is a simple negative cycle: the conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.check.constraints import ORIGIN, Edge, Point

if TYPE_CHECKING:
    from planner.check.readings import Bounds


@dataclass(frozen=True, slots=True)
class Conflict:
    """Edges that cannot all hold, none of them needless, and the days by which they miss each other.

    Of each of the `alternatives` one edge would have to hold too, and none can.
    """

    edges: tuple[Edge, ...]
    days: int
    alternatives: tuple[tuple[Edge, ...], ...] = ()


class Network:
    """Time points with their earliest and latest days, and edges between them.

    `events` gives the bounds of each event by uid; each also begins before it ends.
    """

    __slots__ = ("_edges", "_index", "_points", "earliest", "latest")

    def __init__(self, events: Mapping[str, Bounds], edges: Iterable[Edge]) -> None:
        self._points: list[Point] = [ORIGIN]
        self._index: dict[Point, int] = {ORIGIN: 0}
        self.earliest: list[int] = [0]
        self.latest: list[int] = [0]
        self._edges: list[tuple[int, int, int]] = []
        for uid, one in events.items():
            first = self._add(Point(uid), one.first_from, one.first_to)
            last = self._add(Point(uid, "last"), one.last_from, one.last_to)
            self._edges.append((last, first, 0))
        index = self._index
        self._edges.extend((index[one.earlier], index[one.later], one.most) for one in edges)

    def _add(self, point: Point, earliest: int, latest: int) -> int:
        at = self._index[point] = len(self._points)
        self._points.append(point)
        self.earliest.append(earliest)
        self.latest.append(latest)
        return at

    def conflict(self) -> Conflict | None:
        """A minimal conflict, None where all edges can hold together."""
        latest, came_by = self.latest.copy(), [-1] * len(self._points)
        cycle = _relaxed(latest, self.earliest, self._edges, came_by)
        return None if cycle is None else self._explained(cycle, came_by)

    def projection(self) -> dict[Point, tuple[int, int]] | None:
        """The earliest and the latest day of every point that some consistent reading gives it; None in a conflict."""
        latest, count = self.latest.copy(), len(self._points)
        if _relaxed(latest, self.earliest, self._edges, [-1] * count) is not None:
            return None
        mirrored = [(later, earlier, most) for earlier, later, most in self._edges]
        back, floor = [-day for day in self.earliest], [-day for day in self.latest]
        _relaxed(back, floor, mirrored, [-1] * count)
        return {point: (-back[at], latest[at]) for at, point in enumerate(self._points)}

    def _explained(self, cycle: int, came_by: Sequence[int]) -> Conflict:
        """The negative cycle that the predecessors of a point lead through: round itself, or from and to the origin."""
        path: list[int] = []
        seen: dict[int, int] = {}
        at = cycle
        while at not in seen and came_by[at] >= 0:
            seen[at] = len(path)
            path.append(came_by[at])
            at = self._edges[came_by[at]][0]
        if at in seen:
            numbers = path[seen[at] :]
            ends: tuple[Edge, ...] = ()
        else:
            numbers = path
            begin = (Edge(ORIGIN, self._points[at], self.latest[at]),) if at else ()
            ends = (*begin, *((Edge(self._points[cycle], ORIGIN, -self.earliest[cycle]),) if cycle else ()))
        steps = [self._edges[number] for number in reversed(numbers)]
        edges = (*(Edge(self._points[u], self._points[v], most) for u, v, most in steps), *ends)
        return Conflict(edges, -sum(edge.most for edge in edges))


def _relaxed(
    latest: list[int], earliest: Sequence[int], edges: Sequence[tuple[int, int, int]], came_by: list[int]
) -> int | None:
    """Bring every latest day down to what the edges leave, in place; a point of a negative cycle where there is one."""
    order = list(enumerate(edges))
    while True:
        changed = -1
        for number, (earlier, later, most) in order:
            day = latest[earlier] + most
            if day < latest[later]:
                latest[later] = day
                came_by[later] = number
                if day < earliest[later]:
                    return later
                changed = later
        if changed < 0:
            return None
        if (found := _on_cycle(edges, came_by)) is not None:
            return found
        order.reverse()


def _on_cycle(edges: Sequence[tuple[int, int, int]], came_by: Sequence[int]) -> int | None:
    """A point on a cycle of the predecessors, None where they form a tree."""
    seen = [0] * len(came_by)
    for start in range(len(came_by)):
        at, walk = start, start + 1
        while not seen[at]:
            seen[at] = walk
            if came_by[at] < 0:
                break
            at = edges[came_by[at]][0]
        else:
            if seen[at] == walk and came_by[at] >= 0:
                return at
    return None
