"""The solver against brute force: the fewest events moved, then the fewest days."""

from __future__ import annotations

import itertools
import random

import pytest

from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.repair.bounds import is_sure
from planner.repair.model import Movable
from planner.repair.movable import fitted
from planner.repair.solving import minimal_conflict, smallest_change

MONDAY = 731_000 - 731_000 % 7 + 1  # ordinals: 1 is a Monday
REACH = 6


def every_day(_day: int) -> bool:
    return True


def no_weekend(day: int) -> bool:
    return day % 7 not in (6, 0)


def fills(uid: str, first: int, last: int, *, pinned: bool = False) -> Movable:
    return Movable(uid, (first, first), (last, last), last - first, last - first, pinned=pinned)


def within(uid: str, first: int, last: int) -> Movable:
    return Movable(uid, (first, last), (first, last), 0, last - first, within=True)


def after(before: str, later: str) -> Constraint:
    return Constraint("P101", "error", (), (Edge(Point(later), Point(before, "last"), 0),))


def not_before(uid: str, day: int) -> Constraint:
    return Constraint("W101", "error", (), (Edge(Point(uid), ORIGIN, -day),))


def not_after(uid: str, day: int) -> Constraint:
    return Constraint("W101", "error", (), (Edge(ORIGIN, Point(uid, "last"), day),))


def drawn(seed: int) -> tuple[dict[str, Movable], list[Constraint]]:
    """A small schedule and rules on it."""
    draw = random.Random(seed)  # noqa: S311
    events = {}
    for name in "abc"[: draw.randint(2, 3)]:
        first = MONDAY + draw.randint(0, 5)
        last = first + draw.randint(0, 2)
        events[name] = fills(name, first, last) if draw.random() < 0.6 else within(name, first, last)
    rules = [after(*draw.sample(sorted(events), 2)) for _ in range(draw.randint(1, 2))]
    rules += [draw.choice((not_before, not_after))(draw.choice(sorted(events)), MONDAY + draw.randint(0, 6))]
    return events, rules


def by_brute_force(events: dict[str, Movable], rules: list[Constraint]) -> tuple[int, int] | None:
    """The fewest events moved and the fewest days, over every choice of days near enough; None where there is none."""

    def choices(one: Movable) -> list[tuple[Movable, int]]:
        found = [(one, 0)]
        for first in range(one.first[0] - REACH, one.first[1] + REACH + 1):
            for last in range(first + one.shortest, first + one.longest + 1):
                days = max(0, one.first[0] - first, first - one.first[1], one.last[0] - last, last - one.last[1])
                found.append((Movable(one.uid, (first, first), (last, last), 0, 0), days))
        return found

    best = None
    for combination in itertools.product(*(choices(one) for one in events.values())):
        cost = (sum(days > 0 for _, days in combination), sum(days for _, days in combination))
        if (best is None or cost < best) and all(is_sure(rule, {o.uid: o for o, _ in combination}) for rule in rules):
            best = cost
    return best


@pytest.mark.parametrize("seed", range(40))
def test_no_smaller_change_keeps_the_rules(seed: int) -> None:
    events, rules = drawn(seed)
    moved = smallest_change(events, rules, every_day, unordered=events)
    expected = by_brute_force(events, rules)
    if expected is None or expected[1] > REACH:
        assert moved is None or sum(one.days for one in moved) >= REACH
        return
    assert moved is not None
    assert (sum(one.days > 0 for one in moved), sum(one.days for one in moved)) == expected
    changed = {one.uid: Movable(one.uid, (one.first,) * 2, (one.last,) * 2, 0, 0) for one in moved}
    assert all(is_sure(rule, {**events, **changed}) for rule in rules)


def test_new_days_are_working_days() -> None:
    events = {"a": fills("a", MONDAY, MONDAY + 4), "b": fills("b", MONDAY + 1, MONDAY + 1)}
    (moved,) = smallest_change(events, [after("a", "b"), not_before("b", MONDAY + 5)], no_weekend, unordered=events)
    assert (moved.uid, moved.first) == ("b", MONDAY + 7)


def test_a_pinned_event_stays_and_the_other_moves() -> None:
    events = {"a": fills("a", MONDAY + 3, MONDAY + 3), "b": fills("b", MONDAY, MONDAY, pinned=True)}
    (moved,) = smallest_change(events, [after("a", "b")], no_weekend, unordered=events)
    assert (moved.uid, moved.first, moved.days) == ("a", MONDAY, 3)


def test_narrowing_is_no_move() -> None:
    events = {"plan": fills("plan", MONDAY, MONDAY + 4), "do": within("do", MONDAY - 5, MONDAY + 4)}
    (moved,) = smallest_change(events, [after("plan", "do")], no_weekend)
    assert (moved.uid, moved.first, moved.last, moved.days) == ("do", MONDAY + 4, MONDAY + 4, 0)


def test_what_one_reading_keeps_needs_no_change_when_possible_is_enough() -> None:
    events = {"plan": fills("plan", MONDAY, MONDAY + 4), "do": within("do", MONDAY - 5, MONDAY + 4)}
    assert smallest_change(events, [after("plan", "do")], no_weekend, aim="possible") == ()


def test_the_order_of_other_events_stays() -> None:
    events = {
        "a": fills("a", MONDAY, MONDAY),
        "b": fills("b", MONDAY + 1, MONDAY + 1),
        "c": fills("c", MONDAY + 2, MONDAY + 2),
    }
    rules = [not_before("a", MONDAY + 2)]
    moved = smallest_change(events, rules, every_day)
    assert [(one.uid, one.first) for one in moved] == [("a", MONDAY + 2), ("b", MONDAY + 2)]
    assert [one.uid for one in smallest_change(events, rules, every_day, unordered=["a"])] == ["a"]


def test_a_conflict_names_only_what_cannot_be_kept_together() -> None:
    events = {one.uid: one for one in (fills("a", MONDAY, MONDAY), fills("b", MONDAY, MONDAY), within("c", 1, 5))}
    late, early, order, other = (
        not_before("a", MONDAY + 9),
        not_after("b", MONDAY + 3),
        after("a", "b"),
        after("b", "a"),
    )
    rules = [other, late, order, early, not_before("c", 2)]
    assert smallest_change(events, rules, every_day, unordered=events) is None
    conflict = minimal_conflict(events, rules, every_day, aim="sure")
    assert set(conflict) == {late, early, order}
    for one in conflict:
        rest = [rule for rule in conflict if rule is not one]
        assert smallest_change(events, rest, every_day, unordered=events) is not None


def test_an_event_that_no_window_holds_may_be_shortened() -> None:
    rules = [not_before("a", MONDAY), not_after("a", MONDAY + 6)]
    events = {"a": fills("a", MONDAY, MONDAY + 9), "b": fills("b", MONDAY, MONDAY + 9)}
    free = fitted(events, rules, no_weekend)
    assert (free["a"].shortest, free["a"].longest, free["b"].shortest) == (4, 9, 9)
    assert smallest_change(events, rules, no_weekend) is None
    moved = smallest_change(free, rules, no_weekend)
    assert moved is not None
    assert [(one.uid, one.first, one.last) for one in moved] == [("a", MONDAY, MONDAY + 4)]


def test_a_window_of_days_of_rest_is_used() -> None:
    rules = [not_before("a", MONDAY + 5), not_after("a", MONDAY + 6)]
    free = fitted({"a": fills("a", MONDAY, MONDAY)}, rules, no_weekend)
    moved = smallest_change(free, rules, no_weekend)
    assert moved is not None
    assert [(one.first, one.last) for one in moved] == [(MONDAY + 5, MONDAY + 5)]
