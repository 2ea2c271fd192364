"""Word documents: paragraphs and tables in their order, with spans, by our own walk over the XML of python-docx."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.read.blocks import title_of, with_captions
from planner.read.package import look_over
from planner.read.unreadable import UnreadableError
from planner.records import Cell, Document, Paragraph, Place, Table, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from planner.records import Block

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\u3000]+")
# What holds paragraphs or tables without being one: content controls, inserted text, custom XML.
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"}
_WIDEST_ROW = 1_000  # columns; more are a span that lies


def read(path: Path) -> Document:
    """Read a .docx file. Raises UnreadableError for what is damaged, encrypted or hostile."""
    look_over(path)
    import docx

    try:
        word = docx.Document(str(path))
        styles = {style.style_id: style.name or "" for style in word.styles}
        body = word.element.body
    except Exception as error:  # python-docx and lxml raise many kinds for damaged packages
        raise UnreadableError(message("damaged or not an Office file: {error}", error=error)) from error
    blocks = tuple(_blocks(body, str(path), styles))
    properties = word.core_properties
    title = title_of(blocks) or (properties.title or "").strip()
    return Document(str(path), title, with_captions(blocks))


def _blocks(body: _Element, path: str, styles: dict[str, str]) -> Iterator[Block]:
    tables = 0
    for element in _unwrapped(body):
        if element.tag == f"{_W}tbl":
            tables += 1
            yield _table(element, Place(path=path, table=tables))
        elif text := _text(element):
            yield Paragraph(text, Place(path=path, quote=text), _level(element, styles))


def _unwrapped(parent: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables of a container, also those inside wrappers."""
    for element in parent:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element)


def _text(paragraph: _Element) -> str:
    """The visible text of a paragraph: deleted and hidden runs left out, blanks folded, breaks kept as line ends."""
    pieces: list[str] = []
    for element in paragraph.iter(f"{_W}t", *_BREAKS):
        if _hidden(element, paragraph):
            continue
        pieces.append(_BREAKS.get(str(element.tag), element.text or ""))
    lines = "".join(pieces).split("\n")
    return "\n".join(text for line in lines if (text := _BLANKS.sub(" ", line).strip()))


def _hidden(element: _Element, paragraph: _Element) -> bool:
    for above in element.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (f"{_W}del", f"{_W}moveFrom") or above.find(f"{_W}rPr/{_W}vanish") is not None:
            return True
    return False


def _level(paragraph: _Element, styles: dict[str, str]) -> int:
    """The heading level of a paragraph: 1 for the title style and first headings, 0 for body text."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return 0
    name = styles.get(style.get(f"{_W}val", ""), "")
    if name.lower() in ("title", "标题"):
        return 1
    heading = _HEADING_STYLE.match(name)
    return int(heading[1]) if heading else 0


def _table(element: _Element, place: Place) -> Table:
    """Build the grid: a cell that spans columns or rows stands at every position that it covers."""
    grid: list[list[Cell | None]] = []
    for index, row in enumerate(element.iterchildren(f"{_W}tr")):
        covered: list[Cell | None] = [None] * _skipped(row)
        for number, cell in enumerate(_cells(row), 1):
            span = _span(cell)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = grid[-1][len(covered)] if grid and len(covered) < len(grid[-1]) else None
            if merge is not None and merge.get(f"{_W}val") != "restart" and above is not None:
                covered.extend([above] * span)
            else:
                covered.extend([_cell(cell, place, index, len(covered), number, span)] * span)
        grid.append(covered)
    return Table((), _with_row_spans(grid), place)


def _with_row_spans(grid: list[list[Cell | None]]) -> tuple[tuple[Cell | None, ...], ...]:
    last_row = {id(cell): index for index, row in enumerate(grid) for cell in row if cell is not None}
    spanned = {
        id(cell): replace(cell, row_span=last_row[id(cell)] - cell.row + 1)
        for row in grid
        for cell in row
        if cell is not None
    }
    return tuple(tuple(None if cell is None else spanned[id(cell)] for cell in row) for row in grid)


def _cells(row: _Element) -> Iterator[_Element]:
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _cells(element)


def _skipped(row: _Element) -> int:
    """Columns that a row leaves out before its first cell."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    return 0 if before is None else _number(before.get(f"{_W}val"), 0)


def _span(cell: _Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else max(1, _number(span.get(f"{_W}val"), 1))


def _number(text: str | None, default: int) -> int:
    return min(int(text), _WIDEST_ROW) if text and text.isdecimal() and len(text) < 10 else default


def _cell(element: _Element, table: Place, row: int, column: int, number: int, span: int) -> Cell:
    paragraphs = tuple(line for one in element.iter(f"{_W}p") for line in _text(one).split("\n") if line)
    quote = " ".join(paragraphs)
    place = Place(path=table.path, table=table.table, row=row + 1, cell=number, quote=quote)
    return Cell(paragraphs, place, row, column, 1, span)
