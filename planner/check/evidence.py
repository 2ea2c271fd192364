"""What families G and F share: the events that show that a demand is met, their order, and the findings on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.check.readings import readings_of_event
from planner.check.rest_days import edtf_of
from planner.check.verdicts import severity_of
from planner.records import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.check.readings import Readings
    from planner.check.scope import Scope
    from planner.codes import Code
    from planner.records import Clause, Event, Message, Severity, Verdict
    from planner.settings import Settings

# Words by which somebody reviews a paper or agrees to it.
AGREES = re.compile(
    r"审核|审查|审批|审定|审阅|审议|把关|复审|核准|批准|批复|会签|同意|\b(?:review|approv|check|sign(?:s|ed)? off)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a schedule shows of a demand: the verdict, and what goes into its finding.

    `event` is the row that the finding stands at, None for the whole schedule; `others` further rows. `margin` is in
    days, least and most; `readings` are EDTF.
    """

    verdict: Verdict
    said: Message
    event: Event | None = None
    others: tuple[Event, ...] = ()
    margin: tuple[int, int] | None = None
    readings: tuple[str, ...] = ()
    required: str | None = None
    suggestion: Message | None = None


def events_named(scope: Scope, name: str, clause: Clause, least: int = 0) -> tuple[Event, ...]:
    """The events that a clause's words mean with at least a score; none where nothing fits."""
    matched = scope.matched(name, clause.subject.stage) if name else None
    if matched is None or not least:
        return matched.events if matched else ()
    return tuple(one for one, score in zip(matched.events, matched.scores, strict=True) if score >= least)


def words_of(event: Event) -> str:
    """All words of an event, for looking into."""
    return "\n".join((event.title, *event.details, event.note, event.organizer, *event.participants))


def is_row_of(event: Event, clause: Clause) -> bool:
    """Whether an event is the row that a clause was read from, which shows nothing of how it is met."""
    return (event.place.path, event.place.line) == (clause.place.path, clause.place.line)


def bounds(events: Iterable[Event], settings: Settings) -> Readings | None:
    """The readings of the first dated of events; None where none is dated."""
    found = (readings_of_event(one, settings) for one in events)
    return next((one for one in found if one), None)


def not_before(earlier: Readings, later: Readings, settings: Settings) -> tuple[Verdict, tuple[int, int]]:
    """Whether `later` begins when `earlier` has ended, and the days between, least and most over the readings.

    The same day is enough where the settings allow it.
    """
    apart = 0 if settings.same_day else 1
    least = (later.first[0] - earlier.last[1]).days - apart
    most = (later.first[1] - earlier.last[0]).days - apart
    return "sure" if least >= 0 else "possible" if most >= 0 else "impossible", (least, most)


def days_left(earlier: Readings, later: Readings) -> tuple[str, ...]:
    """The days, as EDTF, on which `later` can lie behind the earliest end of `earlier`."""
    first, last = max(later.first[0], earlier.last[0]), later.last[1]
    return (edtf_of(first, last),) if first <= last else ()


def noted(code: Code, verdict: Verdict, settings: Settings) -> Severity:
    """What a verdict weighs that is only a note, unless the user gave its code a weight."""
    return severity_of(code, verdict, settings) if code.code in settings.severity else "info"


def finding_on(scope: Scope, code: Code, clause: Clause, shown: Shown, settings: Settings) -> Finding:
    """The finding on one demand; what is open of a thing that the schedule does not list is a note."""
    schedule, event = scope.schedule, shown.event
    is_note = shown.verdict == "open" and event is None
    severity = (
        noted(code, shown.verdict, settings) if is_note else severity_of(code, shown.verdict, settings, clause.strength)
    )
    return Finding(
        code=code.code,
        verdict=shown.verdict,
        severity=severity,
        message=shown.said,
        place=event.place if event else Place(path=schedule.path, quote=schedule.title),
        event=event.title if event else None,
        event_uid=event.uid if event else None,
        related=(clause.place, *(one.place for one in shown.others)),
        required=shown.required,
        actual=event.when.edtf if event and event.when else None,
        readings=shown.readings,
        margin=shown.margin,
        suggestion=shown.suggestion,
    )
