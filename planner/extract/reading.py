"""What a layout makes of a part of a document: events, findings, and what became of each time expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Event, Finding, Message, Place

# An expression dated an event, completed another one, made a clause, or was set aside for a reason.
Fate: TypeAlias = Literal["event", "context", "clause", "rejected"]
WHOLE = 1_000_000_000  # the end of a claim on a whole paragraph or cell


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of the expressions in a paragraph or cell: `start` and `end` are character offsets, end exclusive.

    `place` is that of the paragraph or cell itself. `reason` says why they were set aside.
    """

    place: Place
    fate: Fate
    start: int = 0
    end: int = WHOLE
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one part. `listed` says whether it lists events, in a table or lines, rather than prose."""

    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    listed: bool = False


NOTHING = Reading()


def joined(readings: Iterable[Reading]) -> Reading:
    """Join the readings of several parts, in their order."""
    kept = [one for one in readings if one is not NOTHING]
    if len(kept) == 1:
        return kept[0]
    return Reading(
        tuple([event for one in kept for event in one.events]),
        tuple([finding for one in kept for finding in one.findings]),
        tuple([claim for one in kept for claim in one.claims]),
        any(one.listed for one in kept),
    )
