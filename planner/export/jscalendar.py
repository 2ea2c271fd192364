"""A calendar as JSCalendar (RFC 8984): a Group of Events and Tasks."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from planner.export.entries import Entry
from planner.export.text import one_line

JsonObject: TypeAlias = dict[str, Any]

_NAMES = uuid.UUID("b1f6a3de-0f6e-5a0a-9a8e-7d3c5a1d2005")
_NUMBERS = {"INTERVAL": "interval", "COUNT": "count"}
_LISTS = {
    "BYMONTHDAY": "byMonthDay", "BYYEARDAY": "byYearDay", "BYWEEKNO": "byWeekNo", "BYSETPOS": "bySetPosition",
    "BYHOUR": "byHour", "BYMINUTE": "byMinute", "BYSECOND": "bySecond",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """What a Group says of itself: its name, the zone of its times, when it was made (UTC), and what all entries share.

    `alarm` is how long before each entry it rings, `source` the address of the document, empty where there is none,
    `description` what it has to say of rows without a day.
    """

    title: str
    zone: str
    updated: dt.datetime
    alarm: dt.timedelta | None = None
    source: str = ""
    description: str = ""


def jscalendar(group: Group, entries: Sequence[Entry]) -> bytes:
    """Write a Group, in UTF-8."""
    updated = f"{_local(group.updated)}Z"
    value = {
        "@type": "Group",
        "uid": str(uuid.uuid5(_NAMES, group.title)),
        "prodId": "-//planner//planner//EN",
        "updated": updated,
        "title": group.title,
        **({"description": group.description} if group.description else {}),
        "entries": [{**_entry(entry, group), "updated": updated} for entry in entries],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")


def _entry(entry: Entry, group: Group) -> JsonObject:
    event = entry.event
    location, stage, organizer = one_line(event.location), one_line(event.stage), one_line(event.organizer)
    people = [("attendee", one_line(name)) for name in event.participants] + [("owner", organizer)]
    named = [(role, name) for role, name in people if name]
    return {
        "@type": "Event" if entry.due is None else "Task",
        "uid": entry.uid,
        "title": entry.summary,
        "description": entry.description,
        **(_event_time(entry, group.zone) if entry.due is None else _task_time(entry, group.zone)),
        **({"locations": {"1": {"@type": "Location", "name": location}}} if location else {}),
        **({"keywords": {stage: True}} if stage else {}),
        **({"participants": {str(at): _person(*one) for at, one in enumerate(named, 1)}} if named else {}),
        **({"relatedTo": {one.uid: _relation(one.kind) for one in entry.related}} if entry.related else {}),
        **({"links": {"1": {"@type": "Link", "href": group.source, "rel": "describedby"}}} if group.source else {}),
        **(
            {"alerts": {"1": _alert(group.alarm, entry)}}
            if group.alarm is not None and entry.status != "cancelled"
            else {}
        ),
    }


def _event_time(entry: Entry, zone: str) -> JsonObject:
    """Give start, duration, status and recurrence; a day has no time zone (RFC 8984, 4.7.1)."""
    slot = entry.slot
    timed = isinstance(slot.start, dt.datetime)
    return {
        "start": _local(slot.start),
        "duration": _duration(_lasting(slot.start, slot.end, zone)),
        **({"timeZone": zone} if timed else {"timeZone": None, "showWithoutTime": True}),
        "status": entry.status,
        "freeBusyStatus": "free" if entry.transparent else "busy",
        **({"recurrenceRules": [_rule(entry.rule, zone)]} if entry.rule else {}),
        **({"recurrenceOverrides": {_local(one): {"excluded": True} for one in entry.exceptions}}
           if entry.exceptions else {}),
    }  # fmt: skip


def _lasting(start: dt.date, end: dt.date, zone: str) -> dt.timedelta:
    """The length as it is added there: first the days by the calendar, then the time by the clock (RFC 8984, 1.4.6)."""
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return end - start
    days = dt.timedelta(days=(end - start).days)
    here = ZoneInfo(zone)
    ends = [moment.replace(tzinfo=here).astimezone(dt.UTC) for moment in (start + days, end)]
    return days + max(ends[1] - ends[0], dt.timedelta())


def _task_time(entry: Entry, zone: str) -> JsonObject:
    due = entry.due or entry.slot.end
    timed = isinstance(due, dt.datetime)
    progress = "cancelled" if entry.status == "cancelled" else "needs-action"
    where: JsonObject = {"timeZone": zone} if timed else {"timeZone": None, "showWithoutTime": True}
    return {"due": _local(due), **where, "progress": progress}


def _rule(value: str, zone: str) -> JsonObject:
    """Give a RecurrenceRule; UNTIL is a local time there (RFC 8984, 4.3.3)."""
    rule: JsonObject = {"@type": "RecurrenceRule"}
    for name, text in (part.split("=", 1) for part in value.split(";")):
        if name == "FREQ":
            rule["frequency"] = text.lower()
        elif name in _NUMBERS:
            rule[_NUMBERS[name]] = int(text)
        elif name in _LISTS:
            rule[_LISTS[name]] = [int(one) for one in text.split(",")]
        elif name == "BYMONTH":
            rule["byMonth"] = text.split(",")
        elif name == "BYDAY":
            rule["byDay"] = [_weekday(one) for one in text.split(",")]
        elif name == "WKST":
            rule["firstDayOfWeek"] = text.lower()
        elif name == "UNTIL":
            until = dt.datetime.strptime(text[:15], "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
            if text.endswith("Z"):
                until = until.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            rule["until"] = _local(until)
    return rule


def _weekday(text: str) -> JsonObject:
    which = text[:-2]
    return {"@type": "NDay", "day": text[-2:].lower(), **({"nthOfPeriod": int(which)} if which else {})}


def _person(role: str, name: str) -> JsonObject:
    return {"@type": "Participant", "name": name, "roles": {role: True}}


def _relation(kind: str) -> JsonObject:
    return {"@type": "Relation", "relation": {kind.lower(): True}}


def _alert(before: dt.timedelta, entry: Entry) -> JsonObject:
    """Ring so long before the start, or before what is due."""
    trigger = {"@type": "OffsetTrigger", "offset": f"-{_duration(before)}"}
    return {"@type": "Alert", "trigger": trigger if entry.due is None else {**trigger, "relativeTo": "end"}}


def _local(moment: dt.date) -> str:
    """Write a LocalDateTime; a day begins at midnight."""
    time = moment.time() if isinstance(moment, dt.datetime) else dt.time()
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}T{time.hour:02}:{time.minute:02}:{time.second:02}"


def _duration(length: dt.timedelta) -> str:
    """Write a Duration (RFC 8984, 1.4.6)."""
    minutes = length.seconds // 60
    days = f"{length.days}D" if length.days else ""
    return f"P{days}T{minutes}M" if minutes else f"P{days or '0D'}"
