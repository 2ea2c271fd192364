"""The grammar as a whole: which kind of expression stands at a place, and what the words beside it say about it."""

from __future__ import annotations

import re

from planner.dates.clock import english_time, halves_shared, time_at
from planner.dates.english import MONTH
from planner.dates.english_lengths import english_repeat, english_span, weekdays_behind
from planner.dates.exceptions import excepted_at, less
from planner.dates.lengths import anchored, between, bounded, span_at
from planner.dates.lexicon import UNITS
from planner.dates.nodes import Node, Phrase, Point, Recurrence, Shift, Span, Vague
from planner.dates.numerals import number
from planner.dates.patterns import BLANK, COUNT, compiled, lazy, simplified
from planner.dates.phrases import phrase_at
from planner.dates.repeats import repeat_at
from planner.records import LengthUnit

_REPEATS = frozenset("每逢单双隔天單雙周週星礼禮工")
_VAGUE = compiled(
    r"(?:近[日期来些](?!视|几年)|日前(?!往)|目前|当前(?!的?位置)|当下|最近(?![\d一二两三四五六七八九十几])|(?<![体表出呈实发])现在"
    r"|现阶段|如今|眼下|这会儿|此刻|即日(?!起)|[寒暑]假(?:期间?|里)?(?![社作补日])|未来(?!的?[\d一二两三四五六七八九十])|前些[天日年]|[不改]日(?=[，,。将再会]))"
)
_SEVERAL = compiled(
    r"(?:最近|近|前|后|过去|未来|今后|再?过|这|那|好)?[一二三四五六七八九]?十?几[十百千万]{0,2}[多余]?(?:个(?:多|半)?(?:月|季度|小时|钟头|星期|礼拜|工作日|世纪)"
    r"|年(?![级龄])|周(?![岁年])|[天日](?![子气])|小时|分钟|星期|礼拜|季度)(?:[之以][前后内来]|[前后内来](?![自的往源]))?"
)
_VAGUE_HEADS = frozenset("近日目当當最现如眼即未前不改寒暑这這此")
_HEDGE = compiled(r"(原则上|一般(?:情况下)?|大体上?|力争|争取|尽量)[^，。；！？,;\n]{0,8}$")


def hedge_before(text: str, floor: int, start: int) -> str:
    """The word between `floor` and `start` that weakens the statement of what begins there; "" where none stands."""
    hedge = _HEDGE.search(text, floor, start)
    return hedge[1] if hedge else ""


_FORMERLY = lazy(r"原(?:先|来)?(?:定|计划|安排|拟)?(?:于|在|为|是)?$")
_CHANGED = lazy(r"[^。；;\n]{0,24}?(?:改[为到至在期于]|延期|推迟|顺延|提前[到至]|提前|调整[为到至]|变更[为到至]|取消)")


def superseded(text: str, floor: int, node: Phrase) -> bool:
    """Whether the words replace a date: 原定5月12日，改为5月16日. They are looked for no further back than `floor`."""
    begin = max(floor, node.start - 6)
    if "原" not in text[begin : node.start]:
        return False
    return bool(_FORMERLY.search(text[begin : node.start]) and _CHANGED.match(text, node.end))


_MONTH_AND_DAY = lazy(rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?$", re.IGNORECASE)
_LISTED_DAY = lazy(r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?=[ ]*(?:$|[,;)\n]|\.(?!\d)|&|(?:and|or|at|from)\b))")


def names_month_and_day(words: str) -> bool:
    """Whether words end in an English month and day, so that bare numbers in a list behind them are days."""
    return words.isascii() and _MONTH_AND_DAY.search(words) is not None


def listed_day(text: str, at: int) -> Phrase | None:
    """Read a bare day that follows an English month and day in a list: May 3, 4 & 5."""
    match = _LISTED_DAY.match(text, at)
    if not match:
        return None
    point, end = Point(day=int(match["d"]), unit="day"), match.end()
    point, end = english_time(text, end, point) if text[end : end + 1] == " " else (point, end)
    return Phrase(at, end, point)


_LASTING = compiled(rf"(?:{BLANK}[，,]?{BLANK}(?:连续|共|为期|历时)|[ ]for[ ]|{BLANK}的?{BLANK})")
_DAYS_LONG: frozenset[LengthUnit] = frozenset({"day", "week", "month", "year"})


def _lasting(text: str, phrase: Phrase) -> Phrase:
    """Add the length that stands behind a start: 5月4日起3天, from 4 May for three days."""
    gap = _LASTING.match(text, phrase.end)
    span = (span_at(text, gap.end()) or english_span(text, gap.end())) if gap and gap.end() < len(text) else None
    if span is None or span.reach or span.upper or span.anchor or {unit for _count, unit in span.parts} - _DAYS_LONG:
        return phrase
    return phrase._replace(end=span.end, lasting=span)


def _repeated(text: str, phrase: Phrase) -> Phrase | Recurrence:
    """Join a time of day to the English repeat behind it: 9:00-17:00 daily, 3 pm every Tuesday."""
    first, last = phrase.first, phrase.last
    if first.clock is None or first.unit or (last and last.unit) or phrase.edge:
        return phrase
    if last and (days := weekdays_behind(text, phrase.end)):
        first, last = halves_shared(first, last)
        return days._replace(start=phrase.start, clock=first.clock, end_clock=last.clock)
    at = phrase.end + 1
    if not text[at : at + 1].isalpha():
        return phrase
    repeat = english_repeat(text, at) if text[at].isascii() and text[at - 1] == " " else None
    if repeat is None or repeat.clock is not None:
        return phrase
    return repeat._replace(start=phrase.start, clock=first.clock, end_clock=last.clock if last else None)


def node_at(text: str, at: int, floor: int, lax: bool) -> Node | None:
    """Read the expression whose core begins at `at`: a vague word, a repeat, a phrase or a length."""
    vague = _VAGUE.match(text, at) if text[at] in _VAGUE_HEADS else None
    if vague and not (
        text[at : at + 2] == "现在" and (now := phrase_at(text, at, floor, lax)) and now.end > vague.end()
    ):
        return Vague(at, vague.end())
    near = text[at : at + 6]
    if ("几" in near or "幾" in near) and (several := _SEVERAL.match(text, at)):
        return Vague(at, several.end())
    if text[at] in _REPEATS and (repeat := repeat_at(text, at)):
        return repeat
    if text[at] == "除" and (repeat := _excepting(text, at)):
        return repeat
    if text[at].isascii() and text[at].isalpha():
        return _english_at(text, at, floor, lax)
    if text[at] == "近" and (span := span_at(text, at)):
        return span
    if counted := _counted(text, at, floor):
        return counted
    phrase = phrase_at(text, at, floor, lax)
    return _completed(text, phrase) if phrase else _length_at(text, at, floor)


def _counted(text: str, at: int, floor: int) -> Span | None:
    """Read a number of days that words or an event before it show to be no day of the month."""
    if text[at - 1 : at] in _COUNTING and (days := _days_counted(text, at)):
        return anchored(text, bounded(text, days, floor), floor)
    return _from_event(text, at, floor) if text[at - 1 : at] in _EVENT_ENDS else None


def _length_at(text: str, at: int, floor: int) -> Node | None:
    """Read a length, with what it counts from or the time of the day it leads to."""
    span = span_at(text, at)
    if span is None:
        return english_span(text, at) if text[at].isdecimal() else None
    return _timed_from_now(text, span) or anchored(text, between(text, bounded(text, span, floor)), floor)


_THIS_DAY = ("的今天", "的今日")


def _timed_from_now(text: str, span: Span) -> Phrase | None:
    """Read days from now with the time of that day, and the same day of another year: 三天后的下午2点, 十年前的今天."""
    (count, unit), *more = span.parts
    if unit == "year" and span.reach == "point" and text.startswith(_THIS_DAY, span.end) and count == int(count):
        shifts: tuple[Shift, ...] = (("year", span.direction * int(count)), ("day", 0))
        return Phrase(span.start, span.end + 3, Point(unit="day", shifts=shifts))
    if span.reach != "point" or more or span.upper or unit not in ("day", "week") or count != int(count):
        return None
    at = span.end + (text[span.end : span.end + 1] == "的")
    days = Point(unit="day", shifts=(("day", span.direction * int(count) * (7 if unit == "week" else 1)),))
    point, end = time_at(text, at, days)
    return Phrase(span.start, end, point) if point.clock is not None or point.part else None


_COUNTING = frozenset("满過过期时续计长前后後迟延于")
_EVENT = "(?:开[庭标会工学业幕赛播]|召开|举行|届满|期满|到期|出发|考试|比赛|投票|选举|手术|施行)"
_COUNTED = compiled(rf"(?:满|[经超]过|为期|历时|连续|累计|延长|提前|推迟|顺延|[少多低]于|{_EVENT}[之以]?[前后])$")
_EVENT_ENDS = frozenset("庭標标會会工學学業业幕賽赛播開开行滿满期發发試试票舉举術术")
_AN_EVENT = compiled(rf"{_EVENT}$")
_BEFORE_EVENT = compiled(
    rf"(?P<n>{COUNT}){BLANK}(?P<unit>个?工作日|[天日周]|个?小时|个月)[之以]?[前后](?![来期面勤续])"
)
_DAYS_COUNTED = compiled(rf"(?P<n>{COUNT})日(?![期至到子程—－\-~～、前后])(?P<in>[之以]?内)?")


def _days_counted(text: str, at: int) -> Span | None:
    """Read a number of days behind words that count, where 日 would else be a day of the month: 满30日, 顺延三日."""
    match = _DAYS_COUNTED.match(text, at) if _COUNTED.search(text, max(0, at - 4), at) else None
    count = number(match["n"]) if match and match["n"].count(".") == 0 and match["n"].count(",") == 0 else None
    if not match or not count:
        return None
    return Span(at, match.end(), ((count, "day"),), "at_most" if match["in"] else "exactly")


def _from_event(text: str, at: int, floor: int) -> Span | None:
    """Read a length from an event that its word stands before: 开庭三日前, where 三日 is no day of the month."""
    match = _BEFORE_EVENT.match(text, at)
    event = _AN_EVENT.search(text, max(floor, at - 2), at) if match else None
    count = number(match["n"]) if match and match["n"].isalnum() else None
    if not match or not event or not count:
        return None
    unit = UNITS[simplified(match["unit"]).removeprefix("个")]
    return Span(event.start(), match.end(), ((count, unit),), "exactly", anchor=event[0])


def _excepting(text: str, at: int) -> Recurrence | None:
    """Read a repeat behind what it leaves out: 除周日外，每天9:00."""
    excepted = excepted_at(text, at)
    repeat = repeat_at(text, excepted[0]) if excepted and excepted[0] < len(text) else None
    left = less(repeat, excepted[1]) if repeat and excepted else None
    return left._replace(start=at) if left else None


# Which months a fiscal year has depends on whose it is.
_FISCAL = lazy(
    r"(?:FY[ ]?|fiscal[ ]year[ ])(?:(?:19|20)\d\d|['’]?\d\d)(?:[/-](?:\d{4}|\d\d))?\b(?:[ ]Q[1-4]\b)?",
    re.IGNORECASE,
)


def _english_at(text: str, at: int, floor: int, lax: bool) -> Node | None:
    """Read an English repeat, phrase or length."""
    if fiscal := _FISCAL.match(text, at) if text[at] in "fF" else None:
        return Vague(at, fiscal.end())
    if repeat := english_repeat(text, at):
        return repeat
    phrase = phrase_at(text, at, floor, lax)
    return _completed(text, phrase) if phrase else english_span(text, at)


def _completed(text: str, phrase: Phrase) -> Phrase | Recurrence:
    """Add to a phrase what stands behind it: the length of what it opens, the repeat of a time of day."""
    if phrase.edge == "after" and phrase.first.unit == "day" and not phrase.exclusive and phrase.first.clock is None:
        return _lasting(text, phrase)
    return _repeated(text, phrase) if not phrase.first.unit and phrase.end < len(text) else phrase
