"""A plan as plain values for JSON: its clauses, windows and stages, and what stays open. Keys as in json_records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from planner.export.json_records import JsonObject, place_json, window_json

if TYPE_CHECKING:
    from planner.plan.amendments import Change
    from planner.records import Branch, Clause, Length, Place, Plan, Subject, When

_WORDS = ("before", "after", "lag", "reviewer", "recipient", "copy_to", "source")
_LISTS = ("steps", "documents", "units")
_SMALLER = {"hour": ("minute", 60), "week": ("day", 7), "year": ("month", 12)}


def plan_json(plan: Plan, not_understood: Sequence[Place], stating: int, exhorting: int) -> JsonObject:
    """Give what `planner plan` prints; `stating` counts the sentences that state a time or a demand.

    `exhorting` counts those of them that were not understood and name no time, amount or paper.
    """
    understood = stating - len(not_understood)
    return {
        "clauses": [clause_json(clause) for clause in plan.clauses],
        "windows": [window_json(window) for window in plan.windows],
        "stages": list(_stages(plan.branches)),
        "unresolved": [
            {
                "name": one.window.name,
                "missing": list(one.missing),
                "needs": list(one.needs),
                "basis": [place_json(clause.place) for clause in one.window.basis],
            }
            for one in plan.unresolved
        ],
        "not_understood": [place_json(place) for place in not_understood],
        "understood": {
            "sentences": stating,
            "understood": understood,
            "share": round(understood / stating, 3) if stating else None,
            "exhorting": exhorting,
        },
    }


def clause_json(clause: Clause) -> JsonObject:
    """Give a clause; `values` holds what it states, and no key for what it does not."""
    return {
        "kind": clause.kind,
        "subject": subject_text(clause.subject, clause.about),
        "batch": clause.subject.batch,
        "stage": clause.subject.stage,
        "unit": clause.subject.unit,
        "activity": clause.subject.activity,
        "about": clause.about,
        "values": values_json(clause),
        "strength": clause.strength,
        "level": clause.level,
        "condition": clause.condition,
        "issued": clause.issued.isoformat() if clause.issued else None,
        "quote": clause.place.quote,
        "place": place_json(clause.place),
    }


def subject_text(subject: Subject, about: str) -> str:
    """Name what a clause is on: batch, stage, and what it is about, each said once."""
    chinese = not subject.stage.isascii()
    stage = f"{subject.stage}{'阶段' if chinese else ' stage'}" if subject.stage else ""
    parts = [part for part in (subject.batch, stage) if part and part not in about]
    named = " ".join([*parts, about]).strip()
    return named or subject.activity or subject.unit


def values_json(clause: Clause) -> JsonObject:
    """Give the amount, the time and the other values that a clause states."""
    terms = clause.terms
    values: JsonObject = {}
    if clause.length:
        upper = clause.length.upper
        values |= {**_amount(clause.length), "bound": clause.length.bound}
        values |= {"upper": _plain(upper[0][0])} if len(upper) == 1 else {}
    elif terms.number is not None:
        values |= {"number": _plain(terms.number), "unit": terms.unit, "bound": terms.bound}
    if clause.when:
        values |= _time(clause.when)
    values |= {name: value for name in _WORDS if (value := getattr(terms, name))}
    values |= {name: list(value) for name in _LISTS if (value := getattr(terms, name))}
    return values


def history_json(changes: Iterable[Change]) -> list[JsonObject]:
    """Give the changes that notices made, each with the clause that it replaces."""
    return [
        {
            "issued": one.clause.issued.isoformat() if one.clause.issued else None,
            "path": one.clause.place.path,
            "name": one.name,
            "clause": clause_json(one.clause),
            "replaces": clause_json(one.replaces) if one.replaces else None,
        }
        for one in changes
    ]


def _stages(branches: Iterable[Branch]) -> Iterator[JsonObject]:
    for branch in branches:
        for order, child in enumerate(branch.children, 1):
            basis = [clause for window in child.windows for clause in window.basis]
            yield {
                "name": child.name,
                "batch": child.subject.batch,
                "stage": child.subject.stage,
                "within": branch.name,
                "order": order,
                "first": child.when.first.isoformat() if child.when and child.when.first else None,
                "last": child.when.last.isoformat() if child.when and child.when.last else None,
                "edtf": child.when.edtf if child.when else None,
                "inherited_from": child.inherited_from or None,
                "inherited_by": place_json(child.inherited_by.place) if child.inherited_by else None,
                "steps": [step for rule in child.rules if rule.kind == "steps" for step in rule.terms.steps],
                "basis": [{**place_json(one.place), "kind": one.kind, "strength": one.strength} for one in basis],
            }


def _amount(length: Length) -> JsonObject:
    """Give a length as one number; several parts are summed in the smallest unit where that is exact."""
    total, unit = length.parts[0]
    for number, smaller in length.parts[1:]:
        if _SMALLER.get(unit, ("", 0))[0] != smaller:
            return {"parts": [{"number": _plain(n), "unit": u.replace("_", " ")} for n, u in length.parts]}
        total, unit = total * _SMALLER[unit][1] + number, smaller
    return {"number": _plain(total), "unit": unit.replace("_", " ")}


def _time(when: When) -> JsonObject:
    known = {"first": when.first and when.first.isoformat(), "last": when.last and when.last.isoformat()}
    return {**{name: value for name, value in known.items() if value}, "edtf": when.edtf}


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number
