"""Values of the grammar written as EDTF (ISO 8601-2:2019)."""

from __future__ import annotations

import datetime as dt

from planner.records import Precision

_SUB_YEAR = {"quarter": 32, "half": 39}


def year_text(year: int | None) -> str:
    """Four figures, or XXXX."""
    return "XXXX" if year is None else f"{year:04}"


def day_text(day: dt.date) -> str:
    """A calendar day, with four figures for every year."""
    return day.isoformat()


def clock_text(minutes: int) -> str:
    """A clock time; 1440 is 24:00:00."""
    return f"T{minutes // 60:02}:{minutes % 60:02}:00"


def point_text(first: dt.date, last: dt.date, precision: Precision) -> str:
    """A span of days as one EDTF date where it is one (day, month, quarter, half, year, decade), else a set of days."""
    if first == last:
        return day_text(first)
    if precision == "month" and first.day == 1 and first.month == last.month:
        return day_text(first)[:7]
    if precision == "year" and first.year == last.year:
        return year_text(first.year)
    years = last.year - first.year + 1
    if precision == "year" and years in (10, 100) and first.year % years == 0:
        return year_text(first.year)[: 3 if years == 10 else 2] + ("X" if years == 10 else "XX")
    length = 3 if precision == "quarter" else 6
    if precision in _SUB_YEAR and first.day == 1 and (last.month, last.year) == (first.month + length - 1, first.year):
        return f"{year_text(first.year)}-{_SUB_YEAR[precision] + (first.month - 1) // length + 1}"
    return f"[{day_text(first)}..{day_text(last)}]"
