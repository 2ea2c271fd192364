"""Month calendars: a grid of weeks by weekdays, where a day's cell holds its number and what happens on it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import dates
from planner.dates import Context
from planner.extract.axes import weekday_of
from planner.extract.fields import status_of
from planner.extract.lines import Lines
from planner.extract.pieces import own_hour
from planner.extract.reading import Claim, Reading, joined
from planner.extract.times import is_empty
from planner.extract.wording import plain
from planner.records import Event, Paragraph, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.context import Surroundings
    from planner.records import Cell, Table

_FEWEST_DAYS = 5  # weekdays in the header
_DATE = re.compile(
    r"^\s*(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?:(?P<month>[0-9]{1,2})\s*[月/.])?\s*(?P<day>[0-9]{1,2})\s*[日号]?)(?=\s|$|[^0-9])\s*(?P<rest>.*)$",
    re.DOTALL,
)
_PARTED = re.compile(r"\n|[；;，,、]\s*(?=(?:[0-9]{1,2}月)?[0-9]{1,2}[日号號])")
_DAY_ALONE = re.compile(r"\s*(?:[0-9]{1,2}[.、．]\s*)?([0-9]{1,2})\s*[日号號]")
_SUNDAY = 6
_SPARE = dt.timedelta(days=45)  # how far an entry may lie outside the days that are printed


@dataclass(frozen=True, slots=True)
class _Day:
    """A cell of the calendar: the row and weekday it stands in, its number, and the words beside the number."""

    cell: Cell
    row: int
    weekday: int
    number: int
    month: int | None
    date: dt.date | None
    words: tuple[str, ...]


def read_month_calendar(table: Table, surroundings: Surroundings, stage: str) -> Reading | None:
    """Read a month calendar; None for any other table."""
    head = next((at for at, row in enumerate(table.grid[:4]) if len(_weekdays(row)) >= _FEWEST_DAYS), None)
    if head is None:
        return None
    weekdays = _weekdays(table.grid[head])
    days = _days(table, head, weekdays)
    body = [row[at] for row in table.grid[head + 1 :] for at in weekdays if at < len(row)]
    cells = {id(cell) for cell in body if cell is not None and not is_empty(cell.text)}
    if len({id(day.cell) for day in days}) * 5 < len(cells) * 4 or len(days) < _FEWEST_DAYS:
        return None
    titles = [cell.text for row in table.grid[:head] for cell in row if cell and cell.text]
    contexts = surroundings.contexts("caption", *titles, *(line.text for line in reversed(table.caption)))
    mondays = _mondays(days, table, head, weekdays, contexts, surroundings)
    readings = [_day_events(day, mondays.get(day.row), stage) for day in days]
    span = _span(mondays, contexts)
    beside = replace(surroundings, headings=(*span, *surroundings.headings))
    readings.extend(_beside(table, head, weekdays, mondays, beside, stage))
    heads = [Claim(cell.place, "context") for row in table.grid[: head + 1] for cell in row if cell is not None]
    return joined((Reading(claims=tuple(dict.fromkeys(heads))), *readings))


def _weekdays(row: tuple[Cell | None, ...]) -> dict[int, int]:
    """Columns by weekday, 0 for Monday, for a row in which each weekday stands once; a Sunday that leads is -1."""
    found = {at: day for at, cell in enumerate(row) if cell is not None and (day := weekday_of(cell.text)) is not None}
    if len(set(found.values())) != len(found):
        return {}
    monday = next((at for at, day in found.items() if day == 0), None)
    sunday = next((at for at, day in found.items() if day == _SUNDAY), None)
    if sunday is not None and monday is not None and sunday < monday:
        found[sunday] = -1  # a week that begins on Sunday: the day before its Monday
    return found


def _days(table: Table, head: int, weekdays: dict[int, int]) -> list[_Day]:
    days = []
    for index, row in enumerate(table.grid[head + 1 :], head + 1):
        for at, weekday in weekdays.items():
            cell = row[at] if at < len(row) else None
            if cell is None or is_empty(cell.text) or not (found := _DATE.match(cell.text)):
                continue
            iso = dt.date.fromisoformat(found["iso"]) if found["iso"] else None
            number = iso.day if iso else int(found["day"])
            month = int(found["month"]) if found["month"] else iso.month if iso else None
            words = tuple(line.strip() for line in found["rest"].split("\n") if not is_empty(line))
            if 1 <= number <= 31:
                days.append(_Day(cell, index, weekday, number, month, iso, words))
    return days


def _mondays(
    days: list[_Day],
    table: Table,
    head: int,
    weekdays: dict[int, int],
    contexts: tuple[Context, ...],
    surroundings: Surroundings,
) -> dict[int, dt.date]:
    """The Monday of each row: from its true dates, else from its day numbers and the month named beside or above."""
    result: dict[int, dt.date] = {}
    previous: dt.date | None = None
    for row in sorted({day.row for day in days}):
        own = [day for day in days if day.row == row]
        votes = Counter(day.date - dt.timedelta(days=day.weekday) for day in own if day.date)
        if votes:
            monday: dt.date | None = votes.most_common(1)[0][0]
        elif previous is not None and _fits(own, previous + dt.timedelta(weeks=1)):
            monday = previous + dt.timedelta(weeks=1)
        else:
            beside = tuple(cell.text for at, cell in enumerate(table.grid[row]) if cell and at not in weekdays)
            monday = _from_month(own, (*surroundings.contexts("row", *beside), *contexts, *surroundings.headings))
        if monday is not None:
            result[row] = previous = monday
    del head
    return result


def _fits(days: list[_Day], monday: dt.date) -> bool:
    return all((monday + dt.timedelta(days=day.weekday)).day == day.number for day in days)


def _from_month(days: list[_Day], contexts: tuple[Context, ...]) -> dt.date | None:
    """The Monday on which the day numbers of a row fit the month that is named, or the one before it."""
    month = next((one for one in contexts if one.month), None)
    year = next((one.year for one in contexts if one.year), None)
    if month is None or month.month is None or year is None:
        return None
    for day in days:
        for shift in (0, -1):
            total = year * 12 + month.month - 1 + shift
            try:
                date = dt.date(total // 12, total % 12 + 1, day.number)
            except ValueError:
                continue
            monday = date - dt.timedelta(days=day.weekday)
            if date.weekday() == day.weekday % 7 and _fits(days, monday):
                return monday
    return None


def _day_events(day: _Day, monday: dt.date | None, stage: str) -> Reading:
    """What stands beside the number of a day; a number alone is no event."""
    if not day.words:
        return Reading(claims=(Claim(day.cell.place, "context"),))
    date = day.date or (monday + dt.timedelta(days=day.weekday) if monday else None)
    text = " ".join(day.cell.paragraphs)
    when = None
    if date is not None and date.day == day.number:
        when = When(text=text, first=date, last=date, edtf=date.isoformat())
    events = []
    for line in day.words:
        told = own_hour(plain(line), when)
        event = Event(
            uid="",
            title=told.title,
            place=replace(day.cell.place, quote=text),
            when=told.when,
            stage=stage,
            status="cancelled" if day.cell.struck else status_of(line),
        )
        events.append(event)
    return Reading(tuple(events), claims=(Claim(day.cell.place, "event"),))


def _span(mondays: dict[int, dt.date], contexts: tuple[Context, ...]) -> tuple[Context, ...]:
    """The days that the calendar prints, as what completes the years of the entries beside them."""
    if not mondays:
        return contexts
    first, last = min(mondays.values()) - _SPARE, max(mondays.values()) + _SPARE
    text = f"{min(mondays.values()).isoformat()}/{max(mondays.values()).isoformat()}"
    return (Context(source="column", text=text, first=first, last=last), *contexts)


def _beside(
    table: Table, head: int, weekdays: dict[int, int], mondays: dict[int, dt.date], around: Surroundings, stage: str
) -> Iterator[Reading]:
    """Read the entries in the columns beside the weekdays; month names and week numbers are no entries.

    An entry that names only the day of the month lies in the weeks of the rows that its cell stands beside.
    """
    seen: dict[int, tuple[Cell, list[dt.date]]] = {}
    for index, row in enumerate(table.grid[head + 1 :], head + 1):
        for at, cell in enumerate(row):
            if cell is not None and at not in weekdays:
                _, beside = seen.setdefault(id(cell), (cell, []))
                if index in mondays and mondays[index] not in beside:
                    beside.append(mondays[index])
    for cell, weeks in seen.values():
        if not dates.find(cell.text) or len(cell.text) <= len("12月份"):
            yield Reading(claims=(Claim(cell.place, "context"),))
            continue
        for offset, entry in _entries(cell.text):
            lines = Lines(_in_weeks(entry, weeks, around), (), stage, "")
            yield lines.read(Paragraph(" " * offset + entry, cell.place, struck=cell.struck))


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield the entries of a cell with where each begins: its lines, and what a semicolon parts before another day."""
    start = 0
    for stop in (*_PARTED.finditer(text), None):
        end = stop.start() if stop else len(text)
        if text[start:end].strip():
            yield start, text[start:end]
        start = stop.end() if stop else end


def _in_weeks(entry: str, weeks: list[dt.date], surroundings: Surroundings) -> Surroundings:
    """The surroundings of an entry that begins with the day of a month alone: the month in which the weeks have it."""
    found = _DAY_ALONE.match(entry)
    days = (monday + dt.timedelta(days=number) for monday in weeks for number in range(-1, 7))
    day = next((one for one in days if found and one.day == int(found[1])), None)
    if day is None:
        return surroundings
    context = Context(source="row", text=entry, year=day.year, month=day.month)
    return replace(surroundings, headings=(context, *surroundings.headings))
