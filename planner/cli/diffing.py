"""The command on two versions of a calendar: diff."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.cli import options
from planner.cli.session import Session

DIFFERENT = 1
Old = Annotated[Path, typer.Argument(help="The former version.", metavar="OLD")]
New = Annotated[Path, typer.Argument(help="The present version.", metavar="NEW")]


class DiffFormat(StrEnum):
    """What is printed: lines, one JSON object, or a note to send round."""

    TEXT = "text"
    JSON = "json"
    NOTE = "note"


def diff(
    context: typer.Context,
    old: Old,
    new: New,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    form: Annotated[
        DiffFormat, typer.Option("--format", help="For people, for programs, or as a note to send round.")
    ] = DiffFormat.TEXT,
) -> None:
    """Say what two versions differ in: documents, files of events, or feeds. Exits with 1 where they differ.

    Example: planner diff may-old.docx may-new.docx --format note
    """
    from planner.cli.calendars import calendar_of
    from planner.export import diff as comparing

    session: Session = context.obj
    reading = options.reading(on, config, date_order, term_start)
    before, _ = calendar_of(session, old, reading)
    after, settings = calendar_of(session, new, reading)
    changes = comparing.diff(before, after, settings.time_zone)
    if form is DiffFormat.JSON:
        session.answer(comparing.diff_json(changes))
    elif form is DiffFormat.NOTE:
        print(comparing.note(changes, after.text("X-WR-CALNAME"), session.language), end="")
    else:
        for line in comparing.diff_lines(changes, session.language):
            print(line)
    if changes:
        raise typer.Exit(DIFFERENT)
