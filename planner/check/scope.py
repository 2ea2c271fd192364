"""One schedule and what of a plan concerns it: what every rule family is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.check.concern import Concern
    from planner.records import Clause, Event, Message, Plan, Schedule, Window


@dataclass(frozen=True, slots=True)
class Matched:
    """What a rule names, in its words, and the events that it means, in the schedule's order; none where none fits.

    `score` is 0-100, that of the event that fits best; `reason` says what the two share. `stage` is the stage of the
    rule, empty where it names none.
    """

    name: str
    stage: str
    events: tuple[Event, ...]
    score: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Scope:
    """One schedule and what of a plan concerns it.

    `schedule` holds the events proper, `stages` the stages' own times that its document states in prose. `windows` are
    those picked for it; `rules` the clauses of every kind that concern it, highest level first; `matching` says which
    events the names in these rules mean.
    """

    schedule: Schedule
    plan: Plan
    concerns: tuple[Concern, ...] = ()
    windows: tuple[Window, ...] = ()
    rules: tuple[Clause, ...] = ()
    matching: tuple[Matched, ...] = ()
    stages: tuple[Event, ...] = ()

    def matched(self, name: str, stage: str = "") -> Matched | None:
        """What a rule's words mean in this schedule; None for words that no rule uses."""
        return next((one for one in self.matching if (one.name, one.stage) == (name, stage)), None)
