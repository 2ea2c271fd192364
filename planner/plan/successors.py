"""Stages that begin where another ends, where words say so and the other's end is known."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.subjects import stages_in
from planner.plan.lengths import counted
from planner.records import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Clause, Precision, Window
    from planner.settings import Settings

_MOVES_ON = re.compile(r"转入|进入|接着|紧接")
_ENDS = re.compile(r"(?:的?工作)?(?:基本|全部)?(?:结束|完成|完毕|ends?|is complete)")
_TO_THE_DAY: frozenset[Precision] = frozenset(("day", "part", "minute"))
_DAY = dt.timedelta(1)


def with_successors(windows: Sequence[Window], clauses: Sequence[Clause], settings: Settings) -> tuple[Window, ...]:
    """Date the stages without a beginning that follow a stage at once, from the day after its last day.

    What is approximate of the earlier stage's end stays so, and the same day is allowed by a day of slack. A stage
    stays open where the earlier one's end is not known, or where windows of it differ.
    """
    dated = list(windows)
    links = [one for one in clauses if one.kind == "follows" and _joins(one)]
    for _ in dated:  # each round may date what the next one counts from
        following = [_dated(one, links, dated, settings) for one in dated]
        if following == dated:
            break
        dated = following
    return tuple(dated)


def _joins(clause: Clause) -> bool:
    """Whether a clause says that its own stage begins at the end of another."""
    return bool(
        clause.subject.stage
        and not clause.about
        and (clause.terms.lag == "at once" or _MOVES_ON.search(clause.place.quote))
    )


def _dated(window: Window, links: Sequence[Clause], windows: Sequence[Window], settings: Settings) -> Window:
    if window.when is not None or not window.subject.stage or window.length is None:
        return window
    for link in links:
        if link.subject.stage != window.subject.stage or link.subject.batch != window.subject.batch:
            continue
        named = [(end, name) for _, end, name in stages_in(link.terms.after)]
        if not named or not _ENDS.fullmatch(link.terms.after, named[-1][0]):
            continue
        earlier = [
            one
            for one in windows
            if one.subject.stage == named[-1][1] and one.subject.batch == window.subject.batch and one.when
        ]
        ends = {one.when.last for one in earlier if one.when}
        if len(ends) == 1 and None not in ends and (first := _after(earlier[0], link)):
            when = counted(first, window.length)
            blurred = settings.week_slack_days if when.approximate_last else 0
            return replace(
                window,
                when=when,
                basis=(*window.basis, link),
                slack_first=earlier[0].slack_last + 1,
                slack_last=max(earlier[0].slack_last + 1, blurred),
            )
    return window


def _after(earlier: Window, link: Clause) -> When | None:
    """The open time that begins behind a window; a month that ends the earlier one leaves a month to begin in."""
    if earlier.when is None or earlier.when.last is None or earlier.when.last == dt.date.max:
        return None
    first = earlier.when.last + _DAY
    to_the_day = earlier.when.precision in _TO_THE_DAY
    blurred = earlier.when.approximate_last
    shown = first.isoformat() if to_the_day else f"{first.year:04}-{first.month:02}"
    return When(
        text=link.place.quote,
        first=first,
        last=None,
        edtf=f"{shown}{'~' if blurred else ''}/..",
        precision="day" if to_the_day else earlier.when.precision,
        approximate_first=blurred,
    )
