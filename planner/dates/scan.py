"""Stage one: where in a text a time expression may begin.

The engine of `re` skips by first character when every branch of a pattern begins with a literal, and where it stops
compares first characters before it tries a branch. So the table below, kept by first characters, is turned into one
branch for each of them; what must not stand before is asked behind the first character. A word is looked for by the
rarer of its characters. Each entry asks for enough that few places are handed to the grammar in vain.
"""

from __future__ import annotations

import re
from functools import cache

from planner.dates.lexicon import ERAS, FESTIVALS
from planner.dates.patterns import variants

_N = "一二两三四五六七八九十"
_D = r"0-9０-９"
_NUMERAL = "〇零○Ｏ一二两俩三仨四五六七八九十廿卅"
_DIGITS = "0123456789０１２３４５６７８９"
_UNIT = r"(?:[年月日号天周载季点时分秒旬]|星期|礼拜|工作日|交易日|小时|钟头|刻钟|世纪)"
_AFTER_DIGITS = (
    rf"(?<![{_D}].)[{_D}]{{0,8}}(?:[,.][0-9]{{3,6}})?(?=[ \u3000\xa0]{{0,3}}(?:[多余]?个?{_UNIT}|[多余半]|两[日年]"
    rf"|个[多半月工小钟星礼季]"
    r"|[-－—–―~～至到、，,:：./．·]|[0-9]|[百千万]|[apAP]\.?[mM]|0?年代|周年)"
    r"|(?:st|nd|rd|th)?(?:[ ]|-)?[A-Za-z]|[ ]?&|$|\n)"
)
_AFTER_NUMERAL = (
    rf"(?<![{_NUMERAL}百千万亿分].)[{_NUMERAL}百千万]{{0,8}}(?:[多余来]|几[多余]?)?"
    rf"(?:[ \u3000]{{0,3}}个?[多余]?[ ]?半?{_UNIT}"
    rf"|[—－\-~～至到、][{_N}\d]{{1,3}}[百千万]?个?(?:[年月日号天周点时旬秒分]|小时))"
)
_HOUR = rf"[ \u3000]{{0,3}}(?:[上下]午|早上?|晚上?)?[ \u3000]{{0,3}}(?:\d{{1,2}}[:：点时]|[{_N}]{{1,2}}点)"
_WORDS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "today",
    "tomorrow",
    "yesterday",
    "now",
    "noon",
    "midnight",
    "every",
    "each",
    "daily",
    "weekly",
    "biweekly",
    "fortnightly",
    "fortnight",
    "weekends",
    "weekday",
    "once",
    "alternate",
    "couple",
    "past",
    "previous",
    "coming",
    "following",
    "same",
    "year-end",
    "year end",
    "yearend",
    "academic",
    "school",
    "christmas",
    "xmas",
    "new",
    "halloween",
    "valentine",
    "easter",
    "good",
    "international",
    "women",
    "spring",
    "lunar",
    "chinese",
    "lantern",
    "qingming",
    "tomb",
    "dragon",
    "double",
    "fy",
    "fiscal",
    "boxing",
    "monthly",
    "quarterly",
    "annually",
    "yearly",
    "early",
    "mid",
    "late",
    "beginning",
    "end",
    "middle",
    "start",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "last",
    "next",
    "this",
    "week",
    "weeks",
    "weekdays",
    "tonight",
    "day",
    "w/c",
    "summer",
    "autumn",
    "fall",
    "winter",
    "at",
    "about",
    "around",
    "approximately",
    "roughly",
    "within",
    "up",
    "no",
    "not",
    "less",
    "more",
    "a",
    "an",
    "half",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "the",
    "quarter",
    "twenty-five",
    "morning",
    "afternoon",
    "evening",
]


def _english() -> tuple[tuple[str, str, int], ...]:
    """A head for each first letter: the words that an English expression may begin with."""
    letters: dict[str, list[str]] = {}
    for word in _WORDS:
        letters.setdefault(word[0], []).append(word[1:])
    heads = []
    for letter, rests in letters.items():
        pattern = "|".join(sorted(rests, key=len, reverse=True))
        heads.append((letter + letter.upper(), rf"(?<![A-Za-z].)(?i:{pattern})(?![A-Za-z])", 0))
    return tuple(heads)


# The character looked for, what must stand around it, and by how many characters the head lies before it.
_HEADS: tuple[tuple[str, str, int], ...] = (
    (_DIGITS, _AFTER_DIGITS, 0),
    (_NUMERAL, _AFTER_NUMERAL, 0),
    # 今天, 去年, 当晚
    ("天日年月晚早晨夜", "(?<=[今明昨去前后当次同翌隔].)(?!线)", 1),
    ("明", "(?<=今明)两[年天日]", 1),
    ("明", "后两[天日]", 0),
    # 上周, 下个月, 本年, 上半年
    ("上下这本", "(?<!马.)[上下一个]{0,4}(?:[周月年旬季午]|星期|礼拜|半年|半[月周]|小时|世纪)|日", 0),
    ("前后", "半[年夜]", 0),
    ("午", "(?<=[中正]午)", 1),
    ("旬", "(?<=中旬)", 1),
    # 周三, 星期五, 第三季度, 最后一周, 年底
    ("周", "(?<=[单双隔]周)", 1),
    ("周", "[一二三四五六日末](?!岁)", 0),
    ("星", f"期[{_N}日天]", 0),
    ("礼", f"拜[{_N}日天]", 0),
    ("第", rf"[\d{_N}]{{1,3}}教学周", 0),
    (
        "第",
        (
            rf"[ ]?[\d{_N}]{{1,3}}[ ]?(?:[-－—–~～至到]第?[\d{_N}]{{1,3}}[ ]?)?个?(?:季|周|星期|礼拜|[天年月])"
            r"|\d{1,2}(?:[、，,]\d{1,2}){1,6}周"
        ),
        0,
    ),
    ("首", "季|个?月", 0),
    ("最", rf"近|后[{_N}\d个的]{{0,3}}(?:周|星期|礼拜|[天日])", 0),
    # 正月初一: before 月初, of which it is none
    ("闰", rf"[{_N}]{{1,2}}月", 0),
    ("月", "(?<=[正冬闰元]月)", 1),
    ("年月", "[初底末](?![级中])", 0),
    ("岁", "末", 0),
    ("年", "三十", 0),
    # 几天, 几十年, 好几个月
    ("几", r"[十百千万]{0,2}[多余]?个?(?:[年天周多半]|[日月](?!几)|小时|分钟|星期|礼拜|季度|工作日)", 0),
    # 近日, 当前, 现在
    ("近", rf"[日期来些]|[ ]?[{_N}仨几\d]{{1,3}}[ ]?个?(?:[年月天周]|小时|星期|礼拜|工作日)", 0),
    ("前", "(?<=[日当目]前)(?!往)", 1),
    ("下", "(?<=[当眼]下)", 1),
    ("现", "在|阶段", 0),
    ("这", "会儿", 0),
    ("此", "刻", 0),
    ("今", "(?<=如今)", 1),
    ("日", "(?<=[即不改]日)", 1),
    ("前", rf"些[天日年]|[ ]?[{_N}几\d]{{1,3}}[ ]?个?(?:[年月天周季]|小时|钟头|分钟|星期|礼拜|工作日)", 0),
    ("后上下", rf"(?<!马.)[ ]?[{_N}几\d]{{1,3}}[ ]?个?(?:[年月天周]|小时|星期|礼拜|工作日)", 0),
    ("过", rf"(?<![超通经不]过)(?:去|[{_N}\d]{{1,3}}个?[年月天周])", 0),
    ("未", "来", 0),
    ("今此", rf"后[ ]?[\d{_N}]", 0),
    ("再", "过", 0),
    ("之", rf"[前后][ ]?[\d{_N}]{{1,3}}[ ]?个?[天周年月小分]", 0),
    # 每周, 双周, 逢周三
    ("每逢", rf"[隔逢个\d{_N}半～~至－—-]{{0,6}}(?:[年月周天日晚早季秒]|星期|礼拜|学期|小时|钟头|分钟|工作)", 0),
    ("双", r"十[一二]|1[12](?!\d)|星期|休日", 0),
    ("暑寒", "假", 0),
    ("除", "了?(?:周|星期|礼拜|双休|国家|法定|节)", 0),
    ("工", f"作日{_HOUR}", 0),
    ("周", "末", 0),
    ("天", "天", 0),
    # 凌晨, 上午, 晚上, 全天
    ("晨", "(?<=[凌清]晨)", 1),
    ("早", "(?<=清早)", 1),
    ("晚", "(?<=傍晚)", 1),
    ("夜", "(?<=[深半]夜)", 1),
    ("天", "(?<=[全整白]天)", 1),
    ("日", "(?<=全日)", 1),
    ("明", "(?<=[清黎]明)", 1),
    ("晓", "(?<=拂晓)", 1),
    ("昏", "(?<=黄昏)", 1),
    ("夜", "[晚间里]", 0),
    ("午", "[后间夜前]", 0),
    ("早", rf"(?<![尽及趁].)[上晨间]|[{_N}\d]{{1,3}}[点时:：]", 0),
    ("晚", rf"[上间]|[{_N}\d]{{1,3}}[点时:：]", 0),
    ("半", "[年天个小月钟]", 0),
    ("差", rf"[{_N}\d]{{1,3}}[分刻]", 0),
    # 春节, 国庆, 妇女节, “七一”
    ("元", "旦|宵", 0),
    ("庆", "(?<=国庆)", 1),
    ("春", "节|分|[天季]", 0),
    ("午", "(?<=端午)", 1),
    ("阳", "(?<=重阳)", 1),
    ("秋", "(?<=中秋)", 1),
    ("夕", "(?<=[除七]夕)", 1),
    ("年", "(?<=[小新]年)(?![级轻])|(?<=大年)[初三]", 1),
    ("圣", "诞", 0),
    ("五", "一", 0),
    ("五六七八十三", "[十一四八](?=[”’」节妇国期假长放黄]|前[后夕]?(?![进往景方途])|后|儿童节|青年节|建军节)", 0),
    ("节", f"(?<={'|'.join(name for name in FESTIVALS if len(name) == 3 and name[2] == '节')})", 2),
    ("夜", "(?<=平安夜)", 2),
    ("腊", "八|月", 0),
    ("寒暑雪满", "(?<=[小大].)", 1),
    ("春夏秋冬", "(?<=立.)", 1),
    ("雨", "水", 0),
    ("惊", "蛰", 0),
    ("谷", "雨", 0),
    ("夏冬", "至|[天季]", 0),
    ("秋", "分|[天季]", 0),
    ("种", "(?<=芒种)", 1),
    ("暑", "(?<=处暑)", 1),
    ("露", "(?<=[白寒]露)", 1),
    ("霜", "降", 0),
    # 农历
    ("农阴旧", "历", 0),
    ("年", f"(?<={'|'.join(era + '元年' for era in ERAS)})", 3),
    ("Qq", r"[1-4](?!\d)", 0),
    ("H", r"[12] (?=(?:19|20)\d\d)", 0),
    *_english(),
)
_LARGE, _LARGER = frozenset("大"), frozenset(("大大",))


@cache
def heads() -> tuple[re.Pattern[str], tuple[int, ...]]:
    """The pattern of stage one, and how far each of its groups lies behind the head (group 0: not at all)."""
    branches: dict[str, list[tuple[str, int]]] = {}
    for characters, rest, distance in _HEADS:
        for first in variants(f"[{characters}]")[1:-1]:
            branches.setdefault(first, []).append((variants(rest), distance))
    pieces: list[str] = []
    distances = [0]
    for first, rests in branches.items():
        pieces.append(f"{first}(?:{'|'.join(f'(?:{rest})' + '()' * bool(distance) for rest, distance in rests)})")
        distances += [distance for _rest, distance in rests if distance]
    return re.compile("|".join(pieces)), tuple(distances)


def head_of(text: str, at: int) -> int:
    """Where an expression begins whose head was found at `at`: 大 and the name of an era belong to what follows."""
    before = text[max(0, at - 2) : at]
    if before in ERAS:
        return at - 2
    return at - (before[-1:] in _LARGE) - (before in _LARGER)
