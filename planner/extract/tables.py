"""Tables with a row for each event: the header tells the columns, the caption and section rows complete the dates."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.dates import Context
from planner.extract.bounds import bounded
from planner.extract.contradictions import outside_caption
from planner.extract.fields import Row, event_of, fallback_title
from planner.extract.finer import finer
from planner.extract.later import to_be_told
from planner.extract.lines import Lines
from planner.extract.listed import coarse_contexts, listed_in
from planner.extract.orders import order_of
from planner.extract.pieces import (
    combined,
    is_replaced,
    joined_hours,
    own_hour,
    quoting,
    repeating_within,
    start_and_end,
    written_out,
)
from planner.extract.posts import hours_of, names_in, posts_of
from planner.extract.problems import problem_finding
from planner.extract.reading import Claim, Reading, joined
from planner.extract.roles import TIMES, Columns
from planner.extract.rows import blank_is_above, is_note, is_total, rows_of, section_heading, segments, without_dittos
from planner.extract.subjects import stages_in
from planner.extract.times import (
    clock_only,
    day_context,
    due,
    is_dated,
    is_empty,
    part_of,
    read_cell,
    values_of,
    with_clock,
    with_time,
)
from planner.extract.views import View, titled, views_of
from planner.extract.weekdays import weekday_findings
from planner.records import Event, Paragraph, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Found, Reference
    from planner.extract.context import Surroundings
    from planner.records import Cell, Finding, Status, Table

_LABELLED_CLOCK = re.compile(r"^\s*(?:时间|時間|time)\s*[：:]?\s*(?=[0-9上下中晚])", re.IGNORECASE)
_WEEK_NUMBER = re.compile(r"^\s*((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:\s*[-~～—–至]\s*[0-9]{1,2})?)\s*$")
_SECTION_DEPTH = 2  # a section row stands like a heading below the title


def read_rows(table: Table, surroundings: Surroundings, stage: str) -> Reading | None:
    """Read a table that has a row for each event; None where no column holds times.

    The events have no UIDs yet and stand in the table's order; `stage` is the one that the whole table belongs to.
    """
    parts = list(segments(table, surroundings.columns))
    if not parts:
        return None
    caption = surroundings.contexts("caption", *_titles_above(table, parts[0][0].head))
    reference = surroundings.reference(*caption)
    cells = {id(cell): cell for row in table.grid for cell in row if cell is not None}
    order = reference.date_order or order_of(cell.text for cell in cells.values())
    reader = _Reader(surroundings, replace(reference, date_order=order), stage, fallback_title(table))
    readings = []
    for columns, part in parts:
        rows = without_dittos(rows_of(part, columns))
        reader.posts = posts_of(part, columns, rows, surroundings.columns)
        reader.hours = {
            at: hours_of(cell.text) for at, cell in enumerate(part.grid[columns.body - 1]) if cell is not None
        }
        views = [View(columns)] if reader.posts else views_of(columns, part)
        readings.append(_superseded(part, columns, views))
        shown = [rows if view.columns is columns else without_dittos(rows_of(part, view.columns)) for view in views]
        reader.dated = {row.number for one in shown for row in one if row.times} if len(views) > 1 else set()
        for view, own in zip(views, shown, strict=True):
            reader.view, reader.above, reader.ditto = view, None, blank_is_above(own)
            readings.append(_missing_clocks(own))
            width = part.width
            readings.extend(reader.read(row, width) for row in own)
            events = [event for one in readings for event in one.events]
            readings.append(weekday_findings(own, events))
    readings.append(
        Reading(findings=outside_caption(table, caption, [event for one in readings for event in one.events]))
    )
    read = joined(readings)
    return replace(read, findings=tuple(dict.fromkeys(read.findings)))


def _titles_above(table: Table, head: int) -> list[str]:
    """The caption, nearest line first, and the title rows above the header."""
    rows = [next((cell.text for cell in row if cell and cell.text), "") for row in table.grid[:head]]
    return [*reversed(rows), *(line.text for line in reversed(table.caption))]


def _bare_stage(text: str) -> str:
    """The name of a stage without the word for stage; the words themselves where they hold no such word."""
    return next((name for *_, name in stages_in(text)), text)


class _Reader:
    """Reads row after row; what a section row or a date above says holds for the rows below it."""

    def __init__(self, surroundings: Surroundings, reference: Reference, stage: str, fallback: str) -> None:
        settings = replace(surroundings.settings, date_order=reference.date_order)
        self.surroundings = replace(surroundings, settings=settings, headings=reference.contexts)
        self.reference, self.stage, self.fallback = reference, stage, fallback
        self.section: tuple[Context, ...] = ()
        self.known = self.surroundings  # with what the section says
        self.above: Context | None = None
        self.ditto = False
        self.posts: dict[int, str] = {}
        self.hours: dict[int, str] = {}  # the clock times that the heads of posts name, by their columns
        self.view = View(Columns((), 0, 0))
        self.dated: set[int] = set()  # the rows that some view dates, where there are several views
        self.told: set[int] = set()  # the cells of titles that a view has read

    def read(self, row: Row, width: int) -> Reading:
        """Read one row as the view shows it; what all views share is told once."""
        again = len(row.filled) == 1 and id(row.filled[0][1]) in self.told
        self.told.update(id(cell) for _, cell in row.filled if len(row.filled) == 1)
        if (not row.times and row.number in self.dated) or (again and (is_note(row) or is_total(row))):
            return Reading()
        if is_note(row):
            _, cell = row.filled[0]
            return Lines(self.surroundings, (), self.stage, "").read(
                Paragraph(cell.text, cell.place, struck=cell.struck)
            )
        if len(row.filled) == 1 and is_total(row):
            return _left_out(row)
        if heading := section_heading(row, width):
            told = self._section(row, heading)
            return Reading() if again else told
        if named := row.text("stage"):
            self.stage = _bare_stage(named)
        found = self._found(row)
        if is_total(row) and not values_of(found):
            return _left_out(row)
        coarse = coarse_contexts(found)
        if coarse is not None and (listed := listed_in(row, found, coarse, self.known, self.stage)) is not None:
            return listed
        if self.posts:
            return self._manned(row, found)
        return self._posted(row, found)

    def _posted(self, row: Row, found: tuple[Found, ...]) -> Reading:
        """A row of one event."""
        event = self._event(row)
        if event is None and self.dated:
            return Reading()
        beside = message("stands beside the time of its row")
        claims = [Claim(cell.place, "rejected", reason=beside) for role, cell in row.filled if role not in TIMES]
        if event is None:
            said = message("a row with a time but without anything that happens")
            finding = codes.reading_finding(codes.ROW_WITHOUT_CONTENT, said, row.place)
            claims += [Claim(cell.place, "rejected", reason=said) for _, cell in row.times]
            return Reading((), (finding,), tuple(claims))
        events, findings = self._dated(event, row, found)
        when = any(one.when or one.repeat for one in events)
        open_time = None if when else message("the words leave the date open")
        claims += [Claim(cell.place, "event" if when else "rejected", reason=open_time) for _, cell in row.times]
        later = [what for line in event.details if (what := to_be_told(line))]
        for what in later:
            place = replace(event.place, quote=next(line for line in event.details if what in line))
            events.append(Event(uid="", title=what, place=place, stage=event.stage))
            said = message("no date can be read for this: {words}", words=place.quote)
            findings.append(codes.reading_finding(codes.UNDATED_ROW, said, place, event=what))
        return Reading(tuple(events), tuple(findings), tuple(claims))

    def _event(self, row: Row) -> Event | None:
        """The event of a row, called after its view where the row holds several; None for one that is told already."""
        event = event_of(row, self.stage, self.fallback)
        named = next((cell for cell in row.of("title") if not is_empty(cell.text)), None)
        if event is None or not self.dated or not self.view.label:
            return event
        if named is not None and named.column_span > 1:
            told = id(named) in self.told
            self.told.add(id(named))
            return None if told else event
        if self.view.titled:
            return replace(event, title=titled(event.title, self.view.label))
        return replace(event, details=(self.view.label, *event.details))

    def _manned(self, row: Row, found: tuple[Found, ...]) -> Reading:
        """A row of a roster: an event for each post, by whom it is manned."""
        events: list[Event] = []
        findings: list[Finding] = []
        for _, cell in row.filled:
            if cell.column in self.posts:
                names = names_in(cell)
                title = f"{self.posts[cell.column]} {'、'.join(names)}"
                status: Status = "cancelled" if cell.struck else "confirmed"
                event = Event(
                    uid="",
                    title=title,
                    place=row.place,
                    participants=names,
                    organizer=row.text("organizer"),
                    note=row.text("note"),
                    stage=self.stage,
                )
                dated, met = self._dated(replace(event, status=status), row, found)
                hours = self.hours.get(cell.column, "")
                events.extend(
                    replace(one, when=with_clock(one.when, hours, self.reference)) if one.when and hours else one
                    for one in dated
                )
                findings.extend(one for one in met if one not in findings)
        times = {id(cell) for _, cell in row.times}
        reason = message("stands beside the time of its row")
        claims = (
            Claim(cell.place, "event") if id(cell) in times else Claim(cell.place, "rejected", reason=reason)
            for _, cell in row.filled
        )
        return Reading(tuple(events), tuple(findings), tuple(claims))

    def _section(self, row: Row, heading: str) -> Reading:
        context = dates.context_of("heading", heading, self.reference)
        self.section = (context,) if context else ()
        self.known = replace(self.surroundings, headings=(*self.section, *self.surroundings.headings))
        self.above = None
        self.stage = next((name for *_, name in stages_in(heading)), self.stage)
        _, cell = row.filled[0]
        lines = Lines(self.surroundings, (), self.stage, "")
        told = lines.read(Paragraph(heading.replace("\n", " "), cell.place, _SECTION_DEPTH))
        whole_month = any(event.when and event.when.precision == "month" for event in told.events)
        return (
            told
            if told.events and not whole_month
            else Reading(claims=tuple(Claim(cell.place, "context") for _, cell in row.filled))
        )

    def _nearer(self, *contexts: Context | None) -> Reference:
        nearer = tuple(one for one in contexts if one is not None)
        if not nearer and not self.section:
            return self.reference
        return replace(self.reference, contexts=(*nearer, *self.section, *self.reference.contexts))

    def _found(self, row: Row) -> tuple[Found, ...]:
        """What the time cells of a row say, put together."""
        cells = [(role, cell) for role, cell in row.times if role != "week"] or row.times
        if cells and all(role == "week" for role, _ in cells):
            return read_cell(_WEEK_NUMBER.sub(r"第\1周", row.time_text), self._nearer())
        if not cells:
            return ()
        text = row.time_text
        dated = joined_hours(written_out([(role, " ".join(cell.paragraphs)) for role, cell in cells]))
        carries = all(clock_only(piece) for _, piece in dated)
        reference = self._nearer(self.above if carries else None)
        cells = [(role, _once(cell, reference)) for role, cell in cells]
        dated = joined_hours(written_out([(role, " ".join(cell.paragraphs)) for role, cell in cells]))
        if len(cells) == 1:
            only = cells[0][1]
            return (
                quoting(read_cell(only.text, reference), text)
                if len(row.times) == 1
                else read_cell(only.text, reference)
            )
        if any(role in ("start", "end") for role, _ in dated) and (pair := start_and_end(dated, reference)):
            return pair
        whole = read_cell(" ".join(piece for _, piece in dated), reference)
        if len(whole) == 1 and len(whole[0].values) == 1 and len(whole[0].text) * 10 >= 8 * len(text):
            return whole
        return combined([piece for _, piece in dated], reference) or whole

    def _dated(self, event: Event, row: Row, found: tuple[Found, ...]) -> tuple[list[Event], list[Finding]]:
        findings = [
            problem_finding(fault, replace(event.place, quote=one.text), event.title)
            for one in found
            for fault in one.problems
        ]
        pairs = [(one, kept) for one in found if (kept := with_time(event, one)) is not None]
        pairs = [(one, kept) for one, kept in pairs if not is_replaced(one)] or pairs
        timed, dated = [one for one, _ in pairs], [kept for _, kept in pairs]
        dated = repeating_within(dated) or dated
        dated = [bounded(one, (*self.section, *self.reference.contexts)) for one in dated]
        if len(dated) > 1 and len(dated) == len(timed):
            dated = [_quoting_own(one, words) for one, words in zip(dated, timed, strict=True)]
        if not dated and self.ditto and self.above and not row.times:
            again = read_cell(self.above.text, self._nearer())
            dated = [kept for one in again if (kept := with_time(event, one)) is not None]
        if not dated and (faults := [one for one in findings if one.severity == "error"]):
            return [event], faults[:1]  # what is wrong with the time says enough
        if not dated:
            said = message("no date can be read from this row")
            findings.append(codes.reading_finding(codes.UNDATED_ROW, said, event.place, event=event.title))
            return [event], findings
        if row.times and all(role == "end" for role, _ in row.times):
            dated = [one if _is_run(one.when) else due(one) for one in dated]
        if len(dated) == 1 and dated[0].when:
            when = own_hour(event.title, dated[0].when).when or dated[0].when
            dated = [replace(dated[0], when=_clock_beside(when, row, self.reference))]
        last = next((one.when for one in reversed(dated) if one.when and is_dated(one.when)), None)
        if last is not None and (row.times or self.above is None):
            self.above = day_context("row", last, last.text)
        return [finer(dated[0])] if len(dated) == 1 else dated, findings


def _is_run(when: When | None) -> bool:
    """Whether a time runs from one day or month to another: under 完成时间 that is when it is done, not by when."""
    if when is None or when.precision == "week" or when.first is None or when.last is None:
        return False
    return when.first != when.last and "/" in when.edtf


def _once(cell: Cell, reference: Reference) -> Cell:
    """A cell of times without the lines that say the same day again in another language."""
    if len(cell.paragraphs) < 2:
        return cell
    read = [values_of(read_cell(line, reference)) for line in cell.paragraphs]
    days = [
        (one.first, one.last, one.start_time, one.end_time)
        for one in (v[0] for v in read if v)
        if isinstance(one, When)
    ]
    same = len(days) == len(cell.paragraphs) and len(set(days)) == 1 and days[0][0] is not None
    return replace(cell, paragraphs=cell.paragraphs[:1]) if same else cell


def _superseded(part: Table, columns: Columns, views: Sequence[View]) -> Reading:
    """What stands in columns that no view shows: times that others have taken the place of."""
    unseen = [at for at in range(len(columns.roles)) if all(view.columns.roles[at] == "hidden" for view in views)]
    cells = [row[at] for row in part.grid[columns.body :] for at in unseen if at < len(row)]
    reason = message("superseded: the words say that it was planned so before")
    return Reading(claims=tuple(Claim(cell.place, "rejected", reason=reason) for cell in cells if cell is not None))


def _left_out(row: Row) -> Reading:
    """A row that sums up the others is no event, and says so."""
    said = message("a row that sums up the others: {words}", words=" ".join(cell.text for _, cell in row.filled))
    finding = codes.reading_finding(codes.LEFT_OUT, said, row.filled[0][1].place)
    return Reading((), (finding,), tuple(Claim(cell.place, "rejected", reason=said) for _, cell in row.filled))


def _quoting_own(event: Event, found: Found) -> Event:
    """An event of a cell that holds several dates quotes only its own."""
    return replace(event, place=replace(event.place, quote=found.text))


def _clock_beside(when: When, row: Row, reference: Reference) -> When:
    """The clock time that a note gives to a row without one: 时间15:30."""
    if when.precision != "day" or when.first != when.last or when.start_time is not None:
        return when
    for role, cell in row.filled:
        label = _LABELLED_CLOCK.match(cell.text) if role in ("note", "unknown", "details") else None
        if label and clock_only(cell.text[label.end() :]):
            return with_clock(when, cell.text[label.end() :], reference)
    return when


def _missing_clocks(rows: Sequence[Row]) -> Reading:
    """Report the rows that name no clock time in a table whose other rows do, in a column of clock times."""
    cells: dict[int, list[Cell]] = {}
    for row in rows:
        for role, cell in row.cells:
            if role in TIMES:
                cells.setdefault(cell.column, []).append(cell)
    clocks = {
        column
        for column, found in cells.items()
        if len(cells) > 1
        and sum(clock_only(cell.text) and not part_of(cell.text) for cell in found) * 3 > len(rows) * 2
    }
    said = message("no clock time, unlike the other rows of this table")
    findings = tuple(
        codes.reading_finding(codes.NO_CLOCK, said, row.place, event=row.text("title") or None)
        for row in rows
        if row.times and clocks and not is_total(row) and not any(cell.column in clocks for _, cell in row.times)
    )
    return Reading((), findings)
