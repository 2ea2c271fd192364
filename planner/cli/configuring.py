"""The command on the settings: settings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options

if TYPE_CHECKING:
    from planner.cli.session import Session


def settings(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Documents, or a folder, with planner.toml beside.", metavar="FILE")
    ] = None,
    config: options.Config = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Show every setting, its value, and the file that states it.

    Example: planner settings schedules/
    """
    from planner.cli.material import settings_file
    from planner.export.settings_json import settings_json
    from planner.settings import Settings, read_settings

    session: Session = context.obj
    path = settings_file(files or [Path()], config)
    known = read_settings(path) if path else Settings()
    stated = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    answer = settings_json(known, stated, str(path) if path else None)
    if form is options.Format.JSON:
        session.answer(answer)
        return
    from planner.show.settings import settings_table

    session.show(settings_table(answer["settings"], width=session.console().width, language=session.language))
