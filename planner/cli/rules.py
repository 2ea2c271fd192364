"""The command on the rules themselves: rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options

if TYPE_CHECKING:
    from planner.cli.session import Session


def rule(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A code or its name; without it, all are listed.")
    ] = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Explain a rule: what it finds, why, an example that fails, and the repair.

    Example: planner rule P103
    """
    from planner.check.pages import page, pages

    session: Session = context.obj
    chosen = (page(code),) if code is not None else pages()
    if form is options.Format.JSON:
        from planner.export.rules_json import rules_json

        session.answer(rules_json(chosen, session.language))
        return
    from planner.show.rules import rule_page, rules_table

    width = session.console().width
    if code is None:
        session.show(rules_table(chosen, width=width, language=session.language))
    else:
        session.show(rule_page(chosen[0], width=width, language=session.language))
