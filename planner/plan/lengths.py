"""Lengths counted from a day: a stage that begins on a day and has a length ends on another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.records import Length, When

_DAYS = {"day": 1, "week": 7}


def counted(when: When, length: Length) -> When:
    """The time that begins on a stated day and has a length; unchanged where it has an end or begins on no one day.

    A month is a calendar month: one that begins on the 5th ends on the 4th of the next.
    """
    if when.first is None or when.last is not None or when.precision not in ("day", "minute", "part"):
        return when
    last = _last(when.first, length)
    if last is None:
        return when
    about = length.bound == "about" or when.approximate_first
    first = f"{when.first.isoformat()}{'~' if when.approximate_first else ''}"
    edtf = f"{first}/{last.isoformat()}{'~' if about else ''}"
    return replace(when, last=last, edtf=edtf, approximate_last=about, text=f"{when.text}，{length.text}")


def extended(when: When, extension: Length) -> When | None:
    """The time with its end moved by an extension, its precision and blurred ends kept; None where that fixes no end.

    An extension by a month of what ends on the 20th ends on the 20th of the next.
    """
    if when.last is None or when.end_time is not None or when.last == dt.date.max:
        return None
    last = _last(when.last + dt.timedelta(1), extension)
    if last is None:
        return None
    about = when.approximate_last or extension.bound == "about"
    first = f"{when.first.isoformat()}{'~' if when.approximate_first else ''}" if when.first else ".."
    return replace(
        when,
        last=last,
        edtf=f"{first}/{last.isoformat()}{'~' if about else ''}",
        approximate_last=about,
        text=f"{when.text}，{extension.text}",
    )


def prolonged(when: When, until: When) -> When | None:
    """The time with its end moved to that of another, as an extension until a day says; None where that is no later."""
    if when.last is None or until.last is None or until.last <= when.last:
        return None
    first = f"{when.first.isoformat()}{'~' if when.approximate_first else ''}" if when.first else ".."
    return replace(
        when,
        last=until.last,
        end_time=until.end_time,
        edtf=f"{first}/{until.last.isoformat()}{'~' if until.approximate_last else ''}",
        approximate_last=until.approximate_last,
        text=f"{when.text}，{until.text}",
    )


def _last(first: dt.date, length: Length) -> dt.date | None:
    """The last day, inclusive; None for a bound that fixes no end, for working days, and for what no calendar holds."""
    if length.bound not in ("exactly", "about") or len(length.parts) != 1:
        return None
    ((number, unit),) = length.parts
    if number != int(number) or number < 1:
        return None
    try:
        if unit in _DAYS:
            return first + dt.timedelta(int(number) * _DAYS[unit] - 1)
        if unit == "month":
            years, month = divmod(first.month - 1 + int(number), 12)
            return first.replace(year=first.year + years, month=month + 1) - dt.timedelta(1)
    except (OverflowError, ValueError):
        return None
    return None
