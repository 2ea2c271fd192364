"""Family C: events on days and at hours when nobody works.

A reading rests when none of its days is a working day: a course from Thursday to Monday is work over a weekend and no
fault, a course on Saturday and Sunday is one. So an event `within` ten days may fall on a weekend, and the finding
names the days. Made-up working days count as working days. A span of more than a month leaves the day so open that a
weekend in it says nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from planner import codes
from planner.check.evidence import noted
from planner.check.occasions import occasions
from planner.check.readings import readings_of
from planner.check.rest_days import (
    days_between,
    days_said,
    edtf_of,
    is_known_year,
    keeps_chinese_holidays,
    kind_of,
    runs,
)
from planner.check.verdicts import severity_of
from planner.records import Finding, Place, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.check.rest_days import DayKind
    from planner.check.scope import Scope
    from planner.records import Event, Message, PartOfDay, Schedule, Severity, Verdict
    from planner.settings import Settings

_NAMED = 12  # days that a message names; of more it says the number
_LONGEST = 31  # days of a span; one that is longer is not looked at
_WEEKEND, _HOLIDAY = message("a weekend"), message("a statutory holiday")
_MEANT = re.compile(r"(?:周|星期|礼拜)[六日天末]|双休|周末|\bSat|\bSun|weekend", re.IGNORECASE)
# What is on duty at all hours.
_DUTY = re.compile(
    r"值班|值守|值勤|轮值|轮班|排班|倒班|夜班|加班|\b(?:on[- ]call|duty|night shift|rota|roster)\b", re.IGNORECASE
)
_LEAVE = re.compile(
    r"放假|假期|[寒暑]假|休假|休息|(?:春|中秋|国庆|元旦|清明|劳动|端午)节?$|\b(?:holidays?|break|recess)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Rest:
    """The days of rest among the days of a span, by kind, and its working days; all in order.

    `worked` are the days on which people work, made-up ones too, as runs in EDTF.
    """

    weekend: tuple[dt.date, ...]
    holiday: tuple[dt.date, ...]
    made_up: tuple[dt.date, ...]
    working: tuple[dt.date, ...]
    worked: tuple[str, ...]


def check_calendar(scope: Scope, settings: Settings) -> tuple[Finding, ...]:
    """Find events on weekends, holidays and made-up working days, and at night; good ones give no finding.

    Duties are held at all hours.

    What lies outside the years whose holidays are known is said once for the schedule.
    """
    schedule = scope.schedule
    chinese = keeps_chinese_holidays(settings.time_zone)
    found: list[Finding] = []
    if _DUTY.search(schedule.title):
        return ()
    for event in schedule.events:
        if event.kind == "stage" or event.status == "cancelled" or _DUTY.search(event.title):
            continue
        of_days = _of_occasions if event.repeat else _of_days
        found.extend(of_days(event, settings, chinese=chinese))
        found.extend(_of_hours(event, settings))
    if chinese:
        found.extend(_unknown_years(schedule, settings))
    return tuple(found)


def _of_days(event: Event, settings: Settings, *, chinese: bool) -> Iterator[Finding]:
    """Findings on the days of an event that is not repeated."""
    readings = readings_of(event.when, settings) if event.when else None
    if readings is None or event.when is None or _LEAVE.search(event.title):
        return
    first, last = readings.first[0], readings.last[1]
    is_deadline = event.kind == "deadline" or event.when.first is None
    if is_deadline:
        first = last
    if (last - first).days >= _LONGEST:
        return
    rest = _rest(first, last, chinese=chinese)
    is_one_reading = readings.first[0] == readings.first[1] and readings.last[0] == readings.last[1]
    if is_one_reading and first == last and rest.made_up and not is_deadline:
        said = message("{day} is a working day, made up for a holiday", day=days_said(rest.made_up))
        yield _finding(codes.MADE_UP_DAY, "sure", "info", event, said)
    if (rest.working or rest.made_up) and is_one_reading:
        return
    for code, days, of_kind in (
        (codes.ON_WEEKEND, rest.weekend, _WEEKEND),
        (codes.ON_HOLIDAY, rest.holiday, _HOLIDAY),
    ):
        if days and (code is codes.ON_HOLIDAY or rest.working or not rest.holiday):
            yield _at_rest(code, event, days, of_kind, rest, settings, is_deadline=is_deadline)


def _at_rest(
    code: codes.Code,
    event: Event,
    days: tuple[dt.date, ...],
    of_kind: Message,
    rest: _Rest,
    settings: Settings,
    *,
    is_deadline: bool,
) -> Finding:
    """An event that falls, or may fall, on days of rest. What is due on one can be done before: that is possible."""
    words = event.when.text if event.when else ""
    named = _named(days)
    suggestion = None
    if is_deadline:
        said = message("it is due on {kind}: {days}", kind=of_kind, days=named)
    elif rest.worked:
        said = message("“{words}” may fall on {kind}: {days}", words=words, kind=of_kind, days=named)
    else:
        said = message("it falls on {kind}: {days}", kind=of_kind, days=named)
        suggestion = message("move it to a working day, or say that the day of rest is meant")
    verdict: Verdict = "possible" if rest.worked or is_deadline else "impossible"
    is_meant = verdict == "impossible" and code is codes.ON_WEEKEND and _MEANT.search(f"{words} {event.place.quote}")
    severity = _severity(code, "possible" if is_meant else verdict, settings)
    return _finding(
        code, verdict, severity, event, said, readings=rest.worked, suggestion=None if is_meant else suggestion
    )


@lru_cache(maxsize=4096)
def _named(days: tuple[dt.date, ...]) -> Message:
    return days_said(days) if len(days) <= _NAMED else plural_message("{count} day", "{count} days", count=len(days))


@lru_cache(maxsize=4096)
def _rest(first: dt.date, last: dt.date, *, chinese: bool) -> _Rest:
    by_kind: dict[DayKind, list[dt.date]] = {"weekend": [], "holiday": [], "made_up": [], "working": []}
    for day in days_between(first, last):
        by_kind[kind_of(day, chinese=chinese)].append(day)
    worked = tuple(edtf_of(*run) for run in runs(sorted((*by_kind["working"], *by_kind["made_up"]))))
    return _Rest(**{kind: tuple(days) for kind, days in by_kind.items()}, worked=worked)


def _of_occasions(event: Event, settings: Settings, *, chinese: bool) -> Iterator[Finding]:
    """The occurrences of a repeat that fall on statutory holidays; its weekends are meant, the words name the days."""
    days = occasions(event, settings.time_zone)
    holidays = tuple(day for day in days if chinese and kind_of(day, chinese=True) == "holiday")
    if not holidays:
        return
    named = holidays[:_NAMED]
    said = plural_message(
        "{count} occurrence falls on a statutory holiday: {days}",
        "{count} occurrences fall on statutory holidays: {days}",
        count=len(holidays),
        days=days_said(named),
    )
    verdict: Verdict = "possible" if len(holidays) < len(days) else "impossible"
    yield _finding(codes.ON_HOLIDAY, verdict, _severity(codes.ON_HOLIDAY, verdict, settings), event, said)


def _of_hours(event: Event, settings: Settings) -> Iterator[Finding]:
    """The finding on an event whose hours lie in the night, wholly or in part."""
    timed = event.repeat or event.when
    if timed is None or event.kind == "deadline" or timed.part == "all_day":
        return
    start, end = timed.start_time, timed.end_time
    night_from, night_to = settings.night
    if start is not None:
        inside = _at_night(start, *settings.night, is_end=False)
        inside = inside or (end is not None and _ends_with_it(event) and _at_night(end, *settings.night, is_end=True))
        verdict: Verdict | None = "impossible" if inside else None
    else:
        verdict = _part_at_night(timed.part, settings)
    if verdict is None:
        return
    hours = {"words": timed.text, "start": _clock(night_from), "end": _clock(night_to)}
    said = (
        message("“{words}” is at night ({start}-{end})", **hours)
        if verdict == "impossible"
        else message("“{words}” may be at night ({start}-{end})", **hours)
    )
    yield _finding(codes.AT_NIGHT, verdict, _severity(codes.AT_NIGHT, verdict, settings), event, said)


def _ends_with_it(event: Event) -> bool:
    """Whether an event's end time is one at which people are there: of several days only when it is one night's."""
    when = event.when
    if event.repeat or when is None or when.first is None or when.last is None or when.first == when.last:
        return True
    return (when.last - when.first).days == 1 and (when.end_time or 0) <= (when.start_time or 0)


def _at_night(minute: int, night_from: int, night_to: int, *, is_end: bool) -> bool:
    """Whether a time of day lies in the night; an end at the very beginning of the night does not."""
    minute = minute - 1 if is_end else minute
    if night_from <= night_to:
        return night_from <= minute < night_to
    return minute >= night_from or 0 <= minute < night_to


def _part_at_night(part: PartOfDay | None, settings: Settings) -> Verdict | None:
    """Impossible to keep out of the night when all hours declared for a part lie in it; possible when some do."""
    if part is None:
        return None
    start, end = settings.parts_of_day[part]
    hours = [_at_night(minute, *settings.night, is_end=False) for minute in range(start, end, 30)]
    return "impossible" if all(hours) else "possible" if any(hours) else None


def _unknown_years(schedule: Schedule, settings: Settings) -> Iterator[Finding]:
    years = {day.year for one in schedule.events if one.when for day in (one.when.first, one.when.last) if day}
    if unknown := tuple(str(year) for year in sorted(years) if not is_known_year(year)):
        said = message("the holidays and made-up working days of {years} are not known; weekends are", years=unknown)
        yield Finding(
            code=codes.HOLIDAYS_UNKNOWN.code,
            verdict="open",
            severity=noted(codes.HOLIDAYS_UNKNOWN, "open", settings),
            message=said,
            place=Place(path=schedule.path, quote=schedule.title),
        )


def _severity(code: codes.Code, verdict: Verdict, settings: Settings) -> Severity:
    """What may be so is only a note: most spans of ten days hold a weekend."""
    return noted(code, verdict, settings) if verdict == "possible" else severity_of(code, verdict, settings)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _finding(
    code: codes.Code,
    verdict: Verdict,
    severity: Severity,
    event: Event,
    said: Message,
    *,
    readings: tuple[str, ...] = (),
    suggestion: Message | None = None,
) -> Finding:
    return Finding(
        code=code.code,
        verdict=verdict,
        severity=severity,
        message=said,
        place=event.place,
        event=event.title,
        event_uid=event.uid,
        actual=event.when.edtf if event.when else None,
        readings=readings,
        suggestion=suggestion,
    )
