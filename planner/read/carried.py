"""Events read back from a feed of our own, exactly: what `export/carried.py` wrote beside the standard properties.

What somebody has changed since in a calendar app is read as changed: an entry that was moved has the time of its
DTSTART and DTEND, one that was renamed the title of its SUMMARY.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from planner.records import (
    Completion,
    CompletionSource,
    Event,
    EventKind,
    Fit,
    PartOfDay,
    Place,
    Precision,
    Repeat,
    Status,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD = "X-PLANNER-RECORD"
UNDATED = "X-PLANNER-UNDATED"
CANCELLED_MARK = "【已取消】"  # before the title of an event that a later version of its schedule no longer holds
_NUMBERS = ("line", "column", "page", "table", "row", "cell")
_WEEKDAY = "(?:[+-]?[1-9][0-9]?)?(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBER = "[+-]?[0-9]{1,3}"
_PART = (
    r"(?:(?:INTERVAL|COUNT)=[1-9]\d{0,4}|UNTIL=[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2\d|3[01])(?:T\d{6}Z?)?"
    rf"|WKST=(?:MO|TU|WE|TH|FR|SA|SU)|BYDAY={_WEEKDAY}(?:,{_WEEKDAY})*"
    rf"|BYMONTH=(?:1[0-2]|[1-9])(?:,(?:1[0-2]|[1-9]))*"
    rf"|BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|SETPOS)={_NUMBER}(?:,{_NUMBER})*)"
)
_RULE = re.compile(rf"(?:{_PART};)*FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;{_PART})*")


class _BrokenError(ValueError):
    """A record that is not as we write it."""


def is_rule(text: str) -> bool:
    """Whether a text is the value of an RRULE (RFC 5545, 3.3.10) whose days can be counted."""
    if not _RULE.fullmatch(text):
        return False
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    try:
        rrulestr(text.replace("Z", ""), dtstart=dt.datetime(2000, 1, 1))
    except ValueError:
        return False
    return True


def undated_event(record: str) -> Event | None:
    """Read the record of an event without a day; None for what is no such record."""
    try:
        fields = _object(json.loads(record))
        when = _object(fields["when"]) if "when" in fields else None
        repeat = None if "repeat" not in fields else _repeat(_object(fields["repeat"]))
        return _event(fields, None if when is None else _when(when, when), repeat)
    except (ValueError, TypeError, RecursionError):
        return None


def carried_event(
    record: str,
    stated: Mapping[str, str],
    time: Mapping[str, str],
    at: tuple[str, ...],
    moved: tuple[When | None, Repeat | None],
) -> Event | None:
    """Read the event of an entry; None for a record that is not as we write it.

    `stated` are the fields that the standard properties give, `time` the X-PLANNER- properties of the time under the
    names of the fields of When; `at` are DTSTART and DTEND as local values and the parts of the RRULE in order, and
    `moved` is what they say.
    """
    try:
        fields = _object(json.loads(record))
        repeat = None if "repeat" not in fields else _repeat(_object(fields["repeat"]))
        when = _when(_object(fields.get("when", {})), time) if time else None
        if list(at) != fields.get("at") or (when is None and repeat is None):
            without = repeat is not None and repeat.except_holidays
            when, repeat = moved
            repeat = replace(repeat, except_holidays=without) if repeat else None
        summary = stated.get("title", "").removeprefix(CANCELLED_MARK)
        if "title" not in fields or _text(fields, "shown") != summary:
            fields = {**fields, "title": summary}
        if stated.get("status") != "tentative":
            fields = {name: value for name, value in fields.items() if name != "status"}
        return _event({**stated, **fields}, when, repeat)
    except (ValueError, TypeError, RecursionError):
        return None


def _event(fields: Mapping[str, Any], when: When | None, repeat: Repeat | None) -> Event:
    return Event(
        uid=_text(fields, "uid"),
        title=_text(fields, "title"),
        place=_place(fields.get("place", {})),
        kind=_one_of(fields.get("kind", "event"), EventKind),
        when=when,
        repeat=repeat,
        details=_texts(fields, "details"),
        participants=_texts(fields, "participants"),
        organizer=_text(fields, "organizer"),
        location=_text(fields, "location"),
        note=_text(fields, "note"),
        stage=_text(fields, "stage"),
        status=_one_of(fields.get("status", "confirmed"), Status),
        parent=_text(fields, "parent") or None,
        places=tuple(_place(one) for one in fields.get("places", ())),
    )


def _when(fields: Mapping[str, Any], time: Mapping[str, str]) -> When:
    return When(
        text=_text(fields, "text") or time.get("text", ""),
        first=_day(time.get("first")),
        last=_day(time.get("last")),
        edtf=time.get("edtf", ""),
        precision=_one_of(time.get("precision", "day"), Precision),
        fit=_one_of(fields.get("fit", "fills"), Fit),
        **_hours(fields),
        last_part=None if fields.get("last_part") is None else _one_of(fields["last_part"], PartOfDay),
        approximate_first=fields.get("approximate_first") is True,
        approximate_last=fields.get("approximate_last") is True,
        completed_from=tuple(_completion(_object(one)) for one in fields.get("completed_from", ())),
    )


def _repeat(fields: Mapping[str, Any]) -> Repeat:
    holidays = fields.get("except_holidays") is True
    if not is_rule(_text(fields, "rrule").upper()):
        raise _BrokenError
    return Repeat(_text(fields, "text"), _text(fields, "rrule"), **_hours(fields), except_holidays=holidays)


def _hours(fields: Mapping[str, Any]) -> dict[str, Any]:
    part = fields.get("part")
    return {
        "part": None if part is None else _one_of(part, PartOfDay),
        "start_time": _number(fields.get("start_time"), 1440),
        "end_time": _number(fields.get("end_time"), 1440),
    }


def _completion(fields: Mapping[str, Any]) -> Completion:
    part, value = fields.get("part"), fields.get("value")
    if part not in ("year", "month", "day") or not isinstance(value, int):
        raise _BrokenError
    return Completion(part, value, _one_of(fields.get("source"), CompletionSource), _text(fields, "text"))


def _place(fields: Any) -> Place:
    known = _object(fields)
    confidence = known.get("confidence")
    if confidence is not None and not isinstance(confidence, int | float):
        raise _BrokenError
    numbers = {name: _number(known.get(name)) for name in _NUMBERS}
    sheet = _text(known, "sheet") if "sheet" in known else None
    path, quote = _text(known, "path"), _text(known, "quote")
    return Place(path=path, sheet=sheet, quote=quote, confidence=confidence, **numbers)


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _BrokenError
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise _BrokenError
    return value


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = fields.get(name, ())
    if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
        raise _BrokenError
    return tuple(values)


def _number(value: Any, most: int | None = None) -> int | None:
    if value is None:
        return None
    if type(value) is not int or value < 0 or (most is not None and value > most):
        raise _BrokenError
    return value


def _one_of(value: Any, choices: Any) -> Any:
    if value not in get_args(choices):
        raise _BrokenError
    return value


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
