"""What would follow if an event had another time: `--what-if "EVENT=TIME"`, without a file changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from planner.cli.naming import event_named
from planner.extract.supposed import supposed
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.check import Report
    from planner.cli.material import Material
    from planner.language import Language
    from planner.records import Event, Finding, Schedule, Verdict


@dataclass(frozen=True, slots=True)
class Supposition:
    """An event as it stands, and at the time that is supposed for it."""

    before: Event
    after: Event


@dataclass(frozen=True, slots=True)
class Turn:
    """A finding that a supposition changes: before and after, None where there is none."""

    before: Finding | None
    after: Finding | None


def suppose(material: Material, wishes: Iterable[str]) -> tuple[Material, tuple[Supposition, ...]]:
    """Put events at the times that a call supposes for them; where one is named twice, the later wish holds.

    Raises PlannerError for what is not EVENT=TIME, an event that is not there or not the only one of its title, and
    words that are not one time.
    """
    made: dict[str, Supposition] = {}
    for wish in wishes:
        name, equals, words = wish.partition("=")
        if not equals or not name.strip() or not words.strip():
            said = message("--what-if {given} is not EVENT=TIME; write it as 测评工作=5月23日", given=wish)
            raise PlannerError(said)
        schedule, event = event_named(material.schedules, name)
        made[event.uid] = Supposition(event, supposed(schedule, event, words.strip(), material.settings))
    schedules, listed = (tuple(_at(one, made) for one in held) for held in (material.schedules, material.listed))
    return replace(material, schedules=schedules, listed=listed), tuple(made.values())


def _at(schedule: Schedule, made: Mapping[str, Supposition]) -> Schedule:
    events = tuple(made[event.uid].after if event.uid in made else event for event in schedule.events)
    return replace(schedule, events=events)


def turns(before: Report, after: Report) -> tuple[Turn, ...]:
    """The findings that changed their verdict or their margin, came or went, in the order of the findings."""
    earlier = _keyed(before.findings)
    later = _keyed(after.findings)
    pairs = [Turn(earlier.get(key), later.get(key)) for key in {**earlier, **later}]
    return tuple(one for one in pairs if _weight(one.before) != _weight(one.after))


def _keyed(findings: Sequence[Finding]) -> dict[tuple[object, ...], Finding]:
    """Findings by what they are about; those about the same thing are told apart by their order."""
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    keyed: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        about = (one.code, one.place.path, one.event_uid, one.window, one.related)
        keyed[(*about, counts[about])] = one
        counts[about] += 1
    return keyed


def _weight(finding: Finding | None) -> object:
    return None if finding is None else (finding.verdict, finding.margin, finding.readings)


def what_if_json(
    made: Sequence[Supposition], before: Report, after: Report, changed: Sequence[Turn], language: Language
) -> dict[str, Any]:
    """What `--format json` says of a supposition: the changes, the verdicts and the findings before and after."""
    from planner.export.json_records import finding_json, when_json

    def verdicts(report: Report) -> dict[str, Verdict]:
        return dict(report.verdicts)

    return {
        "changes": [
            {
                "event": one.before.title,
                "event_uid": one.before.uid,
                "before": when_json(one.before.when) if one.before.when else None,
                "after": when_json(one.after.when) if one.after.when else None,
            }
            for one in made
        ],
        "verdicts": [
            {"path": path, "before": verdict, "after": verdicts(after).get(path)} for path, verdict in before.verdicts
        ],
        "findings": [
            {
                "before": finding_json(one.before, language) if one.before else None,
                "after": finding_json(one.after, language) if one.after else None,
            }
            for one in changed
        ],
    }
