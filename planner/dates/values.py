"""From a phrase to its readings: When records with their problems, for points, ranges, deadlines and open ends."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from planner.dates.calendar import days_on
from planner.dates.clock import halves_shared
from planner.dates.complete import Scope, Stated
from planner.dates.lexicon import FESTIVALS
from planner.dates.model import Reference
from planner.dates.nodes import Phrase, Point
from planner.dates.resolve import FILLS, Resolved, precision_of, resolve, with_clock
from planner.dates.spans import moved
from planner.dates.write import day_text
from planner.records import Completion, PartOfDay, When

_COARSE = ("year", "half", "quarter", "month", "third", "week", "day", "part", "minute")
_BARE = Reference(year_policy="none")
_INVERTED_AFTER = 310
_LONGEST_NIGHT = 16 * 60
_BLURRED = frozenset(("edge", "schoolyear"))


class Read(NamedTuple):
    """The readings of one phrase, the faults in it, and its last point for what comes after."""

    values: tuple[When, ...]
    faults: tuple[str, ...]
    end: Resolved | None


def read_phrase(phrase: Phrase, words: str, scope: Scope, *, chinese: bool) -> Read:
    """Work out every reading of a phrase."""
    if not _ambiguous(phrase.first) and (phrase.last is None or not _ambiguous(phrase.last)):
        read = _one(phrase, words, scope)
        return _checked(read, phrase.gloss, scope) if phrase.gloss else read
    pairs = _alternatives(phrase, scope, chinese)
    if len(pairs) == 1:
        first, last = pairs[0]
        return _one(phrase._replace(first=first, last=last), words, scope)
    readings = [_one(phrase._replace(first=first, last=last), words, scope) for first, last in pairs]
    kept = [one for one in readings if one.values] or readings[:1]
    kept = [one for one in kept if "weekday-mismatch" not in one.faults] or kept
    values = tuple({value.edtf: value for one in reversed(kept) for value in reversed(one.values)}.values())[::-1]
    faults = tuple(dict.fromkeys(fault for one in kept for fault in one.faults))
    if len(values) > 1:
        lunar = (
            phrase.first.unit == "festival"
            or phrase.first.calendar == "either"
            or (phrase.last is not None and phrase.last.calendar == "either")
        )
        faults = (*faults, "ambiguous-calendar" if lunar else "ambiguous-order")
    return Read(values, faults, kept[0].end)


def _ambiguous(point: Point) -> bool:
    """Whether a point may have several readings."""
    return point.calendar == "either" or point.unit == "festival" or bool(point.orders)


def _checked(read: Read, week: Point, scope: Scope) -> Read:
    """Check days against the week that is named beside them, where the days of both are known."""
    days = resolve(week, scope).days
    if not days or not read.values:
        return read
    first, last = read.values[0].first or days[0], read.values[0].last or days[1]
    return read if first <= days[1] and days[0] <= last else read._replace(faults=(*read.faults, "week-mismatch"))


def _alternatives(phrase: Phrase, scope: Scope, chinese: bool) -> list[tuple[Point, Point | None]]:
    firsts = _orders(phrase.first, scope, chinese)
    if phrase.last is None:
        return [(first, None) for first in firsts]
    lasts = _orders(phrase.last, scope, chinese or bool(phrase.first.year and not phrase.first.orders))
    if len(firsts) == len(lasts):
        return list(zip(firsts, lasts, strict=True))
    return [(first, last) for first in firsts for last in lasts]


def _orders(point: Point, scope: Scope, chinese: bool) -> list[Point]:
    """List the readings of a point: the orders of its figures, the two calendars."""
    if point.calendar == "either":
        return [point._replace(calendar=""), point._replace(calendar="lunar")]
    if point.unit == "festival" and not point.of:
        kind, date = FESTIVALS.get(point.name, ("", ()))
        if kind == "lunar" and date[0] == 12:
            return [point, point._replace(unit="day", month=12, day=date[1], calendar="lunar")]
    if not point.orders:
        return [point]
    order = scope.reference.date_order
    orders = point.orders
    if len(orders) > 1:
        if order == "YMD":
            orders = orders[-1:] if orders[0][0] is not None else orders[:1]
        elif order is not None:
            month_first = order == "MDY"
            at = (0 if month_first else 1) if orders[0][0] is None else (1 if month_first else 0)
            orders = orders[at : at + 1]
        elif chinese and orders[0][0] is None:
            orders = orders[:1]
    return [point._replace(year=year, month=month, day=day, orders=()) for year, month, day in orders]


def _one(phrase: Phrase, words: str, scope: Scope) -> Read:
    if phrase.last is None:
        return _single(phrase, resolve(phrase.first, scope), words)
    return _range(phrase, words, scope)


def _impossible(faults: tuple[str, ...]) -> tuple[str, ...]:
    """The faults that leave no value; what else stays open no longer matters beside them."""
    return tuple(
        fault for fault in faults if fault.startswith("impossible") or fault in ("inverted-range", "unknown-holiday")
    )


def _blurred(point: Point) -> tuple[bool, bool]:
    """Which ends the words 初, 中 and 底 blur: the one inside the month or year."""
    if point.unit != "edge":
        return (point.unit == "schoolyear",) * 2
    return point.rank >= 0, point.rank <= 0


def _single(phrase: Phrase, one: Resolved, words: str) -> Read:
    if one.faults and (faults := _impossible(one.faults)):
        return Read((), faults, one)
    point = one.point
    blur_first, blur_last = _blurred(point) if point.unit in _BLURRED else (False, False)
    about_first = phrase.approximate_first or (blur_first and phrase.edge != "before")
    about_last = phrase.approximate_last or (blur_last and phrase.edge != "after")
    first, last = one.first, one.last
    if phrase.edge == "before":
        first, about_first = None, False
        last = days_on(last, -1) if last and phrase.exclusive else last
    elif phrase.edge == "after":
        if phrase.exclusive and first and last and (first < last or phrase.strict):
            one = _following(one)
            first = one.first
        last, about_last = _lasting(phrase, first), False
    value = When(
        text=words,
        first=first,
        last=last,
        edtf=_single_text(phrase, one, last, about_first, about_last),
        fit="fills" if one.precision in FILLS and point.of != "days" and not _bounded(phrase) else "within",
        precision=one.precision,
        part=point.part,
        start_time=None if phrase.edge == "before" else point.clock,
        end_time=point.clock if phrase.edge == "before" else None,
        approximate_first=about_first,
        approximate_last=about_last,
        completed_from=one.completions,
    )
    return Read((value,), one.faults, one)


def _lasting(phrase: Phrase, first: dt.date | None) -> dt.date | None:
    """The last day of a length that begins on a day, which is its first: 5月4日起3天 ends on the 6th."""
    if phrase.lasting is None or first is None:
        return None
    target = moved(Reference(document_date=first), phrase.lasting._replace(direction=1))
    return days_on(target[0], -1) if target else None


def _following(one: Resolved) -> Resolved:
    """Move to where the unit named is over: 5月以后 begins in June, 春节长假后 on the first day after it."""
    day = days_on(one.last, 1) if one.last else None
    if day is None:
        return one
    text = day_text(day)
    edtf = {"year": text[:4], "month": text[:7]}.get(one.precision, text)
    return one._replace(first=day, last=day, edtf=edtf)


def _bounded(phrase: Phrase) -> bool:
    """Whether the words only say that it takes place inside a length: 5月4日起3天内."""
    return phrase.lasting is not None and phrase.lasting.bound != "exactly"


def _single_text(phrase: Phrase, one: Resolved, last: dt.date | None, about_first: bool, about_last: bool) -> str:
    if phrase.edge == "before":
        text = one.edtf
        if last and (text.startswith("[") or phrase.exclusive):
            text = day_text(last)
        elif text.startswith("["):
            text = text[1:-1].split("..")[1]
        return "../" + with_clock(text, one.point.clock) + ("~" if about_last else "")
    if phrase.edge == "after":
        text = day_text(one.first) if one.first and one.edtf.startswith("[") else one.edtf
        text = text[1:-1].split("..")[0] if text.startswith("[") else text
        return (
            with_clock(text, one.point.clock) + ("~" if about_first else "") + "/" + (day_text(last) if last else "..")
        )
    if one.edtf.startswith("["):
        start, end = one.edtf[1:-1].split("..")
        if one.precision == "day" or one.point.unit in ("head", "tail", "schoolyear"):
            return f"{start}{'~' * about_first}/{end}{'~' * about_last}"
        return f"[{start}{'~' * about_first}..{end}{'~' * about_last}]"
    return with_clock(one.edtf, one.point.clock) + ("~" if about_first or about_last else "")


def _range(phrase: Phrase, words: str, scope: Scope) -> Read:
    first_point, last_point = _shared(*_from_now(phrase.first, phrase.last or phrase.first, scope.reference))
    if not first_point.unit and last_point.shifts and not any(one.day for one in scope.contexts):
        first_point = first_point._replace(unit="day", shifts=(("day", 0),), previous=last_point.previous)
    first = resolve(first_point, scope)
    if first_point.unit and not last_point.unit:
        last = _same_day(first, last_point)
    else:
        last = resolve(last_point, _carried(first, words, scope))
        if last.last and first.first and last.last < first.first and last_point.year is None and not last_point.shifts:
            last = _rolled_over(first, last, last_point)
    faults = tuple(dict.fromkeys((*first.faults, *last.faults))) if first.faults or last.faults else ()
    if faults and (impossible := _impossible(faults)):
        return Read((), impossible, last)
    if not last_point.unit:
        last = _past_midnight(first, last)
    if first.first and last.last and first.first >= last.last:
        start_clock, end_clock = first.point.clock or 0, last.point.clock
        if (first.first, start_clock) > (last.last, 1440 if end_clock is None else end_clock):
            return Read((), (*faults, "inverted-range"), last)
    return Read((_range_value(phrase, words, first, last),), faults, last)


def _from_now(first: Point, last: Point, reference: Reference) -> tuple[Point, Point]:
    """Give now its time where a clock time ends the range, which then comes after it: 从现在到八点."""
    now = reference.document_time
    if first.name != "now" or last.unit or last.clock is None or now is None:
        return first, last
    later = last.half_day and last.clock < now <= last.clock + 720
    return first._replace(clock=now), last._replace(clock=last.clock + 720) if later else last


def _parts_of_day(first: Point, last: Point) -> tuple[PartOfDay | None, PartOfDay | None]:
    """The part of day of a range, and that of its last day where it is another: 12日下午至13日上午, 12日下午至13日."""
    if last.clock is not None or (first.part == last.part and first.clock is None):
        return first.part, None
    begins: PartOfDay | None = "all_day" if first.part is None and first.clock is None else first.part
    return begins, last.part or "all_day"


def _shared(first: Point, last: Point) -> tuple[Point, Point]:
    """Give each end what only the other names: 16日至5月20日, 7月至2005年12月, 上周一至周三."""
    if first.clock is not None and last.clock is not None and not last.unit:
        first, last = halves_shared(first, last)
    if first.unit == "week" and first.weekday and last.unit == "weekday" and not last.shifts and not last.rank:
        last = first._replace(weekday=last.weekday, part=last.part, clock=last.clock)
    elif first.shifts:
        if first.unit == last.unit == "weekday" and not last.shifts and not last.rank:
            last = last._replace(shifts=first.shifts, previous=first.previous)
    elif last.year is not None and first.year is None and first.unit:
        month = first.month if first.month is not None or first.unit != "day" else last.month
        year = last.year - 1 if month and last.month and month > last.month else last.year
        first = first._replace(year=year, month=month)
    elif first.month is None and last.month is not None and first.unit in ("day", "third"):
        first = first._replace(month=last.month)
    return first, last


def _carried(first: Resolved, words: str, scope: Scope) -> Scope:
    """Let the end of a range take what it leaves out from its start."""
    contexts, reference, previous = scope
    if first.year is not None or first.month is not None:
        day = first.last.day if first.last and first.precision in FILLS else None
        contexts = (Stated("phrase", words, first.year, first.month, day), *contexts)
    return Scope(contexts, reference, first.last or previous)


def _rolled_over(first: Resolved, last: Resolved, point: Point) -> Resolved:
    """Move a range's end into the next year where its month comes before the start's: 12月20日至1月10日."""
    if not first.days or not last.days or not (point.month or point.unit == "edge"):
        return last
    moved = resolve(point._replace(year=last.days[0].year + 1), Scope((), _BARE))
    if not moved.days or (moved.days[1] - first.days[0]).days > _INVERTED_AFTER:
        return last
    year = Completion("year", moved.days[0].year, "phrase", first.edtf)
    return moved._replace(completions=(year, *(one for one in last.completions if one.part != "year")))


def _same_day(first: Resolved, last: Point) -> Resolved:
    """Give a bare time of day that ends a range the day on which the range starts."""
    day, precision = first.last, precision_of(last, None)
    faults = ("impossible-time",) if last.impossible else ()
    return Resolved(last, day, day, first.edtf, precision, first.completions, faults, first.year, first.month)


def _past_midnight(first: Resolved, last: Resolved) -> Resolved:
    """Move the end to the next day where clock times of one day run backwards: 晚上9:30到凌晨3:00."""
    start, end = first.point.clock, last.point.clock
    if last.point.unit or start is None or end is None or end >= start or not first.last:
        return last
    if end + 1440 - start > _LONGEST_NIGHT:
        return last
    day = days_on(first.last, 1) or first.last
    return last._replace(first=day, last=day, edtf=day_text(day))


def _range_value(phrase: Phrase, words: str, first: Resolved, last: Resolved) -> When:
    start, end = first.point, last.point
    about_first, about_last = phrase.approximate_first, phrase.approximate_last
    precision = first.precision
    if last.precision != precision:
        precision = min((precision, last.precision), key=_COARSE.index)
    if start.unit in _BLURRED or end.unit in _BLURRED:
        about_first, about_last = about_first or _blurred(start)[0], about_last or _blurred(end)[1]
    if start.clock is not None and end.clock is not None:
        precision = "minute"
    part, last_part = _parts_of_day(start, end) if start.part or end.part or start.clock is not None else (None, None)
    stated, more = first.completions, last.completions
    if not stated or more is stated:
        stated = more
    elif more:
        new = more if more[0].text is words else [one for one in more if one not in stated]
        stated = (*stated, *new)
    return When(
        text=words,
        first=first.first,
        last=last.last,
        edtf=f"{_end_text(first, 0, about_first)}/{_end_text(last, 1, about_last)}",
        fit="fills" if first.precision in FILLS and last.precision in FILLS and not start.spread else "within",
        precision=precision,
        part=part,
        start_time=start.clock,
        end_time=end.clock,
        approximate_first=about_first,
        approximate_last=about_last,
        completed_from=stated,
        last_part=last_part,
    )


def _end_text(one: Resolved, end: int, about: bool) -> str:
    text = one.edtf[1:-1].split("..")[end] if one.edtf[0:1] == "[" else one.edtf
    if one.point.clock is not None:
        text = with_clock(text, one.point.clock)
    return text + "~" if about else text
