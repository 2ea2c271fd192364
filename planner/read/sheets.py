"""Spreadsheets of Excel, WPS and LibreOffice, by calamine: merged cells, real dates, every visible sheet.

A cell that is a date or a time is written in ISO 8601; formulas give the value that was last computed, and are never
computed here.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.read.blocks import title_of, with_captions
from planner.read.compound import SIGNATURE, look_over_compound
from planner.read.limits import WIDEST_ROW, refuse_cells, refuse_characters
from planner.read.ods_cells import cells_of
from planner.read.package import look_over
from planner.read.sheet_blocks import blocks_of
from planner.read.sheet_marks import marks_of
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Cell, Document, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook

    from planner.read.ods_cells import Spans
    from planner.read.sheet_marks import Marks
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
        told = cells_of(source.data) if _OPEN_DOCUMENT in source.data[:200] else {}
        marks = {name: one.marks for name, one in told.items()} if told else _marks(source.data)

        try:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        except python_calamine.PasswordError as error:
            raise UnreadableError(message("the file is encrypted")) from error
    with faults_of(damaged):
        visible, problems = _visible(book, source.path)
        blocks: list[Block] = []
        for name in visible:
            sheet = book.get_sheet_by_name(name)
            shown = name if len(visible) > 1 else None
            rows = list(_rows(sheet, source.path, shown, told[name].merged if name in told else _merged(sheet)))
            if name in marks:
                rows = list(_without_hidden(rows, marks[name], Place(path=source.path, sheet=name), problems))
            blocks.extend(blocks_of(rows, source.path, shown))
    title = title_of(blocks)
    return Document(source.path, title, with_captions(blocks), None, (), tuple(problems))


def _marks(data: bytes) -> dict[str, Marks]:
    return marks_of(data) if data.startswith(b"PK") else {}


def _visible(book: CalamineWorkbook, path: str) -> tuple[list[str], list[Finding]]:
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
    return names, problems


def _without_hidden(
    rows: Iterable[list[Cell]], marks: Marks, place: Place, problems: list[Finding]
) -> Iterator[list[Cell]]:
    """Yield the rows that show, without the cells of hidden columns, struck-out cells marked; report what is hidden."""
    in_rows: list[Cell] = []
    in_columns: list[Cell] = []
    for row in rows:
        if row and row[0].row in marks.rows:
            in_rows.extend(cell for cell in row if cell.paragraphs)
            continue
        in_columns.extend(cell for cell in row if cell.paragraphs and cell.column in marks.columns)
        shown = [cell for cell in row if cell.column not in marks.columns]
        yield [replace(cell, struck=True) if (cell.row, cell.column) in marks.struck else cell for cell in shown]
    said = (
        (in_rows, message("hidden rows: {numbers}", numbers=_runs(cell.row + 1 for cell in in_rows))),
        (in_columns, message("hidden columns: {numbers}", numbers=_runs(cell.column + 1 for cell in in_columns))),
    )
    for cells, reason in said:
        if cells:
            where = replace(place, row=cells[0].row + 1, cell=cells[0].column + 1, quote=cells[0].text)
            left_out = message("left out: {reason}", reason=reason)
            problems.append(codes.reading_finding(codes.LEFT_OUT, left_out, where))


def _runs(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours as runs: 2, 4-6."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _rows(sheet: CalamineSheet, path: str, name: str | None, merged: Spans) -> Iterator[list[Cell]]:
    """Yield all rows of a sheet; cells that a merged one covers are left out."""
    covered: dict[int, list[range]] = {}  # columns that merged cells above still cover, by row
    if sheet.end is None:
        return
    last = sheet.end[0]
    if (last + 1) * (sheet.end[1] + 1) > _MOST_SPANNED:
        raise UnreadableError(message("the cells of a sheet lie too far apart: {sheet}", sheet=sheet.name))
    cells = characters = 0
    for index, values in enumerate(sheet.to_python(skip_empty_area=False)):
        taken = covered.pop(index, [])
        row: list[Cell] = []
        end = _last_filled(values)
        refuse_cells(cells + end)  # before a row that is too wide is made
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
