"""A document as it was read: what is known about it, and its blocks with their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.language import Language
from planner.records import Document, Paragraph, Place, Table, message
from planner.show.grid import grid_lines
from planner.show.lines import Line, paint
from planner.show.marks import SEVERITY_STYLES
from planner.show.places import place_text
from planner.show.width import clean, pad, wrap

if TYPE_CHECKING:
    from rich.text import Text

_PLACE = 16  # cells of terminal width for the place of a paragraph
_OPEN, _CLOSE = "⟦", "⟧"


def document_view(
    document: Document, *, width: int, language: Language, spans: Callable[[str], list[tuple[int, int]]] | None = None
) -> Text:
    """Show a document on `width` cells: its metadata, what reading met, and every block with its place.

    `spans` gives the time expressions of a text as (start, end) offsets, end exclusive; they are set in ⟦ ⟧.
    """

    def marked(text: str) -> str:
        return text if spans is None else _marked(text, spans(text))

    lines: list[Line] = [((clean(document.path), "bold"),)]
    lines += _about(document, language, width)
    for block in (*document.blocks, *document.aside):
        if isinstance(block, Paragraph):
            lines += _paragraph(block, marked, width, language)
        else:
            lines += _table(block, marked, width, language)
    return paint(lines, width)


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    pieces = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], _OPEN, text[start:end], _CLOSE]
        at = end
    return "".join([*pieces, text[at:]])


def _about(document: Document, language: Language, width: int) -> list[Line]:
    known: list[tuple[str, str]] = []
    if document.title:
        known.append((language.say(message("title")), document.title))
    if document.published is not None:
        known.append((language.say(message("published")), document.published.isoformat()))
    known += document.metadata
    lines: list[Line] = []
    for name, value in known:
        lines += _beside(clean(name), "dim", clean(value), "", width)
    for problem in document.problems:
        said = clean(f"{problem.code} {language.say(problem.message)}")
        lines += _beside(_where(problem.place, language), "dim", said, SEVERITY_STYLES[problem.severity], width)
    return lines


def _beside(name: str, name_style: str, text: str, style: str, width: int) -> list[Line]:
    """Set a text beside its name, on as many lines as it takes."""
    wrapped = wrap(text, max(2, width - _PLACE - 1))
    names = wrap(name, _PLACE) or ("",)
    lines: list[Line] = []
    for number in range(max(len(wrapped), len(names))):
        left = names[number] if number < len(names) else ""
        right = wrapped[number] if number < len(wrapped) else ""
        lines.append(((pad(left, _PLACE + 1), name_style), (right, style)))
    return lines


def _where(place: Place, language: Language) -> str:
    return place_text(place, language, with_path=False)


def _paragraph(paragraph: Paragraph, marked: Callable[[str], str], width: int, language: Language) -> list[Line]:
    style = "strike" if paragraph.struck else "bold" if paragraph.level else ""
    text = clean(marked(paragraph.text))
    if paragraph.level:
        text = f"{'#' * paragraph.level} {text}"
    return _beside(_where(paragraph.place, language), "dim", text, style, width)


def _table(table: Table, marked: Callable[[str], str], width: int, language: Language) -> list[Line]:
    lines = [line for one in table.caption for line in _paragraph(one, marked, width, language)]
    rows, columns = len(table.grid), table.width
    size = message("{rows} rows of {columns} columns", rows=rows, columns=columns)
    head = f"{_where(table.place, language)}  {language.say(size)}".strip()
    return [*lines, ((clean(head), "dim"),), *grid_lines(table, width, marked), ()]
