"""Small parts of reading lines: the day that a sentence gives to an agenda, struck events, claims and faults."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.problems import problem_finding
from planner.extract.reading import Claim
from planner.extract.times import one_day
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Context, Found
    from planner.records import Event, Finding, Place

_INTRODUCES = re.compile(r"[：:]\s*$|如下[。.]?\s*$|(?:as follows|below)\s*[.:]?\s*$", re.IGNORECASE)


def day_introduced(text: str, events: Sequence[Event]) -> Context | None:
    """The one day of a sentence that ends with a colon, for the clock times below it; None for any other."""
    days = {day.first: day for one in events if one.when and (day := one_day(one.when))}
    return days.popitem()[1] if len(days) == 1 and _INTRODUCES.search(text) else None


def struck(event: Event) -> Event:
    """The event of words that are struck out, which cancels it."""
    return replace(event, status="cancelled")


def beside(one: Found, place: Place, offset: int) -> Claim:
    """The claim on a time that only stands beside that of its line."""
    return Claim(place, "rejected", offset + one.start, offset + one.end, message("stands beside the time of its row"))


def faults(found: Sequence[Found], event: Event) -> tuple[Finding, ...]:
    """What is wrong with the words of an event's time."""
    return tuple(problem_finding(fault, event.place, event.title) for one in found for fault in one.problems)
