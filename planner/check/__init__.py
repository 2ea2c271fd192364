"""Events against a Plan: findings with a verdict each. One module a rule family."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planner.check.prepare import prepare, scope_of
from planner.check.scope import Scope
from planner.check.verdicts import whole_verdict
from planner.check.windows import check_windows
from planner.records import Finding, Verdict
from planner.settings import Settings

if TYPE_CHECKING:
    from planner.check.concern import Concern
    from planner.check.prepare import Prepared
    from planner.records import Plan, Schedule

__all__ = ["FAMILIES", "Family", "Report", "check", "check_scope", "prepare"]

Family: TypeAlias = Callable[[Scope, Settings], tuple[Finding, ...]]

# Every rule family: what a scope is held against, in the order in which the findings come.
FAMILIES: tuple[Family, ...] = (check_windows,)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: which windows were held against which schedule, and the findings.

    `verdicts` are those of whole schedules, by path; `scopes` what of the plan concerned each.
    """

    concerns: tuple[Concern, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    scopes: tuple[Scope, ...] = ()


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
    scopes = tuple(scope_of(schedule, prepared, paired=paired) for schedule in schedules)
    findings = list(prepared.hierarchy)
    verdicts = []
    for scope in scopes:
        found = check_scope(scope, prepared.settings)
        verdicts.append((scope.schedule.path, whole_verdict(found)))
        findings.extend(found)
    concerns = tuple(one for scope in scopes for one in scope.concerns)
    return Report(concerns, tuple(findings), tuple(verdicts), scopes)


def check_scope(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Hold one schedule against every rule family."""
    return tuple(finding for family in FAMILIES for finding in family(scope, settings))
