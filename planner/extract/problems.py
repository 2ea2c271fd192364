"""Faults in time expressions, as findings of family X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes

if TYPE_CHECKING:
    from planner.dates import Problem
    from planner.records import Finding, Place

_CODE_OF_PROBLEM = {
    "impossible-date": codes.IMPOSSIBLE_DATE,
    "impossible-time": codes.IMPOSSIBLE_DATE,
    "inverted-range": codes.CONTRADICTORY_TIME,
    "weekday-mismatch": codes.CONTRADICTORY_TIME,
    "part-mismatch": codes.CONTRADICTORY_TIME,
    "ambiguous-order": codes.AMBIGUOUS_DATE,
    "no-year": codes.NO_YEAR,
    "no-month": codes.NO_YEAR,
    "no-term": codes.NO_TERM_START,
}


def problem_finding(problem: Problem, place: Place, title: str | None) -> Finding:
    """The finding of a fault in a time expression."""
    code = _CODE_OF_PROBLEM.get(problem.code, codes.VAGUE_TIME)
    return codes.reading_finding(code, problem.message, place, event=title)
