"""Tables drawn with bars in text: a line for each row, | between its cells, lines of dashes between some rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.read.flattened import FlatCell

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = re.compile(r"\s*[|｜│┃](?P<cells>.*)[|｜│┃]\s*")
_BAR = re.compile(r"(?<!\\)[|｜│┃]")
_RULE = re.compile(r"\s*[-|+:=─━│┃┼┬┴├┤┌┐└┘╞╡╪═╤╧ ｜]{3,}")


def may_begin(line: str) -> bool:
    """Whether a line may be the first row of such a table, or the rule above it."""
    return bool(_ROW.fullmatch(line) or _RULE.fullmatch(line))


def rows(lines: Sequence[str], start: int) -> tuple[tuple[tuple[FlatCell, ...], ...], int]:
    """Find the rows of the table that begins on `lines[start]`, and the index of the line after it.

    Where no table of two rows and two columns begins there, the rows are empty and the index is `start`.
    """
    found = []
    at = start
    while at < len(lines) and lines[at].strip():
        row = _ROW.fullmatch(lines[at])
        if not _RULE.fullmatch(lines[at]):
            if row is None:
                break
            found.append((at + 1, [cell.replace("\\|", "|").strip() for cell in _BAR.split(row["cells"])]))
        at += 1
    width = max((len(cells) for _, cells in found), default=0)
    if len(found) < 2 or width < 2:
        return (), start
    padded = ((line, [*cells, *[""] * (width - len(cells))]) for line, cells in found)
    return tuple(tuple(FlatCell((text,) if text else (), line, False) for text in cells) for line, cells in padded), at
