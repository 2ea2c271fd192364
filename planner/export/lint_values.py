"""What `planner lint` checks in the values of properties: times, recurrences, texts, choices."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Set
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
_COLOUR = re.compile("[A-Za-z]+")  # the name of a colour of CSS (RFC 7986, 5.9)
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
_NUMBERS = {"SEQUENCE": 2**31 - 1, "PRIORITY": 9, "PERCENT-COMPLETE": 100, "REPEAT": 2**31 - 1}  # the largest
_DATE = re.compile(r"\d{8}")
_TIME = re.compile(r"\d{8}T\d{6}Z?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ADDRESSES = ("URL", "SOURCE", "TZURL")
_MISPLACED = {"VEVENT": ("DUE", "COMPLETED", "PERCENT-COMPLETE"), "VTODO": ("DTEND",)}


def value_faults(line: Line) -> Iterator[Fault]:
    """Check a property by itself."""
    if line.name in _TEXTS or line.parameters.get("VALUE", "").upper() == "TEXT":
        yield from _text(line)
    elif line.name in _CHOICES and line.value.upper() not in _CHOICES[line.name]:
        yield faults.BAD_CHOICE.at(line.number, name=line.name, value=line.value[:40])
    elif line.name in _LENGTHS and not _LENGTH.fullmatch(line.value):
        yield faults.BAD_LENGTH.at(line.number, name=line.name, value=line.value[:40])
    elif line.name in _NUMBERS and not _is_number(line.value, _NUMBERS[line.name]):
        yield faults.BAD_NUMBER.at(line.number, name=line.name, value=line.value[:40])
    elif line.name == "COLOR" and not _COLOUR.fullmatch(line.value):
        yield faults.BAD_CHOICE.at(line.number, name=line.name, value=line.value[:40])
    elif line.name in _ADDRESSES and line.value and not _ADDRESS.fullmatch(line.value):
        yield faults.BAD_ADDRESS.at(line.number, name=line.name, value=line.value[:40])
    elif line.name == "TRIGGER":
        yield from _trigger(line)


def _is_number(text: str, largest: int) -> bool:
    return re.fullmatch(r"\+?\d{1,10}", text) is not None and int(text) <= largest


def _trigger(line: Line) -> Iterator[Fault]:
    """Check when an alarm rings: so long from its entry, or at a time in UTC (RFC 5545, 3.8.6.3)."""
    if not (_LENGTH.fullmatch(line.value) or _TIME.fullmatch(line.value)):
        yield faults.BAD_LENGTH.at(line.number, name=line.name, value=line.value[:40])
    elif _TIME.fullmatch(line.value) and not line.value.endswith("Z"):
        yield faults.LOCAL_STAMP.at(line.number, name=line.name)


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
        if line.name in _MISPLACED.get(kind, ()):
            yield faults.MISPLACED.at(line.number, name=line.name, parent=kind)
        elif line.name in _MOMENTS or line.name in _EXCEPTIONS:
            yield from _moment(line, zones)
        elif line.name == "STATUS" and line.value.upper() not in _STATUSES[kind]:
            yield faults.BAD_STATUS.at(line.number, name=kind, value=line.value[:40])
    yield from _ends(first)
    if "DTSTART" in first:
        yield from _beside_start(first["DTSTART"], properties)
        yield from _inclusive(first)


def _ends(first: Mapping[str, Line]) -> Iterator[Fault]:
    """Check what says when an entry ends; `first` are its properties by their names."""
    start = first.get("DTSTART")
    for name in ("DTEND", "DUE"):
        end = first.get(name)
        if end is None:
            continue
        if "DURATION" in first:
            yield faults.END_AND_LENGTH.at(first["DURATION"].number, name=name)
        if start is not None:
            yield from _span(start, end)
    length = first.get("DURATION")
    if start is not None and length is not None:
        yield from _lasting(start, length)


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
        elif "TZID" in line.parameters and (kind == "DATE" or value.endswith("Z")):
            yield faults.ZONE_AND_NONE.at(line.number, name=line.name, kind="DATE" if kind == "DATE" else "UTC")
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


def _lasting(start: Line, length: Line) -> Iterator[Fault]:
    """Check a length against its start: it is positive, and beside a day one of days (RFC 5545, 3.6.1)."""
    if length.value.startswith("-"):
        yield faults.BAD_LENGTH.at(length.number, name=length.name, value=length.value[:40])
    elif kind_of(start.value) == "DATE" and "T" in length.value:
        yield faults.MIXED.at(length.number, start="DATE", end=length.value[:40], name=length.name)


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
