"""Reading a text: stage one finds where an expression may begin, the grammar reads it, its surroundings complete it."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from planner.dates.complete import Scope
from planner.dates.lengths import anchored, span_at
from planner.dates.model import Context, Found, Problem, Reference
from planner.dates.nodes import Node, Phrase, Recurrence, Span, Vague
from planner.dates.patterns import compiled
from planner.dates.phrases import phrase_at
from planner.dates.problems import problem
from planner.dates.repeats import repeat_at
from planner.dates.scan import heads
from planner.dates.spans import length_values
from planner.dates.values import read_phrase
from planner.records import CompletionSource, Repeat, When

_NEAR: frozenset[CompletionSource] = frozenset({"phrase", "row", "column", "heading", "caption"})
_LIST = re.compile(r"[ \u3000]*(?:[、，,和与及或/；;]|以及)?[ \u3000]*(?:[(（])?")
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\u2028\u2029", " "))


class Carry(NamedTuple):
    """What the expressions so far leave for the next: their year and month, and their last day."""

    year: int | None = None
    month: int | None = None
    date: dt.date | None = None
    words: str = ""
    end: int = 0


def find(text: str, reference: Reference = Reference()) -> tuple[Found, ...]:
    """Find every time expression of a running text, in text order, not overlapping.

    A line is a paragraph: what an expression leaves out may come from those before it in its line.
    """
    return _scan(text, reference, lax=False)


def read(phrase: str, reference: Reference = Reference()) -> tuple[Found, ...]:
    """Read a phrase that is meant as a time, such as a time cell.

    Laxer than `find`: 5.12 and 12/5 are dates, and one expression may be broken over lines.
    """
    return tuple(_quoted(one, phrase) for one in _scan(phrase.translate(_BLANKS), reference, lax=True))


def _quoted(found: Found, source: str) -> Found:
    """Give an expression its words as they stand in the source, line breaks and all."""
    words = source[found.start : found.end]
    if words == found.text:
        return found
    from dataclasses import replace

    return replace(found, text=words, values=tuple(replace(value, text=words) for value in found.values))


def _scan(text: str, reference: Reference, *, lax: bool) -> tuple[Found, ...]:
    results: list[Found] = []
    search = heads().search
    chinese = _is_chinese(text)
    carry, floor, at, line_end = Carry(), 0, 0, -1
    while match := search(text, at):
        start = match.start()
        if start > line_end:
            begin = text.rfind("\n", floor, start) + 1
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            if begin > floor or not results:
                floor, carry = max(floor, begin), Carry(date=carry.date)
            alone = lax or _alone(text, max(begin, 0), line_end)
        node = node_at(text, start, floor, alone)
        if node is None:
            at = start + 1 if not text[start].isdecimal() else _past_digits(text, start)
            continue
        found, carry = _found(text, node, reference, carry, chinese)
        results.append(found)
        at = floor = max(node.end, start + 1)
    return tuple(results)


_DIGITS = re.compile(r"\d+")
_ALONE = re.compile(r"[\s\d./·．\-–—~～:：()（）日号点时分上下午年至到]+")
_HAN = re.compile(r"[一-龥]")


def _past_digits(text: str, at: int) -> int:
    match = _DIGITS.match(text, at)
    return match.end() if match else at + 1


def _alone(text: str, begin: int, end: int) -> bool:
    """Whether a line holds nothing but figures and separators, so that 12/1 in it can only be a date."""
    return end - begin <= 40 and bool(_ALONE.fullmatch(text, begin, end))


def _is_chinese(text: str) -> bool:
    return bool(_HAN.search(text)) or not text.isascii()


_VAGUE = compiled(
    r"(?:近[日期来些](?!视|几年)|日前(?!往)|目前|当前(?!的?位置)|当下|最近(?![\d一二两三四五六七八九十几的]?[的个]?[年月天周小分])|现在|现阶段|如今|眼下|即日(?!起)|未来(?!的?[\d一二两三四五六七八九十])|前些[天日年]|不日|改日)"
)


def node_at(text: str, at: int, floor: int, lax: bool) -> Node | None:
    """Read the expression whose core begins at `at`: a vague word, a repeat, a phrase or a length."""
    vague = _VAGUE.match(text, at)
    if vague:
        return Vague(at, vague.end())
    if text[at] in "每逢单双隔天單雙" and (repeat := repeat_at(text, at)):
        return repeat
    phrase = phrase_at(text, at, floor, lax)
    if phrase:
        return phrase
    span = span_at(text, at)
    return anchored(text, span, floor) if span else None


def _found(text: str, node: Node, reference: Reference, carry: Carry, chinese: bool) -> tuple[Found, Carry]:
    words = text[node.start : node.end]
    if isinstance(node, Vague):
        return Found(
            start=node.start, end=node.end, text=words, values=(), problems=_problems(("vague",), words, node)
        ), carry
    if isinstance(node, Recurrence):
        repeat = Repeat(words, node.rrule, node.part, node.clock, node.end_clock)
        return Found(start=node.start, end=node.end, text=words, values=(repeat,)), carry
    if isinstance(node, Span):
        values, faults = length_values(node, words, reference)
        problems = _problems(faults, words, node)
        return Found(
            start=node.start, end=node.end, text=words, values=values, problems=problems, anchor=node.anchor
        ), carry
    return _found_phrase(text, node, words, reference, carry, chinese)


def _found_phrase(
    text: str, node: Phrase, words: str, reference: Reference, carry: Carry, chinese: bool
) -> tuple[Found, Carry]:
    scope = _scope(text, node, reference, carry)
    result = read_phrase(node, words, scope, chinese=chinese)
    found = Found(
        start=node.start,
        end=node.end,
        text=words,
        values=result.values,
        problems=_problems(result.faults, words, node),
    )
    last = result.end
    if last is None:
        return found, carry
    date = last.last or last.first or carry.date
    if last.year is None and last.month is None:
        return found, carry._replace(date=date, end=node.end)
    month = last.month if last.month is not None else None if last.point.unit == "year" else carry.month
    return found, Carry(last.year if last.year is not None else carry.year, month, date, words, node.end)


def _scope(text: str, node: Phrase, reference: Reference, carry: Carry) -> Scope:
    """Put the expressions before this one among the contexts: in a list they come first, in a paragraph after the caption."""
    contexts = reference.contexts
    if carry.year is None and carry.month is None and carry.date is None:
        return Scope(contexts, reference)
    if carry.end and _LIST.fullmatch(text, carry.end, node.start):
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


def _problems(faults: tuple[str, ...], words: str, node: Node) -> tuple[Problem, ...]:
    return tuple(problem(fault, words, node.start, node.end) for fault in faults)


def context_of(source: CompletionSource, text: str, reference: Reference = Reference()) -> Context | None:
    """Say what a caption, a heading or a row tells about dates: year, month, day, or a span; None where nothing."""
    whens = [value for found in find(text, reference) for value in found.values[:1] if isinstance(value, When)]
    if not whens:
        return None
    best = max(whens, key=lambda when: (when.first is not None, _weight(when)))
    year, month, day = _fields(best)
    spans = best.first and best.last and (best.first.year, best.first.month) != (best.last.year, best.last.month)
    if year is None and month is None and day is None and not spans:
        return None
    return Context(
        source=source,
        text=text,
        year=year,
        month=month,
        day=day,
        first=best.first if spans else None,
        last=best.last if spans else None,
    )


def _weight(when: When) -> int:
    return ("year", "half", "quarter", "month", "third", "week", "day", "part", "minute").index(when.precision)


def _fields(when: When) -> tuple[int | None, int | None, int | None]:
    """The year, month and day that a value states or has been given."""
    match = re.match(r"(?:\.\./|\[)?(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?", when.edtf)
    if not match:
        return None, None, None
    year, month, day = (int(part) if part and part.isdecimal() else None for part in match.groups())
    if month is not None and month > 12:
        month = day = None
    if when.first and when.last and when.first != when.last:
        day = None
        month = month if (when.first.year, when.first.month) == (when.last.year, when.last.month) else None
        year = year if when.first.year == when.last.year else None
    return year, month, day
