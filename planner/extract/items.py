"""One cell that holds several dated items: 3月5日：义诊 and 3月8日：茶话会 beside the month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner import dates
from planner.dates import Context
from planner.extract.finer import weekdays_in
from planner.extract.prose import is_explicit
from planner.extract.times import opening_day
from planner.extract.wording import OUTLINE
from planner.records import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Reference
    from planner.records import Cell

_DAY_ALONE = re.compile(
    r"^(?P<mark>(?:[0-9]{1,2}[.、．])?\s*)(?P<day>[0-9]{1,2}(?:\s*[-—–~～至]\s*[0-9]{1,2})?\s*[日号號])"
)
_NO_DAY = "XXXX-XX-XX"
_WORD = re.compile(r"[^\W\d_]{2}")
_BRACKET = re.compile(r"[（(]([^（()）]{3,24})[)）]\s*[；;。]?\s*$")


def month_context(when: When) -> Context | None:
    """What a month or a week says about the items beside it."""
    if when.first is None or when.last is None:
        return None
    same = (when.first.year, when.first.month) == (when.last.year, when.last.month)
    month = when.first.month if same else None
    return Context(source="row", text=when.text, year=when.first.year, month=month, first=when.first, last=when.last)


def lists_items(text: str, reference: Reference) -> bool:
    """Whether most lines of a cell begin with a day or end with one in brackets, or some of those that are numbered."""
    lines = [line for line in text.split("\n") if line.strip()]
    dated = sum(_has_day(line, reference) for line in lines)
    numbered = len(lines) > 1 and all(OUTLINE.match(line) for line in lines)
    return bool(lines) and (dated * 2 > len(lines) or (numbered and dated > 0))


def undated_items(cell: Cell, reference: Reference) -> tuple[str, ...]:
    """The lines of a cell that name no day, which are numbered beside others that do or name a weekday each."""
    lines = [line for line in plain_items(cell).split("\n") if line.strip()]
    if len(lines) < 2 or not (all(OUTLINE.match(line) for line in lines) or names_weekdays(lines)):
        return ()
    return tuple(line for line in lines if not _has_day(line, reference) and _names_no_day(line, reference))


def names_weekdays(lines: Sequence[str]) -> bool:
    """Whether there are several lines, each with one weekday and something that happens then."""
    named = [weekdays_in(line) for line in lines] if len(lines) > 1 else []
    return bool(named) and all(
        len(words) == 1 and _WORD.search(line.replace(words[0], "")) for words, line in zip(named, lines, strict=True)
    )


def _names_no_day(line: str, reference: Reference) -> bool:
    """Whether a line holds no time, or only weekdays and clock times."""
    values = [value for one in dates.find(line, reference) for value in one.values]
    return all(isinstance(value, When) and _NO_DAY in value.edtf for value in values)


def _has_day(line: str, reference: Reference) -> bool:
    words = _WORD.search(line)
    return bool(words) and (_begins_with_day(line, reference) or _ends_with_day(line, reference))


def _ends_with_day(line: str, reference: Reference) -> bool:
    """Whether a line ends with a day in brackets: 制定方案（8月24日）."""
    bracket = _BRACKET.search(line)
    found = dates.read(bracket[1], reference) if bracket else ()
    value = found[0].values[0] if len(found) == 1 and found[0].values else None
    if not isinstance(value, When) or not is_explicit(found[0]) or _NO_DAY in value.edtf:
        return False  # a weekday or a clock time alone, which the time of the row completes
    return value.precision in ("day", "part", "minute", "third")


def _begins_with_day(line: str, reference: Reference) -> bool:
    day = _DAY_ALONE.match(line)
    if day and any(context.month for context in reference.contexts):
        return True
    mark = None if day else OUTLINE.match(line)
    body = day["day"] + line[day.end() :] if day else line[mark.end() :] if mark else line
    found = opening_day(body, 0, reference) or dates.find(body, reference)
    if not found or body[: found[0].start].strip() or not found[0].values:
        return False
    value = found[0].values[0]
    if not is_explicit(found[0]):
        return False  # the name of a holiday is a word of the title
    if not isinstance(value, When) or _NO_DAY in value.edtf:
        return False
    return value.precision in ("day", "part", "minute", "third")


def plain_items(cell: Cell) -> str:
    """The lines of a cell, a number before a day told from it: 1.5日 is item 1, the fifth."""
    return "\n".join(
        _DAY_ALONE.sub(lambda found: " " * len(found["mark"]) + found["day"], line) for line in cell.paragraphs
    )
