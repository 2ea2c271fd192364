"""A sheet of cells into blocks: the title lines above each table, the tables, and the notes below.

A sheet has no tables of its own, only rows. A row with one filled cell at the head of a sheet or after a blank row is a
line of text; so is one at the end that begins in the first column. A blank row ends a table where a title or the same
header follows it; elsewhere it only spaces the rows out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from planner.read.grid import table_of
from planner.records import Cell, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.records import Block

_LONGEST_SECTION = 30  # characters; a single cell at a table's end that is longer is a note, not a section heading


class _Row(NamedTuple):
    """A row of a sheet that holds words: its cells that begin in it, and whether a blank row stands above."""

    cells: tuple[Cell, ...]
    after_blank: bool

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.paragraphs]

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


def blocks_of(rows: Iterable[Sequence[Cell]], path: str, sheet: str | None = None) -> Iterator[Block]:
    """Yield the blocks of a sheet. The cells stand at their positions in the sheet and keep their places.

    Positions in a table begin again at 0.
    """
    pending = _filled_rows(rows)
    tables = 0
    while pending:
        lines = _leading_lines(pending)
        yield from (paragraph for row in pending[:lines] for paragraph in _paragraphs(row))
        pending = pending[lines:]
        if not pending:
            return
        end = _end_of_table(pending)
        body, notes = _without_notes(pending[:end])
        tables += 1
        first = body[0].filled[0].place
        place = Place(path=path, sheet=sheet, table=tables, line=first.line, row=first.row)
        yield table_of(_moved(body), place)
        yield from (paragraph for row in notes for paragraph in _paragraphs(row))
        pending = pending[end:]


def _filled_rows(rows: Iterable[Sequence[Cell]]) -> list[_Row]:
    found: list[_Row] = []
    blank = False
    covered = 0  # the row up to which a merged cell reaches
    index = -1
    for cells in rows:
        index = cells[0].row if cells else index + 1
        if any(cell.paragraphs for cell in cells) or (index < covered and cells):
            found.append(_Row(tuple(cells), blank and bool(found)))
            blank = False
        elif index >= covered:
            blank = True
        covered = max([covered, *(cell.row + cell.row_span for cell in cells if cell.paragraphs)])
    return found


def _leading_lines(rows: Sequence[_Row]) -> int:
    """How many rows at the head are lines of text: one filled cell each, and not the head of a one-column table."""
    count = next((n for n, row in enumerate(rows) if len(row.filled) != 1 or row.filled[0].row_span > 1), len(rows))
    if count == len(rows) and not any(row.after_blank for row in rows) and len(rows) > 3 and _one_column(rows):
        return 0
    return count


def _one_column(rows: Sequence[_Row]) -> bool:
    return all(len(row.cells) == 1 for row in rows)


def _end_of_table(rows: Sequence[_Row]) -> int:
    header = rows[0].texts
    for index, row in enumerate(rows[1:], 1):
        if row.after_blank and (len(row.filled) == 1 or row.texts == header):
            return index
    return len(rows)


def _without_notes(rows: Sequence[_Row]) -> tuple[Sequence[_Row], Sequence[_Row]]:
    """Part a table from the single long cells that end it."""
    end = len(rows)
    while end > 1 and _is_note(rows[end - 1]):
        end -= 1
    return rows[:end], rows[end:]


def _is_note(row: _Row) -> bool:
    return (
        len(row.filled) == 1
        and row.filled[0].column == row.cells[0].column
        and row.filled[0].row_span == 1
        and len(row.filled[0].text) > _LONGEST_SECTION
    )


def _paragraphs(row: _Row) -> Iterator[Paragraph]:
    for cell in row.filled:
        for text in cell.paragraphs:
            yield Paragraph(text, replace(cell.place, quote=text), struck=cell.struck)


def _moved(rows: Sequence[_Row]) -> Iterator[Cell]:
    """Yield the cells of a table at their positions in it: rows that were blank are gone, columns before it too."""
    left = min(cell.column for row in rows for cell in row.filled)
    right = max(cell.column + cell.column_span for row in rows for cell in row.filled)
    position = {row.cells[0].row: index for index, row in enumerate(rows)}
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        for cell in row.cells:
            if left <= cell.column < right:
                covered = range(cell.row, cell.row + cell.row_span)
                height = max(1, sum(one in position for one in covered) if cell.row_span > 1 else 1)
                width = min(cell.column_span, right - cell.column)
                column = cell.column - left
                taken.update((index + down, column + along) for down in range(height) for along in range(width))
                yield Cell(cell.paragraphs, cell.place, index, column, height, width, cell.struck)
        first = row.cells[0]
        for column in range(right - left):  # what a row leaves out at its end is empty
            if (index, column) not in taken:
                place = replace(first.place, cell=column + left + 1, quote="")
                yield Cell((), place, index, column)
