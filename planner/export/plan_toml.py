"""The plan as a TOML file that people read: every window with the clauses that it rests on."""

from __future__ import annotations

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
    import tomli_w

    heading = language.say(
        message("The windows that the notices set. What they leave open is left out and named as unresolved.")
    )
    return f"# {heading}\n\n" + tomli_w.dumps({"window": [_window(window) for window in plan.windows]})


def _window(window: Window) -> dict[str, Any]:
    subject, when = window.subject, window.when
    entries = {
        "name": window.name,
        "stage": subject.stage,
        "batch": subject.batch,
        "unit": subject.unit,
        "first": when and when.first,
        "last": when and when.last,
        "approximate": when and when.approximate,
        "edtf": when and when.edtf,
        "length": window.length and length_json(window.length),
        "extension": window.extension and length_json(window.extension),
        "unresolved": _unresolved(window),
        "clause": [_clause(clause) for clause in window.basis],
    }
    return {name: _printable(value) for name, value in entries.items() if value not in (None, "", [])}


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
    entries = {
        "kind": clause.kind,
        "strength": clause.strength,
        "quote": place.quote,
        "path": place.path,
        "line": place.line,
    }
    return {name: value for name, value in entries.items() if value is not None}


def _printable(value: object) -> Any:
    """Clean every string inside a value."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value
