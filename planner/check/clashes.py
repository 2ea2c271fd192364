"""Family K: one participant, one organizer or one place at two events at the same time.

An event certainly takes up the hours that it states, the first minute where it states only a start. A part of a day, a
day or "mid-May" leaves open when in it the event takes place, so two of these on one day may follow each other: the
clash is possible. What lasts several days without hours is work that goes on: its organizer may do other things.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner import codes
from planner.check.evidence import noted
from planner.check.occasions import occasions
from planner.check.readings import readings_of
from planner.check.verdicts import severity_of
from planner.records import Finding, message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.check.scope import Scope
    from planner.records import Event, Message, Repeat, Verdict, When
    from planner.settings import Settings

_DAY = 24 * 60
_NAMED = 5  # other events that a message names; all are counted, and as many rows are shown
_DAYS_EACH = 62  # days of an event with daily hours that are looked at one by one
Span: TypeAlias = tuple[int, int]  # minutes since day 0 of the calendar: start, and end (exclusive)
Who: TypeAlias = tuple[Literal["participant", "organizer", "location"], str]

_CODES = {"participant": codes.PARTICIPANT_CLASH, "organizer": codes.ORGANIZER_CLASH, "location": codes.PLACE_CLASH}


@dataclass(frozen=True, slots=True)
class _Taken:
    """When an event takes place: `certain` minutes are taken up under every reading, `span` holds every reading."""

    event: Event
    certain: tuple[Span, ...]
    span: tuple[Span, ...]
    days: int

    @property
    def is_fixed(self) -> bool:
        """Whether the words fix the day."""
        return self.days == 1


def check_clashes(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Find clashes: for each event and kind of clash a finding, which names the other events that began before it.

    Takes n log n steps in the number of events, and one more for each clash up to a few an event.
    """
    named: dict[Who, list[Event]] = defaultdict(list)
    for event in scope.schedule.events:
        for who in _whose(event):
            named[who].append(event)
    shared = {who: events for who, events in named.items() if len(events) > 1}
    if not shared:
        return ()
    parents = {event.uid: event.parent for event in scope.schedule.events}
    held = {event.uid: _taken(event, settings) for events in shared.values() for event in events}
    groups = {
        who: [
            one
            for event in events
            if (one := held[event.uid]) and (who[0] != "organizer" or one.is_fixed or one.certain)
        ]
        for who, events in shared.items()
    }
    clashes: dict[tuple[str, str, Verdict], dict[str, tuple[Event, list[str]]]] = {}
    by_uid: dict[str, _Taken] = {}
    for who, group in groups.items():
        if len(group) < 2:
            continue
        by_uid.update((one.event.uid, one) for one in group)
        certain = set(_overlaps(((span, one) for one in group for span in one.certain), parents))
        spans = set(_overlaps(((span, one) for one in group for span in one.span), parents))
        for verdict, pairs in (("impossible", certain), ("possible", spans - certain)):
            for uid, other in sorted(pairs):
                others = clashes.setdefault((who[0], uid, "impossible" if verdict == "impossible" else "possible"), {})
                others.setdefault(other, (by_uid[other].event, []))[1].append(who[1])
    return tuple(
        _finding(kind, by_uid[uid], verdict, [(by_uid[other], names) for other, (_, names) in others.items()], settings)
        for (kind, uid, verdict), others in clashes.items()
    )


def _whose(event: Event) -> Iterator[Who]:
    """Who and what an event takes up, each once; names count as they are written."""
    for name in dict.fromkeys(event.participants):
        yield "participant", name
    if event.location:
        yield "location", event.location
    if event.organizer:
        yield "organizer", event.organizer


def _overlaps(spans: Iterable[tuple[Span, _Taken]], parents: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield pairs of events that overlap: (the one that begins later, the other), at most a few for each event.

    Sweeps over the starts with a heap of what still goes on.
    """
    going_on: list[tuple[int, str]] = []
    for (start, end), one in sorted(spans, key=lambda item: (item[0], item[1].event.uid)):
        while going_on and going_on[0][0] <= start:
            heapq.heappop(going_on)
        uid = one.event.uid
        near = (other for _, other in going_on[: 4 * _NAMED] if not _are_related(uid, other, parents))
        yield from ((uid, other) for other in near)
        heapq.heappush(going_on, (end, uid))


def _are_related(uid: str, other: str, parents: Mapping[str, str | None]) -> bool:
    """Whether one event is the other, or a session of it at any depth."""
    return uid == other or other in _above(uid, parents) or uid in _above(other, parents)


def _above(uid: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    at = parents.get(uid)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def _taken(event: Event, settings: Settings) -> _Taken | None:
    """When an event takes place; None for what takes up nobody: a deadline, a stage, what is cancelled or undated."""
    if event.kind != "event" or event.status == "cancelled" or event.when is None:
        return None
    if event.repeat:
        days = occasions(event, settings.time_zone)
        hours = [_hours_of_day(event.repeat, day, settings) for day in days]
        return _Taken(event, tuple(one[0] for one in hours if one[0]), tuple(one[1] for one in hours), 1)
    when = event.when
    readings = readings_of(when, settings)
    if readings is None or when.first is None:
        return None
    (first, latest_first), (earliest_last, last) = readings.first, readings.last
    count = (last - first).days + 1
    is_exact = first == latest_first and earliest_last == last
    if count == 1:
        certain, span = _hours_of_day(when, first, settings)
        return _Taken(event, (certain,) if certain else (), (span,), 1)
    start = _minute(first, 0 if when.start_time is None else when.start_time)
    end = _minute(last, _DAY if when.end_time is None else when.end_time)
    return _Taken(event, _daily(when, first, count) if is_exact else (), ((start, max(end, start + 1)),), count)


def _daily(when: When, first: dt.date, count: int) -> tuple[Span, ...]:
    """What an event of several days with a start and an end takes up, whether the hours are of each day or of all.

    An end at or before the start is that of a night: then all between is taken up.
    """
    if when.start_time is None or when.end_time is None or count > _DAYS_EACH:
        return ()
    if when.end_time <= when.start_time:
        return ((_minute(first, when.start_time), _minute(first, (count - 1) * _DAY + when.end_time)),)
    return tuple(
        (_minute(first, number * _DAY + when.start_time), _minute(first, number * _DAY + when.end_time))
        for number in range(count)
    )


def _hours_of_day(timed: When | Repeat, day: dt.date, settings: Settings) -> tuple[Span | None, Span]:
    """What an event of one day certainly takes up, None where it states no hours, and what holds all its readings."""
    if timed.start_time is not None:
        start = _minute(day, timed.start_time)
        if timed.end_time is not None:
            end = _minute(day, timed.end_time)
            return (start, max(end, start + 1)), (start, max(end, start + 1))
        return (start, start + 1), (start, start + settings.event_minutes)
    hours = settings.parts_of_day[timed.part] if timed.part else (0, _DAY)
    return None, (_minute(day, hours[0]), _minute(day, hours[1]))


def _minute(day: dt.date, minute: int) -> int:
    return day.toordinal() * _DAY + minute


def _finding(
    kind: str, taken: _Taken, verdict: Verdict, others: Sequence[tuple[_Taken, list[str]]], settings: Settings
) -> Finding:
    code, event = _CODES[kind], taken.event
    named = others[:_NAMED]
    names = tuple(dict.fromkeys(name for _, found in named for name in found))
    on_one_day = taken.is_fixed and all(other.is_fixed for other, _ in others)
    is_note = verdict == "possible" and (kind == "organizer" or not on_one_day)
    severity = noted(code, verdict, settings) if is_note else severity_of(code, verdict, settings)
    return Finding(
        code=code.code,
        verdict=verdict,
        severity=severity,
        message=_said(kind, verdict, names, [other.event for other, _ in named], len(others)),
        place=event.place,
        event=event.title,
        event_uid=event.uid,
        related=tuple(other.event.place for other, _ in named),
        actual=event.when.edtf if event.when else None,
        suggestion=message("give one of them another time, or state hours that do not overlap"),
    )


def _said(kind: str, verdict: Verdict, names: Sequence[str], others: Sequence[Event], count: int) -> Message:
    what = tuple(
        message("{event} ({words})", event=one.title, words=one.when.text if one.when else "") for one in others
    )
    values = {"names": tuple(names), "others": what, "count": count}
    if kind == "location":
        if verdict == "impossible":
            return message("{names} is taken at that time by {others}", **values)
        return message("{names} may be taken at that time by {others}: whether one follows the other is open", **values)
    if kind == "organizer":
        if verdict == "impossible":
            return message("{names} organizes at that time also {others}", **values)
        return message("{names} may organize at that time also {others}: whether one follows is open", **values)
    if verdict == "impossible":
        return message("{names} must be at that time also at {others}", **values)
    return message("{names} may have to be at that time also at {others}: whether one follows is open", **values)
