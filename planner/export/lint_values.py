"""What `planner lint` checks in the values of properties: times, recurrences, texts, choices."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Set
from typing import Literal, TypeAlias

from planner.export import lint_faults as faults
from planner.export.lint_faults import Fault
from planner.export.lint_lines import Line

ValueKind: TypeAlias = Literal["DATE", "DATE-TIME"]

_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "CATEGORIES", "RESOURCES")
_LISTS = ("CATEGORIES", "RESOURCES")
_CHOICES = {
    "TRANSP": ("OPAQUE", "TRANSPARENT"),
    "CALSCALE": ("GREGORIAN",),
}
_STATUSES = {
    "VEVENT": ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
    "VJOURNAL": ("DRAFT", "FINAL", "CANCELLED"),
}
_MOMENTS = ("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED")
_EXCEPTIONS = ("EXDATE", "RDATE")
_IN_UTC = ("DTSTAMP", "CREATED", "LAST-MODIFIED")
_LENGTH = re.compile(r"[+-]?P(?=.)(?:\d+W|(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
_LENGTHS = ("DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_NUMBERS = ("SEQUENCE", "PRIORITY", "PERCENT-COMPLETE", "REPEAT")
_DATE = re.compile(r"\d{8}")
_TIME = re.compile(r"\d{8}T\d{6}Z?")
_RULE = re.compile(
    r"(?:FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)|UNTIL=\d{8}(?:T\d{6}Z?)?|(?:COUNT|INTERVAL)=[1-9]\d*"
    r"|BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)=[+-]?\d+(?:,[+-]?\d+)*"
    r"|BYDAY=[+-]?\d*(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?\d*(?:MO|TU|WE|TH|FR|SA|SU))*"
    r"|WKST=(?:MO|TU|WE|TH|FR|SA|SU)|RSCALE=\w+|SKIP=\w+|X-[A-Z0-9-]+=.*)",
    re.IGNORECASE,
)


def value_faults(line: Line) -> Iterator[Fault]:
    """Check a property by itself."""
    if line.name in _TEXTS or line.parameters.get("VALUE", "").upper() == "TEXT":
        yield from _text(line)
    elif line.name in _CHOICES and line.value.upper() not in _CHOICES[line.name]:
        yield faults.BAD_CHOICE.at(line.number, name=line.name, value=line.value[:40])
    elif line.name in _LENGTHS and not _LENGTH.fullmatch(line.value):
        yield faults.BAD_LENGTH.at(line.number, name=line.name, value=line.value[:40])
    elif line.name in _NUMBERS and not re.fullmatch(r"[+-]?\d+", line.value):
        yield faults.BAD_NUMBER.at(line.number, name=line.name, value=line.value[:40])
    elif line.name == "TRIGGER" and not (_LENGTH.fullmatch(line.value) or _TIME.fullmatch(line.value)):
        yield faults.BAD_LENGTH.at(line.number, name=line.name, value=line.value[:40])


def _text(line: Line) -> Iterator[Fault]:
    """Check the escapes of a TEXT value (RFC 5545, 3.3.11)."""
    rest = re.sub(r"\\[\\;,nN]", "", line.value)
    if "\\" in rest:
        yield faults.BAD_ESCAPE.at(line.number, name=line.name)
    for mark in ";" if line.name in _LISTS else ";,":
        if mark in rest:
            yield faults.UNESCAPED.at(line.number, name=line.name, mark=mark)


def time_faults(kind: str, properties: Iterable[Line], zones: Set[str]) -> Iterator[Fault]:
    """Check the times of an entry; `zones` are the names that the file describes."""
    first: dict[str, Line] = {}
    for line in properties:
        first.setdefault(line.name, line)
        if line.name in _MOMENTS or line.name in _EXCEPTIONS:
            yield from _moment(line, zones)
        elif line.name == "STATUS" and line.value.upper() not in _STATUSES[kind]:
            yield faults.BAD_STATUS.at(line.number, name=kind, value=line.value[:40])
    start = first.get("DTSTART")
    for name in ("DTEND", "DUE"):
        end = first.get(name)
        if end is None:
            continue
        if "DURATION" in first:
            yield faults.END_AND_LENGTH.at(first["DURATION"].number, name=name)
        if start is not None:
            yield from _span(start, end)
    if start is not None:
        yield from _beside_start(start, properties)
        yield from _inclusive(first)


def _moment(line: Line, zones: Set[str]) -> Iterator[Fault]:
    said = line.parameters.get("VALUE", "DATE-TIME").upper()
    if said == "PERIOD":
        return
    for value in line.value.split(","):
        kind = kind_of(value)
        if moment_of(value) is None:
            yield faults.BAD_TIME.at(line.number, name=line.name, value=value[:40])
        elif kind != said:
            yield faults.WRONG_TYPE.at(line.number, name=line.name, kind=said, value=value[:40])
        elif kind == "DATE-TIME" and not value.endswith("Z"):
            zone = line.parameters.get("TZID")
            if line.name in _IN_UTC:
                yield faults.LOCAL_STAMP.at(line.number, name=line.name)
            elif zone is None:
                yield faults.FLOATING.at(line.number, name=line.name)
            elif zone not in zones and not zone.startswith("/"):
                yield faults.NO_ZONE.at(line.number, zone=zone[:60])


def _span(start: Line, end: Line) -> Iterator[Fault]:
    """Check an end against its start, as far as both are in the same zone."""
    kinds = kind_of(start.value), kind_of(end.value)
    if kinds[0] != kinds[1]:
        yield faults.MIXED.at(end.number, start=kinds[0], end=kinds[1], name=end.name)
        return
    same_zone = start.parameters.get("TZID") == end.parameters.get("TZID")
    if same_zone and start.value.endswith("Z") == end.value.endswith("Z"):
        first, last = moment_of(start.value), moment_of(end.value)
        if first is not None and last is not None and (last <= first if end.name == "DTEND" else last < first):
            yield faults.NOT_AFTER.at(end.number, name=end.name)


def _beside_start(start: Line, properties: Iterable[Line]) -> Iterator[Fault]:
    """Check what must be of the same kind as the start, and the flag for whole days."""
    kind = kind_of(start.value)
    for line in properties:
        if line.name in _EXCEPTIONS and line.parameters.get("VALUE", "").upper() != "PERIOD":
            if any(kind_of(value) != kind for value in line.value.split(",")):
                yield faults.EXCEPTION_TYPE.at(line.number, name=line.name)
        elif line.name == "X-MICROSOFT-CDO-ALLDAYEVENT" and (line.value.upper() == "TRUE") != (kind == "DATE"):
            yield faults.ALL_DAY_FLAG.at(line.number)


def _inclusive(first: dict[str, Line]) -> Iterator[Fault]:
    """Check that a whole-day entry of ours does not end on its last day: DTEND is exclusive."""
    end, latest = first.get("DTEND"), first.get("X-PLANNER-LATEST")
    if end is not None and latest is not None and "RRULE" not in first and end.value == latest.value:
        yield faults.INCLUSIVE_END.at(end.number)


def rule_faults(rule: Line, start: Line | None) -> Iterator[Fault]:
    """Check an RRULE (RFC 5545, 3.3.10) and what its UNTIL must be beside its DTSTART."""
    parts = rule.value.split(";")
    names = [part.partition("=")[0].upper() for part in parts]
    if not all(map(_RULE.fullmatch, parts)) or "FREQ" not in names or len(set(names)) != len(names):
        yield faults.BAD_RULE.at(rule.number, value=rule.value[:60])
        return
    if {"COUNT", "UNTIL"} <= set(names):
        yield faults.COUNT_UNTIL.at(rule.number)
    until = next((part.partition("=")[2] for part in parts if part.upper().startswith("UNTIL=")), "")
    if until and start is not None:
        kind = kind_of(start.value)
        in_utc = "TZID" in start.parameters or start.value.endswith("Z")
        if kind_of(until) != kind or (kind == "DATE-TIME" and in_utc != until.endswith("Z")):
            yield faults.UNTIL_TYPE.at(rule.number, kind=f"{kind} (UTC)" if in_utc else kind)


def kind_of(value: str) -> ValueKind:
    """Say whether a value is written as a DATE; everything else is taken for a DATE-TIME."""
    return "DATE" if _DATE.fullmatch(value) else "DATE-TIME"


def moment_of(value: str) -> dt.datetime | None:
    """Read a DATE or DATE-TIME as the clock shows it; None for what is neither. A leap second is the one before it."""
    if not (_DATE.fullmatch(value) or _TIME.fullmatch(value)):
        return None
    time = value[9:15].replace("60", "59") if value[13:15] == "60" else value[9:15]
    try:
        day = dt.datetime(int(value[:4]), int(value[4:6]), int(value[6:8]))
        return day.replace(hour=int(time[:2]), minute=int(time[2:4]), second=int(time[4:])) if time else day
    except ValueError:
        return None
