"""The speed of repairs: python -m tests.bench.repair_bench.

A plan of many steps in order, a schedule that keeps it, and a few events put where they must not be. The solver is
warm: starting it costs as much once as a repair of ten events.
"""

from __future__ import annotations

import datetime as dt
import random
import time

from planner.check import prepare
from planner.plan import plan_of
from planner.records import Clause, Event, Place, Schedule, Subject, Terms, When
from planner.repair import repair
from planner.settings import Settings

BARS = {10: 50.0, 1000: 2000.0}  # events: milliseconds
RUNS = 5
_STAGES = 20  # so many stages share the events


def made(count: int, seed: int) -> tuple[Schedule, tuple[Clause, ...]]:
    """A schedule of so many events in stages, its rules, and one event in fifty out of its place."""
    draw = random.Random(seed)  # noqa: S311 -- chance from a seed
    day = dt.date(2021, 3, 1)
    events: list[Event] = []
    clauses: list[Clause] = []
    stages = min(_STAGES, max(count // 10, 1))
    for number in range(stages):
        subject = Subject(stage=f"S{number:02}", batch="第一批")
        steps = []
        begun = day
        for index in range(count // stages):
            title = f"{_word(number, index)}"
            steps.append(title)
            events.append(_event(title, subject.stage, day))
            day += dt.timedelta(draw.choice((0, 1)))
            while day.weekday() > 4:
                day += dt.timedelta(1)
        place = Place(path="notice", quote=f"steps of stage {number}")
        clauses.append(Clause(kind="steps", subject=subject, place=place, terms=Terms(steps=tuple(steps))))
        window = When(text="", first=begun, last=day + dt.timedelta(7), edtf=f"{begun}/{day + dt.timedelta(7)}")
        clauses.append(Clause(kind="window", subject=subject, place=place, when=window))
    for at in draw.sample(range(len(events)), max(len(events) // 50, 1)):
        when = events[at].when
        if when and when.first:
            events[at] = _event(events[at].title, events[at].stage, when.first + dt.timedelta(draw.choice((-14, 14))))
    return Schedule("schedule", "schedule", Subject(batch="第一批"), tuple(events)), tuple(clauses)


def _word(stage: int, index: int) -> str:
    """A title that shares no two characters with another: code points of the common ideographs."""
    return chr(0x4E00 + stage * 60 + index) + chr(0x6E00 + index * 25 + stage)


def _event(title: str, stage: str, day: dt.date) -> Event:
    when = When(text=str(day), first=day, last=day, edtf=str(day))
    return Event(uid=title, title=title, stage=stage, when=when, place=Place(path="schedule", quote=title))


def main() -> None:
    """Print the figures, and which are over their bars."""
    settings = Settings()
    for count, bar in BARS.items():
        schedule, clauses = made(count, 1)
        prepared = prepare(plan_of(clauses, settings), settings)
        times = []
        for _run in range(RUNS):
            start = time.perf_counter()
            found = repair(schedule, prepared, ("error",), paired=True)
            times.append((time.perf_counter() - start) * 1000)
        took = min(times)
        said = f"{len(found.edits)} edits, {len(found.left)} left, {len(found.conflict)} in conflict"
        print(f"repair of {count} events: {took:.0f} ms ({said}; bar {bar:g} ms){'  OVER' if took > bar else ''}")


if __name__ == "__main__":
    main()
