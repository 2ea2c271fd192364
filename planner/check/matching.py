"""Which events of a schedule the words of a rule mean: by their titles and details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.check.scope import Matched
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.records import Clause, Plan, Schedule


def match_rules(rules: Iterable[Clause], schedule: Schedule, plan: Plan) -> tuple[Matched, ...]:
    """Match every name in rules, each once a stage; a person's own matches in the plan win."""
    names = dict.fromkeys((name, clause.subject.stage) for clause in rules for name in names_of(clause))
    return tuple(match(name, stage, schedule, plan) for name, stage in names)


def names_of(clause: Clause) -> Iterator[str]:
    """The steps and things that a clause names, in its words."""
    terms = clause.terms
    yield from (name for name in (*terms.steps, clause.about, terms.before, terms.after) if name)


def match(name: str, stage: str, schedule: Schedule, plan: Plan) -> Matched:
    """The events that a name means, none where none comes near enough."""
    stated = {one.event for one in plan.matches if one.step == name}
    if found := tuple(one for one in schedule.events if one.title in stated):
        return Matched(name, stage, found, 100, message("the plan file says so"))
    found = tuple(one for one in schedule.events if one.title and (one.title in name or name in one.title))
    return Matched(name, stage, found, 100 if found else 0, message("the same words"))
