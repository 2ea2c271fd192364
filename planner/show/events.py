"""Events for a person: the words of each, the days read from them, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from planner.language import Language
from planner.records import Event, Message, PartOfDay, Repeat, When, message, plural_message
from planner.show.columns import Column, table
from planner.show.lines import Line, paint
from planner.show.places import place_text
from planner.show.rows import title_text
from planner.show.spans import span_text
from planner.show.width import cell_len, clean, cut_start

if TYPE_CHECKING:
    from rich.text import Text

_WIDE = 100  # cells from which part of day and clock times get a column beside the words that state them
_WIDEST = 140  # cells from which first and last day get a column beside EDTF

_PARTS: dict[PartOfDay, Message] = {
    "early_morning": message("early morning"),
    "morning": message("morning"),
    "noon": message("noon"),
    "afternoon": message("afternoon"),
    "dusk": message("dusk"),
    "evening": message("evening"),
    "night": message("night"),
    "all_day": message("all day"),
}


def events_table(events: Sequence[Event], *, width: int, language: Language) -> Text:
    """List events on `width` cells in the order given, a table for each document that follows another.

    Columns: words, days (EDTF, or the RRULE of what repeats), title, place, note; where there is room also first and
    last day, and part of day or clock times.
    """
    lines: list[Line] = []
    for path, group in groupby(events, key=lambda event: event.place.path):
        listed = list(group)
        said = language.say(plural_message("{count} event", "{count} events", count=len(listed)))
        room = width - cell_len(said) - 2
        lines += [
            ((cut_start(clean(path), room), "bold"), (f"  {said}", "dim")),
            *_listed(listed, width, language),
            (),
        ]
    if not lines:
        lines = [((language.say(message("No events.")), "dim"),)]
    return paint(lines if lines[-1] else lines[:-1], width)


def _listed(events: Sequence[Event], width: int, language: Language) -> list[Line]:
    say = language.say
    columns = (
        Column(say(message("Words")), "", 10),
        Column(say(message("Dates")), "", 10),
        Column("EDTF", "cyan", 24),
        Column(say(message("Time")), "", 6),
        Column(say(message("Event")), "bold", 10),
        Column(say(message("Place")), "dim", 9),
        Column(say(message("Note")), "", 8),
    )
    marks = [("!", "yellow") if event.when is None and event.repeat is None else ("", "") for event in events]
    return table(columns, [_row(event, width, language) for event in events], width, marks=marks)


def _row(event: Event, width: int, language: Language) -> tuple[str, ...]:
    time = event.repeat or event.when
    when = event.when
    return (
        clean(time.text) if time else language.say(message("no date")),
        span_text(when) if when and width >= _WIDEST else "",
        clean(event.repeat.rrule if event.repeat else when.edtf if when else ""),
        clock_text(time, language) if time and width >= _WIDE else "",
        title_text(event, language),
        place_text(event.place, language, with_path=False),
        clean(event.note),
    )


def clock_text(time: When | Repeat, language: Language) -> str:
    """Say the part of day and the clock times (HH:MM, 24 hours) that the words state."""
    parts = [time.part, time.last_part] if isinstance(time, When) else [time.part]
    said = ["–".join(language.say(_PARTS[part]) for part in parts if part)]
    clocks = [
        f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (time.start_time, time.end_time) if minutes is not None
    ]
    if time.start_time is None and clocks:
        clocks.insert(0, "")
    return " ".join([*said, "–".join(clocks)]).strip()
