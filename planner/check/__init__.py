"""Events against a Plan: findings with a verdict each. One module a rule family."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planner.check.amended import amendments_of, changed
from planner.check.calendar import check_calendar
from planner.check.clashes import check_clashes
from planner.check.days import check_days
from planner.check.filings import check_filings
from planner.check.gates import check_gates
from planner.check.prepare import prepare, scope_of
from planner.check.scope import Scope
from planner.check.silencing import silenced
from planner.check.steps import check_steps
from planner.check.verdicts import whole_verdict
from planner.records import Finding, Verdict
from planner.settings import Settings

if TYPE_CHECKING:
    from planner.check.concern import Concern
    from planner.check.prepare import Prepared
    from planner.records import Plan, Schedule

__all__ = ["FAMILIES", "Family", "Report", "check", "check_scope", "prepare"]

Family: TypeAlias = Callable[[Scope, Settings], tuple[Finding, ...]]

# Every rule family: what a scope is held against, in the order in which the findings come.
FAMILIES: tuple[Family, ...] = (
    check_days,
    check_steps,
    check_gates,
    check_filings,
    check_calendar,
    check_clashes,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: which windows were held against which schedule, and the findings.

    `verdicts` are those of whole schedules, by path; `scopes` what of the plan concerned each.
    """

    concerns: tuple[Concern, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    scopes: tuple[Scope, ...] = ()

    @property
    def unchecked(self) -> frozenset[str]:
        """The paths of the schedules that no window and no clause concerned."""
        return frozenset(scope.schedule.path for scope in self.scopes if not scope.is_bound)


def check(
    schedules: Iterable[Schedule], plan: Plan, settings: Settings, named: str | None = None, *, paired: bool = False
) -> Report:
    """Check schedules against what of a plan concerns them, or, with `named`, against the windows of that name.

    `paired` says that a person named the notices for these schedules; else the two must name something in common.

    Raises PlannerError where no window has that name.
    """
    return check_prepared(schedules, prepare(plan, settings, named), paired=paired)


def check_prepared(schedules: Iterable[Schedule], prepared: Prepared, *, paired: bool = False) -> Report:
    """The same for a plan that is made ready already, as where many calls check against one plan."""
    schedules = tuple(schedules)
    scopes = tuple(scope_of(schedule, prepared, paired=paired) for schedule in schedules)
    families = (check_days,) if prepared.named else FAMILIES
    found = [check_scope(scope, prepared.settings, families) for scope in scopes]
    amended = _amended(schedules, prepared, found, paired=paired)
    verdicts = tuple(
        (scope.schedule.path, whole_verdict(ours, checked=scope.is_bound))
        for scope, ours in zip(scopes, found, strict=True)
    )
    concerns = tuple(one for scope in scopes for one in scope.concerns)
    findings = (*silenced(prepared.hierarchy, prepared.plan.silences), *itertools.chain.from_iterable(found), *amended)
    return Report(concerns, findings, verdicts, scopes)


def _amended(
    schedules: Sequence[Schedule], prepared: Prepared, found: Iterable[Sequence[Finding]], *, paired: bool
) -> Iterator[Finding]:
    """What amendments changed: each is compared with the plan that the next one met, the last one with the plan now."""
    amendments = () if prepared.named else amendments_of(prepared.plan, prepared.settings)
    if not amendments:
        return
    after = list(itertools.chain.from_iterable(found))
    for amendment in reversed(amendments):
        earlier = prepare(amendment.before, prepared.settings)
        scopes = (scope_of(schedule, earlier, paired=paired) for schedule in schedules)
        before = [finding for scope in scopes for finding in check_scope(scope, prepared.settings)]
        yield from changed(amendment, before, after)
        after = before


def check_scope(scope: Scope, settings: Settings, families: Iterable[Family] = FAMILIES) -> tuple[Finding, ...]:
    """Hold one schedule against rule families, and set aside what the plan silences."""
    return silenced((finding for family in families for finding in family(scope, settings)), scope.plan.silences)
