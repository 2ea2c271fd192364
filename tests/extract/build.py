"""Documents made by hand: tables from rows of text, with spans, and lines of text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.extract import NO_CORRECTIONS, Extract, extract
from planner.read.blocks import title_of, with_captions
from planner.records import Cell, Document, Paragraph, Place, Table
from planner.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.extract.corrections import Corrections
    from planner.records import Block

ABOVE, LEFT = "^", "<"  # a cell that the one above, or to the left, covers


def table(*rows: Sequence[str], number: int = 1) -> Table:
    """A table of rows of text; ABOVE and LEFT stand for what a merged cell covers."""
    grid: list[list[Cell | None]] = []
    for index, row in enumerate(rows):
        line: list[Cell | None] = []
        for column, text in enumerate(row):
            if text == LEFT:
                line.append(line[-1])
            elif text == ABOVE:
                line.append(grid[-1][column])
            else:
                place = Place(path="a.docx", table=number, row=index + 1, cell=column + 1, quote=text)
                line.append(Cell(tuple(part for part in text.split("\n") if part), place, index, column))
        grid.append(line)
    spans = {id(cell): _spanned(cell, grid) for row in grid for cell in row if cell}
    filled = tuple(tuple(spans[id(cell)] if cell else None for cell in row) for row in grid)
    return Table((), filled, Place(path="a.docx", table=number))


def _spanned(cell: Cell, grid: list[list[Cell | None]]) -> Cell:
    rows = sum(any(one is cell for one in row) for row in grid)
    columns = max(sum(one is cell for one in row) for row in grid)
    return Cell(cell.paragraphs, cell.place, cell.row, cell.column, rows, columns)


def document(*blocks: str | Table, level: int = 0) -> Document:
    """A document of lines and tables; a line that begins with # is a heading."""
    made: list[Block] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Table):
            made.append(block)
            continue
        depth = len(block) - len(block.lstrip("#"))
        text = block.lstrip("#").strip("\n") if depth else block
        column = len(text) - len(text.lstrip()) + 1
        place = Place(path="a.docx", line=number, column=column, quote=text.strip())
        made.append(Paragraph(text.strip(), place, depth or level))
    return Document("a.docx", title_of(made), with_captions(made))


def read(
    *blocks: str | Table,
    on: str | None = "2024-02-20",
    term_start: str | None = None,
    corrections: Corrections = NO_CORRECTIONS,
) -> Extract:
    """What is read from a document of these blocks."""
    day = dt.date.fromisoformat(on) if on else None
    first = dt.date.fromisoformat(term_start) if term_start else None
    return extract(document(*blocks), Settings(), day, first, corrections)


def dated(found: Extract) -> list[tuple[str, str | None]]:
    """Title and EDTF of each event, in order."""
    return [(event.title, event.when.edtf if event.when else None) for event in found.schedule.events]


def codes(found: Extract) -> list[str]:
    """The codes of the findings, sorted, each once."""
    return sorted({finding.code for finding in found.findings})
