"""Events, deadlines and windows as entries of a calendar: what each says there, in the reader's language."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from planner import codes
from planner.export.recurrence import series_of
from planner.export.slots import Slot, slot_of
from planner.export.text import one_line
from planner.export.wording import event_description, finding_lines, summary, window_description
from planner.language import Language
from planner.records import Event, Finding, Place, Repeat, Status, Subject, Window
from planner.settings import Settings

_END_OF_DAY = 24 * 60 - 1  # minutes
_NAMES = uuid.UUID("0c6c3b0e-9a53-5e57-8d5c-6f4c1a1d2005")
RelationKind: TypeAlias = Literal["PARENT", "CHILD", "FINISHTOSTART"]


class Relation(NamedTuple):
    """A tie to the entry of a UID: its parent, its child, or one that must end before this may start.

    `gap` are the days between that end and this start, None where it is not known.
    """

    kind: RelationKind
    uid: str
    gap: int | None = None


class Entry(NamedTuple):
    """What becomes one VEVENT, or with `due` one VTODO.

    `rule` is the value of its RRULE or empty, `exceptions` the starts that it leaves out, `until` the local time up to
    which it starts, None where the rule says no day. `event` is what the entry reads back as.
    """

    uid: str
    slot: Slot
    summary: str
    description: str
    status: Status
    transparent: bool
    event: Event
    rule: str = ""
    exceptions: tuple[dt.date, ...] = ()
    until: dt.datetime | None = None
    related: tuple[Relation, ...] = ()
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """Findings by the event that they are about; equal schedules of two documents have events of equal UIDs."""

    by_uid: Mapping[tuple[str, str], tuple[Finding, ...]]
    by_place: Mapping[tuple[str, Place], tuple[Finding, ...]]

    def of(self, event: Event) -> tuple[Finding, ...]:
        """The findings about an event: by its UID and document, else by its title and its place."""
        if not self.by_uid and not self.by_place:
            return ()
        found: tuple[Finding, ...] = ()
        for place in (event.place, *event.places):
            found = (*found, *self.by_uid.get((event.uid, place.path), ()))
        for place in (event.place, *event.places):
            found = (*found, *self.by_place.get((event.title, _spot(place)), ()))
        return tuple(dict.fromkeys(found))


def remarks_of(findings: Iterable[Finding]) -> Remarks:
    """Sort the findings that a reader of the calendar should know: all that are not surely well."""
    by_uid: dict[tuple[str, str], tuple[Finding, ...]] = {}
    by_place: dict[tuple[str, Place], tuple[Finding, ...]] = {}
    for finding in findings:
        if finding.verdict == "sure" or finding.silenced:
            continue
        if finding.event_uid:
            own = finding.event_uid, finding.place.path
            by_uid[own] = (*by_uid.get(own, ()), finding)
        elif finding.event:
            key = (finding.event, _spot(finding.place))
            by_place[key] = (*by_place.get(key, ()), finding)
    return Remarks(by_uid, by_place)


def _spot(place: Place) -> Place:
    """A place without its words: a finding may quote less than its event."""
    return replace(place, quote="", column=None, confidence=None)


def event_entry(event: Event, remarks: Remarks, settings: Settings, language: Language) -> Entry | None:
    """Place a row on the calendar; None where it has no day.

    An uncertain day, and one that its own words contradict, is tentative; the first takes up no time.
    """
    words, series = event.place.quote, None
    if event.repeat is not None:
        words = event.repeat.text
        series = series_of(event, settings)
        if series is None:
            return None
        slot = series.slot
    else:
        placed = slot_of(event.when, event.kind, settings)
        if event.when is None or placed is None:
            return None
        slot, words = placed, event.when.text
    findings = remarks.of(event)
    status = event.status
    contradicted = any(finding.code == codes.CONTRADICTORY_TIME.code for finding in findings)
    about = event.repeat is None and event.when is not None and event.when.approximate
    if status == "confirmed" and (slot.mark == "within" or about or contradicted):
        status = "tentative"
    return Entry(
        uid=one_line(event.uid),
        slot=slot,
        summary=summary(event.title, slot.mark, words, language),
        description=event_description(event, slot, words, finding_lines(findings), language),
        status=status,
        transparent=slot.mark == "within",
        event=event,
        rule=series.rule if series else "",
        exceptions=series.exceptions if series else (),
        until=series.until if series else None,
    )


def task_entry(event: Event, remarks: Remarks, settings: Settings, language: Language) -> Entry | None:
    """Give a deadline as a task that is due on its last day; None for what is none or has no last day.

    A deadline that repeats is a task for each of its days, due by the end of the day where it names no time.
    """
    when = event.when
    if event.kind != "deadline" or when is None:
        return None
    if event.repeat is not None:
        return _repeated_task(event, event.repeat, remarks, settings, language)
    entry = event_entry(event, remarks, settings, language)
    if entry is None or when.last is None:
        return None
    due: dt.date = when.last
    if when.end_time is not None:
        due = dt.datetime.combine(due, dt.time()) + dt.timedelta(minutes=when.end_time)
    return _as_task(entry, due, language)


def _repeated_task(
    event: Event, repeat: Repeat, remarks: Remarks, settings: Settings, language: Language
) -> Entry | None:
    """Begin each task with its day: one that repeats must state a start, before it is due (RFC 5545, 3.8.2.3)."""
    by = repeat.end_time or repeat.start_time or _END_OF_DAY
    hours = replace(repeat, part=None, start_time=0, end_time=min(by, _END_OF_DAY))
    entry = event_entry(replace(event, kind="event", repeat=hours), remarks, settings, language)
    return _as_task(entry._replace(event=event), entry.slot.end, language) if entry else None


def _as_task(entry: Entry, due: dt.date, language: Language) -> Entry:
    bare = summary(entry.event.title, None, "", language)
    return entry._replace(uid=str(uuid.uuid5(_NAMES, f"task\x1f{entry.uid}")), due=due, summary=bare)


def window_entry(window: Window, settings: Settings, language: Language) -> Entry | None:
    """Place a window as whole days that take up no time; None where it has no day."""
    if window.when is None:
        return None
    slot = slot_of(replace(window.when, fit="fills", part=None, start_time=None, end_time=None), "event", settings)
    if slot is None:
        return None
    places = tuple(clause.place for clause in window.basis) or (Place(path=""),)
    name = window_uid(window)
    stage = Event(
        uid=name,
        title=window.name,
        place=places[0],
        places=places[1:],
        kind="stage",
        when=window.when,
        stage=window.subject.stage,
    )
    return Entry(
        uid=name,
        slot=slot,
        summary=summary(window.name, slot.mark, window.when.text, language),
        description=window_description(window, slot, language),
        status="tentative" if window.when.approximate else "confirmed",
        transparent=True,
        event=stage,
    )


def window_uid(window: Window) -> str:
    """Make a UUID of what a window is about and the words it rests on, whatever its file and its days."""
    subject: Subject = window.subject
    about = (window.name, subject.activity, subject.stage, subject.batch, subject.unit)
    parts = (*about, *(clause.place.quote for clause in window.basis))
    return str(uuid.uuid5(_NAMES, "\x1f".join(one_line(part) for part in parts)))


def with_relations(entries: Sequence[Entry]) -> list[Entry]:
    """Tie every entry to its parent and to its children, as far as these stand in the same calendar."""
    if not any(entry.event.parent for entry in entries):
        return list(entries)
    names = {entry.event.uid: entry.uid for entry in entries}
    related: dict[str, list[Relation]] = {}
    for entry in entries:
        parent = names.get(entry.event.parent or "")
        if parent is not None and parent != entry.uid:
            related.setdefault(entry.uid, []).append(Relation("PARENT", parent))
            related.setdefault(parent, []).append(Relation("CHILD", entry.uid))
    return [entry._replace(related=tuple(related.get(entry.uid, ()))) for entry in entries]
