"""The checker's speed, beside plain Floyd-Warshall in numpy and OR-tools: python -m tests.bench.check_bench.

Every figure is the shortest of several runs in turn; each line says what it includes. Under a bar stand both the rules
that the bar counts, each event in a window and after its neighbour, with the findings that explain them, and the whole
check, which also matches every step, looks every event up in the calendar, and says what each step is met by.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import time
from collections.abc import Callable, Iterator

import numpy as np

from planner.check import calendar, check_prepared, orders, prepare, rest_days
from planner.check.constraints import Constraint, Edge, Point
from planner.check.days import check_days, constraints_of
from planner.check.joint import clashes_of, conflict_of, projection_of
from planner.check.prepare import Prepared, scope_of
from planner.check.readings import Bounds
from planner.check.wording import without_end, wording
from planner.records import Clause, Finding, Message, Place, Plan, Schedule, Subject, Terms, Window, message
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


def check_figures(schedule: Schedule, ready: Prepared, bar: float) -> None:
    """Print what checking a schedule takes: its rules on days, the whole, the whole anew, and the records alone."""
    scope = scope_of(schedule, ready)
    rules = len(constraints_of(scope, ready.settings))
    on_days, findings = check_days(scope, ready.settings), check_prepared((schedule,), ready).findings
    works: dict[str, Callable[[], object]] = {
        f"{rules} windows and orders, each with its finding ({len(on_days)})": lambda: check_days(
            scope, ready.settings
        ),
        f"whole check: these, matching, steps and calendar ({len(findings)} findings)": lambda: check_prepared(
            (schedule,), ready
        ),
        "the same with nothing remembered of days and words": lambda: (forget(), check_prepared((schedule,), ready)),
    }
    for what, work in works.items():
        took = shortest(work)
        print(f"  {what}: {took:.2f} ms (bar {bar:g} ms){'  OVER' if took > bar else ''}")
    every = {id(one): one for one in itertools.chain.from_iterable(map(messages_of, findings))}
    said = [(one.template, dict(one.values)) for one in every.values()]
    alone = shortest(lambda: ([one._replace() for one in findings], [message(one, **values) for one, values in said]))
    print(f"  of which these findings and their {len(said)} messages, made from ready values: {alone:.2f} ms")


def messages_of(finding: Finding) -> Iterator[Message]:
    """A finding's messages, those within messages too."""
    left: list[object] = [finding.message, finding.suggestion]
    while left:
        one = left.pop()
        if isinstance(one, Message):
            yield one
            left += [value for _, value in one.values]
        elif isinstance(one, tuple):
            left += one


def forget() -> None:
    """Empty what the checker remembers of words and days from one check to the next."""
    for remembered in (wording, without_end, calendar._rest, calendar._named, orders._day, rest_days.kind_of):
        remembered.cache_clear()


def measure(count: int, bar: float) -> None:
    """Print the figures of one size: the network alone beside its peers, and checks with all their findings."""
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
    print(
        f"{count} events, {2 * count} constraints, the network alone: consistency and days left: {took['ours']:.2f} ms"
    )
    for name in ("a contradiction", "OR-tools", "Floyd-Warshall"):
        print(f"  {name:16} {took[name]:10.2f} ms  ({took[name] / took['ours']:.1f} x)")
    check_figures(schedule, ready, bar)


def contradiction(count: int) -> Constraint:
    """The last event before the first."""
    return Constraint("P101", "error", (), (Edge(Point("u0"), Point(f"u{count - 1}", "last"), -20),))


def main() -> None:
    """Print the figures, and which are over their bars."""
    for count, bar in BARS.items():
        measure(count, bar)


if __name__ == "__main__":
    main()
