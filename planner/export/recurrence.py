"""A repeated event on a calendar: its first occurrence, and an RRULE (RFC 5545, 3.8.5.3) that ends where it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from zoneinfo import ZoneInfo

from planner.export.content_lines import day, local_time
from planner.export.slots import Slot, slot_of
from planner.records import Event, Message, Repeat, When, message
from planner.settings import Settings

_WITHIN_A_DAY = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}  # seconds of an interval
_DAY = 86_400
_PARTS_OF_A_DAY = ("FREQ", "INTERVAL", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS")


@dataclass(frozen=True, slots=True)
class Series:
    """The slot of the first occurrence, the value of the RRULE, and its UNTIL as a local time, None if it is open.

    `exceptions` are the starts of the occurrences that fall on statutory holidays, where the words leave these out.
    """

    slot: Slot
    rule: str
    until: dt.datetime | None
    exceptions: tuple[dt.date, ...] = ()


def series_of(event: Event, settings: Settings) -> Series | None:
    """Start a repeat on its first day at or after `when.first`, and end it with `when.last` unless its rule ends it.

    What repeats within the day stands once on each of its days, unless its hours fit between one time and the next.
    None where no first day is known, or no occurrence falls between the two, or the event does not repeat, or its rule
    cannot be said in days. Raises ValueError for a rule that is not an RRULE.
    """
    repeat, when = event.repeat, event.when
    if repeat is None or when is None or when.first is None:
        return None
    from planner.check.occasions import parts_of, until_of

    parts = parts_of(repeat)
    by_days = _in_days(parts, repeat)
    if by_days is None:
        return None
    is_often, parts = by_days is not parts, by_days
    until = until_of(parts, when, settings.time_zone)
    without = _statutory_holidays(settings.time_zone) if repeat.except_holidays else frozenset()
    first = _first_day(parts, when.first, frozenset() if "COUNT" in parts else without)
    if first is None or (until is not None and first > until.date()):
        return None
    slot = slot_of(_one(repeat, first), event.kind, settings)
    if slot is None:
        return None
    if is_often:
        slot = replace(slot, mark="words")
    if until is not None:
        parts = {**parts, "UNTIL": _until_value(until, slot, settings)}
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    if not repeat.except_holidays:
        return Series(slot, rule, until)
    slot = replace(slot, said=(*slot.said, _without_holidays(first, until, settings.time_zone)))
    last_known = max(without, default=first)
    days = _days(parts, first, min(until.date() if until else last_known, last_known))
    return Series(slot, rule, until, tuple(_at(day, slot) for day in days if day in without))


def _in_days(parts: dict[str, str], repeat: Repeat) -> dict[str, str] | None:
    """Turn a rule that repeats within the day into one of whole days; any other, and one that fits, as it is.

    An hourly entry on whole days, or one that lasts longer than its interval, is read by no two apps alike. None where
    the interval is no number of days and no part of one, or only so many times are meant.
    """
    seconds = _WITHIN_A_DAY.get(parts.get("FREQ", ""))
    if seconds is None:
        return parts
    interval = int(parts.get("INTERVAL", "1")) * seconds
    minutes = 0 if repeat.start_time is None or repeat.end_time is None else repeat.end_time - repeat.start_time
    if 0 < minutes * 60 <= interval and not repeat.except_holidays:
        return parts
    if "COUNT" in parts or (interval > _DAY and interval % _DAY):
        return None
    every = {"INTERVAL": str(interval // _DAY)} if interval > _DAY else {}
    return {"FREQ": "DAILY", **every, **{name: parts[name] for name in parts if name not in _PARTS_OF_A_DAY}}


def _without_holidays(first: dt.date, until: dt.datetime | None, time_zone: str) -> Message:
    """Say how far the statutory holidays of a repeat are left out."""
    from planner.check.rest_days import FIRST_YEAR, LAST_YEAR, keeps_chinese_holidays

    if not keeps_chinese_holidays(time_zone):
        return message("The document leaves out public holidays; those of {zone} are not known here.", zone=time_zone)
    if first.year >= FIRST_YEAR and until is not None and until.year <= LAST_YEAR:
        return message("Statutory holidays are left out.")
    return message(
        "Statutory holidays are left out in the years for which they are known here: {first} to {last}.",
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


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


def _statutory_holidays(time_zone: str) -> frozenset[dt.date]:
    """The statutory holidays of China in a time zone of hers; of others none are known."""
    from chinese_calendar.constants import holidays  # type: ignore[import-untyped]

    from planner.check.rest_days import keeps_chinese_holidays

    return frozenset(holidays) if keeps_chinese_holidays(time_zone) else frozenset()


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


def _first_day(parts: dict[str, str], start: dt.date, without: frozenset[dt.date]) -> dt.date | None:
    """Give the rule's first day: a DTSTART that its own rule would not name is undefined (RFC 5545, 3.8.5.3)."""
    from dateutil.rrule import rrulestr

    unending = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("UNTIL", "COUNT"))
    days: Iterator[dt.datetime] = iter(rrulestr(unending, dtstart=dt.datetime.combine(start, dt.time())))
    return next((found.date() for found in days if found.date() not in without), None)


def _until_value(until: dt.datetime, slot: Slot, settings: Settings) -> str:
    """Write UNTIL as DTSTART asks: a DATE beside a DATE, else in UTC."""
    if not isinstance(slot.start, dt.datetime):
        return day(until)
    return f"{local_time(until.replace(tzinfo=ZoneInfo(settings.time_zone)).astimezone(dt.UTC))}Z"
