"""Family P, what must come after what: the orders that steps, "after" clauses and the sequence of stages set.

An order says that one event comes after others; `orders_of` collects them, each once, with the clauses that demand it.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from planner import codes
from planner.check.constraints import Constraint, Edge, Point
from planner.check.hierarchy import rank
from planner.check.matching import is_live, means_stage, names_of
from planner.check.verdicts import severity_of
from planner.records import Clause, Subject, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.check.scope import Scope
    from planner.codes import Code
    from planner.records import Event, Length, Precedence
    from planner.settings import Settings

LEAST_SCORE = 70  # of a match, for an order to rest on it
_DAYS = {"day": 1, "week": 7}


class Order(NamedTuple):
    """`after` must come after all of `before`: from `least` to `most` days after the last of them ends.

    `clauses` demand it, the one that binds first; `settles` is a clause of a lower level that leaves this order open.
    `whole` says that `before` is the work of a whole stage; `loose` that a person did not say which of several rows
    are meant.
    """

    code: Code
    clauses: tuple[Clause, ...]
    before: tuple[Event, ...]
    after: Event
    least: int
    most: int | None = None
    overlap: bool = False
    whole: bool = False
    loose: bool = False
    settles: Clause | None = None


def orders_of(scope: Scope, settings: Settings) -> tuple[Order, ...]:
    """Every order that concerns a schedule, those of higher levels first; equal demands are one order."""
    found: dict[object, Order] = {}
    for order in itertools.chain(
        _stage_orders(scope, settings), _step_orders(scope, settings), _after(scope, settings)
    ):
        key = (order.after.uid, tuple([one.uid for one in order.before]), order.least, order.most, order.overlap)
        known = found.get(key)
        if known is None:
            found[key] = order
        else:
            found[key] = known._replace(clauses=tuple(dict.fromkeys((*known.clauses, *order.clauses))))
    return tuple(found.values())


def constraint_of(order: Order, settings: Settings) -> Constraint:
    """An order as edges: `after` begins `least` days after every end, and `most` days after some end."""
    begin = Point(order.after.uid)
    if order.overlap:
        edges = [Edge(begin, Point(one.uid), 0) for one in order.before]
    else:
        edges = [Edge(begin, Point(one.uid, "last"), -order.least) for one in order.before]
    either: tuple[Edge, ...] = ()
    if order.most is not None:
        either = tuple(Edge(Point(one.uid, "last"), begin, order.most) for one in order.before)
        if len(either) == 1:
            edges.extend(either)
            either = ()
    severity = severity_of(order.code, "impossible", settings, order.clauses[0].strength)
    return Constraint(order.code.code, severity, order.clauses, tuple(edges), either)


def _step_orders(scope: Scope, settings: Settings) -> Iterator[Order]:
    """Each step of a clause after the one in front of it that some event meets."""
    for clause in scope.rules:
        if clause.kind == "steps":
            met = [events for _, events in step_events(scope, clause) if events]
            yield from _each(codes.STEPS_OUT_OF_ORDER, clause, itertools.pairwise(met), scope, settings)


def step_events(scope: Scope, clause: Clause) -> list[tuple[str, tuple[Event, ...]]]:
    """The steps of a clause with the events that meet each; an event meets the step that fits it best."""
    claims: dict[str, tuple[int, str]] = {}
    stage = clause.subject.stage
    matches = {step: scope.matched(step, stage) for step in clause.terms.steps}
    for step, match in matches.items():
        for event, score in zip(match.events, match.scores, strict=True) if match else ():
            known = claims.get(event.uid)
            if score >= LEAST_SCORE and (known is None or score > known[0]):
                claims[event.uid] = score, step
    met: dict[str, list[Event]] = {step: [] for step in matches}
    for step, match in matches.items():
        for event in match.events if match else ():
            claim = claims.get(event.uid)
            if claim is not None and claim[1] == step:
                met[step].append(event)
    return [(step, tuple(events)) for step, events in met.items()]


def _stage_orders(scope: Scope, settings: Settings) -> Iterator[Order]:
    """Stages in the order that notices give them: by what the schedule states of each, else by its listed events."""
    named = dict.fromkeys(one.stage for one in (*scope.stages, *scope.schedule.events) if one.stage)
    if len(named) < 2:
        return
    batch = scope.schedule.subject.batch
    pairs = [
        (_as_clause(one), one.before, one.after)
        for one in scope.plan.precedences
        if not (one.batch and batch and one.batch != batch)
    ]
    for clause in scope.rules:
        if clause.kind == "steps":
            steps = [step.removesuffix("阶段") for step in clause.terms.steps if step.endswith("阶段")]
            pairs.extend((clause, one, other) for one, other in itertools.pairwise(steps))
    for clause, before, after in pairs:
        spans = [(stage_span(scope, before), stage_span(scope, after))]
        yield from _each(codes.STEPS_OUT_OF_ORDER, clause, spans, scope, settings, stated=True)


def _as_clause(one: Precedence) -> Clause:
    subject = Subject(batch=one.batch)
    terms = Terms(steps=(one.before, one.after))
    return Clause(kind="steps", subject=subject, place=one.place, terms=terms)


def stage_span(scope: Scope, stage: str) -> tuple[Event, ...]:
    """What a schedule says of when a stage is: its own stated time, else its listed events, else nothing."""
    stated = tuple(one for one in scope.stages if one.stage == stage and one.when and one.when.fit == "fills")
    return stated or tuple(one for one in scope.schedule.events if one.stage == stage and is_live(one))


def _after(scope: Scope, settings: Settings) -> Iterator[Order]:
    """What "after" and "before" clauses order; a lower level does not order what a higher one orders otherwise."""
    clauses = sorted((one for one in scope.rules if one.kind == "follows"), key=lambda one: _force(one, scope))
    ordered: list[Order] = []
    for clause in clauses:
        for order in _of_clause(clause, scope, clauses, settings):
            above = [one for one in ordered if _binds_instead(one, order, clause, scope)]
            if above:
                at = ordered.index(above[0])
                ordered[at] = above[0]._replace(settles=clause)
            else:
                ordered.append(order)
    yield from ordered


def _force(clause: Clause, scope: Scope) -> tuple[int, bool]:
    """Where a clause stands: by its level; of the same level, what the schedule's own document says binds less."""
    return rank(clause), clause.place.path == scope.schedule.path


def _binds_instead(higher: Order, order: Order, clause: Clause, scope: Scope) -> bool:
    """Whether a higher level puts one of several things that a clause lists beside each other after another of them."""
    if higher.after.uid != order.after.uid or _force(higher.clauses[0], scope) >= _force(clause, scope):
        return False
    listed = {one.uid for one in _meant(scope, clause.about, clause)}
    return len(listed) > 1 and any(one.uid in listed for one in higher.before)


def _of_clause(clause: Clause, scope: Scope, clauses: Sequence[Clause], settings: Settings) -> Iterator[Order]:
    terms = clause.terms
    earlier, later = (clause.about, terms.before) if terms.before else (terms.after, clause.about)
    after = _meant(scope, later, clause)
    if means_stage(earlier, clause):
        taken = {one.uid for one in (*after, *_late(scope, clauses))}
        span = [one for one in scope.schedule.events if scope.is_of(one, clause.subject.stage) and is_live(one)]
        before, whole = tuple(one for one in span if one.uid not in taken), True
    else:
        before, whole = _meant(scope, earlier, clause), False
    code = codes.NOT_AT_ONCE if terms.lag else codes.WRONG_DISTANCE if clause.length else codes.BASE_NOT_FINISHED
    yield from _each(code, clause, [(before, after)], scope, settings, whole=whole)


def _late(scope: Scope, clauses: Sequence[Clause]) -> tuple[Event, ...]:
    """The events of a stage that come after its work: what follows the stage, what follows that, and bare filings."""
    late: dict[str, Event] = {}
    while True:
        count = len(late)
        for clause in clauses:
            base = clause.terms.after
            if base and (means_stage(base, clause) or any(one.uid in late for one in _meant(scope, base, clause))):
                late.update((one.uid, one) for one in _meant(scope, clause.about, clause))
        if len(late) == count:
            return (*late.values(), *_filings(scope))


def _filings(scope: Scope) -> Iterator[Event]:
    """The events that a clause on filing means and that are no step of the work themselves."""
    steps = {
        event.uid
        for clause in scope.rules
        if clause.kind == "steps"
        for _, events in step_events(scope, clause)
        for event in events
    }
    for clause in scope.rules:
        if clause.kind == "filing":
            yield from (one for one in _meant(scope, clause.about, clause) if one.uid not in steps)


def _meant(scope: Scope, name: str, clause: Clause) -> tuple[Event, ...]:
    match = scope.matched(name, clause.subject.stage) if name else None
    if match is None:
        return ()
    return tuple(one for one, score in zip(match.events, match.scores, strict=True) if score >= LEAST_SCORE)


def _each(
    code: Code,
    clause: Clause,
    pairs: Iterable[tuple[Sequence[Event], Sequence[Event]]],
    scope: Scope,
    settings: Settings,
    *,
    whole: bool = False,
    stated: bool = False,
) -> Iterator[Order]:
    """An order for each of the events that come after others.

    An event that both sides name is on neither, unless it is all that one side names: by
    整改完成后组织验收, 整改验收 comes after the other 整改.
    """
    clauses = (clause,)
    least, most = _distance(clause, settings)
    overlap = (settings.overlap or clause.terms.overlap) and most is None and not clause.length
    if scope.plan.matches and not stated:
        named = set(names_of(clause))
        stated = any(one.step in named for one in scope.plan.matches)
    stated = stated or whole
    for before, after in pairs:
        both = {one.uid for one in before} & {one.uid for one in after}
        left, right = tuple(before), tuple(after)
        if both:
            left, right = (tuple(one for one in side if one.uid not in both) for side in (before, after))
            left, right = left or (tuple(before) if right else ()), right or (tuple(after) if left else ())
        if not left:
            continue
        loose = len(left) + len(after) > 2 and not stated
        for event in right:
            yield Order(code, clauses, left, event, least, most, overlap, whole, loose)


def _distance(clause: Clause, settings: Settings) -> tuple[int, int | None]:
    """The days from the end of what comes first to the begin of what comes after, least and most (None: no limit)."""
    usual = 0 if settings.same_day else 1
    if clause.length is not None:
        days = _in_days(clause.length)
        if days is not None:
            return (usual, days) if clause.length.bound == "at_most" else (days, None)
    return (usual, settings.at_once_days) if clause.terms.lag == "at once" else (usual, None)


def _in_days(length: Length) -> int | None:
    if len(length.parts) != 1 or length.parts[0][1] not in _DAYS:
        return None
    number, unit = length.parts[0]
    return int(number * _DAYS[unit])
