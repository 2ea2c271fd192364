"""Calendars (RFC 5545), by icalendar: a table with a row for each event, in the order of the file.

A feed of our own also gives its events exactly, see `carried`.

Days are written in ISO 8601 with inclusive ends; a time in UTC becomes one of the settings' time zone, any other stays
the clock time that it names. Recurrences stand as the value of their RRULE: they are not unrolled.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner import dates
from planner.read.carried import RECORD, UNDATED, carried_event, is_rule, undated_event
from planner.read.grid import table_of
from planner.read.limits import refuse_cells
from planner.read.text import text_of
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Cell, Document, Event, Paragraph, Place, Repeat, When, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar.cal import Component

    from planner.read.source import Source

_COMPONENTS = ("VEVENT", "VTODO")
_TIMES = tuple(
    (field, f"X-PLANNER-{name}")
    for field, name in (
        ("edtf", "EDTF"),
        ("first", "EARLIEST"),
        ("last", "LATEST"),
        ("precision", "PRECISION"),
        ("text", "WORDS"),
    )
)
_HEADER = ("Date", "Event", "Location", "Details", "Organizer", "Participants", "Note", "RRULE")


def read(source: Source) -> Document:
    """Read a calendar. Raises UnreadableError for what is none."""
    text, problems = text_of(source)
    with faults_of(message("damaged or not a calendar: {error}")):
        from icalendar import Calendar

        calendars = Calendar.from_ical(text, multiple=True)
        zone = ZoneInfo(source.settings.time_zone)
        title = next((str(name) for one in calendars if (name := one.get("X-WR-CALNAME"))), "")
        entries = [one for calendar in calendars for one in calendar.walk() if one.name in _COMPONENTS]
        rows = [_row(one, zone) for one in entries]
        events = _carried(calendars, entries, source.path, zone)
    if not calendars or not (rows or events):
        raise UnreadableError(message("a calendar without events"))
    refuse_cells((len(rows) + 1) * len(_HEADER))
    caption = (Paragraph(title, Place(path=source.path, quote=title), 1),) if title else ()
    table = table_of(_cells(rows, source.path), Place(path=source.path, table=1), caption)
    return Document(source.path, title, (table,), _issued(calendars) if events else None, (), problems, events)


def events_of(data: bytes, path: str, time_zone: str) -> tuple[Event, ...]:
    """Give every entry of a calendar as an event, in the order of the file, whoever wrote it; ours exactly.

    Raises UnreadableError for what is no calendar.
    """
    with faults_of(message("damaged or not a calendar: {error}")):
        from icalendar import Calendar

        calendars = Calendar.from_ical(data, multiple=True)
        entries = [one for calendar in calendars for one in calendar.walk() if one.name in _COMPONENTS]
        zone = _zone_of(calendars, ZoneInfo(time_zone))
        return tuple(_event(entry, zone, Place(path=path, table=1, row=row)) for row, entry in enumerate(entries, 2))


def _zone_of(calendars: Sequence[Component], zone: ZoneInfo) -> ZoneInfo:
    """The zone that a calendar names as its own, else the one given."""
    for calendar in calendars:
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            zone = ZoneInfo(_text(calendar, "X-WR-TIMEZONE") or zone.key)
    return zone


def _carried(
    calendars: Sequence[Component], entries: Sequence[Component], path: str, zone: ZoneInfo
) -> tuple[Event, ...]:
    """Give the events of a feed of our own, those that a person added in their app included; none for another's."""
    undated = [text for calendar in calendars for text in _texts(calendar, UNDATED)]
    if not undated and not any(RECORD in entry for entry in entries):
        return ()
    zone = _zone_of(calendars, zone)
    found = [_event(entry, zone, Place(path=path, table=1, row=row)) for row, entry in enumerate(entries, 2)]
    return (*found, *(event for text in undated if (event := undated_event(text)) is not None))


def _event(entry: Component, zone: ZoneInfo, place: Place) -> Event:
    words = _time(entry, zone)
    status = _text(entry, "STATUS").lower()
    stated = {
        "uid": _text(entry, "UID"),
        "title": _text(entry, "SUMMARY"),
        "location": _text(entry, "LOCATION"),
        "stage": _category(entry),
        "status": status if status in ("tentative", "cancelled") else "confirmed",
    }
    end = "DUE" if entry.name == "VTODO" else "DTEND"
    at = tuple(_local(_moment(entry, name, zone)) for name in ("DTSTART", end))
    rule = _row(entry, zone)[-1]
    read = next((value for found in dates.find(words) for value in found.values if isinstance(value, When)), None)
    hours = (read.start_time, read.end_time) if read else (None, None)
    said = (read, Repeat(rule, rule, None, *hours) if is_rule(rule) else None)
    if RECORD in entry:
        time = {field: text for field, name in _TIMES if (text := _value(entry, name))}
        at = (*at, *sorted(rule.split(";"))) if rule else at
        event = carried_event(_text(entry, RECORD), stated, time, at, said)
        if event is not None:
            return event
    when, repeat = said
    return Event(**{**stated, "place": replace(place, quote=words), "when": when, "repeat": repeat})  # type: ignore[arg-type]


def _value(component: Component, name: str) -> str:
    """An X-PLANNER- property of the time as the text of a field of When."""
    value = getattr(component.get(name), "dt", None)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = _text(component, name)
    return text.lower() if name == "X-PLANNER-PRECISION" else text


def _category(component: Component) -> str:
    """The first of the categories."""
    found = component.get("CATEGORIES")
    first = found[0] if isinstance(found, list) else found
    return next((str(one) for one in getattr(first, "cats", ())), "")


def _texts(component: Component, name: str) -> list[str]:
    value = component.get(name)
    return list(map(str, value)) if isinstance(value, list) else [] if value is None else [str(value)]


def _local(moment: dt.date | None) -> str:
    """A local DATE or DATE-TIME as iCalendar writes it."""
    return "" if moment is None else moment.isoformat().replace("-", "").replace(":", "")


def _issued(calendars: Sequence[Component]) -> dt.date | None:
    """The day that the feed carries as that of its document."""
    dates_carried = (getattr(one.get("X-PLANNER-ISSUED"), "dt", None) for one in calendars)
    return next((value for value in dates_carried if isinstance(value, dt.date)), None)


def _cells(rows: list[tuple[str, ...]], path: str) -> Iterator[Cell]:
    used = [column for column in range(len(_HEADER)) if column < 2 or any(row[column] for row in rows)]
    for index, row in enumerate([_HEADER, *rows]):
        for position, column in enumerate(used):
            lines = tuple(text for line in row[column].splitlines() if (text := line.strip()))
            place = Place(path=path, table=1, row=index + 1, cell=position + 1, quote=" ".join(lines))
            yield Cell(lines, place, index, position)


def _row(component: Component, zone: ZoneInfo) -> tuple[str, ...]:
    """The words of one event under the columns of the header."""
    rule = component.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    return (
        _time(component, zone),
        _text(component, "SUMMARY"),
        _text(component, "LOCATION"),
        _text(component, "DESCRIPTION"),
        _people(component, "ORGANIZER"),
        _people(component, "ATTENDEE"),
        _text(component, "STATUS") if _text(component, "STATUS") in ("CANCELLED", "TENTATIVE") else "",
        "\n".join(one.to_ical().decode("utf-8", "replace") for one in rules),
    )


def _text(component: Component, name: str) -> str:
    value = component.get(name)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _people(component: Component, name: str) -> str:
    """The names of people, else their addresses."""
    value = component.get(name)
    people = value if isinstance(value, list) else [value] if value else []
    return "、".join(str(one.params.get("CN") or str(one).removeprefix("mailto:")) for one in people)


def _time(component: Component, zone: ZoneInfo) -> str:
    """Write the span of an event; empty where the calendar does not date it."""
    first = _moment(component, "DTSTART", zone)
    last = _moment(component, "DTEND", zone) or _moment(component, "DUE", zone)
    length = component.get("DURATION")
    if first is not None and last is None and length is not None:
        last = first + length.dt
    if first is None:
        return "" if last is None else f"{_written(last)}前"
    if last is not None and type(last) is dt.date:
        last -= dt.timedelta(days=1)  # DTEND is exclusive
    if last is None or last <= first:
        return _written(first)
    if isinstance(first, dt.datetime) and isinstance(last, dt.datetime) and first.date() == last.date():
        return f"{_written(first)}-{last:%H:%M}"
    return f"{_written(first)}至{_written(last)}"


def _moment(component: Component, name: str, zone: ZoneInfo) -> dt.date | None:
    """A day, or a clock time without its zone."""
    value = getattr(component.get(name), "dt", None)
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None and value.tzname() == "UTC":
            value = value.astimezone(zone)
        return value.replace(tzinfo=None)
    return value if isinstance(value, dt.date) else None


def _written(day: dt.date) -> str:
    return day.isoformat(" ", "minutes") if isinstance(day, dt.datetime) else day.isoformat()
