"""CSV and TSV (RFC 4180 and what programs make of it): the delimiter is the one that gives the most even rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from planner.read.blocks import title_of, with_captions
from planner.read.limits import refuse_cells
from planner.read.sheet_blocks import blocks_of
from planner.read.text import text_of
from planner.read.unreadable import faults_of
from planner.records import Cell, Document, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.read.source import Source

_DELIMITERS = (",", "\t", ";", "|", "，")  # the first of equals counts
_SAMPLE = 20_000  # characters that the choice looks at


def read(source: Source) -> Document:
    """Read a file of separated values. Raises UnreadableError for what is no text or has an unbounded field."""
    text, problems = text_of(source)
    with faults_of(message("damaged or not a table of separated values: {error}")):
        blocks = tuple(blocks_of(_rows(text, source.path), source.path))
    return Document(source.path, title_of(blocks), with_captions(blocks), None, (), problems)


def delimiter_of(text: str) -> str:
    """The delimiter of a text of separated values: the one by which most of its lines have one width above 1."""
    sample = text[:_SAMPLE]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows share the commonest width above 1, and that width."""
    try:
        widths = Counter(map(len, csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)))
    except csv.Error:
        return (0, 0)
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _rows(text: str, path: str) -> Iterator[list[Cell]]:
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter_of(text))
    line, cells = 1, 0
    for index, values in enumerate(rows):
        row = [_cell(value, Place(path=path, line=line), index, column) for column, value in enumerate(values)]
        while row and not row[-1].paragraphs:
            row.pop()
        cells += len(row)
        refuse_cells(cells)
        yield row
        line = rows.line_num + 1


def _cell(value: str, place: Place, row: int, column: int) -> Cell:
    paragraphs = tuple(text for line in value.splitlines() if (text := line.strip()))
    quoted = Place(path=place.path, line=place.line, row=row + 1, cell=column + 1, quote=" ".join(paragraphs))
    return Cell(paragraphs, quoted, row, column)
