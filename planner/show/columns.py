"""Rows of cells laid out in columns that share a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.show.lines import Line, Run
from planner.show.width import cell_len, pad, wrap

GAP = 2  # blank cells between columns
_NARROWEST = 4  # cells: two wide characters


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its style, and the cells below which it is not squeezed."""

    head: str
    style: str = ""
    least: int = 6


def fit(naturals: Sequence[int], leasts: Sequence[int], room: int) -> tuple[int, ...]:
    """Share `room` cells among columns: narrow ones keep their natural width, the widest give way, evenly.

    No column goes below its least width while that can be helped, and none below four cells.
    """
    widths = list(naturals)
    for floors in (leasts, [_NARROWEST] * len(widths)):
        while sum(widths) > room:
            giving = [i for i, width in enumerate(widths) if width > floors[i]]
            if not giving:
                break
            widths[max(giving, key=lambda i: (widths[i], i))] -= 1
    return tuple(widths)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    width: int,
    *,
    marks: Sequence[Run] = (),
    below: Sequence[Sequence[Line]] = (),
) -> list[Line]:
    """Lay rows of clean texts out under their heads; a text too wide for its column continues below.

    Two cells are kept at the left for the marks. `marks` and the lines that stand `below` a row are one for each row,
    or none at all. A column without any text is left out.
    """
    used = [i for i, _ in enumerate(columns) if any(row[i] for row in rows)]
    columns = [columns[i] for i in used]
    rows = [[row[i] for i in used] for row in rows]
    naturals = [
        max(2, *(cell_len(text) for text in (column.head, *texts)))
        for column, *texts in zip(columns, *rows, strict=True)
    ]
    widths = fit(naturals, [column.least for column in columns], width - GAP * len(columns))
    lines = _row([column.head for column in columns], widths, ["dim"] * len(columns), ("", ""))
    styles = [column.style for column in columns]
    for row, mark, more in zip(rows, marks or [("", "")] * len(rows), below or [()] * len(rows), strict=True):
        lines += [*_row(row, widths, styles, mark), *more]
    return lines


def _row(texts: Sequence[str], widths: Sequence[int], styles: Sequence[str], mark: Run) -> list[Line]:
    """Lay one row out, on as many lines as its longest text takes."""
    wrapped = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    lines: list[Line] = []
    for number in range(max(map(len, wrapped), default=0)):
        line = [(pad("" if number else mark[0], GAP), mark[1])]
        for parts, width, style in zip(wrapped, widths, styles, strict=True):
            part = parts[number] if number < len(parts) else ""
            line += [(part, style), (" " * (width - cell_len(part) + GAP), "")]
        lines.append(tuple(line[:-1]))
    return lines
