"""A Document into its events and clauses. One module a layout; several may serve one document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.extract.again import stated_once
from planner.extract.clauses import NO_PROSE, Prose, prose_of
from planner.extract.context import surroundings_of, with_times
from planner.extract.corrections import Corrections, applied
from planner.extract.identity import with_uids
from planner.extract.strikes import without_struck
from planner.extract.subjects import subject_of
from planner.extract.walk import read_document
from planner.read.blocks import join_lines
from planner.records import Clause, Place, Schedule, Table, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.extract.reading import Claim
    from planner.records import Document, Event, Finding
    from planner.settings import Settings


NO_CORRECTIONS = Corrections()


@dataclass(frozen=True, slots=True)
class Extract:
    """What a document holds: a schedule if it has events, a notice if it has clauses, or both.

    `as_read` are the events before a person's corrections; `claims` say what became of its time expressions;
    `lists_events` whether events stand in a table or list of it, rather than in its sentences alone.
    """

    schedule: Schedule
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
    as_read: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    lists_events: bool = False
    prose: Prose = NO_PROSE

    @property
    def is_schedule(self) -> bool:
        """Whether the document lists events; the windows of stages alone make no schedule."""
        return any(event.kind != "stage" for event in self.schedule.events)

    @property
    def is_notice(self) -> bool:
        """Whether the document demands something of schedules."""
        return bool(self.clauses)


def extract(
    document: Document,
    settings: Settings,
    on: dt.date | None = None,
    term_start: dt.date | None = None,
    corrections: Corrections = NO_CORRECTIONS,
    cover: dates.Context | None = None,
) -> Extract:
    """Read the events and clauses of a document; `on` is its date where it has none of its own.

    `term_start` is a day of the first week of a term, for documents that count weeks and do not state it;
    `corrections` are a person's; `cover` is what the notice that came with the document says of its time. The findings
    are those of events and clauses, and one more where the document holds neither.
    """
    if document.events:
        return _as_stated(document, corrections)
    document, struck = without_struck(document)
    surroundings = surroundings_of(document, on, settings, term_start, corrections)
    if cover:
        surroundings = replace(surroundings, headings=(*surroundings.headings, cover))
    surroundings = with_times(document, surroundings)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    title = _title(document, tables)
    captions = [line.text for table in tables for line in table.caption]
    subject = subject_of(title, *captions, document.title)
    prose = prose_of(document, surroundings, subject.unit)
    reading = read_document(document, surroundings, subject.stage, prose.clauses)
    merged, again = stated_once(reading.events)
    as_read = with_uids(title, merged)
    corrected, unmatched = applied(as_read, corrections)
    events = _with_uids_of_added(title, corrected)
    met = (*reading.findings, *again, *unmatched)
    if not events and not prose.clauses:
        said = message("neither a schedule nor a notice: no event and no window was found")
        met = (*met, codes.reading_finding(codes.NO_CONTENT, said, Place(path=document.path)))
    schedule = Schedule(document.path, title, subject, events, surroundings.issued or _first_day(tables))
    faulty = {(one.code, one.place.path, one.place.line) for one in met}
    again_in_prose = (one for one in prose.findings if (one.code, one.place.path, one.place.line) not in faulty)
    findings = (*met, *again_in_prose)
    return Extract(schedule, prose.clauses, findings, as_read, (*reading.claims, *struck), reading.listed, prose)


def _as_stated(document: Document, corrections: Corrections) -> Extract:
    """The events that a file states as records: nothing is read out of words, and nothing is named anew."""
    corrected, unmatched = applied(document.events, corrections)
    events = _with_uids_of_added(document.title, corrected)
    schedule = Schedule(document.path, document.title, subject_of(document.title), events, document.published)
    undated = tuple(
        codes.reading_finding(
            codes.UNDATED_ROW, message("no date can be read from this row"), event.place, event=event.title
        )
        for event in events
        if event.when is None and event.repeat is None
    )
    return Extract(schedule, (), (*undated, *unmatched), document.events, lists_events=True)


def _with_uids_of_added(title: str, events: Sequence[Event]) -> tuple[Event, ...]:
    """Events that a person added get UIDs; the others keep theirs, whatever was corrected."""
    added = iter(with_uids(title, [event for event in events if not event.uid]))
    return tuple(event if event.uid else next(added) for event in events)


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
