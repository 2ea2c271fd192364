"""Repairs and drafts for a person: what would move where, by which rule a day was laid, what cannot be kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.dates.words import in_words
from planner.language import Language
from planner.records import Clause, Message, message, plural_message
from planner.show.columns import Column, table
from planner.show.lines import Line, paint
from planner.show.places import place_text
from planner.show.width import clean, wrap

if TYPE_CHECKING:
    from rich.text import Text

    from planner.check.constraints import Constraint
    from planner.records import Event
    from planner.repair import Edit
    from planner.repair.draft import Draft


def edits_table(edits: Sequence[Edit], *, width: int, language: Language) -> Text:
    """List the changes on `width` cells: the event, its time in the document, the time proposed, and what it is."""
    say = language.say
    columns = (
        Column(say(message("Event")), "bold", 10),
        Column(say(message("As stated")), "", 8),
        Column(say(message("Proposed")), "green", 8),
        Column(say(message("Change")), "dim", 10),
    )
    rows = [
        (
            clean(one.event.title),
            clean(one.event.when.text) if one.event.when else "–",
            say(in_words(one.when.edtf)),
            say(_kind(one)),
        )
        for one in edits
    ]
    marks = [("✓", "green") if one.is_safe else ("?", "yellow") for one in edits]
    return paint(table(columns, rows, width, marks=marks), width)


def _kind(edit: Edit) -> Message:
    moved = (
        plural_message("moved by {count} day", "moved by {count} days", count=edit.days)
        if edit.days
        else message("narrowed")
    )
    if edit.reason:
        return message("{change}; needs approval: {reason}", change=moved, reason=edit.reason)
    return message("{change}; safe", change=moved)


def conflict_lines(conflict: Sequence[Constraint], *, width: int, language: Language) -> Text:
    """Name the rules that cannot be kept together, with the words of the notices."""
    lines: list[Line] = [((language.say(message("No dates keep these together:")), "bold red"),)]
    clauses = dict.fromkeys(clause for one in conflict for clause in one.clauses)
    for clause in clauses:
        lines += _clause(clause, width, language)
    if not clauses:
        lines.append(((f"  {', '.join(dict.fromkeys(one.code for one in conflict))}", ""),))
    return paint(lines, width)


def _clause(clause: Clause, width: int, language: Language) -> list[Line]:
    place = place_text(clause.place, language, with_path=True)
    words = wrap(f"“{clean(clause.place.quote)}”", width - 4)
    return [*(((f"  {line}", ""),) for line in words), *(((f"    {line}", "dim"),) for line in wrap(place, width - 4))]


def draft_table(draft: Draft, events: Sequence[Event], *, width: int, language: Language) -> Text:
    """List what was laid: stage, event, days, and the rule that laid them; then what no date can meet."""
    say = language.say
    columns = (
        Column(say(message("Stage")), "dim", 8),
        Column(say(message("Event")), "bold", 12),
        Column(say(message("Proposed")), "green", 8),
        Column(say(message("Laid by")), "dim", 12),
    )
    rows = [
        (
            clean(event.stage),
            clean(event.title),
            say(in_words(event.when.edtf)) if event.when else "–",
            clean(event.note),
        )
        for event in events
    ]
    lines = table(columns, rows, width)
    if draft.left:
        lines += [(), ((say(message("No date meets these; see to them yourself:")), "bold"),)]
        for clause in dict.fromkeys(draft.left):
            lines += _clause(clause, width, language)
    return paint(lines, width)
