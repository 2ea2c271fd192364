"""Family W: events against the windows of their stage or batch."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner import codes
from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.check.matching import same_stage
from planner.check.occasions import occasions
from planner.check.readings import FAR, Bounds, Readings, readings_of_event
from planner.check.rest_days import day_said, days_said
from planner.check.things import set_outside, windows_of_things
from planner.check.verdicts import severity_of
from planner.dates.words import in_words
from planner.records import Finding, Place, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.check.concern import Concern
    from planner.check.scope import Scope
    from planner.records import Event, Message, Schedule, Verdict, When, Window
    from planner.settings import Settings

_NAMED = 12  # occasions of a repeat that a message names; all are counted


def check_windows(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Check a schedule against the windows that concern it, and say which batches were set aside, each once.

    That the dates of a stage or batch are not known is said where no other window of it gives them.
    """
    found: list[Finding] = []
    said: set[str] = set()
    dated = {_thing(one.window) for one in scope.concerns if one.picked and _is_dated(one.window)} - {""}
    for one in scope.concerns:
        if one.picked and (_is_dated(one.window) or _thing(one.window) not in dated):
            found.extend(check_window(scope, one.window, settings, named=one.reason == "named"))
        elif not one.picked and one.batch not in said:
            aside = set_aside(scope.schedule, one)
            said.update(one.batch for _ in aside)
            found.extend(aside)
    for window, events in windows_of_things(scope, settings):
        ours = check_events(events, window, settings)
        kept = tuple(one for one in ours if one.verdict != "impossible")
        found.extend(kept or ours)  # where several rows may be meant, none is judged while another would do
    return _each_once(found)


def _each_once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that say the same of an event by several documents as one, which rests on the words of all."""
    kept: dict[object, Finding] = {}
    for one in found:
        key = (one.code, one.event_uid, one.window, one.required) if one.event_uid else id(one)
        known = kept.get(key)
        kept[key] = known._replace(related=tuple(dict.fromkeys((*known.related, *one.related)))) if known else one
    return tuple(kept.values())


def _thing(window: Window) -> str:
    return window.subject.stage or window.subject.batch


def _is_dated(window: Window) -> bool:
    return window.when is not None and (window.when.first is not None or window.when.last is not None)


def window_constraints(
    scope: Scope, settings: Settings, bounds: Mapping[str, Bounds] | None = None
) -> tuple[Constraint, ...]:
    """Each event inside each window that concerns it, slack included; with `bounds`, where only some readings are."""
    found = []
    held = [
        (one.window, tuple(bound_by(scope, one.window, named=one.reason == "named")))
        for one in scope.concerns
        if one.picked
    ]
    held += [(window, events) for window, events in windows_of_things(scope, settings) if len(events) == 1]
    for window, events in held:
        if window.when is None:
            continue
        begin, end = window.when.first, window.when.last
        first = begin.toordinal() - window.slack_first if begin else -FAR
        last = end.toordinal() + window.slack_last if end else FAR
        severity = severity_of(codes.OUTSIDE_WINDOW, "impossible", settings, window.basis[0].strength)
        for event in events:
            if bounds is not None and not _some_inside(bounds[event.uid], first, last):
                continue
            edges = []
            if begin:
                edges.append(Edge(Point(event.uid), ORIGIN, -first))
            if end:
                edges.append(Edge(ORIGIN, Point(event.uid, "last"), last))
            if edges:
                found.append(Constraint(codes.OUTSIDE_WINDOW.code, severity, window.basis, tuple(edges)))
    return tuple(found)


def _some_inside(event: Bounds, first: int, last: int) -> bool:
    """Whether some readings of an event, but not all, lie between two days."""
    if not event.known or (first <= event.first_from and event.last_to <= last):
        return False
    return first <= event.first_to and event.last_from <= last


def bound_by(scope: Scope, window: Window, *, named: bool = False) -> Iterator[Event]:
    """The events of a schedule that a window binds: those of its stage, and what the schedule itself sets for it.

    A window that was asked for by name binds every event; else none for which its own notice sets another time.
    """
    stage = window.subject.stage
    apart = frozenset() if named else set_outside(scope, window)
    if not any(clause.place.path == scope.schedule.path for clause in window.basis):
        for one in scope.stages:
            if one.stage == stage or (one.stage and stage and same_stage(one.stage, stage)):
                yield one
    yield from (
        one for one in scope.schedule.events if named or (same_stage(one.stage, stage) and one.uid not in apart)
    )


def check_window(scope: Scope, window: Window, settings: Settings, *, named: bool = False) -> tuple[Finding, ...]:
    """Check every event that a window binds: one finding for each, the good ones too.

    A window without dates gives one finding for the whole schedule.
    """
    if window.when is None or not _is_dated(window):
        said = message("the dates of {window} are not known, so nothing was checked against it", window=window.name)
        return (_whole(scope.schedule, window, codes.WINDOW_UNKNOWN, "open", said),)
    return check_events(bound_by(scope, window, named=named), window, settings)


def check_events(events: Iterable[Event], window: Window, settings: Settings) -> tuple[Finding, ...]:
    """Hold events against a window with dates, one finding for each."""
    span = window.when
    related = tuple(clause.place for clause in window.basis if clause.kind == "window")
    return tuple(_check_event(event, window, span, related, settings) for event in events) if span else ()


def set_aside(schedule: Schedule, concern: Concern) -> tuple[Finding, ...]:
    """Say once that a schedule is not of the batch whose window was at hand; other reasons need no finding."""
    if not concern.is_other_batch:
        return ()
    said = message("not checked against {window}: {why}", window=concern.window.name, why=concern.why)
    return (_whole(schedule, concern.window, codes.OTHER_BATCH, "impossible", said),)


def _whole(schedule: Schedule, window: Window, code: codes.Code, verdict: Verdict, said: Message) -> Finding:
    return Finding(
        code=code.code,
        verdict=verdict,
        severity=code.severity,
        message=said,
        place=Place(path=schedule.path, quote=schedule.title),
        window=window.name,
        related=tuple(clause.place for clause in window.basis),
        required=window.when.edtf if window.when else None,
    )


def _check_event(event: Event, window: Window, span: When, related: tuple[Place, ...], settings: Settings) -> Finding:
    readings = readings_of_event(event, settings)
    allowed: tuple[str, ...] = ()
    margin = None
    if readings is None:
        verdict, said = _open_ended(event, window, span)
    else:
        verdict = _verdict(readings, window, span)
        margin = _margin(readings, span)
        allowed = _allowed(readings, window, span) if verdict == "possible" else ()
        outside = _outside(event, span, settings) if verdict != "sure" else ()
        said = (
            _said_of_occasions(outside, window, span)
            if outside
            else _said(verdict, event, window, span, margin, allowed)
        )
    return Finding(
        code=codes.OUTSIDE_WINDOW.code,
        verdict=verdict,
        severity=severity_of(codes.OUTSIDE_WINDOW, verdict, settings, window.basis[0].strength),
        message=said,
        place=event.place,
        event=event.title,
        event_uid=event.uid,
        window=window.name,
        related=related,
        required=span.edtf,
        actual=event.when.edtf if event.when else None,
        readings=allowed,
        margin=margin,
    )


def _open_ended(event: Event, window: Window, span: When) -> tuple[Verdict, Message]:
    """An event without a last day can be told only when it begins outside the window."""
    first = event.when.first if event.when else None
    if first is None:
        return "open", message("no date is known, so it cannot be checked against {window}", window=window.name)
    begins_outside = (span.first is not None and (span.first - first).days > window.slack_first) or (
        span.last is not None and (first - span.last).days > window.slack_last
    )
    if begins_outside:
        return "impossible", message("it begins on {day}, outside {window}", day=day_said(first), window=window.name)
    return "open", message("it begins inside {window}, but its end is not stated", window=window.name)


def _verdict(readings: Readings, window: Window, span: When) -> Verdict:
    """Sure when every reading keeps the window as stated; impossible when none keeps it even with its slack."""
    (earliest, latest_first), (earliest_last, latest) = readings.first, readings.last
    sure_begin = span.first is None or earliest >= span.first
    sure_end = span.last is None or latest <= span.last
    if sure_begin and sure_end:
        return "sure"
    can_begin = span.first is None or (span.first - latest_first).days <= window.slack_first
    can_end = span.last is None or (earliest_last - span.last).days <= window.slack_last
    return "possible" if can_begin and can_end else "impossible"


def _margin(readings: Readings, span: When) -> tuple[int, int] | None:
    """Days between an event and the nearer end of its window, least and most over the readings; negative outside.

    The most is reached by the reading that lies as far inside as the bounds allow.
    """
    (earliest, latest_first), (earliest_last, latest) = readings
    if span.last is None or span.first is None:
        if span.first is None and span.last is None:
            return None
        if span.first is not None:
            return (earliest - span.first).days, (latest_first - span.first).days
        end = span.last or dt.date.max
        return (end - latest).days, (end - earliest_last).days
    least = min((earliest - span.first).days, (span.last - latest).days)
    if readings.first != readings.last:
        return least, min((latest_first - span.first).days, (span.last - earliest_last).days)
    begin, close = span.first.toordinal(), span.last.toordinal()
    day = min(max((begin + close) // 2, earliest.toordinal()), latest.toordinal())
    return least, min(day - begin, close - day)


def _allowed(readings: Readings, window: Window, span: When) -> tuple[str, ...]:
    """The days, as EDTF, on which the event keeps the window, slack included."""
    first, last = readings.first[0], readings.last[1]
    if span.first is not None:
        first = max(first, span.first - dt.timedelta(window.slack_first))
    if span.last is not None:
        last = min(last, span.last + dt.timedelta(window.slack_last))
    return (first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}",)


def _outside(event: Event, span: When, settings: Settings) -> tuple[dt.date, ...]:
    """The days of a repeat that a window does not hold; none of an event that is not repeated."""
    days = occasions(event, settings.time_zone)
    return tuple(day for day in days if (span.first and day < span.first) or (span.last and day > span.last))


def _said_of_occasions(days: tuple[dt.date, ...], window: Window, span: When) -> Message:
    return plural_message(
        "{count} occurrence lies outside {window} ({span}): {days}",
        "{count} occurrences lie outside {window} ({span}): {days}",
        count=len(days),
        window=window.name,
        span=in_words(span.edtf),
        days=days_said(days[:_NAMED]),
    )


def _said(
    verdict: Verdict,
    event: Event,
    window: Window,
    span: When,
    margin: tuple[int, int] | None,
    allowed: tuple[str, ...],
) -> Message:
    words = event.when.text if event.when else ""
    if verdict == "sure" or margin is None:
        return message(
            "{words} lies inside {window} ({span})", words=words, window=window.name, span=in_words(span.edtf)
        )
    if verdict == "possible":
        return message(
            "{words} lies inside {window} ({span}) only on {days}",
            words=words,
            window=window.name,
            span=in_words(span.edtf),
            days=tuple(map(in_words, allowed)),
        )
    least, most = -margin[1], -margin[0]
    days = str(most) if least == most else f"{least}-{most}"
    return plural_message(
        "{words} lies outside {window} ({span}): {days} day is missing",
        "{words} lies outside {window} ({span}): {days} days are missing",
        count=most,
        words=words,
        window=window.name,
        span=in_words(span.edtf),
        days=days,
    )
