"""The grammar from the top: points, ranges with dropped parts, and their modifiers.

A phrase is a point, or two joined by a dash or 至, or one with an end left open. Nothing here looks further than the
next point, so that a text is read in linear time. Lists are not read here: each item is a phrase, and `find` lets an
item take what it leaves out from the item before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from planner.dates import coarse, numeric
from planner.dates.clock import printed_weekday, time_at
from planner.dates.holidays import FESTIVAL
from planner.dates.modifiers import modified, prefix_pattern, suffix_pattern
from planner.dates.nodes import Phrase, Point
from planner.dates.numerals import number
from planner.dates.patterns import BLANK, DASH, compiled
from planner.dates.points import CALENDAR, Rule
from planner.dates.relative import RELATIVE_DAY, RELATIVE_WEEK, WEEKDAY

_B = BLANK
_STRICT_FIGURES = (numeric.FULL, numeric.COMPACT, numeric.THREE, numeric.MARKED, numeric.YEAR_SPAN)
_LAX_FIGURES = (*_STRICT_FIGURES, numeric.YEAR_MONTH, numeric.TWO)
_WORDS = (FESTIVAL, RELATIVE_DAY, RELATIVE_WEEK, WEEKDAY)
RULES: tuple[Rule, ...] = (
    CALENDAR,
    coarse.DECADE,
    coarse.RELATIVE_QUARTER,
    coarse.SEASON,
    *_WORDS, *_LAX_FIGURES, numeric.YEAR_ALONE)


class Reading(NamedTuple):
    """A point and the offset behind it."""

    point: Point
    end: int


@cache
def _pattern(rule: Rule) -> re.Pattern[str]:
    return compiled(rule.pattern)


@cache
def _joint() -> re.Pattern[str]:
    return compiled(
        rf"{_B}(?P<open>起|开始|始|启动|举行)?(?:{_B}[，,]?{_B}(?P<dash>{DASH}|——|--|\bto\b|\buntil\b)|{_B}(?P<and>[与和]))"
        rf"(?:[(（]?)?{_B}"
    )


_TURN_OF_YEAR = compiled(r"岁末年初|年末岁初|年[底末]年初")
_NOW = compiled(rf"{_B}(?:现在|目前|今(?!天|日|年|晚|后)|当前|如今)")
_FROM_NOW = compiled(rf"(?:(?<=[从自])现在|即日(?=起)|现在(?={_B}起|开始))")
_BETWEEN = compiled(r"(?:之间|期间|间(?![接隔断歇谍]))")
_BRACKETED = compiled(rf"{_B}[(（](?={_B}[\d一二三四五六七八九十])")
_SECOND_NUMBER = re.compile(
    rf"(?P<n>\d{{1,2}}|[二三]?十[一二三四五六七八九]?)(?![\d.．:：/]|[零一二三四五六七八九十百千万]|{_B}[个名人项次家元吨%％位年月周天点时小分秒场篇期届台套件章节条款类级岁米楼室号班层])"
)


def _figure(text: str, at: int, lax: bool) -> Reading | None:
    for rule in _LAX_FIGURES if lax else _STRICT_FIGURES:
        match = _pattern(rule).match(text, at)
        if match and (point := rule.read(match)):
            return Reading(point, match.end())
    return None


def _dated(text: str, at: int, lax: bool) -> Reading | None:
    """Read the date that stands at `at`."""
    if text[at : at + 1].isdecimal() and (found := _figure(text, at, lax)):
        return found
    if text[at : at + 1] in _COARSE_HEADS and (found := _coarse(text, at)):
        return found
    match = _pattern(CALENDAR).match(text, at)
    if match and match.end() > at and (point := CALENDAR.read(match)):
        end = match.end()
        while text[end - 1] in " \u3000\xa0":
            end -= 1
        if text[end - 1] == "的":
            end -= 1
        return _with_festival(text, Reading(point, end)) if point.unit == "year" else Reading(point, end)
    if now := _FROM_NOW.match(text, at):
        return Reading(Point(unit="day", shifts=(("day", 0),)), now.end())
    for rule in _WORDS:
        match = _pattern(rule).match(text, at)
        if match and match.end() > at and (named := rule.read(match)):
            return Reading(named, match.end())
    if lax and text[at].isdecimal():
        match = _pattern(numeric.YEAR_ALONE).match(text, at)
        if match and (year := numeric.YEAR_ALONE.read(match)):
            return Reading(year, match.end())
    return None


_COARSE_HEADS = frozenset("0123456789一二三四五六七八九十上下本这這春夏秋冬")
_COARSE = (coarse.DECADE, coarse.RELATIVE_QUARTER, coarse.SEASON)


def _coarse(text: str, at: int) -> Reading | None:
    for rule in _COARSE:
        match = _pattern(rule).match(text, at)
        if match and (point := rule.read(match)):
            return Reading(point, match.end())
    return None


def _with_season(text: str, year: Reading) -> Reading:
    """Join a season to the year before it: 今年夏天."""
    match = _pattern(coarse.SEASON).match(text, year.end + (text[year.end : year.end + 1] == "的"))
    found = coarse.SEASON.read(match) if match else None
    if not match or not found or found.year or found.shifts:
        return year
    return Reading(
        found._replace(year=year.point.year, shifts=year.point.shifts, previous=year.point.previous), match.end()
    )


def _with_festival(text: str, year: Reading) -> Reading:
    """Join a festival to the year before it: 2005年春节."""
    at = year.end + (text[year.end : year.end + 1] == "的")
    match = _pattern(FESTIVAL).match(text, at)
    found = FESTIVAL.read(match) if match else None
    if not match or not found or found.year or found.shifts:
        return _with_season(text, year)
    point = found._replace(year=year.point.year, shifts=year.point.shifts, previous=year.point.previous)
    return Reading(point, match.end())


def point_at(text: str, at: int, lax: bool) -> Reading | None:
    """Read the point that stands at `at`: a date, a time of day, or a date with one."""
    found = _dated(text, at, lax)
    if found is None:
        point, end = time_at(text, at, Point())
        return Reading(point, end) if end > at and (point.part or point.clock is not None or point.impossible) else None
    point, end = found
    if point.unit == "weekday" and not point.rank and (bracket := _BRACKETED.match(text, end)):
        point, end = _dated_weekday(text, point, end, bracket.end(), lax)
    if point.unit in ("day", "festival") and not point.weekday:
        day, end = printed_weekday(text, end)
        point = point._replace(weekday=day)
    if point.unit in ("day", "weekday", "festival", "week", "weekend", "nth", "tail"):
        return _timed(text, point, end)
    return Reading(point, end)


def _timed(text: str, point: Point, end: int) -> Reading:
    at = end
    while at < len(text) and at - end < 12 and text[at] in " \u3000\xa0的":
        at += 1
    if at == end and text[at : at + 1] in ("-", "T", "于"):
        timed, stop = time_at(text, at + 1, point)
        if stop > at + 1 and timed.clock is not None:
            return Reading(timed, stop)
    timed, stop = time_at(text, at, point)
    return Reading(timed, stop) if stop > at else Reading(point, end)


def _dated_weekday(text: str, point: Point, end: int, inside: int, lax: bool) -> tuple[Point, int]:
    """Read a weekday that names its date in brackets: 周五（27日）."""
    date = _dated(text, inside, lax)
    if date and date.point.unit == "day" and text[date.end : date.end + 1] in ")）":
        return date.point._replace(weekday=point.weekday), date.end + 1
    return point, end


_PAIRED = frozenset("岁年今歲")


def _pair(text: str, at: int) -> Phrase | None:
    """Read two points in one word: 岁末年初, 今明两年."""
    if turn := _TURN_OF_YEAR.match(text, at):
        return Phrase(at, turn.end(), Point(unit="edge", rank=1, of="year"), Point(unit="edge", rank=-1, of="year"))
    if text.startswith(("今明两年", "今明兩年"), at):
        this, following = (Point(unit="year", shifts=(("year", away),)) for away in (0, 1))
        return Phrase(at, at + 4, this, following)
    return None


def phrase_at(text: str, at: int, floor: int, lax: bool) -> Phrase | None:
    """Read the phrase whose first point stands at `at`; its prefix words may reach back to `floor`."""
    if text[at] in _PAIRED and (pair := _pair(text, at)):
        return pair
    first = point_at(text, at, lax)
    if first is None:
        return None
    prefix = prefix_pattern().search(text, max(floor, at - 8), at)
    last, end, opened = _second(text, first, lax, bool(prefix and prefix["since"]))
    node = Phrase(at, end, first.point, last)
    return modified(text, node, prefix, opened)


def _second(text: str, first: Reading, lax: bool, since: bool) -> tuple[Point | None, int, bool]:
    """Read the other end of a range, the offset behind the phrase so far, and whether words open its end."""
    at = first.end
    about = suffix_pattern().match(text, at)
    joint = _joint().match(text, about.end("about") if about and about["about"] else at)
    if not joint:
        return None, at, False
    if joint["dash"] and (now := _NOW.match(text, joint.end())):
        return None, now.end(), True
    second = point_at(text, joint.end(), lax or bool(joint["dash"] and first.point.year))
    if second is None or joint["and"]:
        if joint["and"]:
            if second and (between := _BETWEEN.match(text, second.end)):
                return second.point, between.end(), False
            return None, at, False
        return _bare_second(text, first, joint.end()) or (None, at, False)
    if joint["dash"] and joint["open"] is None and not _joinable(first.point, second.point, since):
        return None, at, False
    between = _BETWEEN.match(text, second.end)
    return second.point, between.end() if between else second.end, False


def _joinable(first: Point, second: Point, since: bool) -> bool:
    """Whether two points can be the ends of one range: a date and a bare time of day are not."""
    return since or second.dated or first.clock is not None or first.part is not None


def _bare_second(text: str, first: Reading, at: int) -> tuple[Point, int, bool] | None:
    """Read a range's end that is only a number: 5月16日—20."""
    if first.point.unit != "day" or not first.point.day or first.point.clock is not None:
        return None
    match = _SECOND_NUMBER.match(text, at)
    day = number(match["n"]) if match else None
    if not match or not day or not first.point.day < day <= 31:
        return None
    return Point(day=day, unit="day"), match.end(), False
