"""Events as the solver sees them, and its answers as times again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.check.constraints import ORIGIN
from planner.check.readings import readings_of_event
from planner.check.rest_days import keeps_chinese_holidays, kind_of
from planner.dates.write import clock_text, day_text, point_text
from planner.repair.model import Movable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from planner.check.constraints import Constraint
    from planner.records import Schedule, When
    from planner.repair.model import Moved
    from planner.settings import Settings

_MOST_DAYS = 366  # of a window that an event may have to be shortened for; longer ones hold any event of a schedule


def working_day(settings: Settings) -> Callable[[int], bool]:
    """Give the function that says of an ordinal whether it is a working day, in the calendar of the settings."""
    chinese = keeps_chinese_holidays(settings.time_zone)
    known: dict[int, bool] = {}

    def is_working(day: int) -> bool:
        if day not in known:
            known[day] = kind_of(dt.date.fromordinal(day), chinese=chinese) in ("working", "made_up")
        return known[day]

    return is_working


def movables(
    schedule: Schedule, settings: Settings, pinned: Collection[str], is_working: Callable[[int], bool]
) -> dict[str, Movable]:
    """The events of a schedule that have days, by uid; `pinned` are titles or uids of those that stay.

    A repeat is none of them: no one move of days says where its occasions are to go.
    """
    found = {}
    for event in schedule.events:
        readings = readings_of_event(event, settings) if event.status != "cancelled" else None
        if readings is None or event.when is None or event.repeat is not None:
            continue
        first = (readings.first[0].toordinal(), readings.first[1].toordinal())
        last = (readings.last[0].toordinal(), readings.last[1].toordinal())
        is_free = event.when.fit == "within" and event.when.first is not None
        works = any(map(is_working, range(first[0], first[1] + 1))) and any(
            map(is_working, range(last[0], last[1] + 1))
        )
        found[event.uid] = Movable(
            uid=event.uid,
            first=first,
            last=last,
            shortest=0 if is_free else max(last[0] - first[1], 0),
            longest=last[1] - first[0],
            pinned=event.title in pinned or event.uid in pinned,
            on_working_days=works,
            within=is_free,
        )
    return found


def fitted(
    events: Mapping[str, Movable], rules: Iterable[Constraint], is_working: Callable[[int], bool]
) -> dict[str, Movable]:
    """The events, of which one that is longer than the days that rules leave it may be as short as these are.

    Where these days hold no working day, it may lie on a day of rest. Ends are inclusive.
    """
    found, firsts, lasts = dict(events), dict[str, int](), dict[str, int]()
    for edge in (edge for rule in rules for edge in rule.edges):
        if edge.later == ORIGIN and edge.earlier.end == "first":
            uid = edge.earlier.uid
            firsts[uid] = max(-edge.most, firsts.get(uid, -edge.most))
        elif edge.earlier == ORIGIN and edge.later.end == "last":
            uid = edge.later.uid
            lasts[uid] = min(edge.most, lasts.get(uid, edge.most))
    for uid in firsts.keys() & lasts.keys() & events.keys():
        one, days = events[uid], range(firsts[uid], lasts[uid] + 1)
        if not days or len(days) > _MOST_DAYS:
            continue
        works = [day for day in days if is_working(day)] if one.on_working_days else days
        fits = (works[-1] - works[0]) if works else len(days) - 1
        found[uid] = replace(one, shortest=min(one.shortest, fits), on_working_days=one.on_working_days and bool(works))
    return found


def time_of(when: When, moved: Moved) -> When:
    """The time of an event on new days: a deadline stays one, clock times and the part of day stay.

    What was some time within days stays some time within those that are left, where these are several. Its words are
    the value in EDTF, for no document states it.
    """
    first, last = dt.date.fromordinal(moved.first), dt.date.fromordinal(moved.last)
    if when.first is None:
        edtf = f"../{day_text(last)}"
        return _restated(when, edtf, None, last)
    if when.fit == "within" and first != last:
        return replace(_restated(when, point_text(first, last, "day"), first, last), fit="within")
    start = day_text(first) + (clock_text(when.start_time) if when.start_time is not None else "")
    end = day_text(last) + (clock_text(when.end_time) if when.end_time is not None else "")
    edtf = start if start == end or (first == last and when.end_time is None) else f"{start}/{end}"
    return _restated(when, edtf, first, last)


def _restated(when: When, edtf: str, first: dt.date | None, last: dt.date) -> When:
    precision = when.precision if when.precision in ("minute", "part") else "day"
    return replace(
        when,
        text=edtf,
        edtf=edtf,
        first=first,
        last=last,
        fit="fills",
        precision=precision,
        approximate_first=False,
        approximate_last=False,
        completed_from=(),
    )
