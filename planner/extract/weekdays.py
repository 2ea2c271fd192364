"""Weekdays and week numbers that stand in columns of their own, held against the dates of their rows."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from planner import codes
from planner.extract.reading import Reading
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.extract.fields import Row
    from planner.records import Event, Finding, Place, When

_CHINESE = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)?([一二三四五六日天])(?![0-9一二三四五六七八九十])|\b(mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"第?\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:教学)?[周週]?$|week\s*([0-9]{1,2})$", re.IGNORECASE
)
_FEWEST = 3  # rows that must agree before one that does not is an outlier


def weekday_findings(rows: Sequence[Row], events: Sequence[Event]) -> Reading:
    """Report rows whose weekday, or whose number of the week, is not that of their date."""
    by_place = {
        event.place: event
        for event in events
        if (when := event.when) and when.first and when.last and not _says_weekday(event.title, when, event.place)
    }
    dated = [(row, event) for row in rows if (event := by_place.get(row.place))]
    return Reading((), (*_weekdays(dated), *_weeks(dated)))


def _says_weekday(title: str, when: When, place: Place) -> bool:
    """Whether the title gave its event another day than that of the row, which alone is held against the columns."""
    return when.text in title and when.text not in place.quote


def _weekdays(dated: Sequence[tuple[Row, Event]]) -> list[Finding]:
    findings = []
    for row, event in dated:
        words = row.text("weekday")
        named = [_number(found) for found in _DAY.finditer(words)]
        when = event.when
        if not named or len(named) > 2 or when is None or when.first is None or when.last is None:
            continue
        real = [when.first.weekday(), when.last.weekday()][: len(named)]
        if named != real:
            said = message("{words} is not the weekday of {date}", words=words, date=when.text)
            findings.append(codes.reading_finding(codes.CONTRADICTORY_TIME, said, row.place, event=event.title))
    return findings


def _number(found: re.Match[str]) -> int:
    if found[1]:
        return 6 if found[1] == "天" else _CHINESE.index(found[1])
    return _ENGLISH.index(found[2].lower())


def week_number(text: str) -> int | None:
    """The number of a week: 第3周, 3, 第十二周, Week 3."""
    found = _WEEK.match(text.strip())
    if not found:
        return None
    words = found[1] or found[2]
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    digits = "零一二三四五六七八九"
    return (digits.index(tens) if tens else 1 if ten else 0) * 10 + (digits.index(ones) if ones else 0)


def _weeks(dated: Sequence[tuple[Row, Event]]) -> list[Finding]:
    """A row whose week number says another first week than the rows around it."""
    starts: list[tuple[Row, Event, dt.date]] = []
    for row, event in dated:
        number = week_number(row.text("week"))
        day = event.when.first if event.when else None
        if number is not None and day is not None:
            monday = day - dt.timedelta(days=day.weekday())
            starts.append((row, event, monday - dt.timedelta(weeks=number - 1)))
    if not starts:
        return []
    (usual, count), *others = Counter(start for *_, start in starts).most_common()
    if count < _FEWEST or count * 2 <= len(starts) or not others:
        return []
    return [
        codes.reading_finding(
            codes.WEEK_NUMBER,
            message(
                "{words} is not the week of {date}, by the other rows", words=row.text("week"), date=event.place.quote
            ),
            row.place,
            event=event.title,
        )
        for row, event, start in starts
        if start != usual
    ]
