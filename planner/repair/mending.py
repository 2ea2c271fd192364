"""The smallest repair of a schedule: which events move where, what a person should approve, and what cannot be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.check import check_scope, durations
from planner.check.constraints import ORIGIN, Constraint, Edge, Point
from planner.check.days import constraints_of, rules_of
from planner.check.prepare import scope_of
from planner.check.readings import FAR, Bounds
from planner.dates import edtf
from planner.records import message
from planner.repair.bounds import is_sure, uids_of
from planner.repair.model import Edit, Repair
from planner.repair.movable import fitted, movables, time_of, working_day
from planner.repair.solving import minimal_conflict, moved_to, orders_broken, smallest_change

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence

    from planner.check.lastings import Lasting
    from planner.check.prepare import Prepared
    from planner.check.scope import Scope
    from planner.records import Event, Finding, Message, Place, Schedule, Severity
    from planner.repair.model import Aim, Movable, Moved
    from planner.settings import Settings

_EDGE_EVENTS = 8  # of a long stage, the events at either end that a repair moves for its length
_MOST_IN_ORDER = 40  # events that may give way so that the order of an event at fault stays
_ROUNDS = 12  # new faults that one repair after another may bring up


def repair(
    schedule: Schedule,
    prepared: Prepared,
    levels: Collection[Severity],
    *,
    aim: Aim = "sure",
    pinned: Collection[str] = (),
    paired: bool = False,
) -> Repair:
    """Find the smallest change of dates with which a schedule keeps every rule of these levels.

    A rule that is kept surely now stays kept, and the order of the events stays, unless nothing else is possible. An
    event that clashes with another at one of the levels is moved apart from it. A rule that may be kept now and that a
    repair breaks joins the rules to keep.
    """
    settings = prepared.settings
    is_working = working_day(settings)
    scope = scope_of(schedule, prepared, paired=paired)
    events = _stretched(movables(schedule, settings, pinned, is_working), rules_of(scope, settings).lastings)
    every = [one for one in _rules(scope, settings, events) if all(uid in events for uid in uids_of(one))]
    events = fitted(events, [one for one in every if one.severity in levels], is_working)
    by_place = {one.place: one.uid for one in schedule.events if one.uid in events}
    every += _shown(scope, check_scope(scope, settings), by_place, events)
    apart: list[Constraint] = []
    for _round in range(_ROUNDS):
        rules = [one for one in every if one.severity in levels] + apart
        moved = _attempts(events, rules, every, is_working, aim)
        if moved is None:
            return Repair(conflict=minimal_conflict(events, rules, is_working, aim=aim))
        edits = _edits(schedule, events, moved, every)
        after = with_edits(schedule, edits)
        found = scope_of(after, prepared, paired=paired)
        left = tuple(one for one in check_scope(found, settings) if _counts(one, levels))
        broken = (*_clashes(left, by_place, events), *_shown(found, left, by_place, events))
        new = [one for one in broken if one not in rules]
        if not new:
            return Repair(edits, left)
        apart += new
    return Repair(edits, left)


def _stretched(events: Mapping[str, Movable], lastings: Sequence[Lasting]) -> dict[str, Movable]:
    """The events, of which one that alone has a length to keep may last as long as that asks."""
    found = dict(events)
    for lasting in lastings:
        uid = lasting.events[0].uid
        if len(lasting.events) == 1 and uid in found:
            one = found[uid]
            most = one.shortest if lasting.most is None else min(one.shortest, lasting.most - 1)
            found[uid] = replace(one, shortest=most, longest=max(one.longest, lasting.least - 1))
    return found


def _rules(scope: Scope, settings: Settings, known: Mapping[str, Movable]) -> Iterator[Constraint]:
    """Every rule on days; a length with any two events that new days could bring so far apart.

    Of a stage with many events these are the first and the last ones. A length that is kept surely, but by different
    events on different readings, stays as the check has it.
    """
    rules = rules_of(scope, settings)
    lengths = (codes.STAGE_TOO_SHORT.code, codes.STAGE_TOO_LONG.code)
    yield from (one for one in constraints_of(scope, settings) if one.code not in lengths)
    for lasting in rules.lastings:
        events = sorted(lasting.events, key=lambda one: rules.events[one.uid].first_from)
        if len(events) > 2 * _EDGE_EVENTS:
            events = [*events[:_EDGE_EVENTS], *events[-_EDGE_EVENTS:]]
        anywhere = {one.uid: Bounds(-FAR, FAR, -FAR, FAR) for one in events}
        rule = durations.constraint_of(replace(lasting, events=tuple(events)), anywhere, settings)
        is_kept = durations.judged(lasting, rules.events)[1] == "sure"
        if is_kept and all(uid in known for uid in uids_of(rule)) and not is_sure(rule, known):
            rule = durations.constraint_of(lasting, rules.events, settings)
        yield rule


def with_edits(schedule: Schedule, edits: Sequence[Edit]) -> Schedule:
    """The schedule with proposed times."""
    times = {edit.event.uid: edit.when for edit in edits}
    changed = (replace(one, when=times[one.uid]) if one.uid in times else one for one in schedule.events)
    return replace(schedule, events=tuple(changed))


def _counts(finding: Finding, levels: Collection[Severity]) -> bool:
    """Whether a finding stands against a schedule at these levels; a notice that does not bind it says nothing."""
    is_fault = finding.verdict == "impossible" and finding.code != codes.OTHER_BATCH.code
    return is_fault and finding.severity in levels and not finding.silenced


def _attempts(
    events: Mapping[str, Movable],
    rules: Sequence[Constraint],
    every: Sequence[Constraint],
    is_working: Callable[[int], bool],
    aim: Aim,
) -> tuple[Moved, ...] | None:
    """Solve with as much kept as can be: all that is sure now and the order, then less of the order, then the rules."""
    broken = [one for one in rules if not is_sure(one, events)]
    chosen = {id(one) for one in rules}
    kept = [*rules, *(one for one in every if id(one) not in chosen and is_sure(one, events))]
    at_fault = {uid for one in broken for uid in uids_of(one)}
    found = smallest_change(events, kept, is_working, aim=aim, unordered=at_fault)
    if found and any(orders_broken(events, moved_to(events, found), found)):
        found = smallest_change(events, kept, is_working, aim=aim, most=_MOST_IN_ORDER) or found
    for demanded in (kept, rules):
        if found is None:
            found = smallest_change(events, demanded, is_working, aim=aim, unordered=events)
    return found


def _edits(
    schedule: Schedule, events: Mapping[str, Movable], moved: Sequence[Moved], every: Sequence[Constraint]
) -> tuple[Edit, ...]:
    """The changes in the schedule's order, each with what speaks for a person's approval."""
    found = {one.uid: one for one in moved}
    after = moved_to(events, moved)
    edits = []
    for event in schedule.events:
        if event.uid in found and event.when:
            new = found[event.uid]
            reason = _reason(event, schedule.events, events, after, every)
            edits.append(Edit(event, time_of(event.when, new), new.days, reason))
    return tuple(edits)


def _reason(
    event: Event,
    others: Sequence[Event],
    before: Mapping[str, Movable],
    after: Mapping[str, Movable],
    every: Sequence[Constraint],
) -> Message | None:
    """Why a person should approve the new days of an event: a window left, or the order of events changed."""
    windows = [one for one in every if one.code == codes.OUTSIDE_WINDOW.code and event.uid in uids_of(one)]
    if not all(is_sure(one, after) for one in windows):
        return message("it lies outside its window")
    was, now = before[event.uid], after[event.uid]
    lasts = now.last[0] - now.first[0]
    if not was.within and not was.last[0] - was.first[1] <= lasts <= was.last[1] - was.first[0]:
        return message("it lasts {days} days then", days=lasts + 1)
    for other in others:
        if other.uid in before:
            for early, late in ((event, other), (other, event)):
                was_before = before[early.uid].last[1] < before[late.uid].first[0]
                if was_before and after[early.uid].last[1] > after[late.uid].first[0]:
                    return message("it changes places with {other}", other=other.title)
    return None


def _shown(
    scope: Scope, findings: Sequence[Finding], by_place: Mapping[Place, str], known: Container[str]
) -> Iterator[Constraint]:
    """What gates, filings and deadlines demand of dates, from the findings on them: kept ones are to stay kept."""
    for finding in findings:
        uid = finding.event_uid
        if uid is None or uid not in known or finding.verdict == "open":
            continue
        clauses = tuple(one for one in scope.rules if one.place in finding.related[:1])
        if finding.code == codes.AFTER_DEADLINE.code and finding.required:
            due = edtf.bounds(edtf.parse(finding.required))[1]
            if due:
                edge = Edge(ORIGIN, Point(uid, "last"), due.toordinal())
                yield Constraint(finding.code, finding.severity, clauses, (edge,))
        for other in _rows(finding, by_place):
            if finding.code == codes.GATE_NOT_PASSED.code:
                edge = Edge(Point(uid), Point(other, "last"), 0)
                yield Constraint(finding.code, finding.severity, clauses, (edge,))
            elif finding.code in (codes.NOT_REVIEWED.code, codes.NOT_FILED.code):
                edge = Edge(Point(uid, "last"), Point(other), 0)
                yield Constraint(finding.code, finding.severity, clauses, (edge,))


def _clashes(left: Sequence[Finding], by_place: Mapping[Place, str], known: Container[str]) -> Iterator[Constraint]:
    """Rules that keep apart the events of findings of clashes: one of the two ends before the other begins."""
    for finding in left:
        one = finding.event_uid
        if finding.code.startswith("K") and one is not None and one in known:
            for two in _rows(finding, by_place):
                either = (Edge(Point(two), Point(one, "last"), -1), Edge(Point(one), Point(two, "last"), -1))
                yield Constraint(finding.code, finding.severity, (), (), either)


def _rows(finding: Finding, by_place: Mapping[Place, str]) -> list[str]:
    """The other dated events that a finding is related to, by uid."""
    found = (by_place.get(place) for place in finding.related)
    return [uid for uid in found if uid is not None and uid != finding.event_uid]
