"""The time axis: which days it covers, how a day maps to terminal cells, and the labels above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from planner.dates.words import MONTHS
from planner.language import Language
from planner.records import Message, When, message
from planner.show.width import cell_len

Unit: TypeAlias = Literal["day", "week", "month", "year"]

# Days are counted by date.toordinal, where 1 is 0001-01-01, a Monday.
_LAST_DAY = dt.date.max.toordinal()
_WIDEST_DAY = 4  # cells: beyond this a bar grows without telling more
_WEEK_CELLS = 2  # fewer cells a week: months
_YEAR_CELLS = 10  # fewer cells a year: years
_NARROWEST_LABEL = 5  # cells for a month or a year with its gap
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days `first` to `last` (ordinals, inclusive) drawn on `cells` cells."""

    first: int
    last: int
    cells: int
    unit: Unit

    @property
    def days(self) -> int:
        """Days covered."""
        return self.last - self.first + 1

    def start(self, day: int) -> int:
        """Give the cell in which a day begins; outside 0 .. cells - 1 for a day that the axis does not cover."""
        return (day - self.first) * self.cells // self.days

    def end(self, day: int) -> int:
        """Give the last cell of a day: the one before the next day's, or its first where days share a cell."""
        return max(self.start(day), self.start(day + 1) - 1)

    def covers(self, day: int) -> bool:
        """Say whether a day lies on the axis."""
        return self.first <= day <= self.last


def bounds(when: When) -> tuple[int, int] | None:
    """Give the stated days of a time as ordinals, inclusive: an open end is the other end. None without any."""
    first, last = when.first or when.last, when.last or when.first
    if first is None or last is None:
        return None
    return min(first, last).toordinal(), max(first, last).toordinal()


def make_axis(events: Iterable[When], windows: Iterable[When], cells: int) -> Axis | None:
    """Choose the axis for what is to be drawn on at most `cells` cells; None where nothing has a day.

    The events are always covered. So are the bounds of the windows that share a day with them (of all, where none
    does), and a week from each, while each day keeps a cell or, where the events alone do not allow that, while the
    events keep a third of the axis. So a window far off does not crush the events.
    """
    spans = [span for when in events if (span := bounds(when))]
    around = [span for when in windows if (span := bounds(when))]
    if not spans:
        spans, around = around, []
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    around = [span for span in around if span[0] <= last and span[1] >= first] or around
    span_days = last - first + 1
    limit = cells if span_days <= cells else 3 * span_days
    ends = {day for start, end in around for day in (start, min(start + 6, end), max(start, end - 6), end)}
    for bound in sorted(ends, key=lambda day: (max(first - day, day - last), day)):
        if max(last, bound) - min(first, bound) < limit:
            first, last = min(first, bound), max(last, bound)
    return _scaled(first, last, cells)


def _scaled(first: int, last: int, cells: int) -> Axis:
    """Choose the unit and the cells for a range of days; a range under two weeks is shown in full weeks."""
    if last - first < 13 and cells >= 21:
        first, last = first - (first - 1) % 7, min(_LAST_DAY, last + 6 - (last - 1) % 7)
    days = last - first + 1
    if days <= cells:
        return Axis(first, last, days * min(_WIDEST_DAY, cells // days), "day")
    if cells * 7 >= _WEEK_CELLS * days:
        return Axis(first, last, cells, "week")
    if cells * 365 >= _YEAR_CELLS * days:
        return Axis(first, last, cells, "month")
    return Axis(first, last, cells, "year")


def _month(year: int, month: int) -> Message:
    return message("{month} {year}", month=MONTHS[month - 1], year=year)


def _months(axis: Axis) -> Iterator[tuple[int, int, int]]:
    """Give the months that the axis touches: the first day on the axis, year, month."""
    day = dt.date.fromordinal(axis.first)
    index = day.year * 12 + day.month - 1
    start = axis.first
    while start <= axis.last:
        yield start, index // 12, index % 12 + 1
        index += 1
        if index // 12 > dt.MAXYEAR:
            return
        start = dt.date(index // 12, index % 12 + 1, 1).toordinal()


def _years(axis: Axis) -> Iterator[tuple[int, int]]:
    """Give the years that the axis touches: the first day on the axis, year."""
    for year in range(dt.date.fromordinal(axis.first).year, dt.date.fromordinal(axis.last).year + 1):
        yield max(axis.first, dt.date(year, 1, 1).toordinal()), year


def _placed(axis: Axis, labels: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Keep the labels (cell, text) that fit on the axis with a blank before the next.

    First come, first served; but the first, which may stand over the rest of a month or year, gives way to the second.
    """
    labels = list(labels)
    if len(labels) > 1 and labels[0][0] + cell_len(labels[0][1]) >= labels[1][0]:
        labels = labels[1:]
    kept: dict[int, str] = {}
    free = 0
    for cell, text in labels:
        if cell >= free and cell + cell_len(text) <= axis.cells:
            kept[cell] = text
            free = cell + cell_len(text) + 1
    return kept


def _upper_months(axis: Axis, language: Language) -> dict[int, str]:
    """Label each month on its own cells, the first of a year with the year where that fits."""
    months = list(_months(axis))
    ends = [axis.start(start) - 1 for start, _, _ in months[1:]] + [axis.cells]
    kept: dict[int, str] = {}
    labelled: int | None = None
    for (start, year, month), end in zip(months, ends, strict=True):
        room = end - axis.start(start)
        long = language.say(_month(year, month))
        short = language.say(MONTHS[month - 1])
        text = short if year == labelled or cell_len(long) > room else long
        if cell_len(text) <= room:
            kept[axis.start(start)] = text
            labelled = year if text == long else labelled
    return kept


def upper_labels(axis: Axis, language: Language) -> dict[int, str]:
    """Give the coarse labels by cell: months over days and weeks, years over months, none over years."""
    if axis.unit == "year":
        return {}
    if axis.unit == "month":
        return _placed(axis, ((axis.start(day), f"{year:04}") for day, year in _years(axis)))
    return _upper_months(axis, language)


def lower_labels(axis: Axis, language: Language) -> dict[int, str]:
    """Give the fine labels by cell: days of the month (each, or each Monday), months, or years."""
    if axis.unit == "year":
        needed = -(-_NARROWEST_LABEL * axis.days // (axis.cells * 365))
        step = next((step for step in _YEAR_STEPS if step >= needed), _YEAR_STEPS[-1])
        return _placed(axis, ((axis.start(day), f"{year:04}") for day, year in _years(axis) if year % step == 0))
    if axis.unit == "month":
        needed = -(-_NARROWEST_LABEL * axis.days // (axis.cells * 28))
        step = next((step for step in (1, 2, 3, 6) if step >= needed), 12)
        months = ((start, month) for start, _, month in _months(axis) if (month - 1) % step == 0)
        return _placed(axis, ((axis.start(start), language.say(MONTHS[month - 1])) for start, month in months))
    if axis.unit == "day" and axis.cells >= 3 * axis.days:
        step, days = 1, range(axis.first, axis.last + 1)
    else:
        needed = -(-3 * axis.days // (axis.cells * 7))
        step, days = 7 * needed, range(axis.first + (1 - axis.first) % 7, axis.last + 1, 7)
    return _placed(
        axis, ((axis.start(day), str(dt.date.fromordinal(day).day)) for day in days if (day - 1) % step == 0)
    )


def is_weekend(day: int) -> bool:
    """Say whether an ordinal day is a Saturday or a Sunday."""
    return (day - 1) % 7 >= 5
