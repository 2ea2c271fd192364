"""Small parts of reading lines: the day that a sentence gives to an agenda, struck events, claims and faults."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.problems import problem_finding
from planner.extract.reading import Claim
from planner.extract.times import one_day
from planner.extract.wording import OUTLINE
from planner.records import When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Context, Found
    from planner.extract.reading import Reading
    from planner.records import Event, Finding, Place

_JOINED = re.compile(r"\s*(?:[、，,和与及&]|以及|and\b)\s*", re.IGNORECASE)
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


def listed_days(text: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """The days that a line begins with where it lists several: 5月12日、13日：培训; empty for one, and for others."""
    mark = OUTLINE.match(text)
    run: list[Found] = []
    end = mark.end() if mark else 0
    for one in found:
        gap = text[end : one.start]
        if not (_JOINED.fullmatch(gap) if run else not gap.strip()) or not _is_day(one):
            break
        run.append(one)
        end = one.end
    return tuple(run) if len(run) > 1 else ()


def _is_day(one: Found) -> bool:
    value = one.values[0] if len(one.values) == 1 else None
    return isinstance(value, When) and value.first is not None and value.first == value.last


def without_days(text: str, found: Sequence[Found], days: Sequence[Found]) -> tuple[str, tuple[Found, ...]]:
    """A line with blanks in place of all days that it lists but the last, and its times without them."""
    if not days:
        return text, tuple(found)
    first, last = days[0].start, days[-1].start
    return text[:first] + " " * (last - first) + text[last:], tuple(one for one in found if one not in days[:-1])


def on_each_day(item: Reading, days: Sequence[Found], offset: int) -> Reading:
    """An item on each of the days that its line lists, of which it was read with the last."""
    if not days or not item.events:
        return item
    event, *others = item.events
    whens = [value for one in days[:-1] for value in one.values if isinstance(value, When)]
    if event.when is None or event.when not in days[-1].values:
        return item
    each = [replace(event, when=when, place=replace(event.place, quote=when.text)) for when in whens]
    claims = [Claim(event.place, "event", offset + one.start, offset + one.end) for one in days[:-1]]
    return replace(item, events=(*each, event, *others), claims=(*claims, *item.claims))
