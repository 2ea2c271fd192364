"""Tables that stand on their side: the first column names the roles, each further column is an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.roles import header_roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.extract.roles import Role
    from planner.records import Cell, Table


def upright(table: Table, named: Mapping[str, Role]) -> Table:
    """A table whose header stands in its first column, turned so that each row is an event; any other as it is."""
    if len(table.grid) < 2 or table.width < 2:
        return table
    columns = _columns(table)
    if header_roles(table.grid[0], named) is not None or any(header_roles(row, named) for row in table.grid[1:3]):
        return table
    if header_roles(columns[0], named) is None:
        return table
    return replace(table, grid=tuple(columns))


def _columns(table: Table) -> list[tuple[Cell | None, ...]]:
    return [tuple(row[at] if at < len(row) else None for row in table.grid) for at in range(table.width)]
