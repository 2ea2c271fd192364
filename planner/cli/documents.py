"""The commands that read documents: run, show, extract.

What reads documents is imported where it is used, so that the help comes at once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import answers, options, outputs
from planner.cli.session import Session
from planner.cli.targets import file_target, folder_target, free_target, own_target, require_suffix

if TYPE_CHECKING:
    from planner.records import Finding

ERRORS_FOUND = 1


def run(
    context: typer.Context,
    files: options.Files,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder that the results are written to.")],
    notice: options.CoverNotice = None,
    on: options.On = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where a finding is an error.")] = False,
    today: options.Today = None,
    stamp: options.Stamp = None,
    plan_file: options.PlanFile = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Do the whole job: read, date, check, show, and write feeds and tables.

    Example: planner run schedules/ --out build/
    """
    from planner.cli.material import gather, settled, under_cover

    session: Session = context.obj
    folder_target(out, files)
    reading = under_cover(session, notice, options.reading(on, config, date_order, term_start))
    notices = gather(session, notice, reading) if notice else None
    material = gather(session, files, reading, leave_out=out)
    plan = material.plan(plan_file, notices=notices)
    # Notices among the files are for whom they name; those named for these files are for all of them.
    alone = not any(one.clauses and not one.lists_events for one in material.extracts)
    report = material.check(plan, paired=notices is not None and alone)
    met = (*material.findings, *(notices.met_as_notices() if notices else ()))
    material = replace(material, findings=settled(report, met, plan, plan_file))
    written = outputs.write(session, material, plan, report, out, options.moment(stamp, "--stamp"))
    if form is options.Format.JSON:
        shown = answers.show_json(session, material, plan, report)
        session.answer(answers.run_json(shown, (*written.feeds, *written.tables), written.former))
    else:
        outputs.show_timeline(session, material, plan, report, options.day(today, "--today"))
        outputs.show_report(session, material, plan, report)
        outputs.show_next_steps(session, written)
    if strict:
        _exit_on_errors((*material.findings, *report.findings))


def show(
    context: typer.Context,
    files: options.Files,
    on: options.On = None,
    today: options.Today = None,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE.svg", help="Draw the timeline into this file too.")
    ] = None,
    plan_file: options.PlanFile = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    explain: options.Explain = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Show the timeline of schedules, with the windows that notices among the files set.

    Example: planner show schedules/ --today 2005-05-12
    """
    from planner.cli.explaining import explained, explained_json
    from planner.cli.material import gather
    from planner.cli.naming import event_named

    session: Session = context.obj
    material = gather(session, files, options.reading(on, config, date_order, term_start))
    plan = material.plan(plan_file)
    report = material.check(plan)
    if picture is not None:
        own_target(file_target(picture, ".svg", files), "svg")
        outputs.draw_picture(session, material, plan, report, options.day(today, "--today"), picture)
    about = event_named(material.schedules, explain)[1] if explain else None
    if form is options.Format.JSON:
        bounds = {"explain": explained_json(material, report, about)} if about else {}
        session.answer({**answers.show_json(session, material, plan, report), **bounds})
    else:
        outputs.show_timeline(session, material, plan, report, options.day(today, "--today"))
        if about:
            session.show(explained(session, material, report, about))
        outputs.show_plan(session, plan)
        outputs.show_faults(session, material.findings)


def extract(
    context: typer.Context,
    files: options.Files,
    notice: options.CoverNotice = None,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE.events.toml", help="Write the events for correction."),
    ] = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """List the events that the documents hold, dated, with their places.

    Example: planner extract schedules/arrangement-table-2005-05.txt --format json
    """
    from planner.cli import extracting
    from planner.cli.material import gather, under_cover
    from planner.extract.saved import SUFFIX

    session: Session = context.obj
    if save is not None:
        require_suffix(free_target(save, files), SUFFIX)
    reading = under_cover(session, notice, options.reading(on, config, date_order, term_start))
    material = gather(session, files, reading)
    if save is not None:
        extracting.save(material.extracts, save)
    if form is options.Format.JSON:
        session.answer(answers.extract_json(session, material))
    else:
        outputs.show_events(session, material)


def _exit_on_errors(findings: tuple[Finding, ...]) -> None:
    if any(finding.severity == "error" and not finding.silenced for finding in findings):
        raise typer.Exit(ERRORS_FOUND)
