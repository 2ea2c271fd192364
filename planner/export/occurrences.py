"""The single occurrences of an entry, for formats that know no recurrence."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile
from typing import TYPE_CHECKING

from planner.export.content_lines import local_time

if TYPE_CHECKING:
    from planner.export.entries import Entry

UNENDING_DAYS = 366  # how far a repeat without an end is written out, from its first day


def occurrences(entry: Entry) -> tuple[list[tuple[dt.date, dt.date]], bool]:
    """Give the starts and exclusive ends of an entry, and whether these are all.

    A repeat whose rule has no end is written out for a year.
    """
    start, end = entry.slot.start, entry.slot.end
    if not entry.rule:
        return [(start, end)], True
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    parts = dict(part.split("=", 1) for part in entry.rule.split(";"))
    first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    limit = first + dt.timedelta(days=UNENDING_DAYS)
    if entry.until is not None:
        parts["UNTIL"] = local_time(entry.until)
    ended = "UNTIL" in parts or "COUNT" in parts
    rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first)
    found = rule if ended else takewhile(lambda moment: moment < limit, rule)
    starts = [one if isinstance(start, dt.datetime) else one.date() for one in found]
    return [(one, one + (end - start)) for one in starts if one not in entry.exceptions], ended
