"""Where on a calendar a time stands: the one place where ends turn exclusive and declared hours come in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from planner.export.text import MINUTES_PER_DAY, clock, one_line
from planner.records import EventKind, Message, When, message
from planner.settings import Settings

Mark: TypeAlias = Literal["from", "until", "within", "words"]

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a calendar: days, or naive local times. `end` is exclusive.

    `mark` is what the title must add: only the first ("from") or the last day ("until") is stated, or the event lies
    somewhere "within" the stretch or about it, or the stretch does not say all that its "words" do. `said` are the
    sentences that the description owes the reader.
    """

    start: dt.date
    end: dt.date
    mark: Mark | None = None
    said: tuple[Message, ...] = ()


def slot_of(when: When | None, kind: EventKind, settings: Settings) -> Slot | None:
    """Place a time on a calendar; None where no day is known, or none that a calendar can hold (9999-12-31)."""
    if when is None or dt.date.max in (when.first, when.last):
        return None
    about: Mark | None = "within" if when.approximate else None
    if when.last is not None and (when.first is None or kind == "deadline"):
        return _all_day(when, when.last, when.last, about or "until")
    if when.first is None:
        return None
    if when.last is None or kind == "deadline":
        return _all_day(when, when.first, when.first, about or "from")
    if when.fit == "within":
        return _all_day(when, when.first, when.last, "within")
    timed = _timed(when, when.first, when.last, settings)
    if timed is None:
        return _all_day(when, when.first, when.last, about)
    said = message("The document gives this time as approximate.")
    return replace(timed, mark="words", said=(*timed.said, said)) if when.approximate else timed


def _all_day(when: When, first: dt.date, last: dt.date, mark: Mark | None) -> Slot:
    said = []
    if when.start_time is not None:
        said.append(message("From {time}.", time=clock(when.start_time)))
    if when.end_time is not None:
        said.append(message("Until {time}.", time=clock(when.end_time)))
    if when.approximate:
        said.append(message("The document gives these days as approximate."))
    return Slot(first, last + _DAY, mark, tuple(said))


def _timed(when: When, first: dt.date, last: dt.date, settings: Settings) -> Slot | None:
    """Place a time that has hours; None where neither the words nor the declared table give both ends in order."""
    said: tuple[Message, ...] = ()
    if when.start_time is not None and when.end_time is not None:
        start, end = when.start_time, when.end_time
    elif when.start_time is not None and first == last:
        start, end = when.start_time, when.start_time + settings.event_minutes
        said = (_declared_length(settings.event_minutes),)
    elif when.part is not None and when.end_time is None and (first == last or when.last_part is not None):
        start, end = settings.parts_of_day[when.part][0], settings.parts_of_day[when.last_part or when.part][1]
        if (start, end) == (0, MINUTES_PER_DAY):
            return None
        said = (_declared_hours(when.text, start, end),)
    else:
        return None
    slot = Slot(_moment(first, start), _moment(last, end), None, said)
    return slot if slot.start < slot.end else None


def _declared_length(minutes: int) -> Message:
    return message("The document states no end: {minutes} minutes are a declared length.", minutes=minutes)


def _declared_hours(words: str, start: int, end: int) -> Message:
    return message(
        "The document says only “{words}”: the hours {start}-{end} are a declared convention.",
        words=one_line(words),
        start=clock(start),
        end=clock(end),
    )


def _moment(day: dt.date, minutes: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
