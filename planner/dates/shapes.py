"""Texts of equal shape."""

from __future__ import annotations

from planner.dates.parse import Parsed, Parser

_LAX = Parser(lax=True)

def parsed_cell(text: str) -> tuple[Parsed, ...]:
    return _LAX.parse(text)
