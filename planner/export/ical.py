"""A schedule as an iCalendar feed (RFC 5545, with NAME and DESCRIPTION of RFC 7986).

No METHOD, no ORGANIZER, no UID on the calendar, DTEND and never DURATION: each of these is known to break a client.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planner.export.carried import record_line, time_lines, undated_line
from planner.export.content_lines import component, day, local_time, text_value, time_property, to_bytes
from planner.export.recurrence import series_of
from planner.export.slots import Slot, slot_of
from planner.export.text import one_line
from planner.export.time_zone import time_zone_lines
from planner.export.wording import calendar_description, event_description, file_name, summary, window_description
from planner.language import Language
from planner.records import Event, Schedule, Status, Window
from planner.settings import Settings

_EPOCH = dt.date(1970, 1, 1)
_WINDOWS = uuid.UUID("0c6c3b0e-9a53-5e57-8d5c-6f4c1a1d2005")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What becomes one VEVENT. `rule` is the value of its RRULE or empty; `last_year` is that of its last start."""

    uid: str
    slot: Slot
    summary: str
    description: str
    status: Status
    transparent: bool
    location: str = ""
    category: str = ""
    rule: str = ""
    last_year: int = 0
    event: Event | None = None


def calendar(
    schedule: Schedule,
    *,
    settings: Settings,
    language: Language,
    stamp: dt.datetime | None = None,
    windows: tuple[Window, ...] = (),
) -> bytes:
    """Write the feed of a schedule: its events and deadlines, and the windows given.

    DTSTAMP is `stamp` (without a zone it is taken as UTC), else the schedule's date, else its first day, at 00:00 UTC.
    Records of kind "stage" are left out: `windows` says the same. Rows without a day are named in the calendar's
    description.
    """
    rows = [(row, _event_entry(row, settings, language)) for row in schedule.events if row.kind != "stage"]
    wide = [(window, _window_entry(window, settings, language)) for window in windows]
    entries = [entry for _, entry in (*rows, *wide) if entry]
    undated = [row.title for row, entry in rows if entry is None]
    unplaced = [window.name for window, entry in wide if entry is None]
    stamped = _stamp(stamp, schedule, entries)
    lines = [
        "VERSION:2.0",
        "PRODID:-//planner//planner//EN",
        "CALSCALE:GREGORIAN",
        *_naming(
            one_line(schedule.title) or one_line(file_name(schedule.path)),
            calendar_description(undated, unplaced, language),
        ),
        f"X-WR-TIMEZONE:{settings.time_zone}",
        *([f"X-PLANNER-ISSUED;VALUE=DATE:{day(schedule.date)}"] if schedule.date else []),
        *(undated_line(row) for row, entry in rows if entry is None),
        *_time_zone(entries, settings),
    ]
    for entry in entries:
        lines += component("VEVENT", _entry_lines(entry, stamped, settings))
    return to_bytes(component("VCALENDAR", lines))


def _naming(name: str, description: str) -> Iterator[str]:
    """Give the calendar's name and description, each by its old and its RFC 7986 name."""
    yield f"NAME:{text_value(name)}"
    yield f"X-WR-CALNAME:{text_value(name)}"
    if description:
        yield f"DESCRIPTION:{text_value(description)}"
        yield f"X-WR-CALDESC:{text_value(description)}"


def _event_entry(event: Event, settings: Settings, language: Language) -> _Entry | None:
    """Place a row on the calendar; None where it has no day."""
    words, rule, last_year = event.place.quote, "", 0
    if event.repeat is not None:
        words = event.repeat.text
        series = series_of(event.repeat, event.when, event.kind, settings)
        if series is None:
            return None
        slot, rule, last_year = series.slot, series.rule, series.last_year
    else:
        placed = slot_of(event.when, event.kind, settings)
        if event.when is None or placed is None:
            return None
        slot, words = placed, event.when.text
    tentative = slot.mark == "within" and event.status == "confirmed"
    return _Entry(
        uid=event.uid,
        slot=slot,
        summary=summary(event.title, slot.mark, words, language),
        description=event_description(event, slot, words, language),
        status="tentative" if tentative else event.status,
        transparent=slot.mark == "within",
        location=event.location,
        category=event.stage,
        rule=rule,
        last_year=last_year,
        event=event,
    )


def _window_entry(window: Window, settings: Settings, language: Language) -> _Entry | None:
    """Place a window as whole days that take up no time; None where it has no day."""
    if window.when is None:
        return None
    slot = slot_of(replace(window.when, fit="fills", part=None, start_time=None, end_time=None), "event", settings)
    if slot is None:
        return None
    return _Entry(
        uid=_window_uid(window),
        slot=slot,
        summary=summary(window.name, slot.mark, window.when.text, language),
        description=window_description(window, slot, language),
        status="confirmed",
        transparent=True,
        category=window.subject.stage,
    )


def _window_uid(window: Window) -> str:
    """Make a UUID of what a window is about and the words it rests on, whatever its file and its days."""
    subject = window.subject
    about = (window.name, subject.activity, subject.stage, subject.batch, subject.unit)
    parts = (*about, *(clause.place.quote for clause in window.basis))
    return str(uuid.uuid5(_WINDOWS, "\x1f".join(one_line(part) for part in parts)))


def _stamp(stamp: dt.datetime | None, schedule: Schedule, entries: Iterable[_Entry]) -> str:
    """Write the value of every DTSTAMP, which RFC 5545 wants in UTC."""
    if stamp is not None:
        return f"{local_time(stamp.astimezone(dt.UTC) if stamp.tzinfo else stamp)}Z"
    first = schedule.date or min((_date(entry.slot.start) for entry in entries), default=_EPOCH)
    return f"{local_time(dt.datetime.combine(first, dt.time()))}Z"


def _date(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _time_zone(entries: list[_Entry], settings: Settings) -> list[str]:
    """Give the VTIMEZONE that timed entries need, or that an empty calendar needs to hold a component at all."""
    years = set()
    for entry in entries:
        if isinstance(entry.slot.start, dt.datetime):
            years |= {entry.slot.start.year, entry.slot.end.year, *range(entry.slot.start.year, entry.last_year + 1)}
    if entries and not years:
        return []
    return time_zone_lines(settings.time_zone, years or {_EPOCH.year})


def _entry_lines(entry: _Entry, stamped: str, settings: Settings) -> Iterator[str]:
    yield f"UID:{text_value(one_line(entry.uid))}"
    yield f"DTSTAMP:{stamped}"
    yield time_property("DTSTART", entry.slot.start, settings.time_zone)
    yield time_property("DTEND", entry.slot.end, settings.time_zone)
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    yield f"SUMMARY:{text_value(entry.summary)}"
    yield f"DESCRIPTION:{text_value(entry.description)}"
    if location := one_line(entry.location):
        yield f"LOCATION:{text_value(location)}"
    if category := one_line(entry.category):
        yield f"CATEGORIES:{text_value(category)}"
    yield f"STATUS:{entry.status.upper()}"
    if entry.transparent:
        yield "TRANSP:TRANSPARENT"
    if entry.event is not None:
        yield from _carried_lines(entry, entry.event)


def _carried_lines(entry: _Entry, event: Event) -> Iterator[str]:
    """Give what reads the event back exactly."""
    if event.when is not None:
        yield from time_lines(event.when)
    stated = {
        "uid": one_line(entry.uid),
        "title": entry.summary,
        "location": one_line(entry.location),
        "stage": one_line(entry.category),
        "status": entry.status,
    }
    ends = tuple(
        local_time(end) if isinstance(end, dt.datetime) else day(end) for end in (entry.slot.start, entry.slot.end)
    )
    yield record_line(event, stated, (*ends, *sorted(entry.rule.split(";"))) if entry.rule else ends)
