"""What a caption, a heading or a row says about dates, for completing the phrases under it."""

from __future__ import annotations

import datetime as dt
import re

from planner.dates.find import find
from planner.dates.model import NOTHING, Context, Reference
from planner.records import CompletionSource, When

_DAYS_OF_WEEK = 7
_BARE_YEAR = re.compile(r"(?<![\w./-])(?:19|20)\d\d(?![\w./]|-\d)")
_OF_A_YEAR = re.compile(
    r"\b(?:terms?|semester|trimester|calendar|schedule|timetable|program(?:me)?|agenda|dates|seasons?|series|workshop"
    r"|conference|meetings?|seminars?|forum|events|festival|symposium|courses?|training|sessions?|days?|weeks?)\b"
    r"|日程|行事历|日历|计划|安排|进度|课程表|值班表",
    re.IGNORECASE,
)


def context_of(source: CompletionSource, text: str, reference: Reference = NOTHING) -> Context | None:
    """Say what a caption, a heading or a row tells about dates: year, month, day, or a span; None where nothing."""
    whens = [value for found in find(text, reference) for value in found.values[:1] if isinstance(value, When)]
    if not whens:
        return _bare_year(source, text) if source in ("title", "heading", "caption") else None
    best = max(whens, key=lambda when: (when.first is not None, _weight(when)))
    year, month, day = _fields(best)
    spans = best.first and best.last and (best.first.year, best.first.month) != (best.last.year, best.last.month)
    week = _week(best)
    if year is None and month is None and day is None and not spans and not week:
        return None
    return Context(
        source=source,
        text=text,
        year=year,
        month=month,
        day=day,
        first=best.first if spans else None,
        last=best.last if spans else None,
        week=week,
    )


def _week(when: When) -> tuple[dt.date, dt.date] | None:
    """The span of a time of several days that holds each weekday once at most."""
    if when.first is None or when.last is None or (when.fit != "fills" and when.precision != "week"):
        return None
    return (when.first, when.last) if 0 < (when.last - when.first).days < _DAYS_OF_WEEK else None


def _bare_year(source: CompletionSource, text: str) -> Context | None:
    """The one year at the edge of a title that says what it is a year of: Spring Term 2027, 2027 Training Calendar."""
    found = list(_BARE_YEAR.finditer(text))
    if len(found) != 1 or not _OF_A_YEAR.search(text):
        return None
    edge = not re.search(r"\w", text[: found[0].start()]) or not re.search(r"\w", text[found[0].end() :])
    return Context(source=source, text=text, year=int(found[0][0])) if edge else None


def _weight(when: When) -> int:
    return ("year", "half", "quarter", "month", "third", "week", "day", "part", "minute").index(when.precision)


def _fields(when: When) -> tuple[int | None, int | None, int | None]:
    """The year, month and day that a value states or has been given."""
    match = re.match(r"(?:\.\./|\[)?(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?", when.edtf)
    if not match:
        return None, None, None
    year, month, day = (int(part) if part and part.isdecimal() else None for part in match.groups())
    if month is not None and month > 12:
        month = day = None
    if when.first and when.last and when.first != when.last:
        day = None
        month = month if (when.first.year, when.first.month) == (when.last.year, when.last.month) else None
        year = year if when.first.year == when.last.year else None
    return year, month, day
