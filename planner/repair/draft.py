"""A first schedule from nothing but notices: what they leave open is laid out by named rules, and marked proposed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.dates.write import day_text
from planner.extract.identity import with_uids
from planner.records import Event, Place, Schedule, When, message
from planner.repair.movable import working_day
from planner.repair.stages import branch_for, laid_stages, title_of, working_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.language import Language
    from planner.records import Branch, Clause, Message, Plan
    from planner.repair.stages import Laid
    from planner.settings import Settings

_MEETING = re.compile(r"会$|会议|大会|座谈|[Mm]eeting")
_OWN = message("the notice's own date")
_OPEN = frozenset(("gate", "threshold", "coverage"))
_OF_STAGES = frozenset(("steps", "follows", "review", "filing", "deliverable"))  # laid beside the work of a stage


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be done in a stage: its title, its days (ordinals, both inclusive), and the rule that set them."""

    title: Message | str
    first: int
    last: int
    rule: Message
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A schedule laid out from notices; `rules` say by what each event was laid, in their order.

    `left` are the demands that no date can meet.
    """

    schedule: Schedule
    rules: tuple[Message, ...]
    stages: tuple[Laid, ...]
    left: tuple[Clause, ...]


def draft(plan: Plan, settings: Settings, start: dt.date, language: Language, batch: str | None = None) -> Draft:
    """Lay out a batch from a day: its stages, their steps in order, what follows them, reviews and filings.

    Raises PlannerError where the plan does not say what to lay out, or leaves no room for it.
    """
    is_working = working_day(settings)
    branch = branch_for(plan, start, batch)
    stages = laid_stages(branch, plan, start, settings, is_working)
    title = language.say(message("Draft schedule: {name}", name=title_of(branch)))
    events: list[Event] = []
    rules: list[Message] = []
    for stage in stages:
        for item in _items(stage, working_days(stage, is_working)):
            events.append(_event(item, stage, title, language))
            rules.append(item.rule)
        if stage.branch is not branch:
            set_there = list(_set(stage.branch, title, language))
            events += set_there
            rules += [_OWN] * len(set_there)
    set_for_all = list(_set(branch, title, language))
    events += set_for_all
    rules += [_OWN] * len(set_for_all)
    schedule = Schedule(title, title, branch.subject, with_uids(title, events), start)
    left = [rule for one in branch.children for rule in _binding(one) if rule.kind in _OPEN]
    left = [one for one in branch.rules if one.kind in _OPEN or (branch.children and one.kind in _OF_STAGES)] + left
    return Draft(schedule, tuple(rules), stages, tuple(left))


def _set(branch: Branch, title: str, language: Language) -> Iterator[Event]:
    """What the notices date themselves: what is due, and single things with their own window."""
    for clause in () if branch.inherited_from else branch.rules:
        when = clause.when
        is_dated = clause.kind == "deadline" or (clause.kind == "window" and clause.about)
        if when is None or when.last is None or not is_dated:
            continue
        yield Event(
            uid="",
            kind="deadline" if clause.kind == "deadline" else "event",
            title=clause.about or title_of(branch),
            when=replace(when, text=when.edtf),
            place=Place(path=title, quote=clause.place.quote),
            stage=branch.subject.stage,
            note=language.say(_OWN),
        )


def _event(item: Item, stage: Laid, title: str, language: Language) -> Event:
    first, last = dt.date.fromordinal(item.first), dt.date.fromordinal(item.last)
    edtf = day_text(first) if first == last else f"{day_text(first)}/{day_text(last)}"
    said = item.title if isinstance(item.title, str) else language.say(item.title)
    return Event(
        uid="",
        title=said,
        when=When(text=edtf, first=first, last=last, edtf=edtf),
        place=Place(path=title, quote=said),
        details=item.details,
        stage=stage.branch.subject.stage,
        status="tentative",
        note=language.say(message("proposed: {rule}", rule=item.rule)),
    )


def _items(stage: Laid, days: Sequence[int]) -> Iterator[Item]:
    """What a stage holds: its steps in equal shares, then what follows its work, a working day each."""
    rules = _binding(stage.branch)
    steps = _steps(rules)
    follow = [one for one in _follow_ups(rules, stage) if one not in steps][: max(len(days) - len(steps), 0)]
    body = days[: len(days) - len(follow)] or days[:1]
    held = message("the last day of an equal share of the days of its stage, for a meeting takes one")
    shared = message("an equal share of the days of its stage ({rule})", rule=stage.rule)
    for number, step in enumerate(steps):
        low, high = number * len(body) // len(steps), max((number + 1) * len(body) // len(steps) - 1, 0)
        first, last = body[min(low, len(body) - 1)], body[min(max(low, high), len(body) - 1)]
        yield Item(step, last, last, held) if _MEETING.search(step) else Item(step, first, last, shared)
        yield from _beside(step, last, rules, message("on the last day of what it is about"))
    if not steps:
        effort = tuple(f"{one.about} {one.terms.number or 0:g} {one.terms.unit}" for one in _of_kind(rules, "minimum"))
        yield Item(stage.branch.subject.stage or stage.branch.name, body[0], body[-1], stage.rule, effort)
    after = message("one working day each, at once after the work of the stage")
    for title, day in zip(follow, days[len(days) - len(follow) :], strict=True):
        yield Item(title, day, day, after)
    rest = [one for one in rules if not any(_about(one, step) for step in steps)]
    yield from _beside("", days[-1], rest, message("on the last day of its stage"))


def _binding(branch: Branch) -> Sequence[Clause]:
    """The rules of a stage; of one that is taken over, without those that single units made for themselves.

    Where a notice of a higher level speaks of the stage, one of the level of units counts as a unit's own.
    """
    if not branch.inherited_from:
        return branch.rules
    above = [one for one in branch.rules if one.level != "unit"]
    return above or [one for one in branch.rules if not one.subject.unit]


def _steps(rules: Sequence[Clause]) -> list[str]:
    """The steps of a stage in order: those of the highest notice, and of lower ones what these add."""
    steps: list[str] = []
    for clause in _of_kind(rules, "steps"):
        steps.extend(step for step in clause.terms.steps if not any(_same(step, known) for known in steps))
    return steps


def _follow_ups(rules: Sequence[Clause], stage: Laid) -> Iterator[str]:
    """What follows the work of a stage, each behind what it follows itself."""
    names: list[str] = []
    for clause in _of_kind(rules, "follows"):
        terms = clause.terms
        behind = next((at for at, name in enumerate(names) if _same(name, terms.after)), None)
        is_last = (
            bool(stage.branch.subject.stage) and stage.branch.subject.stage in terms.after and "结束" in terms.after
        )
        if not clause.about or any(_same(clause.about, name) for name in names):
            continue
        if behind is not None:
            names.insert(behind + 1, clause.about)
        elif is_last or terms.lag:
            names.append(clause.about)
    yield from names


def _beside(step: str, day: int, rules: Sequence[Clause], rule: Message) -> Iterator[Item]:
    """Reviews and filings of what a step makes, or of all rules without a step, on a day."""
    for clause in rules:
        if step and not _about(clause, step):
            continue
        if clause.kind == "review" and clause.terms.reviewer:
            said = message("{reviewer} reviews {what}", reviewer=clause.terms.reviewer, what=clause.about)
            yield Item(said, day, day, rule)
        elif clause.kind == "filing" and clause.terms.recipient:
            said = message("{what} is filed with {recipient}", what=clause.about, recipient=clause.terms.recipient)
            yield Item(said, day, day, rule)


def _about(clause: Clause, step: str) -> bool:
    """Whether a review or filing is of what a step makes: the end of its subject stands in the step."""
    return len(clause.about) > 1 and clause.about[-4:] in step


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def _of_kind(rules: Sequence[Clause], kind: str) -> list[Clause]:
    return [one for one in rules if one.kind == kind]
