"""From a point as worded to the days it covers: completed, checked against the calendar, written as EDTF."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from planner.dates.calendar import Days, days_on, extent, nth_weekday, week_of
from planner.dates.complete import Completed, Scope, complete
from planner.dates.model import Context
from planner.dates.nodes import Point
from planner.dates.write import clock_text, day_text, point_text, year_text
from planner.records import Completion, Precision

_PRECISION: dict[str, Precision] = {
    "year": "year",
    "half": "half",
    "quarter": "quarter",
    "month": "month",
    "third": "third",
    "edge": "third",
    "halfmonth": "third",
    "week": "week",
    "halfweek": "week",
    "weekend": "week",
    "season": "quarter",
    "decade": "year",
    "schoolyear": "year",
    "head": "quarter",
    "tail": "quarter",
}
FILLS: frozenset[Precision] = frozenset({"day", "part", "minute"})


class Resolved(NamedTuple):
    """A point with its days, inclusive; both None where something stays open, and `faults` says what.

    `edtf` is the date alone, without clock time; `year` and `month` are what the next phrase may take from it.
    """

    point: Point
    first: dt.date | None
    last: dt.date | None
    edtf: str
    precision: Precision
    completions: tuple[Completion, ...] = ()
    faults: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None

    @property
    def days(self) -> Days | None:
        """The span, where it is known."""
        return (self.first, self.last) if self.first and self.last else None


def resolve(point: Point, scope: Scope) -> Resolved:
    """Work out the days of a point."""
    unit = point.unit
    if not unit:
        return _time_only(point, scope)
    if unit in ("weekday", "weekend") and not point.rank and not point.shifts:
        return _bare_weekday(point, scope)
    if unit == "weekday" and point.day and scope.reference.document_date is None:
        return resolve(point._replace(unit="day", shifts=()), scope)
    if unit == "week" and not point.of and not point.shifts and point.year is None:
        return _term_week(point, scope)
    found = complete(point, scope)
    if unit == "season":
        text = f"{year_text(found.year)}-{20 + point.rank}"
        faults = ("season",) if found.year is not None else (found.missing,)
        return Resolved(point, None, None, text, "quarter", found.completions, faults, found.year, None)
    span = found.days
    if span is None and found.year is not None and not found.missing:
        span = extent(point, found.year, found.month, scope.reference.month_edge_days)
        if span is None:
            unknown = unit == "festival" and point.of == "days"
            return _failed(found, "unknown-holiday" if unknown else "impossible-date")
    return _open(found) if span is None else _settled(point, found, span)


def _settled(point: Point, found: Completed, span: Days) -> Resolved:
    unit, (first, last) = point.unit, span
    precision = precision_of(point, span)
    faults: tuple[str, ...] = ()
    if point.weekday and first == last and unit in ("day", "festival") and first.isoweekday() != point.weekday:
        faults = ("weekday-mismatch",)
    if unit == "weekday" and point.day and first.day != point.day:
        faults = ("weekday-mismatch",)
    if point.impossible:
        faults = (*faults, "impossible-time")
    month = None if unit in _YEARLY else found.month
    edtf = day_text(first) if first == last else point_text(first, last, precision)
    return Resolved(point, first, last, edtf, precision, found.completions, faults, found.year, month)


_YEARLY = frozenset(("year", "half", "quarter"))


def precision_of(point: Point, span: Days | None) -> Precision:
    """How finely the words put the point."""
    if point.clock is not None:
        return "minute"
    if point.part:
        return "part"
    if point.unit == "day":
        return "day"
    if point.unit == "nth" and point.of in ("month", "quarter", "week"):
        return "month" if point.of == "month" else "quarter" if point.of == "quarter" else "week"
    if point.unit == "festival" and span and span[0] != span[1]:
        return "day"
    if point.unit == "week" and point.weekday:
        return "day"
    return _PRECISION.get(point.unit, "day")


def _failed(found: Completed, fault: str) -> Resolved:
    precision = precision_of(found.point, None)
    return Resolved(found.point, None, None, "", precision, found.completions, (fault,), found.year, found.month)


def _open(found: Completed) -> Resolved:
    """Keep a point that lacks its year or month undated, with X for what is open."""
    point, month = found.point, found.month
    beyond = (found.year or 0) > dt.MAXYEAR
    if beyond or found.missing == "impossible-date" or (found.missing != "no-date" and not possible(point, month)):
        return _failed(found, "impossible-date")
    faults = (found.missing, *(("impossible-time",) if point.impossible else ()))
    edtf = open_text(point, found.year, month)
    precision = precision_of(point, None)
    return Resolved(point, None, None, edtf, precision, found.completions, faults, found.year, month)


def possible(point: Point, month: int | None) -> bool:
    """Whether some year has the month and day of a point."""
    if point.calendar == "lunar":
        return (month is None or 1 <= month <= 12) and (point.day is None or 1 <= point.day <= 30)
    if point.unit not in ("month", "day", "third"):
        return True
    if month is not None and not 1 <= month <= 12:
        return False
    longest = 31 if month is None else 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return point.day is None or 1 <= point.day <= longest


def open_text(point: Point, year: int | None, month: int | None) -> str:
    """EDTF with X for the figures that are open."""
    head = year_text(year)
    in_month = f"{head}-{month:02}" if month else f"{head}-XX"
    if point.unit == "day":
        return f"{in_month}-{point.day:02}" if point.day and point.calendar != "lunar" else f"{head}-XX-XX"
    if point.unit in ("third", "edge") and point.of != "year":
        span = extent(point._replace(shifts=()), 2001, month or 1, 10)
        if span and (month or point.rank < 3):
            last = "XX" if span[1].day > 27 and month in (None, 2) else f"{span[1].day:02}"
            return f"[{in_month}-{span[0].day:02}..{in_month}-{last}]"
    if point.unit == "month":
        return in_month if point.calendar != "lunar" else head
    if point.unit in ("quarter", "half"):
        return f"{head}-{point.rank + (32 if point.unit == 'quarter' else 39)}"
    return f"{in_month}-XX" if point.unit in ("weekday", "festival") or (point.shifts and point.unit == "day") else head


def _time_only(point: Point, scope: Scope) -> Resolved:
    """A part of day or a clock time takes its day from the row, the column, the heading, or its own phrase."""
    precision = precision_of(point, None)
    faults = ("impossible-time",) if point.impossible else ()
    for context in scope.contexts:
        if context.day and context.month and context.source in ("phrase", "row", "column", "heading", "caption"):
            dated = point._replace(year=context.year, month=context.month, day=context.day, unit="day")
            found = resolve(dated, scope)
            parts = (("month", context.month), ("day", context.day))
            taken = tuple(Completion(part, value, context.source, context.text) for part, value in parts)  # type: ignore[arg-type]
            if context.year:
                taken = (Completion("year", context.year, context.source, context.text), *taken)
            return found._replace(point=point, completions=(*found.completions, *taken))
    return Resolved(point, None, None, "XXXX-XX-XX", precision, (), (*faults, "no-day"))


def _bare_weekday(point: Point, scope: Scope) -> Resolved:
    """A weekday without a week stays open unless what stands around it, or the policy, says which week it is in."""
    for context in scope.reference.contexts:
        if context.week and (told := _in_week(point, context)):
            return told
    day, policy = scope.reference.document_date, scope.reference.weekday_policy
    precision = precision_of(point, None)
    if day is None or policy == "open":
        faults = ("no-week", *(("impossible-time",) if point.impossible else ()))
        return Resolved(point, None, None, "XXXX-XX-XX", precision, (), faults)
    base = week_of(day) if policy == "this_week" else (days_on(day, 1) or day, days_on(day, 7) or day)
    span = nth_weekday(base, point.weekday or 6, 1) or base
    span = span if point.weekday else (span[0], days_on(span[0], 1) or span[0])
    taken = tuple(
        Completion(part, value, "document_date", day.isoformat())  # type: ignore[arg-type]
        for part, value in (("year", span[0].year), ("month", span[0].month), ("day", span[0].day))
    )
    completed = Completed(point._replace(unit="weekday"), span[0].year, span[0].month, taken)
    return _settled(point, completed, span)


def _in_week(point: Point, context: Context) -> Resolved | None:
    """A weekday in the one week that a context states; None where that week does not hold it."""
    first, last = context.week or (dt.date.max, dt.date.min)
    span = nth_weekday((first, days_on(first, 6) or first), point.weekday or 6, 1)
    if span and not point.weekday:
        span = (span[0], days_on(span[0], 1) or span[0])
    if span is None or not first <= span[0] <= span[1] <= last:
        return None
    taken = tuple(
        Completion(part, value, context.source, context.text)  # type: ignore[arg-type]
        for part, value in (("year", span[0].year), ("month", span[0].month), ("day", span[0].day))
    )
    completed = Completed(point._replace(unit="weekday"), span[0].year, span[0].month, taken)
    return _settled(point, completed, span)


def _term_week(point: Point, scope: Scope) -> Resolved:
    """第8周: counted from the week in which the term starts."""
    start = scope.reference.term_start
    precision = precision_of(point, None)
    if start is None or point.rank < 1:
        return Resolved(point, None, None, "XXXX", precision, (), ("no-term",))
    monday = days_on(week_of(start)[0], 7 * (point.rank - 1))
    if monday is None:
        return Resolved(point, None, None, "", precision, (), ("impossible-date",))
    span = week_of(monday)
    if point.weekday:
        day = days_on(monday, point.weekday - 1) or monday
        span = (day, day)
    taken = (Completion("year", span[0].year, "term_start", start.isoformat()),)
    return _settled(point, Completed(point, span[0].year, span[0].month, taken), span)


def with_clock(edtf: str, clock: int | None) -> str:
    """Add a clock time to a date."""
    return edtf if clock is None else edtf + clock_text(clock)
