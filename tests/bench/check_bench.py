"""The checker's speed, beside plain Floyd-Warshall in numpy and OR-tools: python -m tests.bench.check_bench.

Every figure is the shortest of several runs in turn.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable

import numpy as np

from planner.check import check_prepared, prepare
from planner.check.constraints import Constraint, Edge, Point
from planner.check.joint import clashes_of, conflict_of, projection_of
from planner.check.readings import Bounds
from planner.records import Clause, Place, Plan, Schedule, Subject, Terms, Window
from planner.settings import Settings
from tests.make import event, when

RUNS = 15
BARS = {10: 1.0, 1000: 20.0}  # ms
SEED = 20050509


def schedule_of(count: int, rng: random.Random) -> tuple[Schedule, Plan]:
    """A schedule of so many events, and a plan: a window for all of them, and the order of every two neighbours."""
    start = 731_000
    events = []
    steps = []
    for number in range(count):
        day = start + 3 * number
        first = dt.date.fromordinal(day)
        last = dt.date.fromordinal(day + rng.randrange(1, 6))
        name = "".join(chr(0x4E00 + rng.randrange(4000)) for _ in range(4))
        steps.append(name)
        events.append(event(name, when(first.isoformat(), last.isoformat(), fit="within"), uid=f"u{number}"))
    subject = Subject(stage="整改提高")
    place = Place(path="n.txt", line=1, quote="…")
    span = when(dt.date.fromordinal(start).isoformat(), dt.date.fromordinal(start + 3 * count + 6).isoformat())
    clauses = (
        Clause(kind="window", subject=subject, place=place, when=span),
        Clause(kind="steps", subject=subject, place=place, terms=Terms(steps=tuple(steps))),
    )
    window = Window(name="整改提高阶段", subject=subject, basis=clauses[:1], when=span)
    return Schedule("s.txt", "日程", subject, tuple(events)), Plan(windows=(window,), clauses=clauses)


def network_of(count: int, rules: int, rng: random.Random) -> tuple[dict[str, Bounds], list[Constraint]]:
    """Events within spans of days, and rules between events near each other, all of which can be kept together."""
    events = {}
    for number in range(count):
        day = 731_000 + number
        events[f"u{number}"] = Bounds(day, day + 20, day, day + 20)
    constraints = []
    for _ in range(rules):
        one, other = sorted(rng.sample(range(max(0, (at := rng.randrange(count)) - 5), min(count, at + 6)), 2))
        edge = Edge(Point(f"u{other}"), Point(f"u{one}", "last"), 0)
        constraints.append(Constraint("P101", "error", (), (edge,)))
    return events, constraints


def floyd_warshall(events: dict[str, Bounds], constraints: list[Constraint]) -> bool:
    """Whether a network is consistent, by all shortest paths."""
    index = {"": 0, **{uid: 2 * number + 1 for number, uid in enumerate(events)}}
    far = np.full((2 * len(events) + 1,) * 2, np.inf)
    np.fill_diagonal(far, 0)

    def at(point: Point) -> int:
        return index[point.uid] + (point.end == "last")

    for uid, one in events.items():
        first, last = index[uid], index[uid] + 1
        far[0, first], far[first, 0] = one.first_to, -one.first_from
        far[0, last], far[last, 0] = one.last_to, -one.last_from
        far[last, first] = 0
    for one in constraints:
        for edge in one.edges:
            here = at(edge.earlier), at(edge.later)
            far[here] = min(far[here], edge.most)
    for middle in range(len(far)):
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    return bool((np.diag(far) >= 0).all())


def by_ortools(events: dict[str, Bounds], constraints: list[Constraint]) -> bool:
    """Whether a network is consistent, by CP-SAT on one core."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    days = {Point(""): model.new_constant(0)}
    for uid, one in events.items():
        first = days[Point(uid)] = model.new_int_var(one.first_from, one.first_to, uid)
        last = days[Point(uid, "last")] = model.new_int_var(one.last_from, one.last_to, uid)
        model.add(first <= last)
    for one in constraints:
        for edge in one.edges:
            model.add(days[edge.later] - days[edge.earlier] <= edge.most)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def shortest(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of the quickest of several runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def measure(count: int, bar: float) -> None:
    """Print the figures of one size: the network alone beside its peers, and a whole check with all its findings."""
    schedule, plan = schedule_of(count, random.Random(SEED))  # noqa: S311 -- chance from a seed
    ready = prepare(plan, Settings())
    events, constraints = network_of(count, 2 * count, random.Random(SEED))  # noqa: S311
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: (list(clashes_of(events, constraints)), projection_of(events, constraints)),
        "a contradiction": lambda: conflict_of(events, (*constraints, contradiction(count))),
        "OR-tools": lambda: by_ortools(events, constraints),
        "Floyd-Warshall": lambda: floyd_warshall(events, constraints),
    }
    assert conflict_of(events, constraints) is None
    assert conflict_of(events, (*constraints, contradiction(count))) is not None
    slow = ("OR-tools", "Floyd-Warshall") if count > 100 else ()
    took = {name: shortest(work, 1 if name in slow else RUNS) for name, work in works.items()}
    print(f"{count} events, {2 * count} constraints, consistency and the days left: {took['ours']:.2f} ms")
    for name in ("a contradiction", "OR-tools", "Floyd-Warshall"):
        print(f"  {name:16} {took[name]:10.2f} ms  ({took[name] / took['ours']:.1f} x)")
    findings = len(check_prepared((schedule,), ready).findings)
    whole = shortest(lambda: check_prepared((schedule,), ready))
    over = "  OVER" if whole > bar else ""
    print(f"  whole check with matching and {findings} findings: {whole:.2f} ms (bar {bar:g} ms){over}")


def contradiction(count: int) -> Constraint:
    """The last event before the first."""
    return Constraint("P101", "error", (), (Edge(Point("u0"), Point(f"u{count - 1}", "last"), -20),))


def main() -> None:
    """Print the figures, and which are over their bars."""
    for count, bar in BARS.items():
        measure(count, bar)


if __name__ == "__main__":
    main()
