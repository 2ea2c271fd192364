"""Rows whose cells list dated items, beside a month, a week or a span of days: each item is an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.finer import finer, of_one_week
from planner.extract.items import lists_items, month_context, names_weekdays, plain_items, undated_items
from planner.extract.lines import Lines
from planner.extract.reading import Claim, Reading, joined
from planner.extract.times import is_dated, values_of, with_time
from planner.extract.wording import without_mark
from planner.records import Event, Paragraph, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Context, Found
    from planner.extract.context import Surroundings
    from planner.extract.fields import Row
    from planner.records import Cell


def coarse_contexts(found: Sequence[Found]) -> tuple[Context, ...] | None:
    """What the time of a row says of items beside it; None where it is one day."""
    whens = [value for value in values_of(found) if isinstance(value, When)]
    if any(is_dated(when) and when.first == when.last for when in whens):
        return None
    return tuple(context for when in whens if (context := month_context(when)))


def listed_in(
    row: Row, found: Sequence[Found], coarse: Sequence[Context], known: Surroundings, stage: str
) -> Reading | None:
    """The dated items in the cells of a row; None where they list none.

    Where the row has a title and a span of days besides, it is an event of its own; a numbered item without a day,
    and the items of a week that name a weekday each, take the time of their row.
    """
    known = replace(known, headings=(*coarse, *known.headings)) if coarse else known
    reference = known.reference()
    beside = [cell for role, cell in row.filled if role in ("title", "details", "unknown", "note")]
    whens = [value for value in values_of(found) if isinstance(value, When)]
    weekly = len(whens) == 1 and of_one_week(whens[0])
    listed = [cell for cell in beside if lists_items(plain_items(cell), reference)]
    listed = listed or [cell for cell in beside if weekly and names_weekdays(cell.paragraphs)]
    if not listed:
        return None
    lines = Lines(known, (), stage, "")
    readings = [_whole(row, found, listed, stage)]
    for cell in listed:
        undated = undated_items(cell, reference) if len(whens) == 1 else ()
        kept = [line for line in plain_items(cell).split("\n") if line not in undated]
        readings.append(lines.read(Paragraph("\n".join(kept), cell.place, struck=cell.struck)))
        readings.append(Reading(tuple(_undated(line, cell, whens[0], stage) for line in undated)))
    times = tuple(Claim(cell.place, "context") for _, cell in row.times)
    return joined((Reading(claims=times), *readings))


def _undated(line: str, cell: Cell, when: When, stage: str) -> Event:
    place = replace(cell.place, quote=when.text)
    return finer(Event(uid="", title=without_mark(line), place=place, when=when, stage=stage))


def _whole(row: Row, found: Sequence[Found], listed: Sequence[Cell], stage: str) -> Reading:
    """The event of a row with a title and a span of days of its own, beside the items that its cells list."""
    spans = [value for value in values_of(found) if isinstance(value, When) and value.precision == "day"]
    titles = [cell for role, cell in row.filled if role in ("title", "stage")]
    if not spans or not titles or any(cell is one for cell in titles for one in listed):
        return Reading()
    event = Event(uid="", title=" ".join(titles[0].paragraphs), place=row.place, stage=stage)
    return Reading(tuple(kept for one in found if (kept := with_time(event, one))))
