"""What would break a calendar file in some app: the faults of RFC 5545, and what clients are known to stumble over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planner.export import lint_faults as faults
from planner.export.lint_faults import Fault
from planner.export.lint_lines import Line, lines_of
from planner.export.lint_rules import rule_faults
from planner.export.lint_values import time_faults, value_faults
from planner.export.lint_zones import zone_faults

_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
_PARENTS = {
    **dict.fromkeys((*_ENTRIES, "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"), ("VCALENDAR",)),
    **dict.fromkeys(("STANDARD", "DAYLIGHT"), ("VTIMEZONE",)),
    "VALARM": ("VEVENT", "VTODO"),
    "VCALENDAR": ("",),
}
_ONCE = {
    "VCALENDAR": ("VERSION", "PRODID", "CALSCALE", "METHOD"),
    **dict.fromkeys(
        _ENTRIES,
        (
            *("UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "STATUS", "TRANSP", "CLASS"),
            *("SEQUENCE", "CREATED", "LAST-MODIFIED", "LOCATION", "URL", "RECURRENCE-ID", "PRIORITY", "RRULE"),
        ),
    ),
    "VALARM": ("ACTION", "TRIGGER", "DURATION", "REPEAT"),
}


@dataclass(slots=True)
class Component:
    """A component of the file: where it begins, its own properties, and what it holds."""

    name: str
    line: int
    properties: list[Line] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The first property of a name."""
        return next((line for line in self.properties if line.name == name), None)

    def walk(self) -> Iterator[Component]:
        """Give this component and all within it, in the order of the file."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.children))


def lint(data: bytes) -> tuple[Fault, ...]:
    """Give the faults of a calendar file, by their lines; none where every app should read it."""
    lines, found = lines_of(data)
    top = _tree(lines, found)
    calendars = [one for one in top.children if one.name == "VCALENDAR"]
    for calendar in calendars:
        found += _calendar(calendar)
    if not calendars and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        found.append(faults.NO_CALENDAR.at(1))
    found += [faults.SEVERAL.at(one.line) for one in calendars[1:2]]
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: (fault.line, fault.code)))


def _tree(lines: Iterable[Line], found: list[Fault]) -> Component:
    """Put the lines into components; what is left open at the end, or ended twice, is a fault."""
    top = Component("", 0)
    stack = [top]
    for line in lines:
        if line.name == "BEGIN":
            one = Component(line.value.strip().upper(), line.number)
            parents = _PARENTS.get(one.name)
            if parents is not None and stack[-1].name not in parents:
                found.append(faults.NESTED.at(line.number, name=one.name, parent=stack[-1].name or "-"))
            stack[-1].children.append(one)
            stack.append(one)
        elif line.name == "END":
            name = line.value.strip().upper()
            if name not in [one.name for one in stack[1:]]:
                found.append(faults.STRAY_END.at(line.number, name=name))
                continue
            while stack[-1].name != name:
                found.append(faults.UNCLOSED.at(stack[-1].line, name=stack.pop().name))
            stack.pop()
        elif len(stack) == 1:
            found.append(faults.OUTSIDE.at(line.number, name=line.name))
        else:
            stack[-1].properties.append(line)
    found += [faults.UNCLOSED.at(one.line, name=one.name) for one in stack[1:]]
    return top


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
        if one.name in _ENTRIES:
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
