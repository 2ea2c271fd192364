"""Tables as they stand in a document: boxes of text, cells that span rows or columns drawn as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.records import Cell, Table
from planner.show.columns import fit
from planner.show.lines import Line
from planner.show.width import cell_len, clean, pad, wrap

_LEAST = 6  # cells of terminal width; a column with narrower words keeps their width
_RULE = "dim"
# Box-drawing characters by the strokes that meet: up, down, left, right.
_CROSSINGS = {
    (0, 0, 0, 0): " ",
    (0, 0, 1, 1): "─",
    (1, 1, 0, 0): "│",
    (0, 1, 0, 1): "┌",
    (0, 1, 1, 0): "┐",
    (1, 0, 0, 1): "└",
    (1, 0, 1, 0): "┘",
    (1, 1, 0, 1): "├",
    (1, 1, 1, 0): "┤",
    (0, 1, 1, 1): "┬",
    (1, 0, 1, 1): "┴",
    (1, 1, 1, 1): "┼",
}


def grid_lines(table: Table, width: int, marked: Callable[[str], str]) -> list[Line]:
    """Draw a table on at most `width` cells where its columns allow it; `marked` is applied to each paragraph."""
    grid = [[*row, *[None] * (table.width - len(row))] for row in table.grid]
    if not grid or not table.width:
        return []
    return _Drawing(grid, _column_widths(grid, width, marked), marked).lines()


def _column_widths(grid: Sequence[Sequence[Cell | None]], width: int, marked: Callable[[str], str]) -> tuple[int, ...]:
    count = len(grid[0])
    naturals = [2] * count
    for row in grid:
        for column, cell in enumerate(row):
            if cell is not None and cell.column_span == 1:
                longest = max((cell_len(clean(marked(text))) for text in cell.paragraphs), default=0)
                naturals[column] = max(naturals[column], longest)
    return fit(naturals, [_LEAST] * count, max(2 * count, width - 3 * count - 1))


class _Drawing:
    """A grid with its column widths, the wrapped text of each cell, and the heights of the rows in lines."""

    def __init__(
        self, grid: Sequence[Sequence[Cell | None]], widths: Sequence[int], marked: Callable[[str], str]
    ) -> None:
        self._grid = grid
        self._widths = widths
        self._texts: dict[int, list[str]] = {}
        for row in grid:
            for column, cell in enumerate(row):
                if cell is not None and id(cell) not in self._texts:
                    room = self._room(column, cell)
                    paragraphs = [clean(marked(text)) for text in cell.paragraphs]
                    self._texts[id(cell)] = [line for text in paragraphs for line in wrap(text, max(2, room))]
        self._heights = self._row_heights()

    def _room(self, column: int, cell: Cell) -> int:
        own = self._widths[column : column + cell.column_span]
        return sum(own) + 3 * (len(own) - 1)

    def _row_heights(self) -> list[int]:
        """Lines of each row: a cell over several rows lengthens the last of them where it needs to."""
        heights = [1] * len(self._grid)
        for index, row in enumerate(self._grid):
            for cell in row:
                if cell is None or index != min(cell.row + cell.row_span, len(self._grid)) - 1:
                    continue
                above = sum(heights[cell.row : index]) + (index - cell.row)
                heights[index] = max(heights[index], len(self._texts[id(cell)]) - above)
        return heights

    def _at(self, row: int, column: int) -> Cell | None:
        inside = 0 <= row < len(self._grid) and 0 <= column < len(self._widths)
        return self._grid[row][column] if inside else None

    def _parted(self, one: tuple[int, int], two: tuple[int, int]) -> bool:
        """Whether a rule stands between two positions: unless one cell covers both, or both are outside."""
        outside = [not (0 <= r < len(self._grid) and 0 <= c < len(self._widths)) for r, c in (one, two)]
        if all(outside):
            return False
        return any(outside) or self._at(*one) is None or self._at(*one) is not self._at(*two)

    def lines(self) -> list[Line]:
        """The drawing, a line of runs each."""
        shown: dict[int, int] = {}  # lines of each cell that have been drawn
        lines = [self._rule(0, shown)]
        for row, height in enumerate(self._heights):
            lines.extend(self._text(row, shown) for _ in range(height))
            lines.append(self._rule(row + 1, shown))
        return lines

    def _text(self, row: int, shown: dict[int, int]) -> Line:
        runs: list[tuple[str, str]] = [("│ ", _RULE)]
        column = 0
        while column < len(self._widths):
            cell = self._at(row, column)
            end = self._end(row, column)
            room = sum(self._widths[column:end]) + 3 * (end - column - 1)
            runs += [(pad(self._next(cell, shown), room), "strike" if cell and cell.struck else ""), (" │ ", _RULE)]
            column = end
        return tuple(runs)

    def _end(self, row: int, column: int) -> int:
        end = column + 1
        while end < len(self._widths) and not self._parted((row, column), (row, end)):
            end += 1
        return end

    def _next(self, cell: Cell | None, shown: dict[int, int]) -> str:
        if cell is None:
            return ""
        at = shown.get(id(cell), 0)
        shown[id(cell)] = at + 1
        texts = self._texts[id(cell)]
        return texts[at] if at < len(texts) else ""

    def _rule(self, row: int, shown: dict[int, int]) -> Line:
        """The rule above a row; where a cell goes on through it, its text does."""
        runs: list[tuple[str, str]] = [(self._crossing(row, 0), _RULE)]
        column = 0
        while column < len(self._widths):
            if self._parted((row - 1, column), (row, column)):
                runs.append(("─" * (self._widths[column] + 2), _RULE))
                column += 1
            else:
                end = self._end(row, column)
                room = sum(self._widths[column:end]) + 3 * (end - column - 1)
                runs.append((f" {pad(self._next(self._at(row, column), shown), room)} ", ""))
                column = end
            runs.append((self._crossing(row, column), _RULE))
        return tuple(runs)

    def _crossing(self, row: int, column: int) -> str:
        up = self._parted((row - 1, column - 1), (row - 1, column))
        down = self._parted((row, column - 1), (row, column))
        left = self._parted((row - 1, column - 1), (row, column - 1))
        right = self._parted((row - 1, column), (row, column))
        return _CROSSINGS.get((int(up), int(down), int(left), int(right)), "─" if left or right else "│")
