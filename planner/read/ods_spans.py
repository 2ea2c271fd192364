"""The merged cells of OpenDocument spreadsheets, which calamine does not tell: OASIS ODF 1.3, part 3, 9.1."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from planner.read.limits import WIDEST_ROW, refuse_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_GROUPS = {f"{_TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")}
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Spans = dict[tuple[int, int], tuple[int, int]]


def merged_cells(data: bytes) -> dict[str, Spans]:
    """The height and width of each merged cell by its row and column (from 0), for each sheet by its name."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read("content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    return {table.get(f"{_TABLE}name", ""): _spans(table) for table in root.iter(f"{_TABLE}table")}


def _spans(table: _Element) -> Spans:
    found: Spans = {}
    row = 0
    for element in _rows(table):
        column = 0
        for cell in element.iterchildren(*_CELLS):
            height, width = (_number(cell.get(f"{_TABLE}number-{kind}-spanned")) for kind in ("rows", "columns"))
            if height > 1 or width > 1:
                found[row, column] = (height, min(width, WIDEST_ROW))
                refuse_cells(len(found))
            column += _number(cell.get(f"{_TABLE}number-columns-repeated"))
        row += _number(element.get(f"{_TABLE}number-rows-repeated"))
    return found


def _rows(parent: _Element) -> Iterator[_Element]:
    for element in parent:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _GROUPS:
            yield from _rows(element)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and int(text[:9]) > 0 and len(text) < 9 else 1
