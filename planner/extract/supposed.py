"""A time that a person supposes for an event, read as if its words stood in the event's row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.dates import Context, Reference
from planner.extract.times import is_dated, read_cell
from planner.records import PlannerError, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Completion, Event, Schedule
    from planner.settings import Settings


def supposed(schedule: Schedule, event: Event, words: str, settings: Settings) -> Event:
    """The event at the time that the words say, completed from the event's own time and what completed the schedule's.

    Raises PlannerError for words that are not one time with a day.
    """
    found = read_cell(words, _reference(schedule, event, settings))
    values = [value for one in found for value in one.values]
    when = values[0] if len(values) == 1 else None
    if not isinstance(when, When):
        raise PlannerError(message("“{words}” is not one time; write it as in the schedule: 5月23日", words=words))
    if not is_dated(when):
        raise PlannerError(message("“{words}” leaves the day open, and nothing in its row tells it", words=words))
    kind = "deadline" if when.first is None else "event" if event.kind == "deadline" else event.kind
    return replace(event, when=when, repeat=None, kind=kind)


def _reference(schedule: Schedule, event: Event, settings: Settings) -> Reference:
    """What the words are completed from: the row's own time, then what completed it or, without any, other rows."""
    whens = [event.when] if event.when else []
    whens += [one.when for one in schedule.events if one.when]
    completed = next((when.completed_from for when in whens if when.completed_from), ())
    above = tuple(_above(one) for one in completed if one.source != "phrase")
    return Reference(
        contexts=(*_own(event, whens), *above),
        document_date=schedule.date,
        date_order=settings.date_order,
        month_edge_days=settings.month_edge_days,
    )


def _above(one: Completion) -> Context:
    """What completed another time, as a context."""
    known = {one.part: one.value}
    return Context(
        source=one.source, text=one.text, year=known.get("year"), month=known.get("month"), day=known.get("day")
    )


def _own(event: Event, whens: Sequence[When]) -> tuple[Context, ...]:
    """The month and the year of the event's stated time, where it lies in one; first the span of the whole schedule."""
    days = [day for when in whens for day in (when.first, when.last) if day]
    if not days:
        return ()
    own = [day for day in (event.when.first, event.when.last) if day] if event.when else []
    years, months = {day.year for day in own}, {(day.year, day.month) for day in own}
    return (
        Context(
            source="row",
            text=event.place.quote,
            year=own[0].year if len(years) == 1 else None,
            month=own[0].month if len(months) == 1 else None,
            first=min(days),
            last=max(days),
        ),
    )
