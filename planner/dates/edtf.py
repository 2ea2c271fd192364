"""EDTF, the extended date and time format of ISO 8601-2:2019: read, written back, and its bounds in days.

All three levels: qualified (?, ~, %), unspecified (X) and season or sub-year (21-41) dates, years beyond four figures,
significant figures (S), intervals with open (..) and unknown ends, sets "one of" [...] and "all of" {...}. A time of
day may follow any date, and a qualification may follow the time: the standard stops at whole dates there.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from planner.dates.patterns import lazy

_Q = "[?~%]?"
_YEAR = r"-?[0-9X]{4}(?:S[0-9]{1,4})?|Y-?[0-9]{1,12}(?:E[0-9]{1,3})?(?:S[0-9]{1,4})?"
_DATE = lazy(
    rf"(?P<year>{_Q}(?:{_YEAR}){_Q})(?:-(?P<month>{_Q}[0-9X]{{2}}{_Q})(?:-(?P<day>{_Q}[0-9X]{{2}}{_Q}))?)?"
    rf"(?:T(?P<time>[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})(?P<zone>Z|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?(?P<qualified>{_Q}))?"
)
# First and last month of each sub-year group: quarters 33-36, thirds 37-39, halves 40-41.
_GROUPS = {33 + index: (3 * index + 1, 3 * index + 3) for index in range(4)}
_GROUPS |= {37 + index: (4 * index + 1, 4 * index + 4) for index in range(3)}
_GROUPS |= {40 + index: (6 * index + 1, 6 * index + 6) for index in range(2)}
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a moment. Each part is kept as written, qualifications and X included; "" where it is left out."""

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    zone: str = ""
    qualified: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; ".." is an open end and "" an unknown one."""

    start: Date | Literal["..", ""]
    end: Date | Literal["..", ""]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of dates inside a set, inclusive; None is open."""

    start: Date | None
    end: Date | None


@dataclass(frozen=True, slots=True)
class Set:
    """One of (`[]`) or all of (`{}`) its members."""

    members: tuple[Date | Span, ...]
    every: bool = False


Edtf: TypeAlias = Date | Interval | Set


def parse(text: str) -> Edtf:
    """Read an EDTF expression. Raises ValueError for what is none, or names a day that no calendar has."""
    if len(text) > _MOST:
        raise ValueError("too long for EDTF")
    if text[:1] in ("[", "{"):
        return _set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return _date(text)
    return Interval(_end(start), _end(end))


def _date(text: str) -> Date:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"not EDTF: {text!r}")
    date = Date(**{name: value or "" for name, value in match.groupdict().items()})
    if not _possible(date):
        raise ValueError(f"no such date: {text!r}")
    return date


def _bare(part: str) -> str:
    return part.strip("?~%")


def _possible(date: Date) -> bool:
    """Whether month, day and time are in range; X stands for any figure."""
    if date.time and not (date.time == "24:00:00" or re.fullmatch("([01][0-9]|2[0-3])(:[0-5][0-9]){2}", date.time)):
        return False
    month, day = _bare(date.month), _bare(date.day)
    if date.time and not day:
        return False
    if month.isdecimal():
        number = int(month)
        if not (1 <= number <= 12 or (21 <= number <= 41 and not day)):
            return False
    if not day.isdecimal():
        return True
    return 1 <= int(day) <= _longest(_bare(date.year), month)


def _longest(year: str, month: str) -> int:
    """The most days that a month of a year can have, where either may hold an X."""
    if not month.isdecimal():
        return 31
    if int(month) == 2 and year.lstrip("-").isdecimal():
        return 29 if calendar.isleap(int(year)) else 28
    return 29 if int(month) == 2 else 30 if int(month) in (4, 6, 9, 11) else 31


def _end(text: str) -> Date | Literal["..", ""]:
    if text == "..":
        return ".."
    return _date(text) if text else ""


def _set(text: str) -> Set:
    if len(text) < 3 or text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise ValueError(f"not EDTF: {text!r}")
    members: list[Date | Span] = []
    for item in text[1:-1].split(","):
        start, dots, end = item.strip().partition("..")
        if not dots:
            members.append(_date(start))
        elif start or end:
            members.append(Span(_date(start) if start else None, _date(end) if end else None))
        else:
            raise ValueError(f"not EDTF: {text!r}")
    return Set(tuple(members), text[0] == "{")


def write(value: Edtf) -> str:
    """Write an expression; `write(parse(text)) == text` but for blanks in a set."""
    if isinstance(value, Date):
        return _written(value)
    if isinstance(value, Interval):
        return "/".join(end if isinstance(end, str) else _written(end) for end in (value.start, value.end))
    inside = ",".join(_member(one) for one in value.members)
    return f"{{{inside}}}" if value.every else f"[{inside}]"


def _written(date: Date) -> str:
    parts = "-".join(part for part in (date.year, date.month, date.day) if part)
    return f"{parts}T{date.time}{date.zone}{date.qualified}" if date.time else parts


def _member(one: Date | Span) -> str:
    if isinstance(one, Date):
        return _written(one)
    return f"{_written(one.start) if one.start else ''}..{_written(one.end) if one.end else ''}"


def bounds(value: Edtf) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day an expression can mean, inclusive; None where open, or beyond the years 1 to 9999."""
    if isinstance(value, Date):
        return _days(value)
    if isinstance(value, Interval):
        start = None if isinstance(value.start, str) else _days(value.start)[0]
        return start, None if isinstance(value.end, str) else _days(value.end)[1]
    starts = [
        _days(one)[0] if isinstance(one, Date) else _days(one.start)[0] if one.start else None for one in value.members
    ]
    ends = [_days(one)[1] if isinstance(one, Date) else _days(one.end)[1] if one.end else None for one in value.members]
    first = None if None in starts else min(day for day in starts if day)
    return first, None if None in ends else max(day for day in ends if day)


def _days(date: Date) -> tuple[dt.date | None, dt.date | None]:
    year = _bare(date.year)
    month, day = _bare(date.month), _bare(date.day)
    if not re.fullmatch("[0-9X]{4}", year) or year == "XXXX" or (month.isdecimal() and 21 <= int(month) <= 32):
        return None, None
    least, most = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if most < 1:
        return None, None
    if month.isdecimal() and int(month) in _GROUPS:
        first_month, last_month = _GROUPS[int(month)]
        return dt.date(least, first_month, 1), _last_of(most, last_month)
    months = [one for one in range(1, 13) if _matches(f"{one:02}", month)]
    if not months:
        return None, None
    first = _edge_day(least, months, day, last=False)
    return first, _edge_day(most, months[::-1], day, last=True)


def _matches(figures: str, pattern: str) -> bool:
    return not pattern or all(mark in ("X", figure) for figure, mark in zip(figures, pattern, strict=True))


def _last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _edge_day(year: int, months: list[int], day: str, *, last: bool) -> dt.date | None:
    """The first or last day of a year that fits, its months tried in the order given."""
    for month in months:
        days = [one for one in range(1, calendar.monthrange(year, month)[1] + 1) if _matches(f"{one:02}", day)]
        if days:
            return dt.date(year, month, days[-1] if last else days[0])
    return None
