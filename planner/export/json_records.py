"""Records as plain values for JSON. Keys are English and stable: they may be added to, never renamed.

Days are ISO 8601, clock times HH:MM (the end of a day is 24:00), messages stand in the reader's language.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from planner.codes import NAMES
from planner.export.text import clock
from planner.language import Language
from planner.records import Event, Finding, Length, Place, Repeat, Schedule, Verdict, When, Window

if TYPE_CHECKING:
    from planner.check.explain import Explanation, Link
    from planner.dates import Found

JsonObject: TypeAlias = dict[str, Any]


def extract_json(schedules: Iterable[Schedule], findings: Iterable[Finding], language: Language) -> JsonObject:
    """Give what `planner extract` prints: all events in the schedules' order, then the findings."""
    return {
        "events": [event_json(event) for schedule in schedules for event in schedule.events],
        "findings": [finding_json(finding, language) for finding in findings],
    }


def check_json(
    windows: Iterable[Window],
    findings: Iterable[Finding],
    verdicts: Iterable[tuple[str, Verdict]],
    language: Language,
) -> JsonObject:
    """Give what `planner check` prints: the windows, the verdict of each schedule by path, every finding."""
    return {
        "windows": [window_json(window) for window in windows],
        "verdicts": [{"path": path, "verdict": verdict} for path, verdict in verdicts],
        "findings": [finding_json(finding, language) for finding in findings],
    }


def event_json(event: Event) -> JsonObject:
    """Give an event; `repeat` is its RRULE, and the keys `repeat_…` are there only where it repeats."""
    repeat = event.repeat
    return {
        "uid": event.uid,
        "kind": event.kind,
        "title": event.title,
        "when": when_json(event.when) if event.when else None,
        "repeat": repeat.rrule if repeat else None,
        **({f"repeat_{name}": value for name, value in _hours(repeat).items()} if repeat else {}),
        "details": list(event.details),
        "participants": list(event.participants),
        "organizer": event.organizer,
        "location": event.location,
        "note": event.note,
        "stage": event.stage,
        "status": event.status,
        "parent": event.parent,
        "place": place_json(event.place),
        "places": [place_json(place) for place in event.places],
    }


def when_json(when: When) -> JsonObject:
    """Give a time, with what completed its words."""
    return {
        "text": when.text,
        "first": _day(when.first),
        "last": _day(when.last),
        "fit": when.fit,
        "precision": when.precision,
        "part": when.part,
        "last_part": when.last_part,
        "start_time": _clock(when.start_time),
        "end_time": _clock(when.end_time),
        "approximate": when.approximate,
        "approximate_first": when.approximate_first,
        "approximate_last": when.approximate_last,
        "edtf": when.edtf,
        "completed_from": [
            {"part": one.part, "value": one.value, "source": one.source, "text": one.text}
            for one in when.completed_from
        ],
    }


def length_json(length: Length, strength: str | None = None) -> JsonObject:
    """Give a length: `number` and `unit`, or a list of both as `parts` where the words add several."""
    parts: list[JsonObject] = [{"number": _number(number), "unit": unit} for number, unit in length.parts]
    return {
        "text": length.text,
        **(parts[0] if len(parts) == 1 else {"parts": parts}),
        "bound": length.bound,
        **_upper(length),
        **({"strength": strength} if strength else {}),
    }


def _upper(length: Length) -> JsonObject:
    """Give the most of a length that is left open: `upper` in the unit of the least, else `upper_parts`."""
    if len(length.upper) == len(length.parts) == 1 and length.upper[0][1] == length.parts[0][1]:
        return {"upper": _number(length.upper[0][0])}
    parts = [{"number": _number(number), "unit": unit} for number, unit in length.upper]
    return {"upper_parts": parts} if parts else {}


def place_json(place: Place) -> JsonObject:
    """Give a place: path, line and quote always, the others where they are known."""
    further = {
        "page": place.page,
        "sheet": place.sheet,
        "table": place.table,
        "row": place.row,
        "cell": place.cell,
        "column": place.column,
        "confidence": place.confidence,
    }
    known = {name: value for name, value in further.items() if value is not None}
    return {"path": place.path, "line": place.line, "quote": place.quote, **known}


def window_json(window: Window) -> JsonObject:
    """Give a window; days and EDTF are null where the notices do not date it."""
    when = window.when
    return {
        "name": window.name,
        "stage": window.subject.stage,
        "batch": window.subject.batch,
        "unit": window.subject.unit,
        "activity": window.subject.activity,
        "first": _day(when.first) if when else None,
        "last": _day(when.last) if when else None,
        "approximate": when.approximate if when else False,
        "edtf": when.edtf if when else None,
        "length": _stated(window, window.length),
        "extension": _stated(window, window.extension),
        "slack": {"first": window.slack_first, "last": window.slack_last},
        "basis": [
            {**place_json(clause.place), "kind": clause.kind, "strength": clause.strength} for clause in window.basis
        ],
    }


def finding_json(finding: Finding, language: Language) -> JsonObject:
    """Give a finding, its message said in the language."""
    margin = finding.margin
    return {
        "code": finding.code,
        "name": NAMES.get(finding.code, ""),
        "verdict": finding.verdict,
        "severity": finding.severity,
        "event": finding.event,
        "event_uid": finding.event_uid,
        "window": finding.window,
        "message": language.say(finding.message),
        "place": place_json(finding.place),
        "related": [place_json(place) for place in finding.related],
        "required": finding.required,
        "actual": finding.actual,
        "readings": list(finding.readings),
        "margin": {"least": margin[0], "most": margin[1]} if margin else None,
        "suggestion": language.say(finding.suggestion) if finding.suggestion else None,
        "silenced": finding.silenced,
    }


def explanation_json(made: Explanation) -> JsonObject:
    """Give what bounds an event: what the rules and the other rows leave, and the chain of reasons of either end."""
    return {
        "event": made.event.title,
        "event_uid": made.event.uid,
        "actual": made.event.when.edtf if made.event.when else None,
        "first": _day(made.first),
        "last": _day(made.last),
        "contradictory": made.contradictory,
        "earliest": [_link_json(link) for link in made.earliest],
        "latest": [_link_json(link) for link in made.latest],
    }


def _link_json(link: Link) -> JsonObject:
    """Give a link: the event that is bounded, its day, and the rule with its clauses; null where its own row does."""
    return {
        "event": link.event.title,
        "event_uid": link.event.uid,
        "day": link.day.isoformat(),
        "code": link.rule.code if link.rule else None,
        "place": place_json(link.event.place),
        "clauses": [place_json(clause.place) for clause in link.rule.clauses] if link.rule else [],
    }


def found_json(found: Found, language: Language) -> JsonObject:
    """Give a time expression; `start` and `end` are character offsets, the end exclusive, and `values` its readings.

    A value says by its `kind` which it is: "when", "length" or "repeat".
    """
    return {
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "values": [_value_json(value) for value in found.values],
        "anchor": found.anchor,
        "hedge": found.hedge,
        "problems": [
            {"code": one.code, "message": language.say(one.message), "start": one.start, "end": one.end}
            for one in found.problems
        ],
    }


def _value_json(value: When | Length | Repeat) -> JsonObject:
    if isinstance(value, When):
        return {"kind": "when", **when_json(value)}
    if isinstance(value, Length):
        return {"kind": "length", **length_json(value)}
    return {"kind": "repeat", "rrule": value.rrule, **_hours(value)}


def _hours(repeat: Repeat) -> JsonObject:
    """Give the words of a repeat and the hours of each occurrence."""
    return {
        "text": repeat.text,
        "except_holidays": repeat.except_holidays,
        "part": repeat.part,
        "start_time": _clock(repeat.start_time),
        "end_time": _clock(repeat.end_time),
    }


def dump(value: object) -> str:
    """Write JSON as people read it: indented by two, Chinese as it is, a line feed at the end.

    A lone surrogate, which UTF-8 cannot hold, is written as an escape and so read back the same.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _stated(window: Window, length: Length | None) -> JsonObject | None:
    """Give a length of a window with the strength of the clause that states it."""
    if length is None:
        return None
    return length_json(length, next((clause.strength for clause in window.basis if clause.length == length), None))


def _number(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else clock(minutes)
