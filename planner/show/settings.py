"""Settings for a person: each with its value, and the file that states it where one does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from planner.records import message
from planner.show.columns import Column, table
from planner.show.lines import paint
from planner.show.width import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.text import Text

    from planner.language import Language


def settings_table(rows: Iterable[Mapping[str, Any]], *, width: int, language: Language) -> Text:
    """List settings (name, value, and `from`: a path, or None for a default) on `width` cells."""
    say = language.say
    default = say(message("default"))
    columns = (
        Column(say(message("Setting")), "bold", 16),
        Column(say(message("Value")), "", 12),
        Column(say(message("Stated in")), "dim", 8),
    )
    lines = [(row["name"], json.dumps(row["value"], ensure_ascii=False), clean(row["from"] or default)) for row in rows]
    return paint(table(columns, lines, width), width)
