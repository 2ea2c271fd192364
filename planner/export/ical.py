"""A schedule as an iCalendar feed (RFC 5545, with NAME, COLOR and REFRESH-INTERVAL of RFC 7986).

No METHOD, no ORGANIZER, no UID on the calendar, DTEND and never DURATION: each of these is known to break a client.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from planner.export import rich
from planner.export.carried import record_line, time_lines, undated_line
from planner.export.content_lines import component, day, local_time, text_value, time_property, to_bytes
from planner.export.entries import Entry, event_entry, remarks_of, task_entry, window_entry, with_relations
from planner.export.jscalendar import Group, jscalendar
from planner.export.profile import PLAIN, Profile
from planner.export.text import one_line
from planner.export.time_zone import time_zone_lines
from planner.export.wording import calendar_description, file_name
from planner.language import Language
from planner.records import Event, Finding, Plan, Schedule, Window, message
from planner.settings import Settings

Kind: TypeAlias = Literal["VEVENT", "VTODO"]

COLOUR = "steelblue"  # a CSS3 name, as RFC 7986 wants
_APPLE_COLOUR = "#4682B4FF"  # the same
_REFRESH = "PT12H"
ALARM_UID = "-alarm"  # behind the UID of an entry, the name of its alarm
_EPOCH = dt.date(1970, 1, 1)
# A repeat in a zone with daylight time gets its changes of offset for at most so long; a reader knows the zone's name.
_CHANGES_YEARS = 10


@dataclass(frozen=True, slots=True)
class Options:
    """What a call may ask of a feed besides its events.

    `stamp` is every DTSTAMP (without a zone it is taken as UTC); `alarm` is how long before each entry it rings;
    `source` is the address at which people find the document; `findings` stand in the descriptions of their events.
    """

    profile: Profile = PLAIN
    stamp: dt.datetime | None = None
    alarm: dt.timedelta | None = None
    source: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a calendar holds: its entries, and the rows and windows that have no day."""

    entries: list[Entry]
    undated: tuple[Event, ...] = ()
    unplaced: tuple[str, ...] = ()


def calendar(
    schedule: Schedule,
    *,
    settings: Settings,
    language: Language,
    stamp: dt.datetime | None = None,
    windows: tuple[Window, ...] = (),
    options: Options | None = None,
) -> bytes:
    """Write the feed of a schedule: its events and deadlines, and the windows given.

    DTSTAMP is `stamp`, else the schedule's date, else its first day, at 00:00 UTC. Records of kind "stage" are left
    out: `windows` says the same. Rows without a day are named in the calendar's description.
    """
    options = options or Options(stamp=stamp)
    contents = contents_of(schedule, windows, settings, language, options)
    return feed(schedule, contents, settings, language, options)


def contents_of(
    schedule: Schedule, windows: Iterable[Window], settings: Settings, language: Language, options: Options
) -> Contents:
    """Place the events of a schedule, and windows, on a calendar."""
    remarks = remarks_of(options.findings)
    entries, undated, unplaced = [], [], []
    for row in schedule.events:
        if row.kind != "stage":
            entry = event_entry(row, remarks, settings, language)
            if entry is None:
                undated.append(row)
            else:
                entries.append(entry)
    for window in windows:
        entry = window_entry(window, settings, language)
        if entry is None:
            unplaced.append(window.name)
        else:
            entries.append(entry)
    return Contents(with_relations(entries), tuple(undated), tuple(unplaced))


def tasks_of(schedule: Schedule, settings: Settings, language: Language, options: Options) -> Contents:
    """Place the deadlines of a schedule as tasks."""
    remarks = remarks_of(options.findings)
    found = [(row, task_entry(row, remarks, settings, language)) for row in schedule.events if row.kind == "deadline"]
    undated = tuple(row for row, entry in found if entry is None)
    return Contents([entry for _, entry in found if entry is not None], undated)


def windows_feed(schedule: Schedule, plan: Plan, settings: Settings, language: Language, options: Options) -> bytes:
    """Write the windows of a plan as a calendar of their own, called as its schedule is with what it holds.

    Its entries do not link to `source`: that is where the schedule is, and windows rest on notices.
    """
    title = language.say(message("{title}: windows", title=one_line(schedule.title)))
    bare = replace(schedule, title=title, events=())
    contents = contents_of(bare, plan.windows, settings, language, options)
    if options.profile.rich:
        contents = replace(contents, entries=rich.in_order(contents.entries, plan))
    return feed(bare, contents, settings, language, replace(options, source=""))


def as_jscalendar(
    schedule: Schedule, contents: Contents, settings: Settings, language: Language, options: Options
) -> bytes:
    """Write the same contents as JSCalendar."""
    stamp = dt.datetime.strptime(_stamp(options.stamp, schedule, contents.entries), "%Y%m%dT%H%M%SZ")
    said = _described(contents, language)
    group = Group(_title(schedule), settings.time_zone, stamp, options.alarm, options.source, said)
    return jscalendar(group, contents.entries)


def _title(schedule: Schedule) -> str:
    return one_line(schedule.title) or one_line(file_name(schedule.path))


def feed(schedule: Schedule, contents: Contents, settings: Settings, language: Language, options: Options) -> bytes:
    """Write a calendar that is called as its schedule is."""
    writer = _Writer(settings.time_zone, options, _stamp(options.stamp, schedule, contents.entries))
    body = [to_bytes(component(*writer.entry(entry))) for entry in contents.entries]
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//planner//planner//EN",
        "CALSCALE:GREGORIAN",
        *_naming(_title(schedule), _described(contents, language)),
        *_publishing(options.profile),
        f"X-WR-TIMEZONE:{settings.time_zone}",
        *([f"X-PLANNER-ISSUED;VALUE=DATE:{day(schedule.date)}"] if schedule.date else []),
        *(undated_line(row) for row in contents.undated),
        *_time_zone(contents.entries, settings),
    ]
    return b"".join([to_bytes(head), *body, b"END:VCALENDAR\r\n"])


def _described(contents: Contents, language: Language) -> str:
    return calendar_description([row.title for row in contents.undated], contents.unplaced, language)


def _naming(name: str, description: str) -> Iterator[str]:
    """Give the calendar's name and description, each by its old and its RFC 7986 name."""
    yield f"NAME:{text_value(name)}"
    yield f"X-WR-CALNAME:{text_value(name)}"
    if description:
        yield f"DESCRIPTION:{text_value(description)}"
        yield f"X-WR-CALDESC:{text_value(description)}"


def _publishing(profile: Profile) -> Iterator[str]:
    """Say in which colour the calendar is shown and how often it is fetched, by old and new names."""
    yield f"COLOR:{COLOUR}"
    if profile.apple:
        yield f"X-APPLE-CALENDAR-COLOR:{_APPLE_COLOUR}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}"
    yield f"X-PUBLISHED-TTL:{_REFRESH}"


def _stamp(stamp: dt.datetime | None, schedule: Schedule, entries: Sequence[Entry]) -> str:
    """Write the value of every DTSTAMP, which RFC 5545 wants in UTC."""
    if stamp is not None:
        return f"{local_time(stamp.astimezone(dt.UTC) if stamp.tzinfo else stamp)}Z"
    first = schedule.date or min((_date(entry.slot.start) for entry in entries), default=_EPOCH)
    return f"{local_time(dt.datetime.combine(first, dt.time()))}Z"


def _date(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _time_zone(entries: Sequence[Entry], settings: Settings) -> list[str]:
    """Give the VTIMEZONE that timed entries need, or that an empty calendar needs to hold a component at all."""
    years = set()
    for entry in entries:
        if entry.due is not None and not entry.rule:
            years |= {entry.due.year} if isinstance(entry.due, dt.datetime) else set()
        elif isinstance(entry.slot.start, dt.datetime):
            years |= {entry.slot.start.year, entry.slot.end.year}
            if entry.rule:
                last = entry.slot.start.year + _CHANGES_YEARS
                years |= set(range(entry.slot.start.year, min(last, entry.until.year if entry.until else last) + 1))
    if entries and not years:
        return []
    return time_zone_lines(settings.time_zone, years or {_EPOCH.year})


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all entries of a feed share."""

    zone: str
    options: Options
    stamped: str

    def entry(self, entry: Entry) -> tuple[Kind, list[str]]:
        """Give the kind of a component and its lines."""
        profile, event = self.options.profile, entry.event
        lines = [f"UID:{text_value(entry.uid)}", f"DTSTAMP:{self.stamped}", *self._time(entry)]
        lines.append(f"SUMMARY:{text_value(entry.summary)}")
        lines.append(f"DESCRIPTION:{text_value(entry.description)}")
        location, stage = one_line(event.location), one_line(event.stage)
        if location:
            lines.append(f"LOCATION:{_common_text(location)}")
        if stage:
            lines.append(f"CATEGORIES:{_common_text(stage)}")
        source = self.options.source
        if source:
            lines.append(f"URL:{source}")
        lines += self._standing(entry)
        for kind, uid, gap in entry.related:
            lag = "" if gap is None else f";GAP={'-' if gap < 0 else ''}P{abs(gap)}D"
            lines.append(f"RELATED-TO;RELTYPE={kind}{lag}:{text_value(uid)}")
        if profile.rich:
            lines += rich.lines(entry, source)
        if event.when is not None:
            lines += time_lines(event.when)
        lines.append(self._record(entry, location, stage))
        if self.options.alarm is not None and entry.status != "cancelled":
            lines += _alarm(entry, self.options.alarm, apple=profile.apple)
        if profile.rich:
            lines += rich.components(entry)
        return "VEVENT" if entry.due is None else "VTODO", lines

    def _time(self, entry: Entry) -> list[str]:
        slot, zone = entry.slot, self.zone
        if entry.due is not None and not entry.rule:
            return [time_property("DUE", entry.due, zone)]
        end = time_property("DTEND", slot.end, zone) if entry.due is None else time_property("DUE", entry.due, zone)
        lines = [time_property("DTSTART", slot.start, zone), end]
        if entry.rule:
            lines.append(f"RRULE:{entry.rule}")
        return [*lines, *(time_property("EXDATE", start, zone) for start in entry.exceptions)]

    def _standing(self, entry: Entry) -> Iterator[str]:
        """Say how firm an entry is and whether it takes up time."""
        if entry.due is not None:
            yield f"STATUS:{'CANCELLED' if entry.status == 'cancelled' else 'NEEDS-ACTION'}"
            return
        profile = self.options.profile
        yield f"STATUS:{entry.status.upper()}"
        if entry.transparent:
            yield "TRANSP:TRANSPARENT"
        if profile.microsoft and not isinstance(entry.slot.start, dt.datetime):
            yield "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
        if profile.busy_status:
            busy = "FREE" if entry.transparent else "TENTATIVE" if entry.status == "tentative" else "BUSY"
            yield f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}"

    def _record(self, entry: Entry, location: str, stage: str) -> str:
        """Give what reads the event back exactly."""
        status = entry.status
        start = _written(entry.slot.start) if entry.due is None or entry.rule else ""
        at = (start, _written(entry.due or entry.slot.end), *(sorted(entry.rule.split(";")) if entry.rule else ()))
        if entry.due is not None:
            status = "cancelled" if status == "cancelled" else "confirmed"
        stated = {
            "uid": entry.uid,
            "title": entry.summary,
            "location": location,
            "stage": stage,
            "status": status,
        }
        return record_line(entry.event, stated, at)


_common_text = lru_cache(maxsize=256)(text_value)  # few places and stages for many events


def _written(moment: dt.date) -> str:
    return local_time(moment) if isinstance(moment, dt.datetime) else day(moment)


def _alarm(entry: Entry, before: dt.timedelta, *, apple: bool) -> list[str]:
    """Write an alarm so long before the start, or before what is due (RFC 5545, 3.6.6)."""
    minutes = int(before.total_seconds()) // 60
    days, rest = divmod(minutes, 1440)
    length = f"P{days}D" if days and not rest else f"PT{minutes}M"
    related = ";RELATED=END" if entry.due is not None else ""
    name = [f"X-WR-ALARMUID:{text_value(entry.uid)}{ALARM_UID}"] if apple else []
    trigger = f"TRIGGER{related}:{'-' if minutes else ''}{length}"
    return component("VALARM", ["ACTION:DISPLAY", f"DESCRIPTION:{text_value(entry.summary)}", trigger, *name])
