"""The plan as a TOML file that people read, correct and hand on.

Batches hold stages, and both hold their demands, a table each: `[[batch.stage.window]]`, `[[batch.stage.review]]` and
so on, with the words that state it. `planner.plan.plan_file` reads it back: the plan follows from its demands, so
that a corrected date counts everywhere. `unresolved`, `needs` and `taken_over_from` only inform.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from planner.export.seal import sealed
from planner.export.text import clean
from planner.language import Language
from planner.records import Branch, Clause, Length, LengthUnit, Plan, Precedence, Terms, When, message


def plan_toml(plan: Plan, language: Language) -> str:
    """Write a plan; comments on top say what it is, and whether anybody has corrected it."""
    heading = language.say(
        message("The plan that the notices set. Correct it and check schedules with it; what is open is left out.")
    )
    numbers = {id(clause): number for number, clause in enumerate(plan.clauses, 1)}
    notes = {one.window.name: (list(one.missing), list(one.needs)) for one in reversed(plan.unresolved)}
    tables = [table for branch in plan.branches for table in _branch(branch, numbers, notes)]
    tables += [_table("[[order]]", _order(one)) for one in plan.precedences]
    tables += [_table("[[match]]", {"step": one.step, "event": one.event}) for one in plan.matches]
    tables += [
        _table("[[silence]]", {"code": one.code, "event": one.event, "reason": one.reason}) for one in plan.silences
    ]
    return sealed("".join([f"# {heading}\n", *(f"\n{table}" for table in tables)]))


def _branch(branch: Branch, numbers: Mapping[int, int], notes: Mapping[str, Any]) -> Iterator[str]:
    yield _table("[[batch]]", {"name": branch.subject.batch, **_notes(branch, notes)})
    yield from _clauses("batch", branch, numbers)
    for child in branch.children:
        entries = {"name": child.subject.stage, "taken_over_from": child.inherited_from, **_notes(child, notes)}
        yield _table("[[batch.stage]]", entries)
        if not child.inherited_from:
            yield from _clauses("batch.stage", child, numbers)


def _notes(branch: Branch, notes: Mapping[str, Any]) -> dict[str, object]:
    missing, needs = notes.get(branch.name, ([], []))
    return {"unresolved": missing, "needs": needs}


def _clauses(head: str, branch: Branch, numbers: Mapping[int, int]) -> Iterator[str]:
    """Write the demands of a branch in the order of mention; those of merged windows are among the plan's clauses."""
    own = (*(one for window in branch.windows for one in window.basis), *branch.rules)
    for clause in sorted(own, key=lambda one: numbers.get(id(one), 0)):
        inside = f"{head}.{clause.kind}"
        yield _table(f"[[{inside}]]", _clause(clause, branch, numbers.get(id(clause), 0)))
        if clause.length:
            yield _table(f"[{inside}.length]", _length(clause.length))
        if clause.when:
            yield _table(f"[{inside}.time]", _when(clause.when))


def _clause(clause: Clause, branch: Branch, number: int) -> dict[str, object]:
    """The entries of a demand; batch and stage are named only where they differ from those of its branch."""
    subject, place = clause.subject, clause.place
    terms = {one.name: getattr(clause.terms, one.name) for one in fields(Terms)}
    entries: dict[str, object] = {
        "number_in_plan": number,
        "strength": clause.strength,
        "about": clause.about,
        "condition": clause.condition,
        "activity": subject.activity,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in terms.items()},
        "unit": subject.unit,
        "unit_of_number": clause.terms.unit,
        "bound": None if clause.terms.bound == "exactly" else clause.terms.bound,
        "level": clause.level,
        "issued": clause.issued,
        "own": clause.own or None,
        "overlap": clause.terms.overlap or None,
        "quote": place.quote,
        "path": place.path,
        **{name: getattr(place, name) for name in ("line", "column", "page", "sheet", "table", "row", "cell")},
    }
    for name in ("batch", "stage"):
        if getattr(subject, name) != getattr(branch.subject, name):
            entries[f"own_{name}"] = getattr(subject, name) or "-"
    return entries


def _length(length: Length) -> dict[str, object]:
    return {
        "text": length.text,
        "parts": _parts(length.parts),
        "bound": length.bound,
        **({"upper": _parts(length.upper)} if length.upper else {}),
    }


def _parts(parts: tuple[tuple[float, LengthUnit], ...]) -> list[dict[str, object]]:
    return [{"number": _plain(number), "unit": unit} for number, unit in parts]


def _when(when: When) -> dict[str, object]:
    """The entries of a time; what is as usual is left out."""
    entries: dict[str, object] = {one.name: getattr(when, one.name) for one in fields(When)}
    usual = {"fit": "fills", "precision": "day", "approximate_first": False, "approximate_last": False}
    entries["completed_from"] = [
        {"part": one.part, "value": one.value, "source": one.source, "text": one.text} for one in when.completed_from
    ]
    return {name: value for name, value in entries.items() if name not in usual or value != usual[name]}


def _order(one: Precedence) -> dict[str, object]:
    return {
        "before": one.before, "after": one.after, "batch": one.batch, "quote": one.place.quote, "path": one.place.path,
        "line": one.place.line, "column": one.place.column,
    }  # fmt: skip


def _table(head: str, entries: Mapping[str, object]) -> str:
    """Write a table under its head, without the entries that are empty or unknown."""
    import tomli_w

    known = {name: _printable(value) for name, value in entries.items() if value not in (None, "", [])}
    return f"{head}\n{tomli_w.dumps(known)}"


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _printable(value: object) -> Any:
    """Clean every string inside a value."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    if isinstance(value, float):
        return _plain(value)
    return value
