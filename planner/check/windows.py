"""Family W: events against the windows of their stage or batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes
from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.check.matching import is_live
from planner.check.readings import FAR, Bounds
from planner.check.scope import same_stage
from planner.check.things import set_outside, windows_of_things
from planner.check.verdicts import severity_of
from planner.check.within import check_events, is_dated
from planner.records import Finding, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.check.concern import Concern
    from planner.check.scope import Scope
    from planner.records import Event, Message, Schedule, Verdict, Window
    from planner.settings import Settings


def check_windows(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Check a schedule against the windows that concern it, and say which batches were set aside, each once.

    That the dates of a stage or batch are not known is said where no other window of it gives them.
    """
    found = [home.finding for home in scope.homes.values() if home.finding]
    said: set[str] = set()
    dated = {_thing(one.window) for one in scope.concerns if one.picked and is_dated(one.window)} - {""}
    for one in scope.concerns:
        if one.picked and (is_dated(one.window) or _thing(one.window) not in dated):
            found.extend(_check_window(scope, one, settings))
        elif not one.picked and one.batch not in said:
            aside = set_aside(scope.schedule, one)
            said.update(one.batch for _ in aside)
            found.extend(aside)
    for window, events in windows_of_things(scope, settings):
        ours = check_events(events, window, settings)
        kept = tuple(one for one in ours if one.verdict != "impossible")
        found.extend(kept or ours)  # where several rows may be meant, none is judged while another would do
    return _each_once(found)


def _each_once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings that say the same of an event by several documents as one, which rests on the words of all."""
    if all(one.related is found[0].related for one in found):
        return tuple(found)  # of one window
    kept: dict[object, Finding] = {}
    for one in found:
        key = (one.code, one.event_uid, one.window, one.required) if one.event_uid else id(one)
        known = kept.get(key)
        kept[key] = known._replace(related=tuple(dict.fromkeys((*known.related, *one.related)))) if known else one
    return tuple(kept.values())


def _thing(window: Window) -> str:
    return window.subject.stage or window.subject.batch


def window_constraints(
    scope: Scope, settings: Settings, bounds: Mapping[str, Bounds] | None = None
) -> tuple[Constraint, ...]:
    """Each event inside each window that concerns it, slack included; with `bounds`, where only some readings are."""
    found = []
    held = [(one.window, tuple(_bound_by(scope, one))) for one in scope.concerns if one.picked]
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


def _bound_by(scope: Scope, concern: Concern) -> Iterator[Event]:
    """The events of a schedule that a window binds: those of its stage, and what the schedule itself sets for it.

    A window that was asked for by name binds every event; else none for which its own notice sets another time, and
    none that names no stage and fits another one better.
    """
    window = concern.window
    stage, named = window.subject.stage, concern.reason == "named"
    apart = frozenset() if named else set_outside(scope, window)
    if not any(clause.place.path == scope.schedule.path for clause in window.basis):
        for one in scope.stages:
            if one.stage == stage or (one.stage and stage and same_stage(one.stage, stage)):
                yield one
    live = filter(is_live, scope.schedule.events)
    if named:
        yield from live
        return
    homes = scope.homes if stage else {}
    for one in live:
        if same_stage(one.stage, stage) and one.uid not in apart:
            home = homes.get(one.uid)
            if home is None or window in home.windows:
                yield one


def _check_window(scope: Scope, concern: Concern, settings: Settings) -> tuple[Finding, ...]:
    """Check every event that a window binds: one finding for each, the good ones too.

    A window without dates gives one finding for the whole schedule.
    """
    window = concern.window
    if not is_dated(window):
        said = message("the dates of {window} are not known, so nothing was checked against it", window=window.name)
        return (_whole(scope.schedule, window, codes.WINDOW_UNKNOWN, "open", said),)
    bound = _bound_by(scope, concern)
    if told := {uid for uid, home in scope.homes.items() if home.finding}:
        bound = (one for one in bound if one.uid not in told)
    return check_events(bound, window, settings)


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
