"""Stages of a batch laid out over its time: by their own windows, their lengths, else in equal shares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.extract.subjects import batches_in
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.records import Branch, Length, Message, Plan
    from planner.settings import Settings

_DAYS = {"day": 1.0, "week": 7.0, "working_day": 1.4, "quarter": 91.0, "year": 365.0}


@dataclass(frozen=True, slots=True)
class Laid:
    """A stage with its first and last day, ordinals, both inclusive and working days, and the rule that set them."""

    branch: Branch
    first: int
    last: int
    rule: Message


def branch_for(plan: Plan, start: dt.date, named: str | None) -> Branch:
    """The batch or activity to lay out: the one named, else the one whose window holds the start.

    Raises PlannerError, naming what there is, where that leaves none or several.
    """
    tops = [one for one in plan.branches if one.name or one.children]
    names = tuple(title_of(one) for one in tops)
    if named:
        batch = next((found for *_, found in batches_in(named)), named)
        chosen = [one for one in tops if named == title_of(one) or batch == one.subject.batch]
    else:
        chosen = tops if len(tops) == 1 else [one for one in tops if _holds(one, start)]
        chosen = chosen or [one for one in tops if one.children and not one.when]
    if len(chosen) == 1:
        return chosen[0]
    if not names:
        said = message(
            "the notices set no batch, stage or activity as a whole, so there is nothing to lay out; write the "
            "schedule yourself and check it: planner check SCHEDULE --notice NOTICE"
        )
        raise PlannerError(said)
    said = message("say with --batch which to lay out from {start}: {names}", start=start, names=names)
    raise PlannerError(said)


def title_of(branch: Branch) -> str:
    """What a batch or activity is called; one without a name by its stages."""
    return branch.name or "、".join(one.name for one in branch.children)


def _holds(branch: Branch, day: dt.date) -> bool:
    when = branch.when
    return (
        when is not None and (when.first is None or when.first <= day) and (when.last is not None and day <= when.last)
    )


def laid_stages(
    branch: Branch, plan: Plan, start: dt.date, settings: Settings, is_working: Callable[[int], bool]
) -> tuple[Laid, ...]:
    """Lay the stages of a branch one after another from a day; a branch without stages is its own only one.

    Raises PlannerError where its window leaves no room.
    """
    stages = branch.children or (branch,)
    end = branch.when.last.toordinal() if branch.when and branch.when.last else None
    lengths = [days_of(_length(one, plan), settings) for one in stages]
    fixed = [_own(one) if one is not branch else None for one in stages]
    room = (end - start.toordinal() + 1) if end else None
    claimed = sum(_size(own, length) for own, length in zip(fixed, lengths, strict=True))
    free = sum(1 for own, length in zip(fixed, lengths, strict=True) if not own and not length)
    share = (room - claimed) / free if room and free else float(settings.month_days)
    laid: list[Laid] = []
    cursor = float(start.toordinal())
    for stage, own, length in zip(stages, fixed, lengths, strict=True):
        first = _next(max(int(cursor), own[0]) if own else int(cursor), is_working)
        cursor = own[1] + 1 if own else max(cursor, first) + (length or share)
        last = _before(min(int(cursor) - 1, end or int(cursor)), is_working)
        if last < first:
            said = message("{stage} finds no room before {day}", stage=stage.name, day=dt.date.fromordinal(last))
            raise PlannerError(said)
        laid.append(Laid(stage, first, last, _rule(own, length, is_first=not laid, has_end=end is not None)))
        cursor = max(cursor, last + 1)
    return tuple(laid)


def days_of(length: Length | None, settings: Settings) -> int:
    """The days of a length, 0 where none is known or it is one of hours."""
    if length is None or length.bound == "at_most":
        return 0
    days = {**_DAYS, "month": float(settings.month_days)}
    return round(sum(number * days.get(unit, 0) for number, unit in length.parts))


def _length(branch: Branch, plan: Plan) -> Length | None:
    """The length of a stage: its own, else that of the stage it is taken over from."""
    source = next((one for one in plan.branches if one.name == branch.inherited_from), None)
    twins = [one for one in source.children if one.subject.stage == branch.subject.stage] if source else []
    for one in (branch, *twins):
        for window in one.windows:
            if window.length:
                return window.length
        for rule in one.rules:
            if rule.kind == "length" and rule.length and not rule.about:
                return rule.length
    return None


def _own(branch: Branch) -> tuple[int, int] | None:
    when = branch.when
    return (when.first.toordinal(), when.last.toordinal()) if when and when.first and when.last else None


def _size(own: tuple[int, int] | None, length: int) -> int:
    return own[1] - own[0] + 1 if own else length


def _rule(own: tuple[int, int] | None, length: int, *, is_first: bool, has_end: bool) -> Message:
    if own:
        return message("its own window")
    if length and is_first:
        return message("its stated length, from the first day of the schedule")
    if length:
        return message("its stated length, from the end of the stage before")
    if has_end:
        return message("an equal share of the days that the window leaves")
    return message("a month, for the notices set neither length nor end")


def _next(day: int, is_working: Callable[[int], bool]) -> int:
    return next((one for one in range(day, day + 31) if is_working(one)), day)


def _before(day: int, is_working: Callable[[int], bool]) -> int:
    return next((one for one in range(day, day - 31, -1) if is_working(one)), day)


def working_days(laid: Laid, is_working: Callable[[int], bool]) -> Sequence[int]:
    """The working days of a stage, as ordinals."""
    return [day for day in range(laid.first, laid.last + 1) if is_working(day)]
