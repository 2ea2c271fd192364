"""The time of day beside or after a date: a printed weekday, a part of the day, a clock time."""

from __future__ import annotations

import re
from functools import cache

from planner.dates.english import WEEKDAY, weekday_of
from planner.dates.english_clock import PARTS as PARTS_IN_ENGLISH
from planner.dates.english_clock import in_part, word_clock
from planner.dates.lexicon import PARTS
from planner.dates.nodes import Point
from planner.dates.numerals import number, several
from planner.dates.patterns import BLANK, DASH, LazyPattern, compiled, lazy, simplified, variants
from planner.dates.points import WEEKDAYS

_B = BLANK
_LONG_PARTS = "|".join(sorted((word for word in PARTS if len(word) > 1), key=len, reverse=True))
_PART = rf"(?P<part>{_LONG_PARTS}|[早晚晨夜](?![会报安餐饭期年辈稻礼些于上已]))(?:的)?"
_HOUR = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_MINUTE = r"(?:\d{2}(?!\d)|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)"
_POINT_MERIDIEM = r"[.](?=\d\d[ ]?(?:[-–—][ ]?\d{1,2}[.:]\d\d[ ]?)?[ap]\.?m)"
_COLON = (
    r"(?<!比例)(?<!比例为)(?<!比例是)(?<!atio )(?<!atio of )(?<!cale )"
    rf"(?P<h>\d{{1,2}})(?:[:：]|{_POINT_MERIDIEM})(?P<mi>\d{{2}})"
    r"(?:[:：]\d{2}(?:\.\d+)?)?(?!\d|[:：]\d|[获取战险大]胜|击败|领先|落后|告负|惜败|不敌)(?:[点时]整?)?"
)
_WORDS = (
    rf"(?<![第])(?P<h2>{_HOUR}){_B}(?:(?P<unit>点钟?|时)(?!间|候|代|期|节|光|机|常|装|段|区|效|限|评|尚|刻"
    rf"|[要意建希内原体说做经考想启措不问认共评项])"
    rf"(?:整|许|多钟?|来钟)?(?:(?P<half>半)|{_B}(?P<quarter>[一三13])刻|{_B}(?P<mi2>\d{{1,2}}"
    rf"|[零〇一二三四五六七八九十]{{1,3}}){_B}分(?:{_B}(?:\d{{1,2}}|[零〇一二三四五六七八九十]{{1,3}}){_B}秒)?"
    rf"|(?P<mi3>{_MINUTE}))?(?:整|许|(?:{_B}差(?P<less>[一二三四五六七八九十\d]{{1,3}})分钟?"
    rf"|{_B}差一(?P<lessq>刻)钟?))?|(?=(?:{_B}{DASH}{_B}"
    rf"|[ ]to[ ]|(?<=etween \d|tween \d\d)[ ]and[ ]){_HOUR}{_B}(?:[:：]\d\d|点|时(?!间)"
    rf"|[ap]\.?m(?![a-z]))))"
)
_BEFORE_HOUR = (
    rf"差(?:(?P<less2>[一二三四五六七八九十\d]{{1,3}})分钟?|一(?P<lessq2>刻)钟?)(?:就|不)?到?(?P<h4>{_HOUR})点钟?"
)
_MERIDIEM = rf"(?:{_B}(?P<ap>[ap])\.?m(?![a-z])\.?)?(?:(?<=12:00)[ ]noon\b)?"
_CLOCK = (
    rf"(?:{_COLON}|{_WORDS}|{_BEFORE_HOUR}){_MERIDIEM}|(?P<h3>\d{{1,2}}){_B}(?P<ap3>[ap])\.?m(?![a-z])\.?"
    rf"|(?P<h5>(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=rom )|(?<=[-–])|(?=0))(?:[01]\d|2[0-3]))(?P<mi5>[0-5]\d)"
    r"[ ]?(?:hrs?|hours)\b"
    rf"|(?:12(?::00)?[ ])"
    rf"?(?P<noon>noon|midnight)\b"
)

_WEEKDAY = (
    # Behind a comma a weekday that other words follow is another time: 4月6日，周一闭馆.
    rf"{_B}(?:(?P<comma>[,，]){_B})?[(（]?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])"
    r"(?:[)）]|(?![一二三四五六七八九十])(?(comma)(?=[^一-龥]|[上下中]午|[早晚凌全]|$)))"
    r"|[ ]?[(（](?P<wd2>[一二三四五六日])[)）]"
    rf"|[ ]?[(（](?P<wd3>{WEEKDAY})[)）]"
)

_ROUGHLY = lazy("[许許多来]")

# Parts of day that are people's names, or that other words begin with: alone they must stand by themselves.
_NAMES = frozenset({"黎明", "拂晓", "黄昏", "早", "晚", "晨", "夜"})
_AFTERNOON = frozenset({"afternoon", "dusk", "evening", "night"})


# What a time of day, and a printed weekday, may begin with: most dates are followed by neither.
TIME_HEADS = frozenset(
    variants("[差大约概零〇一二两三四五六七八九十nmNM]")
    + "".join(word[0] for word in PARTS)
    + "0123456789０１２３４５６７８９"
)
_WEEKDAY_HEADS = frozenset(variants("[周星礼]") + " \u3000\xa0,，(（")


@cache
def time_pattern() -> LazyPattern:
    """A part of the day, a clock time, or both, in this order."""
    return compiled(
        rf"(?P<about>大?约|大概)?(?:{_PART}{_B})?(?P<about2>大?约|大概)?(?:{_CLOCK})|{_PART.replace('part', 'part2')}"
    )


@cache
def weekday_pattern() -> LazyPattern:
    """A weekday printed beside a date, in brackets or after a comma."""
    return compiled(_WEEKDAY)


def printed_weekday(text: str, at: int) -> tuple[int, int]:
    """Read the weekday beside a date that ends at `at`: its number (1-7, 0 for none) and the end."""
    match = weekday_pattern().match(text, at) if text[at] in _WEEKDAY_HEADS else None
    if not match:
        return 0, at
    return (weekday_of(match["wd3"]) if match["wd3"] else WEEKDAYS[match["wd"] or match["wd2"]]), match.end()


def time_at(text: str, at: int, point: Point) -> tuple[Point, int]:
    """Add the time of day that stands at `at` to a point; the point and `at` unchanged where none does.

    >>> time_at("下午2时30分", 0, Point())[0].clock
    870
    """
    here = text[at : at + 1]
    match = time_pattern().match(text, at) if here in TIME_HEADS else None
    if not match or match.end() == at:
        return word_clock(text, at, point) if here.isascii() else (point, at)
    words = match["part"] or match["part2"]
    part = PARTS[simplified(words)] if words else None
    if match["part2"]:
        if words in _NAMES and not point.unit and text[match.end() : match.end() + 1] not in "前时，。；、：, \n":
            return point, at
        return point._replace(part=part), _trimmed(text, match.end())
    minutes = _minutes(match)
    if minutes is None or _decimal(text, match):
        return (point._replace(part=part), _trimmed(text, match.end("part"))) if part else (point, at)
    half_day = (
        bool(match["h2"] or match["h"] or match["h4"]) and not part and not match["ap"] and 1 <= minutes // 60 <= 12
    )
    if not part and match["h2"] in ("一", "几") and not _exact(match):
        return point, at
    clock = _on_clock(minutes, part, match["ap"] or match["ap3"] or "")
    return in_part(
        text,
        _trimmed(text, match.end()),
        point._replace(
            part=part,
            clock=clock if clock <= 1440 else None,
            impossible=clock > 1440 or minutes % 60 > 59 or minutes < 0,
            half_day=half_day,
            spread=_spread(match),
            meridiem=bool(match["ap"] or match["ap3"]),
            approximate=point.approximate or bool(match["about"] or match["about2"] or _ROUGHLY.search(match[0])),
        ),
    )


_ENGLISH = lazy(
    r"(?:,?[ ]{1,3}(?P<at>at[ ](?:about[ ]|around[ ])?)?(?:from[ ]|in[ ]the[ ])?|[ ]?[(])"
    r"(?:(?P<part>morning|afternoon|evening|night|all[- ]day)s?\b[)]?|(?=\d|noon|midnight)|(?(at)(?=[a-z])|(?!)))",
    re.IGNORECASE,
)
_AT_HOUR = lazy(r"[ ]at[ ](?P<h>1[0-2]|[1-9])(?![\d:.%]|[ ]?[A-Za-z](?!n\b))")


def english_time(text: str, at: int, point: Point) -> tuple[Point, int]:
    """Add the time of day that an English phrase joins to a date: May 12, 2 pm; May 12 at noon; May 12 (all day)."""
    match = _ENGLISH.match(text, at)
    if not match:
        return point, at
    if match["part"]:
        part = PARTS_IN_ENGLISH[match["part"].lower().replace("-", " ")]
        return at_hour(text, match.end(), point._replace(part=part))
    timed, end = time_at(text, match.end(), point)
    return (timed, end) if timed.clock is not None else (point, at)


def at_hour(text: str, at: int, point: Point) -> tuple[Point, int]:
    """Add the hour, at `at`, that a part of the day makes plain: tonight at 8, Friday afternoon at 3:30."""
    timed, end = english_time(text, at, point._replace(part=None))
    if timed.clock is not None and timed.half_day:
        return timed._replace(part=point.part, clock=_on_clock(timed.clock, point.part, ""), half_day=False), end
    match = _AT_HOUR.match(text, at)
    clock = _on_clock(int(match["h"]) * 60, point.part, "") if match else None
    return (point._replace(clock=clock), match.end()) if match else (point, at)


def halves_shared(first: Point, last: Point) -> tuple[Point, Point]:
    """Put both clock times of a range into the half of the day that only one of them names: 下午2:00-5:00, 3-5 p.m."""
    start, end = first.clock or 0, last.clock or 0
    if last.half_day and not last.part and end < start and start >= 720 and end + 720 > start:
        last = last._replace(clock=end + 720)
        end += 720
    if last.meridiem and first.half_day and start < 720 <= end and start + 720 <= end:
        first = first._replace(clock=start + 720)
    return first, last


def _exact(match: re.Match[str]) -> bool:
    """Whether a bare 一点 or 一时 goes on as a clock time does: 一点半, 一点二十分."""
    return bool(
        match["half"]
        or match["quarter"]
        or match["mi2"]
        or match["mi3"]
        or match["ap"]
        or match["less"]
        or "钟" in match[0]
    )


def _trimmed(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "的" else end


def _minutes(match: re.Match[str]) -> int | None:
    """Minutes after midnight as written; minutes of 60 and more make it impossible, by 10,000."""
    if match["noon"]:
        return 720 if match["noon"].lower() == "noon" else 1440
    words = match["h"] or match["h2"] or match["h3"] or match["h4"] or match["h5"]
    open_count = several(words) if match["unit"] else None
    hour = open_count[0] if open_count else number(words)
    if hour is None or (hour > 24 and match["h2"] and not match["h2"].isdecimal()):
        return None
    if match["half"]:
        return hour * 60 + 30
    if match["quarter"]:
        return hour * 60 + 15 * (number(match["quarter"]) or 0)
    if words := match["less"] or match["less2"] or match["lessq"] or match["lessq2"]:
        return hour * 60 - (15 if words == "刻" else number(words) or 0) if hour else None
    words = match["mi"] or match["mi2"] or match["mi3"] or match["mi5"] or ""
    minute = number(words) if words else 0
    if minute is None:
        return None
    return hour * 60 + minute if minute < 60 else 10_000


def _spread(match: re.Match[str]) -> int:
    """How many hours later it may be: 1 in 七八点."""
    open_count = several(match["h2"]) if match["h2"] and match["unit"] else None
    return open_count[1] - open_count[0] if open_count else 0


def _decimal(text: str, match: re.Match[str]) -> bool:
    """Whether 点 is a decimal point (零点五, 24点5度) or part of another word."""
    if not match["unit"] or "点" not in simplified(match["unit"]) or match["mi2"] or match["mi3"]:
        return False
    end = match.end()
    after = text[end : end + 1]
    return bool(after) and (after.isdecimal() or after in "零〇一二三四五六七八九十") and not match["half"]


def _on_clock(minutes: int, part: str | None, meridiem: str) -> int:
    """Put a clock time into its half of the day, as the part of day or a.m. and p.m. say."""
    hour = minutes // 60
    if meridiem.lower() == "p" or part in _AFTERNOON:
        if hour == 12:
            return minutes if part in (None, "afternoon") else minutes + 720
        late = part != "night" or hour >= 6
        return minutes + 720 if hour < 12 and late and hour else minutes
    if meridiem.lower() == "a" and hour == 12:
        return minutes - 720
    if part == "noon" and hour <= 3:
        return minutes + 720
    return minutes
