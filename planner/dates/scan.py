"""Stage one: where in a text a time expression may begin.

The engine of `re` skips by first character when every branch of a pattern begins with a literal, and where it stops
compares first characters before it tries a branch. So the table below, kept by first characters, is turned into one
branch for each of them; what must not stand before is asked behind the first character. Each entry asks for enough
that few places are handed to the grammar in vain.
"""

from __future__ import annotations

import re
from functools import cache

from planner.dates.patterns import variants

_N = "一二两三四五六七八九十"
_D = r"0-9０-９"
_NUMERAL = "〇零○Ｏ一二两俩三仨四五六七八九十廿卅"
_DIGITS = "0123456789０１２３４５６７８９"
_UNIT = r"(?:[年月日号天周载季点时分秒旬]|星期|礼拜|工作日|交易日|小时|钟头|刻钟|世纪)"
_AFTER_DIGITS = (
    rf"(?<![{_D}].)[{_D}]{{0,8}}(?:[,.][0-9]{{3,6}})?(?=[ \u3000\xa0]{{0,3}}(?:[多余]?个?{_UNIT}|[多余半]|个[多半月工小钟星礼季]"
    r"|[-－—–―~～至到、，,:：./．·]|[0-9]|[百千万]|[apAP]\.?[mM]|0?年代|周年)|(?:st|nd|rd|th)?(?:[ ]|-)?[A-Za-z]|$|\n)"
)
_AFTER_NUMERAL = (
    rf"(?<![{_NUMERAL}百千万亿分].)[{_NUMERAL}百千万]{{0,8}}[多余]?(?:[ \u3000]{{0,3}}个?[多余]?[ ]?半?{_UNIT}"
    rf"|[—－\-~～至到、][{_N}\d]{{1,3}}[百千万]?个?(?:[年月日号天周点时旬秒分]|小时))"
)
_WORDS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "today", "tomorrow", "yesterday", "noon", "midnight", "every", "each", "daily", "weekly", "biweekly", "fortnightly", "monthly", "quarterly", "annually", "yearly", "early", "mid", "late", "beginning", "end", "middle", "start", "first", "second", "third", "fourth", "fifth", "last", "next", "this", "coming", "week", "weeks", "spring", "summer", "autumn", "fall", "winter", "at", "about", "around", "approximately", "roughly", "within", "up", "no", "not", "less", "more", "a", "an", "half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "the", "morning", "afternoon", "evening"]


def _english() -> tuple[tuple[str, str], ...]:
    """A head for each first letter: the words that an English expression may begin with."""
    letters: dict[str, list[str]] = {}
    for word in _WORDS:
        letters.setdefault(word[0], []).append(word[1:])
    heads = []
    for letter, rests in letters.items():
        pattern = "|".join(sorted(rests, key=len, reverse=True))
        heads.append((letter + letter.upper(), rf"(?<![A-Za-z].)(?i:{pattern})(?![A-Za-z])"))
    return tuple(heads)


# First characters, and what must follow them.
_HEADS: tuple[tuple[str, str], ...] = (
    (_DIGITS, _AFTER_DIGITS),
    (_NUMERAL, _AFTER_NUMERAL),
    # 今天, 去年, 当晚, 大后天
    ("今明昨去前后当次同翌隔", "[天日年月晚早晨夜](?!线)"),
    ("大", f"大?[前后][天年]|半[天年]|年[初三]|概[{_N}\\d]|约[{_N}\\d凌早上中下晚]"),
    ("今", "明两年"),
    ("即", "日起"),
    # 上周, 下个月, 本年, 上午, 上半年
    ("上下这本", "[上下一个]{0,4}(?:[周月年旬季午]|星期|礼拜|半年|半[月周]|小时|世纪)|日"),
    ("前后", "半[年夜]"),
    # 周三, 星期五, 第三季度, 最后一周, 年底
    ("周", "[一二三四五六日末](?!岁)"),
    ("星", f"期[{_N}日天]"),
    ("礼", f"拜[{_N}日天]"),
    ("第", rf"[ ]?[\d{_N}]{{1,3}}[ ]?个?(?:季|周|星期|礼拜|[天年月])"),
    ("首", "季|个?月"),
    ("最", rf"近|后[{_N}\d个的]{{0,3}}(?:周|星期|礼拜|[天日])|[少多长][\d{_N}半不]|[迟晚]"),
    ("年月", "[初底末](?![级中])"),
    ("中", "旬|午|秋|元节"),
    ("岁", "末"),
    ("年", "三十"),
    # 近日, 当前, 现在
    ("近", rf"[日期来些]|[ ]?[{_N}仨几\d]{{1,3}}[ ]?个?(?:[年月天周]|小时|星期|礼拜|工作日)"),
    ("日", "前(?!往)"),
    ("当目", "前"),
    ("当眼", "下"),
    ("现", "在|阶段"),
    ("如", "今"),
    ("即不改", "日"),
    ("前", f"些[天日年]|[ ]?[{_N}几\\d]{{1,3}}[ ]?个?(?:[年月天周]|小时|钟头|分钟|星期|礼拜|工作日)"),
    ("后上下", f"[ ]?[{_N}几\\d]{{1,3}}[ ]?个?(?:[年月天周]|小时|星期|礼拜|工作日)"),
    ("过", f"去|[{_N}\\d]{{1,3}}个?[年月天周]"),
    ("未", "来"),
    ("今此", rf"后[ ]?[\d{_N}]"),
    ("再", "过"),
    ("还", "剩"),
    ("之", rf"[前后][ ]?[\d{_N}]{{1,3}}[ ]?个?[天周年月小分]"),
    # 每周, 双周, 逢周三
    ("每逢", rf"[隔逢个\d{_N}半]{{0,4}}(?:[年月周天日晚早季秒]|星期|礼拜|学期|小时|钟头|分钟|工作)"),
    ("单双隔", "周|星期|礼拜"),
    ("双", "十一"),
    ("天", "天"),
    # 凌晨, 上午, 晚上, 全天
    ("凌", "晨"),
    ("清", "晨|早|明"),
    ("傍", "晚"),
    ("深半", "夜"),
    ("全整", "天|日"),
    ("白", "天|露"),
    ("黎", "明"),
    ("拂", "晓"),
    ("黄", "昏"),
    ("夜", "[晚间里]"),
    ("午", "[后间夜前]"),
    ("正", "午|月"),
    ("早", rf"[上晨间]|[{_N}\d]{{1,3}}[点时:：]"),
    ("晚", rf"[上间]|[{_N}\d]{{1,3}}[点时:：]"),
    # 半年, 不少于, 约三天
    ("半", "[年天个小月钟]"),
    ("不", "少于|低于|短于|得少于|超过|多于|长于|得超过|迟于|晚于"),
    ("至", rf"[少多][\d{_N}半]"),
    ("起", "码"),
    ("约", rf"[\d{_N}半凌早上中下晚]"),
    ("将", rf"近[\d{_N}]"),
    # 春节, 国庆, 妇女节, “七一”
    ("元", "旦|宵"),
    ("国", "庆"),
    ("春", "节|分|[天季]"),
    ("端", "午"),
    ("重", "阳"),
    ("除七", "夕"),
    ("小", "年(?![级轻])|[寒暑雪满]"),
    ("新", "年"),
    ("圣", "诞"),
    ("五", "一"),
    ("五六七八十三", "[十一四八](?=[”’」节妇国期假长放前后])"),
    ("妇儿教青劳情女植愚护建记光万母父感", "[女童师年动人生树士党军者棍圣亲恩]节"),
    ("平", "安夜"),
    ("腊", "八|月"),
    ("大", "寒|暑|雪"),
    ("立", "[春夏秋冬]"),
    ("雨", "水"),
    ("惊", "蛰"),
    ("谷", "雨"),
    ("夏冬", "至|[天季]"),
    ("秋", "分|[天季]"),
    ("芒", "种"),
    ("处", "暑"),
    ("寒", "露"),
    ("霜", "降"),
    # 农历, 正月, 康熙三年
    ("冬闰", "月"),
    ("农阴旧", "历"),
    (
        "民贞神开天洪永万崇顺康雍乾嘉道咸同光宣公",
        rf"[国观龙元宝武乐历祯治熙正隆庆丰绪统光][ ]?[\d元{_N}]",
    ),
    ("Qq", r"[1-4](?!\d)"),
    *_english(),
)


@cache
def heads() -> re.Pattern[str]:
    """The places where the grammar is tried."""
    branches: dict[str, list[str]] = {}
    for firsts, rest in _HEADS:
        for first in variants(f"[{firsts}]")[1:-1]:
            branches.setdefault(first, []).append(variants(rest))
    return re.compile("|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in branches.items()))
