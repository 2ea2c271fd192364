"""Settings as plain values: every name as `planner.toml` writes it, tables taken apart by dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from planner.export.text import clock

if TYPE_CHECKING:
    from planner.export.json_records import JsonObject
    from planner.settings import Settings

Plain: TypeAlias = str | int | bool | list[str] | None


def settings_json(settings: Settings, stated: Mapping[str, Any], source: str | None) -> JsonObject:
    """Give what `planner settings` prints: name, value and `from`, the file that states it or null for a default.

    `stated` is the table that the settings file `source` holds.
    """
    written = _flat("", stated)
    rows = []
    for name, value in _flat("", {one.name: getattr(settings, one.name) for one in fields(settings)}).items():
        rows.append({"name": name, "value": value, "from": source if name in written else None})
    return {"settings": rows}


def _flat(prefix: str, value: object) -> dict[str, Plain]:
    """Take tables and records apart; a span of the day (minutes) becomes its two clock times."""
    match value:
        case Mapping():
            parts = value.items()
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {one.name: getattr(value, one.name) for one in fields(value)}.items()
        case (int() as start, int() as end):
            return {prefix: [clock(start), clock(end)]}
        case str() | bool() | int() | None:
            return {prefix: value}
        case tuple():
            return {prefix: [str(one) for one in value]}
        case _:
            return {prefix: str(value)}
    flat: dict[str, Plain] = {}
    for name, inner in parts:
        flat |= _flat(f"{prefix}.{name}" if prefix else str(name), inner)
    return flat
