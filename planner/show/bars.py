"""Bars on the axis, cell by cell: what each character of a row says about the time of an event or a window."""

from __future__ import annotations

from collections.abc import Iterable

from planner.records import Event, PartOfDay, When, Window
from planner.show.axis import Axis, bounds, is_weekend

FILLS = "█"
WITHIN = "▒"
FIRST_HALF = "▌"
SECOND_HALF = "▐"
OPEN = "╌"
EARLIER = "◀"
LATER = "▶"
DEADLINE = "◆"
ABOUT = "~"
WINDOW = "━"
BAND = "·"
TODAY = "│"
TODAY_ON_RULE = "▼"
RULE = "─"
TICK = "┴"
WEEKEND = "═"
WINDOW_STYLE = "blue"
TODAY_STYLE = "bold magenta"

_NOON = 12 * 60
_BEFORE_NOON: frozenset[PartOfDay] = frozenset({"early_morning", "morning"})
_AFTER_NOON: frozenset[PartOfDay] = frozenset({"afternoon", "dusk", "evening", "night"})


def _halves(when: When) -> tuple[int, int]:
    """Give the half days that a time on one day takes, inclusive: 0 is before noon, 1 after.

    Words that name neither half nor a clock time take the whole day.
    """
    first = 1 if when.part in _AFTER_NOON else 0
    last = 0 if (when.last_part or when.part) in _BEFORE_NOON else 1
    if when.start_time is not None:
        first = last = int(when.start_time >= _NOON)
    if when.end_time is not None:
        last = int(when.end_time > _NOON)
    return (first, last) if first <= last else (0, 1)


def _half_day(axis: Axis, day: int, halves: tuple[int, int]) -> dict[int, str]:
    """Draw part of one day: each cell is two half cells, each day as many of them as twice its cells."""
    per_day = axis.cells // axis.days
    begin = 2 * axis.start(day) + per_day * halves[0]
    end = 2 * axis.start(day) + per_day * (halves[1] + 1)
    drawn: dict[int, str] = {}
    for cell in range(begin // 2, -(-end // 2)):
        left, right = begin <= 2 * cell, end >= 2 * cell + 2
        drawn[cell] = FILLS if left and right else FIRST_HALF if left else SECOND_HALF
    return drawn


def _stated(when: When, axis: Axis, span: tuple[int, int]) -> dict[int, str]:
    """Draw the stated days: solid or hatched, with a tilde on a blurred end."""
    first, last = span
    if axis.unit == "day" and first == last and when.fit == "fills" and _halves(when) != (0, 1):
        return _half_day(axis, first, _halves(when))
    cells = range(max(0, axis.start(first)), min(axis.cells - 1, axis.end(last)) + 1)
    drawn = dict.fromkeys(cells, FILLS if when.fit == "fills" else WITHIN)
    if when.approximate_first and when.first is not None:
        drawn[cells[0]] = ABOUT
    if when.approximate_last and when.last is not None:
        drawn[cells[-1]] = ABOUT
    return drawn


def event_bar(event: Event, axis: Axis) -> dict[int, str]:
    """Draw an event that the axis covers, as characters by cell.

    An open end is a dashed run to the edge of the axis, closed by an arrow; the day of a deadline is a diamond.
    """
    when = event.when
    span = bounds(when) if when else None
    if when is None or span is None:
        return {}
    drawn = _stated(when, axis, span)
    if event.kind == "deadline":
        drawn[max(drawn)] = DEADLINE
    if when.first is None:
        drawn = dict.fromkeys(range(min(drawn)), OPEN) | drawn | {0: EARLIER}
    if when.last is None:
        drawn = drawn | dict.fromkeys(range(max(drawn) + 1, axis.cells), OPEN) | {axis.cells - 1: LATER}
    return drawn


def window_bar(when: When, axis: Axis) -> dict[int, str]:
    """Draw a window, as characters by cell: an arrow at an end that is open or beyond the axis."""
    span = bounds(when)
    if span is None:
        return {}
    first = span[0] if when.first is not None else axis.first - 1
    last = span[1] if when.last is not None else axis.last + 1
    if first > axis.last:
        return {axis.cells - 1: LATER}
    if last < axis.first:
        return {0: EARLIER}
    cells = range(max(0, axis.start(first)), min(axis.cells - 1, axis.end(last)) + 1)
    drawn = dict.fromkeys(cells, WINDOW)
    if when.approximate_first:
        drawn[cells[0]] = ABOUT
    if when.approximate_last:
        drawn[cells[-1]] = ABOUT
    if first < axis.first:
        drawn[cells[0]] = EARLIER
    if last > axis.last:
        drawn[cells[-1]] = LATER
    return drawn


def band(windows: Iterable[Window], axis: Axis) -> frozenset[int]:
    """Give the cells that lie in at least one of the windows."""
    inside: set[int] = set()
    for window in windows:
        if window.when is not None:
            drawn = window_bar(window.when, axis)
            if len(drawn) > 1 or set(drawn.values()) - {EARLIER, LATER}:
                inside |= drawn.keys()
    return frozenset(inside)


def rule(axis: Axis, labelled: Iterable[int], today: int | None) -> str:
    """Draw the line under the labels: a tick under each, double on weekends of a day axis, a triangle over today."""
    cells = [RULE] * axis.cells
    if axis.unit == "day":
        for day in range(axis.first, axis.last + 1):
            if is_weekend(day):
                cells[axis.start(day) : axis.end(day) + 1] = WEEKEND * (axis.end(day) - axis.start(day) + 1)
    else:
        for cell in labelled:
            cells[cell] = TICK
    if today is not None and axis.covers(today):
        cells[today_cell(axis, today)] = TODAY_ON_RULE
    return "".join(cells)


def today_cell(axis: Axis, today: int) -> int:
    """Give the cell of today's line: the middle of the day's cells."""
    return (axis.start(today) + axis.end(today)) // 2
