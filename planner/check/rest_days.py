"""Days of the calendar for checks: working days and days of rest, runs of days, and days in words."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner.dates.calendar import days_on, months_on
from planner.dates.words import in_words
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.records import Message

DayKind: TypeAlias = Literal["working", "made_up", "weekend", "holiday"]
_DAYS = {"day": 1, "week": 7}
_MOST_WORKING_DAYS = 1000  # that are counted one by one; no notice asks for more
FIRST_YEAR, LAST_YEAR = 2004, 2026  # what chinesecalendar 1.11 holds, both inclusive
_OF_CHINA = frozenset(
    ("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "PRC")
)
_MONTHS = (
    message("January"), message("February"), message("March"), message("April"), message("May"), message("June"),
    message("July"), message("August"), message("September"), message("October"), message("November"),
    message("December"),
)  # fmt: skip


@cache
def _statutory() -> tuple[Mapping[dt.date, str], Mapping[dt.date, str]]:
    from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped]

    return holidays, workdays


def keeps_chinese_holidays(time_zone: str) -> bool:
    """Whether the statutory holidays of China are those of a time zone; elsewhere only weekends are known."""
    return time_zone in _OF_CHINA


def is_known_year(year: int) -> bool:
    """Whether the statutory holidays and made-up working days of a year are at hand."""
    return FIRST_YEAR <= year <= LAST_YEAR


@lru_cache(maxsize=16_384)
def kind_of(day: dt.date, *, chinese: bool) -> DayKind:
    """What a day is: a Saturday or Sunday that is worked instead of another day is "made_up", no weekend."""
    if chinese:
        holidays, workdays = _statutory()
        if day in workdays and day.weekday() > 4:
            return "made_up"
        if day in holidays:
            return "holiday"
    return "weekend" if day.weekday() > 4 else "working"


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from first to last, both inclusive."""
    return map(dt.date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def days_later(day: dt.date, number: float, unit: str, *, time_zone: str) -> dt.date | None:
    """The day that lies so many days, working days, weeks or months after a day, which is not counted itself.

    A month later is the same day of the month, or the month's last. None for other units, for fractions, and beyond
    the calendar.
    """
    count = int(number)
    if number != count:
        return None
    if unit in _DAYS:
        return days_on(day, count * _DAYS[unit])
    if unit == "month":
        return months_on(day, count)
    if unit != "working_day" or count > _MOST_WORKING_DAYS:
        return None
    chinese = keeps_chinese_holidays(time_zone)
    at: dt.date | None = day
    while count > 0 and at:
        at = days_on(at, 1)
        count -= bool(at and kind_of(at, chinese=chinese) in ("working", "made_up"))
    return at


def runs(days: Iterable[dt.date]) -> tuple[tuple[dt.date, dt.date], ...]:
    """Join days, given in order, to runs of consecutive ones: (first, last), both inclusive."""
    found: list[tuple[dt.date, dt.date]] = []
    for day in days:
        if found and found[-1][1].toordinal() + 1 == day.toordinal():
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def edtf_of(first: dt.date, last: dt.date) -> str:
    """Write a run of days, both ends inclusive, in EDTF; one day as itself."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def day_said(day: dt.date) -> Message:
    """Say one day in full: "16 May 2005"."""
    return in_words(day.isoformat())


def days_said(days: Sequence[dt.date]) -> Message:
    """Say days, in order: "21, 22, 28, 29 May 2005"; several months one after another."""
    months = tuple(
        message(
            "{days} {month} {year}",
            days=tuple(str(day.day) for day in group),
            month=_MONTHS[month - 1],
            year=year,
        )
        for (year, month), group in itertools.groupby(days, lambda day: (day.year, day.month))
    )
    return months[0] if len(months) == 1 else message("{months}", months=months)
