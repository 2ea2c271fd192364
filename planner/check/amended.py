"""Family A: notices that changed the verdict on an event, by what the plan demanded before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes
from planner.check.rest_days import day_said
from planner.plan import plan_of
from planner.plan.amendments import as_of, history
from planner.records import Finding, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.records import Clause, Plan, Verdict
    from planner.settings import Settings

_NAMES = {
    "sure": message("sure"),
    "open": message("open"),
    "possible": message("possible"),
    "impossible": message("impossible"),
}


@dataclass(frozen=True, slots=True)
class Amendment:
    """A notice that changed what an earlier one set: its first clause that did, and the plan as it was before."""

    clause: Clause
    before: Plan


def amendments_of(plan: Plan, settings: Settings) -> tuple[Amendment, ...]:
    """The amendments of a plan, by day of issue; none where no notice changes what an earlier one set.

    The plan before one is that of the day before its issue; a notice without a day of issue amends nothing, and none
    amends it. A person's matches and silences hold for every plan.
    """
    first: dict[str, Clause] = {}
    for change in history(plan.clauses):
        replaces = change.replaces is not None and change.replaces.issued is not None
        if change.clause.issued and (replaces or change.clause.kind == "extension"):
            first.setdefault(change.clause.place.path, change.clause)
    return tuple(
        Amendment(
            clause,
            replace(
                plan_of(_before(plan.clauses, clause.issued), settings, plan.precedences),
                matches=plan.matches,
                silences=plan.silences,
            ),
        )
        for clause in first.values()
        if clause.issued is not None
    )


def _before(clauses: Iterable[Clause], issued: dt.date) -> tuple[Clause, ...]:
    return as_of(clauses, issued - dt.timedelta(1)) if issued > dt.date.min else ()


def changed(amendment: Amendment, before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Finding, ...]:
    """Compare the findings under the plan before an amendment and under the plan now: one for each event and rule.

    What was not checked before, or is not now, has not changed its verdict.
    """
    known = _worst(before)
    found = []
    for key, now in _worst(after).items():
        was = known.get(key)
        if was is None or was.verdict == now.verdict:
            continue
        said = message(
            "{code} was {before} before the notice of {day}, and is {after} with it",
            code=now.code,
            before=_NAMES[was.verdict],
            day=day_said(amendment.clause.issued) if amendment.clause.issued else "",
            after=_NAMES[now.verdict],
        )
        found.append(
            Finding(
                code=codes.VERDICT_CHANGED.code,
                verdict=now.verdict,
                severity=codes.VERDICT_CHANGED.severity,
                message=said,
                place=now.place,
                event=now.event,
                event_uid=now.event_uid,
                window=now.window,
                related=(amendment.clause.place,),
                required=now.required,
                actual=now.actual,
                readings=now.readings,
                margin=now.margin,
            )
        )
    return tuple(found)


_ORDER: tuple[Verdict, ...] = ("sure", "open", "possible", "impossible")


def _worst(findings: Iterable[Finding]) -> dict[tuple[str, str, str], Finding]:
    """The worst finding on each event under each code, by code, path and event."""
    worst: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        if one.event_uid is None:
            continue
        key = (one.code, one.place.path, one.event_uid)
        if key not in worst or _ORDER.index(one.verdict) > _ORDER.index(worst[key].verdict):
            worst[key] = one
    return worst
