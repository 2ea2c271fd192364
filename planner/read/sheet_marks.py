"""What calamine does not tell of the cells of .xlsx sheets: hidden rows and columns, struck-out words.

ECMA-376 part 1, 18.3.1 (rows and columns), 18.4 (shared strings) and 18.8 (fonts). The old .xls is not looked into.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LARGEST = 50_000_000  # bytes of a sheet's XML; no sheet of as many cells as are read is larger
_POSITION = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Marks(NamedTuple):
    """Rows and columns that do not show, and cells whose words are all struck out; positions from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()


NO_MARKS = Marks()


def marks_of(data: bytes) -> dict[str, Marks]:
    """The marks of each sheet of an .xlsx package that has been looked over, by its name; sheets without are left out.

    Parts that cannot hold a mark are not parsed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        fonts, strings = (_striking(package, name, names) for name in ("xl/styles.xml", "xl/sharedStrings.xml"))
        styles = frozenset[str]() if fonts is None else _struck_styles(fonts)
        texts = frozenset[str]() if strings is None else _struck_strings(strings)
        found = {}
        for sheet, part in _sheets(package, names):
            content = package.read(part)
            if len(content) <= _LARGEST and (styles or texts or b"hidden=" in content):
                marks = _marks(_parsed(content), styles, texts)
                if marks != NO_MARKS:
                    found[sheet] = marks
        return found


def _striking(package: zipfile.ZipFile, name: str, names: set[str]) -> _Element | None:
    """The root of a part in which something is struck out; None for any other."""
    content = package.read(name) if name in names else b""
    return _parsed(content) if b"strike" in content else None


def _parsed(content: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root: _Element | None = etree.fromstring(content, parser)  # None where nothing can be recovered
    return etree.Element("none") if root is None else root


def _sheets(package: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet."""
    relations = "xl/_rels/workbook.xml.rels"
    if not {"xl/workbook.xml", relations} <= names:
        return
    targets = {one.get("Id"): one.get("Target", "") for one in _parsed(package.read(relations))}
    for sheet in _parsed(package.read("xl/workbook.xml")).iter("{*}sheet"):
        target = targets.get(sheet.get(f"{{{_RELATIONS}}}id"), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in names:
            yield sheet.get("name", ""), part


def _struck_styles(styles: _Element) -> frozenset[str]:
    """The numbers of the cell formats whose font is struck out."""
    fonts = [_is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
    formats = [_number(one.get("fontId")) for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(str(at) for at, font in enumerate(formats) if 0 <= font < len(fonts) and fonts[font])


def _struck_strings(strings: _Element) -> frozenset[str]:
    """The numbers of the shared strings of which every run is struck out."""
    found = set()
    for at, one in enumerate(strings.iterfind("{*}si")):
        runs = one.findall("{*}r")
        words = [run for run in runs if (run.findtext("{*}t") or "").strip()]
        if words and all((properties := run.find("{*}rPr")) is not None and _is_struck(properties) for run in words):
            found.add(str(at))
    return frozenset(found)


def _is_struck(properties: _Element) -> bool:
    strike = properties.find("{*}strike")
    return strike is not None and _is_on(strike.get("val", "1"))


def _marks(sheet: _Element, styles: frozenset[str], texts: frozenset[str]) -> Marks:
    columns: set[int] = set()
    for column in sheet.iterfind("{*}cols/{*}col"):
        if _is_on(column.get("hidden")):
            first, last = _number(column.get("min")), _number(column.get("max"))
            columns.update(range(max(first, 1) - 1, min(last, 1 << 14)))
    rows: set[int] = set()
    struck: set[tuple[int, int]] = set()
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        if _is_on(row.get("hidden")):
            rows.add(_number(row.get("r")) - 1)
        if styles or texts:
            struck.update(_struck_cells(row, styles, texts))
    return Marks(frozenset(rows), frozenset(columns), frozenset(struck))


def _struck_cells(row: _Element, styles: frozenset[str], texts: frozenset[str]) -> Iterator[tuple[int, int]]:
    for cell in row:
        if cell.get("s") in styles or (cell.get("t") == "s" and cell.findtext("{*}v") in texts):
            at = _POSITION.fullmatch(cell.get("r", ""))
            if at:
                yield int(at[2]) - 1, _column(at[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else -1
