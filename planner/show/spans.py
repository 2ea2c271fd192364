"""Spans of days as short text that needs no translation: ISO dates, ≤ and ≥ for an open end, ~ for a blurred one."""

from __future__ import annotations

import datetime as dt

from planner.records import When


def _date(day: dt.date, year: int | None) -> str:
    return f"{day:%m-%d}" if day.year == year else day.isoformat()


def span_text(when: When, year: int | None = None) -> str:
    """Write the days of a time, inclusive, without the year where it is `year`; empty where it has no day."""
    first = "" if when.first is None else _date(when.first, year) + "~" * when.approximate_first
    last = "" if when.last is None else _date(when.last, year) + "~" * when.approximate_last
    if not first:
        return last and f"≤ {last}"
    if not last:
        return f"≥ {first}"
    return first if when.first == when.last else f"{first} – {last}"
