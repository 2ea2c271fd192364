r"""What a feed carries so that reading it back gives the same events: the properties X-PLANNER-… of an entry.

EDTF, EARLIEST, LATEST, PRECISION and WORDS state the time as the document does. RECORD is a JSON object of whatever
else the standard properties do not state exactly, by the names of the record's own fields; `at` are the DTSTART, DTEND
and parts of the RRULE that it was written beside, by which a reader sees whether somebody has moved the entry since;
`shown` is the SUMMARY where that is not the title. Characters that no content line may hold stand in it as \uXXXX, so
that it gives back every text as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from planner.export.content_lines import day, text_value
from planner.export.text import clean
from planner.export.wording import file_name
from planner.records import Completion, Event, Place, Repeat, When

_UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PLACE_FIELDS = ("line", "column", "page", "sheet", "table", "row", "cell", "confidence")
_HOURS = ("part", "last_part", "start_time", "end_time")


def time_lines(when: When) -> list[str]:
    """Give the properties that state a time; an end that is open has none."""
    lines = [f"X-PLANNER-EDTF;VALUE=TEXT:{text_value(when.edtf)}"]
    if when.first is not None:
        lines.append(f"X-PLANNER-EARLIEST;VALUE=DATE:{day(when.first)}")
    if when.last is not None:
        lines.append(f"X-PLANNER-LATEST;VALUE=DATE:{day(when.last)}")
    lines.append(f"X-PLANNER-PRECISION:{when.precision.upper()}")
    lines.append(f"X-PLANNER-WORDS;VALUE=TEXT:{text_value(when.text)}")
    return lines


def record_line(event: Event, stated: Mapping[str, str], at: tuple[str, ...]) -> str:
    """Give the RECORD of an entry; `stated` are the fields that its standard properties give back, `at` its time."""
    record = {**_event(event, stated), "at": at}
    if "title" in record:
        record["shown"] = stated["title"]
    return f"X-PLANNER-RECORD;VALUE=TEXT:{record_value(record)}"


def undated_line(event: Event) -> str:
    """Give the property of the calendar that keeps an event without a day."""
    record = _event(event, {})
    if event.when is not None:
        record["when"] = {**record.get("when", {}), **_whole_time(event.when)}
    return f"X-PLANNER-UNDATED;VALUE=TEXT:{record_value(record)}"


def record_value(record: Mapping[str, Any]) -> str:
    """Write a JSON object as the TEXT value of X-PLANNER-RECORD and X-PLANNER-UNDATED."""
    written = _ENCODER.encode(record)
    if written.isprintable():
        return text_value(written)
    return text_value(_UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def _event(event: Event, stated: Mapping[str, str]) -> dict[str, Any]:
    """Give the fields that differ from what is stated, or from their defaults where nothing is."""
    texts = (
        ("title", event.title),
        ("organizer", event.organizer),
        ("location", event.location),
        ("note", event.note),
        ("stage", event.stage),
        ("uid", event.uid),
        ("parent", event.parent or ""),
    )
    record: dict[str, Any] = {name: value for name, value in texts if value != stated.get(name, "")}
    if event.kind != "event":
        record["kind"] = event.kind
    if event.status != stated.get("status", "confirmed"):
        record["status"] = event.status
    if event.details:
        record["details"] = event.details
    if event.participants:
        record["participants"] = event.participants
    record["place"] = _place(event.place)
    if event.places:
        record["places"] = [_place(place) for place in event.places]
    if event.when is not None and (time := _time(event.when)):
        record["when"] = time
    if event.repeat is not None:
        record["repeat"] = _repeat(event.repeat)
    return record


def _place(place: Place) -> dict[str, Any]:
    """Give a place, its file by its bare name: a feed goes to people whom its folders do not concern."""
    known = {name: value for name in _PLACE_FIELDS if (value := getattr(place, name)) is not None}
    quote = {"quote": place.quote} if place.quote else {}
    return {"path": file_name(place.path), **known, **quote}


def _time(when: When) -> dict[str, Any]:
    """Give what the properties of `time_lines` leave out."""
    record = _hours(when)
    if when.text != clean(when.text):
        record["text"] = when.text
    if when.fit != "fills":
        record["fit"] = when.fit
    for name in ("approximate_first", "approximate_last"):
        if getattr(when, name):
            record[name] = True
    if when.completed_from:
        record["completed_from"] = [_completion(one) for one in when.completed_from]
    return record


def _whole_time(when: When) -> dict[str, Any]:
    days = {name: value.isoformat() for name in ("first", "last") if (value := getattr(when, name)) is not None}
    return {"text": when.text, "edtf": when.edtf, "precision": when.precision, **days}


def _repeat(repeat: Repeat) -> dict[str, Any]:
    holidays = {"except_holidays": True} if repeat.except_holidays else {}
    return {"text": repeat.text, "rrule": repeat.rrule, **holidays, **_hours(repeat)}


def _hours(time: When | Repeat) -> dict[str, Any]:
    return {name: value for name in _HOURS if (value := getattr(time, name, None)) is not None}


def _completion(one: Completion) -> dict[str, Any]:
    return {"part": one.part, "value": one.value, "source": one.source, "text": one.text}
