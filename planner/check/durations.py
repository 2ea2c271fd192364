"""Family D: how long stages last, from the first day of their listed events to the last, and the effort they state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner import codes
from planner.check.constraints import Constraint, Edge, Point
from planner.check.readings import FAR, Bounds
from planner.check.scope import same_stage
from planner.check.verdicts import severity_of
from planner.dates.words import in_words
from planner.records import Finding, Place, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.check.lastings import Lasting
    from planner.check.scope import Scope
    from planner.codes import Code
    from planner.records import Clause, Event, Message, Verdict, Window
    from planner.settings import Settings

_CLASS_HOURS = frozenset(("学时", "课时", "个学时", "个课时"))
_CLASS_MINUTES = 40  # the fewest that a class hour has


def range_of(lasting: Lasting, events: Mapping[str, Bounds]) -> tuple[int, int]:
    """The fewest and the most days that the events last, over all readings of their dates."""
    bounds = [events[one.uid] for one in lasting.events]
    shortest = max(one.last_from for one in bounds) - min(one.first_to for one in bounds)
    longest = max(one.last_to for one in bounds) - min(one.first_from for one in bounds)
    return 1 + max(0, shortest), 1 + longest


def margin_of(lasting: Lasting, days: tuple[int, int]) -> tuple[int, int]:
    """Days to spare, least and most over lengths from the fewest to the most days; negative where days are missing.

    One day is no lower limit where there is an upper one.
    """
    shortest, longest = days
    floor = lasting.least if lasting.least > 1 or lasting.most is None else None

    def spare(lasts: int) -> int:
        return min(
            FAR if floor is None else lasts - floor,
            FAR if lasting.most is None else lasting.most - lasts,
        )

    if lasting.most is None:
        best = longest
    else:
        best = shortest if floor is None else min(max((floor + lasting.most) // 2, shortest), longest)
    return min(spare(shortest), spare(longest)), spare(best)


def constraint_of(lasting: Lasting, events: Mapping[str, Bounds], settings: Settings) -> Constraint:
    """A length as edges: no two events are too far apart, and some two are far enough apart.

    Pairs that no reading brings so far apart are left out.
    """
    edges: list[Edge] = []
    either: list[Edge] = []
    reach = [(one.uid, events[one.uid]) for one in lasting.events]
    for uid, one in reach:
        for other_uid, other in reach:
            longest = other.last_to - one.first_from + 1
            first, last = Point(uid), Point(other_uid, "last")
            if lasting.most is not None and longest > lasting.most:
                edges.append(Edge(first, last, lasting.most - 1))
            if longest >= lasting.least:
                either.append(Edge(last, first, 1 - lasting.least))
    if range_of(lasting, events)[0] >= lasting.least:
        either = []
    code = codes.STAGE_TOO_SHORT if either else codes.STAGE_TOO_LONG
    severity = severity_of(code, "impossible", settings, lasting.clause.strength)
    return Constraint(code.code, severity, (lasting.clause,), tuple(edges), tuple(either))


def judged(lasting: Lasting, events: Mapping[str, Bounds]) -> tuple[Code, Verdict]:
    """Which side a length is missed on, or may be, and the verdict."""
    shortest, longest = range_of(lasting, events)
    most = FAR if lasting.most is None else lasting.most
    known = all(events[one.uid].known for one in lasting.events)
    if longest < lasting.least:
        return codes.STAGE_TOO_SHORT, "impossible"
    if shortest > most:
        return codes.STAGE_TOO_LONG, "impossible"
    code = codes.STAGE_TOO_SHORT if shortest < lasting.least or longest <= most else codes.STAGE_TOO_LONG
    if not known:
        return code, "open"
    return code, "sure" if shortest >= lasting.least and longest <= most else "possible"


def finding_of(lasting: Lasting, scope: Scope, events: Mapping[str, Bounds], settings: Settings) -> Finding:
    """What a length gives, for the whole stage; the rows that begin first and end last are related."""
    code, verdict = judged(lasting, events)
    shortest, longest = range_of(lasting, events)
    first = min(lasting.events, key=lambda one: events[one.uid].first_from)
    last = max(lasting.events, key=lambda one: events[one.uid].last_to)
    known = longest < FAR // 2
    is_thing = lasting.window not in scope.windows
    stated = len(lasting.events) == 1 and (is_thing or lasting.events[0] in scope.stages)
    place = lasting.events[0].place if stated else Place(path=scope.schedule.path, quote=scope.schedule.title)
    return Finding(
        code=code.code,
        verdict=verdict,
        severity=severity_of(code, verdict, settings, lasting.clause.strength),
        message=_said(lasting, verdict, events, (first, last), (shortest, longest), scope.windows),
        place=place,
        window=lasting.window.name,
        related=(lasting.clause.place, *dict.fromkeys((first.place, last.place))),
        required=f"P{lasting.least}D/{f'P{lasting.most}D' if lasting.most is not None else '..'}",
        actual=f"P{shortest}D/P{longest}D" if known else None,
        margin=margin_of(lasting, (shortest, longest)) if known else None,
    )


def _said(
    lasting: Lasting,
    verdict: Verdict,
    events: Mapping[str, Bounds],
    ends: tuple[Event, Event],
    days: tuple[int, int],
    windows: Sequence[Window],
) -> Message:
    shortest, longest = days
    stage, words = lasting.window.name, lasting.length.text
    if verdict == "open":
        unknown = tuple(f"“{one.title}”" for one in lasting.events if not events[one.uid].known)
        return message(
            "how long {stage} lasts is open: the dates of {titles} are not known", stage=stage, titles=unknown
        )
    if len(lasting.events) == 1:
        lasts = plural_message(
            "{stage} lasts {days} day ({words})", "{stage} lasts {days} days ({words})",
            count=longest, stage=stage, days=_range(shortest, longest),
            words=ends[0].when.text if ends[0].when else "",
        )  # fmt: skip
    else:
        lasts = plural_message(
        "{stage} lasts {days} day by its listed events (“{first}” to “{last}”)",
        "{stage} lasts {days} days by its listed events (“{first}” to “{last}”)",
        count=longest, stage=stage, days=_range(shortest, longest), first=ends[0].title, last=ends[1].title,
    )  # fmt: skip
    asked = message("“{words}” asks for {span} days", words=words, span=_asked(lasting))
    if verdict == "sure":
        return message("{lasts}; {asked}: kept", lasts=lasts, asked=asked)
    if verdict == "possible":
        return message("{lasts}; {asked}: kept on some readings", lasts=lasts, asked=asked)
    if longest < lasting.least:
        missing = plural_message(
            "{days} day is missing", "{days} days are missing",
            count=lasting.least - shortest, days=_range(lasting.least - longest, lasting.least - shortest),
        )  # fmt: skip
    else:
        over = lasting.most or 0
        missing = plural_message(
            "{days} day too many", "{days} days too many",
            count=longest - over, days=_range(shortest - over, longest - over),
        )  # fmt: skip
    said = message("{lasts}; {asked}: {missing}", lasts=lasts, asked=asked, missing=missing)
    fits = _window_fits(lasting, windows)
    return message("{said}; {fits}", said=said, fits=fits) if fits else said


def _window_fits(lasting: Lasting, windows: Sequence[Window]) -> Message | None:
    """Whether a window of the stage as a whole has the length, though the listed events do not."""
    if lasting.window not in windows:
        return None  # the length of a thing, not of the stage that it is in
    stage = lasting.window.subject.stage
    whens = [one.when for one in windows if one.when and same_stage(one.subject.stage, stage)]
    for when in whens:
        days = (when.last - when.first).days + 1 if when.first and when.last else 0
        if lasting.least <= days <= (lasting.most or days):
            return message("its window, {span} ({days} days), would fit", span=in_words(when.edtf), days=days)
    return None


def _asked(lasting: Lasting) -> str:
    if lasting.most is None:
        return f"≥ {lasting.least}"
    return f"≤ {lasting.most}" if lasting.least <= 1 else _range(lasting.least, lasting.most)


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"


def check_effort(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Hold the hours that events state against the minima that concern a schedule; open where events state none."""
    return tuple(
        _effort(clause, scope, settings)
        for clause in scope.rules
        if clause.kind == "minimum" and _hours_needed(clause) is not None
    )


def _hours_needed(clause: Clause) -> tuple[float, float] | None:
    """The hours that keep a minimum, at least and surely; None where it is of something else than time.

    A class hour is not said to have so many minutes: it has 40 to 60.
    """
    number = clause.terms.number
    if number is not None and clause.terms.unit == "hour":
        return number, number
    if number is not None and clause.terms.unit in _CLASS_HOURS:
        return number * _CLASS_MINUTES / 60, number
    parts = clause.length.parts if clause.length else ()
    hours = {"hour": 1.0, "minute": 1 / 60}
    if not parts or any(unit not in hours for _, unit in parts):
        return None
    needed = sum(number * hours[unit] for number, unit in parts)
    return needed, needed


def _effort(clause: Clause, scope: Scope, settings: Settings) -> Finding:
    match = scope.matched(clause.about, clause.subject.stage)
    events = match.events if match else ()
    hours = [_hours(one) for one in events]
    stated = sum(one for one in hours if one is not None)
    needed, surely = _hours_needed(clause) or (0, 0)
    what = clause.about or clause.subject.stage
    verdict: Verdict = (
        "sure" if stated >= surely else "open" if not events or None in hours
        else "possible" if stated >= needed else "impossible"
    )  # fmt: skip
    values = {"what": what, "hours": f"{stated:g}", "needed": _between(needed, surely)}
    if verdict == "sure":
        said = message("“{what}”: the events state {hours} hours; {needed} are asked for: kept", **values)
    elif verdict == "possible":
        said = message(
            "“{what}”: the events state {hours} hours; {needed} are asked for: kept if a class hour is short", **values
        )
    elif verdict == "open":
        said = message(
            "“{what}”: {needed} hours are asked for; the events state {hours}, and no event states the rest", **values
        )
    else:
        said = message(
            "“{what}”: the events state {hours} hours; {needed} are asked for: {missing} are missing",
            **values,
            missing=_between(needed - stated, surely - stated),
        )
    if surely > needed:
        said = message("{said} (a class hour has 40 to 60 minutes)", said=said)
    return Finding(
        code=codes.TOO_LITTLE_EFFORT.code,
        verdict=verdict,
        severity=severity_of(codes.TOO_LITTLE_EFFORT, verdict, settings, clause.strength),
        message=said,
        place=events[0].place if events else Place(path=scope.schedule.path, quote=scope.schedule.title),
        related=(clause.place, *(one.place for one in events)),
        required=f"PT{needed:g}H/..",
        actual=f"PT{stated:g}H" if events else None,
    )


def _between(least: float, most: float) -> str:
    return f"{least:g}" if least == most else f"{least:.3g}-{most:.3g}"


def _hours(event: Event) -> float | None:
    """The hours that an event states by its clock times, on each of its days; None where it states none."""
    when = event.when
    if when is None or when.start_time is None or when.end_time is None or when.first is None or when.last is None:
        return None
    if when.fit == "within" and when.first != when.last:
        return None
    days = (when.last - when.first).days
    if when.end_time > when.start_time:
        return (days + 1) * (when.end_time - when.start_time) / 60
    return dt.timedelta(days=days, minutes=when.end_time - when.start_time) / dt.timedelta(hours=1)
