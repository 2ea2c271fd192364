"""What a plan leaves open: windows without a year, an end or a base, and the cited papers that would tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.extract.subjects import stages_in
from planner.records import Unresolved, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Branch, Clause


def unresolved_of(
    windows: Sequence[Window], clauses: Sequence[Clause], branches: Sequence[Branch]
) -> tuple[Unresolved, ...]:
    """The windows of which something is not known, in the plan's order, then the stages that no notice dates."""
    undated = [child for branch in branches for child in branch.children if not child.windows]
    bare = [
        Window(name=one.name, subject=one.subject, basis=(one.inherited_by,) if one.inherited_by else ())
        for one in undated
    ]
    found = ((window, missing_in(window)) for window in (*windows, *bare))
    return tuple(Unresolved(window, missing, _needs(window, clauses)) for window, missing in found if missing)


def missing_in(window: Window) -> tuple[str, ...]:
    """Name what is not known of a window: "year", "first", "last", "base", in this order."""
    when = window.when
    if when and when.first and when.last:
        return ()
    if when and when.first is None and when.last is None and "XXXX" in when.edtf:
        return ("year", *(("last",) if when.edtf.endswith("/..") else ()))
    counted = window.length or window.extension
    parts = {
        "first": not (when and when.first),
        "last": not (when and when.last),
        "base": bool(counted) and not (when and (when.first or when.last)),
    }
    return tuple(name for name, is_open in parts.items() if is_open)


def _needs(window: Window, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """The papers that the window's own notices cite about its stage."""
    paths = {one.place.path for one in window.basis}
    cited = (one for one in clauses if one.kind == "basis" and one.place.path in paths)
    return tuple(
        dict.fromkeys(
            document
            for one in cited
            if window.subject.stage in {name for *_, name in stages_in(one.place.quote)} and window.subject.stage
            for document in one.terms.documents
        )
    )
