"""Grids: the heads of rows and columns together date what stands in the cells (day by slot, rota, timetable)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.extract.axes import (
    all_days,
    are_day_numbers,
    are_duties,
    are_things,
    axis_of,
    column,
    common_axis,
    heads_names,
    heads_posts,
    is_mark,
    is_rest,
    is_shift,
    single_axis,
    weekday_of,
)
from planner.extract.context import term_of
from planner.extract.fields import fallback_title, status_of
from planner.extract.periods import without_periods
from planner.extract.posts import are_people, names_in
from planner.extract.reading import Claim, Reading
from planner.extract.times import clock_only, is_dated, is_empty, read_cell, values_of, with_clock
from planner.extract.timetable import Lesson, lessons
from planner.extract.wording import plain, trimmed
from planner.records import Event, When, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.dates import Reference
    from planner.extract.axes import Axis
    from planner.extract.context import Surroundings
    from planner.records import Cell, Finding, Table

_NUMBER = re.compile(r"\s*[(（]?[1-9][0-9]?[)）.、．](?![0-9])\s*")
_HEAD_ROWS = 3
_HEAD_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the body of a grid begins, and what its axes are.

    `line` is the row of the heads across, `slots` one of clock times below it, `heads` the columns that head the rows;
    `manned` says that the cells name people, at what heads their rows.
    """

    line: int
    top: int
    left: int
    across: Axis
    heads: tuple[tuple[int, Axis], ...]
    slots: int | None = None
    manned: bool = False

    @property
    def axes(self) -> set[Axis]:
        return {self.across, *(axis for _, axis in self.heads)}


def read_grid(table: Table, surroundings: Surroundings, stage: str) -> Reading | None:
    """Read a grid; None for any other table."""
    shape = _shape(table)
    if shape is None:
        return None
    titles = [next((cell.text for cell in row if cell and cell.text), "") for row in table.grid[: shape.line]]
    captions = (*titles, *(line.text for line in reversed(table.caption)))
    reference = surroundings.reference(*surroundings.contexts("caption", *captions))
    claims = [Claim(cell.place, "context") for cell in _head_cells(table, shape)]
    week = one_week(captions, reference)
    if "day" not in shape.axes and "week" not in shape.axes and "weekday" in shape.axes and week is None:
        start = surroundings.term_start or term_of(reference.contexts)
        found = lessons(tuple(_lessons(table, shape)), stage, start, surroundings.periods)
        bodies = [Claim(cell.place, "event") for cell in _body(table, shape)]
        return replace(found, claims=(*claims, *bodies))
    events: list[Event] = []
    findings: list[Finding] = []
    fallback = fallback_title(table)
    for cell in _body(table, shape):
        if "name" in shape.axes and is_rest(cell.text):
            claims.append(Claim(cell.place, "rejected", reason=message("a day off")))
            continue
        people = names_in(cell) if shape.manned else ()
        cell = _with_name(cell, table, shape, fallback)
        event, met = _event(cell, _heads_of(cell, table, shape), reference, stage, week)
        event = replace(event, participants=people or event.participants)
        events.append(event)
        findings.extend(met)
        claims.append(Claim(cell.place, "event"))
    return Reading(tuple(events), tuple(findings), tuple(claims))


def _shape(table: Table) -> _Shape | None:
    shapes = _shapes(table)
    return next((shape for shape in shapes if shape.across == "day"), shapes[0] if shapes else None)


def _shapes(table: Table) -> list[_Shape]:
    """The ways to read the first rows as heads, the uppermost first; a row of weekdays may stand below the dates."""
    shapes = []
    for line in range(min(_HEAD_ROWS, len(table.grid) - 1)):
        top = line + 1
        while top <= _HEAD_ROWS and top < len(table.grid) - 1 and common_axis(table.grid[top][1:]) == "weekday":
            top += 1
        heads = _row_heads(table, top)
        left = max((at for at, _ in heads), default=-1) + 1
        across = common_axis(table.grid[line][left:]) if left else ""
        if heads and across:
            shape = _Shape(line, top, left, across, heads)
            if len(shape.axes) > 1 and _has_words(table, shape):
                shapes.append(shape)
        elif (roster := _roster(table, line, top)) is not None:
            shapes.append(roster)
    return shapes


def _roster(table: Table, line: int, top: int) -> _Shape | None:
    """The shape of a roster whose rows are people and whose columns are days; None for any other table."""
    row = table.grid[line]
    for at in range(min(_HEAD_COLUMNS, table.width - 2)):
        slotted = common_axis(column(table, at + 1, top)) == "slot"
        left = at + 1 + slotted
        across: Axis = "day" if are_day_numbers(row[left:]) else common_axis(row[left:])
        named = {id(cell): cell.text for cell in column(table, at, top) if cell is not None and not is_empty(cell.text)}
        names = list(named.values())
        corner = row[at]
        head = corner.text if corner is not None else ""
        if across not in ("day", "weekday") or axis_of(head) or len(set(names)) < len(names) or not names:
            continue
        heads: tuple[tuple[int, Axis], ...] = ((at, "name"), (at + 1, "slot")) if slotted else ((at, "name"),)
        shape = _Shape(line, top, left, across, heads)
        if top < len(table.grid) - 1 and common_axis(table.grid[top][left:]) == "slot":
            shape = replace(shape, top=top + 1, slots=top)
            named.pop(id(table.grid[top][at]), None)
        texts = [cell.text for cell in _body(table, shape)]
        corners = [cell.text for cell in column(table, at)[line : shape.top] if cell is not None]
        if heads_names(head) or are_duties(texts):
            return shape
        if are_things(list(named.values())) and all_days(row[left:], slotted=bool(shape.slots)) and are_things(texts):
            return replace(shape, manned=any(map(heads_posts, corners)) and are_people(texts))
        if shape.slots is not None:
            return shape
    return None


def _row_heads(table: Table, top: int) -> tuple[tuple[int, Axis], ...]:
    heads = []
    for at in range(min(_HEAD_COLUMNS, table.width - 1)):
        cells = column(table, at, top)
        axis = common_axis(cells) or single_axis(cells)
        if not axis:
            break
        heads.append((at, axis))
    return tuple(heads)


def _has_words(table: Table, shape: _Shape) -> bool:
    """Whether the body holds words rather than times, and more than one column of them."""
    cells = _body(table, shape)
    return (
        bool(cells)
        and table.width - shape.left > 1
        and sum(bool(axis_of(cell.text)) for cell in cells) * 2 < len(cells)
    )


def _body(table: Table, shape: _Shape) -> list[Cell]:
    cells = {id(cell): cell for row in table.grid[shape.top :] for cell in row[shape.left :] if cell is not None}
    return [part for cell in cells.values() if not is_empty(cell.text) for part in _numbered(cell)]


def _numbered(cell: Cell) -> list[Cell]:
    """The items of a cell in which each line begins with a number; the cell itself where one does not."""
    lines = cell.paragraphs
    if len(lines) < 2 or not all(_NUMBER.match(line) for line in lines):
        return [cell]
    return [replace(cell, paragraphs=(_NUMBER.sub("", line),)) for line in lines]


def _head_cells(table: Table, shape: _Shape) -> Iterable[Cell]:
    rows = [cell for row in table.grid[: shape.top] for cell in row]
    columns = [cell for at, _ in shape.heads for cell in column(table, at, shape.top)]
    return {id(cell): cell for cell in (*rows, *columns) if cell is not None and cell.paragraphs}.values()


def _heads_of(cell: Cell, table: Table, shape: _Shape) -> list[tuple[Axis, str]]:
    """The heads over a cell and beside it, all that its spans cover, each once."""
    above = [
        (shape.across, table.grid[shape.line][at])
        for at in range(cell.column, min(cell.column + cell.column_span, len(table.grid[shape.line])))
    ]
    if shape.slots is not None:
        slots = table.grid[shape.slots]
        above += [("slot", slots[at]) for at in range(cell.column, min(cell.column + cell.column_span, len(slots)))]
    rows = range(cell.row - _first_row(table), cell.row - _first_row(table) + cell.row_span)
    beside = [
        (axis, table.grid[row][at])
        for at, axis in shape.heads
        for row in rows
        if 0 <= row < len(table.grid) and at < len(table.grid[row])
    ]
    found = {id(head): (axis, " ".join(head.paragraphs)) for axis, head in (*beside, *above) if head is not None}
    return [(axis, f"{text}日" if axis == "day" and text.isdecimal() else text) for axis, text in found.values()]


def _first_row(table: Table) -> int:
    """The row number of the first row of the grid, which may be a part of a larger one."""
    first = next((cell for row in table.grid for cell in row if cell is not None), None)
    return first.row if first else 0


def one_week(captions: Iterable[str], reference: Reference) -> When | None:
    """The run of at most seven days that a caption states, in which each weekday stands for one day."""
    weeks = [
        value
        for caption in captions
        for value in values_of(dates.find(caption, reference))
        if isinstance(value, When) and value.first and value.last and 0 < (value.last - value.first).days < 7
    ]
    return next((week for week in weeks if re.search(r"[0-9]", week.text)), weeks[0] if weeks else None)


def _event(
    cell: Cell, heads: list[tuple[Axis, str]], reference: Reference, stage: str, week: When | None
) -> tuple[Event, list[Finding]]:
    title, details = _title(cell)
    if shift := next((text for axis, text in heads if axis == "slot" and is_shift(text)), ""):
        title, details = f"{shift} {title}", ()
    words = " ".join(text for _, text in heads)
    name = next((text for axis, text in heads if axis == "name"), "")
    event = Event(
        uid="",
        title=title,
        place=replace(cell.place, quote=words),
        details=details,
        participants=(name,) if name else (),
        stage=stage,
        status="cancelled" if cell.struck else status_of(cell.text),
    )
    when = _when(heads, cell, reference, week)
    if when is not None:
        return replace(event, when=replace(when, text=words), kind="deadline" if when.first is None else "event"), []
    said = message("no date can be read from the heads of this cell")
    return event, [codes.reading_finding(codes.UNDATED_ROW, said, event.place, event=title)]


def _title(cell: Cell) -> tuple[str, tuple[str, ...]]:
    lines = [plain(line).strip() for line in cell.paragraphs]
    if len(lines) > 1 and clock_only(lines[0]):
        lines = [*lines[1:], lines[0]]
    return trimmed(lines[0]) or lines[0], tuple(lines[1:])


def _when(heads: list[tuple[Axis, str]], cell: Cell, reference: Reference, week: When | None) -> When | None:
    days = [text for axis, text in heads if axis == "day"]
    weeks = [text for axis, text in heads if axis == "week"]
    weekdays = [text for axis, text in heads if axis == "weekday"]
    slots = [text for axis, text in heads if axis == "slot"]
    if weeks and not days:
        days = [f"{weeks[0]}{weekdays[0]}" if weekdays else weeks[0]]
    day = _day(days, reference) if days else _in_week(week, weekdays)
    if day is None:
        return None
    own = next((line for line in cell.paragraphs if clock_only(line)), "") or own_clock(cell.text)
    return with_slots(day, [own] if own else slots, reference)


def own_clock(text: str) -> str:
    """The one clock time that a cell names in brackets: 语文（9:00—11:30）; empty where it names none."""
    pieces = [piece for piece in re.findall(r"[（(]([^（()）]{2,30})[)）]", text) if clock_only(piece)]
    return pieces[0] if len(pieces) == 1 else ""


def _in_week(week: When | None, weekdays: list[str]) -> When | None:
    """The day of a week that a weekday names."""
    number = weekday_of(weekdays[0]) if weekdays else None
    if week is None or week.first is None or week.last is None or number is None:
        return None
    day = week.first + dt.timedelta(days=(number - week.first.weekday()) % 7)
    return replace(week, text=weekdays[0], first=day, last=day, edtf=day.isoformat()) if day <= week.last else None


def _day(days: list[str], reference: Reference) -> When | None:
    """The day that the heads name; from the first to the last where a cell covers several."""
    whens = []
    for text in days:
        found = [
            value for value in values_of(read_cell(text, reference)) if isinstance(value, When) and is_dated(value)
        ]
        whens.extend(found[:1])
    if not whens:
        return None
    first, last = whens[0], whens[-1]
    if first.first is None or last.last is None or first is last:
        return first
    return replace(first, last=last.last, edtf=f"{first.first.isoformat()}/{last.last.isoformat()}")


def with_slots(day: When, slots: list[str], reference: Reference) -> When:
    """A day with the slots that a cell covers: from the start of the first to the end of the last."""
    timed = [with_clock(day, without_periods(text), reference) for text in slots if text]
    clocks = [one for one in timed if one.start_time is not None]
    if clocks:
        first, last = clocks[0], clocks[-1]
        end = last.end_time if last.end_time is not None else None
        start_text, *_ = first.edtf.split("/")
        last_text = last.edtf.rpartition("/")[2]
        edtf = f"{start_text}/{last_text}" if end is not None else start_text
        part = first.part if len({one.part for one in clocks}) == 1 else None
        return replace(first, end_time=end, edtf=edtf, part=part)
    parts = [one for one in timed if one.part is not None]
    return parts[0] if len(parts) == 1 else day


def _with_name(cell: Cell, table: Table, shape: _Shape, fallback: str) -> Cell:
    """A cell of a roster with whom it is about: 早班 beside 张三 is 早班 张三; any other cell as it is."""
    name = next((text for axis, text in _heads_of(cell, table, shape) if axis == "name"), "")
    if not name:
        return cell
    what = fallback if is_mark(cell.text) else " ".join(cell.paragraphs)
    return replace(cell, paragraphs=((f"{name} {what}" if shape.manned else f"{what} {name}").strip(),))


def _lessons(table: Table, shape: _Shape) -> Iterable[Lesson]:
    fallback = fallback_title(table)
    for cell in _body(table, shape):
        if "name" in shape.axes and is_rest(cell.text):
            continue
        heads = _heads_of(cell, table, shape)
        yield Lesson(
            _with_name(cell, table, shape, fallback),
            next((text for axis, text in heads if axis == "weekday"), ""),
            tuple(text for axis, text in heads if axis == "slot"),
        )
