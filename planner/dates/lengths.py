"""Lengths of time: 1个月左右, 10天, 不少于40个小时, 一年半, 会后三天内; and points at a length from now: 三天后.

>>> span_at("1个月左右", 0).parts, span_at("10天以内", 0).bound
(((1, 'month'),), 'at_most')
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from planner.dates.lexicon import UNITS
from planner.dates.nodes import Point, Span
from planner.dates.numerals import number, several
from planner.dates.patterns import BLANK, COUNT, LazyPattern, compiled, lazy, simplified
from planner.dates.points import full_year
from planner.records import Bound, LengthUnit

_B = BLANK
_UNIT = (
    r"(?:年(?!级|龄|代|度|报|底|初|末|终|[一二三四五六七八九十\d]{1,2}月)|周年|载(?=春秋)|个?季度"
    r"|周(?![年岁期一三四五六日边围]|七天|7天|五天|5天)|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])"
    r"|天(?![气空然津才线]|到晚)|日历[天日]|自然[天日]|工作日|交易日|小时|钟头|刻钟|分钟|秒钟?)"
)
_LOOSE = r"(?:月|时|分|日)"
_JOIN = rf"{_B}(?:又|零|加|余)?{_B}"


def _one(index: int, loose: str) -> str:
    """One number with its unit; `loose` are the units that only a later part of a length may have."""
    return (
        rf"(?:(?P<c{index}>{COUNT}|半|大半)(?P<more{index}>[多余]|(?<=[十百])来)?{_B}"
        rf"(?:(?P<ge{index}>个)(?P<half{index}>半)?(?P<morf{index}>[多余])?{_B})?"
        rf"(?P<u{index}>{_UNIT}|(?<=[个个多余半])月|日(?=[之以]?[内后前])|(?(now)月|(?!))|{loose})"
        rf"(?P<tail{index}>半(?![年月天小个])|[多余]|{COUNT}[夜晚](?![上会])|春秋)?)"
    )


_PARTS = _one(0, r"(?:(?<=[4-9]\d)|(?<=3[2-9])|(?<=\d\d\d)|(?<=[两俩]))日") + "".join(
    f"(?:{_JOIN}{_one(index, _LOOSE + '(?!间|候)')})?" for index in range(1, 7)
)
_RANGE = (
    rf"(?:(?P<low>{COUNT})(?P<lowge>个)?(?P<lowu>{_UNIT})?{_B}(?:[-－—–―~～至到]{{1,2}})"
    rf"{_B}(?={COUNT}{_B}个?{_B}(?:{_UNIT}|(?<=个)月|日)))?"
)
_LOWER = "不少于|不低于|不短于|不得少于|至少|最少|起码"
_UPPER = "不超过|不多于|不长于|不得超过|最多不超过|最长不超过|最多|至多|最长"
_BEFORE = (
    r"(?:(?P<now>未来|今后|过去|最近|此后|之后|之前|近|再过|过|前|后|上|下)的?)?"
    rf"{_B}(?P<about>大约|大概|大致|约|将近)?{_B}"
)
_BOUND = (
    rf"(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<about>大约|大概|大致|约|将近)){_B}(?:为|达到?)"
    rf"?(?P<about2>大约|大概|约)?{_B}$"
)
_AFTER = (
    rf"{_B}(?P<about2>左右|上下|前后)?(?P<after>[以之]内|内(?![容部外涵地政科])|里(?![程面])"
    rf"|[以之]?[前后](?![来者景往进列述半缀面勤续期])"
    r"|来(?![自到说的源])|以来|[以之][上下])?(?:之?起)?"
)

_TWO_FIGURES = lazy(r"(\d{2,3})年")
# Behind these 近 is nearly, not lately: 持续了近六个小时.
_SPENT = frozenset("了達达需共长長用时時续續")
# After another word these say what a length counts from (入户前3天), or belong to that word (原则上20天).
_EVENT_BEFORE = frozenset("前后後上下")
_BESIDE_NOW = compiled("[上下]一?个(?:小时|钟头)")
_STEPS = {"前": -1, "上": -1, "后": 1, "下": 1}
_ANCHOR = lazy(r"(?P<event>[一-龥]{1,12}?)(?P<link>之日起|[之以]?(?<![提最])[后前]|结束[后前]|起)[，,]?(?:的)?$")
_CLAUSE = lazy(r".*(?:[^一-龥]|[在于自从应须请的]|[限间期]为|当天)", re.DOTALL)


@cache
def length_pattern() -> LazyPattern:
    """A length with its bounds, and what it is counted from."""
    return compiled(_BEFORE + _RANGE + _PARTS + _AFTER)


def span_at(text: str, at: int) -> Span | None:
    """Read the length that stands at `at`; None where none does."""
    if hour := _BESIDE_NOW.match(text, at) if text[at] in "上下" else None:
        return Span(at, hour.end(), ((1, "hour"),), "exactly", direction=_STEPS[text[at]], reach="through")
    match = length_pattern().match(text, at)
    if not match:
        return None
    parts = _parts(match)
    if not parts or not _plausible(text, match):
        return None
    bound = _bound(match)
    if match["now"] == "近" and text[at - 1 : at] in _SPENT:
        return Span(at, match.end(), parts, "about")
    now, after = simplified(match["now"] or ""), simplified(match["after"] or "")
    direction, reach = _reach(now, after)
    if now in ("前", "后", "上", "下") and after:
        return None
    if after in ("后", "以后", "之后") and text[at - 1 : at] in ("满", "滿"):
        direction, reach = 0, ""
    upper: tuple[tuple[float, LengthUnit], ...] = ()
    if match["low"]:
        upper, low_unit = parts, UNITS[match["lowu"]] if match["lowu"] else parts[0][1]
        low = number(match["low"])
        if low is None:
            return None
        parts = ((low / 60 if match["u0"] in ("秒", "秒钟") else low, low_unit),)
    elif (counts := several(match["c0"])) and len(parts) == 1:
        # 五六天 is five or six: the count read as one number is as many times too large as its unit is.
        scale, unit = parts[0][0] / (number(match["c0"]) or 1), parts[0][1]
        parts, upper = ((_whole(counts[0] * scale), unit),), ((_whole(counts[1] * scale), unit),)
    return Span(match.start(), match.end(), parts, bound, upper, "", direction, reach)


_THEN = lazy("[，,、]?(?=[0-9一二两三四五六七八九十])")


def between(text: str, span: Span) -> Span:
    """Join a length that bounds from below to one behind it that bounds from above: 三年以上七年以下."""
    gap = _THEN.match(text, span.end) if span.bound == "at_least" and not span.upper else None
    most = span_at(text, gap.end()) if gap and gap.end() < len(text) else None
    if most is None or most.bound != "at_most" or most.parts[0][1] != span.parts[0][1] or most.parts <= span.parts:
        return span
    return span._replace(end=most.end, upper=most.parts)


def _whole(count: float) -> float:
    return int(count) if count == int(count) else count


def year_of(words: str) -> Point | None:
    """The year that a bare length in two or three figures may name instead: 24年."""
    match = _TWO_FIGURES.fullmatch(words)
    return Point(year=full_year(match[1]), unit="year") if match else None


def anchored(text: str, span: Span, floor: int) -> Span:
    """Widen a length to the event it counts from (会后三天内), looking back no further than `floor`."""
    begin = max(floor, span.start - 16)
    before = text[begin : span.start]
    clause = _CLAUSE.match(before)
    skip = clause.end() if clause else 0
    match = _ANCHOR.search(before, skip)
    if not match:
        return span
    return span._replace(start=begin + match.start(), anchor=match["event"], direction=0, reach="")


@cache
def _bound_pattern() -> LazyPattern:
    return compiled(_BOUND)


def bounded(text: str, span: Span, floor: int) -> Span:
    """Widen a length to the words that bound or blur it: 不少于40个小时, 约3天."""
    match = _bound_pattern().search(text, max(floor, span.start - 10), span.start)
    if not match:
        return span
    bound: Bound = "at_least" if match["lower"] else "at_most" if match["upper"] else "about"
    return span._replace(start=match.start(), bound=bound if span.bound in ("exactly", "about") else span.bound)


def _reach(now: str, after: str) -> tuple[int, Literal["", "point", "through", "beyond"]]:
    """Say which way a length counts from now, and whether it names its far end or all that lies between."""
    if now in ("未来", "今后", "此后", "之后"):
        return 1, "through"
    if now in ("过去", "最近", "近", "之前"):
        return -1, "through"
    if now in ("再过", "过"):
        return 1, "beyond"
    if now in _STEPS:
        return _STEPS[now], "through"
    if after in ("以来", "来"):
        return -1, "through"
    if after and after[-1] in "前后":
        return (-1 if after[-1] == "前" else 1), ("point" if len(after) == 1 else "beyond")
    return 0, ""


def _count(words: str) -> float | None:
    if words == "半":
        return 0.5
    if words == "大半":
        return 0.5
    plain = words.replace(",", "") if words.count(",") and len(words.split(",")[-1]) == 3 else words
    if "." in plain:
        return float(plain)
    return number(plain)


def _parts(match: re.Match[str]) -> tuple[tuple[float, LengthUnit], ...] | None:
    parts: list[tuple[float, LengthUnit]] = []
    for index in range(7):
        words = match[f"c{index}"]
        if words is None:
            break
        count = _count(words)
        unit = simplified(match[f"u{index}"]).removeprefix("个")
        if count is None or unit not in UNITS:
            return None
        if match[f"half{index}"] or (match[f"tail{index}"] or "") == "半":
            count += 0.5
        if unit == "刻钟":
            count *= 15
        if unit in ("秒", "秒钟"):
            count = count / 60
        parts.append((int(count) if count == int(count) else count, UNITS[unit]))
    return tuple(parts)


def _plausible(text: str, match: re.Match[str]) -> bool:
    """Refuse what only looks like a length: 第三天, 百年, 一天到晚, and a bare year in figures."""
    start = match.start()
    if (
        match["now"] in _EVENT_BEFORE
        and start
        and "一" <= text[start - 1] <= "龥"
        and text[start - 1] not in "在的了于"
    ):
        return False
    if text[max(0, start - 3) : start] == "公元前" or text[max(0, start - 2) : start] in ("最后", "最後"):
        return False
    if start and (text[start - 1] in "第每." or (text[start - 1] == "/" and text[start - 2 : start - 1].isdecimal())):
        return False
    words, unit = match["c0"], match["u0"]
    if match["ge0"] and unit in ("年", "天", "日"):
        return False
    return not (words in ("百", "千", "万") or (words.isdecimal() and len(words) == 4 and unit == "年"))


def _bound(match: re.Match[str]) -> Bound:
    after = simplified(match["after"] or "")
    if after in ("以上", "之上"):
        return "at_least"
    if after in ("以内", "之内", "内", "以下", "之下"):
        return "at_most"
    more = any(match[f"more{i}"] or match[f"morf{i}"] or match[f"tail{i}"] in ("多", "余", "餘") for i in range(7))
    return "about" if match["about"] or match["about2"] or more else "exactly"
