"""A repeated event on a calendar: its first occurrence, and an RRULE (RFC 5545, 3.8.5.3) that ends where it should."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.export.content_lines import day, local_time
from planner.export.slots import Slot, slot_of
from planner.records import EventKind, Repeat, When
from planner.settings import Settings

# A repeat in a zone with daylight time gets its changes of offset for at most so long; a reader knows the zone's name.
CHANGES_YEARS = 10


@dataclass(frozen=True, slots=True)
class Series:
    """The slot of the first occurrence, the value of the RRULE, and the last year whose changes of offset it needs."""

    slot: Slot
    rule: str
    last_year: int


def series_of(repeat: Repeat, when: When | None, kind: EventKind, settings: Settings) -> Series | None:
    """Start a repeat on its first day at or after `when.first`, and end it with `when.last` unless its rule ends it.

    None where no first day is known, or no occurrence falls between the two. Raises ValueError for a rule that is not
    an RRULE.
    """
    if when is None or when.first is None:
        return None
    parts = dict(part.split("=", 1) for part in repeat.rrule.upper().split(";"))
    until = _until(parts, when.last)
    first = _first_day(parts, when.first)
    if first is None or (until is not None and first > until):
        return None
    one = When(
        text=repeat.text,
        first=first,
        last=first,
        edtf=first.isoformat(),
        part=repeat.part,
        start_time=repeat.start_time,
        end_time=repeat.end_time,
    )
    slot = slot_of(one, kind, settings)
    if slot is None:
        return None
    if until is not None:
        parts["UNTIL"] = _until_value(until, slot, settings)
    last_year = min(first.year + CHANGES_YEARS, until.year if until else dt.MAXYEAR)
    return Series(slot, ";".join(f"{name}={value}" for name, value in parts.items()), last_year)


def _until(parts: dict[str, str], last: dt.date | None) -> dt.date | None:
    """Give the last day, inclusive, on which the rule may fall: its own UNTIL, else `last` unless it has a COUNT."""
    if "UNTIL" in parts:
        return dt.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()
    return None if "COUNT" in parts or last == dt.date.max else last


def _first_day(parts: dict[str, str], start: dt.date) -> dt.date | None:
    """Give the rule's first day: a DTSTART that its own rule would not name is undefined (RFC 5545, 3.8.5.3)."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    unending = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("UNTIL", "COUNT"))
    midnight = dt.datetime.combine(start, dt.time())
    found: dt.datetime | None = next(iter(rrulestr(unending, dtstart=midnight)), None)
    return found.date() if found else None


def _until_value(until: dt.date, slot: Slot, settings: Settings) -> str:
    """Write UNTIL as DTSTART asks: a DATE beside a DATE, else the UTC time of the day's last second."""
    if not isinstance(slot.start, dt.datetime):
        return day(until)
    last_second = dt.datetime.combine(until, dt.time(23, 59, 59), tzinfo=ZoneInfo(settings.time_zone))
    return f"{local_time(last_second.astimezone(dt.UTC))}Z"
