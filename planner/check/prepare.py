"""A plan made ready once, for the many schedules that are checked against it, and the scope of each of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.check.concern import Concern, concern, concerns_rule, rejoined
from planner.check.hierarchy import check_hierarchy, rank
from planner.check.homes import homes_of
from planner.check.inheriting import Batches, batch_of, batches_of, inherited_rules, inherited_windows
from planner.check.matching import match_rules
from planner.check.scope import Scope
from planner.plan import windows_named
from planner.records import message

if TYPE_CHECKING:
    from planner.records import Clause, Event, Finding, Plan, Schedule, Window
    from planner.settings import Settings


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan sorted by what its parts bind, and what its notices say against each other.

    `own` are the windows and clauses that bind one schedule only, by its path; `windows` and `rules` those for all,
    the rules in groups of one subject and one document. `inherited` are the lengths of the stages that a batch takes
    over, by the batch. `named` says that the windows were asked for by name: then
    they bind every schedule, and no other rule does.
    """

    plan: Plan
    settings: Settings
    windows: tuple[Window, ...]
    rules: tuple[tuple[Clause, ...], ...]
    own: Mapping[str, tuple[tuple[Window, ...], tuple[Clause, ...]]]
    hierarchy: tuple[Finding, ...]
    batches: Batches
    inherited: Mapping[str, tuple[Window, ...]]
    named: bool = False


def prepare(plan: Plan, settings: Settings, named: str | None = None) -> Prepared:
    """Sort a plan; with `named`, only its windows of that name.

    Raises PlannerError where no window has that name.
    """
    if named:
        return Prepared(plan, settings, windows_named(plan, named), (), {}, (), batches_of(plan), {}, named=True)
    own: dict[str, tuple[list[Window], list[Clause]]] = {}
    groups: dict[object, list[Clause]] = {}
    for window in plan.windows:
        for path in window.binds_only:
            own.setdefault(path, ([], []))[0].append(window)
    for clause in plan.clauses:
        if clause.own:
            own.setdefault(clause.place.path, ([], []))[1].append(clause)
        else:
            groups.setdefault((clause.subject, clause.place.path), []).append(clause)
    windows = tuple(window for window in plan.windows if not window.binds_only)
    batches = batches_of(plan)
    return Prepared(
        plan,
        settings,
        windows,
        tuple(tuple(group) for group in groups.values()),
        {path: (tuple(windows), tuple(clauses)) for path, (windows, clauses) in own.items()},
        check_hierarchy(plan, settings),
        batches,
        {batch: tuple(inherited_windows(windows, batch, batches)) for batch, _ in batches.taken_over},
    )


def scope_of(schedule: Schedule, prepared: Prepared, *, paired: bool = False) -> Scope:
    """What of a plan concerns a schedule; `paired` says that a person named the notices for it."""
    own_windows, own_rules = prepared.own.get(schedule.path, ((), ()))
    batches, batch = prepared.batches, schedule.subject.batch
    if prepared.named:
        asked = message("asked for by name")
        concerns = tuple(Concern(schedule.path, window, "named", asked) for window in prepared.windows)
    else:
        shared = (*prepared.windows, *prepared.inherited.get(batch, ()))
        concerns = (
            *(concern(schedule, one, paired=paired) for one in own_windows),
            *(concern(schedule, one, batch_of(one.subject, batches), paired=paired) for one in shared),
        )
        concerns = rejoined(schedule, concerns, paired=paired)
    rules = [
        clause
        for group in prepared.rules
        if concerns_rule(schedule, group, concerns, batch_of(group[0].subject, batches), paired=paired)
        for clause in group
    ]
    taken = inherited_rules((clause for group in prepared.rules for clause in group), batch, batches)
    rules = sorted((*rules, *taken, *own_rules), key=rank)
    events = tuple(one for one in schedule.events if not _is_stage(one))
    proper = schedule if len(events) == len(schedule.events) else replace(schedule, events=events)
    scope = Scope(
        schedule=proper,
        plan=prepared.plan,
        concerns=concerns,
        windows=tuple(one.window for one in concerns if one.picked),
        rules=tuple(rules),
        matching=match_rules(rules, proper, prepared.plan),
        stages=tuple(one for one in schedule.events if _is_stage(one)),
    )
    homes = homes_of(scope, prepared.settings)
    return replace(scope, homes=homes) if homes else scope


def _is_stage(event: Event) -> bool:
    """Whether an event is a stage's own time: stated in prose, or as the heading above its events."""
    if event.kind == "stage":
        return True
    return bool(event.stage) and event.title in (event.stage, f"{event.stage}阶段", f"{event.stage} stage")
