"""A Document into its events and clauses. One module a layout; several may serve one document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.extract.clauses import NO_PROSE, Prose, prose_of
from planner.extract.context import surroundings_of
from planner.extract.identity import with_uids
from planner.extract.subjects import subject_of
from planner.extract.tables import events_of
from planner.read.blocks import join_lines
from planner.records import Clause, Place, Schedule, Table, message

if TYPE_CHECKING:
    from planner.records import Document, Finding
    from planner.settings import Settings


@dataclass(frozen=True, slots=True)
class Extract:
    """What a document holds: a schedule if it has events, a notice if it has clauses, or both."""

    schedule: Schedule
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
    prose: Prose = NO_PROSE

    @property
    def is_schedule(self) -> bool:
        """Whether the document lists events."""
        return bool(self.schedule.events)

    @property
    def is_notice(self) -> bool:
        """Whether the document demands something of schedules."""
        return bool(self.clauses)


def extract(
    document: Document, settings: Settings, on: dt.date | None = None, cover: dates.Context | None = None
) -> Extract:
    """Read the events and clauses of a document; `on` is its date where it has none of its own.

    `cover` is what the notice that came with it says of its time: it completes what stands nowhere in the document.

    The findings are those of both, and one more where the document holds neither.
    """
    surroundings = surroundings_of(document, on, settings)
    if cover:
        surroundings = replace(surroundings, headings=(*surroundings.headings, cover))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    title = _title(document, tables)
    captions = [line.text for table in tables for line in table.caption]
    subject = subject_of(title, *captions, document.title)
    read = [events_of(table, surroundings, subject.stage) for table in tables]
    events = with_uids(title, [event for found, _ in read for event in found])
    met = tuple(finding for _, findings in read for finding in findings)
    prose = prose_of(document, surroundings, subject.unit)
    if not events and not prose.clauses:
        said = message("neither a schedule nor a notice: no event and no window was found")
        met = (*met, codes.reading_finding(codes.NO_CONTENT, said, Place(path=document.path)))
    schedule = Schedule(document.path, title, subject, events, surroundings.issued or _first_day(tables))
    return Extract(schedule, prose.clauses, (*met, *prose.findings), prose)


def _title(document: Document, tables: list[Table]) -> str:
    """A schedule is called what the caption of its only table says, else by its document's title or file name."""
    if len(tables) == 1:
        lines = [line.text for line in tables[0].caption if not _is_bracketed(line.text)]
        if lines:
            return join_lines(lines)
    return document.title or document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]


def _is_bracketed(text: str) -> bool:
    return text[:1] in "（(" and text[-1:] in "）)"


def _first_day(tables: list[Table]) -> dt.date | None:
    """The first day of the span that a caption states."""
    for table in tables:
        for line in table.caption:
            context = dates.context_of("caption", line.text)
            if context and context.first:
                return context.first
            if context and context.year and context.month:
                return dt.date(context.year, context.month, context.day or 1)
    return None
