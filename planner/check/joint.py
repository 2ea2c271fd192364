"""Rules taken together: every rule on days that concerns a schedule, in one network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.check.windows import window_constraints

if TYPE_CHECKING:
    from planner.check.constraints import Constraint
    from planner.check.scope import Scope
    from planner.settings import Settings


def constraints_of(scope: Scope, settings: Settings) -> tuple[Constraint, ...]:  # noqa: ARG001 -- rules on order will
    """Every rule on days that concerns a schedule, one constraint an instance."""
    return window_constraints(scope)
