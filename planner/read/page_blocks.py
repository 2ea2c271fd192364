"""A page into blocks, from where its text and its ruling lines stand; pages into one sequence of blocks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from planner.read.page_lines import Line, Piece, begins_item, join_texts, least, lines_of, paragraphs_of
from planner.read.page_tables import Box, Found, aligned, ruled, unruled
from planner.records import Paragraph, Place, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Block, Cell

_PAGE_NUMBER = re.compile(
    r"[-—–\s·]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[,，/]?\s*(?:共|of|/)\s*[0-9]{1,4}\s*页?)?[-—–\s·]*"
)
_SAME_COLUMN = 6.0  # points
_HEADING = 1.2  # times the usual height of a line
_MARGIN = 0.09  # of a page's height, at its top and bottom


class Page(NamedTuple):
    """One page: its number from 1, its height, its text, the boxes of each ruled table's cells.

    `rules` are the heights at which horizontal rules stand.
    """

    number: int
    height: float
    pieces: tuple[Piece, ...]
    tables: tuple[tuple[Box, ...], ...]
    rules: tuple[float, ...] = ()


class _Part(NamedTuple):
    """A block and where on its page it stands; tables know their columns, paragraphs whether they may go on below."""

    top: float
    block: Block
    columns: tuple[float, ...] = ()
    full: bool = False


def blocks_of(pages: Sequence[Page], path: str) -> tuple[tuple[Block, ...], tuple[tuple[str, str], ...]]:
    """The blocks of all pages, a table that goes on over pages joined, and the running headers and footers."""
    lines = [lines_of(_outside(page)) for page in pages]
    running = _running(pages, lines)
    heading = _heading_height(lines)
    parts: list[_Part] = []
    for page, own in zip(pages, lines, strict=True):
        kept = [line for line in own if not _is_margin(line, page, running)]
        for number, part in enumerate(_parts(page, kept, path, heading)):
            joined = _joined(parts[-1], part) if parts and number == 0 else None
            if joined is None:
                parts.append(part)
            else:
                parts[-1] = joined
    margins = tuple((kind, text) for kind, text in dict.fromkeys(running.values()))
    return _numbered([part.block for part in parts]), margins


def _outside(page: Page) -> list[Piece]:
    """The pieces of a page that lie in no cell of a ruled table."""
    around = [(_around(boxes), () if _is_full(boxes) else boxes) for boxes in page.tables]
    return [
        piece
        for piece in page.pieces
        if not any(
            table.holds(piece) and (not boxes or any(box.holds(piece) for box in boxes)) for table, boxes in around
        )
    ]


def _is_full(boxes: Sequence[Box]) -> bool:
    """Whether boxes fill the rectangle around them."""
    around = _around(boxes)
    area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in boxes)
    return area >= 0.98 * (around.x1 - around.x0) * (around.bottom - around.top)


def _around(boxes: Sequence[Box]) -> Box:
    """The rectangle around boxes."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "#", text)


def _running(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> dict[str, tuple[str, str]]:
    """Lines in the margins that come again, by their shape: which margin, and the first of their texts."""
    if len(pages) < 2:
        return {}
    seen: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for page, own in zip(pages, lines, strict=True):
        for line in {_shape(line.text): line for line in own if _in_margin(line, page)}.values():
            seen[_shape(line.text)] += 1
            kind = "header" if line.top < page.height / 2 else "footer"
            first.setdefault(_shape(line.text), (kind, line.text))
    return {shape: first[shape] for shape, count in seen.items() if count >= max(2, len(pages) / 2)}


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _is_margin(line: Line, page: Page, running: dict[str, tuple[str, str]]) -> bool:
    """Whether a line only runs along with the pages: a repeated header or footer, or a page number."""
    return _in_margin(line, page) and (_shape(line.text) in running or bool(_PAGE_NUMBER.fullmatch(line.text)))


def _heading_height(pages: Sequence[Sequence[Line]]) -> float:
    """The height from which a line is a heading: clearly more than that of most lines."""
    heights = [line.height for lines in pages for line in lines]
    return _HEADING * median(heights) if heights else 0.0


def _parts(page: Page, lines: Sequence[Line], path: str, heading: float) -> list[_Part]:
    place = Place(path=path, page=page.number)
    found = [ruled(boxes, _within(boxes, page.pieces), place) for boxes in page.tables]
    parts = [_Part(one.box.top, one.table, one.columns) for one in found]
    right = max((line.x1 for line in lines), default=0.0)
    at = 0
    runs = [run for run in aligned(lines) if not _crosses(lines[run.first : run.last], found)]
    for run in runs:
        parts.extend(_text_parts(lines[at : run.first], right, place, found, heading))
        table = unruled(run, lines, page.rules, place)
        parts.append(_Part(table.box.top, table.table, table.columns))
        at = run.last
    parts.extend(_text_parts(lines[at:], right, place, found, heading))
    return sorted(parts, key=lambda part: part.top)


def _within(boxes: Sequence[Box], pieces: Sequence[Piece]) -> list[Piece]:
    around = _around(boxes)
    return [piece for piece in pieces if around.holds(piece)]


def _crosses(lines: Sequence[Line], found: Sequence[Found]) -> bool:
    """Whether a ruled table stands between these lines."""
    return any(lines[0].top < one.box.top < lines[-1].top for one in found)


def _text_parts(
    lines: Sequence[Line], right: float, place: Place, found: Sequence[Found], heading: float
) -> list[_Part]:
    """The paragraphs of lines; a ruled table between two lines parts them."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if groups[-1] and _crosses([groups[-1][-1], line], found):
            groups.append([])
        groups[-1].append(line)
    return [
        _Part(
            one.top,
            Paragraph(one.text, replace(place, quote=one.text, confidence=one.confidence), int(one.height > heading)),
            full=one.full,
        )
        for group in groups
        for one in paragraphs_of(group, right)
    ]


def _joined(above: _Part, below: _Part) -> _Part | None:
    """One block of two that a page break parts: a sentence that goes on, or tables of the same columns.

    The header that a table repeats on its second page goes.
    """
    one, two = above.block, below.block
    if isinstance(one, Paragraph) and isinstance(two, Paragraph):
        if not above.full or one.level != two.level or begins_item(two.text):
            return None
        text = join_texts([one.text, two.text])
        place = replace(one.place, quote=text, confidence=least((one.place.confidence, two.place.confidence)))
        return _Part(above.top, Paragraph(text, place, one.level), full=below.full)
    if not isinstance(one, Table) or not isinstance(two, Table) or len(above.columns) != len(below.columns):
        return None
    if any(abs(a - b) > _SAME_COLUMN for a, b in zip(above.columns, below.columns, strict=True)):
        return None
    header = [cell.text if cell else "" for cell in one.grid[0]]
    repeated = [cell.text if cell else "" for cell in two.grid[0]] == header
    rows = two.grid[1:] if repeated else two.grid
    return _Part(above.top, replace(one, grid=(*one.grid, *_moved(rows, len(one.grid) - int(repeated)))), above.columns)


def _moved(rows: Sequence[Sequence[Cell | None]], offset: int) -> tuple[tuple[Cell | None, ...], ...]:
    """Rows whose cells say their positions in the joined table; their places keep the page that they stand on."""
    moved = {
        id(cell): replace(cell, row=cell.row + offset, place=replace(cell.place, row=cell.row + offset + 1))
        for row in rows
        for cell in row
        if cell
    }
    return tuple(tuple(moved[id(cell)] if cell else None for cell in row) for row in rows)


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks whose tables are counted from 1 through the document, in the places of their cells too."""
    numbered: list[Block] = []
    tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            block = _with_number(block, tables)
        numbered.append(block)
    return tuple(numbered)


def _with_number(table: Table, number: int) -> Table:
    cells = {
        id(cell): replace(cell, place=replace(cell.place, table=number)) for row in table.grid for cell in row if cell
    }
    grid = tuple(tuple(cells[id(cell)] if cell else None for cell in row) for row in table.grid)
    return replace(table, grid=grid, place=replace(table.place, table=number))
