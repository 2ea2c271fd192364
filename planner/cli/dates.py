"""The command that reads phrases: dates."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options
from planner.cli.session import Session
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from planner.dates import Reference


def dates(
    context: typer.Context,
    phrases: Annotated[
        list[str] | None, typer.Argument(help="Phrases that name a time.", metavar="PHRASE", show_default=False)
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read lines of JSON with id, text, reference; answer each with a line.")
    ] = False,
    on: options.On = None,
    term_start: Annotated[
        str | None, typer.Option("--term-start", metavar="DATE", help="First day of the first teaching week.")
    ] = None,
    date_order: options.Order = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Show how a phrase is read, and what completed it.

    Example: planner dates "5月中旬" --on 2005-05-01
    """
    from planner.dates import Reference

    session: Session = context.obj
    reference = Reference(
        document_date=options.day(on, "--on"),
        term_start=options.day(term_start, "--term-start"),
        date_order=date_order.value if date_order else None,
    )
    if jsonl:
        _answer_lines(session, reference)
    elif phrases:
        _show(session, phrases, reference, form)
    else:
        raise PlannerError(message("{name} is missing", name="PHRASE"))


def _show(session: Session, phrases: list[str], reference: Reference, form: options.Format) -> None:
    from planner.dates import read

    found = [(phrase, read(phrase, reference)) for phrase in phrases]
    if form is options.Format.JSON:
        from planner.export.json_records import found_json

        rows = [(phrase, [found_json(one, session.language) for one in read_as]) for phrase, read_as in found]
        session.answer({"phrases": [{"phrase": phrase, "found": row} for phrase, row in rows]})
        return
    from rich.text import Text

    from planner.show.readings import readings

    width = session.console().width
    for phrase, read_as in found:
        session.show(Text(phrase, style="bold"), readings(read_as, width=width, language=session.language))


def _answer_lines(session: Session, reference: Reference) -> None:
    """Answer each line of standard input; a line that cannot be read is answered with the reason."""
    from planner.dates.jsonl import answer

    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            said = answer(line.decode("utf-8", "replace"), reference)
        except PlannerError as error:
            said = json.dumps(
                {"id": None, "found": [], "error": session.language.say(error.message)}, ensure_ascii=False
            )
        sys.stdout.buffer.write(said.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
