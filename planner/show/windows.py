"""Windows for a person: from when to when, what is missing, and the words that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from planner.language import Language
from planner.records import Clause, Window, message
from planner.show.columns import Column, table
from planner.show.lines import Line, paint
from planner.show.places import place_text
from planner.show.width import clean, cut, wrap

if TYPE_CHECKING:
    from rich.text import Text

_INDENT = 4
_QUOTED = 240  # cells of a clause's words that are shown


def windows_table(windows: Sequence[Window], *, width: int, language: Language) -> Text:
    """List windows on `width` cells: name, first and last day, length; below each the clauses it rests on."""
    say = language.say
    columns = (
        Column(say(message("Window")), "bold", 8),
        Column(say(message("From")), "", 10),
        Column(say(message("To")), "", 10),
        Column(say(message("Length")), "", 8),
        Column("EDTF", "dim", 10),
    )
    rows = [
        (
            clean(one.name),
            _end(one, "first", language),
            _end(one, "last", language),
            _length(one, language),
            one.when.edtf if one.when else "",
        )
        for one in windows
    ]
    below = [[line for clause in one.basis for line in _clause(clause, width, language)] for one in windows]
    return paint(table(columns, rows, width, below=below), width)


def _end(window: Window, end: Literal["first", "last"], language: Language) -> str:
    """Say the first or last day of a window, by how many days it may give way, or why there is none."""
    when = window.when
    if when is None:
        return language.say(message("not stated"))
    day = when.first if end == "first" else when.last
    if day is None:
        return language.say(message("no year") if when.first is when.last else message("open end"))
    slack = window.slack_first if end == "first" else window.slack_last
    if slack:
        return language.say(message("{date} ±{days} d", date=day, days=slack))
    approximate = when.approximate_first if end == "first" else when.approximate_last
    return language.say(message("about {date}", date=day)) if approximate else day.isoformat()


def _length(window: Window, language: Language) -> str:
    """Give the words of the length and of the extension, as stated."""
    parts = [clean(window.length.text)] if window.length else []
    if window.extension:
        parts.append(language.say(message("extended by {length}", length=clean(window.extension.text))))
    return "; ".join(parts)


def _clause(clause: Clause, width: int, language: Language) -> list[Line]:
    """Quote a clause and name its place."""
    quote = cut(clean(clause.place.quote), _QUOTED)
    said = f"“{quote}” {place_text(clause.place, language)}" if quote else place_text(clause.place, language)
    return [((" " * _INDENT, ""), (part, "dim")) for part in wrap(said, max(2, width - _INDENT))]
