"""Schedules as the feeds that people subscribe to: each by itself, all together, by stage, unit and participant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from planner.records import Event, Schedule, Subject
from planner.serve.feeds import Group


def feeds_of(schedules: Sequence[Schedule]) -> Iterator[tuple[Group, str, Schedule]]:
    """Give every feed as its group, its name, and its events as a schedule of that name.

    Schedules of one title are one feed. A stage, unit or participant is what the schedules call it; a feed of all is
    given where there are several schedules.
    """
    by_title: dict[str, list[Schedule]] = {}
    for schedule in schedules:
        by_title.setdefault(schedule.title, []).append(schedule)
    for title, members in by_title.items():
        yield "schedule", title, _joined(members, title)
    if len(by_title) > 1:
        yield "all", "", _joined(schedules, " / ".join(by_title))
    yield from _by("stage", schedules, lambda _, event: (event.stage,))
    yield from _by("unit", schedules, lambda schedule, event: (schedule.subject.unit, event.organizer))
    yield from _by("participant", schedules, lambda _, event: event.participants)


def _by(
    group: Group, schedules: Iterable[Schedule], names: Callable[[Schedule, Event], Iterable[str]]
) -> Iterator[tuple[Group, str, Schedule]]:
    """Give a feed for every name that events have, in the order in which they come."""
    found: dict[str, list[Schedule]] = {}
    for schedule in schedules:
        events: dict[str, list[Event]] = {}
        for event in schedule.events:
            for name in dict.fromkeys(filter(None, names(schedule, event))):
                events.setdefault(name, []).append(event)
        for name, listed in events.items():
            found.setdefault(name, []).append(replace(schedule, events=tuple(listed)))
    for name, members in found.items():
        yield group, name, _joined(members, name)


def _joined(schedules: Sequence[Schedule], title: str) -> Schedule:
    events = {event.uid: event for schedule in schedules for event in schedule.events}
    date = max((one.date for one in schedules if one.date), default=None)
    return Schedule(schedules[0].path, title, Subject(), tuple(events.values()), date)
