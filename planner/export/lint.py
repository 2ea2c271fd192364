"""What would break a calendar file in some app: the faults of RFC 5545, and what clients are known to stumble over."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export import lint_faults as faults
from planner.export.lint_components import ENTRIES, Component, component_tree
from planner.export.lint_faults import Fault
from planner.export.lint_lines import lines_of
from planner.export.lint_rules import rule_faults
from planner.export.lint_values import time_faults, value_faults
from planner.export.lint_zones import zone_faults

_ONCE = {
    "VCALENDAR": ("VERSION", "PRODID", "CALSCALE", "METHOD"),
    **dict.fromkeys(
        ENTRIES,
        (
            *("UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "STATUS", "TRANSP", "CLASS"),
            *("SEQUENCE", "CREATED", "LAST-MODIFIED", "LOCATION", "URL", "RECURRENCE-ID", "PRIORITY", "RRULE"),
        ),
    ),
    "VALARM": ("ACTION", "TRIGGER", "DURATION", "REPEAT"),
}


def lint(data: bytes) -> tuple[Fault, ...]:
    """Give the faults of a calendar file, by their lines; none where every app should read it."""
    lines, found = lines_of(data)
    top = component_tree(lines, found)
    calendars = [one for one in top.children if one.name == "VCALENDAR"]
    for calendar in calendars:
        found += _calendar(calendar)
    if not calendars and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        found.append(faults.NO_CALENDAR.at(1))
    found += [faults.SEVERAL.at(one.line) for one in calendars[1:2]]
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: (fault.line, fault.code)))


def _calendar(calendar: Component) -> Iterator[Fault]:
    version = calendar.first("VERSION")
    if version is None or version.value.strip() != "2.0":
        yield faults.NO_VERSION.at(version.number if version else calendar.line)
    if calendar.first("PRODID") is None:
        yield faults.NO_PRODID.at(calendar.line)
    for name, fault in (("METHOD", faults.METHOD), ("UID", faults.CALENDAR_UID)):
        line = calendar.first(name)
        if line is not None:
            yield fault.at(line.number)
    if not calendar.children:
        yield faults.NO_COMPONENT.at(calendar.line)
    zones = {line.value for one in calendar.children if one.name == "VTIMEZONE" and (line := one.first("TZID"))}
    uids: dict[tuple[str, str], int] = {}
    named: set[str] = set()
    for one in calendar.walk():
        yield from _once(one)
        yield from (fault for line in one.properties for fault in value_faults(line))
        if one.name in ENTRIES:
            yield from _entry(one, uids)
            yield from time_faults(one.name, one.properties, zones)
        elif one.name == "VTIMEZONE":
            yield from zone_faults(one, named)
        elif one.name == "VALARM":
            yield from _alarm(one)


def _alarm(alarm: Component) -> Iterator[Fault]:
    action = alarm.first("ACTION")
    shown = action is not None and action.value.upper() == "DISPLAY"
    for name in ("ACTION", "TRIGGER", *(("DESCRIPTION",) if shown else ())):
        if alarm.first(name) is None:
            yield faults.ALARM.at(alarm.line, missing=name)


def _once(one: Component) -> Iterator[Fault]:
    seen = set()
    for line in one.properties:
        if line.name in _ONCE.get(one.name, ()) and line.name in seen:
            yield faults.REPEATED.at(line.number, name=line.name)
        seen.add(line.name)


def _entry(one: Component, uids: dict[tuple[str, str], int]) -> Iterator[Fault]:
    """Check what an entry must have, and must not; `uids` are those of the entries before it."""
    uid, stamp = one.first("UID"), one.first("DTSTAMP")
    if uid is None or not uid.value.strip():
        yield faults.NO_UID.at(one.line, name=one.name)
    else:
        again = one.first("RECURRENCE-ID")
        key = (uid.value, again.value if again else "")
        if key in uids:
            yield faults.SAME_UID.at(uid.number, first=uids[key])
        uids.setdefault(key, one.line)
    if stamp is None:
        yield faults.NO_STAMP.at(one.line, name=one.name)
    if one.name == "VEVENT" and one.first("DTSTART") is None:
        yield faults.NO_START.at(one.line)
    if one.first("SUMMARY") is None:
        yield faults.NO_TITLE.at(one.line, name=one.name)
    for name, fault in (("ORGANIZER", faults.ORGANIZER), ("COLOR", faults.EVENT_COLOUR)):
        line = one.first(name)
        if line is not None:
            yield fault.at(line.number)
    rule = one.first("RRULE")
    if rule is not None:
        yield from rule_faults(rule, one.first("DTSTART"))
