"""Tables that give lesson periods their clock times (第3节 10:00-10:40); the timetables of the document use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from planner.extract.times import clock_only, read_cell, values_of
from planner.records import Table, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.records import Block, Cell

Periods: TypeAlias = "Mapping[int, tuple[int, int]]"
_PERIOD = re.compile(
    r"第?\s*([0-9一二三四五六七八九十]{1,3})(?:\s*[-~～—–、至到,，]\s*([0-9一二三四五六七八九十]{1,3}))?\s*(?:大?[节節]|课时)|\bperiods?\s*([0-9]+)",
    re.IGNORECASE,
)
_DIGITS = "零一二三四五六七八九"


def numbers_in(text: str) -> tuple[int, int] | None:
    """The first and last period that a text names: 第3-4节 is (3, 4); None where it names none."""
    found = _PERIOD.search(text)
    if not found:
        return None
    first = _number(found[1] or found[3])
    return first, _number(found[2]) if found[2] else first


def without_periods(text: str) -> str:
    """A head without the periods that it names, so that only its clock time is left."""
    return _PERIOD.sub(" ", text)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.find(tens) if tens else 1 if ten else 0) * 10 + (_DIGITS.find(ones) if ones else 0)


def is_period_table(table: Table) -> bool:
    """Whether a table only gives periods their clock times: each of its rows, but a header, is one of both."""
    paired, others = 0, 0
    for row in _rows(table):
        paired, others = (paired + 1, others) if _pair(row) else (paired, others + bool(row))
        if others > 1:
            return False
    return paired >= 2


def periods_of(blocks: Sequence[Block]) -> dict[int, tuple[int, int]]:
    """The clock times of the periods that the tables of a document give: minutes after midnight, start and end."""
    periods: dict[int, tuple[int, int]] = {}
    for block in blocks:
        if isinstance(block, Table) and is_period_table(block):
            for row in _rows(block):
                if pair := _pair(row):
                    (first, last), (start, end) = pair
                    periods[first] = (start, end if first == last else periods.get(first, (start, end))[1])
                    periods[last] = (periods.get(last, (start, end))[0], end)
    return periods


def _rows(table: Table) -> Iterator[list[Cell]]:
    for row in table.grid:
        yield [cell for cell in {id(one): one for one in row if one is not None}.values() if cell.text.strip()]


def _pair(row: Sequence[Cell]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    period = next((numbers for cell in row if (numbers := numbers_in(cell.text)) and not clock_only(cell.text)), None)
    if period is None or len(row) > 3:
        return None
    clock = next((hours for cell in row if clock_only(cell.text) and (hours := clocks_in(cell.text))), None)
    return (period, clock) if clock else None


def clocks_in(text: str) -> tuple[int, int] | None:
    """The start and end that a cell gives, in minutes after midnight; None where it has no range."""
    from planner.dates import Reference

    for value in values_of(read_cell(text, Reference())):
        if isinstance(value, When) and value.start_time is not None and value.end_time is not None:
            return value.start_time, value.end_time
    return None
