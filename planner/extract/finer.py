"""Times that say more together: the weekday in a row's title within the span of the row, a repeat within a span."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import dates
from planner.dates import Context
from planner.extract.bounds import bounded
from planner.extract.pieces import with_hours
from planner.extract.times import is_dated, kind_of
from planner.extract.wording import trimmed
from planner.records import Event, Place, Repeat, When

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from planner.dates import Found

_WEEKDAY = re.compile(
    r"(?:[周週]|星期|礼拜|禮拜)[一二三四五六日天]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)
_SHORT = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|rs?)?\.?(?=\s+[0-9]|\s*[)）:：])")
_FULL = {one[:3]: one for one in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
_BY_WEEKDAY = re.compile(r"FREQ=WEEKLY;BYDAY=[A-Z,]+")
_LONGEST = 6  # days from the first to the last of a span that holds each weekday once at most
_JOINT = re.compile(r"\s*(?:[，,（(]|期间|內|内|的)?\s*[，,]?\s*")
_BEFORE_CLOCK = re.compile(r"\s*[，,]?\s*")
_RUN = re.compile(r"(?:[周週]|星期|礼拜|禮拜)[一二三四五六日天]\s*(?:[-—–~～至到]|——)")
_OF_A_WEEK = re.compile(r"[本下上一这這][周週]|第.{1,3}[周週]|[周週](?:工作|计划|安排|次|报|程)")


def finer(event: Event) -> Event:
    """The event of a row at the finer time that its title holds, which the time of the row completes.

    A weekday (周三下午, 周五前, Wed 2 pm) is the one such day of a row of at most seven days; weekdays that repeat
    (每周三) are a repeat within the days of the row. Where none or several are meant, the row keeps its own time.
    """
    when = event.when
    if when is None or when.first is None or when.last is None or event.repeat or when.start_time is not None:
        return event
    if (repeat := _weekly_in(event.title)) and when.first < when.last:
        within = Context(source="row", text=when.text, first=when.first, last=when.last)
        repeated = bounded(replace(event, when=None, repeat=repeat, kind=kind_of(repeat)), (within,))
        return repeated if repeated.when else event
    if not of_one_week(when):
        return event
    words = _weekday_in(event)
    days = {(one.first, one.last): one for end in (when.first, when.last) if (one := _on(words, end, when))}
    if len(days) != 1:
        return event
    (day,) = days.values()
    told_by = tuple(replace(one, source="row", text=when.text) for one in day.completed_from)
    short = _SHORT.search(event.title)
    own = day.text if short is None else day.text.replace(_FULL[short[1]], short[0])
    return replace(event, when=replace(day, text=own, completed_from=told_by), kind=kind_of(day))


def of_one_week(when: When) -> bool:
    """Whether a time is a day, a week or a span of seven days at most, which holds each weekday once at most."""
    if when.precision not in ("day", "week") or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days <= _LONGEST


def _weekly_in(title: str) -> Repeat | None:
    """The one time of a title, where it repeats on weekdays."""
    found = dates.find(title)
    value = found[0].values[0] if len(found) == 1 and len(found[0].values) == 1 else None
    return value if isinstance(value, Repeat) and _BY_WEEKDAY.fullmatch(value.rrule) else None


def _weekday_in(event: Event) -> str:
    """The words of the one weekday in an event's title, or alone in a further line; empty for none and for several."""
    told = [(words, number) for number, text in enumerate((event.title, *event.details)) for words in weekdays_in(text)]
    if len(told) != 1:
        return ""
    words, number = told[0]
    return words if not number or not trimmed(event.details[number - 1].replace(words, "", 1)) else ""


def weekdays_in(text: str) -> list[str]:
    """The words of the weekdays in a text that name no week, with their times of day, English ones in full."""
    return [one.text for one in dates.find(_in_full(text)) if _is_weekday(one)]


def _in_full(text: str) -> str:
    return _SHORT.sub(lambda short: _FULL[short[1]], text)


def _is_weekday(one: Found) -> bool:
    value = one.values[0] if len(one.values) == 1 else None
    return isinstance(value, When) and not is_dated(value) and bool(_WEEKDAY.match(one.text.removeprefix("by ")))


def _on(words: str, day: dt.date, within: When) -> When | None:
    """What a weekday is in the week of a day; None where it lies outside of the time given."""
    found = dates.read(words, dates.Reference(document_date=day, weekday_policy="this_week")) if words else ()
    value = found[0].values[0] if len(found) == 1 and len(found[0].values) == 1 else None
    if not isinstance(value, When) or within.first is None or within.last is None:
        return None
    ends = [end for end in (value.first, value.last) if end is not None]
    return value if ends and all(within.first <= end <= within.last for end in ends) else None


def with_repeats(found: Sequence[Found], text: str) -> tuple[tuple[Found, ...], dict[When, Repeat]]:
    """The expressions of a line, its spans of days joined to what repeats within them, and the repeats by first day."""
    found, weekly = _weekly_within(found, text)
    found, hours = with_hours(found, text)
    return found, weekly | hours


def _weekly_within(found: Sequence[Found], text: str) -> tuple[tuple[Found, ...], dict[When, Repeat]]:
    """Join weekdays that repeat to the span of days beside them in a line: 每周三（3月8日至6月28日）9:00.

    Gives the expressions, each of the joined ones as its first day, and for each of these days what repeats from it.
    """
    joined: list[Found] = []
    repeats: dict[When, Repeat] = {}
    at = 0
    while at < len(found):
        run = _weekly_run(found[at:], text)
        if run is None:
            joined.append(found[at])
            at += 1
            continue
        one, repeat, count = run
        joined.append(one)
        repeats.update({value: repeat for value in one.values if isinstance(value, When)})
        at += count
    return tuple(joined), repeats


def _weekly_run(found: Sequence[Found], text: str) -> tuple[Found, Repeat, int] | None:
    """The first expressions as one repeat within a span, and how many they are; None for others."""
    values = [one.values[0] if len(one.values) == 1 else None for one in found[:3]]
    if len(values) < 2 or not _JOINT.fullmatch(text[found[0].end : found[1].start]):
        return None
    repeat, days = (values[0], values[1]) if isinstance(values[0], Repeat) else (values[1], values[0])
    if not isinstance(repeat, Repeat) or not _BY_WEEKDAY.fullmatch(repeat.rrule) or not isinstance(days, When):
        return None
    if days.first is None or days.last is None or days.first == days.last:
        return None
    gap = text[found[0].end : found[1].start]
    end, count = found[1].end + (gap.strip() in ("（", "(") and text[found[1].end : found[1].end + 1] in ("）", ")")), 2
    clock = values[2] if len(values) > 2 else None
    if isinstance(clock, Repeat) and clock.rrule == "FREQ=DAILY" and repeat.start_time is None:
        if not _BEFORE_CLOCK.fullmatch(text[end : found[2].start]):
            return None
        repeat = replace(repeat, part=clock.part or repeat.part, start_time=clock.start_time, end_time=clock.end_time)
        end, count = found[2].end, 3
    words = text[found[0].start : end]
    event = Event(uid="", title="", place=Place(path=""), repeat=replace(repeat, text=words))
    event = bounded(event, (Context(source="phrase", text=days.text, first=days.first, last=days.last),))
    if event.when is None or event.repeat is None:
        return None
    problems = tuple(problem for one in found[:count] for problem in one.problems)
    return replace(found[0], end=end, text=words, values=(event.when,), problems=problems), event.repeat, count


def as_weekly(found: Sequence[Found], contexts: Sequence[Context], headings: Sequence[str]) -> tuple[Found, ...]:
    """A run of weekdays (周一至周五上午) as what repeats each week, where nothing around it names a week or month."""
    if any(map(_is_narrow, contexts)) or any(map(_OF_A_WEEK.search, headings)):
        return tuple(found)
    return tuple(_each_week(one) if _RUN.match(one.text) else one for one in found)


def _is_narrow(context: Context) -> bool:
    """Whether words state a day, a month, which may stand for a week of it, or a span of a week at most."""
    if context.month or context.day:
        return True
    return bool(context.first and context.last and (context.last - context.first).days <= _LONGEST)


def _each_week(one: Found) -> Found:
    undated = all(isinstance(value, When) and not is_dated(value) for value in one.values)
    each = dates.read(f"每{one.text}") if undated else ()
    value = each[0].values[0] if len(each) == 1 and len(each[0].values) == 1 else None
    if not isinstance(value, Repeat) or len(each[0].text) != len(one.text) + 1:
        return one
    return replace(one, values=(replace(value, text=one.text),), problems=())
