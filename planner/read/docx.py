"""Word documents: paragraphs and tables in their order, with spans, by our own walk over the XML of python-docx.

A nested table is a table of its own after the one it stands in; its place says in which row and cell. Text boxes stand
after the paragraph that anchors them. Headers, footers and notes go to the metadata and the end.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.read.blocks import title_of, with_captions
from planner.read.limits import WIDEST_ROW, refuse_cells
from planner.read.package import look_over
from planner.read.strikes import marked_lines
from planner.read.unreadable import faults_of
from planner.read.word_numbers import Numbering
from planner.read.word_parts import Parts
from planner.read.word_styles import styles_of
from planner.read.word_text import W, lines_of, text_boxes
from planner.records import Cell, Document, Paragraph, Place, Table, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from planner.read.source import Source
    from planner.read.word_styles import Styles
    from planner.records import Block

# What holds paragraphs or tables without being one: content controls, inserted text, custom XML.
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}
_MARGINS = ("header", "footer")
_NOTES = ("footnotes", "endnotes")


def read(source: Source) -> Document:
    """Read a .docx or .docm file. Raises UnreadableError for what is damaged, encrypted or hostile."""
    look_over(source.data)
    with faults_of(message("damaged or not an Office file: {error}")):
        parts = Parts(source.data)
        body = parts.main().find(f"{W}body")
        if body is None:
            raise ValueError("no body in the main part")
        styles = styles_of(next(iter(parts.raw("styles")), b""))
        numbering = next(iter(parts.related("numbering")), None)
        margins = [(kind, root) for kind in _MARGINS for root in parts.related(kind)]
        notes = [root for kind in _NOTES for root in parts.related(kind)]
    walk = _Walk(source.path, styles, numbering)
    blocks = (*walk.blocks(body), *(block for root in notes for note in root for block in walk.blocks(note)))
    metadata = dict.fromkeys((name, text) for name, root in margins if (text := _words(root)))
    return Document(source.path, title_of(blocks) or parts.title(), with_captions(blocks), None, tuple(metadata))


def _words(root: _Element) -> str:
    return " ".join(text for paragraph in root.iter(f"{W}p") for text in lines_of(paragraph).texts)


class _Walk:
    """A walk over one document: its styles, and how far its lists and tables have been counted."""

    def __init__(self, path: str, styles: Styles, numbering: _Element | None) -> None:
        self._path = path
        self._levels = styles.levels
        self._numbering = Numbering(numbering, styles.numbers)
        self._tables = 0
        self._cells = 0

    def blocks(self, container: _Element, within: Place | None = None) -> Iterator[Block]:
        """Yield the blocks of a body, a text box, a note or a cell; `within` is the place of the cell."""
        for element in _unwrapped(container):
            if element.tag == f"{W}tbl":
                yield from self._table(element, within)
            else:
                yield from self._paragraphs(element)

    def _paragraphs(self, element: _Element) -> Iterator[Block]:
        style = element.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        texts, struck = self._lines(element, name)
        for text in texts:
            yield Paragraph(text, Place(path=self._path, quote=text), self._levels.get(name, 0), struck)
        for box in text_boxes(element):
            yield from self.blocks(box)

    def _lines(self, paragraph: _Element, style: str | None = None) -> tuple[tuple[str, ...], bool]:
        """The lines of a paragraph, its list label before the first, and whether they are struck out."""
        texts, struck = lines_of(paragraph)
        if not texts:
            return (), False
        if style is None:
            named = paragraph.find(f"{W}pPr/{W}pStyle")
            style = "" if named is None else named.get(f"{W}val", "")
        label = self._numbering.label(paragraph, style)
        gap = "" if not label or label[-1] in "、．）" else " "
        return (label + gap + texts[0], *texts[1:]), struck

    def _table(self, element: _Element, within: Place | None) -> Iterator[Block]:
        """Yield a table, then the tables and text boxes that stand in its cells.

        A cell that spans columns or rows stands at every position that it covers.
        """
        self._tables += 1
        place = replace(within or Place(path=self._path), table=self._tables, quote="")
        grid: list[list[Cell | None]] = []
        inner: list[Block] = []
        for index, row in enumerate(_rows(element)):
            covered: list[Cell | None] = [None] * _skipped(row)
            for number, cell in enumerate(_cells(row), 1):
                properties = cell.find(f"{W}tcPr")
                span = _span(properties)
                if _goes_on(properties, "hMerge") and covered:
                    covered.append(covered[-1])
                    continue
                above = grid[-1][len(covered)] if grid and len(covered) < len(grid[-1]) else None
                if _goes_on(properties, "vMerge") and above is not None:
                    covered.extend([above] * span)
                else:
                    paragraphs, struck, more = self._content(cell, (place.table, index + 1, number))
                    inner.extend(more)
                    where = self._place(place.table, index + 1, number, " ".join(paragraphs))
                    covered.extend([Cell(paragraphs, where, index, len(covered), 1, span, struck)] * span)
            self._cells += len(covered)
            refuse_cells(self._cells)
            grid.append(covered)
        yield Table((), _with_spans(grid), place)
        yield from inner

    def _place(self, table: int | None, row: int, cell: int, quote: str = "") -> Place:
        return Place(path=self._path, table=table, row=row, cell=cell, quote=quote)

    def _content(self, cell: _Element, at: tuple[int | None, int, int]) -> tuple[tuple[str, ...], bool, list[Block]]:
        """A cell's own lines, whether all are struck out, and the tables and boxes in it.

        `at` is the table, row and cell, from 1.
        """
        lines: list[str] = []
        struck: list[bool] = []
        inner: list[Block] = []
        for element in _unwrapped(cell):
            if element.tag == f"{W}tbl":
                inner.extend(self._table(element, self._place(*at)))
                continue
            texts, out = self._lines(element)
            lines.extend(texts)
            struck.extend([out] * len(texts))
            for box in text_boxes(element):
                inner.extend(self.blocks(box, self._place(*at)))
        return marked_lines(list(zip(lines, struck, strict=True))), bool(struck) and all(struck), inner


def _unwrapped(parent: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables of a container, also those inside wrappers."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element)


def _with_spans(grid: list[list[Cell | None]]) -> tuple[tuple[Cell | None, ...], ...]:
    """Give each cell the spans that it turned out to cover."""
    last: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell is not None:
                last[id(cell)] = (index, max(column, last.get(id(cell), (0, 0))[1]))
    spanned: dict[int, Cell] = {}
    for row in grid:
        for cell in row:
            if cell is not None and id(cell) not in spanned:
                bottom, right = last[id(cell)]
                spans = (bottom - cell.row + 1, right - cell.column + 1)
                same = spans == (cell.row_span, cell.column_span)
                spanned[id(cell)] = cell if same else replace(cell, row_span=spans[0], column_span=spans[1])
    return tuple(tuple(None if cell is None else spanned[id(cell)] for cell in row) for row in grid)


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows that are not deleted."""
    for element in table:
        if element.tag == f"{W}tr":
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag in _WRAPPERS:
            yield from _rows(element)


def _cells(row: _Element) -> Iterator[_Element]:
    for element in row:
        if element.tag == f"{W}tc":
            if element.find(f"{W}tcPr/{W}cellDel") is None:
                yield element
        elif element.tag in _WRAPPERS:
            yield from _cells(element)


def _goes_on(properties: _Element | None, merge: str) -> bool:
    """Whether a cell only continues a merged one: vMerge the one above, hMerge the one before."""
    found = None if properties is None else properties.find(f"{W}{merge}")
    return found is not None and found.get(f"{W}val") != "restart"


def _skipped(row: _Element) -> int:
    """Columns that a row leaves out before its first cell."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    return 0 if before is None else _number(before.get(f"{W}val"), 0)


def _span(properties: _Element | None) -> int:
    span = None if properties is None else properties.find(f"{W}gridSpan")
    return 1 if span is None else max(1, _number(span.get(f"{W}val"), 1))


def _number(text: str | None, default: int) -> int:
    return min(int(text), WIDEST_ROW) if text and text.isdecimal() and len(text) < 10 else default
