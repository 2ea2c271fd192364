"""Points that name a day or a week by its distance, and bare weekdays."""

from __future__ import annotations

import re

from planner.dates.lexicon import DAYS_AWAY
from planner.dates.nodes import Point
from planner.dates.numerals import number
from planner.dates.patterns import simplified
from planner.dates.points import WEEKDAYS, Rule

_WEEK = r"(?:周|星期|礼拜)"

_RELATIVE_DAY = (
    r"(?<!《)(?:(?P<day>大?大?[前后]|[今明昨本当同次翌])(?P<day_unit>[天日])(?!头条|说法|制|常|益|渐|下第|前(?!天)|期)"
    r"|(?P<eve>[今明昨前当次])(?=[晚早晨夜](?!会|报|安|餐|饭|期|年|辈))|(?P<second>隔天|第(?P<nth>[一二三四五六七八九十]|\d{1,2})(?P<of>天|年(?![级度])))(?!性))"
)


def _relative_day(match: re.Match[str]) -> Point | None:
    if match["second"]:
        away, previous = (number(match["nth"]) or 1) - 1 if match["nth"] else 1, True
        if match["of"] == "年":
            return Point(unit="year", shifts=(("year", away),), previous=True)
    else:
        words = simplified(match["day"] or match["eve"])
        key = words if words in DAYS_AWAY else words + ("晚" if match["eve"] else "天")
        if words == "本" and match["day_unit"] != "日":
            return None
        if key not in DAYS_AWAY:
            key = "本日"
        away, previous = DAYS_AWAY[key]
    return Point(unit="day", shifts=(("day", away),), previous=previous)


RELATIVE_DAY = Rule(
    "relative day",
    _RELATIVE_DAY,
    _relative_day,
    (("昨日", "2005-05-07"), ("明天", "2005-05-09"), ("大后天", "2005-05-11")),
)

_RELATIVE_WEEK = (
    rf"(?:(?P<away>[上下]{{1,4}}一?|[这本])个?{_WEEK}(?!期|年|边|围|岁)(?P<end>末)?(?:的?{_WEEK}?(?P<wd>[一二三四五六日天]))?"
    r"|(?P<halfweek>[上下])半周|(?<!每)(?P<bare>周末)(?!版|报|愉|快|好))"
)


def _relative_week(match: re.Match[str]) -> Point | None:
    if match["halfweek"]:
        return Point(unit="halfweek", rank=1 if match["halfweek"] == "上" else 2, shifts=(("week", 0),))
    if match["bare"]:
        return Point(unit="weekend")
    words = match["away"]
    shifts = (("week", words.count("下") - words.count("上")),)
    if match["end"]:
        return Point(unit="weekend", shifts=shifts)
    if match["wd"]:
        return Point(unit="weekday", weekday=WEEKDAYS[match["wd"]], shifts=shifts)
    return Point(unit="week", shifts=shifts)


RELATIVE_WEEK = Rule(
    "relative week",
    _RELATIVE_WEEK,
    _relative_week,
    (("下周三", "2005-05-11"), ("上周五", "2005-04-29"), ("本周", "[2005-05-02..2005-05-08]")),
)

_WEEKDAY = (
    rf"(?<![一二三四五六七八九十两每双单第\d个])(?:(?P<last>最后|第(?P<n>[一二三四五]))个?的?)?{_WEEK}"
    r"(?P<wd>[一二三四五六日天1-6])(?![一二三四五六七八九十百千个年次日本福]|\d(?!\d?[:：点时]))"
)


def _weekday(match: re.Match[str]) -> Point | None:
    index = -1 if match["last"] == "最后" else WEEKDAYS[match["n"]] if match["n"] else 0
    return Point(unit="weekday", weekday=WEEKDAYS[match["wd"]], rank=index)


WEEKDAY = Rule("weekday", _WEEKDAY, _weekday, ())
