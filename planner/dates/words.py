"""Values of time in words for people: EDTF and ISO 8601 lengths as messages, to be said in the reader's language."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from planner.dates import edtf
from planner.dates.edtf import Date, Interval, Set, Span
from planner.records import message, plural_message

if TYPE_CHECKING:
    from planner.records import Message

MONTHS = (
    message("Jan"),
    message("Feb"),
    message("Mar"),
    message("Apr"),
    message("May"),
    message("Jun"),
    message("Jul"),
    message("Aug"),
    message("Sep"),
    message("Oct"),
    message("Nov"),
    message("Dec"),
)
_LENGTH = re.compile(r"P(?:([0-9]+)([DWM])|T([0-9]+)H)")


@lru_cache(maxsize=4096)
def in_words(text: str, year: int | None = None) -> Message:
    """Say an EDTF value (ISO 8601-2), an ISO 8601 length of one unit, or a range of such lengths, in words.

    The year is left out where it is `year`. What has no words here (seasons, doubtful dates) is said as it is written.
    """
    first, slash, last = text.partition("/")
    if lengths := [found for part in (first, last) if (found := _LENGTH.fullmatch(part))]:
        if slash and first == last:
            return _length(lengths[0], lengths[0][1] or lengths[0][3])
        if slash and len(lengths) == 2 and lengths[0][2] == lengths[1][2]:
            return _length(lengths[1], f"{lengths[0][1]}–{lengths[1][1]}")
        return _length(lengths[0], lengths[0][1] or lengths[0][3]) if not slash else _as_written(text)
    try:
        value = edtf.parse(text)
    except ValueError:
        return _as_written(text)
    match value:
        case Date() if isinstance(one := _marked(value), Date) and _sayable(one):
            return _date(one, year)
        case Interval(start, end):
            return _interval(_marked(start), _marked(end), year) or _as_written(text)
        case Set(members=(Span(Date() as start, Date() as end),)) if said := _interval(
            _marked(start), _marked(end), year
        ):
            return message("some time in {days}", days=said)
    return _as_written(text)


def _marked(end: Date | Literal["..", ""]) -> Date | Literal["..", ""]:
    """A date with the ~ of its last part, which blurs the whole date, kept beside the parts."""
    if isinstance(end, str):
        return end
    if end.day.endswith("~"):
        return replace(end, day=end.day[:-1], qualified="~")
    if not end.day and end.month.endswith("~"):
        return replace(end, month=end.month[:-1], qualified="~")
    return replace(end, year=end.year[:-1], qualified="~") if not end.month and end.year.endswith("~") else end


def _as_written(text: str) -> Message:
    return message("{edtf}", edtf=text)


def _length(found: re.Match[str], number: str) -> Message:
    count = int(found[1] or found[3])
    match found[2]:
        case "D":
            return plural_message("{number} day", "{number} days", count=count, number=number)
        case "W":
            return plural_message("{number} week", "{number} weeks", count=count, number=number)
        case "M":
            return plural_message("{number} month", "{number} months", count=count, number=number)
    return plural_message("{number} hour", "{number} hours", count=count, number=number)


def _sayable(date: Date) -> bool:
    """Whether a date is of plain parts: a known day, month or year, or a month of an unknown year."""
    return (
        bool(re.fullmatch(r"[0-9]{4}|XXXX", date.year))
        and date.qualified in ("", "~")
        and not date.zone
        and date.month in ("", *(f"{number:02}" for number in range(1, 13)))
        and re.fullmatch(r"[0-9]*", date.day) is not None
        and not (date.year == "XXXX" and not date.month)
    )


def _date(date: Date, year: int | None) -> Message:
    if date.qualified:
        return message("about {day}", day=_date(replace(date, qualified=""), year))
    if date.time:
        return message("{day}, {time}", day=_date(replace(date, time=""), year), time=date.time[:5])
    if not date.month:
        return message("year {year}", year=date.year)
    month = MONTHS[int(date.month) - 1]
    dated = date.year != "XXXX" and int(date.year) != year
    if not date.day:
        return message("{month} {year}", month=month, year=date.year) if dated else month
    if not dated:
        return message("{day} {month}", day=int(date.day), month=month)
    return message("{day} {month} {year}", day=int(date.day), month=month, year=date.year)


def _interval(start: Date | Literal["..", ""], end: Date | Literal["..", ""], year: int | None) -> Message | None:
    """Say a range of days with each part once: "16–20 May 2005"; None where an end has no words."""
    ends = [one for one in (start, end) if isinstance(one, Date)]
    if not ends or not all(map(_sayable, ends)):
        return None
    if not isinstance(start, Date):
        return message("until {date}", date=_date(ends[0], year))
    if not isinstance(end, Date):
        return message("from {date} on", date=_date(start, year))
    if start.time and end.time and replace(start, time="") == replace(end, time=""):
        hours = f"{start.time[:5]}–{end.time[:5]}"
        return message("{day}, {time}", day=_date(replace(start, time=""), year), time=hours)
    if start.year != end.year or not start.month or start.time or end.time:
        return message("{first} – {last}", first=_date(start, year), last=_date(end, year))
    shown = start.year not in ("XXXX", f"{year:04}" if year else "")
    plain = not (start.qualified or end.qualified) and start.day and end.day
    if plain and start.month == end.month:
        values = {"first": int(start.day), "last": int(end.day), "month": MONTHS[int(start.month) - 1]}
        if not shown:
            return message("{first}–{last} {month}", **values)
        return message("{first}–{last} {month} {year}", **values, year=start.year)
    own = int(start.year) if shown else year
    first, last = _date(start, own), _date(end, own)
    if not shown:
        return message("{first} – {last}", first=first, last=last)
    return message("{first} – {last} {year}", first=first, last=last, year=start.year)
