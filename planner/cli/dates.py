"""The command that reads phrases: dates."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli import options
from planner.cli.session import Session


def dates(
    context: typer.Context,
    phrases: Annotated[list[str], typer.Argument(help="Phrases that name a time.", metavar="PHRASE")],
    on: options.On = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Show how a phrase is read, and what completed it.

    Example: planner dates "5月中旬" --on 2005-05-01
    """
    from planner.dates import Reference, read

    session: Session = context.obj
    reference = Reference(document_date=options.day(on, "--on"))
    found = [(phrase, read(phrase, reference)) for phrase in phrases]
    if form is options.Format.JSON:
        from planner.export.json_records import found_json

        session.answer(
            {
                "phrases": [
                    {"phrase": phrase, "found": [found_json(one, session.language) for one in read_as]}
                    for phrase, read_as in found
                ]
            }
        )
        return
    from planner.show.readings import readings

    width = session.console().width
    for phrase, read_as in found:
        print(phrase)
        session.show(readings(read_as, width=width, language=session.language))
