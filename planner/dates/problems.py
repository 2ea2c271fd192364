"""The sentences for what is wrong with a time expression, or open in it; one stable code each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.dates.model import Problem
from planner.records import Message, message

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "impossible-date": message("{words}: there is no such date", words=""),
        "impossible-time": message("{words}: there is no such time of day", words=""),
        "inverted-range": message("{words}: ends before it begins", words=""),
        "weekday-mismatch": message("{words}: the date falls on another weekday", words=""),
        "week-mismatch": message("{words}: the days are not in the week named", words=""),
        "alternatives": message("{words}: one of several, the words do not say which", words=""),
        "superseded": message("{words}: replaced by what follows", words=""),
        "ambiguous-order": message("{words}: day and month can be read in either order", words=""),
        "ambiguous-calendar": message("{words}: can be a date of the civil or of the lunar calendar", words=""),
        "vague": message("{words}: says no date", words=""),
        "season": message("{words}: a season has no fixed days", words=""),
        "no-year": message("{words}: the year is not stated anywhere", words=""),
        "no-month": message("{words}: the month is not stated anywhere", words=""),
        "no-day": message("{words}: a time of day without a day", words=""),
        "no-week": message("{words}: a weekday without a week", words=""),
        "no-date": message("{words}: counts from a date that is not stated", words=""),
        "no-term": message("{words}: a week of a term whose start is not stated", words=""),
        "unknown-holiday": message("{words}: the days off of that year are not known", words=""),
    }
)


def problem(code: str, words: str, start: int, end: int) -> Problem:
    """Make the problem of a code about the words at a place."""
    return Problem(code=code, message=Message(MESSAGES[code].template, (("words", words),)), start=start, end=end)
