"""One expression read and completed, with offsets counted from where stage one found it.

An outcome depends on nothing but a window of the text around its head, on what the expressions before it left, and
on the reference: so equal windows of one text need be read only once.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from planner.dates.complete import Scope
from planner.dates.english_lengths import english_repeat, english_span
from planner.dates.lengths import anchored, bounded, span_at, year_of
from planner.dates.model import Context, Found, Reference
from planner.dates.nodes import Node, Phrase, Recurrence, Span, Vague
from planner.dates.patterns import compiled
from planner.dates.phrases import phrase_at
from planner.dates.problems import problem
from planner.dates.repeats import repeat_at
from planner.dates.spans import length_values
from planner.dates.values import read_phrase
from planner.records import CompletionSource, Length, Repeat, When

_NEAR: frozenset[CompletionSource] = frozenset({"phrase", "row", "column", "heading", "caption"})
_REPEATS = frozenset("每逢单双隔天單雙")
_VAGUE = compiled(
    r"(?:近[日期来些](?!视|几年)|日前(?!往)|目前|当前(?!的?位置)|当下|最近(?![\d一二两三四五六七八九十几])|(?<![体表出呈实发])现在"
    r"|现阶段|如今|眼下|即日(?!起)|未来(?!的?[\d一二两三四五六七八九十])|前些[天日年]|[不改]日(?=[，,。将再会]))"
)
_VAGUE_HEADS = frozenset("近日目当當最现如眼即未前不改")
_HEDGE = compiled(r"(原则上|一般(?:情况下)?|大体上?|力争|争取|尽量)[^，。；！？,;\n]{0,8}$")


class Carry(NamedTuple):
    """What the expressions so far leave for the next: their year and month, and their last day."""

    year: int | None = None
    month: int | None = None
    date: dt.date | None = None
    words: str = ""


class Outcome(NamedTuple):
    """An expression; `start` and `end` are counted from its head, so that a prefix word has a negative start."""

    start: int
    end: int
    values: tuple[When | Length | Repeat, ...]
    faults: tuple[str, ...] = ()
    anchor: str = ""
    hedge: str = ""
    carry: Carry | None = None


class Surroundings(NamedTuple):
    """What an expression is read with: `listed` is one that follows another after no more than a list's separator."""

    reference: Reference
    carry: Carry
    listed: bool
    lax: bool
    chinese: bool


def found_at(outcome: Outcome, text: str, head: int) -> Found:
    """Put an outcome in its place."""
    before, behind, values, faults, anchor, hedge, _carry = outcome
    start, end = head + before, head + behind
    words = text[start:end]
    problems = tuple([problem(fault, words, start, end) for fault in faults]) if faults else ()
    return Found(start=start, end=end, text=words, values=values, problems=problems, anchor=anchor, hedge=hedge)


def outcome_at(source: str, original: str, head: int, floor: int, around: Surroundings) -> Outcome | None:
    """Read the expression whose core begins at `head` in `source`, quoting `original`; None where none does.

    Prefix words may reach back to `floor`.
    """
    node = node_at(source, head, floor, around.lax)
    if node is None:
        return None
    words = original[node.start : node.end]
    start, end = node.start - head, node.end - head
    hedge = _HEDGE.search(source, max(floor, node.start - 16), node.start) if node.start - floor > 1 else None
    said = hedge[1] if hedge else ""
    if isinstance(node, Vague):
        return Outcome(start, end, (), ("vague",))
    if isinstance(node, Recurrence):
        return Outcome(start, end, (Repeat(words, node.rrule, node.part, node.clock, node.end_clock),), hedge=said)
    if isinstance(node, Span):
        values, faults = length_values(node, words, around.reference)
        if not node.anchor and (year := year_of(node, source)):
            named = read_phrase(Phrase(node.start, node.end, year), words, Scope((), around.reference), chinese=True)
            values = (*values, *named.values)
        return Outcome(start, end, values, faults, node.anchor, said)
    return outcome_of(node, words, around)._replace(start=start, end=end, hedge=said)


def outcome_of(node: Phrase, words: str, around: Surroundings) -> Outcome:
    """Complete a phrase; the outcome's offsets are counted from the phrase's start."""
    result = read_phrase(node, words, _scope(node, around), chinese=around.chinese)
    carry = around.carry
    if result.end is not None:
        last = result.end
        date = last.last or last.first or carry.date
        carry = carry._replace(date=date)
        if last.year is not None or last.month is not None:
            month = last.month if last.month is not None else None if last.point.unit == "year" else carry.month
            carry = Carry(last.year if last.year is not None else carry.year, month, date, words)
    return Outcome(0, node.end - node.start, result.values, result.faults, carry=carry)


def node_at(text: str, at: int, floor: int, lax: bool) -> Node | None:
    """Read the expression whose core begins at `at`: a vague word, a repeat, a phrase or a length."""
    vague = _VAGUE.match(text, at) if text[at] in _VAGUE_HEADS else None
    if vague and not (
        text[at : at + 2] == "现在" and (now := phrase_at(text, at, floor, lax)) and now.end > vague.end()
    ):
        return Vague(at, vague.end())
    if text[at] in _REPEATS and (repeat := repeat_at(text, at)):
        return repeat
    if text[at].isascii() and text[at].isalpha():
        return english_repeat(text, at) or phrase_at(text, at, floor, lax) or english_span(text, at)
    if text[at] == "近" and (span := span_at(text, at)):
        return span
    phrase = phrase_at(text, at, floor, lax)
    if phrase:
        return phrase
    span = span_at(text, at)
    if span is None and text[at].isdecimal():
        return english_span(text, at)
    return anchored(text, bounded(text, span, floor), floor) if span else None


def _scope(node: Phrase, around: Surroundings) -> Scope:
    """Put what came before among the contexts: first in a list, in a paragraph after caption and heading."""
    reference, carry = around.reference, around.carry
    contexts = reference.contexts
    if around.listed:
        listed = carry.date is not None and not node.first.unit
        day = carry.date.day if listed and carry.date else None
        before = Context(source="phrase", text=carry.words, year=carry.year, month=carry.month, day=day)
        return Scope((before, *contexts), reference, carry.date)
    if carry.year is None and carry.month is None:
        return Scope(contexts, reference, carry.date)
    before = Context(source="paragraph", text=carry.words, year=carry.year, month=carry.month)
    near = [one for one in contexts if one.source in _NEAR]
    far = [one for one in contexts if one.source not in _NEAR]
    return Scope((*near, before, *far), reference, carry.date)
