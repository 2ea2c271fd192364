"""A feed as jCal (RFC 7265): the same components and properties, as JSON."""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

from planner.export.unfolded import content_line, unescaped, unfolded

JCal: TypeAlias = list[Any]

# The value types of properties that are no texts (RFC 5545; RFC 7986); X- properties without VALUE are unknown.
_TYPES = {
    **dict.fromkeys(("dtstart", "dtend", "due", "dtstamp", "exdate", "last-modified", "created"), "date-time"),
    **dict.fromkeys(("refresh-interval", "trigger", "gap"), "duration"),
    **dict.fromkeys(("tzoffsetfrom", "tzoffsetto"), "utc-offset"),
    **dict.fromkeys(("url", "source", "link", "concept"), "uri"),
    "rrule": "recur",
    "sequence": "integer",
}
_NUMBERS = ("count", "interval")
_LISTS = ("bymonthday", "bymonth", "byyearday", "byweekno", "bysetpos", "byhour", "byminute", "bysecond")


def jcal(feed: bytes) -> bytes:
    """Write a feed of ours as jCal, in UTF-8."""
    stack: list[JCal] = [["", [], []]]
    for line in unfolded(feed):
        name, parameters, value = content_line(line)
        if name == "BEGIN":
            stack.append([value.lower(), [], []])
        elif name == "END":
            done = stack.pop()
            stack[-1][2].append(done)
        else:
            stack[-1][1].append(_property(name.lower(), parameters, value))
    return json.dumps(stack[0][2][0], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _property(name: str, parameters: dict[str, str], value: str) -> JCal:
    given = {key.lower(): text for key, text in parameters.items()}
    default = "unknown" if name.startswith("x-") else _TYPES.get(name, "text")
    kind = given.pop("value", default).lower()
    return [name, given, kind, _value(kind, value)]


def _value(kind: str, value: str) -> Any:
    if kind == "text":
        return unescaped(value)
    if kind in ("date", "date-time"):
        return _moment(value)
    if kind == "utc-offset":
        return re.sub(r"^([+-]..)(..)", r"\1:\2", value)
    if kind == "recur":
        return _rule(value)
    return int(value) if kind == "integer" else value


def _moment(value: str) -> str:
    """Write a DATE or DATE-TIME in the extended form of ISO 8601 (RFC 7265, 3.6.4 and 3.6.5)."""
    day = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
    return day if len(value) == 8 else f"{day}T{value[9:11]}:{value[11:13]}:{value[13:]}"


def _rule(value: str) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    for part in value.split(";"):
        name, _, text = part.partition("=")
        key = name.lower()
        parts: list[Any] = [int(one) for one in text.split(",")] if key in (*_NUMBERS, *_LISTS) else text.split(",")
        rule[key] = _moment(text) if key == "until" else parts[0] if len(parts) == 1 else parts
    return rule
