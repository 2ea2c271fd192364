"""The command export: schedules as one calendar, in the formats that calendar apps take."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import answers, options, outputs
from planner.cli.targets import file_target, free_target, own_target
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.cli.material import Material
    from planner.cli.session import Session
    from planner.export.ical import Options
    from planner.export.own_files import Kind as FileKind
    from planner.export.versions import Written
    from planner.records import Message, Plan, Schedule


class Kind(StrEnum):
    """The formats of a calendar."""

    ICS = "ics"
    JCAL = "jcal"
    JSCALENDAR = "jscalendar"
    GOOGLE = "google-csv"
    OUTLOOK = "outlook-csv"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class ProfileName(StrEnum):
    """The apps that a feed may be fitted to."""

    PLAIN = "plain"
    OUTLOOK = "outlook"
    GOOGLE = "google"
    APPLE = "apple"
    RICH = "rich"


Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="File that the calendar goes to.")]
Form = Annotated[
    Kind | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="ics, jcal, jscalendar, google-csv, outlook-csv, xlsx, csv or json; by default what FILE ends in.",
    ),
]
Fitted = Annotated[
    ProfileName,
    typer.Option(
        "--profile", metavar="APP", help="What an .ics file is fitted to: plain, outlook, google, apple or rich."
    ),
]
Alarm = Annotated[
    str | None, typer.Option("--alarm", metavar="TIME", help="Ring so long before each entry: 1d, 2h, 30m.")
]
Tasks = Annotated[Path | None, typer.Option("--tasks", metavar="FILE.ics", help="Write the deadlines as tasks too.")]
Windows = Annotated[
    Path | None, typer.Option("--windows", metavar="FILE.ics", help="Write the windows of the plan too.")
]
Source = Annotated[
    str, typer.Option("--source", metavar="URL", help="Address of the document, for a link in each entry.")
]
Notice = Annotated[
    list[Path] | None,
    typer.Option("--notice", metavar="NOTICE", help="A notice to check against: findings stand in the entries."),
]
DropCancelled = Annotated[
    bool, typer.Option("--drop-cancelled", help="Leave out what is gone, and what was cancelled before.")
]
_SUFFIXES = {
    Kind.ICS: ".ics",
    Kind.JCAL: ".json",
    Kind.JSCALENDAR: ".json",
    Kind.GOOGLE: ".csv",
    Kind.OUTLOOK: ".csv",
    Kind.XLSX: ".xlsx",
    Kind.CSV: ".csv",
    Kind.JSON: ".json",
}
_OWN: Mapping[Kind, FileKind] = {
    Kind.JCAL: "json",
    Kind.JSCALENDAR: "json",
    Kind.GOOGLE: "csv",
    Kind.OUTLOOK: "csv",
    Kind.XLSX: "xlsx",
    Kind.CSV: "csv",
    Kind.JSON: "json",
}
_IMPORTED = (Kind.GOOGLE, Kind.OUTLOOK)  # besides .ics: the others are for spreadsheets and programs
_BY_SUFFIX = {".ics": Kind.ICS, ".xlsx": Kind.XLSX, ".csv": Kind.CSV, ".json": Kind.JSON}
_ALARM = re.compile(r"(\d{1,4})([wdhm])")
_UNITS = {"w": 7 * 1440, "d": 1440, "h": 60, "m": 1}  # minutes
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f-\U0010ffff]+")


def export(
    context: typer.Context,
    schedules: options.Schedules,
    output: Output,
    form: Form = None,
    profile: Fitted = ProfileName.PLAIN,
    alarm: Alarm = None,
    tasks: Tasks = None,
    windows: Windows = None,
    source: Source = "",
    drop_cancelled: DropCancelled = False,
    notice: Notice = None,
    plan_file: options.PlanFile = None,
    on: options.On = None,
    stamp: options.Stamp = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
) -> None:
    """Write the events of schedules as a calendar, for any calendar app to import.

    Example: planner export schedules/arrangement-table-2005-05.txt -o may.ics
    """
    from planner.cli.material import gather, require_events, under_notices
    from planner.export import ical
    from planner.export.profile import PROFILES

    session: Session = context.obj
    inputs = (*schedules, *(notice or ()), *((plan_file,) if plan_file else ()))
    kind = _kind(free_target(output, inputs), form)
    file_target(output, _SUFFIXES[kind], inputs)
    if (own := _OWN.get(kind)) is not None:
        own_target(output, own)
    for extra in (tasks, windows):
        if extra is not None:
            file_target(extra, ".ics", (*inputs, output))
    notices, reading = under_notices(session, notice, options.reading(on, config, date_order, term_start))
    material = gather(session, schedules, reading)
    require_events(material)
    plan = material.plan(plan_file, notices=notices)
    checked = bool(notice) or plan_file is not None
    findings = (
        (*material.findings, *material.check(plan, paired=bool(notice)).findings) if checked else material.findings
    )
    asked = ical.Options(
        profile=next(one for one in PROFILES if one.name == profile.value),
        stamp=options.moment(stamp, "--stamp"),
        alarm=_before(alarm),
        source=_address(source),
        findings=findings,
    )
    outputs.show_faults(session, findings)
    _write(session, material, plan, asked, {output: kind, tasks: "tasks", windows: "windows"}, drop=drop_cancelled)


def _kind(output: Path, form: Kind | None) -> Kind:
    """The format of a call. Raises PlannerError where neither it nor the name of the file says one."""
    if form is not None:
        return form
    if output.suffix.lower() not in _BY_SUFFIX:
        said = message(
            "{path}: end the name in one of {known}, or name the format too, such as -o may.json --format jcal"
            " ({forms})",
            path=output,
            known=tuple(sorted(_BY_SUFFIX)),
            forms=tuple(one.value for one in Kind),
        )
        raise PlannerError(said)
    return _BY_SUFFIX[output.suffix.lower()]


def _before(alarm: str | None) -> dt.timedelta | None:
    if alarm is None:
        return None
    found = _ALARM.fullmatch(alarm)
    if found is None:
        raise PlannerError(message("--alarm {text} is no length of time; write it as 1d, 2h or 30m", text=alarm))
    return dt.timedelta(minutes=int(found[1]) * _UNITS[found[2]])


def _address(source: str) -> str:
    if source and not _ADDRESS.fullmatch(source):
        raise PlannerError(message("--source {text} is no web address", text=source))
    return source


def _write(
    session: Session, material: Material, plan: Plan, asked: Options, targets: dict[Path | None, str], *, drop: bool
) -> None:
    from planner.export.files import write_atomically
    from planner.export.versions import write_version

    schedule = outputs.joined(material.schedules)
    for path, kind in targets.items():
        if path is None:
            continue
        data = _data(kind, session, material, schedule, plan, asked)
        if kind in (Kind.ICS, "tasks", "windows"):
            session.say(*_said(path, write_version(path, data, drop_removed=drop)))
        else:
            write_atomically(path, data)
            session.say(_done(path) if kind in _IMPORTED else message("{path} is written.", path=path))


def _done(path: Path) -> Message:
    return message("{path} is written: import it into a calendar app.", path=path)


def _said(path: Path, written: Written) -> tuple[Message, ...]:
    """Say that a feed is written, and what has changed in it where there was a former one."""
    done = _done(path)
    if written.is_new:
        return (done,)
    added, changed, removed = written.added, written.changed, written.removed
    counts = message(
        "{added} added, {changed} changed, {removed} cancelled", added=added, changed=changed, removed=removed
    )
    if added or changed or removed:
        return done, counts
    if written.is_same:
        return (message("{path}: nothing has changed", path=path),)
    return done, message("no event has changed")


def _data(kind: str, session: Session, material: Material, schedule: Schedule, plan: Plan, asked: Options) -> bytes:
    """The bytes of one file."""
    from planner.export import calendar_csv, ical, jcal, json_records, tables, workbook

    language, settings = session.language, material.settings
    if kind == Kind.CSV:
        return tables.events_csv(material.listed)
    if kind == Kind.JSON:
        return json_records.dump(answers.extract_json(session, material)).encode()
    if kind == "tasks":
        return ical.feed(schedule, ical.tasks_of(schedule, settings, language, asked), settings, language, asked)
    if kind == "windows":
        return ical.windows_feed(schedule, plan, settings, language, asked)
    contents = ical.contents_of(schedule, (), settings, language, asked)
    if kind == Kind.JSCALENDAR:
        return ical.as_jscalendar(schedule, contents, settings, language, asked)
    if kind == Kind.GOOGLE:
        return calendar_csv.google_csv(contents.entries)
    if kind == Kind.OUTLOOK:
        return calendar_csv.outlook_csv(contents.entries)
    if kind == Kind.XLSX:
        return workbook.workbook(contents.entries, language, contents.undated)
    feed = ical.feed(schedule, contents, settings, language, asked)
    return jcal.jcal(feed) if kind == Kind.JCAL else feed
