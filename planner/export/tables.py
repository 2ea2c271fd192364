"""The events of schedules as a table for spreadsheets."""

from __future__ import annotations

import datetime as dt

from planner.export.text import clean, clock
from planner.records import Event, Schedule

COLUMNS = (
    "schedule",
    "uid",
    "kind",
    "title",
    "text",
    "first",
    "last",
    "fit",
    "precision",
    "part",
    "start_time",
    "end_time",
    "edtf",
    "repeat",
    "details",
    "participants",
    "organizer",
    "location",
    "note",
    "stage",
    "status",
    "parent",
    "path",
    "line",
    "quote",
)

# Full-width signs too: Excel in Chinese and Japanese takes them for the plain ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def events_csv(schedules: tuple[Schedule, ...]) -> bytes:
    """Write one row an event, undated ones too, under the names of COLUMNS (RFC 4180, UTF-8).

    A byte order mark lets Excel see that it is UTF-8. A cell that a spreadsheet would run as a formula gets a leading
    apostrophe. Several values in one cell stand a line each.
    """
    import pandas as pd

    rows = [_row(schedule.path, event) for schedule in schedules for event in schedule.events]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _row(path: str, event: Event) -> tuple[str, ...]:
    cells = (
        path,
        event.uid,
        event.kind,
        event.title,
        *_time_cells(event),
        "\n".join(event.details),
        "\n".join(event.participants),
        event.organizer,
        event.location,
        event.note,
        event.stage,
        event.status,
        event.parent or "",
        event.place.path,
        "" if event.place.line is None else str(event.place.line),
        event.place.quote,
    )
    return tuple(as_text(cell) for cell in cells)


def _time_cells(event: Event) -> tuple[str, ...]:
    """Give the cells from "text" to "repeat"; the part and the hours of a repeat are those of each occurrence."""
    when, repeat = event.when, event.repeat
    hours = repeat or when
    rule = repeat.rrule if repeat else ""
    words = repeat.text if repeat else when.text if when else ""
    part, start, end = (hours.part, hours.start_time, hours.end_time) if hours else (None, None, None)
    if when is None:
        return (words, "", "", "", "", part or "", _clock(start), _clock(end), "", rule)
    return (
        words,
        _day(when.first),
        _day(when.last),
        when.fit,
        when.precision,
        part or "",
        _clock(start),
        _clock(end),
        when.edtf,
        rule,
    )


def as_text(cell: str) -> str:
    """Keep a spreadsheet from running a cell: one that starts, before or after cleaning, as a formula does."""
    cleaned = clean(cell)
    return f"'{cleaned}" if cell.startswith(_FORMULA_STARTS) or cleaned.startswith(_FORMULA_STARTS) else cleaned


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else clock(minutes)
