"""Family H: notices against the notices above them: what a lower level says otherwise than a higher one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from planner import codes
from planner.dates.words import in_words
from planner.records import Finding, message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from planner.records import Branch, Clause, Length, Level, Message, Plan, Window
    from planner.settings import Settings

LEVELS: tuple[Level, ...] = ("centre", "province", "city", "unit")
_DAYS = {"day": 1, "week": 7, "month": 30}


def check_hierarchy(plan: Plan, settings: Settings) -> tuple[Finding, ...]:
    """Compare what notices of different levels say of the same batch or stage: a finding for each contradiction."""
    return tuple(finding for branch in _all(plan.branches) for finding in _compare(branch, settings))


def _all(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.children)


def _compare(branch: Branch, settings: Settings) -> Iterator[Finding]:
    for one, other in itertools.combinations(branch.windows, 2):
        higher, lower = sorted((one, other), key=_rank)
        if _rank(higher) == _rank(lower):
            continue
        if days := _outside(higher, lower):
            said = message(
                "{lower} is {days} d outside what the notice above it sets ({span})",
                lower=in_words(lower.when.edtf) if lower.when else "",
                days=days,
                span=in_words(higher.when.edtf) if higher.when else "",
            )
            ours, theirs = _of_kind(lower, "window"), _of_kind(higher, "window")
            yield _finding(branch, codes.OUTSIDE_HIGHER, theirs, ours, said, settings)
        ours, theirs = _of_kind(lower, "length"), _of_kind(higher, "length")
        slack = settings.strength[theirs.strength].slack_days
        if higher.length and lower.length and _differ(higher.length, lower.length, settings, slack):
            said = message(
                "“{lower}” is not the length that the notice above it sets (“{higher}”)",
                lower=lower.length.text,
                higher=higher.length.text,
            )
            yield _finding(branch, codes.OTHER_LENGTH, theirs, ours, said, settings)


def _outside(higher: Window, lower: Window) -> int:
    """By how many days, slack taken off, a window reaches out of a higher one; 0 where it does not or is open."""
    if higher.when is None or lower.when is None:
        return 0
    early = _days(lower.when.first, higher.when.first) - higher.slack_first
    late = _days(higher.when.last, lower.when.last) - higher.slack_last
    return max(early, late, 0)


def _days(one: dt.date | None, other: dt.date | None) -> int:
    return (other - one).days if one and other else 0


def _differ(higher: Length, lower: Length, settings: Settings, slack_days: int) -> bool:
    """Whether two lengths differ by more than 左右 and the strength of the higher one allow; both in days."""
    (number, unit), (ours, our_unit) = higher.parts[0], lower.parts[0]
    if len(higher.parts) > 1 or len(lower.parts) > 1 or unit not in _DAYS or our_unit not in _DAYS:
        return False
    slack = settings.month_slack_days if unit == "month" else settings.week_slack_days
    difference = ours * _DAYS[our_unit] - number * _DAYS[unit]
    allowed = slack_days + (slack if "about" in (higher.bound, lower.bound) else 0)
    return (difference > allowed and higher.bound != "at_least") or (
        -difference > allowed and higher.bound != "at_most"
    )


def _finding(
    branch: Branch, code: codes.Code, higher: Clause, lower: Clause, said: Message, settings: Settings
) -> Finding:
    return Finding(
        code=code.code,
        verdict="impossible",
        severity=settings.strength[higher.strength].severity,
        message=said,
        place=lower.place,
        window=branch.name,
        related=(higher.place,),
    )


def _of_kind(window: Window, kind: str) -> Clause:
    return next((clause for clause in window.basis if clause.kind == kind), window.basis[0])


def rank(clause: Clause) -> int:
    """Where a clause stands among the levels: 0 is the highest, a level that is not known the lowest."""
    return LEVELS.index(clause.level) if clause.level else len(LEVELS)


def _rank(window: Window) -> int:
    return rank(window.basis[0]) if window.basis else len(LEVELS)
