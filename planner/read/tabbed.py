"""Tables pasted into text: a line for each row, a tab between two cells, perhaps one before the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.read.flattened import FlatCell, usual_width

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands before a tab in lists and in lines of fields, neither of which is a table: 1. 甲, 联系人：甲.
_LEAD = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[•·●▪◦*\-–—]|[^0-9]{1,12}[：:].*")
_LONGEST_SECTION = 40  # characters; a longer line without a tab is text after the table


def rows(lines: Sequence[str], start: int) -> tuple[tuple[tuple[FlatCell, ...], ...], int]:
    """Find the rows of the table that begins on `lines[start]`, and the index of the line after it.

    Where no table begins there, the rows are empty and the index is that of the next line that may begin one, which
    is `start` where that may be a table of another kind.
    """
    end = start
    while end < len(lines) and _belongs(lines, end, start):
        end += 1
    run = lines[start:end]
    indent = bool(run) and all(line.startswith("\t") for line in run if "\t" in line)
    split = [line[1:].split("\t") if indent and "\t" in line else line.split("\t") for line in run]
    listed = sum(bool(_LEAD.fullmatch(row[0].strip())) for row in split) * 2 > len(split)
    if listed or sum(len(row) > 1 for row in split) < 2:
        return (), next((at for at in range(start, end) if lines[at].startswith("\t")), end)
    width = usual_width([len(row) for row in split])
    found = [[*row, *[""] * (width - len(row) if len(row) > 1 else 0)] for row in split]
    return tuple(_cells(row, start + number) for number, row in enumerate(found, 1)), end


def _belongs(lines: Sequence[str], at: int, start: int) -> bool:
    """Whether a line is a row: it holds a tab between two cells, or stands alone between two rows as a section."""
    line = lines[at]
    if at == start:
        return "\t" in line.strip()
    if "\t" in line:
        return bool(line.strip())
    return (
        bool(line.strip()) and at + 1 < len(lines) and "\t" in lines[at + 1].strip() and len(line) <= _LONGEST_SECTION
    )


def _cells(row: Sequence[str], line: int) -> tuple[FlatCell, ...]:
    return tuple(FlatCell((text.strip(),) if text.strip() else (), line, False) for text in row)
