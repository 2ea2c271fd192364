"""What notices demand, as stated and as resolved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from planner.records.events import Subject
from planner.records.places import Place
from planner.records.times import Bound, Length, When

Strength: TypeAlias = Literal["must", "in_principle", "may", "strive"]
ClauseKind: TypeAlias = Literal[
    "window", "length", "extension", "minimum", "steps", "follows", "gate", "threshold", "review", "filing", "deadline",
    "deliverable", "coverage", "scope", "inherits", "basis",
]  # fmt: skip
Level: TypeAlias = Literal["centre", "province", "city", "unit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a clause states besides times and lengths. Of a threshold, the amount says when its consequence applies.

    `before` and `after` must come later and earlier, with `lag` "at once" directly; with `overlap` the later one may
    begin while the earlier one goes on. `source` is a batch taken over.
    """

    number: float | None = None
    unit: str = ""
    bound: Bound = "exactly"
    steps: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    lag: str = ""
    reviewer: str = ""
    recipient: str = ""
    copy_to: str = ""
    documents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    source: str = ""
    overlap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One demand of a notice, as stated: not yet resolved against anything else.

    `own` is true for what a schedule says in its own prose: it binds that schedule and no other. `about` is what it is
    on, in the document's words, empty for the subject itself. `issued` is the day from which it counts.
    """

    kind: ClauseKind
    subject: Subject
    place: Place
    own: bool = False
    when: When | None = None
    length: Length | None = None
    strength: Strength = "must"
    about: str = ""
    condition: str = ""
    terms: Terms = Terms()
    level: Level | None = None
    issued: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Precedence:
    """Words from which the order of two stages is seen, by their bare names; `batch` is empty where none is named."""

    before: str
    after: str
    batch: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time of a stage or batch, with the clauses it rests on.

    `slack_first` and `slack_last` are the days by which an approximate end may give way. `length` and `extension` are
    kept as stated, also where the window has no base to count them from.
    """

    name: str
    subject: Subject
    basis: tuple[Clause, ...]
    when: When | None = None
    length: Length | None = None
    extension: Length | None = None
    slack_first: int = 0
    slack_last: int = 0

    @property
    def strength(self) -> Strength:
        """How firmly the window is meant: by the clause that dates it, else by the first that it rests on."""
        stated = [clause for clause in self.basis if clause.kind == "window"] or self.basis
        return stated[0].strength if stated else "must"

    @property
    def binds_only(self) -> frozenset[str]:
        """The paths of the only schedules that the window binds; empty where it binds every one that it concerns."""
        return (
            frozenset(clause.place.path for clause in self.basis) if all(one.own for one in self.basis) else frozenset()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A batch or activity with its stages in order, or a stage; `when` is what the notices of all levels leave."""

    name: str
    subject: Subject
    windows: tuple[Window, ...] = ()
    when: When | None = None
    rules: tuple[Clause, ...] = ()
    children: tuple[Branch, ...] = ()
    inherited_from: str = ""
    inherited_by: Clause | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A window of which something is `missing` ("year", "first", "last", "base"), and the papers that would tell."""

    window: Window
    missing: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A person's word that an event, named by its title, is a step of the plan."""

    step: str
    event: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A finding that a person sets aside: its code, the title of its event (empty: every event), and the reason."""

    code: str
    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the notices set: the windows, the tree of batches and stages, the clauses, and what stays open.

    `matches` and `silences` are a person's own words in the plan file.
    """

    windows: tuple[Window, ...] = ()
    branches: tuple[Branch, ...] = ()
    clauses: tuple[Clause, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    matches: tuple[Match, ...] = ()
    silences: tuple[Silence, ...] = ()
