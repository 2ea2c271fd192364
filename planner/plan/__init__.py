"""Clauses into a Plan: the windows of stages and batches, each with what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.subjects import batches_in
from planner.plan.amendments import in_force
from planner.plan.lengths import counted
from planner.plan.names import name_of
from planner.plan.open_parts import unresolved_of
from planner.plan.resolving import with_extensions
from planner.plan.successors import with_successors
from planner.plan.tree import branches_of
from planner.records import Plan, PlannerError, Subject, Window, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.records import Clause, Length, Precedence, Precision
    from planner.settings import Settings

__all__ = ["name_of", "plan_of", "window_of_thing", "windows_named"]

_OF_WINDOWS = frozenset(("window", "length", "extension"))
_COARSE: frozenset[Precision] = frozenset(("month", "quarter", "half", "year"))


def plan_of(clauses: Iterable[Clause], settings: Settings, precedences: Iterable[Precedence] = ()) -> Plan:
    """Bring the clauses together: one window for each subject that a document speaks of, in the order of mention.

    Documents that say the same of a subject share one window, which rests on both. A window without a base keeps its
    length and has no dates. A later notice of the same level replaces what an earlier one set; an extension moves the
    end of the window that it extends. A stage that begins where another ends is counted from there.
    """
    clauses, precedences = tuple(clauses), tuple(precedences)
    groups: dict[tuple[str, Subject], list[Clause]] = {}
    for clause in clauses:
        if clause.kind in _OF_WINDOWS and not clause.about and clause.subject != Subject(unit=clause.subject.unit):
            groups.setdefault((clause.place.path, clause.subject), []).append(clause)
    said: dict[object, Window] = {}
    for (_, subject), group in groups.items():
        window = _window(subject, group, settings)
        key = (subject, window.when and window.when.edtf, _parts(window.length), _parts(window.extension))
        known = said.get(key)
        said[key] = replace(known, basis=(*known.basis, *window.basis)) if known else window
    windows = with_successors(with_extensions(in_force(said.values()), settings), clauses, settings)
    branches = branches_of(clauses, windows, precedences)
    return Plan(windows, branches, clauses, precedences, unresolved_of(windows, clauses, branches))


def _parts(length: Length | None) -> object:
    return length and (length.parts, length.bound, length.upper)


def windows_named(plan: Plan, name: str) -> tuple[Window, ...]:
    """The windows of a name: as the plan calls them, or by their batch or stage in other words ("batch two").

    Raises PlannerError, listing the names there are, where none is called so.
    """
    batch = next((found for *_, found in batches_in(name)), name)
    bare = name.removesuffix("阶段")
    by_name = [window for window in plan.windows if window.name == name]
    by_batch = [window for window in plan.windows if window.subject.batch == batch and not window.subject.stage]
    by_stage = [window for window in plan.windows if bare in (window.subject.stage, window.subject.activity)]
    if found := by_name or by_batch or by_stage:
        return tuple(found)
    known = tuple(dict.fromkeys(window.name for window in plan.windows))
    if not known:
        raise PlannerError(message("no window is called {name}: the notices name none", name=name))
    raise PlannerError(message("no window is called {name}; there are: {known}", name=name, known=known))


def window_of_thing(clause: Clause, settings: Settings) -> Window:
    """The window that a clause sets for the thing that it is about, called by its words."""
    return replace(_window(clause.subject, (clause,), settings), name=clause.about)


def _window(subject: Subject, clauses: Sequence[Clause], settings: Settings) -> Window:
    length = next((clause.length for clause in clauses if clause.kind == "length"), None)
    dated = next((clause for clause in clauses if clause.kind == "window"), None)
    stated = dated.when if dated else None
    when = counted(stated, length) if stated and length else stated
    slack = 0
    firm = settings.strength[dated.strength].slack_days if dated else 0
    if when:
        slack = settings.month_slack_days if when.precision in _COARSE else settings.week_slack_days
    return Window(
        name=name_of(subject),
        subject=subject,
        basis=tuple(clauses),
        when=when,
        length=length,
        extension=next((clause.length for clause in clauses if clause.kind == "extension"), None),
        slack_first=firm + (slack if when and when.approximate_first else 0),
        slack_last=firm + (slack if when and when.approximate_last else 0),
    )
