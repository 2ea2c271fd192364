"""Which windows concern a schedule: by the stage, batch, unit and activity that both name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Clause, Message, Schedule, Subject, Window

_LEVELS = "省市区县镇乡街村社"  # as units name their level, from above
_PART = re.compile(r"[子分支](?=[公局部行校院厂店所会社]\w{0,2}$)")
Reason: TypeAlias = Literal["picked", "named", "stage", "batch", "unit", "activity", "apart", "unrelated"]


@dataclass(frozen=True, slots=True)
class Concern:
    """Whether a window concerns a schedule, and why; `batch` is the window's, "" where it is not known."""

    path: str
    window: Window
    reason: Reason
    why: Message
    batch: str = ""

    @property
    def picked(self) -> bool:
        """Whether the schedule is checked against the window."""
        return self.reason in ("picked", "named")

    @property
    def is_other_batch(self) -> bool:
        """Whether the window was set aside as one of another batch, which is said as a finding."""
        return self.reason == "batch" or (self.reason == "apart" and bool(self.window.subject.batch))


def concern(schedule: Schedule, window: Window, batch: str = "", *, paired: bool = False) -> Concern:
    """Decide whether a window concerns a schedule; `batch` is that of its stage, where the window names none itself.

    What both name must agree, and they must name something that connects them, unless a person has paired them by
    naming the notice. A batch or stage that the schedule does not name concerns it only if its window does not lie
    wholly apart from all of the schedule's events.
    """
    batch = window.subject.batch or batch
    reason, why = (
        _against(schedule, window.subject, batch, paired=paired)
        or _kept_apart(schedule, window)
        or _for(schedule, window.subject, window.basis, paired=paired)
    )
    return Concern(schedule.path, window, reason, why, batch)


def rejoined(schedule: Schedule, concerns: tuple[Concern, ...], *, paired: bool = False) -> tuple[Concern, ...]:
    """The same, with a notice's stages put back where a schedule that names none lies between them and near none."""
    stages: dict[str, list[Concern]] = {}
    for one in concerns:
        if one.window.subject.stage and (one.picked or one.reason == "apart"):
            stages.setdefault(one.window.basis[0].place.path, []).append(one)
    back = {
        id(one): one
        for group in stages.values()
        if len(group) > 1 and not any(one.picked for one in group) and _is_between(schedule, group)
        for one in group
    }
    if not back:
        return concerns
    return tuple(_rejoined(schedule, one, paired=paired) if id(one) in back else one for one in concerns)


def _rejoined(schedule: Schedule, one: Concern, *, paired: bool) -> Concern:
    reason, why = _for(schedule, one.window.subject, one.window.basis, paired=paired)
    return replace(one, reason=reason, why=why)


def _is_between(schedule: Schedule, group: Sequence[Concern]) -> bool:
    """Whether some windows of a group lie before a schedule and some behind it."""
    days = [day for event in schedule.events if event.when for day in (event.when.first, event.when.last) if day]
    firsts = [one.window.when.first for one in group if one.window.when and one.window.when.first]
    lasts = [one.window.when.last for one in group if one.window.when and one.window.when.last]
    return bool(days and firsts and lasts) and min(firsts) <= min(days) and max(days) <= max(lasts)


def concerns_rule(
    schedule: Schedule, clauses: Sequence[Clause], concerns: Sequence[Concern], batch: str = "", *, paired: bool
) -> bool:
    """Whether clauses of one subject and one document concern a schedule, by the same names as a window.

    A batch or stage whose window lies apart from the schedule takes its clauses along; a clause that names nothing
    goes with a window of its document.
    """
    subject, path = clauses[0].subject, clauses[0].place.path
    if _against(schedule, subject, subject.batch or batch, paired=paired):
        return False
    for one in concerns:
        theirs = one.window.subject
        if one.reason == "apart" and (theirs.batch, theirs.stage) == (subject.batch, subject.stage):
            return False
    if _for(schedule, subject, clauses, paired=paired)[0] == "picked":
        return True
    names_nothing = not (subject.stage or subject.batch or subject.activity)
    picked = (clause for one in concerns if one.picked for clause in one.window.basis)
    return names_nothing and any(clause.place.path == path for clause in picked)


def _against(schedule: Schedule, theirs: Subject, batch: str, *, paired: bool) -> tuple[Reason, Message] | None:
    """What keeps a subject of a batch from concerning a schedule, None where nothing does.

    A notice that a person has named may come from a unit above: then only a unit of the same kind is another one.
    """
    ours, stages = schedule.subject, _stages(schedule)
    if theirs.stage and stages and not any(_same(theirs.stage, stage) for stage in stages):
        return "stage", message("it is for the stage {stage}", stage=theirs.stage)
    if batch and ours.batch and batch != ours.batch:
        said = message("it is for {batch}, the schedule belongs to {ours}", batch=batch, ours=ours.batch)
        return "batch", said
    if (
        theirs.unit
        and ours.unit
        and theirs.unit != ours.unit
        and not (paired and _may_be_above(theirs.unit, ours.unit))
    ):
        return "unit", message("it is for the unit {unit}", unit=theirs.unit)
    if theirs.activity and ours.activity and not _same(theirs.activity, ours.activity):
        return "activity", message("it is for another activity: {activity}", activity=theirs.activity)
    return None


def _may_be_above(one: str, other: str) -> bool:
    """Whether two units are of different kinds (局, 学校) or levels (市, 区), so that one may be above the other.

    A part of a body (子公司, 分局, 支部) has the body above it.
    """
    if bool(_PART.search(one)) != bool(_PART.search(other)):
        return True
    levels = [next((mark for mark in _LEVELS if mark in unit), "") for unit in (one, other)]
    return one[-1] != other[-1] or (all(levels) and levels[0] != levels[1])


def _kept_apart(schedule: Schedule, window: Window) -> tuple[Reason, Message] | None:
    ours, theirs, stages = schedule.subject, window.subject, _stages(schedule)
    if ((theirs.batch and not ours.batch) or (theirs.stage and not stages)) and _apart(schedule, window):
        said = message("the schedule does not name {name}, and none of its events comes near it", name=window.name)
        return "apart", said
    return None


def _for(schedule: Schedule, theirs: Subject, basis: Sequence[Clause], *, paired: bool) -> tuple[Reason, Message]:
    """What connects a subject with a schedule that nothing keeps it from."""
    ours = schedule.subject
    if any(clause.place.path == schedule.path for clause in basis):
        return "picked", message("the schedule's own document states it")
    if theirs.stage and _stages(schedule):
        return "picked", message("both name the stage {stage}", stage=theirs.stage)
    if theirs.batch and ours.batch:
        return "picked", message("both name {batch}", batch=theirs.batch)
    if theirs.activity and ours.activity:
        return "picked", message("both name the activity {activity}", activity=theirs.activity)
    if paired:
        return "picked", message("the notice was named, and nothing that the two say speaks against it")
    return "unrelated", message("nothing that the two name connects them")


def _stages(schedule: Schedule) -> set[str]:
    return {schedule.subject.stage, *(event.stage for event in schedule.events)} - {""}


def _same(one: str, other: str) -> bool:
    """Whether two names mean the same thing: the longer one may say more in front or behind."""
    return one in other or other in one


def _apart(schedule: Schedule, window: Window) -> bool:
    """Whether a window lies wholly before or wholly after every dated event, slack included."""
    if window.when is None:
        return False
    whens = [event.when for event in schedule.events if event.when]
    begin, end = window.when.first, window.when.last
    after = begin and all(when.last and (begin - when.last).days > window.slack_first for when in whens)
    before = end and all(
        (first := when.first or when.last) and (first - end).days > window.slack_last for when in whens
    )
    return bool(whens) and bool(after or before)
