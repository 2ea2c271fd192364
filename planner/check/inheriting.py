"""Batches as a check sees them: the batch of a stage whose notice names none, and what a batch takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.plan.names import name_of
from planner.records import Subject, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.records import Clause, Plan, Strength

_DATES = frozenset(("window", "length", "extension", "deadline"))  # the other batch's own, or carried by a window


@dataclass(frozen=True, slots=True)
class Batches:
    """What a plan says of its batches.

    `homes` gives the batch of a stage by the stage's name, where one batch alone states it; `taken_over` the batch that
    a stage is taken over from and the clause that says so, by the heir and the stage.
    """

    homes: Mapping[str, str]
    taken_over: Mapping[tuple[str, str], tuple[str, Clause]]


def batches_of(plan: Plan) -> Batches:
    """Read the batches of a plan from its tree."""
    homes: dict[str, str] = {}
    taken_over = {}
    for branch in plan.branches:
        batch = branch.subject.batch
        for child in branch.children:
            stage = child.subject.stage
            if child.inherited_by:
                taken_over[batch, stage] = (child.inherited_from, child.inherited_by)
            elif batch:
                homes[stage] = "" if stage in homes else batch
    return Batches({stage: batch for stage, batch in homes.items() if batch}, taken_over)


def batch_of(subject: Subject, batches: Batches) -> str:
    """The batch of a subject: its own, else that of its stage; "" where neither is known."""
    return subject.batch or batches.homes.get(subject.stage, "")


def inherited_rules(clauses: Iterable[Clause], batch: str, batches: Batches) -> Iterator[Clause]:
    """The rules that a batch takes over, no firmer than it takes them over: no dates, and none of a single unit's."""
    for clause in clauses:
        if clause.kind not in _DATES and (by := _inherited(clause, batch, batches)):
            yield _taken(clause, by)


def inherited_windows(windows: Iterable[Window], batch: str, batches: Batches) -> Iterator[Window]:
    """The lengths of the stages that a batch takes over, as windows without dates."""
    for window in windows:
        lengths = tuple(
            _taken(clause, by)
            for clause in window.basis
            if clause.kind == "length" and (by := _inherited(clause, batch, batches))
        )
        if lengths:
            subject = replace(window.subject, batch=batch)
            yield Window(name=name_of(subject), subject=subject, basis=lengths, length=lengths[0].length)


def _inherited(clause: Clause, batch: str, batches: Batches) -> Clause | None:
    """The clause by which a batch takes over the stage of another clause; None where it does not, or not that one."""
    source, by = batches.taken_over.get((batch, clause.subject.stage), ("", None))
    return by if source and clause.level != "unit" and batch_of(clause.subject, batches) == source else None


def _taken(clause: Clause, by: Clause) -> Clause:
    firm: Strength = by.strength if clause.strength == "must" else clause.strength
    return replace(clause, strength=firm)
