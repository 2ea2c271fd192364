"""The line protocol of `planner dates --jsonl`: one JSON object in, one out.

In: {"id", "text", "reference"}, the reference a moment in ISO 8601 or absent; other keys are ignored.
Out: {"id", "found": [{"start", "end", "values": [value, ...]}]}, offsets in characters, ends exclusive. A value is
    {"kind": "interval", "from": ISO or null, "to": ISO or null}   "to" is exclusive; null is open
    {"kind": "interval", "from": ISO, "point": true}               a moment without a length
    {"kind": "time", "from": "HH:MM", "to": "HH:MM" or null}       a time of day without a date
    {"kind": "duration", "seconds": number}
    {"kind": "set"}                                                a recurrence
What words leave open (a vague word, a date without a year) has no values.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from planner.dates.find import find
from planner.dates.model import NOTHING, Found, Reference
from planner.records import Length, LengthUnit, PartOfDay, PlannerError, Repeat, When, message
from planner.settings import PARTS_OF_DAY

Wire = dict[str, object]
Hours = Mapping[PartOfDay, tuple[int, int]]
SECONDS: Mapping[LengthUnit, int] = {
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "working_day": 86400,
    "week": 604800,
    "month": 2592000,
    "quarter": 7776000,
    "year": 31536000,
}


def reference_at(moment: str | None, reference: Reference = NOTHING) -> Reference:
    """Set the document's date and time of a reference. Raises ValueError where the moment is not ISO 8601."""
    from dataclasses import replace

    if not moment:
        return reference
    at = dt.datetime.fromisoformat(moment)
    return replace(reference, document_date=at.date(), document_time=at.hour * 60 + at.minute)


def answer(line: str, reference: Reference = NOTHING, hours: Hours = PARTS_OF_DAY) -> str:
    """Answer one line. Raises PlannerError where it is not an object with a text."""
    refused = PlannerError(message("not a line of the form {form}", form='{"id", "text", "reference"}'))
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise refused from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise refused
    moment = asked.get("reference")
    try:
        base = reference_at(moment if isinstance(moment, str) else None, reference)
    except ValueError as error:
        raise refused from error
    found = [_wire_found(one, hours) for one in find(asked["text"], base)]
    return json.dumps({"id": asked.get("id"), "found": found}, ensure_ascii=False)


def _wire_found(found: Found, hours: Hours) -> Wire:
    values = [wire for value in found.values for wire in wires(value, hours)]
    return {"start": found.start, "end": found.end, "values": values}


def wires(value: When | Length | Repeat, hours: Hours = PARTS_OF_DAY) -> list[Wire]:
    """Put a value into its line forms: none where it is open, two for a length between two."""
    both = [value, Length(value.text, value.upper)] if isinstance(value, Length) and value.upper else [value]
    return [wire for one in both if (wire := wired(one, hours)) is not None]


def wired(value: When | Length | Repeat, hours: Hours = PARTS_OF_DAY) -> Wire | None:
    """Put a value into its line form; None where it is open."""
    if isinstance(value, Repeat):
        return {"kind": "set"}
    if isinstance(value, Length):
        return {"kind": "duration", "seconds": sum(count * SECONDS[unit] for count, unit in value.parts)}
    if value.first is None and value.last is None:
        return _time(value, hours)
    start, end = bounds(value, hours)
    if start is not None and end is not None and start == end:
        return {"kind": "interval", "from": _moment(*start), "point": True}
    return {"kind": "interval", "from": start and _moment(*start), "to": end and _moment(*end)}


def _time(value: When, hours: Hours) -> Wire | None:
    if not value.edtf.startswith(("XXXX-XX-XX", "../XXXX-XX-XX")):
        return None
    start, end = value.start_time, value.end_time
    if start is None and end is None:
        if value.part is None:
            return None
        start, end = hours[value.part][0], hours[value.last_part or value.part][1]
    if start is None:
        return None
    return {"kind": "time", "from": _clock(start), "to": None if end is None else _clock(end)}


def bounds(value: When, hours: Hours) -> tuple[tuple[dt.date, int] | None, tuple[dt.date, int] | None]:
    """The first moment and the one after the last, as a day and a minute; None is open."""
    start = end = None
    if value.first is not None:
        minute = value.start_time
        if minute is None:
            minute = hours[value.part][0] if value.part and (value.end_time is None or value.first != value.last) else 0
        start = (value.first, minute)
    if value.last is not None:
        minute = value.end_time
        if minute is None:
            part = value.last_part or (value.part if value.start_time is None else None)
            minute = hours[part][1] if part else 1440 if value.start_time is None else value.start_time
        end = (value.last, minute)
    return start, end


def _moment(day: dt.date, minute: int) -> str:
    """ISO 8601; minute 1440 is the next day's midnight."""
    if minute == 1440:
        if day == dt.date.max:
            return f"{day.isoformat()}T23:59:59"
        day, minute = day + dt.timedelta(days=1), 0
    return f"{day.isoformat()}T{_clock(minute)}:00"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
