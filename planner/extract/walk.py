"""Through a document in reading order: each block to the layout that reads it, under the headings above."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.extract.charts import read_chart
from planner.extract.context import states_term_start
from planner.extract.contradictions import other_counts
from planner.extract.grids import read_grid
from planner.extract.lines import Lines
from planner.extract.month_calendars import read_month_calendar
from planner.extract.periods import is_period_table
from planner.extract.reading import Claim, Reading, joined
from planner.extract.tables import read_rows
from planner.extract.transposed import upright
from planner.records import Paragraph, Table, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.extract.context import Surroundings
    from planner.records import Clause, Document

TABLE_LAYOUTS = (("calendar", read_month_calendar), ("chart", read_chart), ("grid", read_grid), ("rows", read_rows))


def read_document(document: Document, surroundings: Surroundings, stage: str, clauses: Sequence[Clause]) -> Reading:
    """Read every block of a document, in reading order."""
    lines = Lines(surroundings, clauses, stage, _first_title_line(document))
    readings = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            readings.append(lines.read(block))
        else:
            readings.append(_table(block, surroundings, lines))
    read = joined(readings)
    read = replace(read, events=lines.completed(read.events))
    return joined((read, Reading(findings=other_counts(document, read.events))))


def _table(table: Table, surroundings: Surroundings, lines: Lines) -> Reading:
    captions = joined(_caption(line, lines) for line in table.caption)
    under = replace(surroundings, headings=(*lines.contexts, *surroundings.headings))
    if is_period_table(table):
        cells = {id(cell): cell for row in table.grid for cell in row if cell is not None}
        return joined((captions, Reading(claims=tuple(Claim(cell.place, "context") for cell in cells.values()))))
    straight = upright(table, surroundings.columns)
    for name, layout in TABLE_LAYOUTS:
        if surroundings.layout not in ("", name):
            continue
        reading = layout(straight, under, lines.stage_here)
        if reading is not None:
            return joined((captions, replace(reading, listed=bool(reading.events))))
    return joined((captions, _as_lines(table, lines)))


def _first_title_line(document: Document) -> str:
    """The first line of a document's title, which names its topic; further lines may be fields of a card."""
    first = next((block.text for block in document.blocks if isinstance(block, Paragraph)), "")
    return first if first and document.title.startswith(first) else document.title


def _caption(line: Paragraph, lines: Lines) -> Reading:
    """A line above a table: what it says about dates, unless it gives something of its own a time (决赛：3月20日)."""
    timed = re.search(r"[^：:]{2,}[：:]\s*[^：:]*[0-9]", line.text)
    if timed and not line.level and not states_term_start(line.text):
        told = lines.read(line)
        if told.events:
            return told
    if line.level > 1:
        lines.heading(line.text, line.level)
    return Reading(claims=(Claim(line.place, "context"),))


def _as_lines(table: Table, lines: Lines) -> Reading:
    """A table that only arranges text: each cell is read as lines; it is reported where that gives no event either."""
    cells = {id(cell): cell for row in table.grid for cell in row if cell is not None and cell.paragraphs}
    readings = [lines.read(Paragraph(cell.text, cell.place, struck=cell.struck)) for cell in cells.values()]
    reading = joined(readings)
    if reading.events:
        return reading
    said = message("a table without a column of times: no events were read from it")
    place = replace(table.place, quote=" ".join(line.text for line in table.caption))
    return joined((reading, Reading((), (codes.reading_finding(codes.NO_TIME_COLUMN, said, place),))))
