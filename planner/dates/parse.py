"""From a text to its expressions as worded: stage one finds where one may begin, the grammar reads it there.

Nothing here depends on a reference, so that what was parsed can be kept for equal text, and for text of equal shape
(`planner.dates.shapes`). Values come in `planner.dates.outcome`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.dates.grammar import hedge_before, listed_day, names_month_and_day, node_at, superseded
from planner.dates.nodes import Node, Phrase, Recurrence
from planner.dates.patterns import lazy
from planner.dates.scan import head_of, heads

_LIST = lazy(r"[)）]?[ \u3000]*(?:时间[:：]?|[、，,和与及/；;&]|以及|或者?|(?:and|or)\b)?[ \u3000]*[(（]?")
_EITHER = lazy(r"[ \u3000]{0,3}(?:或者?|or\b)[ \u3000]{0,3}")
_DIGITS = lazy(r"\d+")
_FARTHEST_IN_LIST = 6
_FARTHEST_EITHER = 9


class Parsed(NamedTuple):
    """An expression and its place in its text, end exclusive; the offsets inside `node` count from elsewhere.

    `listed` is one that follows another after no more than a list's separator, `either` one that 或 joins to the one
    before. `hedge` is a word before it that weakens the statement; `superseded` a date that the words replace.
    """

    start: int
    end: int
    node: Node
    listed: bool = False
    either: bool = False
    hedge: str = ""
    superseded: bool = False


# What the grammar may look at around a head, and how long an expression may be to be kept for equal windows.
_BEHIND, _AHEAD, _KEPT_LENGTH, _KEPT, _SHORT = 24, 72, 32, 8192, 40
_WIDE = "   "


class Parser:
    """Parses texts of one kind; `lax` reads as in a time cell.

    In all but short texts, expressions are kept by the window around their head: as many as `_KEPT` of them.
    """

    def __init__(self, *, lax: bool) -> None:
        self.lax = lax
        self.kept: dict[tuple[str, int, int, bool], Parsed | None] = {}

    def parse(self, text: str) -> tuple[Parsed, ...]:
        """Every expression of a text, in its order, not overlapping."""
        return tuple(self.each(text))

    def each(self, text: str) -> Iterator[Parsed]:
        """Every expression of a text one by one, so that those of a long line never exist all at once."""
        pattern, distances = heads()
        search = pattern.search
        at = floor = 0
        behind_phrase, month_named = -1, False
        while match := search(text, at):
            place = match.start()
            head = head_of(text, place - distances[match.lastindex or 0])
            listed = 0 <= head - behind_phrase <= _FARTHEST_IN_LIST and behind_phrase >= 0
            listed = listed and _LIST.fullmatch(text, behind_phrase, head) is not None
            one = self._at(text, head, floor, listed and month_named) if head >= floor else None
            if one is None:
                at = _past(text, place)
                continue
            either = floor > 0 and head - floor < _FARTHEST_EITHER and _joins(text, floor, one.start)
            if listed or either:
                one = one._replace(listed=listed, either=either)
            yield one
            at = floor = max(one.end, place + 1)
            if isinstance(one.node, (Phrase, Recurrence)):
                behind_phrase = at
            if isinstance(one.node, Phrase):
                month_named = names_month_and_day(text[one.start : one.end]) or (month_named and _bare(one.node))

    def _at(self, text: str, head: int, floor: int, month_named: bool) -> Parsed | None:
        """Read the expression whose head is at `head`, or find it among those kept."""
        if len(text) <= _SHORT:
            return _expression(text, head, floor, month_named, lax=self.lax)
        begin = max(0, head - _BEHIND)
        window = text[begin : head + _AHEAD]
        key = (window, head - begin, floor - begin if floor > begin else 0, month_named)
        if key in self.kept:
            one = self.kept[key]
            return one and one._replace(start=begin + one.start, end=begin + one.end)
        one = _expression(text, head, floor, month_named, lax=self.lax)
        if window.find(_WIDE, head - begin) < 0 and (one is None or one.end - head <= _KEPT_LENGTH):
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            self.kept[key] = one and one._replace(start=one.start - begin, end=one.end - begin)
        return one


def _expression(text: str, head: int, floor: int, month_named: bool, *, lax: bool) -> Parsed | None:
    """Read the expression whose core begins at `head`; None where none does. Its prefix may reach back to `floor`."""
    node = node_at(text, head, floor, lax)
    if node is None and month_named:
        node = listed_day(text, head)
    if node is None:
        return None
    start = node.start
    return Parsed(
        start,
        node.end,
        node,
        hedge=hedge_before(text, max(floor, start - 16), start) if start - floor > 1 else "",
        superseded=isinstance(node, Phrase) and superseded(text, floor, node),
    )


def _bare(node: Phrase) -> bool:
    """Whether a phrase is a day alone, which leaves the month that was named before it in force."""
    return node.first.month is None and node.first.unit == "day"


def _joins(text: str, end: int, start: int) -> bool:
    """Whether 或 and nothing else stands between two expressions."""
    return start > end and _EITHER.fullmatch(text, end, start) is not None


def _past(text: str, at: int) -> int:
    """Where to look on after a place that held no expression: behind the number that stands there."""
    match = _DIGITS.match(text, at)
    return match.end() if match else at + 1
