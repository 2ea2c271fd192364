"""The command that looks at what people changed in their calendar: import."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli import options
from planner.cli.publishing import SECONDS, Seconds, connected, unreachable
from planner.cli.session import Session
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from planner.cli.material import Material
    from planner.export.diff import Change
    from planner.export.feed_reader import Entry, Feed
    from planner.records import Event, Finding, Message, Schedule

ERRORS_FOUND = 1
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def import_(
    context: typer.Context,
    calendar: Annotated[
        str, typer.Argument(help="A calendar file, or the address of one on a CalDAV server.", metavar="CALENDAR")
    ],
    schedule: Annotated[
        list[Path], typer.Option("--schedule", metavar="SCHEDULE", help="The schedule that the calendar came from.")
    ],
    notice: Annotated[
        list[Path] | None,
        typer.Option("--notice", metavar="NOTICE", help="A notice to check against; may be given several times."),
    ] = None,
    plan_file: options.PlanFile = None,
    seconds: Seconds = SECONDS,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Say what people changed in a calendar, and whether it still fits. Exits with 1 where it does not.

    Example: planner import may.ics --schedule may.docx --notice notice.docx
    """
    from planner.cli.calendars import feed_of, joined
    from planner.cli.material import gather, require_events, under_notices
    from planner.export import diff as comparing
    from planner.export.matching import pairs

    session: Session = context.obj
    notices, reading = under_notices(session, notice, options.reading(on, config, date_order, term_start))
    material = gather(session, schedule, reading)
    require_events(material)
    after, events = _calendar(calendar, zone := material.settings.time_zone, seconds)
    before = feed_of(session, joined(schedule[0], material.schedules), material.settings)
    dated = replace(after, head=())  # of rows without a day people see nothing: their calendar never held them
    changes = [change for change in comparing.diff(before, dated, zone) if not _never_held(change)]
    now = [(entry, event) for entry, event in zip(after.entries, events, strict=True) if not entry.is_removed]
    kept = [entry for entry, _ in now]
    same = pairs(before.entries, kept, zone)
    if kept and before.entries and not same and not any(change.old and change.new for change in changes):
        raise _of_another(calendar, schedule)
    found = {before.entries[old].uid: now[new][1] for new, old in same.items()}
    settled = {
        change.new.uid: change.old.uid for change in changes if change.new and change.old and not change.old.first
    }
    found |= {settled[entry.uid]: event for entry, event in now if entry.uid in settled}
    added = [
        _added(entry, event) for at, (entry, event) in enumerate(now) if at not in same and entry.uid not in settled
    ]
    first = material.schedules[0].path
    edited = tuple(_edited(one, found, changes, added if one.path == first else ()) for one in material.listed)
    findings = _findings(material, edited, notices, plan_file, changes)
    by = {entry.uid: _by(entry) for entry in kept}
    if form is options.Format.JSON:
        session.answer(_json(session, changes, by, findings))
    else:
        _show(session, changes, by, findings)
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(ERRORS_FOUND)


def _of_another(calendar: str, schedules: Sequence[Path]) -> PlannerError:
    """What to raise for a calendar that shares no entry with the schedules: nothing of it was ever theirs."""
    names = tuple(map(str, schedules))
    return PlannerError(
        message("{path}: holds nothing of {schedules}; is it of another schedule?", path=calendar, schedules=names)
    )


def _calendar(name: str, zone: str, seconds: float) -> tuple[Feed, tuple[Event, ...]]:
    """Read a calendar file, or all of a calendar on a server: its entries, and each of them as an event."""
    from planner.cli.calendars import content_of
    from planner.export.feed_reader import read_feed
    from planner.read.ics import events_of
    from planner.read.unreadable import UnreadableError

    if "://" in name:
        data = _fetched(name, seconds)
    elif Path(name).is_file():
        data = content_of(Path(name))
    else:
        raise PlannerError(message("{path}: there is no such file", path=name))
    feed = read_feed(data, name)
    try:
        return feed, events_of(data, name, zone) if feed.entries else ()
    except UnreadableError as error:
        raise PlannerError(message("{path}: {reason}", path=name, reason=error.message)) from error


def _fetched(url: str, seconds: float) -> bytes:
    """Put all entries of a calendar on a server into one file."""
    from planner.export.content_lines import component, to_bytes
    from planner.export.feed_reader import lines_of, read_feed

    with connected(url, seconds) as calendar:
        from planner.serve.caldav import UnreachableError

        try:
            listed = calendar.listed()
            if listed is None:
                raise PlannerError(message("{url}: there is no calendar", url=url))
            found = list(calendar.fetched(sorted(listed)))
        except UnreachableError as error:
            raise unreachable(url, error.reason) from error
    lines: dict[str, None] = {}
    entries: list[Entry] = []
    for one in found:
        feed = read_feed(one.data, one.href)
        if feed.is_ours:
            lines.update(dict.fromkeys(("\n".join(_zone(feed.head)),)))
        entries += feed.entries
    zones = [line for block in lines for line in block.split("\n") if line]
    return to_bytes(component("VCALENDAR", ["VERSION:2.0", "PRODID:-//calendar server//", *zones, *lines_of(entries)]))


def _zone(head: Sequence[str]) -> list[str]:
    at = [number for number, line in enumerate(head) if line in ("BEGIN:VTIMEZONE", "END:VTIMEZONE")]
    return list(head[at[0] : at[-1] + 1]) if at else []


def _added(entry: Entry, event: Event) -> Event:
    """An event that the schedule does not hold; an occurrence moved out of its series gets a UID of its own."""
    occurrence = entry.raw("RECURRENCE-ID")
    return replace(event, uid=f"{event.uid} {occurrence}") if occurrence else event


def _edited(
    schedule: Schedule, found: Mapping[str, Event], changes: Sequence[Change], added: Sequence[Event]
) -> Schedule:
    """A schedule as the calendar has it, with what was added there; what the calendar never held stays."""
    made = {change.old.uid: change for change in changes if change.old and change.new}
    events = []
    for event in schedule.events:
        if event.uid in found:
            events.append(_as_changed(event, found[event.uid], made.get(event.uid)))
        elif event.when is None and event.repeat is None:
            events.append(event)
    return replace(schedule, events=(*events, *added))


def _as_changed(event: Event, now: Event, change: Change | None) -> Event:
    """An event with what people changed of it that a rule may ask about; the rest is as its document states it."""
    if change is None:
        return event
    if "moved" in change.aspects:
        event = replace(event, when=now.when, repeat=now.repeat)
    if "location" in change.fields:
        event = replace(event, location=now.location)
    return replace(event, status=now.status) if "status" in change.fields else event


def _findings(
    material: Material,
    edited: tuple[Schedule, ...],
    notices: Material | None,
    plan_file: Path | None,
    changes: Sequence[Change],
) -> list[Finding]:
    """Check the edited schedules: what concerns the events that people changed or added, and what is new besides."""
    plan = material.plan(plan_file, notices=notices)
    if not changes:
        return []
    before = frozenset(material.check(plan, paired=notices is not None).findings)
    report = replace(material, listed=edited).check(plan, paired=notices is not None)
    concerned = {one.uid for change in changes for one in (change.old, change.new) if one}
    return [one for one in report.findings if one.event_uid in concerned or one not in before]


def _never_held(change: Change) -> bool:
    """Whether a change is only that the calendar lacks a row without a day, as every calendar does."""
    return change.new is None and change.newest.first is None


def _by(entry: Entry) -> tuple[str, str]:
    """Who organises an entry and when it was changed last, as far as the calendar says; "" where it does not."""
    line = entry.line("ORGANIZER") or ""
    head, _, address = line.partition(":")
    names = [one[3:].strip('"') for one in head.split(";") if one.upper().startswith("CN=")]
    return names[0] if names else address.removeprefix("mailto:"), _iso(entry.raw("LAST-MODIFIED") or "")


def _iso(stamp: str) -> str:
    """Write a DATE-TIME in UTC (RFC 5545, 3.3.5) as ISO 8601 with its marks; anything else as it is."""
    found = _STAMP.fullmatch(stamp)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else stamp


def _show(
    session: Session, changes: Sequence[Change], by: Mapping[str, tuple[str, str]], findings: Sequence[Finding]
) -> None:
    from planner.export.diff import diff_lines
    from planner.show.findings import findings_view

    lines = list(diff_lines(changes, session.language))
    for change, line in zip(changes, lines, strict=False):
        print(line)
        who = _who(by.get(change.newest.uid, ("", "")))
        if who is not None and change.new is not None:
            print(f"    {session.language.say(who)}")
    print(lines[-1])
    if findings:
        session.show(findings_view(findings, width=session.console().width, language=session.language))
    elif changes:
        session.say(message("no rule speaks of what changed"))


def _who(by: tuple[str, str]) -> Message | None:
    name, time = by
    if name and time:
        return message("last changed {time}, organizer {name}", time=time, name=name)
    if name:
        return message("organizer {name}", name=name)
    return message("last changed {time}", time=time) if time else None


def _json(
    session: Session, changes: Sequence[Change], by: Mapping[str, tuple[str, str]], findings: Sequence[Finding]
) -> dict[str, Any]:
    from planner.export.diff import diff_json
    from planner.export.json_records import finding_json

    answer = diff_json(changes)
    for change, one in zip(changes, answer["changes"], strict=True):
        one["by"], one["changed_at"] = by.get(change.newest.uid, ("", "")) if change.new else ("", "")
    return {**answer, "findings": [finding_json(finding, session.language) for finding in findings]}
