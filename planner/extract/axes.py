"""The axes of a grid: what the heads of its rows and columns are - days, weekdays, clock times, periods, weeks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner.extract.times import clock_only, is_empty, part_of, read_cell, values_of
from planner.records import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Cell, Table

Axis: TypeAlias = Literal["day", "weekday", "slot", "week", ""]
_WEEKDAY = re.compile(
    r"^\s*(?:(?:星期|礼拜|禮拜|周|週)?([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)\s*$", re.IGNORECASE
)
_PERIOD = re.compile(
    r"第?\s*[0-9一二三四五六七八九十]+\s*(?:[-~～—–、至到,，]\s*[0-9一二三四五六七八九十]+)?\s*(?:大?[节節]|课时|讲次)|\bperiods?\s*[0-9]",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"^\s*(?:[早中晚白夜日]|大夜|小夜|上午|下午)(?:班|值班)\s*$|^\s*(?:day|night|early|late)\s+shift\s*$", re.IGNORECASE
)
_WEEK = re.compile(r"^\s*第?\s*[0-9一二三四五六七八九十]+\s*[周週]\s*$|^\s*week\s*[0-9]+\s*$", re.IGNORECASE)
_DAY_IN = re.compile(
    r"[0-9]{1,2}\s*[日号號]|[0-9]{1,2}\s*[/.月\-]\s*[0-9]{1,2}|[a-z]{3,9}\.?\s*[0-9]{1,2}|[0-9]{1,2}\s+[a-z]{3,9}",
    re.IGNORECASE,
)
_ENOUGH = 60  # heads that show what an axis is
_CHINESE = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_shift(text: str) -> bool:
    """Whether a head is the name of a shift: 白班, night shift."""
    return bool(_SHIFT.match(text))


def weekday_of(text: str) -> int | None:
    """The weekday that a head names, 0 for Monday; None for any other head."""
    found = _WEEKDAY.match(text)
    if not found:
        return None
    if found[1]:
        return 6 if found[1] == "天" else _CHINESE.index(found[1])
    return _ENGLISH.index(found[2].lower())


@lru_cache(maxsize=4096)
def axis_of(text: str) -> Axis:
    """What a head of a row or column is; empty for words that are none of these."""
    words = " ".join(text.split())
    if is_empty(words) or len(words) > 40:
        return ""
    if weekday_of(words) is not None:
        return "weekday"
    if _WEEK.match(words):
        return "week"
    if _PERIOD.search(words) or part_of(words) or is_shift(words) or clock_only(words):
        return "slot"
    return "day" if _DAY_IN.search(words) and _is_day(words) else ""


def _is_day(words: str) -> bool:
    import datetime as dt

    from planner.dates import Context, Reference

    month = Context(source="caption", text="", year=2024, month=1)
    found = read_cell(words, Reference(contexts=(month,), document_date=dt.date(2024, 1, 1)))
    whens = [value for value in values_of(found) if isinstance(value, When) and value.first is not None]
    return bool(whens) and all(one.precision in ("day", "part", "minute") for one in whens)


def common_axis(cells: Iterable[Cell | None]) -> Axis:
    """The axis that most of these heads, and at least two, belong to; empty where they are no heads."""
    texts = list({id(cell): cell.text for cell in cells if cell is not None and not is_empty(cell.text)}.values())
    kinds = [axis_of(text) for text in texts[:_ENOUGH]]
    best: Axis = max(("day", "weekday", "slot", "week"), key=kinds.count)
    return best if kinds.count(best) >= 2 and kinds.count(best) * 10 >= 7 * len(kinds) else ""


def single_axis(cells: Iterable[Cell | None]) -> Axis:
    """As common_axis, but one head is enough where all heads are of one kind."""
    kinds = {axis_of(cell.text) for cell in [*cells][:_ENOUGH] if cell is not None and not is_empty(cell.text)}
    return kinds.pop() if len(kinds) == 1 else ""


def column(table: Table, at: int, start: int = 0) -> list[Cell | None]:
    """The cells of a column from a row on."""
    return [row[at] if at < len(row) else None for row in table.grid[start:]]
