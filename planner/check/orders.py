"""Family P as findings: whether each order is kept, on which days it would be, and by how many days it is missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from planner.check.constraints import Point
from planner.check.precedence import Order
from planner.check.readings import FAR, Bounds
from planner.check.rest_days import day_said
from planner.check.verdicts import severity_of
from planner.dates.words import in_words
from planner.records import Finding, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.check.joint import Days
    from planner.records import Event, Message, Verdict
    from planner.settings import Settings


class Gap(NamedTuple):
    """The days from the end of what comes first to the begin of what comes after, over all readings, and the verdict.

    `ends` are the bounds of the last end (with overlap: of the first begin) of what comes first.
    """

    least: int
    most: int
    ends: tuple[int, int]
    verdict: Verdict


def gap_of(order: Order, events: Mapping[str, Bounds]) -> Gap:
    """Measure an order. Each number of days between the least and the most is met by some reading."""
    bounds = [events[one.uid] for one in order.before]
    ends = _ends(bounds, order.overlap)
    after = events[order.after.uid]
    least, most = after.first_from - ends[1], after.first_to - ends[0]
    limit = FAR * 4 if order.most is None else order.most
    floor = 0 if order.overlap else order.least
    verdict: Verdict
    if most < floor or least > limit:
        verdict = "impossible"
    elif least >= floor and most <= limit:
        verdict = "sure"
    else:
        verdict = "possible" if after.known and all(one.known for one in bounds) else "open"
    if verdict == "impossible" and order.loose and _some_pair_fits(order, events, floor):
        verdict = "open"
    return Gap(least, most, ends, verdict)


def _ends(bounds: Sequence[Bounds], overlap: bool) -> tuple[int, int]:
    """Between which days the last of several events ends; with overlap, begins."""
    if len(bounds) == 1:  # by far the most
        (one,) = bounds
        return (one.first_from, one.first_to) if overlap else (one.last_from, one.last_to)
    if overlap:
        return max(one.first_from for one in bounds), max(one.first_to for one in bounds)
    return max(one.last_from for one in bounds), max(one.last_to for one in bounds)


def _some_pair_fits(order: Order, events: Mapping[str, Bounds], floor: int) -> bool:
    begin = events[order.after.uid].first_to
    return any(begin - events[one.uid].last_from >= floor for one in order.before)


def finding_of(order: Order, gap: Gap, events: Mapping[str, Bounds], days: Days | None, settings: Settings) -> Finding:
    """What an order gives: `days` are those left to each point when all rules are kept, None where they cannot be."""
    clause = order.clauses[0]
    needed, readings = _needed(order, gap, events, days) if gap.verdict == "possible" else (None, ())
    related = [one.place for one in order.clauses]
    if order.settles:
        related.append(order.settles.place)
    if not order.whole:
        related += [one.place for one in order.before]
    return Finding(
        code=order.code.code,
        verdict=gap.verdict,
        severity=severity_of(order.code, gap.verdict, settings, clause.strength),
        message=_said(order, gap, needed, events),
        place=order.after.place,
        event=order.after.title,
        event_uid=order.after.uid,
        related=tuple(related),
        required=_required(order, gap),
        actual=order.after.when.edtf if order.after.when else None,
        readings=readings,
        margin=margin_of(order, gap),
        suggestion=_suggestion(order, gap, events),
    )


def margin_of(order: Order, gap: Gap) -> tuple[int, int] | None:
    """Days to spare over the readings, negative where days are missing; None where an end is not known."""
    if gap.least < -FAR // 2 or gap.most > FAR // 2:
        return None
    floor = 0 if order.overlap else order.least
    if order.most is None:
        return gap.least - floor, gap.most - floor
    limit = order.most

    def spare(days: int) -> int:
        return min(days - floor, limit - days)

    best = min(max((floor + limit) // 2, gap.least), gap.most)
    return min(spare(gap.least), spare(gap.most)), spare(best)


def _needed(order: Order, gap: Gap, events: Mapping[str, Bounds], days: Days | None) -> tuple[Message, tuple[str, ...]]:
    """The days on which an order is kept: those on which the later one begins, else those on which the earlier ends."""
    after = events[order.after.uid]
    floor = 0 if order.overlap else order.least
    begin = max(after.first_from, gap.ends[0] + floor), after.first_to
    if order.most is not None:
        begin = begin[0], min(begin[1], gap.ends[1] + order.most)
    loose = begin[0], after.first_to
    if days and (left := days.get(Point(order.after.uid))):
        begin = left
    if begin != (after.first_from, after.first_to):
        span = _edtf(*begin)
        if order.most is not None and loose[1] > begin[1]:
            said = message(
                "only if it begins on {days}; without the limit of {limit} days, on {loose}",
                days=_span(*begin),
                limit=order.most,
                loose=_span(*loose),
            )
            return said, (span,)
        return message("only if it begins on {days}", days=_span(*begin)), (span,)
    end = gap.ends[0], min(gap.ends[1], after.first_to - floor)
    last = _last(order, events).title
    if order.overlap:
        said = message("only if “{title}” begins on {days}", title=last, days=_span(*end))
    else:
        said = message("only if “{title}” ends on {days}", title=last, days=_span(*end))
    return said, (_edtf(*end),)


def _last(order: Order, events: Mapping[str, Bounds]) -> Event:
    """The event whose end may come last of those that come first."""
    return max(order.before, key=lambda one: events[one.uid].last_to) if len(order.before) > 1 else order.before[0]


def _said(order: Order, gap: Gap, needed: Message | None, events: Mapping[str, Bounds]) -> Message:
    rule = _rule(order, events)
    if gap.verdict == "sure":
        said = message("{rule}: kept", rule=rule)
    elif gap.verdict == "possible" and needed is not None:
        said = message("{rule}: kept {needed}", rule=rule, needed=needed)
    elif gap.verdict == "open":
        said = message("{rule}: {why}", rule=rule, why=_why_open(order, events))
    else:
        said = message("{rule}: {missing}", rule=rule, missing=_missing(order, gap))
    if order.settles:
        return message(
            "{said} (“{lower}” leaves the order open; the notice above it sets it and binds)",
            said=said,
            lower=order.settles.about,
        )
    return said


def _rule(order: Order, events: Mapping[str, Bounds]) -> Message:
    """What is demanded, with the words of both sides."""
    last = _last(order, events)
    before: object = _named(last)
    if order.whole:
        before = message("the other work of the stage, last {last},", last=_named(last))
    elif len(order.before) > 1:
        before = message("{count} events, last {last},", count=len(order.before), last=_named(last))
    after = order.after.when.text if order.after.when else _named(order.after)
    if order.overlap:
        return message("{after} may begin as soon as {before} has begun", after=after, before=before)
    if order.most is not None and order.least > 1:
        return message(
            "{after} must begin {least} to {most} days after {before} ends",
            after=after, before=before, least=order.least, most=order.most,
        )  # fmt: skip
    if order.most is not None:
        return message(
            "{after} must begin at once, within {most} days, when {before} ends",
            after=after, before=before, most=order.most,
        )  # fmt: skip
    if order.least > 1:
        return message(
            "{after} must begin at least {least} days after {before} ends",
            after=after, before=before, least=order.least,
        )  # fmt: skip
    return message("{after} must follow when {before} ends", after=after, before=before)


def _named(event: Event) -> Message:
    if event.when is None:
        return message("“{title}”", title=event.title)
    return message("“{title}” ({words})", title=event.title, words=event.when.text)


def _why_open(order: Order, events: Mapping[str, Bounds]) -> Message:
    unknown = [one for one in (*order.before, order.after) if not events[one.uid].known]
    if not unknown:
        return message("several rows may be meant, and some of them keep it: say in the plan file which")
    return message("the dates of {titles} are not known", titles=tuple(f"“{one.title}”" for one in unknown))


def _missing(order: Order, gap: Gap) -> Message:
    """By how many days an order is missed, on every reading."""
    floor = 0 if order.overlap else order.least
    if gap.most < floor:
        least, most, early = floor - gap.most, floor - gap.least, True
    else:
        limit = order.most or 0
        least, most, early = gap.least - limit, gap.most - limit, False
    days = str(least) if least == most or most > FAR // 2 else f"{least}-{most}"
    if early:
        return plural_message(
            "it begins {days} day too early", "it begins {days} days too early", count=most, days=days
        )
    return plural_message("it begins {days} day too late", "it begins {days} days too late", count=most, days=days)


def _suggestion(order: Order, gap: Gap, events: Mapping[str, Bounds]) -> Message | None:
    """The nearest day to move to, where the order is not sure; None where that day is not known."""
    if gap.verdict in ("sure", "open") or gap.ends[1] > FAR // 2:
        return None
    day = dt.date.fromordinal(gap.ends[1] + (0 if order.overlap else order.least))
    last = _last(order, events).title
    if order.most is not None and gap.least > order.most:
        day = dt.date.fromordinal(gap.ends[0] + order.most)
        return message("let “{title}” begin by {day}", title=order.after.title, day=day_said(day))
    return message(
        "let “{title}” begin on {day} or later, or “{last}” end earlier",
        title=order.after.title,
        day=day_said(day),
        last=last,
    )


def _required(order: Order, gap: Gap) -> str | None:
    """The days on which the later one may begin on some reading, as EDTF."""
    floor = 0 if order.overlap else order.least
    first = gap.ends[0] + floor
    if abs(gap.ends[0]) > FAR // 2:
        return None
    last = ".." if order.most is None or gap.ends[1] > FAR // 2 else _day(gap.ends[1] + order.most)
    return f"{_day(first)}/{last}"


def _span(first: int, last: int) -> Message:
    """Days for a sentence."""
    return in_words(_edtf(first, last))


def _edtf(first: int, last: int) -> str:
    return _day(first) if first == last else f"{_day(first)}/{_day(last)}"


@lru_cache(maxsize=4096)
def _day(ordinal: int) -> str:
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal())).isoformat()
