"""Every reading of small random schedules tried out: what the checker's arithmetic and network must agree with.

python -m tests.check.brute [NUMBER] tries so many schedules, 5,000 where none is given.
"""

from __future__ import annotations

import itertools
import random
import sys
from dataclasses import dataclass, replace

import numpy as np

from planner.check import durations, orders, precedence
from planner.check.constraints import Constraint, Edge, Point
from planner.check.joint import clashes_of, conflict_of, projection_of
from planner.check.lastings import Lasting
from planner.check.precedence import Order
from planner.check.readings import Bounds
from planner.codes import STEPS_OUT_OF_ORDER
from planner.records import Clause, Length, Place, Subject, Window
from planner.settings import Settings
from tests.make import event

NUMBER = 5_000
SEED = 20050516
DAY = 731_000
SETTINGS = Settings()
CLAUSE = Clause(kind="follows", subject=Subject(), place=Place(path="n.txt", line=1, quote="…"))


@dataclass(frozen=True)
class Case:
    """A small schedule: bounds of its events, the rules on them, and every reading as days by point."""

    events: dict[str, Bounds]
    orders: tuple[Order, ...]
    lastings: tuple[Lasting, ...]
    days: dict[Point, np.ndarray]


def random_case(rng: random.Random) -> Case:
    """Two to four events with spans of at most five days, and one to four rules."""
    bounds = {}
    for uid in "ABCD"[: rng.randint(2, 4)]:
        first = DAY + rng.randrange(8)
        last = first + rng.randrange(5)
        blurred = Bounds(first, min(first + 2, last), max(last - 2, first), last)
        within, fills = Bounds(first, last, first, last), Bounds(first, first, last, last)
        bounds[uid] = rng.choices((within, fills, blurred), (6, 3, 2))[0]
    known = {uid: event(uid, uid=uid) for uid in bounds}
    ordered, lasting = [], []
    for number in range(rng.randint(1, 4)):
        clause = replace(CLAUSE, about=str(number))
        if rng.random() < 0.75:
            after, *before = rng.sample(sorted(bounds), rng.randint(2, len(bounds)))
            least = rng.choice((0, 0, 1, 2))
            most = rng.choice((None, None, least, least + 2))
            overlap = most is None and least == 0 and rng.random() < 0.2
            ordered.append(
                Order(
                    STEPS_OUT_OF_ORDER,
                    (clause,),
                    tuple(known[uid] for uid in before),
                    known[after],
                    least,
                    most,
                    overlap,
                )
            )
        else:
            least = rng.randint(1, 9)
            uids = rng.sample(sorted(bounds), rng.randint(1, len(bounds)))
            most = rng.choice((None, least + rng.randrange(4)))
            window = Window(name="段", subject=Subject(), basis=(clause,))
            lasting.append(
                Lasting(clause, window, Length("", ((1, "day"),)), least, most, tuple(known[uid] for uid in uids))
            )
    return Case(bounds, tuple(ordered), tuple(lasting), _readings(bounds))


def _readings(bounds: dict[str, Bounds]) -> dict[Point, np.ndarray]:
    runs = []
    for one in bounds.values():
        firsts, lasts = range(one.first_from, one.first_to + 1), range(one.last_from, one.last_to + 1)
        runs.append(np.array([(a, b) for a in firsts for b in lasts if a <= b]))
    grid = np.meshgrid(*(np.arange(len(run)) for run in runs), indexing="ij")
    days = {Point(""): np.zeros(1, dtype=int)}
    for uid, run, at in zip(bounds, runs, grid, strict=True):
        days[Point(uid)], days[Point(uid, "last")] = run[at.ravel(), 0], run[at.ravel(), 1]
    return days


def kept(constraint: Constraint, days: dict[Point, np.ndarray]) -> np.ndarray:
    """For every reading, whether it keeps a constraint, edge by edge as it is defined."""

    def holds(edge: Edge) -> np.ndarray:
        return days[edge.later] - days[edge.earlier] <= edge.most

    every = np.ones(len(next(reversed(days.values()))), dtype=bool)
    for edge in constraint.edges:
        every &= holds(edge)
    if constraint.either:
        every &= np.any([holds(edge) for edge in constraint.either], axis=0)
    return every


def verdict(whether: np.ndarray) -> str:
    """The verdict by its definition: every, some or no reading."""
    return "sure" if whether.all() else "possible" if whether.any() else "impossible"


def contradicts(edges: list[Edge], groups: list[tuple[Edge, ...]]) -> bool:
    """Whether no choice of one edge of each group goes together with all edges, by Floyd and Warshall."""
    points = {point for edge in (*edges, *itertools.chain(*groups)) for point in (edge.earlier, edge.later)}
    points |= {Point(point.uid, end) for point in points if point.uid for end in ("first", "last")}
    index = {point: at for at, point in enumerate(points)}
    for choice in itertools.product(*groups):
        far = np.full((len(points),) * 2, np.inf)
        for edge in (*edges, *choice, *(Edge(Point(p.uid, "last"), Point(p.uid), 0) for p in points if p.uid)):
            here = index[edge.earlier], index[edge.later]
            far[here] = min(far[here], edge.most)
        for middle in range(len(points)):
            np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
        if not (np.diag(far) < 0).any():
            return False
    return True


def compare(case: Case) -> str:
    """Hold the checker against all readings of a case; AssertionError where they differ. What the case was."""
    rules: list[Constraint] = []
    for order in case.orders:
        gap = orders.gap_of(order, case.events)
        begin = case.days[Point(order.after.uid)]
        end = "first" if order.overlap else "last"
        days = begin - np.max([case.days[Point(one.uid, end)] for one in order.before], axis=0)
        limit = 99 if order.most is None else order.most
        whether = (days >= order.least) & (days <= limit)
        assert gap.verdict == verdict(whether), (case, order)
        spare = days - order.least if order.most is None else np.minimum(days - order.least, limit - days)
        assert orders.margin_of(order, gap) == (spare.min(), spare.max()), (case, order)
        rules.append(precedence.constraint_of(order, SETTINGS))
        assert (kept(rules[-1], case.days) == whether).all(), (case, order)
    for lasting in case.lastings:
        lasts = np.max([case.days[Point(one.uid, "last")] for one in lasting.events], axis=0) + 1
        lasts = lasts - np.min([case.days[Point(one.uid)] for one in lasting.events], axis=0)
        assert durations.range_of(lasting, case.events) == (lasts.min(), lasts.max()), (case, lasting)
        whether = (lasts >= lasting.least) & (lasts <= (lasting.most or 99))
        assert durations.judged(lasting, case.events)[1] == verdict(whether), (case, lasting)
        spare = lasts - lasting.least if lasting.least > 1 or lasting.most is None else np.full(len(lasts), 99)
        spare = spare if lasting.most is None else np.minimum(spare, lasting.most - lasts)
        assert durations.margin_of(lasting, (lasts.min(), lasts.max())) == (spare.min(), spare.max()), (case, lasting)
        if whether.any():
            rules.append(durations.constraint_of(lasting, case.events, SETTINGS))
            assert (kept(rules[-1], case.days) == whether).all(), (case, lasting)
    return _together(case, rules)


def _together(case: Case, rules: list[Constraint]) -> str:
    """The same for all rules at once: whether they go together, the days left, and each conflict."""
    each = [kept(one, case.days) for one in rules]
    every = np.all(each, axis=0) if each else np.ones(1, dtype=bool)
    conflict = conflict_of(case.events, rules)
    assert (conflict is None) == bool(every.any()), case
    if conflict is None:
        days = projection_of(case.events, rules)
        assert days is not None
        for point, (first, last) in days.items():
            if point.uid and rules:
                left = case.days[point][every]
                assert (first, last) == (left.min(), left.max()), (case, point)
        return "kept"
    edges, groups = list(conflict.edges), list(conflict.alternatives)
    assert conflict.days > 0
    assert contradicts(edges, groups), (case, conflict)
    for edge in edges:
        if not (edge.earlier.uid == edge.later.uid and edge.most == 0):  # that an event begins before it ends stays
            assert not contradicts([one for one in edges if one != edge], groups), (case, conflict, edge)
    for group in groups:
        assert not contradicts(edges, [one for one in groups if one is not group]), (case, conflict, group)
    _alone_and_together(case, [one for one, whether in zip(rules, each, strict=True) if whether.any()])
    return "conflict"


def _alone_and_together(case: Case, rules: list[Constraint]) -> None:
    """Each rule of a clash can be kept without any other of them, and not with all; what is left over can be kept."""
    out = []
    for clash in clashes_of(case.events, rules):
        whether = [kept(one, case.days) for one in clash.rules]
        assert len(whether) > 1
        assert not np.all(whether, axis=0).any(), (case, clash)
        for at in range(len(whether)):
            assert np.all(whether[:at] + whether[at + 1 :], axis=0).any(), (case, clash)
        out.append(clash.rules[-1])
    left = [kept(one, case.days) for one in rules if not any(one is other for other in out)]
    assert not left or np.all(left, axis=0).any(), case


def main(number: int) -> None:
    """Try so many schedules and print how they came out."""
    rng = random.Random(SEED)  # noqa: S311 -- chance from a seed
    outcomes = [compare(random_case(rng)) for _ in range(number)]
    print(f"{number} schedules agree with all their readings: {outcomes.count('kept')} can be kept,", end=" ")
    print(f"{outcomes.count('conflict')} have a conflict, each minimal")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER)
