"""Which lengths concern a schedule, and which of its rows each is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.check.matching import is_live
from planner.check.precedence import stage_span
from planner.check.readings import readings_of_event
from planner.check.rest_days import days_later
from planner.check.things import LEAST_SCORE, meant
from planner.records import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.check.scope import Scope
    from planner.records import Clause, Event, Length, Strength
    from planner.settings import Settings

_ROUND = 0.5


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length that a stage or a thing must last, in days counted inclusively, tolerance taken off and added.

    `window` is the stage's own window, `events` are its listed events, or the stage's own stated time; of a thing
    (自查时间不少于20天), `window` has its name and no dates, and `events` are the rows that its words fit best.
    """

    clause: Clause
    window: Window
    length: Length
    least: int
    most: int | None
    events: tuple[Event, ...]


def lasting_of(scope: Scope, settings: Settings) -> Iterator[Lasting]:
    """Every length of a stage or a thing that concerns a schedule and can be counted in days, each once."""
    yield from _of_stages(scope, settings)
    yield from _of_things(scope, settings)


def _of_stages(scope: Scope, settings: Settings) -> Iterator[Lasting]:
    for window in scope.windows:
        length = window.length
        clause = next((one for one in window.basis if one.kind == "length"), None)
        if length is None or clause is None:
            continue
        span = days_of(length, settings, clause.strength)
        events = _rows_of(scope, window.subject.stage)
        if span and events:
            yield Lasting(clause, window, length, *span, events)


def _rows_of(scope: Scope, stage: str) -> tuple[Event, ...]:
    """What a schedule lists of a stage; where no row names one, all rows, or those that their dates put there.

    A single row that only its date puts into a stage does not say how long the stage lasts.
    """
    live = tuple(one for one in scope.schedule.events if is_live(one))
    if not stage:
        return live
    events = stage_span(scope, stage)
    if events or any(one.stage for one in scope.schedule.events):
        return events
    rows = tuple(one for one in live if scope.is_of(one, stage))
    return rows if len(rows) > 1 or not scope.homes else ()


def _of_things(scope: Scope, settings: Settings) -> Iterator[Lasting]:
    """The lengths that notices set for single things, for the rows that their words fit best."""
    whole = {id(clause) for window in scope.windows for clause in window.basis if clause.kind == "length"}
    for clause in scope.rules:
        if clause.kind not in ("length", "minimum") or clause.length is None or id(clause) in whole:
            continue
        events = meant(scope, clause, LEAST_SCORE)
        span = _working_days_of(clause, events, settings) or days_of(clause.length, settings, clause.strength)
        if span and events:
            window = Window(name=f"“{clause.about}”", subject=clause.subject, basis=(clause,), length=clause.length)
            yield Lasting(clause, window, clause.length, *span, events)


def _working_days_of(clause: Clause, events: tuple[Event, ...], settings: Settings) -> tuple[int, int | None] | None:
    """A length in working days as days counted from the first day of the one row that it is about.

    None for other lengths, for several rows, and for one that may begin on several days. Rest days behind the last
    working day are no day too many.
    """
    length = clause.length
    if length is None or len(events) != 1 or [unit for _, unit in length.parts] != ["working_day"]:
        return None
    readings = readings_of_event(events[0], settings)
    if readings is None or readings.first[0] != readings.first[1]:
        return None
    first, number = readings.first[0], length.parts[0][0]
    before = first - dt.timedelta(1)
    enough = days_later(before, number, "working_day", time_zone=settings.time_zone)
    more = days_later(before, number + 1, "working_day", time_zone=settings.time_zone)
    if enough is None or more is None:
        return None
    firm = settings.strength[clause.strength].slack_days
    least = max((enough - before).days - firm, 1)
    most = None if length.bound == "at_least" else (more - before).days - 1 + firm
    return 0 if length.bound == "at_most" else least, most


def days_of(length: Length, settings: Settings, strength: Strength) -> tuple[int, int | None] | None:
    """The fewest and the most days that meet a length; None where it is not counted in days, weeks or months.

    About a month may give way by month_slack_days, other lengths by the same share of themselves, but a week and less
    by week_slack_days. An exact month is also one of 28 or 31 days.
    """
    if len(length.parts) != 1 or length.parts[0][1] not in ("day", "week", "month"):
        return None
    number, unit = length.parts[0]
    days = number * {"day": 1, "week": 7, "month": settings.month_days}[unit]
    slack = slack_of(days, settings) if length.bound == "about" else 0
    least, most = int(days) - slack, int(days + _ROUND) + slack
    if unit == "month" and length.bound != "about":
        calendar = number * 30.44
        least, most = min(least, int(calendar + _ROUND) - 2), max(most, int(calendar + _ROUND) + 1)
    firm = settings.strength[strength].slack_days
    return (
        0 if length.bound == "at_most" else max(least - firm, 1),
        None if length.bound == "at_least" else most + firm,
    )


def slack_of(days: float, settings: Settings) -> int:
    """By how many days about so many days may give way, either side."""
    return max(settings.week_slack_days, int(days * settings.month_slack_days / settings.month_days + _ROUND))
