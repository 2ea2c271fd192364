"""The families on days, W, P, D and J: rule by rule by arithmetic on bounds, then all rules in one network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner import codes
from planner.check import durations, lastings, orders, precedence
from planner.check.joint import Clash, Days, clashes_of, projection_of, touched
from planner.check.readings import FAR, Bounds, bounds_of
from planner.check.windows import check_windows, window_constraints
from planner.records import Finding, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.check.constraints import Constraint
    from planner.check.lastings import Lasting
    from planner.check.orders import Gap
    from planner.check.precedence import Order
    from planner.check.scope import Scope
    from planner.settings import Settings

_FORCE = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules on days of one schedule, with the bounds of its events and how far each order is kept."""

    events: Mapping[str, Bounds]
    orders: tuple[tuple[Order, Gap], ...]
    lastings: tuple[Lasting, ...]


def rules_of(scope: Scope, settings: Settings) -> Rules:
    """Collect the rules on days that concern a schedule."""
    events = {one.uid: bounds_of(one, settings) for one in (*scope.stages, *scope.schedule.events)}
    found = tuple((one, orders.gap_of(one, events)) for one in precedence.orders_of(scope, settings))
    return Rules(events, found, tuple(lastings.lasting_of(scope, settings)))


def constraints_of(scope: Scope, settings: Settings) -> tuple[Constraint, ...]:
    """Every rule on days that concerns a schedule, one constraint an instance, also those that no reading keeps."""
    rules = rules_of(scope, settings)
    return (
        *window_constraints(scope, settings),
        *(precedence.constraint_of(order, settings) for order, _ in rules.orders),
        *(durations.constraint_of(one, rules.events, settings) for one in rules.lastings),
    )


def network_of(scope: Scope, rules: Rules, settings: Settings) -> tuple[Constraint, ...]:
    """The rules that bear on each other: those that some readings keep and some break, strongest first.

    A rule that every reading keeps takes nothing away, one that none keeps is told of by itself.
    """
    found = [
        *window_constraints(scope, settings, rules.events),
        *(
            precedence.constraint_of(order, settings)
            for order, gap in rules.orders
            if gap.verdict in ("possible", "open") and not order.loose
        ),
        *(
            durations.constraint_of(one, rules.events, settings)
            for one in rules.lastings
            if durations.judged(one, rules.events)[1] in ("possible", "open")
        ),
    ]
    return tuple(sorted(found, key=lambda one: _FORCE[one.severity]))


def check_days(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Hold a schedule against its windows, the orders of its events, the lengths of its stages, and all together."""
    rules = rules_of(scope, settings)
    together = network_of(scope, rules, settings)
    concerned = touched(together)
    events = {uid: bounds for uid, bounds in rules.events.items() if uid in concerned}
    days: Days | None = projection_of(events, together) if together else None
    clashes = tuple(clashes_of(events, together)) if days is None and len(together) > 1 else ()
    return (
        *check_windows(scope, settings),
        *(orders.finding_of(order, gap, rules.events, days, settings) for order, gap in rules.orders),
        *(durations.finding_of(one, scope, rules.events, settings) for one in rules.lastings),
        *durations.check_effort(scope, settings),
        *(_clash(one, scope, settings) for one in clashes),
    )


def _clash(clash: Clash, scope: Scope, settings: Settings) -> Finding:
    """Rules that cannot be kept together: what the weakest of them weighs."""
    rows = {one.uid: one for one in (*scope.stages, *scope.schedule.events)}
    events = [rows[uid] for uid in clash.rows if uid in rows]
    clauses = tuple(dict.fromkeys(clause for rule in clash.rules for clause in rule.clauses[:1]))
    weakest = max(clash.rules, key=lambda one: _FORCE[one.severity]).severity
    days = clash.conflict.days
    said = plural_message(
        "these rules can each be kept, but not all together ({codes}; {titles}): {days} day is missing",
        "these rules can each be kept, but not all together ({codes}; {titles}): {days} days are missing",
        count=days,
        codes=tuple(dict.fromkeys(one.code for one in clash.rules)),
        titles=tuple(f"“{one.title}”" for one in events),
        days=days,
    )
    return Finding(
        code=codes.NOT_TOGETHER.code,
        verdict="impossible",
        severity=settings.severity.get(codes.NOT_TOGETHER.code, weakest),
        message=said,
        place=events[0].place,
        event=events[0].title,
        event_uid=events[0].uid,
        related=(*(one.place for one in clauses), *(one.place for one in events[1:])),
        margin=(-days, -days) if days < FAR // 2 else None,
        suggestion=message("move one of the events, or ask which of the demands gives way"),
    )
