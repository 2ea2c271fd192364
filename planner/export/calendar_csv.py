"""Entries in the columns that Google Calendar and Outlook import: a row for each occurrence."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from planner.export.entries import Entry
from planner.export.feed_reader import REMOVED
from planner.export.occurrences import occurrences
from planner.export.tables import as_text
from planner.export.text import one_line

GOOGLE = (
    "Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description", "Location",
    "Private",
)  # fmt: skip
OUTLOOK = (
    "Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event", "Categories", "Description",
    "Location", "Private",
)  # fmt: skip
_DAY = dt.timedelta(days=1)


def google_csv(entries: Iterable[Entry]) -> bytes:
    """Write the rows for Google Calendar: UTF-8; days as MM/DD/YYYY, and the last day of a whole-day event itself."""
    return _written(GOOGLE, (_google(entry, *ends) for entry in entries for ends in occurrences(entry)[0]), "utf-8")


def outlook_csv(entries: Iterable[Entry]) -> bytes:
    """Write the rows for Outlook: UTF-8 with a byte order mark; a whole-day event ends at 12 AM of the day after."""
    rows = (_outlook(entry, *ends) for entry in entries for ends in occurrences(entry)[0])
    return _written(OUTLOOK, rows, "utf-8-sig")


def _written(head: tuple[str, ...], rows: Iterator[tuple[str, ...]], encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(tuple(as_text(cell) for cell in row) for row in rows)
    return stream.getvalue().encode(encoding, "replace")


def _google(entry: Entry, start: dt.date, end: dt.date) -> tuple[str, ...]:
    timed = isinstance(start, dt.datetime)
    last = end if timed else end - _DAY
    ends = (_day(start), _time(start, ""), _day(last), _time(last, ""))
    told = (entry.description, one_line(entry.event.location), "FALSE")
    return (_title(entry), *ends, "FALSE" if timed else "TRUE", *told)


def _outlook(entry: Entry, start: dt.date, end: dt.date) -> tuple[str, ...]:
    timed = isinstance(start, dt.datetime)
    ends = (_day(start), _time(start, ":00") or "12:00:00 AM", _day(end), _time(end, ":00") or "12:00:00 AM")
    told = (one_line(entry.event.stage), entry.description, one_line(entry.event.location), "FALSE")
    return (_title(entry), *ends, "FALSE" if timed else "TRUE", *told)


def _day(moment: dt.date) -> str:
    return f"{moment.month:02}/{moment.day:02}/{moment.year:04}"


def _time(moment: dt.date, seconds: str) -> str:
    """Write the clock time as both apps read it in every language of theirs; empty for a day."""
    if not isinstance(moment, dt.datetime):
        return ""
    return f"{moment.hour % 12 or 12:02}:{moment.minute:02}{seconds} {'PM' if moment.hour >= 12 else 'AM'}"


def _title(entry: Entry) -> str:
    """The title, marked where the event is cancelled: neither app has a column that says so."""
    return f"{REMOVED}{entry.summary}" if entry.status == "cancelled" else entry.summary
