"""Family F: who must have reviewed a paper, with whom it is filed, by when, and whether it is drawn up at all.

What is shown by no event of the schedule is open, never a pass: the papers themselves are not at hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner import codes
from planner.check.deadlines import in_time
from planner.check.evidence import AGREES, Shown, bounds, events_named, finding_on, words_of
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.check.readings import Readings
    from planner.check.scope import Scope
    from planner.records import Clause, ClauseKind, Event, Finding
    from planner.settings import Settings

_FILES = re.compile(
    r"报(?:送|请|备|至|到|给|上级|[^告名道纸表社刊销]{0,14}(?:备案|存档|[局委办厅部处科府]|公司|中心|学校))|上报|送交|呈报|提交|备案|存档|归档|交(?:至|到|给)"
    r"|\b(?:submi(?:t|ssion)|fil(?:e|ing)|hand(?:s|ed)? in|send|sent|report(?:s|ed)? to)",
    re.IGNORECASE,
)
_GIVES_OUT = re.compile(r"公布|公示|发布|印发|下发|签发|\b(?:publi(?:sh|cation)|issue|announce|sign)", re.IGNORECASE)
_OF = re.compile(r"^.*(?:的|之)(?=.{2})")
_BODY = re.compile(r"[^、，,（）()和及与\s]{2,}")


def check_filings(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Check what concerns papers: a finding for each demand, for each event that hands a paper in by a day."""
    found: list[Finding] = []
    for clause in scope.rules:
        if clause.kind == "deadline":
            is_filing = clause.terms.recipient or _FILES.search(clause.place.quote)
            filed = _rows(scope, clause.about, _FILES) if is_filing else ()
            shown = in_time(scope, clause, filed, settings, _named_better(scope, clause))
            found.extend(finding_on(scope, codes.AFTER_DEADLINE, clause, one, settings) for one in shown)
        elif clause.kind in _PREDICATES:
            code, predicate = _PREDICATES[clause.kind]
            found.append(finding_on(scope, code, clause, predicate(scope, clause, settings), settings))
    return tuple(found)


def _named_better(scope: Scope, clause: Clause) -> tuple[Event, ...]:
    """The rows that hold the longer name of what another deadline of the notice is about (总结报告 beside 总结)."""
    about = clause.about.lower()
    longer = {
        name
        for one in scope.rules
        if one.kind == "deadline" and one.place.path == clause.place.path and about in (name := one.about.lower())
    } - {about}
    events = scope.schedule.events if about and longer else ()
    return tuple(one for one in events if any(name in words_of(one).lower() for name in longer))


def _reviewed(scope: Scope, clause: Clause, settings: Settings) -> Shown:
    paper, who = clause.about, clause.terms.reviewer
    rows = _rows(scope, paper, AGREES)
    if not rows:
        said = message("the schedule does not show that {who} reviews “{paper}”", who=who, paper=paper)
        return Shown("open", said, suggestion=message("list when {who} agrees", who=who))
    row = next((one for one in rows if _names(one, who)), rows[0])
    handed_in = _rows(scope, paper, _FILES)
    drawn_up = tuple(
        one
        for one in events_named(scope, paper, clause)
        if one not in rows and one not in handed_in and not _GIVES_OUT.search(one.title)
    )
    if early := _days_early(row, drawn_up, settings):
        said = message(
            "“{paper}” is reviewed {days} d before {event} begins", paper=paper, days=early, event=drawn_up[0].title
        )
        return Shown("impossible", said, row, drawn_up, (-early, -early))
    if not _names(row, who):
        said = message("“{paper}” is reviewed here; whether by {who} is not said", paper=paper, who=who)
        return Shown("possible", said, row)
    return Shown("sure", message("{who} reviews “{paper}” here", who=who, paper=paper), row)


def _filed(scope: Scope, clause: Clause, settings: Settings) -> Shown:
    paper, who = clause.about, clause.terms.recipient
    rows = _rows(scope, paper, _FILES)
    if not rows:
        said = message("the schedule does not show that “{paper}” is filed with {who}", paper=paper, who=who)
        return Shown("open", said, suggestion=message("list when it is handed in"))
    row = next((one for one in rows if _names(one, who)), rows[0])
    drawn_up = tuple(one for one in events_named(scope, paper, clause) if one not in rows)
    if early := _days_early(row, drawn_up, settings):
        said = message(
            "“{paper}” is filed {days} d before {event} begins", paper=paper, days=early, event=drawn_up[0].title
        )
        return Shown("impossible", said, row, drawn_up, (-early, -early))
    if who and not _names(row, who):
        said = message("“{paper}” is filed here; whether with {who} is not said", paper=paper, who=who)
        return Shown("possible", said, row)
    return Shown("sure", message("“{paper}” is filed with {who} here", paper=paper, who=who), row)


def _drawn_up(scope: Scope, clause: Clause, settings: Settings) -> Shown:
    del settings
    rows = events_named(scope, clause.about, clause)
    if rows:
        return Shown("sure", message("“{paper}” is drawn up here", paper=clause.about), rows[0], rows[1:])
    return Shown("open", message("the schedule does not show when “{paper}” is drawn up", paper=clause.about))


_PREDICATES: Mapping[ClauseKind, tuple[codes.Code, Callable[[Scope, Clause, Settings], Shown]]] = {
    "review": (codes.NOT_REVIEWED, _reviewed),
    "filing": (codes.NOT_FILED, _filed),
    "deliverable": (codes.NOT_DRAWN_UP, _drawn_up),
}


def _rows(scope: Scope, paper: str, verb: re.Pattern[str]) -> list[Event]:
    """The events whose words name a paper and what is done with it; dated ones first."""
    core = _OF.sub("", paper)
    found = [
        one
        for one in scope.schedule.events
        if core and core.lower() in (words := words_of(one)).lower() and verb.search(words)
    ]
    return sorted(found, key=lambda one: one.when is None)


def _names(event: Event, who: str) -> bool:
    """Whether an event names a body: all of its words, or one of several joined by 、."""
    words = words_of(event).lower()
    return any(part[0].lower() in words for part in _BODY.finditer(who)) or who.lower() in words


def _days_early(row: Event, drawn_up: tuple[Event, ...], settings: Settings) -> int:
    """By how many days something is done with a paper before anybody begins to draw it up; 0 where it is not."""
    done: Readings | None = bounds((row,), settings)
    begun = bounds(drawn_up, settings)
    return max(0, (begun.first[0] - done.last[1]).days) if done and begun else 0
