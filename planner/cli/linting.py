"""The command lint: what is wrong with a calendar file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options
from planner.records import PlannerError, message, system_reason

if TYPE_CHECKING:
    from planner.cli.session import Session

FAULTS_FOUND = 1
_COMPONENT = re.compile(rb"(?i)(?:^|[\r\n])[^\r\n:]{0,8}BEGIN[:;]")  # whatever the encoding, and the marks before it


def lint(
    context: typer.Context,
    feed: Annotated[Path, typer.Argument(help="A calendar file.", metavar="FEED.ics")],
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Say what would break a calendar file in some app: a line and a code for each fault; exit code 1 if there is any.

    Example: planner lint may.ics
    """
    from planner.export.lint import lint as faults_of
    from planner.export.text import one_line

    session: Session = context.obj
    try:
        data = feed.read_bytes()
    except OSError as error:
        said = message("{path}: cannot be read: {reason}", path=feed, reason=system_reason(error))
        raise PlannerError(said) from error
    if not _COMPONENT.search(data.replace(b"\0", b"")):
        raise PlannerError(message("{path}: is no calendar file (.ics): no component begins in it", path=feed))
    faults = faults_of(data)
    if form is options.Format.JSON:
        session.answer(
            {
                "faults": [
                    {
                        "code": fault.code,
                        "name": fault.name,
                        "line": fault.line,
                        "message": session.language.say(fault.said),
                    }
                    for fault in faults
                ]
            }
        )
    else:
        for fault in faults:
            print(f"{feed}:{fault.line}: {fault.code} {one_line(session.language.say(fault.said))}")
        if not faults:
            session.say(message("{path}: no faults", path=feed))
    if faults:
        raise typer.Exit(FAULTS_FOUND)
