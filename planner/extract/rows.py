"""The rows of a table below a header: continuation rows joined, section rows told, blank dates looked up above."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.fields import Row
from planner.extract.roles import LONGEST_HEADER, TIMES, columns_of, header_roles, is_time
from planner.extract.times import is_ditto, is_empty
from planner.extract.views import halves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.extract.roles import Columns, Role
    from planner.records import Cell, Table

_RULE = re.compile(r"[\s\-=_:|+—]*")
_SECTION = re.compile(
    r"阶段|階段|部分|单元|單元|模块|篇|第[一二三四五六七八九十0-9]+[章节讲天日周批]|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[)）]"
    r"|^(?:part|stage|phase|unit|week|day|session|module)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\s*(?:共\s*[0-9一二三四五六七八九十]+\s*\w{1,3}"
    r"|[合总總小共累][计計]|合\s+[计計]|总(?:课时|学时|天数)|(?:grand |sub-?)?totals?|sum)(?:\s*[：:].*)?\s*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s*(?:[*＊#※△▲]+\s*(?=[^\W\d])|[备備]?[注註][0-9]?\s*[：:]|说明\s*[：:]|(?:note|remark)s?\s*:)", re.IGNORECASE
)
_SHORTEST_SENTENCE = 12  # characters
_LEAST_BLANKS = 2  # one blank date may be a row without a date; several below dated rows are a column of groups


def segments(table: Table, named: Mapping[str, Role]) -> Iterator[tuple[Columns, Table]]:
    """Divide a table where its header stands again; each part comes with the roles of its columns.

    Rows above the first header are left to the caller, as titles of the table.
    """
    starts = [0]
    first = columns_of(table, named)
    if first is None:
        return
    for index in range(first.body, len(table.grid)):
        row = table.grid[index]
        if _is_headlike(row) and not _is_section(row) and header_roles(row, named) is not None:
            starts.append(index)
    for start, end in zip(starts, [*starts[1:], len(table.grid)], strict=True):
        part = replace(table, grid=table.grid[start:end])
        if (columns := columns_of(part, named)) is not None:
            yield from halves(columns, part, named)


def rows_of(table: Table, columns: Columns) -> list[Row]:
    """The rows below the header that hold something; a row that only goes on with the one above is joined to it."""
    rows: list[Row] = []
    seen: set[int] = set()
    for grid_row in table.grid[columns.body :]:
        row = _row(grid_row, columns.roles)
        if not row.filled or all(_RULE.fullmatch(cell.text) for _, cell in row.filled):
            continue
        if all(id(cell) in seen for _, cell in row.filled):
            continue  # a lower row of merged cells, with nothing of its own
        if rows and _goes_on(row, seen):
            rows[-1] = _extended(rows[-1], row)
        else:
            rows.append(row)
        seen.update(id(cell) for _, cell in row.cells)
    return rows


def without_dittos(rows: list[Row]) -> list[Row]:
    """The rows with what their ditto marks stand for: the words of the same columns in the rows above."""
    above: dict[int, tuple[str, ...]] = {}
    result = []
    for row in rows:
        cells, changed = [], False
        for role, cell in row.cells:
            words = above.get(cell.column) if is_ditto(cell.text) else None
            meant = cell if words is None else replace(cell, paragraphs=words)
            changed = changed or words is not None
            cells.append((role, meant))
            if not is_empty(meant.text):
                above[cell.column] = meant.paragraphs
        result.append(Row(tuple(cells)) if changed else row)
    return result


def section_heading(row: Row, width: int) -> str:
    """The text of a row that heads the rows below it: one cell over the whole width, or one that names a part."""
    if len(row.filled) != 1:
        return ""
    _, cell = row.filled[0]
    if len(row.cells) == 1 and cell.column_span == width > 1:
        return cell.text
    if cell.column == 0 and width > 2 and (_SECTION.search(cell.text) or is_time(cell.text)) and len(cell.text) <= 40:
        return cell.text
    return ""


def is_note(row: Row) -> bool:
    """Whether a row is a note to the table: one cell, marked as a note or a sentence to its end."""
    if len(row.filled) != 1:
        return False
    text = row.filled[0][1].text
    return bool(_NOTE.match(text)) or (len(text) > _SHORTEST_SENTENCE and text.rstrip().endswith(("。", "；")))


def is_total(row: Row) -> bool:
    """Whether a row sums up the others: its first words are 合计 or the like."""
    return bool(row.filled) and bool(_TOTAL.fullmatch(row.filled[0][1].text))


def blank_is_above(rows: list[Row]) -> bool:
    """Whether a blank date means the date above it: the column stands first, and many cells under dates are blank."""
    dated = [bool(row.times) for row in rows]
    if not dated or not dated[0] or len({role for row in rows for role, _ in row.times}) != 1:
        return False
    leading = all(role in ("number", *TIMES) for row in rows for role, cell in row.cells if cell.column == 0)
    blanks = dated.count(False)
    return leading and blanks >= _LEAST_BLANKS and blanks * 3 >= len(dated)


def _row(grid_row: tuple[Cell | None, ...], roles: tuple[Role, ...]) -> Row:
    cells: dict[int, tuple[Role, Cell]] = {}
    for column, cell in enumerate(grid_row):
        if cell is not None:
            role: Role = roles[column] if column < len(roles) else "unknown"
            if role != "hidden":
                cells.setdefault(id(cell), (role, cell))
    return Row(tuple(cells.values()))


def _is_headlike(row: tuple[Cell | None, ...]) -> bool:
    """Whether all cells of a row are short enough for a header; a cheap look before the roles are told."""
    return all(cell is None or (len(cell.paragraphs) <= 2 and len(cell.text) <= LONGEST_HEADER) for cell in row)


def _is_section(row: tuple[Cell | None, ...]) -> bool:
    return len({id(cell) for cell in row if cell is not None and cell.text}) == 1


def _goes_on(row: Row, seen: set[int]) -> bool:
    """Whether a row names neither a time nor a title of its own, and so continues the one above."""
    own = [(role, cell) for role, cell in row.filled if id(cell) not in seen]
    lead = next((role for role, _ in row.cells if role in (*TIMES, "title")), None)
    return (
        bool(own)
        and all(role in ("details", "unknown", "note") for role, _ in own)
        and not row.times
        and not row.text("title")
        and lead is not None
        and len(row.cells) > 1
    )


def _extended(above: Row, row: Row) -> Row:
    texts = {cell.column: cell for _, cell in row.filled}
    cells = []
    for role, cell in above.cells:
        more = texts.pop(cell.column, None)
        if more is None:
            cells.append((role, cell))
        elif is_empty(cell.text):
            cells.append((role, more))
        else:
            lines = (*cell.paragraphs[:-1], cell.paragraphs[-1] + more.text.replace("\n", " "))
            cells.append((role, replace(cell, paragraphs=lines)))
    return Row(tuple(cells))
