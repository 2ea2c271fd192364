"""Events against a Plan: findings with a verdict each. One module a rule family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.check.concern import Concern, concern
from planner.check.hierarchy import check_hierarchy
from planner.check.windows import check_window, set_aside
from planner.plan import windows_named
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Finding, Plan, Schedule, Window
    from planner.settings import Settings


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: which windows were held against which schedule, and the findings."""

    concerns: tuple[Concern, ...]
    findings: tuple[Finding, ...]


def check(
    schedules: Iterable[Schedule], plan: Plan, settings: Settings, named: str | None = None, *, paired: bool = False
) -> Report:
    """Check schedules against the windows that concern them, or, with `named`, against the windows of that name.

    `paired` says that a person named the notices for these schedules; else the two must name something in common.

    Raises PlannerError where no window has that name.
    """
    windows = windows_named(plan, named) if named else plan.windows
    own: dict[str, list[Window]] = {}
    for window in windows:
        for path in window.binds_only:
            own.setdefault(path, []).append(window)
    for_all = [window for window in windows if named or not window.binds_only]
    concerns: list[Concern] = []
    findings: list[Finding] = [] if named else list(check_hierarchy(plan, settings))
    for schedule in schedules:
        for window in for_all if named else (*own.get(schedule.path, ()), *for_all):
            chosen = _asked_for(schedule, window) if named else concern(schedule, window, paired=paired)
            concerns.append(chosen)
            if chosen.picked:
                findings.extend(check_window(schedule, window, settings))
            else:
                findings.extend(set_aside(schedule, chosen))
    return Report(tuple(concerns), tuple(findings))


def _asked_for(schedule: Schedule, window: Window) -> Concern:
    return Concern(schedule.path, window, "named", message("asked for by name"))
