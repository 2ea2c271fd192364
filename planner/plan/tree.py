"""The tree of a plan: batches or activities, their stages in order, and what a batch takes over from another."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.plan.names import name_of
from planner.records import Branch, Subject, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.records import Clause, Precedence, Window

_LEVELS = ("centre", "province", "city", "unit")


def branches_of(
    clauses: Sequence[Clause], windows: Sequence[Window], precedences: Sequence[Precedence]
) -> tuple[Branch, ...]:
    """Build the tree: a branch for each batch, in the order of their ordinals, then one for what names no batch.

    A stage whose own notice names no batch goes to the only batch that states the stage.
    """
    stated = _stages_of_batches(windows, precedences)
    batches = sorted({batch for batch in stated if batch} | {one.subject.batch for one in clauses} - {""}, key=_ordinal)
    homes = {
        stage: [batch for batch in batches if stage in stated.get(batch, ())]
        for stages in stated.values()
        for stage in stages
    }
    order = _order(stated, windows, precedences, clauses)

    def home(subject: Subject) -> str:
        """The batch of a subject: its own, else the only one that states its stage."""
        found = homes.get(subject.stage, [])
        return subject.batch or (found[0] if len(found) == 1 else "")

    based = {id(one) for window in windows for one in window.basis}
    branches = []
    for batch in [*batches, ""]:
        ours = [one for one in windows if home(one.subject) == batch]
        rules = [one for one in clauses if home(one.subject) == batch and id(one) not in based]
        stages = {*stated.get(batch, ()), *(one.subject.stage for one in ours if one.subject.stage)}
        if ours or rules or stages:
            named = [stage for stage in order if stage in stages]
            branches.append(_branch(batch, named, ours, rules))
    return tuple(_inheriting(branch, branches) for branch in branches)


def effective(windows: Iterable[Window]) -> When | None:
    """What windows of several levels leave of a time: the later first day, the earlier last day; None without dates.

    Windows that leave nothing between them contradict each other: then the highest level's stands.
    """
    dated = [one.when for one in sorted(windows, key=_rank) if one.when and (one.when.first or one.when.last)]
    if not dated:
        return None
    first, last = dated[0], dated[0]
    for one in dated[1:]:
        if one.first and (first.first is None or one.first > first.first):
            first = one
        if one.last and (last.last is None or one.last < last.last):
            last = one
    if first is last:
        return first
    if first.first and last.last and first.first > last.last:
        return dated[0]
    edtf = f"{_bound(first.first)}/{_bound(last.last)}"
    return replace(
        first, last=last.last, approximate_last=last.approximate_last, end_time=last.end_time, edtf=edtf,
        text=f"{first.text} / {last.text}",
    )  # fmt: skip


def _branch(batch: str, stages: Sequence[str], windows: Sequence[Window], rules: Sequence[Clause]) -> Branch:
    whole = tuple(one for one in windows if not one.subject.stage)
    activity = next((one.subject.activity for one in whole if one.subject.activity), "")
    children = []
    for stage in stages:
        ours = tuple(one for one in windows if one.subject.stage == stage)
        subject = Subject(stage=stage, batch=batch)
        children.append(
            Branch(
                name=name_of(subject),
                subject=subject,
                windows=ours,
                when=effective(ours),
                rules=tuple(one for one in rules if one.subject.stage == stage),
            )
        )
    return Branch(
        name=batch or activity,
        subject=Subject(batch=batch, activity=activity),
        windows=whole,
        when=effective(whole),
        rules=tuple(one for one in rules if one.subject.stage not in stages),
        children=tuple(children),
    )


def _inheriting(branch: Branch, branches: Sequence[Branch]) -> Branch:
    """Give a batch the stages that it takes over, without their dates: these are the other batch's own."""
    clause = next((one for one in branch.rules if one.kind == "inherits"), None)
    if clause is None or not clause.terms.source:
        return branch
    source = next((one for one in branches if one.subject.batch == clause.terms.source), None)
    if source is None or source is branch:
        return branch
    own = {one.subject.stage: one for one in branch.children}
    taken = [
        own.pop(one.subject.stage) if one.subject.stage in own else _taken_over(one, branch, clause)
        for one in source.children
    ]
    return replace(branch, children=(*taken, *own.values()))


def _taken_over(child: Branch, heir: Branch, clause: Clause) -> Branch:
    subject = replace(child.subject, batch=heir.subject.batch)
    rules = tuple(one for one in child.rules if one.kind != "basis")
    source = clause.terms.source
    return Branch(name=name_of(subject), subject=subject, rules=rules, inherited_from=source, inherited_by=clause)


def _stages_of_batches(windows: Sequence[Window], precedences: Sequence[Precedence]) -> dict[str, list[str]]:
    """The stages that each batch states, and those that words order with them."""
    stated: dict[str, list[str]] = {}
    for window in windows:
        if window.subject.stage:
            stated.setdefault(window.subject.batch, []).append(window.subject.stage)
    for one in precedences:
        stated.setdefault(one.batch, []).extend((one.before, one.after))
    for batch, stages in stated.items():
        if batch:
            linked = [one for one in precedences if not one.batch and (one.before in stages or one.after in stages)]
            stages.extend(stage for one in linked for stage in (one.before, one.after))
    for batch, stages in stated.items():
        if not batch:
            elsewhere = {stage for other, named in stated.items() if other for stage in named}
            stages[:] = [stage for stage in stages if stage not in elsewhere]
    return {batch: list(dict.fromkeys(stages)) for batch, stages in stated.items()}


def _order(
    stated: dict[str, list[str]],
    windows: Sequence[Window],
    precedences: Sequence[Precedence],
    clauses: Sequence[Clause],
) -> list[str]:
    """All stages, each behind those that words put before it; else by their days, else by mention."""
    stages = list(dict.fromkeys(stage for named in stated.values() for stage in named))
    stages.sort(key=_days_of(windows, clauses).__getitem__)
    before: dict[str, set[str]] = {stage: set() for stage in stages}
    pairs = [(one.before, one.after) for one in precedences]
    for clause in clauses:
        if clause.kind == "steps":
            named = [step.removesuffix("阶段") for step in clause.terms.steps]
            pairs.extend(itertools.pairwise(named))
    for earlier, later in pairs:
        if earlier in before and later in before:
            before[later].add(earlier)
    ordered: list[str] = []
    while stages:
        free = next((one for one in stages if not before[one] - set(ordered)), stages[0])
        stages.remove(free)
        ordered.append(free)
    return ordered


def _days_of(windows: Sequence[Window], clauses: Sequence[Clause]) -> Mapping[str, dt.date]:
    """By stage, its first day; of one without, the day of the notice that spoke of it before any day of the others.

    Where no notice did, the last day of the calendar.
    """
    days: dict[str, dt.date] = defaultdict(lambda: dt.date.max)
    days |= {one.subject.stage: one.when.first for one in reversed(windows) if one.when and one.when.first}
    issued: dict[str, list[dt.date]] = defaultdict(list)
    for one in clauses:
        if one.subject.stage and one.issued:
            issued[one.subject.stage].append(one.issued)
    earliest = min([*days.values(), *(day for stage in days for day in issued[stage])], default=dt.date.max)
    for stage in issued.keys() - days.keys():
        if min(issued[stage], default=earliest) < earliest:
            days[stage] = min(issued[stage])
    return days


def _rank(window: Window) -> int:
    level = window.basis[0].level if window.basis else None
    return _LEVELS.index(level) if level else len(_LEVELS)


def _ordinal(batch: str) -> tuple[int, str]:
    digits = "一二三四五六七八九十"
    return (digits.find(batch[1:2]) if len(batch) == 3 else len(digits), batch)


def _bound(day: dt.date | None) -> str:
    return day.isoformat() if day else ".."
