"""One schedule in several files (a Word document and its text) is one schedule with several places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.records import Place, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Event, Finding, Schedule


def merge_equal(schedules: Iterable[Schedule]) -> tuple[tuple[Schedule, ...], tuple[Finding, ...]]:
    """Merge schedules that list the same events at the same times into the first of them.

    Its events get the places of the others; each file that was merged is reported.
    """
    kept: dict[frozenset[tuple[str, str]], Schedule] = {}
    findings: list[Finding] = []
    for schedule in schedules:
        key = frozenset((event.uid, event.when.edtf if event.when else "") for event in schedule.events)
        first = kept.get(key)
        if first is None:
            kept[key] = schedule
            continue
        places = {event.uid: event.place for event in schedule.events}
        events = tuple(_stated_again(event, places[event.uid]) for event in first.events)
        kept[key] = replace(first, events=events)
        said = message("the same schedule as {path}: shown once", path=first.path)
        findings.append(codes.reading_finding(codes.SAME_SCHEDULE, said, Place(path=schedule.path)))
    return tuple(kept.values()), tuple(findings)


def _stated_again(event: Event, place: Place) -> Event:
    return replace(event, places=(*event.places, place))
