"""A repeat under a caption that states a month or a span of days: its first day there, and its end (UNTIL)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.records import Completion, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Context
    from planner.records import Event

_RULE = re.compile(r"FREQ=(?:DAILY|WEEKLY;BYDAY=(?P<days>(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*))")
_YEAR = 364  # days from the first to the last of a year, which says too little of when a repeat begins
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def bounded(event: Event, contexts: Sequence[Context]) -> Event:
    """The event with its repeat bounded by the nearest span of days; as it is where none is stated or it has a time.

    Only rules that are daily or name their weekdays are bounded: of others the first day stays open.
    """
    repeat = event.repeat
    rule = _RULE.fullmatch(repeat.rrule) if repeat and event.when is None else None
    stated = next(((context, span) for context in contexts if (span := _span(context))), None)
    if repeat is None or rule is None or stated is None:
        return event
    context, (first, last) = stated
    named = rule["days"].split(",") if rule["days"] else _CODES
    week = (first + dt.timedelta(days=number) for number in range(7))
    day = next((one for one in week if _CODES[one.weekday()] in named and one <= last), None)
    if day is None:
        return event
    when = When(
        text=repeat.text,
        first=day,
        last=day,
        edtf=day.isoformat(),
        precision="minute" if repeat.start_time is not None else "part" if repeat.part else "day",
        part=repeat.part,
        start_time=repeat.start_time,
        end_time=repeat.end_time,
        completed_from=(
            Completion("year", day.year, context.source, context.text),
            Completion("month", day.month, context.source, context.text),
            Completion("day", day.day, context.source, context.text),
        ),
    )
    return replace(event, when=when, repeat=replace(repeat, rrule=f"{repeat.rrule};UNTIL={last:%Y%m%d}"))


def _span(context: Context) -> tuple[dt.date, dt.date] | None:
    """The first and last day that a context states, both inclusive; None for a year alone or a single day."""
    if context.first and context.last and (context.last - context.first).days < _YEAR:
        return context.first, context.last
    if not context.year or not context.month or context.day:
        return None
    days = calendar.monthrange(context.year, context.month)[1]
    return dt.date(context.year, context.month, 1), dt.date(context.year, context.month, days)
