"""What is read: documents and their blocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from planner.records.events import Event
from planner.records.findings import Finding
from planner.records.places import Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text that stands by itself.

    `level` is 0 for body text, 1 and up for headings; `struck` says that all its words are struck out.
    """

    text: str
    place: Place
    level: int = 0
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its paragraphs, where its grid span begins (from 0), and how far it reaches.

    `struck` says that all its words are struck out.
    """

    paragraphs: tuple[str, ...]
    place: Place
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    struck: bool = False

    @property
    def text(self) -> str:
        """The paragraphs, a line each."""
        paragraphs = self.paragraphs
        return paragraphs[0] if len(paragraphs) == 1 else "\n".join(paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """A span-true grid: `grid[row][column]` is the cell that covers that position, or None where none does."""

    caption: tuple[Paragraph, ...]
    grid: tuple[tuple[Cell | None, ...], ...]
    place: Place

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.grid), default=0)


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file: metadata, and its blocks in reading order.

    `published` is the day on which the carrier (a newspaper, a web page) printed the text; `metadata` holds further
    fields of the carrier, such as page and issue, as pairs of name and value. `events` are those that the file itself
    states as records, as our own feeds do: then the blocks only show them, and nothing is extracted from these.
    `aside` is what a web page shows around its text (navigation, banner, footer): shown, and nothing is extracted.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    published: dt.date | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    problems: tuple[Finding, ...] = ()
    events: tuple[Event, ...] = ()
    aside: tuple[Block, ...] = ()
