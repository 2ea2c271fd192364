"""Words that are struck out beside those that took their place: ~~3月5日~~ 3月8日 says only the latter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import dates
from planner.extract.reading import Claim
from planner.records import Paragraph, message

if TYPE_CHECKING:
    from planner.records import Cell, Document, Table

_STRUCK = re.compile(r"~~[^~\n]+~~")
_WORD = re.compile(r"[^\W_]{2}")


def without_struck(document: Document) -> tuple[Document, tuple[Claim, ...]]:
    """The document with blanks in place of what is struck out and replaced, and a claim on each such piece.

    What is struck out and not replaced stays: it says that something is cancelled.
    """
    claims: list[Claim] = []
    blocks = tuple(
        _line(block, claims) if isinstance(block, Paragraph) else _table(block, claims) for block in document.blocks
    )
    return (replace(document, blocks=blocks) if claims else document), tuple(claims)


def _line(line: Paragraph, claims: list[Claim]) -> Paragraph:
    rest = _STRUCK.sub(" ", line.text)
    if rest == line.text or not dates.find(rest):
        return line
    gone = [found for found in _STRUCK.finditer(line.text) if dates.find(found[0])]
    reason = message("struck out: other words take its place")
    claims.extend(Claim(line.place, "rejected", found.start(), found.end(), reason) for found in gone)
    return replace(line, text=_blanked(line.text)) if gone else line


def _table(table: Table, claims: list[Claim]) -> Table:
    if not any(cell is not None and "~~" in cell.text for row in table.grid for cell in row):
        return table
    cells = {id(cell): _cell(cell, claims) for row in table.grid for cell in row if cell is not None}
    return replace(table, grid=tuple(tuple(cell and cells[id(cell)] for cell in row) for row in table.grid))


def _cell(cell: Cell, claims: list[Claim]) -> Cell:
    rest = _STRUCK.sub(" ", cell.text)
    if rest == cell.text or not _WORD.search(rest):
        return cell
    reason = message("struck out: other words take its place")
    claims.extend(
        Claim(cell.place, "rejected", found.start(), found.end(), reason) for found in _STRUCK.finditer(cell.text)
    )
    kept = (" ".join(_STRUCK.sub(" ", line).split()) for line in cell.paragraphs)
    return replace(cell, paragraphs=tuple(line for line in kept if line))


def _blanked(text: str) -> str:
    return _STRUCK.sub(lambda found: " " * len(found[0]) if dates.find(found[0]) else found[0], text)
