"""Points that name a festival or a solar term, and what the calendars say about them."""

from __future__ import annotations

import re

from planner.dates.lexicon import ENGLISH_FESTIVALS, FESTIVALS, GUARDED, TERMS, YEARS_AWAY
from planner.dates.nodes import Point
from planner.dates.numerals import number
from planner.dates.patterns import BLANK, lazy, simplified
from planner.dates.points import Rule, full_year

_NAMES = "|".join(sorted({*FESTIVALS, *TERMS}, key=len, reverse=True))
_DAYS = r"(?:小?长假(?:期间)?|假期|黄金周|放假期?间?|假日|假)"
_FESTIVAL = (
    rf"(?:(?P<y>\d{{2,4}}|[零〇○一二三四五六七八九]{{2,4}}){BLANK}年(?:的)?{BLANK}|(?P<ry>(?:大?[前后]|[今明去本当同次])年)的?)?"
    rf"(?P<quote>(?<=[“‘「]))?(?<![一二三四五六七八九十])(?P<name>{_NAMES}|大年初(?P<new>[一二三四五六七八九十]))(?P<jie>国际)?(?P<jie2>(?<!节)节)?"
    r"(?![一二三四五六七八九十月日号]|(?<=新年)[度级货贺会快愿祝伊气致献好新])"
    r"(?![路街巷村]|联欢|晚会|劳动奖|精神|运动(?!会)|大道|广场|大桥|新村|社区|小区|小学|中学|学校|剧[场院]|公园|水库)"
    rf"(?:(?P<close>[”’」])(?=节|期间|{_DAYS}|[前后])(?:节(?P<jie3>))?)?(?P<days>{_DAYS})?(?P<during>期间)?"
)

# A festival behind a surname is a given name: 张国庆.
_SURNAMES = lazy(
    "[王李张刘陈杨黄赵吴徐孙马朱胡郭罗郑梁谢宋唐韩冯邓曹彭曾](?:国庆|五一|元旦|清明|立[春夏秋冬]|春分|夏至|冬至)"
)


def _festival(match: re.Match[str]) -> Point | None:
    if match["new"]:
        point = Point(month=1, day=number(match["new"]), unit="day", calendar="lunar")
    else:
        name = simplified(match["name"])
        marked = match["quote"] is not None or match["jie2"] or match["days"] or match["during"]
        if (
            (name in GUARDED or (name in TERMS and name not in FESTIVALS))
            and not marked
            and not _term_date(match, name)
        ):
            return None
        if not marked and _SURNAMES.match(match.string, match.start() - 1):
            return None
        whole = bool(match["days"] or match["during"]) and name not in TERMS
        point = Point(unit="festival", name=name, of="days" if whole or match["days"] or match["during"] else "")
    if match["y"]:
        return point._replace(year=full_year(match["y"]))
    if match["ry"]:
        away, previous = YEARS_AWAY[simplified(match["ry"])]
        return point._replace(shifts=(("year", away),), previous=previous)
    return point


def _term_date(match: re.Match[str], name: str) -> bool:
    """A solar term without a mark is one only with a year, or where nothing else could be meant."""
    return bool(match["y"] or match["ry"]) or (
        name in TERMS and name not in ("大寒", "小雪", "大雪", "雨水", "小满", "小暑", "大暑")
    )


FESTIVAL = Rule(
    "festival",
    _FESTIVAL,
    _festival,
    (("五一", "2005-05-01"), ("国庆节", "2005-10-01"), ("端午节", "2005-06-11"), ("2005年清明", "2005-04-05")),
)

_ENGLISH_NAMES = "|".join(
    name.replace("'s ", "['’]?s ").replace("s' ", "s['’]? ").replace("-", "[- ]")
    for name in sorted(ENGLISH_FESTIVALS, key=len, reverse=True)
)
_ENGLISH = (
    rf"(?:(?P<y>(?:19|20)\d\d)[ ])?(?P<name>{_ENGLISH_NAMES})(?:[ ](?P<holiday>holidays?|break|vacation))?\b"
    r"(?:,?[ ](?:of[ ]|in[ ])?(?P<y2>(?:19|20)\d\d)\b(?![:./-]\d))?"
)
_PLAIN = {re.sub("[^a-z]", "", name): festival for name, festival in ENGLISH_FESTIVALS.items()}


def _english(match: re.Match[str]) -> Point | None:
    year = match["y"] or match["y2"]
    name = _PLAIN[re.sub("[^a-z]", "", match["name"].lower())]
    whole = "days" if match["holiday"] else ""
    return Point(unit="festival", name=name, of=whole, year=int(year) if year else None)


ENGLISH_FESTIVAL = Rule(
    "festival in English",
    _ENGLISH,
    _english,
    (("Christmas Day", "2005-12-25"), ("Easter Sunday 2024", "2024-03-31"), ("Dragon Boat Festival", "2005-06-11")),
)
