"""The typer application: the list of its commands, and their help in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner import __version__
from planner.cli import (
    checking,
    configuring,
    dates,
    diffing,
    documents,
    exporting,
    importing,
    linting,
    options,
    planning,
    publishing,
    reading,
    repairing,
    rules,
    serving,
)
from planner.cli.wording import translate

if TYPE_CHECKING:
    from planner.language import Language

COMMANDS = (
    documents.run,
    documents.show,
    documents.extract,
    checking.check,
    exporting.export,
    linting.lint,
    diffing.diff,
    serving.serve,
    publishing.publish,
    importing.import_,
    planning.plan,
    repairing.repair,
    repairing.draft,
    reading.read,
    dates.dates,
    rules.rule,
    configuring.settings,
)


def command_in(language: Language) -> Any:
    """Build the command line, its help said in a language."""
    app = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True, no_args_is_help=True)(planner)
    for function in COMMANDS:
        app.command(function.__name__.strip("_"))(function)
    command = typer.main.get_command(app)
    translate(command, language)
    return command


def planner(
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
    lang: Annotated[
        options.Lang | None,
        typer.Option("--lang", help="Language, anywhere in the call; by default the terminal's."),
    ] = None,
) -> None:
    """Read schedules and notices, date and check every item, and put it on a calendar.

    Example: planner run schedules/ --out build/
    """
    del lang  # taken out of the call before it is parsed
    if version:
        print(f"planner {__version__}")
        raise typer.Exit
