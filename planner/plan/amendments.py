"""Notices over time: which clauses count on a day, what a later notice replaces, and which notice changed what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.plan.names import name_of
from planner.records import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Clause, Window


@dataclass(frozen=True, slots=True)
class Change:
    """What a notice set or changed: its clause, and the clause of an earlier notice that it takes the place of."""

    name: str
    clause: Clause
    replaces: Clause | None = None


def as_of(clauses: Iterable[Clause], day: dt.date | None) -> tuple[Clause, ...]:
    """The clauses that count on a day: those issued on or before it. A notice without a date counts always."""
    return tuple(one for one in clauses if day is None or one.issued is None or one.issued <= day)


def in_force(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The windows without those that a later notice of the same level dates anew, in their order."""
    kept = list(windows)
    return tuple(one for one in kept if not any(_replaces(other, one) for other in kept))


def history(clauses: Iterable[Clause]) -> tuple[Change, ...]:
    """Which notice set or changed what: one change a clause on a stage, batch or activity, by day of issue.

    Clauses of notices without a date come first, in the order given. A notice replaces only one of its own level.
    """
    dated = sorted(
        (one for one in clauses if one.kind in ("window", "length", "extension") and not one.about),
        key=lambda one: one.issued or dt.date.min,
    )
    known: dict[object, Clause] = {}
    changes = []
    for one in dated:
        if not (name := name_of(one.subject)):
            continue
        key = (one.kind, one.level, Subject(stage=one.subject.stage, batch=one.subject.batch, unit=one.subject.unit))
        earlier = known.get(key)
        changes.append(Change(name, one, earlier if earlier and earlier.place.path != one.place.path else None))
        known[key] = one
    return tuple(changes)


def _replaces(later: Window, earlier: Window) -> bool:
    """Whether a window dates the same subject anew: issued later, at the same level, both with dates.

    What a schedule says of itself replaces no notice, and no notice replaces it.
    """
    if later is earlier or later.subject != earlier.subject or not (later.when and earlier.when):
        return False
    ours, theirs = later.basis[0], earlier.basis[0]
    same = (ours.level, ours.own) == (theirs.level, theirs.own)
    return bool(same and ours.issued and theirs.issued and ours.issued > theirs.issued)
