"""One cell that holds several dated items: 3月5日：义诊 and 3月8日：茶话会 beside the month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner import dates
from planner.dates import Context
from planner.extract.prose import is_explicit
from planner.extract.wording import OUTLINE
from planner.records import When

if TYPE_CHECKING:
    from planner.dates import Reference
    from planner.records import Cell

_DAY_ALONE = re.compile(
    r"^(?P<mark>(?:[0-9]{1,2}[.、．])?\s*)(?P<day>[0-9]{1,2}(?:\s*[-—–~～至]\s*[0-9]{1,2})?\s*[日号號])"
)


def month_context(when: When) -> Context | None:
    """What a month or a week says about the items beside it."""
    if when.first is None or when.last is None:
        return None
    same = (when.first.year, when.first.month) == (when.last.year, when.last.month)
    month = when.first.month if same else None
    return Context(source="row", text=when.text, year=when.first.year, month=month, first=when.first, last=when.last)


def lists_items(text: str, reference: Reference) -> bool:
    """Whether most lines of a cell, and at least one, begin with a day."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and sum(_begins_with_day(line, reference) for line in lines) * 2 > len(lines)


def _begins_with_day(line: str, reference: Reference) -> bool:
    if _DAY_ALONE.match(line) and any(context.month for context in reference.contexts):
        return True
    mark = OUTLINE.match(line) if not _DAY_ALONE.match(line) else None
    body = line[mark.end() :] if mark else _DAY_ALONE.sub(r"\g<day>", line)
    found = dates.find(body, reference)
    if not found or body[: found[0].start].strip() or not found[0].values:
        return False
    value = found[0].values[0]
    if not is_explicit(found[0]):
        return False  # the name of a holiday is a word of the title
    if not isinstance(value, When) or value.edtf.startswith("XXXX-XX-XX"):
        return False
    return value.precision in ("day", "part", "minute", "third")


def plain_items(cell: Cell) -> str:
    """The lines of a cell, a number before a day told from it: 1.5日 is item 1, the fifth."""
    return "\n".join(
        _DAY_ALONE.sub(lambda found: " " * len(found["mark"]) + found["day"], line) for line in cell.paragraphs
    )
