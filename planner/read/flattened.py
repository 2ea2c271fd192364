"""Word tables flattened to text: a tab opens a cell, other lines continue it, rows have a blank line between them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planner import codes
from planner.records import Cell, Place, Table, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.records import Finding

_ITEM = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]")


@dataclass(frozen=True, slots=True)
class FlatCell:
    """A cell before the grid is known: its lines, the line it opens on (from 1), whether a blank line stands above."""

    lines: tuple[str, ...]
    line: int
    after_blank: bool


def rows(lines: Sequence[str], start: int) -> tuple[tuple[tuple[FlatCell, ...], ...], int]:
    """Find the rows of the flattened table that begins on `lines[start]`, and the index of the line after it.

    Where no table begins there, the rows are empty and the index is that of the next line that may begin one.
    """
    if not lines[start].startswith("\t"):
        following = start + 1
        while following < len(lines) and "\t" not in lines[following]:
            following += 1
        return (), following
    cells, end = _cells(lines, start)
    found = _rows(cells)
    if len(found) < 2 or max(map(len, found)) < 2:
        return (), end  # tab-indented prose
    return found, end


def _cells(lines: Sequence[str], start: int) -> tuple[list[FlatCell], int]:
    openings = []
    at = start
    while at < len(lines) and not ("〖-" in lines[at] and not lines[at].startswith("\t")):
        if lines[at].startswith("\t"):
            openings.append(at)
        at += 1
    if again := _header_again(lines, openings):
        at = openings[again]
        openings = openings[:again]
    end = _end_of_last_cell(lines, openings[-1], at)
    return [
        FlatCell(
            tuple(text for line in lines[first:following] if (text := line.strip())),
            first + 1,
            first > start and not lines[first - 1].startswith("\t") and not lines[first - 1].strip(),
        )
        for first, following in pairwise([*openings, end])
    ], end


def _header_again(lines: Sequence[str], openings: Sequence[int]) -> int:
    """The index of the opening at which the header stands a second time and a new table begins; 0 where none does."""
    texts = [lines[opening].strip() for opening in openings]
    width = next((n for n, (one, two) in enumerate(pairwise(openings), 1) if two != one + 1), len(openings))
    header = texts[:width]
    return next(
        (at for at in range(width, len(texts)) if texts[at] == header[0] and texts[at : at + width] == header), 0
    )


def _end_of_last_cell(lines: Sequence[str], opening: int, limit: int) -> int:
    """The last cell ends at the first blank line, unless a numbered item goes on with a number behind it."""
    numbered = bool(_ITEM.match(lines[opening].strip()))
    at = opening + 1
    while at < limit:
        if not lines[at].strip():
            after = at
            while after < limit and not lines[after].strip():
                after += 1
            if after == limit or not (numbered and _ITEM.match(lines[after].strip())):
                return at
        at += 1
    return at


def _rows(cells: Sequence[FlatCell]) -> tuple[tuple[FlatCell, ...], ...]:
    """Divide cells into rows at the blank lines; where these part a row or leave two together, its width decides."""
    by_blank: list[list[FlatCell]] = []
    for cell in cells:
        if cell.after_blank or not by_blank:
            by_blank.append([])
        by_blank[-1].append(cell)
    lengths = [len(row) for row in by_blank[1:]]
    if len(set(lengths)) < 2:
        return tuple(map(tuple, by_blank))
    usual = usual_width(lengths)
    agree = lengths.count(usual) * 2 > len(lengths)
    return tuple(_regrouped(by_blank, usual if agree else len(by_blank[0])))


def usual_width(lengths: Sequence[int]) -> int:
    """The number of cells that most rows of more than one cell have; 1 where no row has more."""
    return Counter(length for length in lengths if length > 1).most_common(1)[0][0] if max(lengths) > 1 else 1


def _regrouped(rows: Sequence[Sequence[FlatCell]], width: int) -> Iterator[tuple[FlatCell, ...]]:
    """Yield rows of a width: parts of one are joined, several in one are parted; others stay as they are."""
    at = 0
    while at < len(rows):
        row = tuple(rows[at])
        at += 1
        if at > 1 and len(row) > width and not len(row) % width:
            yield from (row[left : left + width] for left in range(0, len(row), width))
            continue
        joined, end = row, at
        while len(joined) < width and end < len(rows) and len(rows[end]) < width:
            joined = (*joined, *rows[end])
            end += 1
        if len(joined) == width and at > 1:
            row, at = joined, end
        yield row


def table(path: str, found: Sequence[Sequence[FlatCell]]) -> tuple[Table, tuple[Finding, ...]]:
    """Make the grid of such rows; a row that is too short or too long for it is reported.

    A header with fewer cells than the rows below it has a first cell that spans the columns it lacks; a row of one cell
    heads a section and spans them all.
    """
    width = usual_width([len(row) for row in found[1:]])
    grid, problems = [], []
    for index, row in enumerate(found):
        missing = width - len(row)
        widened = missing > 0 and (index == 0 or len(row) == 1)
        spans = [1 + missing, *[1] * (len(row) - 1)] if widened else [1] * len(row)
        if index and missing and not widened:
            said = message("a row of {cells} cells in a table of {width}", cells=len(row), width=width)
            place = Place(path=path, line=row[0].line, row=index + 1, quote=" ".join(row[0].lines))
            problems.append(codes.reading_finding(codes.RAGGED_TABLE, said, place))
        grid.append(_grid_row(path, index, row, spans))
    place = Place(path=path, line=found[0][0].line)
    return Table((), tuple(grid), place), tuple(problems)


def _grid_row(path: str, index: int, row: Sequence[FlatCell], spans: Sequence[int]) -> tuple[Cell, ...]:
    covered: list[Cell] = []
    for number, (cell, span) in enumerate(zip(row, spans, strict=True), 1):
        place = Place(path=path, line=cell.line, row=index + 1, cell=number, quote=" ".join(cell.lines))
        covered.extend([Cell(cell.lines, place, index, len(covered), 1, span)] * span)
    return tuple(covered)
