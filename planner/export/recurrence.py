"""A repeated event on a calendar: its first occurrence, and an RRULE (RFC 5545, 3.8.5.3) that ends where it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from zoneinfo import ZoneInfo

from planner.export.content_lines import day, local_time
from planner.export.slots import Slot, slot_of
from planner.records import Event, Repeat, When, message
from planner.settings import Settings

# A repeat in a zone with daylight time gets its changes of offset for at most so long; a reader knows the zone's name.
CHANGES_YEARS = 10


@dataclass(frozen=True, slots=True)
class Series:
    """The slot of the first occurrence, the value of the RRULE, and the last year whose changes of offset it needs.

    `exceptions` are the starts of the occurrences that fall on statutory holidays, where the words leave these out.
    """

    slot: Slot
    rule: str
    last_year: int
    exceptions: tuple[dt.date, ...] = ()


def series_of(event: Event, settings: Settings) -> Series | None:
    """Start a repeat on its first day at or after `when.first`, and end it with `when.last` unless its rule ends it.

    None where no first day is known, or no occurrence falls between the two, or the event does not repeat. Raises
    ValueError for a rule that is not an RRULE.
    """
    repeat, when = event.repeat, event.when
    if repeat is None or when is None or when.first is None:
        return None
    parts = dict(part.split("=", 1) for part in repeat.rrule.upper().split(";"))
    until = _until(parts, when.last)
    without = _statutory_holidays() if repeat.except_holidays else frozenset()
    first = _first_day(parts, when.first, frozenset() if "COUNT" in parts else without)
    if first is None or (until is not None and first > until):
        return None
    slot = slot_of(_one(repeat, first), event.kind, settings)
    if slot is None:
        return None
    if until is not None:
        parts["UNTIL"] = _until_value(until, slot, settings)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    last_year = min(first.year + CHANGES_YEARS, until.year if until else dt.MAXYEAR)
    if not without:
        return Series(slot, rule, last_year)
    known = max(without)
    said = message("Statutory holidays are left out as far as they are announced: until {day}.", day=known)
    days = _days(parts, first, min(until or known, known))
    exceptions = tuple(_at(day, slot) for day in days if day in without)
    return Series(replace(slot, said=(*slot.said, said)), rule, last_year, exceptions)


def _one(repeat: Repeat, day: dt.date) -> When:
    """The time of one occurrence."""
    return When(
        text=repeat.text,
        first=day,
        last=day,
        edtf=day.isoformat(),
        part=repeat.part,
        start_time=repeat.start_time,
        end_time=repeat.end_time,
    )


def _statutory_holidays() -> frozenset[dt.date]:
    from chinese_calendar.constants import holidays  # type: ignore[import-untyped]

    return frozenset(holidays)


def _days(parts: dict[str, str], first: dt.date, last: dt.date) -> list[dt.date]:
    """Give the days of a rule between two days, both inclusive; COUNT counts from the first."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    written = ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
    rule = rrulestr(written, dtstart=dt.datetime.combine(first, dt.time()))
    end = dt.datetime.combine(last, dt.time())
    return [found.date() for found in takewhile(lambda found: found <= end, rule)]


def _at(day: dt.date, slot: Slot) -> dt.date:
    """The start of the occurrence on a day."""
    return dt.datetime.combine(day, slot.start.time()) if isinstance(slot.start, dt.datetime) else day


def _until(parts: dict[str, str], last: dt.date | None) -> dt.date | None:
    """Give the last day, inclusive, on which the rule may fall: its own UNTIL, else `last` unless it has a COUNT."""
    if "UNTIL" in parts:
        return dt.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()
    return None if "COUNT" in parts or last == dt.date.max else last


def _first_day(parts: dict[str, str], start: dt.date, without: frozenset[dt.date]) -> dt.date | None:
    """Give the rule's first day: a DTSTART that its own rule would not name is undefined (RFC 5545, 3.8.5.3)."""
    from dateutil.rrule import rrulestr

    unending = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("UNTIL", "COUNT"))
    days: Iterator[dt.datetime] = iter(rrulestr(unending, dtstart=dt.datetime.combine(start, dt.time())))
    return next((found.date() for found in days if found.date() not in without), None)


def _until_value(until: dt.date, slot: Slot, settings: Settings) -> str:
    """Write UNTIL as DTSTART asks: a DATE beside a DATE, else the UTC time of the day's last second."""
    if not isinstance(slot.start, dt.datetime):
        return day(until)
    last_second = dt.datetime.combine(until, dt.time(23, 59, 59), tzinfo=ZoneInfo(settings.time_zone))
    return f"{local_time(last_second.astimezone(dt.UTC))}Z"
