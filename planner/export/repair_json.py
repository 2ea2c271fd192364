"""Repairs and drafts as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.export.json_records import JsonObject, event_json, finding_json, place_json, when_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.language import Language
    from planner.records import Event
    from planner.repair import Edit, Repair
    from planner.repair.draft import Draft


def repair_json(repair: Repair, language: Language) -> JsonObject:
    """Give what `planner repair` prints: the edits, what is left, and the clauses that cannot be kept together."""
    return {
        "edits": [_edit(one, language) for one in repair.edits],
        "left": [finding_json(one, language) for one in repair.left],
        "conflict": [
            {"code": one.code, "clauses": [place_json(clause.place) for clause in one.clauses]}
            for one in repair.conflict
        ],
    }


def _edit(edit: Edit, language: Language) -> JsonObject:
    return {
        "event": edit.event.title,
        "event_uid": edit.event.uid,
        "place": place_json(edit.event.place),
        "before": when_json(edit.event.when) if edit.event.when else None,
        "after": when_json(edit.when),
        "days_moved": edit.days,
        "safe": edit.is_safe,
        "reason": language.say(edit.reason) if edit.reason else None,
    }


def draft_json(draft: Draft, events: Sequence[Event], repair: Repair, language: Language) -> JsonObject:
    """Give what `planner draft` prints: the events, each with the rule that laid it in its note, and what is left."""
    return {
        "title": draft.schedule.title,
        "events": [event_json(one) for one in events],
        "not_laid": [{"kind": one.kind, "about": one.about, "place": place_json(one.place)} for one in draft.left],
        "left": [finding_json(one, language) for one in repair.left],
    }
