"""Reading one point: which family of rules is tried where, and the time of day joined to a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from planner.dates import coarse, english, numeric
from planner.dates.clock import at_hour, english_time, printed_weekday, time_at
from planner.dates.english_clock import PARTS as PARTS_IN_ENGLISH
from planner.dates.holidays import ENGLISH_FESTIVAL, FESTIVAL
from planner.dates.nodes import Point
from planner.dates.patterns import BLANK, LazyPattern, compiled, lazy
from planner.dates.points import CALENDAR, Rule
from planner.dates.relative import RELATIVE_DAY, RELATIVE_WEEK, WEEKDAY

_B = BLANK
_STRICT_FIGURES = (
    *(numeric.ISO_WEEK, numeric.FULL, numeric.COMPACT, numeric.THREE, numeric.MARKED, numeric.YEAR_SPAN),
    *(numeric.MONTH_YEAR_MARKED, numeric.TWO_SPAN, numeric.WEEK_LISTED),
)
_LAX_FIGURES = (*_STRICT_FIGURES, numeric.YEAR_MONTH, numeric.MONTH_YEAR, numeric.WEEK_NUMBER, numeric.TWO)
_COARSE = (coarse.DECADE, coarse.RELATIVE_QUARTER, coarse.SEASON)
_WORDS = (FESTIVAL, RELATIVE_DAY, RELATIVE_WEEK, WEEKDAY)
_BEFORE_MONTH = (english.DAY_FIRST, english.DAY_ALONE, english.QUARTER, english.DECADE, english.YEAR_AFTER)
RULES: tuple[Rule, ...] = (
    CALENDAR,
    *_COARSE,
    coarse.SCHOOL_YEAR,
    coarse.SCHOOL_YEAR_ENGLISH,
    *_WORDS,
    *_LAX_FIGURES,
    numeric.YEAR_ALONE,
    ENGLISH_FESTIVAL,
    *english.RULES,
    english.ONLY_MONTH,
)
_ENGLISH = (ENGLISH_FESTIVAL, *english.RULES, coarse.SCHOOL_YEAR_ENGLISH)

_LEAD = lazy(r"\d{1,9}(.?)")
_WEEK_LETTERS = frozenset("tTwW")
_PART_LETTERS = frozenset("tTmMaAeEnN")
_WEEK_OF = lazy(
    r"(?:the[ ])?(?:week[ ](?:commencing|beginning|starting|(?P<of>of))|w/c)(?:[ ]on)?[ ](?:the[ ])?(?=[A-Z\d])",
    re.IGNORECASE,
)
_PART_OF = lazy(r"(?:the[ ])?(?P<part>morning|afternoon|evening|night)[ ]of[ ](?=[A-Z\d]|the[ ]\d)", re.IGNORECASE)
_FROM_NOW = compiled(rf"(?:(?<=[从自])现在|即日(?=起)|现在(?={_B}起|开始))")
_BRACKETED = compiled(rf"{_B}[(（](?={_B}[\d一二三四五六七八九十])")
_JOINED = frozenset(" -–—,~")
_NOT_FIGURES = frozenset("年月日号號")


Matcher = Callable[[str, int], re.Match[str] | None]
Reader = Callable[[re.Match[str]], Point | None]


class Reading(NamedTuple):
    """A point and the offset behind it."""

    point: Point
    end: int


@cache
def _pattern(rule: Rule) -> LazyPattern:
    return compiled(rule.pattern)


@cache
def _patterns(rules: tuple[Rule, ...]) -> tuple[tuple[Matcher, Reader], ...]:
    return tuple((_pattern(rule).match, rule.read) for rule in rules)


def _first(rules: tuple[Rule, ...], text: str, at: int) -> Reading | None:
    """The reading of the first rule that reads anything."""
    for matcher, read in _patterns(rules):
        match = matcher(text, at)
        if match and match.end() > at and (point := read(match)):
            return Reading(point, match.end())
    return None


def _dated(text: str, at: int, lax: bool) -> Reading | None:
    """Read the date that stands at `at`."""
    here = text[at : at + 1]
    if here in _WEEK_LETTERS and (week := _WEEK_OF.match(text, at)):
        day = _led(text, week.end(), lax)
        of = "day" if week["of"] else "from"
        return (
            Reading(day.point._replace(unit="week", of=of, weekday=0), day.end)
            if day and day.point.unit == "day"
            else None
        )
    if here.isdecimal():
        return _from_digit(text, at, lax)
    if here.isascii() and here.isalpha():
        if here in _PART_LETTERS and (part := _PART_OF.match(text, at)):
            day = _led(text, part.end(), lax)
            return (
                Reading(day.point._replace(part=PARTS_IN_ENGLISH[part["part"].lower()]), day.end)
                if day and day.point.unit == "day"
                else None
            )
        return _first(_ENGLISH, text, at) or (_first((english.ONLY_MONTH,), text, at) if lax else None)
    if found := _calendar(text, at):
        return found
    if now := _FROM_NOW.match(text, at):
        return Reading(Point(unit="day", shifts=(("day", 0),), name="now"), now.end())
    return _first(_WORDS, text, at) or _first(_COARSE, text, at)


def _led(text: str, at: int, lax: bool) -> Reading | None:
    """Read the date behind the words of another rule, which may not stand there again."""
    return _from_digit(text, at, lax) if text[at].isdecimal() else _first(_ENGLISH, text, at)


def _from_digit(text: str, at: int, lax: bool) -> Reading | None:
    """Read a date that begins with a figure."""
    near = text[at : at + 16]
    if ("学年" in near or "學年" in near) and (school := _first((coarse.SCHOOL_YEAR,), text, at)):
        return school
    if " year" in text[at : at + 24] and (school := _first((coarse.SCHOOL_YEAR_ENGLISH,), text, at)):
        return school
    lead = _LEAD.match(text, at)
    behind = lead[1] if lead else ""
    if behind in _JOINED and (named := _first((english.DAY_ALONE,), text, at)):
        return named
    if behind not in _NOT_FIGURES or not behind:
        figures = _first(_LAX_FIGURES if lax else _STRICT_FIGURES, text, at)
        if figures:
            return figures
    english_behind = behind in " -–—,.;)" or (behind.isascii() and behind.isalpha())
    if english_behind and (named := _first(_BEFORE_MONTH, text, at)):
        return named
    found = _calendar(text, at) or _first(_COARSE, text, at)
    return found or (_first((numeric.YEAR_ALONE,), text, at) if lax else None)


def _calendar(text: str, at: int) -> Reading | None:
    match = _pattern(CALENDAR).match(text, at)
    if not match or match.end() == at or not (point := CALENDAR.read(match)):
        return None
    end = match.end()
    while text[end - 1] in " \u3000\xa0":
        end -= 1
    if text[end - 1] == "的":
        end -= 1
    return _with_festival(text, Reading(point, end)) if point.unit == "year" else Reading(point, end)


_TODAY = lazy("今[天日]")


def _with_festival(text: str, year: Reading) -> Reading:
    """Join a festival to the year before it: 2005年春节."""
    at = year.end + (text[year.end : year.end + 1] == "的")
    if year.point.shifts and (today := _TODAY.match(text, at)):
        return Reading(year.point._replace(unit="day", shifts=(*year.point.shifts, ("day", 0))), today.end())
    match = _pattern(FESTIVAL).match(text, at)
    found = FESTIVAL.read(match) if match else None
    if not match or not found or found.year or found.shifts:
        return _with_season(text, year)
    point = found._replace(year=year.point.year, shifts=year.point.shifts, previous=year.point.previous)
    return Reading(point, match.end())


def _with_season(text: str, year: Reading) -> Reading:
    """Join a season to the year before it: 今年夏天."""
    match = _pattern(coarse.SEASON).match(text, year.end + (text[year.end : year.end + 1] == "的"))
    found = coarse.SEASON.read(match) if match else None
    if not match or not found or found.year or found.shifts:
        return year
    return Reading(
        found._replace(year=year.point.year, shifts=year.point.shifts, previous=year.point.previous), match.end()
    )


def date_at(text: str, at: int, lax: bool) -> Reading | None:
    """Read the date that stands at `at`, with its printed weekday and without a time of day."""
    found = _dated(text, at, lax)
    if found is None:
        return None
    point, end = found
    if point.unit == "weekday" and not point.rank and (bracket := _BRACKETED.match(text, end)):
        point, end = _dated_weekday(text, point, end, bracket.end(), lax)
    if point.unit in ("day", "festival") and not point.weekday and end < len(text):
        day, end = printed_weekday(text, end)
        point = point._replace(weekday=day) if day else point
    return Reading(point, end)


def point_at(text: str, at: int, lax: bool) -> Reading | None:
    """Read the point that stands at `at`: a date, a time of day, or a date with one."""
    if at >= len(text):
        return None
    found = date_at(text, at, lax)
    if found is None:
        return _time_first(text, at) or (_english_part(text, at) if lax else None)
    if found.point.part and text.startswith(" at ", found.end):
        return Reading(*at_hour(text, found.end, found.point))
    return _timed(text, *found) if found.point.unit in _WITH_TIME else found


_WITH_TIME = frozenset(("day", "weekday", "festival", "week", "weekend", "nth", "tail"))


def _english_part(text: str, at: int) -> Reading | None:
    """Read an English part of the day that stands alone in a cell: Morning."""
    point, end = english_time(" " + text[at : at + 12], 0, Point())
    return Reading(point, at + end - 1) if point.part else None


_THAT_DAY = ("当天", "当日", "當天", "當日")
_THAT_WEEK = compiled("(?:当|那一?|这一|所在的?)周(?![一二三四五六日年])")
_SHIFT = compiled(rf"[早中晚夜白日]班次?{_B}[，,：:（(]?{_B}(?=[0-9]{{1,2}}(?:[:：]|[点时](?!间)))")
_ON = lazy(r",?[ ]{1,2}(?:on[ ]|,[ ])?(?:the[ ])?(?=[A-Za-z\d])")


def _time_first(text: str, at: int) -> Reading | None:
    """Read a time of day, and the English date that may follow it: noon on Monday, May 17."""
    point, end = time_at(text, at, Point())
    if end == at:
        return None
    gap = _ON.match(text, end)
    date = (
        _first((*_BEFORE_MONTH, english.MONTH_FIRST, english.RELATIVE, english.BARE_WEEKDAY), text, gap.end())
        if gap
        else None
    )
    if date and date.point.unit in ("day", "weekday"):
        return Reading(_at_time(date.point, point), date.end)
    return Reading(point, end)


def _at_time(date: Point, time: Point) -> Point:
    """A date with a time of day."""
    return date._replace(part=time.part, clock=time.clock, half_day=time.half_day, meridiem=time.meridiem)


def _timed(text: str, point: Point, end: int) -> Reading:
    if text.startswith(_THAT_DAY, end):
        end += 2
    elif point.unit == "day" and (week := _THAT_WEEK.match(text, end)):
        return Reading(point._replace(unit="week", of="day", weekday=0), week.end())
    if end == len(text):
        return Reading(point, end)
    at = end
    while at < len(text) and at - end < 12 and text[at] in " \u3000\xa0的":
        at += 1
    if at == end and text[at : at + 1] in ("-", "T", "于"):
        timed, stop = time_at(text, at + 1, point)
        if stop > at + 1 and timed.clock is not None:
            return Reading(timed, stop)
    shift = _SHIFT.match(text, at) if text[at + 1 : at + 2] == "班" else None
    timed, stop = time_at(text, shift.end() if shift else at, point)
    if stop > at:
        return Reading(timed, stop)
    return Reading(*english_time(text, end, point)) if text[end] in " ,(" else Reading(point, end)


def _dated_weekday(text: str, point: Point, end: int, inside: int, lax: bool) -> tuple[Point, int]:
    """Read a weekday that names its date in brackets: 周五（27日）."""
    date = _dated(text, inside, lax)
    if date and date.point.unit == "day" and text.startswith((")", "）"), date.end):
        if point.shifts and date.point.month is None and date.point.day:
            return point._replace(day=date.point.day), date.end + 1
        return date.point._replace(weekday=point.weekday), date.end + 1
    return point, end
