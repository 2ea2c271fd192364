"""Clauses into a Plan: the windows of stages and batches, each with what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.subjects import batches_in
from planner.records import Plan, PlannerError, Window, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.records import Clause, Length, Precision, Subject
    from planner.settings import Settings

_COARSE: frozenset[Precision] = frozenset(("month", "quarter", "half", "year"))


def plan_of(clauses: Iterable[Clause], settings: Settings) -> Plan:
    """Bring the clauses together: one window for each subject that a document speaks of, in the order of mention.

    Documents that say the same of a subject share one window, which rests on both. Nothing is resolved beyond what
    the clauses say: a window without a base keeps its length and has no dates.
    """
    groups: dict[tuple[str, Subject], list[Clause]] = {}
    for clause in clauses:
        groups.setdefault((clause.place.path, clause.subject), []).append(clause)
    windows: dict[object, Window] = {}
    for (_, subject), group in groups.items():
        window = _window(subject, group, settings)
        key = (subject, window.when and window.when.edtf, _parts(window.length), _parts(window.extension))
        said = windows.get(key)
        windows[key] = replace(said, basis=(*said.basis, *window.basis)) if said else window
    return Plan(tuple(windows.values()))


def _parts(length: Length | None) -> object:
    return length and (length.parts, length.bound)


def name_of(subject: Subject) -> str:
    """What a window is called: its batch and its stage, else its activity."""
    stage = f"{subject.stage}阶段" if subject.stage and not subject.stage.isascii() else subject.stage
    return f"{subject.batch}{stage}" or subject.activity


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


def _window(subject: Subject, clauses: Sequence[Clause], settings: Settings) -> Window:
    when = next((clause.when for clause in clauses if clause.kind == "window"), None)
    slack = 0
    if when:
        slack = settings.month_slack_days if when.precision in _COARSE else settings.week_slack_days
    return Window(
        name=name_of(subject),
        subject=subject,
        basis=tuple(clauses),
        when=when,
        length=next((clause.length for clause in clauses if clause.kind == "length"), None),
        extension=next((clause.length for clause in clauses if clause.kind == "extension"), None),
        slack_first=slack if when and when.approximate_first else 0,
        slack_last=slack if when and when.approximate_last else 0,
    )
