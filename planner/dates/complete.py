"""Completion: what a point leaves out, taken from its surroundings, with a record of what came from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from planner.dates.calendar import Days, days_on, extent, month_days, months_on
from planner.dates.model import Context, Reference
from planner.dates.nodes import Point
from planner.records import Completion, CompletionSource

NEEDS_MONTH = frozenset({"month", "day", "third", "halfmonth"})


class Stated(NamedTuple):
    """A context that is an expression before in the same text: the year, month and day that it leaves."""

    source: CompletionSource
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None


class Scope(NamedTuple):
    """What a phrase may draw on: contexts, nearest first, the reference, and the date before it in the text."""

    contexts: tuple[Context | Stated, ...]
    reference: Reference
    previous: dt.date | None = None


class Completed(NamedTuple):
    """A point with the year and month found for it; `missing` names the problem where something stays open."""

    point: Point
    year: int | None
    month: int | None
    completions: tuple[Completion, ...]
    missing: str = ""
    days: Days | None = None


def complete(point: Point, scope: Scope) -> Completed:
    """Find the year and month of a point that names a calendar unit."""
    if point.shifts:
        return _shifted(point, scope)
    unit, year, month = point.unit, point.year, point.month
    needs = unit in NEEDS_MONTH or (unit == "edge" and point.of == "month")
    taken: tuple[Completion, ...] = ()
    counted = unit in ("weekday", "week") and point.rank and point.of == ""
    if month is None and (needs or counted):
        month, taken = _month(scope)
    if year is None:
        year, more = _decade(point, scope) if unit == "decade" else _year(point, month, scope)
        taken = (*taken, *more)
    missing = (
        "no-month"
        if month is None and (needs or (counted and point.year is None))
        else "no-year"
        if year is None
        else ""
    )
    return Completed(point, year, month, taken, missing)


# The same few dates are completed from the same few places: their records are shared.
completion = lru_cache(maxsize=1024)(Completion)


_Taken = tuple[int | None, tuple[Completion, ...]]


def _month(scope: Scope) -> _Taken:
    for context in scope.contexts:
        if context.month is not None:
            return context.month, (Completion("month", context.month, context.source, context.text),)
    return None, ()


def _decade(point: Point, scope: Scope) -> _Taken:
    """The first year of a decade without a century: that of the document's date, or the one before."""
    day = scope.reference.document_date
    if day is None:
        return None, ()
    year = day.year // 100 * 100 + point.rank
    year -= 100 if year > day.year + 20 else 0
    return year, (completion("year", year, "document_date", day.isoformat()),)


def _year(point: Point, month: int | None, scope: Scope) -> _Taken:
    reference = scope.reference
    for context in scope.contexts:
        days = _days(point, month, reference)
        if context.first is not None:
            year = year_in_context(context, days)
        else:  # the free days of a coming festival may not be announced yet: its own day says where it lies
            named = point._replace(of="") if point.unit == "festival" else point
            near = month is not None and context.month is not None and context.month - month <= _NEAR_MONTHS
            year = context.year if near else _near_month(context, _days(named, month, reference))
        if year is not None:
            return year, (Completion("year", year, context.source, context.text),)
    day = reference.document_date
    if day is None or reference.year_policy == "none" or (month is None and point.unit in NEEDS_MONTH):
        return None, ()
    # 年底 alone is the end of the year in which it is written, however near the end of the year before.
    same = reference.year_policy == "same" or (point.unit == "edge" and point.of == "year" and not point.name)
    year = day.year if same else year_in_window(day, _days(point, month, reference))
    return year, (completion("year", year, "document_date", day.isoformat()),)


def _days(point: Point, month: int | None, reference: Reference) -> Callable[[int], Days | None]:
    """The days of a point as a function of the year."""
    edge = reference.month_edge_days
    return lambda year: extent(point, year, month, edge)


def year_in_context(context: Context | Stated, days: Callable[[int], Days | None]) -> int | None:
    """The year that a context gives: the one that puts the date inside its span, else the one it names."""
    if context.first and context.last:
        for year in range(context.first.year, min(context.last.year, context.first.year + 9) + 1):
            span = days(year)
            if span and context.first <= span[0] and span[1] <= context.last:
                return year
    return context.year


_NEAR_MONTHS = 4


def _near_month(context: Context | Stated, days: Callable[[int], Days | None]) -> int | None:
    """The year that a context of one year or month gives: the next one to New Year's Day under a heading of December.

    The next year is taken where its date lies at most four months behind the month that a heading, a caption or the
    date before it in a list states, and the date of the year stated lies longer before.
    """
    year, month = context.year, context.month
    if context.source == "paragraph" or year is None or month is None or not (named := month_days(year, month)):
        return year
    stated, following = days(year), days(year + 1)
    earliest, latest = months_on(named[0], -_NEAR_MONTHS), months_on(named[0], _NEAR_MONTHS + 1)
    if stated and following and earliest and latest and stated[1] < earliest and following[0] < latest:
        return year + 1
    return year


@lru_cache(maxsize=1024)
def _window(day: dt.date) -> tuple[dt.date, dt.date]:
    """The days that a date without a year may lie in: from four months before a day until eight months after it."""
    return months_on(day, -4) or dt.date.min, months_on(day, 8) or dt.date.max


def year_in_window(day: dt.date, days: Callable[[int], Days | None]) -> int:
    """The year that puts the middle of a date between four months before a day and eight months after it."""
    earliest, latest = _window(day)
    for year in (day.year, day.year - 1, day.year + 1):
        span = days(year)
        if span:
            first, last = span
            middle = first if first == last else first + (last - first) // 2
            if earliest <= middle < latest:
                return year
    # Only 29 February is not in every year: it is then missing from the year that the window gives it.
    return latest.year if latest >= dt.date(latest.year, 3, 1) else day.year


def _shifted(point: Point, scope: Scope) -> Completed:
    """Move from the date before, or from the document's date, by the steps that the words name."""
    base = scope.previous
    source: CompletionSource = "paragraph"
    if not point.previous or (base is None and scope.reference.anaphora == "document"):
        base, source = scope.reference.document_date, "document_date"
    if base is None:
        return Completed(point, None, point.month, (), "no-date")
    day: dt.date | None = base
    for unit, count in point.shifts:
        day = _step(day, unit, count) if day else None
    if day is None:
        return Completed(point, None, None, (), "impossible-date")
    finest = point.shifts[-1][0]
    text = base.isoformat()
    year = Completion("year", day.year, source, text)
    month = Completion("month", day.month, source, text)
    if finest in ("day", "week"):
        bare = point._replace(year=day.year, month=day.month, day=day.day)
        return Completed(bare, day.year, day.month, (year, month), days=_near(bare, day))
    if finest == "century":
        return Completed(point, day.year // 100 * 100 + point.rank, None, (year,))
    if finest in ("month", "quarter", "half"):
        return Completed(point, day.year, point.month or day.month, (year, month))
    return Completed(point, day.year, point.month, (year,))


def _step(day: dt.date, unit: str, count: int) -> dt.date | None:
    if unit == "year":
        return months_on(day, 12 * count)
    if unit == "month":
        return months_on(day, count)
    if unit in ("quarter", "half"):
        return months_on(day, (3 if unit == "quarter" else 6) * count)
    if unit == "century":
        return months_on(day.replace(day=1), 1200 * count)
    return days_on(day, count * (7 if unit == "week" else 1))


def _near(point: Point, day: dt.date) -> Days | None:
    """The day, week, weekend or weekday that a relative step lands in."""
    if point.unit == "day":
        return day, day
    monday = days_on(day, -day.weekday())
    if monday is None:
        return None
    begin, end = {"week": (0, 6), "weekend": (5, 6)}.get(point.unit, (point.weekday - 1, point.weekday - 1))
    if point.unit == "halfweek":
        begin, end = (0, 2) if point.rank == 1 else (3, 6)
    first, last = days_on(monday, begin), days_on(monday, end)
    return (first, last) if first and last else None
