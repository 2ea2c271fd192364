"""Tables on a page: ruled ones from the boxes of their cells, unruled ones from columns that stand in line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise, product
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from planner.read.grid import table_of
from planner.read.page_lines import Line, Piece, Segment, least, lines_of, paragraphs_of
from planner.records import Cell, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Table

_SAME_EDGE = 0.35  # line heights within which edges are one
_LABEL = re.compile(r"[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）、.．]?|[•·▪●*-]")


class Box(NamedTuple):
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, piece: Piece) -> bool:
        """Whether the middle of a piece lies inside."""
        return (
            self.x0 <= (piece.x0 + piece.x1) / 2 <= self.x1
            and self.top <= (piece.top + piece.bottom) / 2 <= self.bottom
        )


class Found(NamedTuple):
    """A table and where it stands on its page; `columns` are the left edges of its columns."""

    table: Table
    box: Box
    columns: tuple[float, ...]


def ruled(boxes: Sequence[Box], pieces: Sequence[Piece], place: Place) -> Found:
    """Make the table whose cells are these boxes (at least one), of the pieces that lie in them."""
    tolerance = _tolerance(boxes)
    xs = _edges([edge for box in boxes for edge in (box.x0, box.x1)], tolerance)
    ys = _edges([edge for box in boxes for edge in (box.top, box.bottom)], tolerance)
    placed: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        at = bisect_right(ys, (piece.top + piece.bottom) / 2) - 1, bisect_right(xs, (piece.x0 + piece.x1) / 2) - 1
        placed.setdefault(at, []).append(piece)
    rows: dict[int, int] = {}
    found: list[tuple[Box, tuple[int, int], tuple[int, int], int, list[Line]]] = []
    reached: dict[int, float] = {}  # how far the lines of a column reach: a cell of it has room for as much
    for box in sorted(boxes, key=lambda one: (_nearest(ys, one.top), _nearest(xs, one.x0))):
        row, column = _nearest(ys, box.top), _nearest(xs, box.x0)
        height, width = _nearest(ys, box.bottom) - row, _nearest(xs, box.x1) - column
        if height < 1 or width < 1:
            continue
        rows[row] = rows.get(row, 0) + 1
        covered = product(range(row, row + height), range(column, column + width))
        inside = [piece for at in covered for piece in placed.get(at, ())]
        lines = lines_of(inside)
        found.append((box, (row, column), (height, width), rows[row], lines))
        right = column + width
        reached[right] = max([reached.get(right, 0.0), *(line.x1 for line in lines)])
    cells = [
        _cell(lines, max(_room(lines, box), reached[at[1] + spans[1]]), place, at, spans, number)
        for box, at, spans, number, lines in found
    ]
    around = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Found(table_of(cells, place), around, tuple(xs[:-1]))


def _tolerance(boxes: Sequence[Box]) -> float:
    return max(1.0, _SAME_EDGE / 2 * median(box.bottom - box.top for box in boxes))


def _edges(values: Sequence[float], tolerance: float) -> list[float]:
    """The distinct edges among these, in order."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > tolerance:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value)
    if at == len(edges) or (at and value - edges[at - 1] <= edges[at] - value):
        return at - 1
    return at


def _room(lines: Sequence[Line], box: Box) -> float:
    """How far the lines of a cell may reach: to its right edge, less the padding that they leave at its left."""
    padding = min((line.x0 for line in lines), default=box.x0) - box.x0
    return box.x1 - max(0.0, min(padding, 6.0))


def _cell(
    lines: Sequence[Line], right: float, place: Place, at: tuple[int, int], spans: tuple[int, int], number: int
) -> Cell:
    texts = paragraphs_of(lines, right)
    paragraphs = tuple(one.text for one in texts)
    sure = least(one.confidence for one in texts)
    return _placed(paragraphs, sure, place, at, spans, number)


def _placed(
    paragraphs: tuple[str, ...],
    sure: float | None,
    place: Place,
    at: tuple[int, int],
    spans: tuple[int, int],
    number: int,
) -> Cell:
    where = Place(
        path=place.path,
        page=place.page,
        table=place.table,
        row=at[0] + 1,
        cell=number,
        quote=" ".join(paragraphs),
        confidence=sure,
    )
    return Cell(paragraphs, where, at[0], at[1], spans[0], spans[1])


class Aligned(NamedTuple):
    """Lines that make up a table without rules: `first` to `last` (exclusive) of the page's lines, and its columns."""

    first: int
    last: int
    columns: tuple[tuple[float, float], ...]


def aligned(lines: Sequence[Line]) -> list[Aligned]:
    """Find the runs of lines whose segments stand in columns: three lines or more, or two of three columns."""
    found = []
    at = 0
    while at < len(lines):
        one = _run(lines, at) if len(lines[at].segments) > 1 else None
        if one is None:
            at += 1
        else:
            found.append(one)
            at = one.last
    return found


def _run(lines: Sequence[Line], first: int) -> Aligned | None:
    columns = [(segment.x0, segment.x1) for segment in lines[first].segments]
    last = end = first + 1
    several = 1
    while end < len(lines) and lines[end].top - lines[end - 1].bottom < 2.5 * lines[end].height:
        merged = _merged(columns, lines[end].segments)
        if len(merged) < max(2, len(columns)) or len(merged) > len(columns) + 1:
            break
        columns = merged
        end += 1
        if len(lines[end - 1].segments) > 1:
            several += 1
            last = end
    enough = several >= 3 or (several == 2 and len(columns) >= 3)
    if not enough or _is_list(lines[first:last], columns):
        return None
    tail = lines[last:end]
    while tail and len(tail[0].segments) == 1 and tail[0].x0 >= columns[1][0] - 1:  # the last cell's further lines
        last, tail = last + 1, tail[1:]
    return Aligned(first, last, tuple(columns))


def _merged(columns: Sequence[tuple[float, float]], segments: Sequence[Segment]) -> list[tuple[float, float]]:
    """Columns widened by the segments of a line; those that then overlap become one."""
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted([*columns, *((one.x0, one.x1) for one in segments)]):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _is_list(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    return len(columns) == 2 and all(
        _LABEL.fullmatch(line.segments[0].text) for line in lines if len(line.segments) > 1
    )


def unruled(run: Aligned, lines: Sequence[Line], rules: Sequence[float], place: Place) -> Found:
    """Make the table of aligned lines; a line that only goes on with the cells above it begins no row.

    `rules` are the heights of horizontal rules: where one stands between any two rows, they alone part the rows.
    """
    own = lines[run.first : run.last]
    rows: list[list[list[Line]]] = []
    for line, begins in zip(own, _row_begins(own, run, rules), strict=True):
        if begins:
            rows.append([[] for _ in run.columns])
        for segment in line.segments:
            rows[-1][_column(run.columns, segment)].append(Line(line.top, line.bottom, (segment,)))
    cells = []
    for row, content in enumerate(rows):
        for column, parts in enumerate(content):
            texts = paragraphs_of(parts, run.columns[column][1])
            sure = least(one.confidence for one in texts)
            cells.append(_placed(tuple(one.text for one in texts), sure, place, (row, column), (1, 1), column + 1))
    around = Box(run.columns[0][0], own[0].top, run.columns[-1][1], own[-1].bottom)
    return Found(table_of(cells, place), around, tuple(x0 for x0, _ in run.columns))


def _row_begins(own: Sequence[Line], run: Aligned, rules: Sequence[float]) -> list[bool]:
    """Whether each line begins a row: parted from the one above by a rule, or else by how far it stands from it."""
    steps = [low.top - high.top for high, low in pairwise(own)]
    middles = [(line.top + line.bottom) / 2 for line in own]
    parted = [any(high < rule < low for rule in rules) for high, low in pairwise(middles)]
    several = [len(line.segments) > 1 for line in own]
    if all(rule for rule, high, low in zip(parted, several, several[1:], strict=False) if high and low) and any(
        parted[1:]
    ):
        return [True, *parted]
    usual = median(steps)
    lone = [len(line.segments) == 1 and _column(run.columns, line.segments[0]) > 0 for line in own[1:]]
    near = [step < max(0.85 * max(steps), 0.9 * usual) for step in steps]
    return [True, *(not (alone and close) for alone, close in zip(lone, near, strict=True))]


def _column(columns: Sequence[tuple[float, float]], segment: Segment) -> int:
    middle = (segment.x0 + segment.x1) / 2
    return next((n for n, (x0, x1) in enumerate(columns) if x0 <= middle <= x1), len(columns) - 1)
