"""The plan as a TOML file that people read: every window with the clauses that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.export.json_records import length_json
from planner.export.text import clean
from planner.language import Language
from planner.records import Clause, Plan, Window, message


def plan_toml(plan: Plan, language: Language) -> str:
    """Write an array of tables `window`, each with an array of tables `clause`; a comment on top says what it is.

    What is unknown is left out and named in the window's `unresolved`: "first", "last", or "base", where a length or
    an extension has nothing to count from.
    """
    heading = language.say(
        message("The windows that the notices set. What they leave open is left out and named as unresolved.")
    )
    return "\n".join([f"# {heading}\n", *(table for window in plan.windows for table in _window(window))])


def _window(window: Window) -> Iterator[str]:
    """Write the tables of a window one by one: TOML wants what a table holds itself before its own tables."""
    subject, when = window.subject, window.when
    yield _table(
        "[[window]]",
        {
            "name": window.name,
            "activity": subject.activity,
            "stage": subject.stage,
            "batch": subject.batch,
            "unit": subject.unit,
            "first": when and when.first,
            "last": when and when.last,
            "approximate": when and when.approximate,
            "edtf": when and when.edtf,
            "unresolved": _unresolved(window),
        },
    )
    if window.length:
        yield _table("[window.length]", length_json(window.length))
    if window.extension:
        yield _table("[window.extension]", length_json(window.extension))
    for clause in window.basis:
        yield _table("[[window.clause]]", _clause(clause))


def _table(head: str, entries: Mapping[str, object]) -> str:
    """Write a table under its head, without the entries that are empty or unknown."""
    import tomli_w

    known = {name: _printable(value) for name, value in entries.items() if value not in (None, "", [])}
    return f"{head}\n{tomli_w.dumps(known)}"


def _unresolved(window: Window) -> list[str]:
    """Name what the notices leave open, in a fixed order."""
    when = window.when
    if when and when.first and when.last:
        return []
    counted = window.length or window.extension
    open_parts = {
        "first": not (when and when.first),
        "last": not (when and when.last),
        "base": bool(counted) and not (when and (when.first or when.last)),
    }
    return [name for name, is_open in open_parts.items() if is_open]


def _clause(clause: Clause) -> dict[str, Any]:
    place = clause.place
    return {
        "kind": clause.kind,
        "strength": clause.strength,
        "quote": place.quote,
        "path": place.path,
        "line": place.line,
    }


def _printable(value: object) -> Any:
    """Clean every string inside a value."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value
