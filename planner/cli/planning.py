"""The command on notices: plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli import options
from planner.cli.session import Session
from planner.cli.targets import corrected_plan, free_target
from planner.records import PlannerError, message

Notices = Annotated[list[Path], typer.Argument(help="Notices, or folders of them.", metavar="NOTICE")]


def plan(
    context: typer.Context,
    notices: Notices,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PLAN.toml", help="File that the plan goes to, to edit.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Leave out the notices issued after this day.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Say which notice set or changed what.")] = False,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Turn notices into a plan: every demand with its words, its strength and its reach.

    Example: planner plan schedules/batch-two.txt schedules/extension.txt -o plan.toml
    """
    from planner.cli.material import gather
    from planner.plan.amendments import history as changes_of

    session: Session = context.obj
    if output is not None:
        _require_uncorrected(free_target(output, notices))
    day = options.day(as_of, "--as-of")
    material = gather(session, notices, options.reading(on, config, date_order, term_start))
    made = material.plan(notices=material, day=day)
    prose = [one.prose for one in material.extracts if day is None or not one.prose.issued or one.prose.issued <= day]
    missed = tuple(place for one in prose for place in one.not_understood)
    stating = sum(one.stating for one in prose)
    exhorting = sum(one.exhorting for one in prose)
    if not stating and not any(one.clauses for one in material.extracts):
        paths = tuple(str(path) for path in notices)
        raise PlannerError(
            message("no demands in {paths}: a plan is made of notices; schedules are for check", paths=paths)
        )
    changes = changes_of(made.clauses) if history else ()
    if output is not None:
        from planner.export.files import write_atomically
        from planner.export.plan_toml import plan_toml

        write_atomically(output, plan_toml(made, session.language).encode())
    if form is options.Format.JSON:
        from planner.export.plan_json import history_json, plan_json

        answer = plan_json(made, missed, stating, exhorting)
        session.answer({**answer, "history": history_json(changes)} if history else answer)
        return
    from planner.show.plan import history_lines, not_understood_lines, plan_tree, share

    session.show(plan_tree(made, language=session.language))
    session.say(*history_lines(changes, language=session.language))
    session.say(*not_understood_lines(missed, language=session.language), share(missed, stating, exhorting))
    if output is not None:
        session.say(message("{path} is written: correct it, and check schedules with --plan {path}.", path=output))


def _require_uncorrected(output: Path) -> None:
    """Raise PlannerError for a plan file that a person has corrected, and for a file that is no plan."""
    if corrected_plan(output) is not None:
        said = message(
            "{path}: was corrected since planner wrote it; give another name, or check schedules with --plan {path}",
            path=output,
        )
        raise PlannerError(said)
