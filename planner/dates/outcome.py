"""One expression read and completed, with offsets counted from where stage one found it.

An outcome depends on nothing but a window of the text around its head, on what the expressions before it left, and
on the reference: so equal windows of one text need be read only once.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import NamedTuple

from planner.dates.complete import Scope
from planner.dates.english import MONTH
from planner.dates.english_lengths import english_repeat, english_span
from planner.dates.lengths import anchored, bounded, span_at, year_of
from planner.dates.model import Context, Found, Reference
from planner.dates.nodes import Node, Phrase, Point, Recurrence, Span, Vague
from planner.dates.patterns import BLANK, compiled, lazy
from planner.dates.phrases import phrase_at
from planner.dates.problems import problem
from planner.dates.repeats import repeat_at
from planner.dates.spans import length_values
from planner.dates.values import read_phrase
from planner.records import CompletionSource, Length, LengthUnit, Repeat, When

_FIVE_FIGURES = 10_000
_NEAR: frozenset[CompletionSource] = frozenset({"phrase", "row", "column", "heading", "caption"})
_REPEATS = frozenset("每逢单双隔天單雙")
_VAGUE = compiled(
    r"(?:近[日期来些](?!视|几年)|日前(?!往)|目前|当前(?!的?位置)|当下|最近(?![\d一二两三四五六七八九十几])|(?<![体表出呈实发])现在"
    r"|现阶段|如今|眼下|即日(?!起)|未来(?!的?[\d一二两三四五六七八九十])|前些[天日年]|[不改]日(?=[，,。将再会]))"
)
_SEVERAL = compiled(
    r"(?:最近|近|前|后|过去|未来|今后|再?过|这|那|好)?[一二三四五六七八九]?十?几[十百千万]{0,2}[多余]?(?:个(?:多|半)?(?:月|季度|小时|钟头|星期|礼拜|工作日|世纪)"
    r"|年(?![级龄])|周(?![岁年])|[天日](?![子气])|小时|分钟|星期|礼拜|季度)(?:[之以][前后内来]|[前后内来](?![自的往源]))?"
)
_VAGUE_HEADS = frozenset("近日目当當最现如眼即未前不改")
_HEDGE = compiled(r"(原则上|一般(?:情况下)?|大体上?|力争|争取|尽量)[^，。；！？,;\n]{0,8}$")


class Carry(NamedTuple):
    """What the expressions so far leave for the next: their year and month, and their last day.

    `many` says that the last covers several days, so that a time of day behind it is not on its last.
    """

    year: int | None = None
    month: int | None = None
    date: dt.date | None = None
    words: str = ""
    many: bool = False


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
    if node is None and around.listed and (day := _listed_day(source, head, around)):
        outcome = outcome_of(day, original[day.start : day.end], around)
        # The words that name the month stay those of the first day.
        return outcome._replace(carry=outcome.carry and outcome.carry._replace(words=around.carry.words))
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
    outcome = outcome_of(node, words, around, start, said)
    if outcome.values and "原" in source[max(floor, node.start - 4) : node.start] and _superseded(source, node, floor):
        return outcome._replace(faults=(*outcome.faults, "superseded"))
    return outcome


_FORMERLY = lazy(r"原(?:先|来)?(?:定|计划|安排|拟)?(?:于|在|为|是)?$")
_CHANGED = lazy(r"[^。；;\n]{0,24}?(?:改[为到至在期于]|延期|推迟|顺延|提前[到至]|提前|调整[为到至]|变更[为到至]|取消)")


def _superseded(text: str, node: Phrase, floor: int) -> bool:
    """Whether the words replace a date: 原定5月12日，改为5月16日."""
    begin = max(floor, node.start - 6)
    return bool(_FORMERLY.search(text[begin : node.start]) and _CHANGED.match(text, node.end))


_MONTH_AND_DAY = lazy(rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?$", re.IGNORECASE)
_LISTED_DAY = lazy(r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?=[ ]*(?:$|[,;)\n]|\.(?!\d)|&|and\b|or\b))")


def _listed_day(text: str, at: int, around: Surroundings) -> Phrase | None:
    """Read the bare days that follow an English month and day in a list: May 3, 4 & 5."""
    match = _LISTED_DAY.match(text, at)
    if not match or not _MONTH_AND_DAY.search(around.carry.words):
        return None
    return Phrase(at, match.end(), Point(month=around.carry.month, day=int(match["d"]), unit="day"))


_LASTING = compiled(rf"(?:{BLANK}[，,]?{BLANK}(?:连续|共|为期|历时)|[ ]for[ ]|{BLANK}的?{BLANK})")
_DAYS_LONG: frozenset[LengthUnit] = frozenset({"day", "week", "month", "year"})


def _lasting(text: str, phrase: Phrase) -> Phrase:
    """Add the length that stands behind a start: 5月4日起3天, from 4 May for three days."""
    gap = _LASTING.match(text, phrase.end)
    span = (span_at(text, gap.end()) or english_span(text, gap.end())) if gap and gap.end() < len(text) else None
    if span is None or span.reach or span.upper or span.anchor or {unit for _count, unit in span.parts} - _DAYS_LONG:
        return phrase
    return phrase._replace(end=span.end, lasting=span)


def _repeated(text: str, phrase: Phrase) -> Phrase | Recurrence:
    """Join a time of day to the English repeat behind it: 9:00-17:00 daily, 3 pm every Tuesday."""
    first, last = phrase.first, phrase.last
    at = phrase.end + 1
    if first.clock is None or first.unit or (last and last.unit) or not text[at : at + 1].isalpha() or phrase.edge:
        return phrase
    repeat = english_repeat(text, at) if text[at].isascii() and text[at - 1] == " " else None
    if repeat is None or repeat.clock is not None:
        return phrase
    return repeat._replace(start=phrase.start, clock=first.clock, end_clock=last.clock if last else None)


def merged(before: Outcome, after: Outcome, words: str, distance: int) -> Outcome | None:
    """Two outcomes joined by 或 as one with alternative readings; None where they are not of one kind, or open.

    `distance` is how far the second's head lies behind the first's; `words` are those of both.
    """
    kinds = {type(value) for value in (*before.values, *after.values)}
    closed = all(
        isinstance(one, Length) or (one.first is None) == (one.last is None)
        for one in (*before.values, *after.values)
        if not isinstance(one, Repeat)
    )
    if not before.values or not after.values or len(kinds) > 1 or not closed or before.anchor or after.anchor:
        return None
    values = tuple(replace(value, text=words) for value in (*before.values, *after.values))
    faults = tuple(dict.fromkeys((*before.faults, *after.faults, "alternatives")))
    return Outcome(before.start, distance + after.end, values, faults, "", before.hedge, after.carry)


def outcome_of(node: Phrase, words: str, around: Surroundings, start: int = 0, hedge: str = "") -> Outcome:
    """Complete a phrase that begins `start` characters behind its head."""
    result = read_phrase(node, words, _scope(node, around), chinese=around.chinese)
    carry = around.carry
    if result.end is not None:
        last = result.end
        date = last.last or last.first or carry.date
        many = bool(result.values) and node.last is not None and result.values[0].first != result.values[0].last
        year = last.year if last.year is not None and last.year < _FIVE_FIGURES else None
        if year is not None or last.month is not None:
            month = last.month if last.month is not None else None if last.point.unit == "year" else carry.month
            carry = Carry(carry.year if year is None else year, month, date, words, many)
        else:
            carry = carry._replace(date=date, many=many)
    return Outcome(start, start + node.end - node.start, result.values, result.faults, "", hedge, carry)


def node_at(text: str, at: int, floor: int, lax: bool) -> Node | None:
    """Read the expression whose core begins at `at`: a vague word, a repeat, a phrase or a length."""
    vague = _VAGUE.match(text, at) if text[at] in _VAGUE_HEADS else None
    if vague and not (
        text[at : at + 2] == "现在" and (now := phrase_at(text, at, floor, lax)) and now.end > vague.end()
    ):
        return Vague(at, vague.end())
    near = text[at : at + 6]
    if ("几" in near or "幾" in near) and (several := _SEVERAL.match(text, at)):
        return Vague(at, several.end())
    if text[at] in _REPEATS and (repeat := repeat_at(text, at)):
        return repeat
    if text[at].isascii() and text[at].isalpha():
        return _english_at(text, at, floor, lax)
    if text[at] == "近" and (span := span_at(text, at)):
        return span
    phrase = phrase_at(text, at, floor, lax)
    if phrase:
        return _completed(text, phrase)
    span = span_at(text, at)
    if span is None and text[at].isdecimal():
        return english_span(text, at)
    return anchored(text, bounded(text, span, floor), floor) if span else None


def _english_at(text: str, at: int, floor: int, lax: bool) -> Node | None:
    """Read an English repeat, phrase or length."""
    if repeat := english_repeat(text, at):
        return repeat
    phrase = phrase_at(text, at, floor, lax)
    return _completed(text, phrase) if phrase else english_span(text, at)


def _completed(text: str, phrase: Phrase) -> Phrase | Recurrence:
    """Add to a phrase what stands behind it: the length of what it opens, the repeat of a time of day."""
    if phrase.edge == "after" and phrase.first.unit == "day" and not phrase.exclusive and phrase.first.clock is None:
        return _lasting(text, phrase)
    return _repeated(text, phrase) if not phrase.first.unit and phrase.end < len(text) else phrase


def _scope(node: Phrase, around: Surroundings) -> Scope:
    """Put what came before among the contexts: first in a list, in a paragraph after caption and heading."""
    reference, carry = around.reference, around.carry
    contexts = reference.contexts
    if around.listed:
        listed = carry.date is not None and not node.first.unit and not carry.many
        day = carry.date.day if listed and carry.date else None
        before = Context(source="phrase", text=carry.words, year=carry.year, month=carry.month, day=day)
        return Scope((before, *contexts), reference, carry.date)
    if carry.year is None and carry.month is None:
        return Scope(contexts, reference, carry.date)
    before = Context(source="paragraph", text=carry.words, year=carry.year, month=carry.month)
    near = [one for one in contexts if one.source in _NEAR]
    far = [one for one in contexts if one.source not in _NEAR]
    return Scope((*near, before, *far), reference, carry.date)
