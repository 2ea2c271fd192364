"""Calendars (RFC 5545), by icalendar: a table with a row for each event, in the order of the file.

Days are written in ISO 8601 with inclusive ends; a time in UTC becomes one of the settings' time zone, any other stays
the clock time that it names. Recurrences stand as the value of their RRULE: they are not unrolled.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.read.grid import table_of
from planner.read.limits import refuse_cells
from planner.read.text import text_of
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Cell, Document, Paragraph, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar.cal import Component

    from planner.read.source import Source

_COMPONENTS = ("VEVENT", "VTODO")
_HEADER = ("Date", "Event", "Location", "Details", "Organizer", "Participants", "Note", "RRULE")


def read(source: Source) -> Document:
    """Read a calendar. Raises UnreadableError for what is none."""
    text, problems = text_of(source)
    with faults_of(message("damaged or not a calendar: {error}")):
        from icalendar import Calendar

        calendars = Calendar.from_ical(text, multiple=True)
        zone = ZoneInfo(source.settings.time_zone)
        title = next((str(name) for one in calendars if (name := one.get("X-WR-CALNAME"))), "")
        rows = [_row(one, zone) for calendar in calendars for one in calendar.walk() if one.name in _COMPONENTS]
    if not calendars or not rows:
        raise UnreadableError(message("a calendar without events"))
    refuse_cells((len(rows) + 1) * len(_HEADER))
    caption = (Paragraph(title, Place(path=source.path, quote=title), 1),) if title else ()
    table = table_of(_cells(rows, source.path), Place(path=source.path, table=1), caption)
    return Document(source.path, title, (table,), None, (), problems)


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
