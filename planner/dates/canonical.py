"""A phrase that is EDTF already, such as the value of another reading: 2005-05-16/2005-05-20, 2005-07/2005-12~."""

from __future__ import annotations

from planner.dates.edtf import Date, Edtf, Interval, Set, bounds, parse
from planner.dates.patterns import lazy
from planner.records import Precision, When

# Plain dates (2005-05-12) are read by the grammar; this takes what only EDTF says.
_SHAPE = lazy(r"[0-9]{4}-(?:2[1-4]|3[3-6]|4[01])|(?=.*[/\[X~T])[0-9X\[.][0-9X\[\]./~T:-]{3,60}")
_SUB_YEAR: dict[int, Precision] = {33: "quarter", 34: "quarter", 35: "quarter", 36: "quarter", 40: "half", 41: "half"}


def canonical(phrase: str) -> When | None:
    """Read a phrase as EDTF; None where it is none.

    >>> str(canonical("2005-07/2005-12~").last)
    '2005-12-31'
    """
    words = phrase.strip()
    if not _SHAPE.fullmatch(words):
        return None
    try:
        value = parse(words)
    except ValueError:
        return None
    first, last = bounds(value)
    start, end = _ends(value)
    stated = [_precision(one) for one in (start, end) if one]
    precision: Precision = max(stated, key=_ORDER.index) if stated else "day"
    one_day = precision in ("day", "minute") and not isinstance(value, Set)
    return When(
        text=phrase,
        first=first,
        last=last,
        edtf=words,
        fit="fills" if one_day else "within",
        precision="third" if isinstance(value, Set) else precision,
        start_time=_minutes(start),
        end_time=_minutes(end) if isinstance(value, Interval) else None,
        approximate_first=bool(start and _rough(start)),
        approximate_last=bool(end and _rough(end)),
    )


_ORDER: tuple[Precision, ...] = ("minute", "day", "third", "month", "quarter", "half", "year")


def _ends(value: Edtf) -> tuple[Date | None, Date | None]:
    """The dates at both ends, None where open."""
    if isinstance(value, Date):
        return value, value
    if isinstance(value, Interval):
        start, end = value.start, value.end
        return (start if isinstance(start, Date) else None), (end if isinstance(end, Date) else None)
    first, last = value.members[0], value.members[-1]
    return (first if isinstance(first, Date) else first.start), (last if isinstance(last, Date) else last.end)


def _precision(date: Date) -> Precision:
    month = date.month.strip("~?%")
    if month.isdecimal() and int(month) in _SUB_YEAR:
        return _SUB_YEAR[int(month)]
    return "minute" if date.time else "day" if date.day else "month" if date.month else "year"


def _rough(date: Date) -> bool:
    return "~" in date.year + date.month + date.day + date.qualified


def _minutes(date: Date | None) -> int | None:
    if date is None or not date.time:
        return None
    hour, minute, _second = date.time.split(":")
    return int(hour) * 60 + int(minute)
