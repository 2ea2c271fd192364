"""Writing a feed of 100,000 events, beside icalendar's own writer for the same content in the same run.

Both start from what is to be written in memory: our entries, and the values of the properties for icalendar, which
builds its components and writes them. Both are also timed for the last step alone. Memory is the peak of what each
allocates, by tracemalloc, on a tenth of the events.
"""

from __future__ import annotations

import datetime as dt
import gc
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import icalendar

from planner.export.ical import Contents, Options, contents_of, feed
from planner.language import Language
from planner.records import Event, Place, Schedule, Subject, When
from planner.settings import Settings

EVENTS = 100_000
RUNS = 3
LEAST_SPEED = 15  # times icalendar's
MOST_MEMORY = 0.5  # of icalendar's
OPTIONS, SETTINGS, ZH = Options(), Settings(), Language("zh")


def schedule(count: int) -> Schedule:
    """Events as tables hold them: parts of day, ranges, clock times, thirds of months, in turn."""
    return Schedule(
        "plan.txt", "日程表", Subject(), tuple(_event(number) for number in range(count)), dt.date(2005, 5, 1)
    )


def _event(number: int) -> Event:
    first = dt.date(2005, 1, 1) + dt.timedelta(days=number % 3000)
    times = (
        ("5月12日下午", first, {"part": "afternoon", "precision": "part"}),
        ("5月16日至20日", first + dt.timedelta(days=4), {}),
        ("5月12日9时至10时", first, {"start_time": 540, "end_time": 600, "precision": "minute"}),
        ("5月中旬", first + dt.timedelta(days=9), {"fit": "within", "precision": "third"}),
    )
    words, last, further = times[number % 4]
    when = When(text=words, first=first, last=last, edtf=f"{first}/{last}", **further)  # type: ignore[arg-type]
    return Event(
        uid=f"10b6b6e6-52f8-57f2-bee5-{number:012}",
        title=f"第{number}次会议",
        place=Place(path="plan.txt", line=number, quote=words),
        when=when,
        details=("一、动员部署，提出要求", "二、分组讨论；形成意见"),
        participants=("全体成员",),
        location="办公室",
        stage="整改提高",
    )


def values_of(data: bytes) -> list[list[tuple[str, Any, dict[str, str]]]]:
    """The same content as plain values, as a program that writes with icalendar has them."""
    found = []
    for one in icalendar.Calendar.from_ical(data).events:
        rows = []
        for name, value in one.property_items(recursive=False):
            if name in ("BEGIN", "END"):
                continue
            plain: Any = getattr(value, "dt", None) or (
                [str(item) for item in value.cats] if name == "CATEGORIES" else str(value)
            )
            kind = {"VALUE": value.params["VALUE"]} if name.startswith("X-") and "VALUE" in value.params else {}
            rows.append((name, plain, kind))
        found.append(rows)
    return found


def by_icalendar(values: list[list[tuple[str, Any, dict[str, str]]]]) -> bytes:
    return built(values).to_ical()


def built(values: list[list[tuple[str, Any, dict[str, str]]]]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//planner//planner//EN")
    for rows in values:
        event = icalendar.Event()
        for name, value, parameters in rows:
            event.add(name, value, parameters=parameters)
        calendar.add_component(event)
    return calendar


def least(job: Callable[[], object], runs: int = RUNS) -> float:
    """Least processor time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def peak(job: Callable[[], object]) -> int:
    """Most memory that a job holds at once, in bytes."""
    gc.collect()
    tracemalloc.start()
    job()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    rows = schedule(EVENTS)
    contents: Contents = contents_of(rows, (), SETTINGS, ZH, OPTIONS)
    data = feed(rows, contents, SETTINGS, ZH, OPTIONS)
    worded = least(lambda: contents_of(rows, (), SETTINGS, ZH, OPTIONS))
    ours = least(lambda: feed(rows, contents, SETTINGS, ZH, OPTIONS))
    part = EVENTS // 10  # icalendar takes minutes for all: its time grows with the number of events
    values = values_of(
        feed(schedule(part), contents_of(schedule(part), (), SETTINGS, ZH, OPTIONS), SETTINGS, ZH, OPTIONS)
    )
    theirs = least(lambda: by_icalendar(values)) * EVENTS / part
    ready = built(values)
    last_step = least(ready.to_ical) * EVENTS / part
    share = len(by_icalendar(values)) * EVENTS / part / len(data)
    size = f"{len(data) / 1e6:.0f} MB; icalendar's has {share:.2f} x the octets"
    print(f"feed of {EVENTS:,} events     {ours:6.2f} s  ({size})")
    print(f"  icalendar for the same  {theirs:6.2f} s  ({theirs / ours:.1f} x; the bar is {LEAST_SPEED})")
    print(f"  its last step alone     {last_step:6.2f} s  ({last_step / ours:.1f} x)")
    print(f"  ours from the records   {worded + ours:6.2f} s  ({theirs / (worded + ours):.1f} x)")
    some = schedule(part)
    mine = peak(lambda: feed(some, contents_of(some, (), SETTINGS, ZH, OPTIONS), SETTINGS, ZH, OPTIONS))
    other = peak(lambda: by_icalendar(values))
    print(f"  memory for {part:,}       {mine / 1e6:6.1f} MB  ({mine / other:.2f} of theirs; the bar is {MOST_MEMORY})")
    assert theirs / ours >= LEAST_SPEED
    assert mine / other <= MOST_MEMORY


if __name__ == "__main__":
    main()
