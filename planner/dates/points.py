"""Points in time that name a calendar unit: a year, a month, a third, a week, a day.

One rule a family. A rule's pattern is tried at one place; its reader makes the Point, or refuses. The examples beside
a rule run as tests: a phrase and its EDTF (read on 2005-05-08 where it needs a date to stand on).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from planner.dates.lexicon import ERAS, YEARS_AWAY
from planner.dates.nodes import Point
from planner.dates.numerals import number, several
from planner.dates.patterns import BLANK, DASH, SMALL, compiled, lazy, simplified

_B = BLANK
_YEAR = (
    rf"(?:(?P<era>{'|'.join(ERAS)}|公元)?{_B}"
    rf"(?P<y>\d{{1,4}}|(?:\d{{5,12}}|[零〇○Ｏ一二三四五六七八九]{{5,9}})(?={_B}年{_B}(?:{SMALL}{_B}[月日]|[夏秋冬春]|元旦|端午|中秋|国庆|清明))"
    r"|[零〇○Ｏ一二三四五六七八九]{2,4}|[一两二]千[零〇○一二三四五六七八九十百]{0,5}|(?<=[一-龥])"
    r"[元一二三四五六七八九十]{1,3})"
    rf"{_B}年(?!级|龄|均|代|版)(?P<du>度)?"
    rf"|(?P<y2>(?<!\d)(?:19|20)\d\d)(?=(?:[、，,和及与]{_B}(?:19|20)\d\d){{1,6}}{_B}两?年(?![级代版]))"
    rf"|(?P<y3>(?<=[、，,和及与])(?:19|20)\d\d)两年"
    rf"|(?P<y4>\d{{4}})(?={_B}{DASH}{_B}\d{{4}}{_B}年)"
    r"|(?P<ry>(?:大?[前后]|[今明去本当同次翌]|上一?|下一?|这一)年(?!级|龄|轻|青|货|会|终奖|关|味)度?))"
)
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
# Two months beside each other: 六、七月份; a number of an item before a month is none: 2、3月15日.
_MONTH_PAIRS = "|".join(
    rf"{before}[、，,]{after}"
    rf"(?=月份|(?<=[^\n]{{{len(before + after) + 2}}})月(?![\d初上中下底末第一二三四五六七八九十])"
    r"|月(?=$|[)）]))"
    for names in (_NUMERALS, tuple(map(str, range(1, 13))))
    for before, after in itertools.pairwise(names)
)
_PAIR = lazy("([^、，,]+)[、，,]")
_MONTH = (
    rf"(?:(?P<leap>闰)?(?P<m>{_MONTH_PAIRS}|{SMALL}|正|腊|冬|(?<![\d一二三四五六七八九十百千万亿两])元(?=月))(?:{_B}月(?!饼|球|亮|票|薪|色|光|龄|街|兰(?!州)|怀胎|革命|天(?![气亮上中下]))份?"
    rf"|(?={_B}{DASH}{_B}{SMALL}{_B}月(?!内)))"
    r"|(?P<rm>[上下]{1,4}一?个?月|[这本]一?个?月|[当同次翌]月)份?(?!饼|球|台|票|薪))"
)
_FIRST = (
    r"(?P<which>前|后|头|首|最后|末|第)的?"
    rf"{_B}(?P<n>\d{{1,3}}|[一二两三四五六七八九十]{{1,4}}|(?<=首))?{_B}个?{_B}"
    rf"(?P<of>季度?|月|周(?!年)|星期(?!{_B}[一二三四五六日天])|礼拜(?!{_B}[一二三四五六日天])|天|日)"
)
_PART_OF_YEAR = (
    r"(?P<half>[上下前后]半年度?|[上下]个半年)|(?:第?(?P<q>[一二三四1234首])|Q(?P<q2>[1-4]))(?:季(?:度|(?=[初末底]))"
    r"|(?<=[Qq][1-4]))"
)
_WEEK = (
    rf"(?:第{_B}(?P<w2>{SMALL}){_B}(?=(?:{DASH}|(?:[、，,]{_B}第?{SMALL}{_B}){{0,6}}[、，,和]){_B}第?{_B}{SMALL}{_B}周(?![年期岁]))"
    rf"|(?P<wwhich>最后|第)(?P<w>{SMALL})?{_B}(?P<ge>个)?{_B}(?:的)?(?:教学)?(?:周|星期|礼拜)(?!年|期)(?:的)?"
    r"(?:周|星期|礼拜)?(?P<wd>[一二三四五六日天])?)"
)
_OTHER = (
    "[子常期本光程益志码碼称稱楼樓线線院门門文机機内內厅廳馆館桌窗井库庫坑墩岛島泵标標]|召(?!开|開|集)|令|选手|台风|公告|会议室|會議室"
    "|报(?![送名到告请批备销经]|$)"
)
_DAY = (
    rf"(?P<chu>初[一二三四五六七八九十])|(?<![\]］〕】第])(?P<d>{SMALL}){_B}(?:(?<=[、，,和及与]\d)两(?=日)|(?<=[、，,和及与]\d\d)两(?=日))?(?P<sign>[日号])"
    rf"|(?P<d2>{SMALL})(?={_B}(?:{DASH}|(?:[、，,]{_B}{SMALL}{_B}){{0,6}}[、，,]){_B}(?:[0-2]?\d|3[01]|[一二三四五六七八九十廿卅]{{1,3}})"
    rf"{_B}两?[日号](?!内|{_OTHER}))"
    r"|(?P<d3>\d{1,2}|十[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|[一二三四五六七八九])"
    r"(?![\d.．:：]|[〇零一二三四五六七八九十百千万亿余多几]"
    r"|[ ]?(?:[个名人项次家元吨%％位年月周天点时小分秒场篇期届台套件章节条款类级岁米℃度]|季度|星期|工作日))"
)
_FINE = (
    r"(?P<third>上中下旬|[上中下](?:[、和与及至到-]?[上中下])?旬)"
    r"|(?P<edge>(?:(?<=[年月份度季])|(?<![一-龥])[年月]|(?<=[年月份在至到于])[年月]"
    # Behind a word that does not end in a year's or month's own name (少年, 蜜月): 公司年初, 工资月底
    r"|(?<=[一-龥])(?<![青少成童中老壮晚早幼学新周跨流丰财蜜岁满赏坐去今明后前本当来次同翌每半全整往近上下这几多数正冬腊零〇一二三四五六七八九十百千])"
    r"[年月](?=[底末初]))"
    r"(?:初(?![一二三四五六七八九十])|底|末|中旬?)"
    r"(?![期级学中心国央部共等间医小考华东南西北秋])|(?:伊始))"
    r"|(?P<halfmonth>[上下]半月)"
)
_CALENDAR = (
    rf"(?P<lunar>农历|阴历|旧历)?{_B}(?:{_YEAR}{_B}(?:的)?{_B})?(?P<lunar2>农历|阴历|旧历)?"
    rf"(?:{_PART_OF_YEAR}|{_MONTH})?(?:{_B}的?{_B}(?:{_FINE}|{_WEEK}|{_FIRST}|{_DAY}))?"
)

_UNITS = {"季": "quarter", "月": "month", "周": "week", "星": "week", "礼": "week", "天": "day", "日": "day"}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_ABOUT = "一二三四五六七八九"
_THIRDS = {"上": 1, "中": 2, "下": 3}
WEEKDAYS = {
    name: index
    for index, names in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7末"), 1)
    for name in names
}


Words = Mapping[str, str | None]


class Rule(NamedTuple):
    """A family of points: its pattern, the reader of a match, and examples (phrase, EDTF)."""

    name: str
    pattern: str
    read: Callable[[re.Match[str]], Point | None]
    examples: tuple[tuple[str, str], ...]


def full_year(words: str) -> int | None:
    """Read a year's number; two figures stand for 1930 to 2029, as in spreadsheets."""
    value = number(words)
    if value is not None and len(words) == 2 and value < 100:
        return value + (2000 if value < 30 else 1900)
    return value


def _year(match: Words) -> tuple[Point, bool] | None:
    """Read the year of a calendar match; the flag says that two figures or a plain count leave it in doubt."""
    words, era = match["y"] or match["y2"] or match["y3"] or match["y4"] or "", match["era"]
    if era and era != "公元":
        value = 1 if words == "元" else number(words)
        old = era != "民国"
        if value is None:
            return None
        return Point(year=ERAS[simplified(era)] + value, unit="year", calendar="either" if old else ""), False
    if words:
        if (
            words == "元"
            or (words[0] in "十" or (len(words) > 1 and "十" in words and "千" not in words))
            or len(words) == 1
        ):
            return None
        if len(words) == 2 and not words.isdecimal() and words in _ABOUT:
            return None
        if len(words) == 3 and words.isdecimal() and 50 <= int(words) < 200 and (match["du"] or match["m"]):
            return Point(year=1911 + int(words), unit="year"), False
        doubtful = (len(words) == 2 and words.isdecimal() and words[0] not in "0０") or (
            len(words) == 3 and words.isdecimal()
        )
        return Point(year=full_year(words), unit="year"), doubtful and not match["du"]
    if match["ry"]:
        away, previous = YEARS_AWAY[simplified(match["ry"]).removesuffix("度")]
        return Point(unit="year", shifts=(("year", away),), previous=previous), False
    return Point(), False


def _month(point: Point, match: Words) -> Point | None:
    """Add the half, the quarter or the month of a calendar match."""
    if words := match["half"]:
        return point._replace(unit="half", rank=1 if words[0] in "上前" else 2)
    if words := match["q"] or match["q2"]:
        return point._replace(unit="quarter", rank=1 if words == "首" else number(words) or 0)
    if (words := match["m"]) and (pair := _PAIR.match(words)):
        return point._replace(month=number(pair[1]), unit="month", spread=1)
    if (words := match["m"]) and (open_count := several(words)):
        return point._replace(month=open_count[0], unit="month", spread=open_count[1] - open_count[0])
    if words := match["m"]:
        month = _LUNAR_MONTHS.get(simplified(words)) or number(words) or 0
        lunar = "lunar" if words in "正冬腊臘" or match["leap"] else point.calendar
        return point._replace(month=month, unit="month", calendar=lunar, leap=bool(match["leap"]))
    if words := match["rm"]:
        words = simplified(words)
        away = words.count("下") - words.count("上") + (words[0] in "次翌")
        shifts = (*point.shifts, ("month", away))
        return point._replace(unit="month", shifts=shifts, previous=point.previous or words[0] in "当同次翌")
    return point


def _fine(point: Point, match: Words) -> Point | None:
    """Add what is finer than a month, or what counts units of the year or month."""
    if words := match["third"]:
        return _third(point, words)
    if words := match["edge"]:
        at = -1 if "初" in words or "伊" in words else 0 if "中" in words else 1
        if words.endswith("旬"):
            return _third(point, "中旬")
        of = "year" if words[0] == "年" else "month" if words[0] == "月" else point.unit or "month"
        of = f"quarter{point.rank}" if of == "quarter" else of
        return point._replace(unit="edge", rank=at, of=of)
    if words := match["halfmonth"]:
        return point._replace(unit="halfmonth", rank=1 if words[0] == "上" else 2)
    if words := match["w2"]:
        return point._replace(unit="week", rank=number(words) or 0, of=point.unit)
    if match["wwhich"]:
        return _week(point, match)
    if match["which"]:
        return _counted(point, match)
    return _day(point, match)


def _third(point: Point, words: str) -> Point:
    order = sorted(_THIRDS[character] for character in words if character in _THIRDS)
    index = order[0] if order[0] == order[-1] else order[0] * 10 + order[-1]
    return point._replace(unit="third", rank=index)


def _week(point: Point, match: Words) -> Point | None:
    last = match["wwhich"] == "最后"
    count = number(match["w"]) if match["w"] else 1
    if count is None or not (last or match["w"]):
        return None
    if match["wd"]:
        unit = "weekday" if match["ge"] else "week"
        return point._replace(unit=unit, rank=-count if last else count, weekday=WEEKDAYS[match["wd"]], of=point.unit)
    if last and match["w"] and count > 1:
        return point._replace(unit="tail", rank=count, of="week")
    return point._replace(unit="week", rank=-1 if last else count, of=point.unit)


def _counted(point: Point, match: Words) -> Point | None:
    """Read 前两个季度, 后三月, 最后五天, 第十天, 首月: units counted from either end of the year or month."""
    which = simplified(match["which"] or "")
    count = number(match["n"]) if match["n"] else 1
    unit = _UNITS[simplified(match["of"] or "天")[0]]
    if unit == "quarter" and which == "前" and not point.unit and match["n"]:
        point = point._replace(unit="year")
    if not count or not point.unit or (which in "前后头" and not match["n"]):
        return None
    if which in ("第", "首"):
        if unit == "quarter":
            return point._replace(unit="quarter", rank=count)
        return point._replace(unit="nth", rank=count, of=unit)
    return point._replace(unit="head" if which in "前头" else "tail", rank=count, of=unit)


def _day(point: Point, match: Words) -> Point | None:
    if words := match["chu"]:
        calendar = "lunar" if point.month or match["lunar"] or match["lunar2"] else point.calendar
        return point._replace(day=number(words[1:]), unit="day", calendar=calendar) if point.month else None
    if (words := match["d"]) and (open_count := several(words)):
        return point._replace(day=open_count[0], unit="day", spread=open_count[1] - open_count[0])
    if words := match["d"] or match["d2"]:
        value = number(words) or 0
        if not point.unit and value > 31:
            return None
        return point._replace(day=value, unit="day")
    words = match["d3"]
    if not words or point.unit != "month" or point.rank:
        return None
    lunar = point.calendar == "lunar" or words[0] in "廿卅"
    bare = words[0] in "一二三四五六七八九十" and not lunar
    return point._replace(day=number(words), unit="day", calendar="lunar" if lunar else "either" if bare else "")


_OTHER_WORDS = lazy(rf"{_OTHER}|[以之][内內]")


_ADDRESS = lazy("[路街巷弄]$|[大]道$|胡同$")


def _may_stand_alone(match: re.Match[str]) -> bool:
    """Whether a day without a month is one: 12日, but not 一日之计, 〔2005〕11号文, (2004)20号, 三日内."""
    text, words, start = match.string, match["d"] or match["d2"], match.start("d") if match["d"] else match.start("d2")
    if (
        words == "一"
        or (match["sign"] and _ADDRESS.search(text, max(0, start - 2), start))
        or _OTHER_WORDS.match(text, match.end())
    ):
        return False
    return not (match["sign"] in ("号", "號") and text[start - 1 : start] in tuple(")）"))


def _calendar(match: re.Match[str]) -> Point | None:
    """Read year, half, quarter, month, third, week and day, each of which may be missing."""
    point = _of_words(match.groups())
    if (
        point
        and point.unit == "day"
        and not (point.month or point.year or point.shifts)
        and not _may_stand_alone(match)
    ):
        return None
    return point


_FINER = ("third", "edge", "halfmonth", "wwhich", "w2", "which", "chu", "d", "d2", "d3")


@lru_cache(maxsize=8192)
def _of_words(groups: tuple[str | None, ...]) -> Point | None:
    """Read the groups of a calendar match; the same few dates come again and again, so they are kept."""
    words: Words = dict(zip(_group_names(), groups, strict=True))
    read = _year(words)
    if read is None:
        return None
    point, doubtful = read
    if words["lunar"] or words["lunar2"]:
        point = point._replace(calendar="lunar")
    coarse = _month(point, words)
    if coarse is None:
        return None
    fine = _fine(coarse, words) if any(words[name] for name in _FINER) else coarse
    if fine is None or not fine.unit or (doubtful and fine.unit == "year"):
        return None
    if fine.unit == "year" and fine.calendar == "either":
        fine = fine._replace(calendar="")
    return fine


CALENDAR = Rule(
    "calendar",
    _CALENDAR,
    _calendar,
    (
        ("2005年5月12日", "2005-05-12"),
        ("二〇〇五年五月十二日", "2005-05-12"),
        ("２００５年５月", "2005-05"),
        ("05年5月12日", "2005-05-12"),
        ("5月中旬", "[2005-05-11..2005-05-20]"),
        ("第三季度", "2005-35"),
        ("上半年", "2005-40"),
        ("去年", "2004"),
        ("本月15日", "2005-05-15"),
    ),
)


@cache
def _group_names() -> tuple[str, ...]:
    """The names of the groups of the calendar rule, in order."""
    return tuple(compiled(CALENDAR.pattern).compile().groupindex)
