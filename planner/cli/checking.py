"""The command on schedules and the notices above them: check."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options
from planner.cli.session import Session
from planner.cli.targets import free_target, own_target
from planner.records import message

if TYPE_CHECKING:
    from planner.records import Finding

FINDINGS = 1  # the exit code where findings are as grave as --fail-on says
_GRAVE = ("error", "warning", "info")


class FailOn(StrEnum):
    """From which severity on a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


Notices = Annotated[
    list[Path] | None,
    typer.Option("--notice", metavar="NOTICE", help="A notice to check against; may be given several times."),
]
WindowName = Annotated[
    str | None, typer.Option("--window", metavar="NAME", help="Check against the window of this name only.")
]
Form = Annotated[
    options.CheckFormat,
    typer.Option("--format", metavar="FORMAT", help="full, concise, json, sarif, junit, github or html."),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="File that the findings go to.")]
Grave = Annotated[
    FailOn,
    typer.Option(
        "--fail-on", metavar="LEVEL", help="Exit with 1 from this severity on: error, warning, info or never."
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Say also what holds, was silenced or set aside.")]
WhatIf = Annotated[
    list[str] | None,
    typer.Option("--what-if", metavar="EVENT=TIME", help="Check as if this were its time; may be repeated."),
]


def check(
    context: typer.Context,
    schedules: options.Schedules,
    notice: Notices = None,
    window: WindowName = None,
    plan_file: options.PlanFile = None,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    form: Form = options.CheckFormat.FULL,
    output: Output = None,
    fail_on: Grave = FailOn.ERROR,
    everything: Everything = False,
    explain: options.Explain = None,
    what_if: WhatIf = None,
) -> None:
    """Check schedules against notices; without a notice, against what they state themselves.

    Example: planner check unit.txt --notice notice.txt
    """
    from planner.cli import reports
    from planner.cli.material import gather, require_events, settled, under_notices
    from planner.cli.naming import event_named
    from planner.cli.what_if import suppose

    session: Session = context.obj
    if output is not None:
        free_target(output, (*schedules, *(notice or ()), *((plan_file,) if plan_file else ())))
        own_target(output, "report")
    notices, reading = under_notices(session, notice, options.reading(on, config, date_order, term_start))
    stated = gather(session, schedules, reading)
    require_events(stated)
    material, made = suppose(stated, what_if or ())
    about = event_named(material.schedules, explain)[1] if explain else None
    plan = material.plan(plan_file, notices=notices)
    before = stated.check(plan, window, paired=bool(notice))
    report = material.check(plan, window, paired=bool(notice)) if made else before
    met = (*material.findings, *(notices.met_as_notices() if notices else ()))
    findings = (*report.findings, *settled(report, met, plan, plan_file))
    outcome = reports.Outcome(material, plan, report, findings, about, made, before)
    reports.write(session, outcome, form, output, lambda one: is_grave(one, fail_on), everything=everything)
    if output is not None:
        session.note(message("{path} is written.", path=output))
    if any(is_grave(one, fail_on) for one in findings):
        raise typer.Exit(FINDINGS)


def is_grave(finding: Finding, fail_on: FailOn) -> bool:
    """Whether a finding makes the exit code 1; never where its check holds, or a person silenced it."""
    if fail_on is FailOn.NEVER or finding.verdict == "sure" or finding.silenced:
        return False
    return _GRAVE.index(finding.severity) <= _GRAVE.index(fail_on.value)
