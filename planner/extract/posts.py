"""Rosters with a row for each day and a column for each post: the cells name who stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.roles import TIMES, role_of
from planner.extract.times import is_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.extract.fields import Row
    from planner.extract.roles import Columns, Role
    from planner.records import Cell, Table

_BESIDE: frozenset[Role] = frozenset(("weekday", "number", "note", "organizer"))
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|(?:[A-Z]\. ?)?[A-Z][a-z]+(?: [A-Z][a-z]*\.?)?")
_HOURS = re.compile(
    r"\s*[（(]?\s*[0-2]?[0-9][:：][0-5][0-9]\s*[-—–~～至到]+\s*(?:次日|翌日|第二天)?\s*[0-2]?[0-9][:：][0-5][0-9]\s*[)）]?\s*$"
)
_BETWEEN = re.compile(r"\s*[、,，/;；]\s*|(?<!\b[A-Z]\.)\s+")
_LONGEST_HEAD = 12  # characters


def posts_of(table: Table, columns: Columns, rows: Sequence[Row], named: Mapping[str, Role]) -> dict[int, str]:
    """The posts of a roster by their columns; none where the other columns say what happens, or hold no names."""
    if columns.body <= columns.head or len(rows) < 2:
        return {}
    heads = {at: without_hours(cell.text) for at, cell in enumerate(table.grid[columns.body - 1]) if cell is not None}
    posts = {at: heads.get(at, "").strip() for at, role in enumerate(columns.roles) if role in ("title", "unknown")}
    others = {role for role in columns.roles if role not in ("title", "unknown")} - _BESIDE
    if len(posts) < 2 or not others <= TIMES or len(set(posts.values())) < len(posts):
        return {}
    if any(not head or len(head) > _LONGEST_HEAD or role_of(head, named) != "unknown" for head in posts.values()):
        return {}
    cells = [cell for row in rows for _, cell in row.filled if cell.column in posts]
    if any(cell.column_span > 1 for cell in cells):
        return {}  # what reaches over several posts is no person
    return posts if cells and all(_holds_names(cell) for cell in cells) else {}


def without_hours(head: str) -> str:
    """The name of a post without its hours: 白班（8:00-18:00） is 白班."""
    bare = _HOURS.sub("", head).strip()
    return bare or head


def hours_of(head: str) -> str:
    """The hours that the head of a post names; empty where it names none."""
    found = _HOURS.search(head)
    return found[0].strip(" （()）") if found and found.start() else ""


def are_people(texts: Sequence[str]) -> bool:
    """Whether most cells name people, and what they say of them stands in brackets."""
    bare = [re.sub(r"[（(][^（()）]*[)）]", "", text).strip() for text in texts]
    return sum(all(_NAME.fullmatch(name) for name in _BETWEEN.split(text)) for text in bare) * 10 > 7 * len(bare)


def _holds_names(cell: Cell) -> bool:
    return all(bool(_NAME.fullmatch(name)) for name in _BETWEEN.split(cell.text.strip()))


def names_in(cell: Cell) -> tuple[str, ...]:
    """The people that a cell names."""
    bare = re.sub(r"[（(][^（()）]*[)）]", "", cell.text).strip()
    return () if is_empty(cell.text) else tuple(_BETWEEN.split(bare))
