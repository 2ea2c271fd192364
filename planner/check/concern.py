"""Which windows concern a schedule: by the stage, batch, unit and activity that both name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner.records import message

if TYPE_CHECKING:
    from planner.records import Message, Schedule, Window

Reason: TypeAlias = Literal["picked", "named", "stage", "batch", "unit", "activity", "apart"]


@dataclass(frozen=True, slots=True)
class Concern:
    """Whether a window concerns a schedule, and why."""

    path: str
    window: Window
    reason: Reason
    why: Message

    @property
    def picked(self) -> bool:
        """Whether the schedule is checked against the window."""
        return self.reason in ("picked", "named")

    @property
    def is_other_batch(self) -> bool:
        """Whether the window was set aside as one of another batch, which is said as a finding."""
        return self.reason == "batch" or (self.reason == "apart" and bool(self.window.subject.batch))


def concern(schedule: Schedule, window: Window) -> Concern:
    """Decide whether a window concerns a schedule.

    What both name must agree. A batch or stage that the schedule does not name concerns it unless its window lies
    wholly apart from all of the schedule's events.
    """
    ours, theirs = schedule.subject, window.subject
    stages = {ours.stage, *(event.stage for event in schedule.events)} - {""}
    reason: Reason = "picked"
    if theirs.stage and stages and not any(_same(theirs.stage, stage) for stage in stages):
        reason = "stage"
        why = message("it is for the stage {stage}", stage=theirs.stage)
    elif theirs.batch and ours.batch and theirs.batch != ours.batch:
        reason = "batch"
        why = message("it is for {batch}, the schedule belongs to {ours}", batch=theirs.batch, ours=ours.batch)
    elif theirs.unit and ours.unit and theirs.unit != ours.unit:
        reason = "unit"
        why = message("it is for the unit {unit}", unit=theirs.unit)
    elif theirs.activity and ours.activity and not _same(theirs.activity, ours.activity):
        reason = "activity"
        why = message("it is for another activity: {activity}", activity=theirs.activity)
    elif ((not ours.batch and theirs.batch) or (not stages and theirs.stage)) and _apart(schedule, window):
        reason = "apart"
        why = message("the schedule does not name {name}, and none of its events comes near it", name=window.name)
    else:
        why = _agreement(schedule, window, stages)
    return Concern(schedule.path, window, reason, why)


def _agreement(schedule: Schedule, window: Window, stages: set[str]) -> Message:
    if window.basis and window.basis[0].place.path == schedule.path:
        return message("the schedule's own document states it")
    if window.subject.stage and stages:
        return message("both name the stage {stage}", stage=window.subject.stage)
    if window.subject.batch and schedule.subject.batch:
        return message("both name {batch}", batch=window.subject.batch)
    return message("nothing that the two name speaks against it")


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
