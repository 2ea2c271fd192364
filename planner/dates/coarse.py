"""Points coarser than a month that the calendar rule does not read: centuries, decades, seasons, relative quarters."""

from __future__ import annotations

import re

from planner.dates.lexicon import YEARS_AWAY
from planner.dates.nodes import Point
from planner.dates.numerals import number
from planner.dates.patterns import BLANK, simplified
from planner.dates.points import Rule, full_year

_B = BLANK
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DECADE = (
    rf"(?:(?P<century>{_COUNT}|[上本下])个?世纪(?:{_B}(?P<decade>{_COUNT}){_B}年代)?|(?<!\d)(?P<bare>[1-9]0|[二三四五六七八九]十){_B}年代)"
    r"(?P<edge>[初末底中](?![国学])期?|前期|后期|末期|中期)?"
)


def _decade(match: re.Match[str]) -> Point | None:
    """Read a century or a decade: its first year, and how many years it has, as `head` of a year would."""
    words, decade = match["century"], match["decade"] or match["bare"]
    tens = number(decade) if decade else None
    if decade and (tens is None or tens % 10 or tens > 90):
        return None
    part = _EDGES.get((match["edge"] or "")[:1], 0) if match["edge"] else 0
    length = 10 if decade else 100
    if words is None:
        return Point(month=None, unit="decade", rank=tens or 0, of=str(part))
    if words in "上本下":
        return Point(
            unit="decade", rank=tens or 0, of=f"{part}:{length}", shifts=(("century", "上本下".index(words) - 1),)
        )
    century = number(words)
    if not century or century > 99:
        return None
    return Point(year=(century - 1) * 100 + (tens or 0), unit="decade", rank=tens or 0, of=f"{part}:{length}")


_EDGES = {"初": -1, "前": -1, "中": 0, "末": 1, "底": 1, "后": 1}

DECADE = Rule("century or decade", _DECADE, _decade, (("20世纪80年代", "198X"), ("18世纪", "17XX")))

_SCHOOL_YEAR = (
    rf"(?<!\d)(?:(?P<y>\d{{4}}){_B}(?:[-－—–~～/至]{{1,2}}{_B}(?:\d{{4}}|\d\d))|(?P<roc>1[0-4]\d)){_B}学年度?"
)


def _school_year(match: re.Match[str]) -> Point | None:
    """Read 2005—2006学年, and the school year of the Republic's calendar: 115学年度."""
    return Point(year=int(match["y"]) if match["y"] else 1911 + int(match["roc"]), unit="schoolyear")


_SCHOOL_YEAR_ENGLISH = (
    r"(?:the[ ])?(?:(?:academic|school)[ ]year[ ](?P<y>(?:19|20)\d\d)[-–/](?:\d{4}|\d\d)(?!\d)"
    r"|(?P<y2>(?:19|20)\d\d)[-–/](?:\d{4}|\d\d)[ ](?:academic|school)[ ]year\b)"
)


def _school_year_english(match: re.Match[str]) -> Point | None:
    return Point(year=int(match["y"] or match["y2"]), unit="schoolyear")


SCHOOL_YEAR_ENGLISH = Rule(
    "school year in English",
    _SCHOOL_YEAR_ENGLISH,
    _school_year_english,
    (("academic year 2005-06", "2005-08-01~/2006-07-31~"), ("2005/06 school year", "2005-08-01~/2006-07-31~")),
)

SCHOOL_YEAR = Rule("school year", _SCHOOL_YEAR, _school_year, (("2005—2006学年", "2005-08-01~/2006-07-31~"),))

_QUARTER = r"(?P<away>[上下]{1,3}|[这本])一?个?(?:季度?(?!节)(?P<edge>[初末底])?|(?P<half>半年))"


def _quarter(match: re.Match[str]) -> Point | None:
    away = match["away"].count("下") - match["away"].count("上")
    if match["half"]:
        return Point(unit="half", shifts=(("half", away),)) if "个" in simplified(match[0]) else None
    if match["edge"]:
        return Point(unit="edge", rank=-1 if match["edge"] == "初" else 1, of="quarter", shifts=(("quarter", away),))
    return Point(unit="quarter", shifts=(("quarter", away),))


RELATIVE_QUARTER = Rule("relative quarter", _QUARTER, _quarter, (("上季度", "2005-33"), ("本季度", "2005-34")))

_SEASON = (
    rf"(?:(?P<y>\d{{2,4}}|[零〇○一二三四五六七八九]{{2,4}}){_B}年的?{_B}|(?P<ry>(?:大?[前后]|[今明去本当同次])年)的?)?"
    r"(?P<season>[春夏秋冬])(?:天|季(?!节)|(?<=年.)(?![春夏秋冬节運运晚耕种種招游考分卷蚕茶笋装雨风联意假试试令学學至奥训泳粮收日眠]))"
)


def _season(match: re.Match[str]) -> Point | None:
    point = Point(unit="season", rank="春夏秋冬".index(match["season"]) + 1)
    if match["y"]:
        return point._replace(year=full_year(match["y"]))
    if match["ry"]:
        away, previous = YEARS_AWAY[simplified(match["ry"])]
        return point._replace(shifts=(("year", away),), previous=previous)
    return point


SEASON = Rule("season", _SEASON, _season, (("2005年夏季", "2005-22"),))
