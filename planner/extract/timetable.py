"""Weekly timetables: lessons that repeat on a weekday, in the weeks of a term that their cells name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.dates import Context, Reference
from planner.extract.axes import weekday_of
from planner.extract.periods import numbers_in, without_periods
from planner.extract.reading import Reading
from planner.extract.times import clock_only, part_of, read_cell, values_of
from planner.extract.wording import plain, trimmed
from planner.records import Completion, Event, Repeat, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.extract.periods import Periods
    from planner.records import Cell, Finding, PartOfDay

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKS = re.compile(
    r"(?:(?P<before>[单單双雙])[周週]?\s*)?第?(?P<runs>[0-9]{1,2}(?:\s*[-~～—–至到]\s*[0-9]{1,2})?(?:\s*[,，、]\s*[0-9]{1,2}(?:\s*[-~～—–至到]\s*[0-9]{1,2})?)*)\s*[（(]?(?P<inside>[单單双雙])?[)）]?[周週]"
    r"(?:\s*[（(]?(?P<behind>[单單双雙]))?"
)
_ODD_OR_EVEN = re.compile(r"[（(]\s*([单單双雙])\s*[周週]?\s*[)）]|(?<!\S)([单單双雙])[周週](?!\S)")
_BETWEEN = re.compile(r"[/／；;]|(?<=[)）周])\s+")
_ROOM = re.compile(
    r"[)）]\s*(?P<room>[^\s（()）,，；;]{2,20})\s*$|(?:地点|教室|@)\s*[：:]?\s*(?P<named>\S{2,20})"
    r"|[周週][)）]?\s+(?P<behind>[^\s（()）,，;；]{2,20})\s*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A cell of a weekly timetable with its weekday and the slots that it covers."""

    cell: Cell
    weekday: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Weeks of a term without a gap, first and last inclusive; `step` is 2 for odd or even weeks."""

    first: int
    last: int
    step: int = 1


def lessons(found: Sequence[Lesson], stage: str, term_start: dt.date | None, periods: Periods) -> Reading:
    """Make the events of a timetable: dated where the start of the term is known, else repeats without a date."""
    found = [one for lesson in found for one in _apart(lesson)]
    events = [event for one in found for event in _events(one, stage, term_start, periods)]
    findings: tuple[Finding, ...] = ()
    if events and term_start is None:
        weeks = next((runs[0] for one in found if (runs := _WEEKS.search(one.cell.text))), "")
        said = (
            message("the start of the term is not stated, so the weeks of this timetable have no dates")
            if weeks
            else message("repeats on weekdays, but from which day on is not stated (--term-start names it)")
        )
        weeks = weeks or found[0].weekday
        findings = (codes.reading_finding(codes.NO_TERM_START, said, replace(found[0].cell.place, quote=weeks)),)
    return Reading(tuple(events), findings)


def _apart(lesson: Lesson) -> list[Lesson]:
    """The lessons of a cell that holds several, each with weeks of its own; their lines stand in the same order."""
    lines = lesson.cell.paragraphs
    if len(lines) == 1 and len(parts := [part for part in _BETWEEN.split(lines[0]) if part.strip()]) > 1:
        lines = tuple(parts) if all(_WEEKS.search(part) or _ODD_OR_EVEN.search(part) for part in parts) else lines
    weeks = [at for at, line in enumerate(lines) if _WEEKS.search(line) or _ODD_OR_EVEN.search(line)]
    if len(weeks) < 2:
        return [lesson]
    starts = [max(0, at - weeks[0]) for at in weeks]
    ends = [*starts[1:], len(lines)]
    if any(start >= end for start, end in zip(starts, ends, strict=True)):
        return [lesson]
    return [
        replace(lesson, cell=replace(lesson.cell, paragraphs=lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _events(lesson: Lesson, stage: str, term_start: dt.date | None, periods: Periods) -> list[Event]:
    weekday = weekday_of(lesson.weekday)
    if weekday is None:
        return []
    lines = [plain(line).strip() for line in lesson.cell.paragraphs]
    room = _ROOM.search(lesson.cell.text)
    start, end, part = _hours(lesson, periods)
    event = Event(
        uid="",
        title=trimmed(lines[0]) or lines[0],
        place=replace(lesson.cell.place, quote=" ".join((lesson.weekday, *lesson.slots))),
        details=tuple(lines[1:]),
        location=(room["room"] or room["named"] or room["behind"]) if room else "",
        stage=stage,
    )
    words = " ".join((lesson.weekday, *lesson.slots))
    weekly = Repeat(words, f"FREQ=WEEKLY;BYDAY={_CODES[weekday]}", part, start, end)
    runs = _runs(lesson.cell.text)
    if not runs and (parity := _ODD_OR_EVEN.search(lesson.cell.text)):
        odd = (parity[1] or parity[2]) in "单單"
        fortnightly = replace(weekly, rrule=weekly.rrule.replace("WEEKLY;", "WEEKLY;INTERVAL=2;"))
        if term_start is None:
            return [replace(event, repeat=fortnightly)]
        first = term_start + dt.timedelta(days=weekday - term_start.weekday(), weeks=0 if odd else 1)
        return [_on(event, fortnightly, first, weekly)]
    if term_start is None:
        return [replace(event, repeat=weekly)]
    if not runs:
        first = term_start + dt.timedelta(days=(weekday - term_start.weekday()) % 7)
        return [_on(event, weekly, first, weekly)]
    monday = term_start - dt.timedelta(days=term_start.weekday())
    return [_in_weeks(event, weekly, run, monday + dt.timedelta(days=weekday)) for run in runs]


def _in_weeks(event: Event, weekly: Repeat, run: _Run, first_week: dt.date) -> Event:
    """The lesson in one run of weeks: its first day, and how often it repeats from there."""
    day = first_week + dt.timedelta(weeks=run.first - 1)
    count = (run.last - run.first) // run.step + 1
    interval = f"INTERVAL={run.step};" if run.step > 1 else ""
    rule = weekly.rrule.replace("FREQ=WEEKLY;", f"FREQ=WEEKLY;{interval}COUNT={count};")
    return _on(event, replace(weekly, rrule=rule) if count > 1 else None, day, weekly)


def _on(event: Event, repeat: Repeat | None, day: dt.date, weekly: Repeat) -> Event:
    """The lesson from its first day on; `weekly` says its hours."""
    day_text = day.isoformat()
    when = When(
        text=weekly.text,
        first=day,
        last=day,
        edtf=day_text,
        precision="minute" if weekly.start_time is not None else "part" if weekly.part else "day",
        part=weekly.part,
        completed_from=(
            Completion("year", day.year, "term_start", day_text),
            Completion("month", day.month, "term_start", day_text),
            Completion("day", day.day, "term_start", day_text),
        ),
        start_time=weekly.start_time,
        end_time=weekly.end_time,
    )
    return replace(event, when=when, repeat=repeat)


def _runs(text: str) -> list[_Run]:
    runs = []
    for found in _WEEKS.finditer(text):
        parity = found["before"] or found["inside"] or found["behind"] or ""
        for piece in re.split(r"[,，、]", found["runs"]):
            numbers = [int(number) for number in re.findall(r"[0-9]+", piece)]
            first, last = numbers[0], numbers[-1]
            if parity:
                odd = parity in "单單"
                first += first % 2 != (1 if odd else 0)
                runs.append(_Run(first, last, 2))
            elif first <= last:
                runs.append(_Run(first, last))
    return runs


def _hours(lesson: Lesson, periods: Periods) -> tuple[int | None, int | None, PartOfDay | None]:
    """The clock times of a lesson: from its own cell, else of the slots that it covers."""
    own = [
        one
        for one in dates.find(lesson.cell.text)
        for value in one.values
        if isinstance(value, When) and value.start_time is not None
    ]
    texts = [own[0].text] if own else [bare for text in lesson.slots if clock_only(bare := without_periods(text))]
    starts, ends = [], []
    day = Context(source="row", text="", year=2024, month=1, day=1)
    for text in texts:
        for value in values_of(read_cell(text, Reference(contexts=(day,)))):
            if isinstance(value, When) and value.start_time is not None:
                starts.append(value.start_time)
                ends.append(value.end_time)
    if starts:
        return starts[0], ends[-1], None
    named_periods = [numbers for text in (lesson.cell.text, *lesson.slots) if (numbers := numbers_in(text))]
    known = [periods[number] for pair in named_periods for number in pair if number in periods]
    if known:
        return min(start for start, _ in known), max(end for _, end in known), None
    part = next((named for text in lesson.slots if (named := part_of(text))), None)
    return None, None, part
