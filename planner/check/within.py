"""An event held against one window with dates: verdict, margin, and the days that would do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner import codes
from planner.check.readings import readings_of
from planner.check.rest_days import day_said
from planner.check.verdicts import severity_of
from planner.dates.words import in_words
from planner.records import Finding, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.check.readings import Readings
    from planner.records import Event, Message, Place, Verdict, When, Window
    from planner.settings import Settings


def is_dated(window: Window) -> bool:
    """Whether a day of a window is known."""
    return window.when is not None and (window.when.first is not None or window.when.last is not None)


def check_events(events: Iterable[Event], window: Window, settings: Settings) -> tuple[Finding, ...]:
    """Hold events against a window with dates, one finding for each."""
    span = window.when
    related = _stated(window)
    return tuple(_check_event(event, window, span, related, settings) for event in events) if span else ()


def check_event(event: Event, window: Window, settings: Settings) -> Finding:
    """Hold one event against a window. Raises ValueError where the window has no dates."""
    if window.when is None:
        raise ValueError(window.name)
    return _check_event(event, window, window.when, _stated(window), settings)


def _stated(window: Window) -> tuple[Place, ...]:
    return tuple(clause.place for clause in window.basis if clause.kind == "window")


def _check_event(event: Event, window: Window, span: When, related: tuple[Place, ...], settings: Settings) -> Finding:
    readings = readings_of(event.when, settings) if event.when else None
    allowed: tuple[str, ...] = ()
    margin = None
    if readings is None:
        verdict, said = _open_ended(event, window, span)
    else:
        verdict = _verdict(readings, window, span)
        margin = _margin(readings, span)
        allowed = _allowed(readings, window, span) if verdict == "possible" else ()
        said = _said(verdict, event, window, span, margin, allowed)
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
