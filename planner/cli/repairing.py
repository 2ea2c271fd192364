"""The commands that propose dates: repair and draft."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options
from planner.cli.session import Session
from planner.cli.targets import free_target, untouched_target
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from planner.check.prepare import Prepared
    from planner.records import Schedule, Severity
    from planner.repair import Repair

LEFT = 1  # the exit code where rules stay broken


class Include(StrEnum):
    """From which weight on rules are to be kept."""

    ERRORS = "errors"
    WARNINGS = "warnings"


class AimName(StrEnum):
    """Whether every reading must keep the rules, or one."""

    SURE = "sure"
    POSSIBLE = "possible"


Notices = Annotated[
    list[Path] | None,
    typer.Option("--notice", metavar="NOTICE", help="A notice to keep to; may be given several times."),
]

Level = Annotated[Include, typer.Option("--include", metavar="LEVEL", help="Rules to keep: errors, or warnings too.")]
Aim = Annotated[
    AimName, typer.Option("--aim", metavar="AIM", help="sure: whatever the dates mean; possible: by one reading.")
]
Pinned = Annotated[
    list[str] | None, typer.Option("--pin", metavar="EVENT", help="An event that stays; may be repeated.")
]


def repair(
    context: typer.Context,
    schedule: Annotated[Path, typer.Argument(help="The schedule to mend.", metavar="SCHEDULE")],
    notice: Notices = None,
    plan_file: options.PlanFile = None,
    include: Level = Include.ERRORS,
    aim: Aim = AimName.SURE,
    pin: Pinned = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Write the corrected events beside the schedule, as FILE.events.toml.")
    ] = False,
    approve: Annotated[bool, typer.Option("--approve", help="Write edits that need approval too.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.events.toml", help="Write them to this file instead.")
    ] = None,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Propose the smallest change of dates with which a schedule keeps its rules.

    Example: planner repair unit.txt --notice notice.txt --apply
    """
    from planner.check import prepare
    from planner.cli import repairs
    from planner.cli.material import gather, require_events, under_notices
    from planner.repair import repair as repaired

    session: Session = context.obj
    notices, reading = under_notices(session, notice, options.reading(on, config, date_order, term_start))
    material = gather(session, [schedule], reading)
    require_events(material)
    plan = material.plan(plan_file, notices=notices)
    prepared = prepare(plan, material.settings)
    ours = repairs.only_schedule(material)
    repairs.require_events_named(ours, pin or ())
    found = repaired(ours, prepared, _levels(include), aim=aim.value, pinned=tuple(pin or ()), paired=bool(notice))
    target = None
    if apply or output is not None:
        target = repairs.target_of(schedule, output, (*(notice or ()), *((plan_file,) if plan_file else ())))
    written = target is not None and repairs.can_write(session, found, approved=approve)
    if form is options.Format.TEXT:
        repairs.show(session, material, ours, found, plan)  # before it is written: it shows what the file changes
    if written and target is not None:
        repairs.write(material, ours, found, target)
    if form is options.Format.JSON:
        from planner.export.repair_json import repair_json

        answer = repair_json(found, session.language)
        session.answer({**answer, "file": str(target) if written else None})
    else:
        repairs.say_next(session, found, target if written else None)
    if found.left or found.conflict or (target is not None and not written):
        raise typer.Exit(LEFT)


def draft(
    context: typer.Context,
    start: Annotated[str, typer.Option("--start", metavar="DATE", help="The first day of the schedule.")],
    notice: Notices = None,
    plan_file: options.PlanFile = None,
    batch: Annotated[
        str | None, typer.Option("--batch", metavar="NAME", help="The batch or activity to lay out.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.events.toml", help="File that the draft goes to.")
    ] = None,
    config: options.Config = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Lay out a first schedule from notices or a plan file; what they leave open is proposed by named rules.

    Example: planner draft --plan plan.toml --start 2005-07-04 -o draft.events.toml
    """
    from planner.check import prepare
    from planner.cli import repairs
    from planner.repair import draft as drafted
    from planner.repair import repair as repaired
    from planner.repair import with_edits

    session: Session = context.obj
    day = options.day(start, "--start")
    if day is None or not (notice or plan_file):
        raise PlannerError(message("say what to keep to: --notice NOTICE or --plan PLAN.toml"))
    if output is not None:
        untouched_target(free_target(output, (*(notice or ()), *((plan_file,) if plan_file else ()))))
        repairs.require_suffix(output)
    plan, settings = repairs.plan_for(session, notice, plan_file, options.reading(None, config, None))
    made = drafted(plan, settings, day, session.language, batch)
    prepared: Prepared = prepare(plan, settings)
    mended: Repair = repaired(made.schedule, prepared, _levels(Include.WARNINGS), paired=True)
    schedule: Schedule = with_edits(made.schedule, mended.edits)
    written = output is not None and repairs.can_write(session, mended, approved=True)
    if written and output is not None:
        repairs.write_draft(schedule, output)
    if form is options.Format.JSON:
        from planner.export.repair_json import draft_json

        answer = draft_json(made, schedule.events, mended, session.language)
        session.answer({**answer, "file": str(output) if written else None})
    else:
        repairs.show_draft(session, made, schedule, mended)
        if written and output is not None:
            repairs.say_drafted(session, output, notice or (), plan_file)
    if mended.left or mended.conflict:
        raise typer.Exit(LEFT)


def _levels(include: Include) -> tuple[Severity, ...]:
    return ("error", "warning") if include is Include.WARNINGS else ("error",)
