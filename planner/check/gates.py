"""Family G: gates, what must be there before something may begin, and thresholds, figures that have a consequence.

An approval is shown by an event of the schedule that the gate's words mean; where none is listed, it is open whether
the gate was passed, never a pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner import codes
from planner.check.evidence import (
    AGREES,
    Shown,
    bounds,
    days_left,
    events_named,
    finding_on,
    is_row_of,
    not_before,
    words_of,
)
from planner.check.rest_days import day_said
from planner.extract.clauses.amounts import amounts_in
from planner.records import message

if TYPE_CHECKING:
    from planner.check.scope import Scope
    from planner.records import Clause, Event, Finding
    from planner.settings import Settings

_LACKING = re.compile(r"不(?!断|久)|没有?|未|尚无|\b(?:not|without|un\w+|in(?:sufficient|complete))\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"不(?:得|能|应)?(?:超过|多于|高于|大于|少于|低于|短于|小于)|至[少多]|最[多少高低长短]|以内|之内|控制在|限"
    r"|\b(?:no|not)\s+(?:more|less|fewer|longer)\s+than|\bat\s+(?:most|least)\b|\bup\s+to\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{4,}", re.IGNORECASE)


def check_gates(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Check the gates and thresholds that concern a schedule: a finding for each, and for each event behind a gate."""
    found: list[Finding] = []
    for clause in scope.rules:
        if clause.kind == "gate":
            shown = _gated(scope, clause, settings)
            found.extend(finding_on(scope, codes.GATE_NOT_PASSED, clause, one, settings) for one in shown)
        elif clause.kind == "threshold":
            one = _threshold(scope, clause)
            found.append(finding_on(scope, codes.THRESHOLD_UNKNOWN, clause, one, settings))
    return tuple(found)


def _gated(scope: Scope, clause: Clause, settings: Settings) -> list[Shown]:
    gate, behind = clause.terms.after or clause.condition or clause.place.quote, clause.about
    gated = events_named(scope, behind, clause)
    if not gated:
        said = message("the schedule lists no “{behind}”, which “{gate}” comes before", behind=behind, gate=gate)
        return [Shown("open", said)]
    evidence = () if _LACKING.search(gate) else _evidence(scope, gate, clause, gated)
    return [_passed(one, evidence, gate, clause, settings) for one in gated]


def _evidence(scope: Scope, gate: str, clause: Clause, gated: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that show a gate passed: those that its words mean, and those in which its reviewer agrees."""
    who = clause.terms.reviewer
    agrees = (one for one in scope.schedule.events if who and who in (words := words_of(one)) and AGREES.search(words))
    found = dict.fromkeys((*events_named(scope, gate, clause), *agrees))
    return tuple(one for one in found if one not in gated)


def _passed(event: Event, evidence: tuple[Event, ...], gate: str, clause: Clause, settings: Settings) -> Shown:
    """Whether an event begins only when its gate has been passed."""
    if not evidence:
        who = clause.terms.reviewer
        needed = message("list when {who} agrees", who=who) if who else message("list it as a row of its own")
        said = message("the schedule does not show whether it keeps to “{gate}”", gate=gate)
        return Shown("open", said, event, suggestion=needed)
    first, then = bounds(evidence, settings), bounds((event,), settings)
    shown = evidence[0]
    if first is None or then is None:
        said = message("“{gate}” comes first, but {shown} or the event has no date", gate=gate, shown=shown.title)
        return Shown("open", said, event, evidence)
    verdict, margin = not_before(first, then, settings)
    words = shown.when.text if shown.when else ""
    if verdict == "sure":
        said = message("it begins after {shown} ({words})", shown=shown.title, words=words)
        return Shown(verdict, said, event, evidence, margin)
    if verdict == "possible":
        said = message("it begins after {shown} ({words}) only on some of its days", shown=shown.title, words=words)
        return Shown(verdict, said, event, evidence, margin, days_left(first, then))
    said = message(
        "it begins {days} d before {shown} ({words}), without which it may not begin",
        days=-margin[1],
        shown=shown.title,
        words=words,
    )
    return Shown(
        verdict,
        said,
        event,
        evidence,
        margin,
        suggestion=message(
            "move it to {day} or later, or {shown} forward", day=day_said(first.last[1]), shown=shown.title
        ),
    )


def _threshold(scope: Scope, clause: Clause) -> Shown:
    """Whether a figure that the schedule states reaches a threshold, or keeps a limit; open where it states none."""
    terms, quote = clause.terms, clause.place.quote
    is_limit = _LIMIT.search(quote) is not None
    for event in scope.schedule.events:
        stated = _figure(event, clause)
        if stated is None:
            continue
        reached = stated <= (terms.number or 0) if terms.bound == "at_most" else stated >= (terms.number or 0)
        figure = f"{stated:g}{terms.unit}"
        if is_limit:
            if reached:
                return Shown(
                    "sure", message("{figure} is stated: “{quote}” is kept", figure=figure, quote=quote), event
                )
            return Shown(
                "impossible", message("{figure} is stated: against “{quote}”", figure=figure, quote=quote), event
            )
        if not reached:
            said = message("{figure} is stated: “{quote}” does not apply", figure=figure, quote=quote)
            return Shown("sure", said, event)
        return Shown("possible", message("{figure} is stated: “{quote}” applies", figure=figure, quote=quote), event)
    said = message("“{quote}” needs a figure, which the schedule does not state", quote=quote)
    return Shown("open", said, suggestion=message("state the figure where it is known"))


def _figure(event: Event, clause: Clause) -> float | None:
    """The number of the threshold's unit that stands in an event together with what the threshold is about.

    A bound that the event itself states is no figure, and the row of the clause is none either.
    """
    if clause.terms.number is None or is_row_of(event, clause):
        return None
    words = words_of(event)
    named = {match[0] for match in _WORD.finditer(clause.about)}
    if not any(word in words for word in named):
        return None
    figures = (one for one in amounts_in(words) if one.unit == clause.terms.unit and not one.trigger)
    return next((one.number for one in figures if one.bound in ("exactly", "about")), None)
