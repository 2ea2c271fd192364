"""The readings that an event's words allow: on which days it may begin and end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from planner.check.occasions import first_and_last

if TYPE_CHECKING:
    from planner.records import Event, When
    from planner.settings import Settings

FAR = 10_000_000  # days; beyond every calendar, for an end that is not known


class Readings(NamedTuple):
    """Bounds on an event's first and last day, all inclusive: (earliest, latest) of each.

    A reading is a pair of days first <= last within these bounds. A `fills` event has one; a `within` event has every
    run of days inside its span; an approximate end may move by its slack.
    """

    first: tuple[dt.date, dt.date]
    last: tuple[dt.date, dt.date]


def readings_of(when: When, settings: Settings) -> Readings | None:
    """The readings of a time; None where an end that a check needs is open.

    A deadline is read as its last day: what is due by then is not said to happen before.
    """
    if when.last is None:
        return None
    first = when.last if when.first is None else when.first
    if not when.approximate_first and not when.approximate_last:
        whole = (first, when.last)
        return Readings(whole, whole) if when.fit == "within" else Readings((first, first), (when.last, when.last))
    early = dt.timedelta(_slack(when, settings) if when.approximate_first else 0)
    late = dt.timedelta(_slack(when, settings) if when.approximate_last else 0)
    if when.fit == "within" and when.first is not None:
        whole = (_moved(first, -early), _moved(when.last, late))
        return Readings(whole, whole)
    return Readings((_moved(first, -early), _moved(first, early)), (_moved(when.last, -late), _moved(when.last, late)))


def readings_of_event(event: Event, settings: Settings) -> Readings | None:
    """The readings of an event's time; a repeat lasts from its first occasion to its last, where its span is certain.

    None where it has no time, or an end that a check needs is open.
    """
    when = event.when
    if when is None or event.repeat is None or when.approximate_first or when.approximate_last:
        return readings_of(when, settings) if when else None
    found = first_and_last(event, settings.time_zone)
    if found is None:
        return None if when.first == when.last else readings_of(when, settings)
    return Readings((found[0], found[0]), (found[1], found[1]))


class Bounds(NamedTuple):
    """The same bounds as numbers of days (date.toordinal), closed: every bound is reached by some reading.

    `known` is false where the document leaves the first or the last day open; then that bound lies FAR away.
    """

    first_from: int
    first_to: int
    last_from: int
    last_to: int
    known: bool = True


def bounds_of(event: Event, settings: Settings) -> Bounds:
    """The bounds of an event, also where nothing or only its first day is known."""
    readings = readings_of_event(event, settings)
    if readings is None:
        first = event.when.first if event.when else None
        if first is None:
            return Bounds(-FAR, FAR, -FAR, FAR, known=False)
        day = first.toordinal()
        return Bounds(day, day, day, FAR, known=False)
    (first_from, first_to), (last_from, last_to) = readings.first, readings.last
    begin, end = first_from.toordinal(), last_to.toordinal()
    return Bounds(begin, min(first_to.toordinal(), end), max(last_from.toordinal(), begin), end)


def _slack(when: When, settings: Settings) -> int:
    coarse = when.precision in ("month", "quarter", "half", "year")
    return settings.month_slack_days if coarse else settings.week_slack_days


def _moved(day: dt.date, by: dt.timedelta) -> dt.date:
    """A day moved, stopping at the ends of the calendar."""
    try:
        return day + by
    except OverflowError:
        return dt.date.min if by < dt.timedelta(0) else dt.date.max
