"""Lengths as values: Length records, and the days that a length from now covers."""

from __future__ import annotations

import datetime as dt

from planner.dates.calendar import days_on, months_on
from planner.dates.model import Reference
from planner.dates.nodes import Span
from planner.dates.write import clock_text, day_text
from planner.records import Completion, Length, LengthUnit, When

_MONTHS: dict[LengthUnit, int] = {"month": 1, "quarter": 3, "year": 12}
_MINUTES: dict[LengthUnit, int] = {"minute": 1, "hour": 60}


def length_values(span: Span, words: str, reference: Reference) -> tuple[tuple[When | Length, ...], tuple[str, ...]]:
    """The readings of a length, and what is wrong with them."""
    if span.upper:
        return (Length(words, span.parts, "at_least"), Length(words, span.upper, "at_most")), ()
    length = Length(words, span.parts, span.bound)
    if not span.reach or span.anchor:
        return (length,), ()
    if reference.document_date is None:
        return ((length,), ("no-date",)) if span.reach == "point" else ((length,), ())
    moved = _moved(reference, span)
    if moved is None:
        return (length,), ()
    return _from_now(span, words, reference, moved), ()


def _moved(reference: Reference, span: Span) -> tuple[dt.date, int | None] | None:
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
    moved = days_on(day, minutes // 1440)
    return (moved, minutes % 1440 if fine else None) if moved else None


def _working(day: dt.date, count: int, direction: int) -> dt.date | None:
    """So many working days on, by the statutory calendar where its year is known, else Monday to Friday."""
    from chinese_calendar import is_workday  # type: ignore[import-untyped]

    at: dt.date | None = day
    left = min(count, 4000)
    while left and at:
        at = days_on(at, direction)
        try:
            left -= bool(at and is_workday(at))
        except NotImplementedError:
            left -= bool(at and at.isoweekday() < 6)
    return at


def _from_now(
    span: Span, words: str, reference: Reference, moved: tuple[dt.date, int | None]
) -> tuple[When | Length, ...]:
    base = reference.document_date or moved[0]
    day, minute = moved
    taken = (Completion("day", base.day, "document_date", base.isoformat()),)
    clock = "" if minute is None else clock_text(minute)
    about = span.bound == "about"

    def value(first: dt.date | None, last: dt.date | None, edtf: str, start: int | None, end: int | None) -> When:
        return When(
            text=words,
            first=first,
            last=last,
            edtf=edtf,
            fit="fills" if minute is not None or first == last else "within",
            precision="minute" if minute is not None else "day",
            start_time=start,
            end_time=end,
            approximate_first=about and first is not None,
            approximate_last=about and last is not None,
            completed_from=taken,
        )

    at = f"{day_text(day)}{clock}"
    rough = "~" if about else ""
    if span.reach == "through":
        now = day_text(base) + (clock_text(reference.document_time or 0) if minute is not None else "")
        clock_now = reference.document_time if minute is not None else None
        if span.direction > 0:
            return (value(base, day, f"{now}/{at}{rough}", clock_now, minute),)
        return (value(day, base, f"{at}{rough}/{now}", minute, clock_now),)
    point = value(day, day, at + rough, minute, None)
    if span.reach == "point":
        return (point,)
    if span.direction > 0:
        return point, value(day, None, f"{at}{rough}/..", minute, None)
    return point, value(None, day, f"../{at}{rough}", None, minute)
