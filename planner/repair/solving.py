"""The smallest change of days that keeps rules, by constraint programming (CP-SAT of OR-tools)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.records import PlannerError, missing_extra
from planner.repair.bounds import is_sure, touched, uids_of
from planner.repair.model import Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from ortools.sat.python import cp_model

    from planner.repair.model import Aim, Movable

_REACH = 184  # days by which an event may leave what its words allow
_EFFORT = 20.0  # seconds of the solver's own deterministic clock


@dataclass(frozen=True, slots=True)
class _Variables:
    """An event in the model: its days, whether its words change, whether it leaves them, and by how many days.

    An unchanged event stands for all its readings: `first` is then the earliest and `last` the latest of them, and
    `wide_first`, `wide_last` are the days by which its other bounds lie inside. Of an event `within` its days, changed
    or not, each end may be any of them.
    """

    first: cp_model.IntVar
    last: cp_model.IntVar
    changed: cp_model.IntVar
    moved: cp_model.IntVar
    days: cp_model.IntVar
    wide_first: int
    wide_last: int
    within: bool


def smallest_change(
    events: Mapping[str, Movable],
    rules: Sequence[Constraint],
    is_working: Callable[[int], bool],
    *,
    aim: Aim = "sure",
    unordered: Collection[str] = (),
    most: int | None = None,
) -> tuple[Moved, ...] | None:
    """Find new days for as few events as possible, then by as few days as possible; None where there are none.

    `rules` must hold for every reading of each event that stays (`sure`) or for one of all together (`possible`).
    An event that surely ends before another begins still does, but for those in `unordered`. Where more than `most`
    events would have to be looked at, the search is given up.

    Only the events of broken rules are free at first, and only the rules among these count: what is best there and
    breaks no other rule is best of all. A rule that it breaks joins in, with its events.
    """
    by_uid: dict[str, list[Constraint]] = {}
    for rule in rules:
        for uid in uids_of(rule):
            by_uid.setdefault(uid, []).append(rule)
    free: dict[str, None] = {}
    orders: list[Constraint] = []
    met = [rule for rule in rules if not is_sure(rule, events)]
    while met:
        free |= dict.fromkeys(uid for rule in met for uid in uids_of(rule))
        if aim == "possible":
            free |= dict.fromkeys(touched(by_uid, free))
        if most is not None and len(free) > most:
            return None
        near = {id(rule): rule for uid in free for rule in by_uid.get(uid, ())}
        inner = [rule for rule in (*near.values(), *orders) if all(uid in free for uid in uids_of(rule))]
        found = _Model({uid: events[uid] for uid in free}, inner, is_working, aim).solved()
        if found is None:
            return None
        after = moved_to(events, found)
        met = [rule for rule in near.values() if not is_sure(rule, after)] if aim == "sure" else []
        ordered = {uid: one for uid, one in events.items() if uid not in unordered}
        broken = [*orders_broken(ordered, after, [one for one in found if one.uid in ordered])]
        orders += broken
        met += broken
        if not met:
            return found
    return ()


def moved_to(events: Mapping[str, Movable], moved: Sequence[Moved]) -> dict[str, Movable]:
    """The events with new days."""
    new = {}
    for one in moved:
        was = events[one.uid]
        first, last = ((one.first, one.last),) * 2 if was.within else ((one.first,) * 2, (one.last,) * 2)
        new[one.uid] = replace(was, first=first, last=last)
    return {**events, **new}


def orders_broken(
    before: Mapping[str, Movable], after: Mapping[str, Movable], moved: Sequence[Moved]
) -> Iterator[Constraint]:
    """The orders of two events that new days of one of them break, as rules."""
    for one in moved:
        for uid in before:
            for early, late in ((one.uid, uid), (uid, one.uid)):
                if before[early].last[1] < before[late].first[0] and after[early].last[1] > after[late].first[0]:
                    yield Constraint("", "info", (), (Edge(Point(late), Point(early, "last"), 0),))


def minimal_conflict(
    events: Mapping[str, Movable], rules: Sequence[Constraint], is_working: Callable[[int], bool], *, aim: Aim
) -> tuple[Constraint, ...]:
    """Of rules that cannot be kept together, some of which that is still true, but of no fewer.

    Windows and lengths are kept rather than orders, for they are easier to see through.
    """
    kept = sorted(rules, key=lambda one: one.code[:1] != "P")
    size = max(len(kept) // 2, 1)
    while True:
        for start in range(0, len(kept), size):
            rest = [*kept[:start], *kept[start + size :]]
            if smallest_change(events, rest, is_working, aim=aim, unordered=events) is None:
                kept = rest
                break
        else:
            if size == 1:
                return tuple(kept)
            size = max(size // 2, 1)


class _Model:
    """The solver's model, filled step by step; days count from the first day that anything may take."""

    def __init__(
        self,
        events: Mapping[str, Movable],
        rules: Sequence[Constraint],
        is_working: Callable[[int], bool],
        aim: Aim,
    ) -> None:
        try:
            from ortools.sat.python import cp_model
        except ImportError as error:
            said = missing_extra("repair")
            raise PlannerError(said) from error
        self._cp = cp_model
        self._model = cp_model.CpModel()
        self._aim = aim
        self._is_working = is_working
        self._zero = self._model.new_constant(0)
        self._of = {uid: self._variables(one) for uid, one in events.items()}
        for rule in rules:
            self._keep(rule)

    def _variables(self, one: Movable) -> _Variables:
        model, is_sure_aim = self._model, self._aim == "sure"
        low, high = one.first[0] - _REACH, one.last[1] + _REACH
        first, last = model.new_int_var(low, high, ""), model.new_int_var(low, high, "")
        working = self._cp.Domain.from_values([day for day in range(low, high + 1) if self._is_working(day)])
        moved = model.new_bool_var("")
        changed = model.new_bool_var("") if is_sure_aim else moved
        days = model.new_int_var(0, _REACH, "")
        model.add(last - first >= one.shortest)
        model.add(last - first <= one.longest)
        for variable, (least, most) in ((first, one.first), (last, one.last)):
            model.add(days >= least - variable)
            model.add(days >= variable - most)
            if one.on_working_days:
                model.add_linear_expression_in_domain(variable, working).only_enforce_if(changed)
        model.add(days == 0).only_enforce_if(~moved)
        model.add(days >= 1).only_enforce_if(moved)
        model.add_implication(moved, changed)
        if is_sure_aim:
            model.add(first == one.first[0]).only_enforce_if(~changed)
            model.add(last == one.last[1]).only_enforce_if(~changed)
        if one.pinned:
            model.add(changed == 0)
        wide = (one.first[1] - one.first[0], one.last[1] - one.last[0]) if is_sure_aim else (0, 0)
        return _Variables(first, last, changed, moved, days, *wide, one.within and is_sure_aim)

    def _latest(self, point: Point) -> cp_model.LinearExpr:
        if point == ORIGIN:
            return self._zero
        one = self._of[point.uid]
        if point.end == "last" or one.within:
            return one.last
        return one.first + one.wide_first - one.wide_first * one.changed

    def _earliest(self, point: Point) -> cp_model.LinearExpr:
        if point == ORIGIN:
            return self._zero
        one = self._of[point.uid]
        if point.end == "first" or one.within:
            return one.first
        return one.last - one.wide_last + one.wide_last * one.changed

    def _add(self, edge: Edge) -> cp_model.Constraint:
        return self._model.add(self._latest(edge.later) - self._earliest(edge.earlier) <= edge.most)

    def _keep(self, rule: Constraint) -> None:
        """Demand that a rule holds."""
        for edge in rule.edges:
            self._add(edge)
        if rule.either:
            chosen = [self._model.new_bool_var("") for _ in rule.either]
            self._model.add_bool_or(chosen)
            for edge, choice in zip(rule.either, chosen, strict=True):
                self._add(edge).only_enforce_if(choice)

    def solved(self) -> tuple[Moved, ...] | None:
        """Solve the model; the events that change, in the order of the call.

        What matters more is made as small as can be first, and then held: moves, days, changes, days given up.
        """
        every = list(self._of.values())
        aims = (
            sum(one.moved for one in every),
            sum(one.days for one in every),
            sum(one.changed for one in every),
            sum(one.first - one.last for one in every),
        )
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = _EFFORT
        solver.parameters.cp_model_probing_level = 0  # the days of rest give it much to do and nothing to find
        for aim in aims:
            self._model.minimize(aim)
            status = solver.solve(self._model)
            if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
                return None
            self._model.add(aim <= round(solver.objective_value))
            self._model.clear_hints()  # type: ignore[no-untyped-call]
            for one in every:
                for variable in dict.fromkeys((one.first, one.last, one.changed, one.moved, one.days)):
                    self._model.add_hint(variable, solver.value(variable))
        return tuple(
            Moved(uid, solver.value(one.first), solver.value(one.last), solver.value(one.days))
            for uid, one in self._of.items()
            if solver.value(one.changed)
        )
