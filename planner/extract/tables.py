"""Tables with a row for each event: the header tells the columns, the caption and section rows complete the dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.extract.people import organizer_in, participants_in, split_names
from planner.extract.roles import Columns, Role, columns_of
from planner.extract.subjects import stages_in
from planner.records import Event, Place, Repeat, When, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.dates import Context, Found
    from planner.extract.context import Surroundings
    from planner.records import Cell, Finding, Status, Table

_ITEM = re.compile(r"(?<![0-9])(?=[(（]?[0-9]{1,2}[)）、.．](?![0-9]))")
_TENTATIVE = re.compile(r"暂定|待定|拟定|未定|\b(?:tentative|tbc|tba|tbd|provisional)\b", re.IGNORECASE)
_CANCELLED = re.compile(r"(?:已|临时)?取消|\bcancell?ed\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's distinct cells by role."""

    cells: tuple[tuple[Role, Cell], ...]

    def of(self, role: Role) -> list[Cell]:
        return [cell for one, cell in self.cells if one == role]

    def text(self, role: Role) -> str:
        return " ".join(" ".join(cell.paragraphs) for cell in self.of(role)).strip()

    @property
    def filled(self) -> list[tuple[Role, Cell]]:
        return [(role, cell) for role, cell in self.cells if cell.paragraphs]


def events_of(table: Table, surroundings: Surroundings, stage: str) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Read the events of a table, without UIDs, in its order; `stage` is the one that the whole table belongs to.

    A table in which no column holds times gives no event and one finding.
    """
    columns = columns_of(table)
    if columns is None:
        said = message("a table without a column of times: no events were read from it")
        place = replace(table.place, quote=" ".join(line.text for line in table.caption))
        return (), (codes.reading_finding(codes.NO_TIME_COLUMN, said, place),)
    caption = surroundings.contexts("caption", *(line.text for line in reversed(table.caption)))
    section: tuple[Context, ...] = ()
    width = table.width
    events: list[Event] = []
    findings: list[Finding] = []
    for row in _rows(table, columns):
        if heading := _section_heading(row, width):
            section = surroundings.contexts("heading", heading)
            stage = next((name for *_, name in stages_in(heading)), stage)
            continue
        found = dates.read(row.text("time"), surroundings.reference(*section, *caption))
        read, met = _events(row, found, stage)
        events.extend(read)
        findings.extend(met)
    return tuple(events), tuple(findings)


def _rows(table: Table, columns: Columns) -> Iterator[_Row]:
    for row in table.grid[columns.body :]:
        cells: dict[int, tuple[Role, Cell]] = {}
        for role, cell in zip(columns.roles, row, strict=False):
            if cell is not None:
                cells.setdefault(id(cell), (role, cell))
        for cell in row[len(columns.roles) :]:
            if cell is not None:
                cells.setdefault(id(cell), ("unknown", cell))
        one = _Row(tuple(cells.values()))
        if one.filled:
            yield one


def _section_heading(row: _Row, width: int) -> str:
    """The text of a row that is a heading of the rows below it: one cell over the whole width."""
    _, cell = row.filled[0]
    return cell.text if len(row.filled) == 1 and len(row.cells) == 1 and cell.column_span == width > 1 else ""


def _events(row: _Row, found: Sequence[Found], stage: str) -> tuple[list[Event], list[Finding]]:
    event = _undated(row, stage)
    place = event.place
    findings = [
        codes.reading_finding(
            _CODE_OF_PROBLEM.get(problem.code, codes.VAGUE_TIME),
            problem.message,
            replace(place, quote=one.text),
            event=event.title,
        )
        for one in found
        for problem in one.problems
    ]
    times = [one for one in found if any(isinstance(value, When | Repeat) for value in one.values)]
    certain = [one for one in times if len(one.values) == 1]
    dated = [_dated(_quoting(event, one) if len(certain) > 1 else event, one) for one in certain]
    if not dated:
        said = message("no date can be read from this row")
        findings.append(codes.reading_finding(codes.UNDATED_ROW, said, place, event=event.title))
        return [event], findings
    return dated, findings


_CODE_OF_PROBLEM = {
    "impossible-date": codes.IMPOSSIBLE_DATE,
    "impossible-time": codes.IMPOSSIBLE_DATE,
    "inverted-range": codes.CONTRADICTORY_TIME,
    "weekday-mismatch": codes.CONTRADICTORY_TIME,
    "part-mismatch": codes.CONTRADICTORY_TIME,
    "ambiguous-order": codes.AMBIGUOUS_DATE,
    "no-year": codes.NO_YEAR,
    "no-month": codes.NO_YEAR,
}


def _quoting(event: Event, found: Found) -> Event:
    """An event of a cell that holds several dates quotes only its own."""
    return replace(event, place=replace(event.place, quote=found.text))


def _dated(event: Event, found: Found) -> Event:
    match found.values:
        case (Repeat() as repeat,):
            return replace(event, repeat=repeat)
        case (When() as when,):
            deadline = when.first is None and when.last is not None
            return replace(event, when=when, kind="deadline" if deadline else "event")
        case _:
            return event


def _undated(row: _Row, stage: str) -> Event:
    note, time = row.text("note"), row.text("time")
    titles = [line for cell in row.of("title") for line in cell.paragraphs]
    details = [item for cell in row.of("details") for item in _items(cell)]
    others = [item for cell in row.of("unknown") for item in _items(cell)]
    title, rest = _title(titles, details, others, time)
    place = _place(row)
    return Event(
        uid="",
        title=title,
        place=place,
        details=tuple(rest),
        participants=split_names(row.text("participants")) or participants_in(note),
        organizer=row.text("organizer") or organizer_in(note),
        location=row.text("location"),
        note=note,
        stage=stage,
        status=_status(f"{title} {time} {note}"),
    )


def _title(titles: list[str], details: list[str], others: list[str], time: str) -> tuple[str, list[str]]:
    """The title, and the details that are left: a row without a title takes its first words for one."""
    if titles:
        return titles[0], [*titles[1:], *details, *others]
    body = [*details, *others]
    return (body[0], body[1:]) if body else (time, [])


def _items(cell: Cell) -> Iterator[str]:
    """Yield a cell's paragraphs, a numbered list within one divided into its items."""
    for paragraph in cell.paragraphs:
        items = [item.strip() for item in _ITEM.split(paragraph)] if _ITEM.match(paragraph) else [paragraph]
        yield from (item for item in items if item)


def _status(words: str) -> Status:
    if _CANCELLED.search(words):
        return "cancelled"
    return "tentative" if _TENTATIVE.search(words) else "confirmed"


def _place(row: _Row) -> Place:
    """The place of the time cell; its quotation is the words of all cells that hold the row's time."""
    time = row.text("time")
    cells = [cell for cell in row.of("time") if cell.paragraphs] or row.of("time") or [row.filled[0][1]]
    return replace(cells[0].place, quote=time or row.filled[0][1].place.quote)
