"""Repeats: 每周三下午, 每月15日, 每周一、三、五, 双周五, 每个工作日."""

from __future__ import annotations

import re
from functools import cache

from planner.dates.clock import halves_shared, time_at
from planner.dates.exceptions import DAYS, weekdays, without
from planner.dates.lexicon import FESTIVALS
from planner.dates.nodes import Point, Recurrence
from planner.dates.numerals import number
from planner.dates.patterns import BLANK, DASH, SMALL, LazyPattern, compiled, lazy, simplified
from planner.dates.points import WEEKDAYS

_B = BLANK
_WEEK = r"(?:周|星期|礼拜)"
_LIST = (
    # 每周一三五, 每周六日
    r"(?:[一二三四五六](?:(?<=一)二|(?<=[一二])三|(?<=[一二三])四|(?<=[三四])五|(?<=[二四五])六|(?<=六)[日天])"
    r"(?:(?<=二)三|(?<=三)四|(?<=[三四])五|(?<=[四五])六|(?<=六)[日天]){0,4}(?![次回场趟班期节个人名位到至])|"
    rf"[一二三四五六日天末](?![一二三四五六七八九十]{{0,2}}[次回场趟班期节]))(?:(?!{_B}[，,；;]?[^，,。；;\n]{{0,16}}(?:除外|以外|例外|休息)){_B}(?:[、，,和及与/]|或者?|{DASH})"
    rf"{_B}{_WEEK}?[一二三四五六日天](?![一二三四五六七八九十年月号]|\d(?!\d?[:：点时]))"
    rf")*"
)
_WEEKLY_HOURS = (
    rf"(?:{_WEEK}(?P<days>[一二三四五六日天](?:{_B}(?:[、，,和及与]|{DASH}){_B}{_WEEK}?[一二三四五六日天]){{1,6}})"
    rf"|(?P<work>工作日)|双休日|周末)(?={_B}(?:的|每[天日])?{_B}"
    rf"(?:[上下中]午|早上?|晚上?){{0,1}}{_B}(?:\d{{1,2}}[:：]\d\d|\d{{1,2}}[点时]|[一二两三四五六七八九十]{{1,2}}点))"
)
_MONTH_DAYS = rf"{SMALL}{_B}[日号]?(?:{_B}[、，,和及与]{_B}{SMALL}{_B}[日号]?)*(?<=[日号])"
_PATTERN = (
    rf"(?:每(?P<gap>隔)?逢?|逢)(?P<n>\d{{1,4}}|{SMALL}|两|半|几)?(?:{DASH}(?P<upto>\d{{1,4}}|{SMALL}))?{_B}个?{_B}"
    rf"(?:{_WEEK}(?P<days>{_LIST})|(?P<work>{_WEEK}?的?工作日)|(?P<end>周末)|(?P<month>个?月)"
    rf"份?的?(?:(?P<mfirst>{SMALL}){_B}[日号]?{_B}{DASH}{_B}(?P<mlast>{SMALL})[日号]|(?P<mdays>{_MONTH_DAYS})"
    rf"|(?:的)?(?P<which>最后一?|第[一二三四五](?:个?[、和及]第?[一二三四五])*)个?{_WEEK}(?P<wd>[一二三四五六日天])|(?P<edge>[月]?(?:初(?![一二三四五六七八九十])|底|末)|[上中下]旬"
    rf"|最后一天)|(?P<mwork>最后一|第[一二三四五])个?工作日|第[一二三四五]个?{_WEEK}(?![一二三四五六日天]))?"
    rf"|(?P<year>年)(?:的(?=[\d一二三四五六七八九十]))?(?P<ymonth>{SMALL}月份?(?P<yday>{SMALL}[日号])?(?:{_B}{DASH}{_B}(?:[次翌]年|第二年)?(?P<ylast>{SMALL})月份?(?:(?<=月){SMALL}[日号])?)?"
    rf"(?P<ymore>(?:[、，和及]{SMALL}月份?){{1,6}})?)"
    rf"?(?:的?(?P<ynth>最后一|第[一二三四五])个{_WEEK}(?P<ywd>[一二三四五六日天]))?(?P<yedge>的?年[初底末])?(?P<season>[春夏秋冬][天季])?(?:(?P<festival>{'|'.join(FESTIVALS)})节?)?"
    rf"|(?P<unit>{_WEEK}(?!期|边)|[天日](?!常)|晚|早|季度?的?(?P<qedge>[初末底](?!月)|第[一二三]个月|[首末]个?月)?(?:(?<=月)(?P<qday>{SMALL}[日号]))?|学期|半年|小时|钟头|分钟|秒))"
    rf"|(?P<rest>双休日)|(?P<odd>[单双隔])(?:{_WEEK}(?:的?{_WEEK}(?=[一二三四五六日天]))?(?P<odd_days>{_LIST})?(?!年|岁)"
    rf"|(?P<odd_day>[日号])(?!子))|(?P<daily>天天)"
)
_CLOSED = compiled(
    rf"{_B}(?:下班|放学|收盘|闭馆|停业)?(?:[以之]前|前(?![往来后期夕者进景段言列述面两三几半\d]|提(?=[是下之为条的，,。；;、）)”\s]|$)))"
)
_SMALL_NUMBER = lazy(SMALL)
_FREQUENCY = {
    "天": "DAILY",
    "日": "DAILY",
    "晚": "DAILY",
    "早": "DAILY",
    "小时": "HOURLY",
    "钟头": "HOURLY",
    "分钟": "MINUTELY",
    "秒": "SECONDLY",
}
_THIRDS = {"上": range(1, 11), "中": range(11, 21), "下": range(21, 32)}
_MONTHS = {"季": 3, "季度": 3, "半年": 6, "学期": 6}


_REPEATS = frozenset("每逢单双隔天單雙")


@cache
def _weekly_hours_pattern() -> LazyPattern:
    return compiled(_WEEKLY_HOURS)


@cache
def repeat_pattern() -> LazyPattern:
    """A repeat, without its time of day."""
    return compiled(_PATTERN)


def repeat_at(text: str, at: int) -> Recurrence | None:
    """Read the repeat that stands at `at`; None where none does.

    >>> repeat_at("每周一、三、五", 0).rrule
    'FREQ=WEEKLY;BYDAY=MO,WE,FR'
    """
    match = repeat_pattern().match(text, at) if text[at] in _REPEATS else None
    if not match:
        return _weekly_hours(text, at)
    rule, *either = _rules(match)
    if rule is None:
        return None
    end = match.end()
    begin = end - 1 if match["unit"] in ("晚", "早") else end
    tail = begin + 1 if text[begin : begin + 1] == "的" else begin
    while tail < len(text) and tail - begin < 12 and text[tail] in " \u3000":
        tail += 1
    repeat = Recurrence(at, end, rule, either=tuple(one for one in either if one))
    less = without(repeat, text)
    timed = occurring(text, less, tail if less is repeat else less.end)
    closed = _CLOSED.match(text, timed.end) if "BY" in rule else None
    return timed._replace(end=closed.end()) if closed else timed


def _weekly_hours(text: str, at: int) -> Recurrence | None:
    """Read weekdays with the hours of each as a repeat: 周一至周五8:00-17:00."""
    match = _weekly_hours_pattern().match(text, at)
    if not match:
        return None
    days = weekdays(match["days"] or ("一至五" if match["work"] else "末"))
    rule = f"FREQ=WEEKLY;BYDAY={','.join(days)}"
    end = match.end()
    while text[end] in " \u3000\xa0的每天日":
        end += 1
    repeat = occurring(text, Recurrence(at, match.end(), rule), end)
    return repeat if repeat.clock is not None else None


def occurring(text: str, repeat: Recurrence, at: int) -> Recurrence:
    """Add the time of each occurrence, a clock time or a range of them, where one stands at `at`."""
    return without(_timed(text, repeat, at), text)


def _timed(text: str, repeat: Recurrence, at: int) -> Recurrence:
    point, stop = time_at(text, at, Point())
    if stop == at:
        return repeat
    last = None
    if point.clock is not None and (joint := _joint().match(text, stop)):
        until, beyond = time_at(text, joint.end(), Point())
        if until.clock is not None:
            point, until = halves_shared(point, until)
            last, stop = until.clock, beyond
    return repeat._replace(end=stop, part=point.part, clock=point.clock, end_clock=last)


@cache
def _joint() -> LazyPattern:
    return lazy(rf"{_B}(?:{DASH}|——){_B}|[ ](?:to|till|until|through)[ ]")


def _rules(match: re.Match[str]) -> list[str | None]:
    """The RRULE of a repeat, or those that 或 leaves open; None where it is none."""
    if match["upto"]:
        later = number(match["upto"])
        return [_rule(match), _rule(match, later) if match["unit"] and later else None]
    rule, words = _rule(match), match["days"] or ""
    if rule is None or "或" not in words:
        return [rule]
    every = rule.partition(";BYDAY=")[0]
    return [f"{every};BYDAY={','.join(weekdays(one))}" for one in words.split("或")]


def _rule(match: re.Match[str], count: int | None = None) -> str | None:
    """The RRULE of a repeat; `count` is the later of two counts between which the words leave it open."""
    if match["daily"] or match["rest"]:
        return "FREQ=DAILY" if match["daily"] else "FREQ=WEEKLY;BYDAY=SA,SU"
    if match["odd"]:
        by = f";BYDAY={','.join(weekdays(match['odd_days']))}" if match["odd_days"] else ""
        return None if match["odd_day"] else f"FREQ=WEEKLY;INTERVAL=2{by}"
    words = match["n"]
    if count is None:
        count = 1 if words is None else number(words) if words not in ("半", "几") else None
    if words == "半":
        return "FREQ=MONTHLY;INTERVAL=6" if match["year"] else "FREQ=MINUTELY;INTERVAL=30"
    if count is None or count == 0:
        return None
    count = 2 if match["gap"] and count == 1 else count
    every = f";INTERVAL={count}" if count > 1 else ""
    if match["days"]:
        return f"FREQ=WEEKLY{every};BYDAY={','.join(weekdays(match['days']))}"
    if match["work"]:
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    if match["end"]:
        return f"FREQ=WEEKLY{every};BYDAY=SA,SU"
    if match["month"]:
        return _monthly(match, every)
    return _yearly(match, every) if match["year"] else _plain(match, count, every)


def _monthly(match: re.Match[str], every: str) -> str | None:
    if words := match["mdays"]:
        days = [str(number(one)) for one in re.findall(r"\d+|[一二三四五六七八九十廿卅]+", words)]
        return f"FREQ=MONTHLY{every};BYMONTHDAY={','.join(days)}"
    if match["mlast"]:
        first, last = number(match["mfirst"]) or 0, number(match["mlast"]) or 0
        days = [str(day) for day in range(first, last + 1)]
        return f"FREQ=MONTHLY{every};BYMONTHDAY={','.join(days)}" if days and first >= 1 and last <= 31 else None
    if match["mwork"]:
        place = -1 if match["mwork"].startswith("最后") else number(match["mwork"][1])
        return f"FREQ=MONTHLY{every};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}"
    if match["which"]:
        counts = re.findall("[一二三四五]", match["which"])
        places = [-1] if match["which"].startswith("最后") else [number(one) for one in counts]
        day = DAYS[WEEKDAYS[match["wd"]] - 1]
        return f"FREQ=MONTHLY{every};BYDAY={','.join(f'{place}{day}' for place in places)}"
    if match["edge"] == "最后一天":
        return f"FREQ=MONTHLY{every};BYMONTHDAY=-1"
    if third := _THIRDS.get((match["edge"] or "")[:1]) if (match["edge"] or "").endswith("旬") else None:
        return f"FREQ=MONTHLY{every};BYMONTHDAY={','.join(map(str, third))}"
    return f"FREQ=MONTHLY{every}"


def _yearly(match: re.Match[str], every: str) -> str:
    if words := match["ymonth"]:
        month = number(words.split("月")[0])
        if month and match["ylast"] and (last := number(match["ylast"])):
            months = range(month, last + 1 if last >= month else last + 13)
            return f"FREQ=YEARLY{every};BYMONTH={','.join(str((one - 1) % 12 + 1) for one in months)}"
        if month and match["ymore"]:
            more = [number(one) or 0 for one in _SMALL_NUMBER.findall(match["ymore"])]
            return f"FREQ=YEARLY{every};BYMONTH={','.join(map(str, (month, *more)))}"
        day = f";BYMONTHDAY={number(match['yday'][:-1])}" if match["yday"] else ""
        if match["ynth"]:
            place = -1 if match["ynth"] == "最后一" else number(match["ynth"][1])
            day = f";BYDAY={place}{DAYS[WEEKDAYS[match['ywd']] - 1]}"
        return f"FREQ=YEARLY{every};BYMONTH={month}{day}"
    if match["yedge"]:
        return f"FREQ=YEARLY{every};BYMONTH={1 if '初' in match['yedge'] else 12}"
    if words := match["festival"]:
        kind, date = FESTIVALS[simplified(words)]
        if kind == "fixed":
            return f"FREQ=YEARLY{every};BYMONTH={date[0]};BYMONTHDAY={date[1]}"
        if kind == "nth":
            return f"FREQ=YEARLY{every};BYMONTH={date[0]};BYDAY={date[1]}{DAYS[date[2] - 1]}"
    return f"FREQ=YEARLY{every}"


def _plain(match: re.Match[str], count: int, every: str) -> str:
    unit = simplified(match["unit"])
    if unit[0] == "季" and count == 1 and (words := match["qedge"]):
        first = 1 if words[0] in "初首" else 3 if words[0] in "末底" else number(words[1]) or 1
        day = f";BYMONTHDAY={number(match['qday'][:-1])}" if match["qday"] else ""
        return f"FREQ=YEARLY;BYMONTH={','.join(str(month) for month in range(first, 13, 3))}{day}"
    if unit in _MONTHS:
        return f"FREQ=MONTHLY;INTERVAL={count * _MONTHS[unit]}"
    return f"FREQ={_FREQUENCY.get(unit, 'WEEKLY')}{every}"
