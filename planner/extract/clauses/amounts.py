"""Amounts with their bounds: 不少于40个小时, 最多不超过10天, 10%以上, 60人以内, no more than 30 people.

>>> [(one.number, one.unit, one.bound, one.trigger) for one in amounts_in("满意率低于85%的单位要补课")]
[(85.0, '%', 'at_most', True)]
>>> [(one.number, one.unit, one.bound) for one in amounts_in("累计不少于120个小时，总人数控制在60人以内")]
[(120.0, 'hour', 'at_least'), (60.0, '人', 'at_most')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.dates.numerals import number as numeral
from planner.records import Length, LengthUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.records import Bound

_LEAST = (
    r"不(?:得|能|应)?(?:少于|低于|短于|小于|早于)|至少|最少|最低|起码|at\s+least|(?:no|not)\s+(?:less|fewer)\s+than"
    r"|(?:a\s+)?minimum\s+of"
)
_MOST = (
    r"(?:最多|最长|最高|至多)?不(?:得|能|应)?(?:超过|突破|多于|高于|长于|大于)|最多|至多|最长|最高|控制在|限在|(?<!期)限"
    r"|at\s+most|(?:no|not)\s+(?:more|longer|later)\s+than|(?:not|never)\s+exceed|up\s+to|(?:a\s+)?maximum\s+of|limited\s+to|within"
)
_ABOUT = r"大约|大概|约|about|around|approximately|roughly"
_MORE = r"超过|高于|多于|大于|达到|达|满|exceeds?|exceeding|more\s+than|above|reach(?:es)?|attains?"
_LESS = r"低于|少于|不足|不到|未达到?|小于|below|under|less\s+than|fewer\s+than"
_ENGLISH = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_ENGLISH_WORDS = "|".join(_ENGLISH)
_NUMBER = (
    r"百分之[一二两三四五六七八九十百〇零\d.]+|(?:[一二两三四五六七八九十]+|[千万])分之[一二两三四五六七八九十]+"
    rf"|\d+(?:,\d{{3}})+|\d+(?:\.\d+)?(?:万(?!元)|亿)?|[一二两三四五六七八九十百千半]+|\b(?:{_ENGLISH_WORDS})\b"
)
_TIME: dict[str, LengthUnit] = {
    "分钟": "minute", "minute": "minute", "小时": "hour", "钟头": "hour", "hour": "hour", "天": "day", "日": "day",
    "日历天": "day", "day": "day", "工作日": "working_day", "working day": "working_day", "business day": "working_day",
    "周": "week", "星期": "week", "week": "week", "月": "month", "month": "month", "年": "year", "year": "year",
}  # fmt: skip
_UNIT = (
    r"(?P<clock>分钟|个?小时|个?钟头|个?工作日|日历天|天|日(?![起期常程])|周(?![一二三四五六日年岁])|个?星期(?![一二三四五六日天])|个月|年(?![级度代月底初])"
    r"|(?:working|business)\s+days?\b|(?:minutes?|hours?|days?|weeks?|months?|years?)\b)"
    r"|(?P<share>[%％]|percent\b|per\s+cent\b)"
    r"|(?P<measure>个?(?:学时|课时|学分|名额)|万元|元|℃|摄氏度|‰|立方米|平方米|[千兆]瓦|[毫厘]米|人次|人|名|份|张|次|篇|户|件|套|项|条|台|组|期|场|页|字|门|辆|家|栋|本|周?岁|米|公里|吨|公斤|千克|袋|箱|盒|瓶|桶|亩|株|轮|遍|票|分(?!之)|台次|户次|部|艘|头|只|根|块|杯|碗|间|座|处|幅|款|针|剂|节|笔|倍|班(?![级组])|个(?![月小工])"
    r"|(?:people|persons|participants|places|pages|copies|samples|words|sessions|credits|points|members|households|forms|boxes|[mck]m|m|kW|kg|tonnes|items|rooms|metres|km|euros?|dollars?|pounds?|yuan|EUR|USD|GBP|CNY|RMB|students|[a-z]{3,20}(?<!s)s)\b)"
    # Behind a bound any measure word is one, where the phrase ends behind it.
    r"|(?(before)(?P<other>[\u4e00-\u9fff]{1,3}?)(?=(?:及?以[上下内])?(?:的|者|[，,。；;、]|$))|(?!))"
)
_RANGE = (
    rf"(?:(?P<low>\d+(?:\.\d+)?|[一二两三四五六七八九十]|\b(?:{_ENGLISH_WORDS}))"
    r"\s*(?:个月|天|日|周|小时|分钟)?\s*(?:至|到|[-–—~～]|to|and)\s*)?"
)
_AMOUNT = re.compile(
    r"(?=[\s\d不至最起控限大约概超高多达满低少未小为以百一二两三四五六七八九十千半a-z])"  # how amounts begin
    rf"(?:(?P<before>(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT})|(?P<more>{_MORE})|(?P<less>{_LESS}))"
    r"(?:[^，,。；;：:\d]{0,12}?的|每[\u4e00-\u9fff]{1,4}|举办|召开|开展|组织|安排|配备|完成|推荐|报送?|申报|提交|参加|进行|开放|学习|休息|保存|保留|停留|间隔|连续)?)?"
    rf"\s*(?:为|the)?\s*{_RANGE}(?P<number>{_NUMBER})\s*(?:{_UNIT})?"
    r"\s*(?P<after>(?:及|（含）)?以上|or\s+more|以内|之内|以下|左右|上下|内(?![容部外])|or\s+less|or\s+fewer|为限)?",
    re.IGNORECASE,
)
# A number before the first character of a unit: without one there is no amount.
_NUMERAL = re.compile(
    r"[\d一二两三四五六七八九十百千半万亿]\s*[%％℃摄分个小钟天日周星月学课名万元人份张次篇户件套项条台组期场页字门辆家栋本岁米公吨千袋箱盒瓶桶亩株轮遍票部艘头只根块杯碗间工年之座处幅款针剂节笔倍班‰立平兆毫厘a-zA-Z]"
    r"|(?:超过|[高低少多大小]于|至少|最[多少高]|不[足到]|[满达限到])\s*\d+(?:\.\d+)?[\u4e00-\u9fff]"
)
_FOR = re.compile(r"\bfor\s*$", re.IGNORECASE)
_LATIN = re.compile("[a-zA-Z]{3}")  # numbers may be words there
_LARGE = {"万": 1e4, "亿": 1e8}
_PART = re.compile(r"(.+)分之(.+)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, where it stands (end exclusive), and how it is bounded; its number begins at `figure`.

    `trigger` is true where the words tell the case that has a consequence (低于85%的要补课) instead of a limit.
    `length` is the amount as a length of time, None where its unit is no unit of time.
    """

    start: int
    end: int
    figure: int
    number: float
    unit: str
    bound: Bound
    trigger: bool = False
    length: Length | None = None


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text that have both a number and a unit, in text order."""
    if not _NUMERAL.search(text) and not _LATIN.search(text):
        return
    for match in _AMOUNT.finditer(text):
        fraction = "分之" in match["number"]
        if not (match["clock"] or match["share"] or match["measure"] or match["other"] or fraction):
            continue
        if (value := _value(match["number"])) is None:
            continue
        bound, trigger = _bound(match)
        percent = match["share"] or match["number"].startswith("百分之")
        unit = (
            "%"
            if percent
            else "fraction"
            if fraction
            else re.sub(r"^个(?=.)", "", match["measure"] or match["other"] or "")
        )
        length = None
        if match["clock"]:
            word = re.sub(r"\s+", " ", match["clock"].lower()).removeprefix("个").rstrip("s")
            length = Length(match[0].strip(), ((value, _TIME[word]),), bound)
            if match["low"] and bound in ("exactly", "about") and (low := _value(match["low"])) and low < value:
                length = Length(length.text, ((low, _TIME[word]),), "at_least", length.parts)
            unit = _TIME[word].replace("_", " ")
        yield Amount(
            match.start(),
            match.start() + len(match[0].rstrip()),
            match.start("number"),
            value,
            unit,
            bound,
            trigger,
            length,
        )


def is_duration(text: str, amount: Amount) -> bool:
    """Whether an English amount says how long something lasts: for at least 24 hours."""
    return amount.length is not None and bool(_FOR.search(text, 0, amount.start))


def _bound(match: re.Match[str]) -> tuple[Bound, bool]:
    after = (match["after"] or "").lower()
    if match["least"]:
        return "at_least", False
    if match["most"] or after in ("以内", "之内", "内", "为限", "or less", "or fewer"):
        return "at_most", False
    if match["about"] or after in ("左右", "上下"):
        return "about", False
    if match["less"] or after == "以下":
        return "at_most", True
    if match["more"] or after.endswith("以上") or after.startswith("or"):
        return "at_least", True
    return "exactly", False


def _value(words: str) -> float | None:
    """The number that words write; a fraction as its quotient."""
    lowered = words.lower()
    if lowered in _ENGLISH:
        return float(_ENGLISH[lowered])
    if words == "半":
        return 0.5
    if part := _PART.fullmatch(words):
        below, above = (_value(one) for one in part.groups()) if part[1] != "百" else (100.0, _value(part[2]))
        if not below or above is None:
            return None
        return above if below == 100 else above / below
    if words[-1] in _LARGE:
        return float(words[:-1]) * _LARGE[words[-1]]
    plain = words.replace(",", "")
    if plain.replace(".", "", 1).isdecimal():
        return float(plain)
    return numeral(plain)
