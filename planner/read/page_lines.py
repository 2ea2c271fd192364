"""Pieces of text on a page into lines and paragraphs, by where they stand. Lengths are in the page's own unit.

Coordinates run from the top left. A line break is kept where the next word would still have fitted on the line:
then the writer made it; otherwise the paragraph goes on.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDE_GAP = 1.6  # heights of a line; a wider gap parts the columns of a table
_EVEN = 0.01  # heights by which ends may differ and yet be even
_WORD_GAP = 0.22
_TOUCHING = 1.9  # line heights from a line to the next of its paragraph
_SENTENCE_END = re.compile(r"[。！？!?；;：:.]$")
_FIRST_WORD = re.compile(r"(?:[0-9０-９]+\s*[年月日时点分周：:.、]?|[!-~]+|.)[，。、；：？！）》」』】”’…]*", re.DOTALL)
_ITEM = re.compile(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、.．](?![0-9])|第[一二三四五六七八九十0-9]+[章节条阶]|[•·▪●]"
)


class Piece(NamedTuple):
    """A piece of text and its box: a character, or what a recogniser read as one. `confidence` as in Place."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    confidence: float | None = None

    @property
    def height(self) -> float:
        """How far it reaches down."""
        return self.bottom - self.top


class Segment(NamedTuple):
    """A stretch of a line without wide gaps."""

    x0: float
    x1: float
    text: str
    confidence: float | None


class Line(NamedTuple):
    """A line on a page, from left to right."""

    top: float
    bottom: float
    segments: tuple[Segment, ...]

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.segments[-1].x1

    @property
    def height(self) -> float:
        """How far it reaches down."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """Its segments, with two blanks for each wide gap."""
        return "  ".join(segment.text for segment in self.segments)

    @property
    def confidence(self) -> float | None:
        """The least of its segments' confidences."""
        return least(segment.confidence for segment in self.segments)


class Text(NamedTuple):
    """A paragraph on a page. `full` says that its last line is as long as a line can be and ends no sentence."""

    text: str
    top: float
    height: float
    confidence: float | None
    full: bool


def least(values: Iterable[float | None]) -> float | None:
    """The least of the confidences that are known."""
    return min((value for value in values if value is not None), default=None)


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Set pieces into lines from top to bottom; pieces are on one line when their middles are within half a height."""
    rows: list[list[Piece]] = []
    middle = 0.0
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom, one.x0)):
        at = (piece.top + piece.bottom) / 2
        if rows and at - middle <= min(piece.height, rows[-1][0].height) / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
            middle = at
    made = (_line(sorted(row, key=lambda one: one.x0)) for row in rows)
    return [line for line in made if line.segments]


def _line(row: Sequence[Piece]) -> Line:
    height = median(piece.height for piece in row)
    groups: list[list[Piece]] = []
    blank = False
    for piece in row:
        if not piece.text.strip():
            blank = True
            continue
        apart = not groups or piece.x0 - groups[-1][-1].x1 > _WIDE_GAP * height
        if apart:
            groups.append([])
        groups[-1].append(piece._replace(text=" " + piece.text) if blank and not apart else piece)
        blank = False
    segments = tuple(
        Segment(group[0].x0, max(one.x1 for one in group), _joined(group, height), least(p.confidence for p in group))
        for group in groups
    )
    return Line(min(one.top for one in row), max(one.bottom for one in row), segments)


def _joined(group: Sequence[Piece], height: float) -> str:
    """Join pieces side by side, with a blank where one is drawn, or left as a gap, beside a letter."""
    text = group[0].text
    for left, right in pairwise(group):
        gap = right.x0 - left.x1 > _WORD_GAP * height
        blank, word = right.text[:1] == " ", right.text.strip()
        beside = text[-1:].isascii() or word[:1].isascii()
        text += (" " if (gap or blank) and beside else "") + word
    return " ".join(text.split())


def paragraphs_of(lines: Sequence[Line], right: float) -> list[Text]:
    """Join lines into paragraphs; `right` is how far a line may reach."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, right):
            found[-1].append(line)
        else:
            found.append([line])
    return [
        Text(
            join_texts([line.text for line in group]),
            group[0].top,
            group[0].height,
            least(line.confidence for line in group),
            group[-1].x1 > right - 1.5 * group[-1].height and not _SENTENCE_END.search(group[-1].text),
        )
        for group in found
    ]


def _goes_on(group: Sequence[Line], line: Line, right: float) -> bool:
    """Whether a line continues the paragraph above it: there it stands close, and its first word would not fit."""
    above = group[-1]
    height = min(above.height, line.height)
    if line.top - above.top > _TOUCHING * above.height or _ITEM.match(line.text):
        return False
    if line.height > 1.25 * above.height or above.height > 1.25 * line.height:
        return False
    if line.x0 > min(one.x0 for one in group) + 1.2 * height and len(group) > 1:
        return False  # a first line's indent
    if above.x0 + 1.2 * height < line.x0 and line.x1 < right - 2 * height:
        return False  # centred or set to the right
    word = _FIRST_WORD.match(line.text)
    share = len(word[0]) / max(1, len(line.text)) if word else 0
    needed = above.x1 + share * (line.x1 - line.x0) + (0.3 * height if line.text[:1].isascii() else 0)
    return needed > right + _EVEN * height


def begins_item(text: str) -> bool:
    """Whether a paragraph begins with the number or mark of a list item."""
    return bool(_ITEM.match(text))


def join_texts(texts: Sequence[str]) -> str:
    """Join the lines of one paragraph: with a blank between words of letters, unless a hyphen parts them."""
    joined = texts[0]
    for text in texts[1:]:
        gap = " " if joined[-1:].isascii() and text[:1].isascii() and joined[-1:] != "-" else ""
        joined += gap + text
    return joined
