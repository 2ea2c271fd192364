"""The command that looks at what people changed in their calendar: import."""

from __future__ import annotations

import tempfile
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
    from planner.cli.options import Reading
    from planner.export.diff import Change
    from planner.export.feed_reader import Entry, Feed
    from planner.records import Event, Finding, Message, Schedule

ERRORS_FOUND = 1


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
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Say what people changed in a calendar, and whether it still fits. Exits with 1 where it does not.

    Example: planner import may.ics --schedule may.docx --notice notice.docx
    """
    from planner.cli.calendars import feed_of, joined
    from planner.cli.material import gather, require_events
    from planner.export import diff as comparing
    from planner.export.matching import pairs

    session: Session = context.obj
    reading = options.reading(on, config, date_order)
    after, now = _calendar(session, calendar, reading, seconds)
    material = gather(session, schedule, reading)
    require_events(material)
    zone = material.settings.time_zone
    before = feed_of(session, joined(schedule[0], material.schedules), material.settings)
    changes = comparing.diff(before, after, zone)
    kept = [entry for entry in after.entries if not entry.is_removed]
    same = pairs(before.entries, kept, zone)
    found = {before.entries[old].uid: now.get(kept[new].uid) for new, old in same.items()}
    added = [event for new, entry in enumerate(kept) if new not in same and (event := now.get(entry.uid))]
    first = material.schedules[0].path
    edited = tuple(_edited(one, found, added if one.path == first else ()) for one in material.listed)
    findings = _findings(session, replace(material, listed=edited), notice, plan_file, reading, changes)
    by = {entry.uid: _by(entry) for entry in kept}
    if form is options.Format.JSON:
        session.answer(_json(session, changes, by, findings))
    else:
        _show(session, changes, by, findings)
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(ERRORS_FOUND)


def _calendar(session: Session, name: str, reading: Reading, seconds: float) -> tuple[Feed, Mapping[str, Event]]:
    """Read a calendar file, or all of a calendar on a server: its entries, and its events by UID."""
    from planner.cli.material import gather
    from planner.export.feed_reader import read_feed

    with tempfile.TemporaryDirectory() as folder:
        path = Path(name)
        if "://" in name:
            path = Path(folder) / "calendar.ics"
            path.write_bytes(_fetched(name, seconds))
        if not path.is_file():
            raise PlannerError(message("{path}: there is no such file", path=name))
        feed = read_feed(path.read_bytes(), name)
        material = gather(session, [path], reading) if feed.entries else None
    events = [event for one in (material.schedules if material else ()) for event in one.events]
    return feed, {event.uid: event for event in events}


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


def _edited(schedule: Schedule, found: Mapping[str, Event | None], added: Sequence[Event]) -> Schedule:
    """A schedule as the calendar has it, with what was added there; what the calendar never held stays."""
    events = []
    for event in schedule.events:
        if event.when is None and event.repeat is None:
            events.append(event)
        elif event.uid in found:
            now = found[event.uid]
            events.append(event if now is None else replace(event, when=now.when, repeat=now.repeat, status=now.status))
    return replace(schedule, events=(*events, *added))


def _findings(
    session: Session,
    material: Material,
    notice: list[Path] | None,
    plan_file: Path | None,
    reading: Reading,
    changes: Sequence[Change],
) -> list[Finding]:
    """Check the edited schedules, and give what concerns the events that people changed or added."""
    from planner.cli.material import gather

    notices = gather(session, notice, reading) if notice else None
    plan = material.plan(plan_file, notices=notices)
    report = material.check(plan, None, paired=bool(notice))
    concerned = {one.uid for change in changes for one in (change.old, change.new) if one}
    return [finding for finding in report.findings if finding.event_uid in concerned]


def _by(entry: Entry) -> tuple[str, str]:
    """Who organises an entry and when it was changed last, as far as the calendar says; "" where it does not."""
    line = entry.line("ORGANIZER") or ""
    head, _, address = line.partition(":")
    names = [one[3:].strip('"') for one in head.split(";") if one.upper().startswith("CN=")]
    return names[0] if names else address.removeprefix("mailto:"), entry.raw("LAST-MODIFIED") or ""


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
