"""Entries as an Excel workbook: one sheet of all with a row for each, and one sheet for each week that has any.

By XlsxWriter (extra `xlsx`): it writes a string as a string, whatever it begins with, and equal input as equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from planner.export.entries import Entry
from planner.export.occurrences import occurrences
from planner.export.text import clean, one_line
from planner.language import Language
from planner.records import Event, PlannerError, Status, message

_CELL = 32_000  # characters; Excel holds 32,767
_DAY = dt.timedelta(days=1)
_MADE = dt.datetime(1980, 1, 1)  # a file says when it was made; equal input must give equal bytes
_WIDTHS = (12, 12, 14, 20, 40, 20, 24, 16, 12, 60)
_WEEKS = 530  # sheets at most: a calendar of ten years


def workbook(entries: Sequence[Entry], language: Language, undated: Sequence[Event] = ()) -> bytes:
    """Write the workbook; the rows without a day stand at the end of the sheet of all.

    Raises PlannerError where XlsxWriter is not installed, or the weeks are too many.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise PlannerError(message("for .xlsx files install planner[xlsx]")) from error

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    weeks = _weeks(entries)
    if len(weeks) > _WEEKS:
        raise PlannerError(
            message("{count} weeks are too many sheets: the most is {limit}", count=len(weeks), limit=_WEEKS)
        )
    first = language.say(message("All"))
    whole = [_row(entry, *_ends(entry), language) for entry in entries]
    whole += [_undated(event, language) for event in undated]
    for name, rows in [(first, whole), *_sheets(weeks, language)]:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        for number, row in enumerate([_head(language), *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, bold if number == 0 else wrapped)
    book.close()
    return stream.getvalue()


def _weeks(entries: Iterable[Entry]) -> dict[tuple[int, int], list[tuple[dt.date, int, Entry, dt.date]]]:
    """Sort the occurrences into ISO weeks, in order; one that lasts longer stands in each week that it touches."""
    weeks: dict[tuple[int, int], list[tuple[dt.date, int, Entry, dt.date]]] = {}
    for number, entry in enumerate(entries):
        for start, end in occurrences(entry)[0]:
            first = _date(start)
            last = _date(end) - (_DAY if _is_midnight(end) else dt.timedelta())
            day = first - dt.timedelta(days=first.weekday())
            while day <= max(first, last) and len(weeks) <= _WEEKS:
                weeks.setdefault(day.isocalendar()[:2], []).append((start, number, entry, end))
                day += 7 * _DAY
    return dict(sorted(weeks.items()))


def _sheets(
    weeks: dict[tuple[int, int], list[tuple[dt.date, int, Entry, dt.date]]], language: Language
) -> Iterable[tuple[str, list[list[str]]]]:
    for (year, week), found in weeks.items():
        ordered = sorted(found, key=lambda one: (_date(one[0]), _clock(one[0]), one[1]))
        yield f"{year}-W{week:02}", [_row(entry, start, end, language) for start, _, entry, end in ordered]


def _head(language: Language) -> list[str]:
    said = (
        message("First day"),
        message("Last day"),
        message("Time"),
        message("Words"),
        message("Title"),
        message("Location"),
        message("Participants"),
        message("Stage"),
        message("Status"),
        message("Description"),
    )
    return [language.say(one) for one in said]


def _row(entry: Entry, start: dt.date, end: dt.date, language: Language) -> list[str]:
    timed = isinstance(start, dt.datetime)
    last = end if timed else end - _DAY
    hours = f"{_clock(start)}-{_clock(end)}" if timed else ""
    days = (_date(start).isoformat(), _date(last).isoformat(), hours)
    cells = (*days, *_told(entry.event, entry.summary, entry.status, language))
    description = clean(entry.description)
    pieces = [description[at : at + _CELL] for at in range(0, len(description), _CELL)]
    return [*(clean(cell)[:_CELL] for cell in cells), *(pieces or [""])]


def _undated(event: Event, language: Language) -> list[str]:
    """A row without a day, with what the document says of it."""
    cells = ("", "", "", *_told(event, one_line(event.title), event.status, language), "\n".join(event.details))
    return [clean(cell)[:_CELL] for cell in cells]


def _told(event: Event, title: str, status: Status, language: Language) -> tuple[str, ...]:
    """Give the cells from the words of the time to the status."""
    time = event.repeat or event.when
    statuses = {
        "confirmed": message("confirmed"),
        "tentative": message("tentative"),
        "cancelled": message("cancelled"),
    }
    return (
        one_line(time.text) if time else one_line(event.place.quote),
        title,
        one_line(event.location),
        "\n".join(map(one_line, event.participants)),
        one_line(event.stage),
        language.say(statuses[status]),
    )


def _ends(entry: Entry) -> tuple[dt.date, dt.date]:
    return entry.slot.start, entry.slot.end


def _date(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _clock(moment: dt.date) -> str:
    return f"{moment:%H:%M}" if isinstance(moment, dt.datetime) else ""


def _is_midnight(moment: dt.date) -> bool:
    return not isinstance(moment, dt.datetime) or moment.time() == dt.time()
