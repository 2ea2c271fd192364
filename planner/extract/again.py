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


_FIELD = 6  # characters of what a field is about: 会议, 培训班
_SHORTEST = 2  # characters of a title that names an event


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
            codes.reading_finding(codes.STATED_AGAIN, said, event.place, event=event.title)._replace(
                related=(first.place,)
            )
        )
    _join_announced(kept, findings)
    findings.extend(_differently(list(kept.values())))
    result = tuple(replace(one, parent=renamed[one.parent]) if one.parent in renamed else one for one in kept.values())
    return result, tuple(findings)


def _join_announced(kept: dict[object, Event], findings: list[Finding]) -> None:
    """Join the clock time that a field gives (会议时间) to the day that a sentence announced (召开会议)."""
    for key, event in list(kept.items()):
        when = event.when
        if (
            when is None
            or when.precision != "minute"
            or event.place.row is not None
            or len(_bare(event.title)) > _FIELD
        ):
            continue
        for other, first in kept.items():
            day = first.when
            if day is None or day.precision != "day" or first.place.row is not None or first.kind != event.kind:
                continue
            if (day.first, day.last) == (when.first, when.last) and _bare(event.title) in _bare(first.title):
                kept[other] = replace(
                    first,
                    when=when,
                    location=first.location or event.location,
                    places=(*first.places, event.place),
                    details=(*first.details, *event.details),
                )
                del kept[key]
                said = message("{title} at the same time is stated twice: one event with two places", title=first.title)
                finding = codes.reading_finding(codes.STATED_AGAIN, said, event.place, event=first.title)
                findings.append(finding._replace(related=(first.place,)))
                break


def _differently(events: Sequence[Event]) -> list[Finding]:
    """Report an event that a table dates and that the text outside it dates otherwise, each once."""
    by_title: dict[str, list[Event]] = {}
    for event in events:
        if event.when is not None and event.kind != "stage":
            by_title.setdefault(_bare(event.title), []).append(event)
    findings = []
    for title, same in by_title.items():
        inside = [event for event in same if event.place.row is not None]
        outside = [event for event in same if event.place.row is None]
        if len(title) < _SHORTEST or len(inside) != 1 or len(outside) != 1 or not _apart(inside[0], outside[0]):
            continue
        said = message(
            "{title} is dated differently in two places: {one}, {two}",
            title=inside[0].title,
            one=inside[0].place.quote,
            two=outside[0].place.quote,
        )
        finding = codes.reading_finding(codes.STATED_DIFFERENTLY, said, inside[0].place, event=inside[0].title)
        findings.append(finding._replace(related=(outside[0].place,)))
    return findings


def _apart(one: Event, two: Event) -> bool:
    """Whether two times exclude each other; a day within a span that the other names does not."""
    if one.when is None or two.when is None:
        return False
    spans = [(when.first or when.last, when.last or when.first) for when in (one.when, two.when)]
    (a, b), (c, d) = spans
    if a is None or b is None or c is None or d is None:
        return False
    clocks = {when.start_time for when in (one.when, two.when)} - {None}
    return not (a <= c and d <= b) and not (c <= a and b <= d) if (a, b) != (c, d) else len(clocks) > 1


def _key(event: Event) -> tuple[object, ...] | None:
    if event.when is None:
        return None
    return (_bare(event.title), *_time(event.when), event.location, event.participants)


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).lower()


def _time(when: When) -> tuple[object, ...]:
    return when.first, when.last, when.start_time, when.end_time, when.part, when.last_part


def _same_row(one: Event, two: Event) -> bool:
    """Whether two events come from one row, whose cell states them apart."""
    return one.place == two.place
