"""What the commands on documents print and write, put together from show/ and export/."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from planner.cli import answers
from planner.cli.targets import own_target
from planner.records import PlannerError, message, system_reason

_PICTURE_WIDTH = 110  # columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from planner.check import Report
    from planner.cli.material import Material
    from planner.cli.session import Session
    from planner.export.ical import Options
    from planner.export.own_files import Kind
    from planner.records import Finding, Plan, Schedule, Window

PLAN = "plan.toml"
_TASKS, _WINDOWS = "tasks.ics", "windows.ics"
_TABLES: Mapping[str, Kind] = {
    "events.csv": "csv",
    "events.json": "json",
    PLAN: "plan",
    "findings.json": "json",
}


@dataclass(frozen=True, slots=True)
class Written:
    """The files that a whole job wrote: one feed a schedule, those of deadlines and windows, and the tables.

    `former` are feeds of planner that were in the folder before, and that belong to no schedule of this run.
    """

    feeds: tuple[Path, ...]
    tables: tuple[Path, ...]
    former: tuple[Path, ...]


def write(
    session: Session,
    material: Material,
    plan: Plan,
    report: Report,
    out: Path,
    stamp: dt.datetime | None,
    *,
    keep: Path | None = None,
) -> Written:
    """Write the results of a whole job into a folder, but not the plan that a person corrected there (`keep`).

    Raises PlannerError where it cannot be written to.
    """
    from planner.export import ical, json_records, plan_toml, tables
    from planner.export.files import feed_name, write_atomically
    from planner.export.versions import write_version

    for name, kind in _TABLES.items():
        own_target(out / name, kind)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = message("{path}: cannot be made: {reason}", path=out, reason=system_reason(error))
        raise PlannerError(said) from error
    options = ical.Options(stamp=stamp, findings=(*material.findings, *report.findings))
    by_path: dict[str, list[Finding]] = {}
    for finding in options.findings:
        by_path.setdefault(finding.place.path, []).append(finding)
    taken = {_TASKS, _WINDOWS}
    feeds = []
    for schedule in material.schedules:
        path = out / feed_name(schedule.title, taken)
        of_it = replace(options, findings=_of_schedule(schedule, by_path))
        feed = ical.calendar(schedule, settings=material.settings, language=session.language, options=of_it)
        write_version(path, feed)
        feeds.append(path)
    for name, feed in _further(session, material, plan, options, out):
        write_version(out / name, feed)
        feeds.append(out / name)
    findings = (*report.findings, *material.findings)
    data = (
        tables.events_csv(material.listed),
        json_records.dump(answers.extract_json(session, material)).encode(),
        plan_toml.plan_toml(plan, session.language).encode(),
        json_records.dump(answers.check_json(session, plan, report, findings)).encode(),
    )
    files = {out / name: one for name, one in zip(_TABLES, data, strict=True) if out / name != keep}
    for path, one in files.items():
        write_atomically(path, one)
    return Written(tuple(feeds), tuple(files), _former(out, feeds))


def _of_schedule(schedule: Schedule, by_path: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """The findings in the documents that state a schedule."""
    places = (place for event in schedule.events for place in (event.place, *event.places))
    paths = dict.fromkeys((schedule.path, *(place.path for place in places)))
    return tuple(finding for path in paths for finding in by_path.get(path, ()))


def _further(
    session: Session, material: Material, plan: Plan, options: Options, out: Path
) -> Iterator[tuple[str, bytes]]:
    """The feeds of the deadlines as tasks and of the plan's windows: where there are any, or were in a former run."""
    from planner.export import ical

    if not material.schedules:
        return
    schedule, settings, language = joined(material.schedules), material.settings, session.language
    tasks = ical.tasks_of(schedule, settings, language, options)
    if tasks.entries or _is_ours(out / _TASKS):
        yield _TASKS, ical.feed(schedule, tasks, settings, language, options)
    dated = any(one.when and (one.when.first or one.when.last) for one in plan.windows)
    if dated or _is_ours(out / _WINDOWS):
        yield _WINDOWS, ical.windows_feed(schedule, plan, settings, language, options)


def _is_ours(feed: Path) -> bool:
    from planner.cli.calendars import own_feed

    with suppress(PlannerError):
        return bool(own_feed(feed))
    return False


def _former(out: Path, feeds: Sequence[Path]) -> tuple[Path, ...]:
    """The feeds of planner in a folder that are none of those just written."""
    return tuple(path for path in sorted(set(out.glob("*.ics")) - set(feeds)) if _is_ours(path))


def joined(schedules: Sequence[Schedule]) -> Schedule:
    """Several schedules as one: under the titles of all, with the events of all."""
    titles = dict.fromkeys(schedule.title for schedule in schedules)
    events = {event.uid: event for schedule in schedules for event in schedule.events}
    return replace(schedules[0], title=" / ".join(titles), events=tuple(events.values()))


def show_timeline(session: Session, material: Material, plan: Plan, report: Report, today: dt.date | None) -> None:
    """Draw the schedules on the terminal."""
    session.show(_timeline(session, material, plan, report, today, session.console().width))


def show_plan(session: Session, plan: Plan) -> None:
    """Draw the outline of a plan as a tree; nothing where no document demands anything."""
    from planner.show.plan import plan_tree

    tree = plan_tree(plan, language=session.language, outline=True)
    if tree.children:
        session.show(tree)


def draw_picture(
    session: Session, material: Material, plan: Plan, report: Report, today: dt.date | None, picture: Path
) -> None:
    """Draw the schedules into an SVG file. Raises PlannerError where it cannot be written."""
    from planner.export.files import write_atomically
    from planner.show.picture import svg

    title = material.schedules[0].title if material.schedules else "planner"
    drawn = _timeline(session, material, plan, report, today, _PICTURE_WIDTH)
    write_atomically(picture, svg(drawn, width=_PICTURE_WIDTH, title=title).encode())


def _timeline(
    session: Session, material: Material, plan: Plan, report: Report, today: dt.date | None, width: int
) -> Any:
    from planner.show.timeline import Panel, timeline

    picked: dict[str, list[Window]] = {}
    for one in report.concerns:
        if one.picked:
            picked.setdefault(one.path, []).append(one.window)
    panels = [Panel(schedule, tuple(picked.get(schedule.path, ()))) for schedule in material.schedules]
    panels = panels or [Panel(None, plan.windows)]
    return timeline(panels, report.findings, width=width, language=session.language, today=today)


def show_events(session: Session, material: Material) -> None:
    """List the events, then what reading found."""
    from planner.show.events import events_table
    from planner.show.findings import findings_view

    width = session.console().width
    events = [event for schedule in material.listed for event in schedule.events]
    session.show(events_table(events, width=width, language=session.language))
    if material.findings:
        session.show(findings_view(material.findings, width=width, language=session.language))


def show_faults(session: Session, findings: Sequence[Finding]) -> None:
    """List what reading found wrong; nothing where all went well."""
    from planner.show.findings import findings_view

    faults = [finding for finding in findings if finding.severity != "info"]
    if faults:
        session.show(findings_view(faults, width=session.console().width, language=session.language))


def show_report(session: Session, material: Material, plan: Plan, report: Report) -> None:
    """Say the findings and the verdict of each schedule."""
    from planner.cli.reports import Outcome, full

    outcome = Outcome(material, plan, report, (*report.findings, *material.findings))
    session.show(*full(session, outcome, everything=False))


def show_next_steps(session: Session, written: Written) -> None:
    """Say what was written and how to get it into a calendar."""
    session.say(message("Written:"))
    for path in (*written.feeds, *written.tables):
        print(f"  {path}")
    if written.former:
        session.say(message("There from before, of no schedule of this run; delete them if they are not wanted:"))
        for path in written.former:
            print(f"  {path}")
    session.say(
        message(
            "Next: open a .ics file with your calendar app, or import it there (Outlook: Add calendar > From file;"
            " Apple Calendar: File > Import; Google Calendar: Settings > Import)."
        )
    )


def show_kept(session: Session, kept: Path, followed: Path | None) -> None:
    """Say that a corrected plan file stays as it is, and whether this run followed it."""
    if followed == kept:
        said = message(
            "{path} was corrected: this run follows it and leaves it as it is; delete it for a new one.", path=kept
        )
        session.say(said)
    else:
        session.say(message("{path} was corrected: it stays as it is.", path=kept))
