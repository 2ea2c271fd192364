"""A cover notice: what a notice says of the time of the schedule that it came with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.dates import Context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Clause


def cover_of(clauses: Iterable[Clause]) -> Context | None:
    """The first window with both ends that a notice's clauses state, as a context; None where they state none."""
    for clause in clauses:
        when = clause.when
        if clause.kind == "window" and when and when.first and when.last:
            first, last = when.first, when.last
            one_year, one_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
            return Context(
                source="notice",
                text=clause.place.quote,
                year=first.year if one_year else None,
                month=first.month if one_month else None,
                first=first,
                last=last,
            )
    return None
