"""What is due: by a day, or within a length of time after something else of the schedule (自查结束后10个工作日内)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.check.evidence import Shown, events_named, is_row_of
from planner.check.readings import readings_of_event
from planner.check.rest_days import day_said, days_later
from planner.check.things import LEAST_SCORE, meant
from planner.records import message, plural_message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from planner.check.scope import Scope
    from planner.records import Clause, Event, Length
    from planner.settings import Settings

_LEAST_SCORE = 65  # of a match, for a deadline to rest on it: an act alone (落实 and 实施) is not enough


def in_time(
    scope: Scope, clause: Clause, filed: Iterable[Event], settings: Settings, others: Collection[Event] = ()
) -> list[Shown]:
    """Whether what a deadline is about is done by then: what is shown for each event that does it, `others` left out.

    `filed` are the events that hand it in, by their words; where there are any, no other row does it.
    """
    what, due, filed = clause.about, clause.when, tuple(one for one in filed if one not in others)
    if clause.own and any(is_row_of(one, clause) for one in scope.schedule.events):
        return []  # a deadline of the schedule itself is an event of it, not a demand on another
    found = dict.fromkeys(filed or events_named(scope, what, clause, _LEAST_SCORE))
    rows = [one for one in found if one not in others and not is_row_of(one, clause)]
    if due is not None and due.last is not None:
        if not rows:
            said = message(
                "the schedule does not show when “{what}” is done, which is due by {day}",
                what=what,
                day=day_said(due.last),
            )
            return [Shown("open", said, required=due.edtf)]
        slack = settings.week_slack_days if due.approximate_last else 0
        return [replace(_by(one, (due.last, due.last), slack, settings), required=due.edtf) for one in rows]
    if clause.length and clause.terms.after and (counted := _counted(scope, clause, rows, filed, settings)):
        return counted
    words = due.text if due else clause.place.quote
    said = message("“{what}” is due by a day that is not known ({words})", what=what, words=words)
    return [Shown("open", said)]


def _counted(
    scope: Scope, clause: Clause, rows: Sequence[Event], filed: Collection[Event], settings: Settings
) -> list[Shown]:
    """The same where the time counts from the end of another event; nothing where that is not listed with a date.

    A row that hands in what comes of it (复核结果报局里) is not that other event.
    """
    bases = {
        one.uid: (one, readings.last)
        for one in meant(scope, clause, LEAST_SCORE, clause.terms.after)
        if one not in filed and (readings := readings_of_event(one, settings))
    }
    length = clause.length
    if not bases or length is None:
        return []
    first = _counted_from(min(ends[0] for _, ends in bases.values()), length, settings)
    last = _counted_from(max(ends[1] for _, ends in bases.values()), length, settings)
    if first is None or last is None:
        return []
    titles = tuple(f"“{one.title}”" for one, _ in bases.values())
    found = []
    for one in rows:
        if one.uid not in bases:
            shown = _by(one, (first, last), 0, settings)
            said = message(
                "{said}: {length} after the end of {titles}", said=shown.said, length=length.text, titles=titles
            )
            others = tuple(base for base, _ in bases.values())
            found.append(replace(shown, said=said, others=others, required=f"../{last.isoformat()}"))
    return found


def _counted_from(day: dt.date, length: Length, settings: Settings) -> dt.date | None:
    if length.bound == "at_least" or len(length.parts) != 1:
        return None
    return days_later(day, *length.parts[0], time_zone=settings.time_zone)


def _by(event: Event, due: tuple[dt.date, dt.date], slack: int, settings: Settings) -> Shown:
    """Whether an event ends by a day that lies between two, both inclusive, and that gives way by some days."""
    readings = readings_of_event(event, settings)
    first, last = due
    if readings is None:
        said = message("no date is known, so it cannot be told whether it is done by {day}", day=day_said(last))
        return Shown("open", said, event)
    margin = ((first - readings.last[1]).days, (last - readings.last[0]).days)
    if margin[0] >= 0:
        said = message("it is done by {day}, when it is due", day=day_said(last))
        return Shown("sure", said, event, (), margin)
    if margin[1] + slack >= 0:
        said = message("it is done by {day}, when it is due, only on some of its days", day=day_said(last))
        left = (f"{readings.first[0].isoformat()}/{last.isoformat()}",) if readings.first[0] < last else ()
        return Shown("possible", said, event, (), margin, left or (last.isoformat(),))
    said = plural_message(
        "it is done {days} day after {day}, when it is due",
        "it is done {days} days after {day}, when it is due",
        count=-margin[1],
        days=str(-margin[1]) if margin[0] == margin[1] else f"{-margin[1]}-{-margin[0]}",
        day=day_said(last),
    )
    move = message("do it by {day}", day=day_said(last))
    return Shown("impossible", said, event, (), margin, suggestion=move)
