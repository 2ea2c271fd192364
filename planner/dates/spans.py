"""Lengths as values: Length records, and the days that a length from now covers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.dates.calendar import Days, days_on, month_days, months_on, year_days
from planner.dates.model import Reference
from planner.dates.nodes import Span
from planner.dates.write import clock_text, day_text, point_text
from planner.records import Completion, Fit, Length, LengthUnit, Precision, When

_MONTHS: dict[LengthUnit, int] = {"month": 1, "quarter": 3, "year": 12}
_MOST_WORKING_DAYS = 4000  # they are counted one by one
_MINUTES: dict[LengthUnit, int] = {"minute": 1, "hour": 60}


def length_values(span: Span, words: str, reference: Reference) -> tuple[tuple[When | Length, ...], tuple[str, ...]]:
    """The readings of a length, and what is wrong with them."""
    if span.upper:
        return (Length(words, span.parts, "at_least", span.upper),), ()
    length = Length(words, span.parts, span.bound)
    if not span.reach or span.anchor:
        return (length,), ()
    if reference.document_date is None:
        return ((length,), ("no-date",)) if span.reach == "point" else ((length,), ())
    target = moved(reference, span)
    return ((length,) if target is None else _from_now(span, words, reference, target)), ()


def moved(reference: Reference, span: Span) -> tuple[dt.date, int | None] | None:
    """The document's date moved by the length: the day, and the minute where the length is finer than a day."""
    day, minute = reference.document_date, reference.document_time
    fine = any(unit in _MINUTES for _count, unit in span.parts)
    if fine and minute is None:
        return None
    minutes = minute or 0
    for count, unit in span.parts:
        if day is None:
            return None
        if unit in _MONTHS:
            whole = count * _MONTHS[unit]
            day = months_on(day, span.direction * int(whole))
            day = (
                days_on(day, span.direction * round((whole - int(whole)) * 30)) if day and whole != int(whole) else day
            )
        elif unit in _MINUTES:
            minutes += span.direction * round(count * _MINUTES[unit])
        elif unit == "working_day":
            day = _working(day, int(count), span.direction)
        else:
            day = days_on(day, span.direction * round(count * (7 if unit == "week" else 1)))
    if day is None:
        return None
    last = days_on(day, minutes // 1440)
    return (last, minutes % 1440 if fine else None) if last else None


def _working(day: dt.date, count: int, direction: int) -> dt.date | None:
    """So many working days on, by the statutory calendar where its year is known, else Monday to Friday."""
    from chinese_calendar import is_workday  # type: ignore[import-untyped]

    at: dt.date | None = day if count <= _MOST_WORKING_DAYS else None
    left = count
    while left and at:
        at = days_on(at, direction)
        try:
            left -= bool(at and is_workday(at))
        except NotImplementedError:
            left -= bool(at and at.isoweekday() < 6)
    return at


def _unit_days(span: Span, day: dt.date) -> tuple[Days, Precision]:
    """The days that 三年前 may mean: the unit that the length is counted in, around or from the day it leads to."""
    count, unit = span.parts[-1]
    if unit == "year" and count == int(count):
        return year_days(day.year) or (day, day), "year"
    if unit in ("year", "quarter") or (unit == "month" and count == int(count)):
        return month_days(day.year, day.month) or (day, day), "month"
    if unit == "week":
        return (day, days_on(day, 6) or day), "week"
    return (day, day), "day"


def _from_now(span: Span, words: str, reference: Reference, target: tuple[dt.date, int | None]) -> tuple[When, ...]:
    """The readings of a length from now: the stretch up to its far end, the far end, or what lies beyond it."""
    base = reference.document_date or target[0]
    day, minute = target
    about = span.bound == "about"
    plain = When(
        text=words,
        first=day,
        last=day,
        edtf="",
        precision="day" if minute is None else "minute",
        completed_from=(Completion("day", base.day, "document_date", base.isoformat()),),
    )
    if span.reach == "through":
        return (_through(plain, span, reference, base, day, minute),)
    if minute is not None:
        at = day_text(day) + clock_text(minute)
        first: Days = (day, day)
        point = replace(
            plain, edtf=at + "~" * about, start_time=minute, approximate_first=about, approximate_last=about
        )
    else:
        first, precision = _unit_days(span, day)
        text = point_text(*first, precision)
        at = day_text(first[0] if span.direction > 0 else first[1])
        fit: Fit = "fills" if precision == "day" else "within"
        point = replace(
            plain,
            first=first[0],
            last=first[1],
            edtf=_blurred(text, about),
            fit=fit,
            precision=precision,
            approximate_first=about,
            approximate_last=about,
        )
    if span.reach == "point":
        return (point,)
    if span.direction > 0:
        return point, replace(point, last=None, edtf=f"{at}{'~' * about}/..", approximate_last=False)
    beyond = replace(point, first=None, edtf=f"../{at}{'~' * about}", approximate_first=False)
    return point, replace(beyond, start_time=None, end_time=minute)


def _blurred(text: str, about: bool) -> str:
    """Mark an EDTF date as approximate, or both ends of a set."""
    if not about:
        return text
    return f"{text[:-1].replace('..', '~..')}~]" if text.startswith("[") else text + "~"


def _through(plain: When, span: Span, reference: Reference, base: dt.date, day: dt.date, minute: int | None) -> When:
    """The stretch between now and the far end; whole days leave out the day of the document when they lie ahead."""
    about = span.bound == "about"
    now, clock = base, None
    if minute is not None:
        clock = reference.document_time
    elif span.direction > 0:
        now = days_on(base, 1) or base
    if about and span.parts[-1][1] in ("month", "year"):
        days = month_days(day.year, day.month) or (day, day)
        day = days[1] if span.direction > 0 else days[0]
    ends = [(now, clock, False), (day, minute, about)]
    (first, start, rough_first), (last, end, rough_last) = ends if span.direction > 0 else ends[::-1]
    texts = [
        day_text(one) + ("" if at is None else clock_text(at)) + "~" * rough
        for one, at, rough in ((first, start, rough_first), (last, end, rough_last))
    ]
    return replace(
        plain,
        first=first,
        last=last,
        edtf="/".join(texts),
        fit="within" if minute is None else "fills",
        start_time=start,
        end_time=end,
        approximate_first=rough_first,
        approximate_last=rough_last,
    )
