"""Spreadsheets of Excel, WPS and LibreOffice, by calamine: merged cells, real dates, every visible sheet.

A cell that is a date or a time is written in ISO 8601; formulas give the value that was last computed, and are never
computed here.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
from typing import TYPE_CHECKING

from planner import codes
from planner.read.blocks import title_of, with_captions
from planner.read.compound import SIGNATURE, look_over_compound
from planner.read.limits import WIDEST_ROW, refuse_cells, refuse_characters
from planner.read.ods_spans import merged_cells
from planner.read.package import look_over
from planner.read.sheet_blocks import blocks_of
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Cell, Document, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook

    from planner.read.ods_spans import Spans
    from planner.read.source import Source
    from planner.records import Block, Finding

_OPEN_DOCUMENT = b"opendocument.spreadsheet"  # the media type, which is the first member of such a package
_MOST_SPANNED = 10_000_000  # positions from a sheet's first to its last cell


def read(source: Source) -> Document:
    """Read a spreadsheet. Raises UnreadableError for what is damaged, encrypted or hostile."""
    if source.data.startswith(b"PK"):
        look_over(source.data)
    elif source.data.startswith(SIGNATURE):
        look_over_compound(source.data)
    damaged = message("damaged or not a spreadsheet: {error}")
    with faults_of(damaged):
        import python_calamine

        # Before calamine, which reads broken XML for ever.
        merged = merged_cells(source.data) if _OPEN_DOCUMENT in source.data[:200] else {}

        try:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        except python_calamine.PasswordError as error:
            raise UnreadableError(message("the file is encrypted")) from error
    with faults_of(damaged):
        visible, problems = _visible(book, source.path)
        blocks = tuple(
            block
            for name in visible
            for block in _sheet(book.get_sheet_by_name(name), source.path, merged.get(name), len(visible) > 1)
        )
    title = title_of(blocks)
    return Document(source.path, title, with_captions(blocks), None, (), problems)


def _visible(book: CalamineWorkbook, path: str) -> tuple[list[str], tuple[Finding, ...]]:
    """The names of the sheets that show, and a finding for each that does not."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    names, problems = [], []
    for one in book.sheets_metadata:
        if one.typ != SheetTypeEnum.WorkSheet:
            continue
        if one.visible == SheetVisibleEnum.Visible:
            names.append(one.name)
        else:
            said = message("left out: {reason}", reason=message("a hidden sheet"))
            problems.append(codes.reading_finding(codes.LEFT_OUT, said, Place(path=path, sheet=one.name)))
    return names, tuple(problems)


def _sheet(sheet: CalamineSheet, path: str, merged: Spans | None, named: bool) -> Iterator[Block]:
    """Yield the blocks of a sheet; its name stands in the places where there are several.

    `merged` are its merged cells where calamine does not tell them.
    """
    if sheet.end is None:
        return
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > _MOST_SPANNED:
        raise UnreadableError(message("the cells of a sheet lie too far apart: {sheet}", sheet=sheet.name))
    shown = sheet.name if named else None
    spans = _merged(sheet) if merged is None else merged
    yield from blocks_of(_rows(sheet, path, shown, spans), path, shown)


def _rows(sheet: CalamineSheet, path: str, name: str | None, merged: Spans) -> Iterator[list[Cell]]:
    """Yield all rows of a sheet; cells that a merged one covers are left out."""
    covered: dict[int, list[range]] = {}  # columns that merged cells above still cover, by row
    cells = characters = 0
    last = sheet.end[0] if sheet.end else 0
    for index, values in enumerate(sheet.to_python(skip_empty_area=False)):
        taken = covered.pop(index, [])
        row: list[Cell] = []
        end = _last_filled(values)
        for column, value in enumerate(itertools.islice(values, end)):
            if any(column in span for span in taken):
                continue
            height, width = merged.get((index, column), (1, 1))
            height, width = min(height, last - index + 1), min(width, WIDEST_ROW)
            if (height, width) != (1, 1):
                span = range(column, column + width)
                taken.append(span)
                for below in range(index + 1, index + height):
                    covered.setdefault(below, []).append(span)
            row.append(_cell(value, path, name, (index, column), (height, width)))
            characters += sum(map(len, row[-1].paragraphs))
        cells += len(row)
        refuse_cells(cells)
        refuse_characters(characters)
        yield row


def _last_filled(values: Sequence[object]) -> int:
    """The number of cells up to the last that holds something."""
    end = len(values)
    while end and values[end - 1] == "":
        end -= 1
    return end


def _merged(sheet: CalamineSheet) -> Spans:
    """The heights and widths of merged cells by the position of their first; old formats do not tell."""
    ranges = sheet.merged_cell_ranges or []
    return {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in ranges}


def _cell(value: object, path: str, sheet: str | None, at: tuple[int, int], spans: tuple[int, int]) -> Cell:
    paragraphs = tuple(text for line in written(value).splitlines() if (text := line.strip()))
    place = Place(path=path, sheet=sheet, row=at[0] + 1, cell=at[1] + 1, quote=" ".join(paragraphs))
    return Cell(paragraphs, place, at[0], at[1], spans[0], spans[1])


def written(value: object) -> str:
    """Write a cell's value: dates and times in ISO 8601 without seconds that are none, whole numbers as such."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case dt.datetime():
            if value.time() == dt.time():
                return value.date().isoformat()
            return value.isoformat(" ", "minutes" if value.second == 0 else "seconds")
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat("minutes" if value.second == 0 else "seconds")
        case dt.timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        case _:
            return str(value)
