"""One schedule and what of a plan concerns it: what every rule family is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from planner.check.concern import Concern
    from planner.records import Clause, Event, Finding, Message, Plan, Schedule, Window


class Home(NamedTuple):
    """The windows that bind a row which names no stage; none where several stages may be meant.

    `finding` is what holding it against all stages gave, None where these windows alone say it.
    """

    windows: tuple[Window, ...]
    finding: Finding | None = None


class Matched(NamedTuple):
    """What a rule names, in its words, and the events that it means, in the schedule's order; none where none fits.

    `scores` are 0-100, one for each event; `reason` says what the name shares with the first. `stage` is the stage of
    the rule, empty where it names none.
    """

    name: str
    stage: str
    events: tuple[Event, ...]
    scores: tuple[int, ...]
    reason: Message


@dataclass(frozen=True, slots=True)
class Scope:
    """One schedule and what of a plan concerns it.

    `schedule` holds the events proper, `stages` the stages' own times that its document states in prose. `windows` are
    those picked for it; `rules` the clauses of every kind that concern it, highest level first; `matching` says which
    events the names in these rules mean; `homes` are the windows that bind each row which names no stage, by its uid,
    where several stages are at hand.
    """

    schedule: Schedule
    plan: Plan
    concerns: tuple[Concern, ...] = ()
    windows: tuple[Window, ...] = ()
    rules: tuple[Clause, ...] = ()
    matching: tuple[Matched, ...] = ()
    stages: tuple[Event, ...] = ()
    homes: Mapping[str, Home] = field(default_factory=dict)
    _by_name: Mapping[tuple[str, str], Matched] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {(one.name, one.stage): one for one in self.matching})

    @property
    def is_bound(self) -> bool:
        """Whether there is anything to check the schedule against: a window or a clause."""
        return bool(self.windows or self.rules)

    def matched(self, name: str, stage: str = "") -> Matched | None:
        """What a rule's words mean in this schedule; None for words that no rule uses."""
        return self._by_name.get((name, stage))

    def is_of(self, event: Event, stage: str) -> bool:
        """Whether an event may be of a stage: by the one that it names, else by where its dates put it."""
        home = self.homes.get(event.uid) if stage else None
        if home is None:
            return same_stage(event.stage, stage)
        return home.finding is None and any(one.subject.stage == stage for one in home.windows)


def same_stage(one: str, other: str) -> bool:
    """Whether two stages may be the same: one is not named, or the longer name says more in front or behind."""
    return not one or not other or one in other or other in one
