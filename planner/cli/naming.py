"""Events that a call names by their titles."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Event, Place, Schedule

_NUMBERED = re.compile(r"(.*?)\s*#([0-9]+)")
_NEAREST = 3


def event_named(schedules: Iterable[Schedule], name: str) -> tuple[Schedule, Event]:
    """The event of a title, with its schedule; NAME#2 is the second of that title, in the order of the documents.

    Raises PlannerError where no event or several have the title, naming the nearest titles, or the rows.
    """
    pairs = [(schedule, event) for schedule in schedules for event in schedule.events]
    named = [pair for pair in pairs if pair[1].title == name.strip()]
    if not named and (numbered := _NUMBERED.fullmatch(name.strip())):
        same = [pair for pair in pairs if pair[1].title == numbered[1]]
        if 1 <= int(numbered[2]) <= len(same):
            return same[int(numbered[2]) - 1]
        name = numbered[1] if not same else name
    if len(named) == 1:
        return named[0]
    if named:
        rows = tuple(f"{name}#{number} ({_row(event.place)})" for number, (_, event) in enumerate(named, 1))
        raise PlannerError(message("several events are called {name}: say which: {rows}", name=name, rows=rows))
    titles = list(dict.fromkeys(event.title for _, event in pairs))
    nearest = tuple(difflib.get_close_matches(name, titles, _NEAREST, cutoff=0.2)) or tuple(titles[:_NEAREST])
    raise PlannerError(message("no event is called {name}; the nearest are: {titles}", name=name, titles=nearest))


def _row(place: Place) -> str:
    at = place.line if place.line is not None else place.row
    return place.path if at is None else f"{place.path}:{at}"
