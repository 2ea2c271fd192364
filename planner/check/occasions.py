"""The days on which a repeated event falls."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.records import Event

MOST = 400  # occurrences that are looked at: a year and more of a daily event


def occasions(event: Event) -> tuple[dt.date, ...]:
    """The days of a repeat (RFC 5545, 3.3.10) inside its event's span, in order, at most MOST; empty without a start.

    A rule without an end, of an event whose span has none, is looked at for MOST occurrences.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    repeat, when = event.repeat, event.when
    if repeat is None or when is None or when.first is None:
        return ()
    try:
        rule = rrulestr(repeat.rrule, dtstart=dt.datetime.combine(when.first, dt.time()))
        days = (one.date() for one in itertools.islice(rule, MOST))
        return tuple(itertools.takewhile(lambda day: when.last is None or day <= when.last, days))
    except ValueError:  # a rule that is none is said where it is read
        return ()
