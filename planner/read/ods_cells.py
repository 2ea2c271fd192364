"""What calamine does not tell of OpenDocument spreadsheets: merged, hidden and struck-out cells.

OASIS ODF 1.3, part 3, 9.1 (tables) and 20.3 (line-through).
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from planner.read.limits import WIDEST_ROW, refuse_cells
from planner.read.sheet_marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_HIDDEN = 1 << 20  # rows or columns in one run
_GROUPS = {f"{_TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")}
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Spans = dict[tuple[int, int], tuple[int, int]]


class Cells(NamedTuple):
    """The height and width of each merged cell by its row and column (from 0), and what does not show or count."""

    merged: Spans
    marks: Marks


def cells_of(data: bytes) -> dict[str, Cells]:
    """What is to be known of the cells of each sheet, by its name."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read("content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    striking = frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for text in style.iterchildren(f"{_STYLE}text-properties")
        if text.get(f"{_STYLE}text-line-through-style", "none") != "none"
    )
    return {table.get(f"{_TABLE}name", ""): _cells(table, striking) for table in root.iter(f"{_TABLE}table")}


def _cells(table: _Element, striking: frozenset[str]) -> Cells:
    merged: Spans = {}
    hidden: set[int] = set()
    struck: set[tuple[int, int]] = set()
    row = 0
    for element in _rows(table):
        column = 0
        for cell in element.iterchildren(*_CELLS):
            height, width = (_number(cell.get(f"{_TABLE}number-{kind}-spanned")) for kind in ("rows", "columns"))
            if height > 1 or width > 1:
                merged[row, column] = (height, min(width, WIDEST_ROW))
            if striking and _is_struck(cell, striking):
                struck.add((row, column))
            refuse_cells(len(merged) + len(struck))
            column += _number(cell.get(f"{_TABLE}number-columns-repeated"))
        repeated = _number(element.get(f"{_TABLE}number-rows-repeated"))
        if _is_hidden(element):
            hidden.update(range(row, row + min(repeated, _MOST_HIDDEN)))
        row += repeated
    return Cells(merged, Marks(frozenset(hidden), _hidden_columns(table), frozenset(struck)))


def _is_struck(cell: _Element, striking: frozenset[str]) -> bool:
    """Whether a cell is struck out as a whole, or all its words are."""
    if cell.get(f"{_TABLE}style-name") in striking:
        return True
    words = _text(cell).split()
    spans = (span for span in cell.iter(f"{_TEXT}span") if span.get(f"{_TEXT}style-name") in striking)
    return bool(words) and "".join(map(_text, spans)).split() == words


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _hidden_columns(table: _Element) -> frozenset[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        repeated = _number(column.get(f"{_TABLE}number-columns-repeated"))
        if _is_hidden(column):
            hidden.update(range(at, at + min(repeated, _MOST_HIDDEN)))
        at += repeated
    return frozenset(hidden)


def _is_hidden(element: _Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _rows(parent: _Element) -> Iterator[_Element]:
    for element in parent:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _GROUPS:
            yield from _rows(element)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and int(text[:9]) > 0 and len(text) < 9 else 1
