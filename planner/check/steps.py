"""Family S: required steps that no event meets, and events that are none of the steps.

That nothing matches a step proves little: an event may be it under another name. So a missing step is open, and
impossible only where the schedule is titled as that of the stage, some other step is met, and every event is meant by
some rule, so that none is left that could be it. Where no step of a clause is met, the clause is hardly about this
schedule: then what is open is only information.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes
from planner.check.matching import is_live
from planner.check.precedence import LEAST_SCORE, step_events
from planner.check.scope import same_stage
from planner.check.verdicts import severity_of
from planner.records import Finding, Place, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.check.scope import Scope
    from planner.records import Clause, Event, Verdict
    from planner.settings import Settings

_NAMED = 4  # events that a finding lists by title


def check_steps(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Hold the listed events of a schedule against the steps that notices name; each step and event once."""
    clauses = [one for one in scope.rules if one.kind == "steps" and one.terms.steps]
    listed = [one for one in scope.schedule.events if is_live(one)]
    if not clauses or not listed:
        return ()
    spoken_of = {
        event.uid
        for match in scope.matching
        for event, score in zip(match.events, match.scores, strict=True)
        if score >= LEAST_SCORE
    }
    stages = {window.subject.stage for window in scope.windows}
    found: dict[object, Finding] = {}
    loose: dict[str, Event] = {}
    for clause in clauses:
        own = [one for one in listed if scope.is_of(one, clause.subject.stage)]
        free = [one for one in own if one.uid not in spoken_of]
        every = step_events(scope, clause)
        met = [(step, events) for step, events in every if not (step.endswith("阶段") or step in stages)]
        if not met:
            continue  # stages, which are no steps of the listed events
        if not any(events for _, events in met):
            steps = tuple(step for step, _ in met)
            found.setdefault(steps, _none_met(scope, clause, steps))
            continue
        loose.update((one.uid, one) for one in free)
        for step, events in met:
            found.setdefault(step, _step(scope, clause, step, events, free, settings))
    return (*found.values(), *((_unmatched(scope, tuple(loose.values()), settings),) if loose else ()))


def _is_of(scope: Scope, clause: Clause) -> bool:
    """Whether a schedule is titled as that of the clause's stage."""
    ours, theirs = scope.schedule.subject.stage, clause.subject.stage
    return bool(ours and theirs) and same_stage(ours, theirs)


def _none_met(scope: Scope, clause: Clause, steps: tuple[str, ...]) -> Finding:
    titles = tuple(f"“{step}”" for step in steps)
    return Finding(
        code=codes.STEP_MISSING.code,
        verdict="open",
        severity="info",
        message=message("no event matches any of the steps {titles}", titles=titles),
        place=Place(path=scope.schedule.path, quote=scope.schedule.title),
        related=(clause.place,),
    )


def _step(
    scope: Scope, clause: Clause, step: str, events: Sequence[Event], free: Sequence[Event], settings: Settings
) -> Finding:
    match = scope.matched(step, clause.subject.stage)
    verdict: Verdict
    if events and match:
        said = message(
            "it is the step “{step}” ({score} of 100: {reason})",
            step=step,
            score=max(match.scores),
            reason=match.reason,
        )
        verdict = "sure"
    elif free or not _is_of(scope, clause):
        names = tuple(f"“{one.title}”" for one in free[:_NAMED])
        said = message("no event matches the step “{step}”", step=step)
        if names:
            said = message(
                "{said}; it may be one of {titles} under another name: say so in the plan file",
                said=said,
                titles=(*names, "…") if len(free) > _NAMED else names,
            )
        verdict = "open"
    else:
        said = message("no event is the step “{step}”, and none is left that could be it", step=step)
        verdict = "impossible"
    return Finding(
        code=codes.STEP_MISSING.code,
        verdict=verdict,
        severity=severity_of(codes.STEP_MISSING, verdict, settings, clause.strength),
        message=said,
        place=events[0].place if events else Place(path=scope.schedule.path, quote=scope.schedule.title),
        event=events[0].title if events else None,
        event_uid=events[0].uid if events else None,
        related=(clause.place, *[one.place for one in events[1:]]),
    )


def _unmatched(scope: Scope, events: Sequence[Event], settings: Settings) -> Finding:
    """All events that are no step, at once: no notice demands that each be one."""
    titles = tuple(f"“{one.title}”" for one in events)
    return Finding(
        code=codes.EVENT_NO_STEP.code,
        verdict="open",
        severity=severity_of(codes.EVENT_NO_STEP, "open", settings),
        message=message("none of the steps that the notices name: {titles}", titles=titles),
        place=Place(path=scope.schedule.path, quote=scope.schedule.title),
        related=tuple(one.place for one in events),
    )
