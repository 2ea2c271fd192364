"""A plan for a person: the tree of batches and stages, each demand with its strength, its words and its place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.records import ClauseKind, Level, Message, Strength, message
from planner.show.places import place_text
from planner.show.width import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text
    from rich.tree import Tree

    from planner.language import Language
    from planner.plan.amendments import Change
    from planner.records import Branch, Clause, Place, Plan, Unresolved

_QUOTED = 60  # cells of a clause's words that are shown
_MISSING = {
    "year": message("the year"),
    "first": message("the beginning"),
    "last": message("the end"),
    "base": message("the time that it counts from"),
}
KINDS: Mapping[ClauseKind, Message] = MappingProxyType(
    {
        "window": message("window"),
        "length": message("length"),
        "extension": message("extension"),
        "minimum": message("minimum"),
        "steps": message("steps"),
        "follows": message("follows"),
        "gate": message("gate"),
        "threshold": message("threshold"),
        "review": message("review"),
        "filing": message("filing"),
        "deadline": message("deadline"),
        "deliverable": message("deliverable"),
        "coverage": message("coverage"),
        "scope": message("scope"),
        "inherits": message("inherits"),
        "basis": message("basis"),
    }
)
STRENGTHS: Mapping[Strength, Message] = MappingProxyType(
    {
        "must": message("must"),
        "in_principle": message("in principle"),
        "may": message("may"),
        "strive": message("strive"),
    }
)
LEVELS: Mapping[Level, Message] = MappingProxyType(
    {
        "centre": message("centre"),
        "province": message("province"),
        "city": message("city"),
        "unit": message("unit"),
    }
)
# What dates and orders a stage: the rest (who reviews, what is filed) is for the whole plan.
_OUTLINE: frozenset[ClauseKind] = frozenset(("window", "length", "extension", "steps"))


def plan_tree(plan: Plan, *, language: Language, outline: bool = False) -> Tree:
    """Draw a plan as a tree: batches, stages, their windows and rules; then what stays open.

    An outline keeps the windows, lengths, extensions and steps, and the branches that hold any of them or a stage.
    """
    from rich.text import Text
    from rich.tree import Tree

    kinds = _OUTLINE if outline else frozenset(KINDS)
    tree = Tree(Text(language.say(message("Plan")), style="bold"))
    for branch in plan.branches:
        if branch.children or any(one.kind in kinds for one in _clauses(branch)):
            _add(tree, branch, kinds, language)
    if plan.unresolved:
        below = tree.add(Text(language.say(message("Open")), style="bold"))
        for one in plan.unresolved:
            below.add(Text(language.say(_open(one))))
    return tree


def share(not_understood: Sequence[Place], stating: int, exhorting: int) -> Message:
    """Say how many of the sentences that state a time or a demand were understood, and how many others only exhort."""
    understood = stating - len(not_understood)
    percent = round(100 * understood / stating) if stating else 100
    return message(
        "{understood} of {stating} sentences with a time or a demand were understood ({percent} %); {exhorting} of the"
        " others name no time, amount or paper.",
        understood=understood,
        stating=stating,
        percent=percent,
        exhorting=exhorting,
    )


def not_understood_lines(places: Iterable[Place], *, language: Language) -> list[Message]:
    """Quote the sentences that were not understood, each with its place."""
    return [
        message(
            "not understood: “{quote}” {place}", quote=cut(clean(one.quote), _QUOTED), place=place_text(one, language)
        )
        for one in places
    ]


def history_lines(changes: Iterable[Change], *, language: Language) -> list[Message]:
    """Say which notice set or changed what, a sentence each."""
    return [_change(one, language) for one in changes]


def _clauses(branch: Branch) -> tuple[Clause, ...]:
    return (*(one for window in branch.windows for one in window.basis), *branch.rules)


def _add(tree: Tree, branch: Branch, kinds: frozenset[ClauseKind], language: Language) -> None:
    from rich.text import Text

    name = branch.name or language.say(message("no batch or stage named"))
    when = branch.when.edtf if branch.when else next((w.when.edtf for w in branch.windows if w.when), "")
    title = Text(clean(name), style="bold")
    if when:
        title.append(f"  {when}", style="cyan")
    if branch.inherited_from:
        said = message("taken over from {batch}", batch=branch.inherited_from)
        title.append(f"  {language.say(said)}", style="dim")
    below = tree.add(title)
    based = {id(one) for window in branch.windows for one in window.basis}
    for clause in _clauses(branch):
        if clause.kind in kinds or id(clause) in based:
            below.add(_clause(clause, language))
    for child in branch.children:
        _add(below, child, kinds, language)


def _clause(clause: Clause, language: Language) -> Text:
    from rich.text import Text

    line = Text(f"{language.say(KINDS[clause.kind])} ", style="green")
    line.append(f"{language.say(STRENGTHS[clause.strength])} ", style="magenta")
    line.append(f"“{cut(clean(clause.place.quote), _QUOTED)}” ")
    line.append(place_text(clause.place, language), style="dim")
    if clause.level:
        line.append(f" {language.say(LEVELS[clause.level])}", style="dim")
    return line


def _open(one: Unresolved) -> Message:
    missing = tuple(_MISSING[name] for name in one.missing)
    if one.needs:
        return message(
            "{name}: {missing} is not known; {papers} would tell",
            name=one.window.name,
            missing=missing,
            papers=one.needs,
        )
    return message("{name}: {missing} is not known", name=one.window.name, missing=missing)


def _change(one: Change, language: Language) -> Message:
    quote, place = cut(clean(one.clause.place.quote), _QUOTED), place_text(one.clause.place, language)
    day = one.clause.issued or message("no date")
    if one.replaces:
        return message(
            "{day}  {name}: “{quote}” {place}, in place of “{earlier}”",
            day=day,
            name=one.name,
            quote=quote,
            place=place,
            earlier=cut(clean(one.replaces.place.quote), _QUOTED),
        )
    return message("{day}  {name}: “{quote}” {place}", day=day, name=one.name, quote=quote, place=place)
