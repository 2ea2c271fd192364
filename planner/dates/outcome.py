"""From an expression as worded to its values: completed from the reference and from the expressions before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from planner.dates.clock import halves_shared
from planner.dates.complete import Scope, Stated
from planner.dates.lengths import year_of
from planner.dates.model import Found, Reference
from planner.dates.nodes import Node, Phrase, Recurrence, Shift, Span
from planner.dates.parse import Parsed
from planner.dates.problems import problem
from planner.dates.spans import length_values
from planner.dates.values import Read, read_phrase
from planner.records import CompletionSource, Length, Repeat, When

_FIVE_FIGURES = 10_000
_NEAR: frozenset[CompletionSource] = frozenset({"phrase", "row", "column", "heading", "caption"})


class Carry(NamedTuple):
    """What the expressions so far leave for the next: their year and month, and their last day.

    `many` says that the last covers several days, so that a time of day behind it is not on its last. `rule` is the
    RRULE of what came last, a repeat or days that each have hours, and whether it leaves out the statutory holidays.
    `week` are the steps to the week of a weekday, which those listed behind it share: 下周一、周三.
    """

    year: int | None = None
    month: int | None = None
    date: dt.date | None = None
    words: str = ""
    many: bool = False
    rule: tuple[str, bool] | None = None
    week: tuple[Shift, ...] = ()


NO_CARRY = Carry()
Value = When | Length | Repeat


class Outcome(NamedTuple):
    """An expression with its values; `start` and `end` are offsets in what was parsed, end exclusive."""

    start: int
    end: int
    values: tuple[Value, ...]
    faults: tuple[str, ...] = ()
    anchor: str = ""
    hedge: str = ""


def found_at(outcome: Outcome, text: str, begin: int) -> Found:
    """Put an outcome in its place in a text, what was parsed beginning at `begin`."""
    start, end, values, faults, anchor, hedge = outcome
    start += begin
    end += begin
    words = text[start:end]
    problems = tuple([problem(fault, words, start, end) for fault in faults]) if faults else ()
    return Found(start=start, end=end, text=words, values=values, problems=problems, anchor=anchor, hedge=hedge)


Valued = tuple[tuple[Value, ...], tuple[str, ...], Carry]
Kept = dict[tuple[str, Node, bool, Carry], Valued]
_KEPT = 8192


def outcomes(
    parsed: Iterable[Parsed], original: str, reference: Reference, *, chinese: bool, kept: Kept | None = None
) -> Iterator[Outcome]:
    """Give what was parsed its values, each completed from those before it; `original` is what is quoted.

    In `kept` the values of equal words are looked up and left for the next text with the same reference.
    """
    before: Outcome | None = None
    carry = NO_CARRY
    for start, end, node, listed, either, hedge, superseded in parsed:
        words = original[start:end]
        if kept is None:
            values, faults, carry = _valued(node, words, reference, carry, listed=listed, chinese=chinese)
        else:
            key = (words, node, listed, carry)
            valued = kept.get(key)
            if valued is None:
                if len(kept) >= _KEPT:
                    kept.clear()
                valued = kept[key] = _valued(node, words, reference, carry, listed=listed, chinese=chinese)
            values, faults, carry = valued
        if superseded and values:
            faults = (*faults, "superseded")
        outcome = Outcome(start, end, values, faults, node.anchor if isinstance(node, Span) else "", hedge)
        if before is not None:
            joined = _merged(before, outcome, original) if either else None
            if joined is None:
                yield before
            outcome = joined or outcome
        before = outcome
    if before is not None:
        yield before


def _valued(node: Node, words: str, reference: Reference, carry: Carry, *, listed: bool, chinese: bool) -> Valued:
    """Give one expression its values and faults, and say what it leaves for the next."""
    if isinstance(node, Phrase):
        if listed and carry.rule and _hours(node):
            rule, holidays = carry.rule
            return (Repeat(words, rule, node.first.part, *_clocks(node), holidays),), (), carry
        if listed and carry.week and node.first.unit == "weekday" and not (node.first.shifts or node.first.rank):
            node = node._replace(first=node.first._replace(shifts=carry.week))
        result = read_phrase(node, words, _scope(node, reference, carry, listed=listed), chinese=chinese)
        return result.values, result.faults, _carried(carry, node, result, words, listed=listed)
    if isinstance(node, Recurrence):
        repeats = [
            Repeat(words, rule, node.part, node.clock, node.end_clock, node.except_holidays)
            for rule in (node.rrule, *node.either)
        ]
        kept = None if node.either else (node.rrule, node.except_holidays)
        return tuple(repeats), ("alternatives",) if node.either else (), carry._replace(rule=kept)
    if isinstance(node, Span):
        values, faults = length_values(node, words, reference)
        if not node.anchor and (year := year_of(words)):
            named = read_phrase(Phrase(0, len(words), year), words, Scope((), reference), chinese=True)
            values = (*values, *named.values)
        return values, faults, carry
    return (), ("vague",), carry


def _hours(node: Phrase) -> bool:
    """Whether a phrase is clock times alone, which behind several days or a repeat are those of each."""
    first, last = node.first, node.last
    return not first.unit and first.clock is not None and not (last and last.unit) and not node.edge


def _clocks(node: Phrase) -> tuple[int | None, int | None]:
    """The clock times of a phrase that is no more than these."""
    if node.last is None:
        return node.first.clock, None
    first, last = halves_shared(node.first, node.last)
    return first.clock, last.clock


def _carried(carry: Carry, node: Phrase, result: Read, words: str, *, listed: bool) -> Carry:
    """What a phrase leaves for the next; a bare day in a list leaves the words that named its month."""
    last = result.end
    if last is None:
        return carry
    date = last.last or last.first or carry.date
    many = node.last is not None and bool(result.values) and result.values[0].first != result.values[0].last
    rule = (("FREQ=DAILY", False) if many else None) if node.first.unit else carry.rule
    year = last.year if last.year is not None and last.year < _FIVE_FIGURES and not _supposed(node, result) else None
    week = node.first.shifts if node.first.unit == "weekday" else ()
    if year is None and last.month is None:
        return carry._replace(date=date, many=many, rule=rule, week=week)
    month = last.month if last.month is not None else None if last.point.unit == "year" else carry.month
    said = carry.words if listed and node.first.unit == "day" and node.first.month is None else words
    return Carry(carry.year if year is None else year, month, date, said, many, rule, week)


def _supposed(node: Phrase, result: Read) -> bool:
    """Whether only the document's date gives the year: what follows takes its own, 1月3日 behind 12月24日 the next."""
    if not result.values or node.first.shifts or (node.last is not None and node.last.shifts):
        return False
    for one in result.values[0].completed_from:
        if one.part == "year":
            return one.source == "document_date"
    return False


def _merged(before: Outcome, after: Outcome, original: str) -> Outcome | None:
    """Two outcomes joined by 或 as one with alternative readings; None where they are not of one kind, or open."""
    kinds = {type(value) for value in (*before.values, *after.values)}
    closed = all(
        isinstance(one, Length) or (one.first is None) == (one.last is None)
        for one in (*before.values, *after.values)
        if not isinstance(one, Repeat)
    )
    if not before.values or not after.values or len(kinds) > 1 or not closed or before.anchor or after.anchor:
        return None
    words = original[before.start : after.end]
    values = tuple(replace(value, text=words) for value in (*before.values, *after.values))
    faults = tuple(dict.fromkeys((*before.faults, *after.faults, "alternatives")))
    return Outcome(before.start, after.end, values, faults, "", before.hedge)


def _scope(node: Phrase, reference: Reference, carry: Carry, *, listed: bool) -> Scope:
    """Put what came before among the contexts: first in a list, in a paragraph after caption and heading."""
    contexts = reference.contexts
    if listed:
        day = carry.date.day if carry.date is not None and not node.first.unit and not carry.many else None
        before = Stated("phrase", carry.words, carry.year, carry.month, day)
        return Scope((before, *contexts), reference, carry.date)
    if carry.year is None and carry.month is None:
        return Scope(contexts, reference, carry.date)
    before = Stated("paragraph", carry.words, carry.year, carry.month)
    near = [one for one in contexts if one.source in _NEAR]
    far = [one for one in contexts if one.source not in _NEAR]
    return Scope((*near, before, *far), reference, carry.date)
