"""The same event stated twice in one document is one event with two places; different times for it are a fault."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Event, Finding, When


def stated_once(events: Sequence[Event]) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Join events with the same title and the same time, each statement a place; report them.

    Rows of one table with the same title and different times are different events (a weekly meeting).
    """
    kept: dict[object, Event] = {}
    findings: list[Finding] = []
    renamed: dict[str, str] = {}
    for number, event in enumerate(events):
        key = _key(event)
        first = kept.get(key) if key else None
        if first is None or _same_row(first, event):
            kept[key if key and first is None else ("one", number)] = event
            continue
        if event.uid and first.uid:
            renamed[event.uid] = first.uid
        kept[key] = replace(first, places=(*first.places, event.place), details=first.details or event.details)
        said = message("{title} at the same time is stated twice: one event with two places", title=event.title)
        findings.append(
            replace(codes.reading_finding(codes.STATED_AGAIN, said, event.place, event=event.title), related=(first.place,))
        )
    result = tuple(replace(one, parent=renamed.get(one.parent or "", one.parent)) for one in kept.values())
    return result, tuple(findings)


def _key(event: Event) -> tuple[object, ...] | None:
    if event.when is None:
        return None
    return (_bare(event.title), *_time(event.when), event.location, event.participants)


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).lower()


def _time(when: When) -> tuple[object, ...]:
    return when.first, when.last, when.start_time, when.end_time, when.part


def _same_row(one: Event, two: Event) -> bool:
    """Whether two events come from one row, whose cell states them apart."""
    return one.place == two.place
