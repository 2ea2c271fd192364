"""Where something stands, in words."""

from __future__ import annotations

from planner.language import Language
from planner.records import Place, message
from planner.show.width import clean


def place_text(place: Place, language: Language, *, with_path: bool = True) -> str:
    """Say a place in one clean line: path:line, or the path with sheet, page, table, row and cell where they stand."""
    parts = []
    if place.sheet is not None:
        parts.append(language.say(message("sheet {name}", name=place.sheet)))
    if place.page is not None:
        parts.append(language.say(message("page {number}", number=place.page)))
    if place.line is None:
        if place.table is not None:
            parts.append(language.say(message("table {number}", number=place.table)))
        if place.row is not None:
            parts.append(language.say(message("row {number}", number=place.row)))
        if place.cell is not None:
            parts.append(language.say(message("cell {number}", number=place.cell)))
    elif not with_path:
        parts.append(language.say(message("line {number}", number=place.line)))
    if with_path:
        parts.insert(0, place.path if place.line is None else f"{place.path}:{place.line}")
    return clean(" ".join(parts))
