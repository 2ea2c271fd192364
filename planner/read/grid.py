"""Cells into span-true grids, for the readers whose formats say where a cell begins and how far it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.read.limits import refuse_cells
from planner.records import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Cell, Paragraph, Place


def table_of(cells: Iterable[Cell], place: Place, caption: tuple[Paragraph, ...] = ()) -> Table:
    """Make the table of cells that know their positions and spans; a later cell never covers an earlier one."""
    grid: list[list[Cell | None]] = []
    total = 0
    for cell in cells:
        total += cell.row_span * cell.column_span
        refuse_cells(total)
        for row in range(cell.row, cell.row + cell.row_span):
            while len(grid) <= row:
                grid.append([])
            line = grid[row]
            line.extend([None] * (cell.column + cell.column_span - len(line)))
            for column in range(cell.column, cell.column + cell.column_span):
                if line[column] is None:
                    line[column] = cell
    width = max(map(len, grid), default=0)
    refuse_cells(len(grid) * width)
    return Table(caption, tuple(tuple(row + [None] * (width - len(row))) for row in grid), place)
