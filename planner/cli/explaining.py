"""What bounds an event that a call names: `--explain EVENT`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

    from planner.check import Report
    from planner.check.explain import Explanation
    from planner.cli.material import Material
    from planner.cli.session import Session
    from planner.records import Event


def explanation_of(material: Material, report: Report, event: Event) -> Explanation:
    """Find what bounds an event of a schedule that was checked, by the rules that concern that schedule."""
    from planner.check.days import constraints_of
    from planner.check.explain import explain

    scope = next(one for one in report.scopes if any(each.uid == event.uid for each in one.schedule.events))
    return explain(event, scope.schedule.events, constraints_of(scope, material.settings), material.settings)


def explained(session: Session, material: Material, report: Report, event: Event) -> Text:
    """Say what bounds an event, for a person."""
    from planner.show.explain import explanation

    made = explanation_of(material, report, event)
    return explanation(made, width=session.console().width, language=session.language)


def explained_json(material: Material, report: Report, event: Event) -> dict[str, Any]:
    """Say what bounds an event, for a program."""
    from planner.export.json_records import explanation_json

    return explanation_json(explanation_of(material, report, event))
