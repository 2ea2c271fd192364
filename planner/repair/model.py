"""What a repair is made of: the events that may move, and the changes that are proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from planner.check.constraints import Constraint
    from planner.records import Event, Finding, Message, When

Aim: TypeAlias = Literal["sure", "possible"]


@dataclass(frozen=True, slots=True)
class Movable:
    """An event as the solver sees it: days as ordinals (date.toordinal), bounds inclusive.

    A reading begins in `first` and ends in `last`; `longest` is the most days from its first to its last day, and
    `shortest` the fewest. `pinned` events stay as they are; `on_working_days` says that a new first and last day must
    be working days, `within` that it lies somewhere from the first day to the last, on new days too.
    """

    uid: str
    first: tuple[int, int]
    last: tuple[int, int]
    shortest: int
    longest: int
    pinned: bool = False
    on_working_days: bool = True
    within: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """New days of an event, as ordinals, both inclusive; `days` is how far they leave its words, 0 within them."""

    uid: str
    first: int
    last: int
    days: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one event's time; `days` is how far it leaves what the words allow, 0 where it only narrows them.

    `reason` says why a person should approve it; None for an edit that keeps every window and the order.
    """

    event: Event
    when: When
    days: int
    reason: Message | None = None

    @property
    def is_safe(self) -> bool:
        """Whether the edit keeps every window and the order of the events."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Repair:
    """What is proposed for a schedule.

    `left` are the findings at the level asked that no change of dates mends. `conflict` are the rules that cannot be
    kept together where nothing can be proposed: dropping any of them would leave a solution.
    """

    edits: tuple[Edit, ...] = ()
    left: tuple[Finding, ...] = ()
    conflict: tuple[Constraint, ...] = ()
