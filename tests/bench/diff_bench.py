"""Reading and comparing two feeds of 100,000 events, and writing one over the other, against icalendar's reading."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace

import icalendar

from planner.export.diff import diff
from planner.export.feed_reader import read_feed
from planner.export.ical import calendar
from planner.export.versions import updated
from planner.language import Language
from planner.records import Event
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

EVENTS = 100_000


def feed(events: list[Event]) -> bytes:
    return calendar(schedule(*events), settings=Settings(), language=Language("en"))


def versions() -> tuple[bytes, bytes]:
    """Give a feed, and one with one of a hundred moved, one renamed under another UID, one removed, one added."""
    days = [
        when(f"20{year:02}-{month:02}-{day:02}")
        for year in range(5, 25)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    old = [event(f"第{n}次会议：{n * 7919 % 99991}号事项", days[n % len(days)], uid=f"uid-{n}") for n in range(EVENTS)]
    new = []
    for number, one in enumerate(old):
        match number % 100:
            case 1:
                one = replace(one, when=days[(number + 3) % len(days)])
            case 2:
                one = replace(one, title=f"{one.title}（改）", uid=f"new-{number}")
            case 3:
                continue
            case 4:
                new.append(event(f"新增{number}项检查", days[number % len(days)], uid=f"added-{number}"))
        new.append(one)
    return feed(old), feed(new)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main() -> None:
    old, new = versions()
    took, changes = timed(lambda: diff(read_feed(old, "old"), read_feed(new, "new"), "Asia/Shanghai"))
    again, _ = timed(lambda: updated(old, new, "old"))
    theirs = sum(timed(lambda data=data: icalendar.Calendar.from_ical(data).walk())[0] for data in (old, new))  # type: ignore[misc]
    assert isinstance(changes, tuple)
    sys.stdout.write(
        f"diff of two feeds of {EVENTS:,} events   {took:7.2f} s, {len(changes):,} changes"
        f"   ({took / theirs:.3f} times two bare readings by icalendar, {theirs:.1f} s)\n"
        f"a feed of {EVENTS:,} over its former self {again:7.2f} s   ({again / theirs:.3f} times the same)\n"
    )


if __name__ == "__main__":
    main()
