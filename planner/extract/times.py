"""Times made of several pieces: a date in one cell and a clock time in another, a start and an end."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from planner import dates
from planner.dates import Context
from planner.records import EventKind, Length, Repeat, When

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from planner.dates import Found, Reference
    from planner.records import CompletionSource, Event, PartOfDay

NO_TIME = frozenset(
    ("", "—", "–", "-", "--", "——", "/", "\\", "无", "無", "n/a", "none", "…", "......", "……", "?", "？")
)
_LONGEST_NO_TIME = max(map(len, NO_TIME))
DUE = re.compile(r"截止(?:时间|時間|日期)?|最后期限|最迟|\bdeadline\b|\bdue(?: date)?\b", re.IGNORECASE)
_DITTO = re.compile(
    r"\s*(?:(?:日期|时间|時間|地点|地點|内容|內容)?同(?:上|前)|[〃″＂\"]|,,|''|do\.?|ditto|same as above)\s*",
    re.IGNORECASE,
)
_NO_WORDS = re.compile(r"[\W_]|约|左右|开始|时间|時間")
_NO_DAY = "XXXX-XX-XX"
_LEADING_DAY = re.compile(
    r"\s*[0-9]{1,2}\s*[日号號](?:\s*[-—–~～至到]\s*[0-9]{1,2}\s*[日号號])?(?:[上下]午|晚上?|中午)?"
)
_LEADING_FIGURES = re.compile(
    r"\s*[0-9]{1,2}/[0-9]{1,2}(?:\s*[-—–~～至到]\s*[0-9]{1,2}/[0-9]{1,2})?(?=[\s（(：:]|[\u4e00-\u9fff])"
)
_CLOSING_FIGURES = re.compile(
    r"[（(]\s*((?:0?[1-9]|1[0-2])\.[0-3]?[0-9]\s*[-—–~～至到]+\s*(?:0?[1-9]|1[0-2])\.[0-3]?[0-9])\s*[)）]\s*$"
)
_FIGURE = r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01])(?![0-9.])[日号]?"
_OFF_DAYS = re.compile(
    rf"(?<![0-9A-Za-z.])(?:20[0-9]{{2}}年)?{_FIGURE}(?P<run>\s*[-—–~～至到]+\s*{_FIGURE})?"
    r"(?:\s*[（(](?:周|星期)[一二三四五六日天][)）])?(?=\s*(?:[（(][^（()）]{1,12}[)）])?\s*(?:全[校院体]|正常|共?[0-9]+天)?"
    r"(?:放假|停课|停診|停诊|停业|停工|闭馆|闭园|休息|休假|休馆|调休|上班|上课|补课|补班))"
)
_OPEN_END = re.compile(r"(?<=[0-9点时])\s*[-–—~～]+\s*$")
_PART = re.compile(
    r"^\s*(?:(?P<morning>上午|早上|早晨|morn\w*|a\.?m\.?)|(?P<noon>中午|noon|lunch\s*time)|(?P<afternoon>下午|after?no+n"
    r"|p\.?m\.?)"
    r"|(?P<evening>晚上|晚间|晚|夜间|even\w*|night))\s*$",
    re.IGNORECASE,
)


_NAMED_PARTS: tuple[PartOfDay, ...] = ("morning", "noon", "afternoon", "evening")


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing, or a dash that stands for nothing."""
    bare = text.strip()
    return len(bare) <= _LONGEST_NO_TIME and bare.lower() in NO_TIME


def is_ditto(text: str) -> bool:
    """Whether a cell is a mark that stands for the words of the cell above it: 同上, 〃."""
    return bool(_DITTO.fullmatch(text))


def due(event: Event) -> Event:
    """An event whose day is the last on which something can be done: a deadline."""
    when = event.when
    if when is None or when.first is None or when.last is None:
        return event
    ending = when.edtf.rpartition("/")[2]
    if ending.startswith("["):  # a part of a month ends on its last day: [2023-11-21~..2023-11-30]
        ending = ending.strip("[]").rpartition("..")[2]
    clock = when.end_time if when.end_time is not None else when.start_time
    closed = replace(when, first=None, start_time=None, end_time=clock, edtf=f"../{ending}", fit="fills")
    return replace(event, when=closed, kind="deadline")


def values_of(found: Sequence[Found]) -> list[When | Repeat]:
    """The certain times among what was found: those with one reading."""
    return [one.values[0] for one in found if len(one.values) == 1 and isinstance(one.values[0], When | Repeat)]


def with_time(event: Event, found: Found) -> Event | None:
    """The event at a time; None where the words leave the day open or allow two readings."""
    match found.values:
        case (Repeat() as repeat,):
            return replace(event, repeat=repeat, kind=kind_of(repeat))
        case (When() as when,) if is_dated(when):
            return replace(event, when=when, kind=kind_of(when))
        case _:
            return None


def kind_of(time: When | Repeat | None) -> EventKind:
    """Whether a time is one by which something is due: without a first day, or repeated so (每月15日前)."""
    is_due = time.text.endswith("前") if isinstance(time, Repeat) else time is not None and time.first is None
    return "deadline" if is_due else "event"


def is_dated(when: When) -> bool:
    """Whether a time has at least one day."""
    return when.first is not None or when.last is not None


def read_cell(text: str, reference: Reference) -> tuple[Found, ...]:
    """Read a cell that is meant as a time; a dash behind a clock time leaves its end open."""
    if (part := part_of(text)) and not dates.read(text, reference):
        return tuple(_worded(one, text) for one in dates.read(part, reference))  # a misspelt part of day
    open_end = _OPEN_END.search(text)
    return _with_part(dates.read(text[: open_end.start()] if open_end else text, reference), text)


def _with_part(found: tuple[Found, ...], text: str) -> tuple[Found, ...]:
    """A day and the part of it, or the clock time, that stands in brackets behind it are one: 12月9日（下午）."""
    values = [one.values[0] if len(one.values) == 1 else None for one in found]
    if len(found) != 2 or not all(isinstance(value, When) for value in values):
        return found
    day, part = values
    if not isinstance(day, When) or not isinstance(part, When) or day.precision != "day" or day.first != day.last:
        return found
    if (part.first, part.last) != (day.first, day.last) or part.precision not in ("part", "minute"):
        return found
    if not re.fullmatch(r"\s*[（(]\s*", text[found[0].end : found[1].start]):
        return found
    words = text[found[0].start : found[1].end] + ("）" if "（" in text else ")")
    whole = replace(part, text=words, completed_from=day.completed_from)
    return (replace(found[1], text=words, start=found[0].start, values=(whole,)),)


def opening_day(text: str, start: int, reference: Reference) -> tuple[Found, ...]:
    """The day that opens a line and that running text would not show: 5日 below a month, 5/8 where the order is known.

    `start` is where the line begins behind its mark.
    """
    lead = _LEADING_DAY.match(text, start) if any(one.month for one in reference.contexts) else None
    lead = lead or (_LEADING_FIGURES.match(text, start) if reference.date_order else None)
    if lead is None:
        return ()
    opening = dates.read(lead[0], reference)
    return tuple(replace(one, start=one.start + start, end=one.end + start) for one in opening)


def closing_days(text: str, reference: Reference) -> tuple[Found, ...]:
    """The run of days in dotted figures that ends a line in brackets: 国庆放假（10.1—10.7）."""
    close = _CLOSING_FIGURES.search(text)
    return tuple(
        replace(one, start=one.start + close.start(1), end=one.end + close.start(1))
        for one in (dates.read(close[1], reference) if close else ())
        if close
    )


def off_days(text: str, found: tuple[Found, ...], reference: Reference) -> tuple[Found, ...]:
    """The times found in a line, and the days in dotted figures on which it gives days off: 5.1-5.5放假，5.6上班.

    A single day in such figures is one only beside a run of them.
    """
    days = list(_OFF_DAYS.finditer(text)) if "." in text else []
    if not any(day["run"] for day in days):
        return found
    more = [
        replace(one, start=one.start + day.start(), end=one.end + day.start())
        for day in days
        for one in dates.read(day[0], reference)
    ]
    others = [one for one in found if not any(one.start < day.end and day.start < one.end for day in more)]
    return tuple(sorted((*others, *more), key=lambda one: one.start))


def _worded(found: Found, words: str) -> Found:
    """A time in the words of the document, which stand for those that were read."""
    return replace(found, text=words, values=tuple(replace(value, text=words) for value in found.values))


@lru_cache(maxsize=4096)
def clock_only(text: str) -> bool:
    """Whether a cell names a clock time or a part of day, and no day."""
    if _PART.match(text):
        return True
    found = read_cell(text, dates.Reference())
    rest = text
    for one in found:
        rest = rest.replace(one.text, " ", 1)
    if len(_NO_WORDS.sub("", rest)) > 1:
        return False
    whens = [value for value in values_of(found) if isinstance(value, When)]
    return bool(whens) and all(
        not is_dated(one) and one.edtf.startswith(_NO_DAY) and one.precision in ("minute", "part") for one in whens
    )


def part_of(text: str) -> PartOfDay | None:
    """The part of day that a slot's name is, also misspelt; None where it is no part of day."""
    found = _PART.match(text)
    return next((part for part in _NAMED_PARTS if found and found[part]), None)


def day_context(source: CompletionSource, when: When, text: str) -> Context | None:
    """The context that a time gives to a clock time beside it: its first day."""
    day = when.first or when.last
    return None if day is None else Context(source=source, text=text, year=day.year, month=day.month, day=day.day)


def one_day(when: When) -> Context | None:
    """The context that a time of one day gives to clock times below it; None for a span."""
    return day_context("heading", when, when.text) if when.first and when.first == when.last else None


def with_clock(when: When, text: str, reference: Reference) -> When:
    """Put the clock time or part of day of another cell onto a dated time; the time itself where none is told."""
    joined = f"{when.text} {text.strip()}"
    if part := part_of(text):
        return replace(when, text=joined, part=part, precision="part")
    context = day_context("row", when, when.text)
    if context is None:
        return when
    found = read_cell(text, replace(reference, contexts=(context, *reference.contexts)))
    clocks = [one for one in values_of(found) if isinstance(one, When) and one.start_time is not None]
    if not clocks or when.first is None or when.first != when.last:
        return when
    first, last = clocks[0], clocks[-1]
    if first.last and first.first == when.first < first.last:  # over night: its end lies on the next day
        return replace(first, text=joined, completed_from=when.completed_from)
    end = last.end_time if last.end_time is not None else last.start_time if last is not first else None
    return replace(
        when,
        text=joined,
        start_time=first.start_time,
        end_time=end,
        part=first.part,
        precision="minute",
        edtf=_edtf(when.first, first.start_time, end),
    )


def _edtf(day: dt.date, start: int | None, end: int | None) -> str:
    def moment(minutes: int) -> str:
        return f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}:00"

    if start is None:
        return day.isoformat()
    return moment(start) if end is None else f"{moment(start)}/{moment(end)}"


def spanning(start: When, end: When | Length | None, text: str) -> When | None:
    """The time from a start to an end that stand in two cells; None where the end lies before the start.

    An end that is a length (三周后) counts from the start.
    """
    if start.first is None:
        return None
    if isinstance(end, Length):
        last = _after(start.first, end)
        return (
            None if last is None else replace(start, text=text, last=last, fit="fills", edtf=_range(start.first, last))
        )
    if end is None:
        return replace(start, text=text, last=None, edtf=f"{start.first.isoformat()}/..")
    if end.last is None or end.last < start.first:
        return None
    return replace(
        start,
        text=text,
        last=end.last,
        end_time=end.end_time if end.end_time is not None else end.start_time,
        approximate_last=end.approximate_last,
        fit="fills" if start.fit == end.fit == "fills" else "within",
        edtf=_moments(start, end) or _range(start.first, end.last),
        completed_from=(*start.completed_from, *end.completed_from),
    )


def _moments(start: When, end: When) -> str:
    """The EDTF interval between two clock times on their days; empty where either names none."""
    till = end.end_time if end.end_time is not None else end.start_time
    if start.first is None or end.last is None or start.start_time is None or till is None:
        return ""
    return f"{_edtf(start.first, start.start_time, None)}/{_edtf(end.last, till, None)}"


def _range(first: dt.date, last: dt.date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _after(day: dt.date, length: Length) -> dt.date | None:
    import datetime as dt

    days = {"day": 1, "week": 7}
    if any(unit not in days or number != int(number) for number, unit in length.parts):
        return None
    return day + dt.timedelta(sum(int(number) * days[unit] for number, unit in length.parts if unit in days))
