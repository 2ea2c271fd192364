"""The days on which a repeated event falls.

`when` of a repeated event is the span in which it repeats; a single day is the first of a rule that ends by itself
(UNTIL, COUNT) or not at all, as lessons of a term and entries of calendars are.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.records import Event, Repeat, When

MOST = 400  # occurrences that are looked at: a year and more of a daily event
# The calendar repeats, weekdays too. A rule without an occurrence is followed to its last year, so it is asked late.
_YEARS, _CYCLE = 400, dt.timedelta(days=146_097)
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")


def parts_of(repeat: Repeat) -> dict[str, str]:
    """The parts of an RRULE by name, in order. Raises ValueError for what is none."""
    return dict(part.split("=", 1) for part in repeat.rrule.upper().split(";"))


def until_of(parts: Mapping[str, str], when: When, time_zone: str) -> dt.datetime | None:
    """Give the last local time at which a rule may fall: its own UNTIL, else the end of the span unless it counts.

    None where neither says one. Raises ValueError for an UNTIL that is no time.
    """
    stated = parts.get("UNTIL", "")
    if len(stated) > len("YYYYMMDD"):
        moment = dt.datetime.strptime(stated.removesuffix("Z"), "%Y%m%dT%H%M%S")
        if not stated.endswith("Z"):
            return moment
        return moment.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    last = dt.datetime.strptime(stated, "%Y%m%d").date() if stated else when.last
    if not stated and ("COUNT" in parts or last == dt.date.max or _is_first_day(parts, when)):
        return None
    return None if last is None else dt.datetime.combine(last, dt.time(23, 59, 59))


def _is_first_day(parts: Mapping[str, str], when: When) -> bool:
    """Whether the span of a repeat is but the day that it begins on."""
    return when.first == when.last and parts.get("FREQ") not in _WITHIN_A_DAY


def occasions(event: Event, time_zone: str) -> tuple[dt.date, ...]:
    """The days of a repeat (RFC 5545, 3.3.10) inside its event's span, in order, at most MOST; empty without a start.

    Statutory holidays are left out where the words leave them out and they are those of the time zone.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    from planner.check.rest_days import keeps_chinese_holidays, kind_of

    repeat, when = event.repeat, event.when
    if repeat is None or when is None or when.first is None:
        return ()
    try:
        parts = parts_of(repeat)
        until = until_of(parts, when, time_zone)
        start = dt.datetime.combine(when.first, dt.time()) + dt.timedelta(minutes=repeat.start_time or 0)
        late = _CYCLE * ((dt.MAXYEAR - start.year) // _YEARS)
        found = (one - late for one in itertools.islice(rrulestr(_by_days(parts), dtstart=start + late), MOST))
        days = tuple(dict.fromkeys(one.date() for one in found if until is None or one <= until))
    except ValueError:  # a rule that is none is said where it is read
        return ()
    chinese = repeat.except_holidays and keeps_chinese_holidays(time_zone)
    return tuple(day for day in days if not (chinese and kind_of(day, chinese=True) == "holiday"))


def _by_days(parts: Mapping[str, str]) -> str:
    """A rule without its own end, and by days where it repeats within a day: every quarter of an hour is every day."""
    kept = {name: value for name, value in parts.items() if name != "UNTIL"}
    if kept.get("FREQ") in _WITHIN_A_DAY:
        days = {name: value for name, value in kept.items() if name in ("BYDAY", "BYMONTH", "BYMONTHDAY")}
        kept = {"FREQ": "DAILY", **days}
    return ";".join(f"{name}={value}" for name, value in kept.items())


def first_and_last(event: Event, time_zone: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a repeat; None where it has no end, or none among the MOST that are looked at."""
    days = occasions(event, time_zone)
    if event.repeat is None or event.when is None or not 0 < len(days) < MOST:
        return None
    parts = parts_of(event.repeat)
    ended = "COUNT" in parts or until_of(parts, event.when, time_zone) is not None
    return (days[0], days[-1]) if ended else None
