"""Which of several stages a row is held against that names none: the one whose windows it fits best.

A schedule below a notice of several stages seldom says on every row which one it is of. Such a row breaks the notice
only where it fits none of them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner import codes
from planner.check.matching import is_live
from planner.check.readings import readings_of
from planner.check.scope import Home
from planner.check.things import set_outside
from planner.check.verdicts import severity_of
from planner.check.within import check_event, is_dated
from planner.dates.words import in_words
from planner.records import message, plural_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.check.scope import Scope
    from planner.records import Event, Finding, Message, Verdict, When, Window
    from planner.settings import Settings

_BEST: tuple[Verdict, ...] = ("sure", "possible", "open", "impossible")


def homes_of(scope: Scope, settings: Settings) -> dict[str, Home]:
    """The homes of the rows without a stage, by uid; none where fewer than two dated stages are at hand.

    A row for which a notice itself sets a time outside one of its stages is held against no stage.
    """
    stages: dict[str, list[Window]] = {}
    for one in scope.concerns:
        if one.reason == "picked" and one.window.subject.stage and is_dated(one.window):
            stages.setdefault(one.window.subject.stage, []).append(one.window)
    if len(stages) < 2 or scope.schedule.subject.stage:
        return {}
    windows = [window for held in stages.values() for window in held]
    apart = frozenset[str]().union(*(set_outside(scope, window) for window in windows))
    around = _around(scope, windows)
    held = tuple(map(tuple, stages.values()))
    rows = (one for one in scope.schedule.events if is_live(one) and not one.stage)
    return {one.uid: Home(()) if one.uid in apart else _home(one, held, around, settings) for one in rows}


def _around(scope: Scope, windows: Sequence[Window]) -> tuple[dt.date, dt.date, dt.date, dt.date] | None:
    """The first day of the stages and their last, and of all that their notices date; None where an end is open.

    What is set for a day inside a stage, also one that lies apart from the schedule, belongs to that stage.
    """
    paths = {clause.place.path for one in windows for clause in one.basis}
    firsts = [one.when.first for one in windows if one.when and one.when.first]
    lasts = [one.when.last for one in windows if one.when and one.when.last]
    if not firsts or not lasts:
        return None
    ours = {id(clause) for one in windows for clause in one.basis}
    dated = [
        one.when
        for one in scope.rules
        if one.kind in ("window", "deadline") and one.place.path in paths and (one.about or id(one) in ours)
    ]
    stages = [one.window.when for one in scope.concerns if one.window.subject.stage and is_dated(one.window)]
    days = [
        day
        for one in dated
        for day in ((one.first, one.last) if one else ())
        if day and not any(_holds(stage, day) for stage in stages)
    ]
    return min(firsts), max(lasts), min((*firsts, *days)), max((*lasts, *days))


def _holds(span: When | None, day: dt.date) -> bool:
    return bool(span and (span.first or dt.date.min) <= day <= (span.last or dt.date.max))


def _is_beside(when: When | None, around: tuple[dt.date, dt.date, dt.date, dt.date] | None) -> bool:
    """Whether a time lies wholly before or after all stages, but among what their notices date."""
    if around is None or when is None or when.first is None or when.last is None:
        return False
    first, last, least, most = around
    return least <= when.first and when.last <= most and (when.last < first or last < when.first)


def _home(
    event: Event,
    stages: Sequence[tuple[Window, ...]],
    around: tuple[dt.date, dt.date, dt.date, dt.date] | None,
    settings: Settings,
) -> Home:
    held: list[tuple[Finding, tuple[Window, ...]]] = []
    for windows in stages:
        worst = max((check_event(event, window, settings) for window in windows), key=_rank)
        held.append((worst, windows))
    verdict = min((one for one, _ in held), key=_rank).verdict
    best = [(one, windows) for one, windows in held if one.verdict == verdict]
    if verdict == "impossible" and _is_beside(event.when, around):
        said = message(
            "{words} lies outside every stage, where the notice sets other things: say in the row which stage it is of",
            words=event.when.text if event.when else "",
        )
        return Home((), _of_all([one for one, _ in held], "open", said, settings))
    if verdict == "impossible":
        return _outside(event, held, settings)
    if len(best) == 1 or verdict == "sure":
        return Home(best[0][1])
    findings = [one for one, _ in best]
    if verdict == "open":
        said = message("no date is known, so it cannot be checked against {window}", window=_names(findings))
        return Home((), _of_all(findings, "open", said, settings))
    return Home((), _in_turn(event, findings, [windows for _, windows in best], settings))


def _rank(finding: Finding) -> tuple[int, int]:
    return _BEST.index(finding.verdict), -(finding.margin[1] if finding.margin else 0)


def _in_turn(
    event: Event, findings: Sequence[Finding], stages: Sequence[tuple[Window, ...]], settings: Settings
) -> Finding:
    """A row of which each reading may lie in another stage: sure where the stages together hold every day of it."""
    words = event.when.text if event.when else ""
    if event.when and _cover([window.when for windows in stages for window in windows], event.when, settings):
        said = message("{words} lies inside {windows}, which follow each other", words=words, windows=_names(findings))
        return _of_all(findings, "sure", said, settings)
    days = tuple(dict.fromkeys(day for one in findings for day in one.readings))
    said = message(
        "{words} lies inside {windows} only on {days}",
        words=words,
        windows=_names(findings),
        days=tuple(map(in_words, days)),
    )
    return _of_all(findings, "possible", said, settings)._replace(readings=days)


def _cover(spans: Sequence[When | None], when: When, settings: Settings) -> bool:
    """Whether every day on which a row may be lies inside one of several spans."""
    readings = readings_of(when, settings)
    if readings is None:
        return False
    day = readings.first[0]
    for span in sorted(
        (one for one in spans if one and one.first and one.last), key=lambda one: one.first or dt.date.min
    ):
        if span.first and span.last and span.first <= day <= span.last:
            if span.last >= readings.last[1]:
                return True
            day = span.last + dt.timedelta(days=1)
    return False


def _outside(event: Event, held: Sequence[tuple[Finding, tuple[Window, ...]]], settings: Settings) -> Home:
    """A row that is inside none of the stages: it may run over several, else the nearest is named."""
    words = event.when.text if event.when else ""
    over = [one for one, windows in held if any(_touches(window.when, event.when) for window in windows)]
    if len(over) > 1 and _in_hull(event, [window.when for _, windows in held for window in windows]):
        said = message(
            "{words} runs over {windows}, and lies inside none of them alone", words=words, windows=_names(over)
        )
        return Home((), _of_all(over, "possible", said, settings))
    nearest, windows = min(held, key=lambda one: _rank(one[0]))
    if nearest.margin is None:
        return Home(windows)
    least, most = -nearest.margin[1], -nearest.margin[0]
    said = plural_message(
        "{words} lies outside every stage: {days} day is missing to the nearest, {window} ({span})",
        "{words} lies outside every stage: {days} days are missing to the nearest, {window} ({span})",
        count=most,
        words=words,
        window=nearest.window,
        span=in_words(nearest.required or ""),
        days=str(most) if least == most else f"{least}-{most}",
    )
    return Home(windows, nearest._replace(message=said))


def _touches(span: When | None, when: When | None) -> bool:
    if span is None or when is None:
        return False
    begin, end = span.first or dt.date.min, span.last or dt.date.max
    return (when.first or dt.date.min) <= end and begin <= (when.last or dt.date.max)


def _in_hull(event: Event, spans: Sequence[When | None]) -> bool:
    """Whether a row with both ends lies between the first day of the first stage and the last of the last."""
    firsts = [one.first for one in spans if one and one.first]
    lasts = [one.last for one in spans if one and one.last]
    when = event.when
    if when is None or when.first is None or when.last is None or not firsts or not lasts:
        return False
    return min(firsts) <= when.first and when.last <= max(lasts)


def _names(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.window for one in findings if one.window))


def _of_all(findings: Sequence[Finding], verdict: Verdict, said: Message, settings: Settings) -> Finding:
    """One finding for what several stages give of a row."""
    first = findings[0]
    return first._replace(
        verdict=verdict,
        severity=severity_of(codes.OUTSIDE_WINDOW, verdict, settings),
        message=said,
        window=None,
        related=tuple(dict.fromkeys(place for one in findings for place in one.related)),
        required=None,
        readings=(),
        margin=None,
    )
