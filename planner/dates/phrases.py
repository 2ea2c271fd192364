"""The grammar from the top: points, ranges with dropped parts, and their modifiers.

A phrase is a point, or two joined by a dash or 至, or one with an end left open. Nothing here looks further than the
next point, so that a text is read in linear time. Lists are not read here: each item is a phrase, and `find` lets an
item take what it leaves out from the item before.
"""

from __future__ import annotations

from functools import cache

from planner.dates.clock import time_at
from planner.dates.modifiers import modified, prefix_at, suffix_pattern
from planner.dates.nodes import Phrase, Point
from planner.dates.numerals import number
from planner.dates.patterns import BLANK, DASH, LazyPattern, compiled, lazy
from planner.dates.reading import Reading, date_at, point_at

_B = BLANK


@cache
def _joint() -> LazyPattern:
    return compiled(
        rf"{_B}(?P<open>起|开始|始|启动|举行)?(?:{_B}[，,]?{_B}(?P<dash>{DASH}|——|--|(?:一直|持续|延续|开放|营业|进行|展出|放映|[办开展演排忙等住放直]){{1,2}}[到至]|(?:to|until|till|through|thru)"
        rf"\b(?: the\b)?)|{_B}(?P<and>[与和]|and\b))"
        rf"(?:[(（]?)?{_B}"
    )


_TURN_OF_YEAR = compiled(r"岁末年初|年末岁初|年[底末]年初")
_NOW = compiled(rf"{_B}(?:现在|目前|今(?!天|日|年|晚|后)|当前|如今)")
_NOTHING = lazy(r"[ \u3000]*(?:[)）;；，,。\n]|$)")
_BETWEEN = compiled(r"(?:之间|期间|间(?![接隔断歇谍]))")
_SECOND_NUMBER = lazy(
    rf"(?P<n>\d{{1,2}}|[二三]?十[一二三四五六七八九]?)(?:(?<=\d)(?:st|nd|rd|th)\b(?!,?[ ]\d{{4}}))?"
    rf"(?!\d|/|[.．:：][ ]?\d|[零一二三四五六七八九十百千万]"
    rf"|{_B}[个名人项次家元吨%％位年月周天点时小分秒场篇期届台套件章节条款类级岁米楼室号班层])"
)


_PAIRED = frozenset("岁年今明歲")
_TWO = lazy("(?:(?P<from>今)明|(?P<from2>明)后)[两兩](?P<unit>[年天日])(?!晚)")


def _pair(text: str, at: int) -> Phrase | None:
    """Read two points in one word: 岁末年初, 今明两年, 明后两天."""
    if turn := _TURN_OF_YEAR.match(text, at):
        end, beginning = (Point(unit="edge", rank=rank, of="year", name="turn") for rank in (1, -1))
        return Phrase(at, turn.end(), end, beginning)
    if both := _TWO.match(text, at):
        unit = "year" if both["unit"] == "年" else "day"
        this, following = (Point(unit=unit, shifts=((unit, away + (both["from"] is None)),)) for away in (0, 1))
        return Phrase(at, both.end(), this, following)
    return None


def phrase_at(text: str, at: int, floor: int, lax: bool) -> Phrase | None:
    """Read the phrase whose first point stands at `at`; its prefix words may reach back to `floor`."""
    if text[at] in _PAIRED and (pair := _pair(text, at)):
        return pair
    first = point_at(text, at, lax)
    if first is None:
        return None
    if first.point.unit == "week" and (inside := _glossed(text, at, first, lax)):
        return inside
    prefix = prefix_at(text, floor, at)
    between = bool(prefix and prefix["between"])
    last, end, opened = _spread(first.point), first.end, False
    if last is None:
        last, end, opened = _second(text, first, lax, between=between, since=bool(prefix and prefix["since"]))
    quoted = at > floor and text[at - 1] in _QUOTES and any(one in text[at:end] for one in _UNQUOTES)
    node = Phrase(at - quoted, end, first.point, last)
    if not first.point.unit and last is not None and last.unit == "day" and _time_leads(text, first.end, last):
        node = _with_day_behind(node, last)
    if text[node.end : node.end + 1] in _CLOSING and _SHIFT_OPENS.search(text, at, node.end):
        node = node._replace(end=node.end + 1)
    node = modified(text, node, prefix, opened)
    return _with_week_behind(text, node, lax) if text[node.end : node.end + 1] in _OPENING else node


_QUOTES, _UNQUOTES = frozenset("“‘「"), "”’」"
_OPENING = frozenset("(（")
_CLOSING = frozenset(")）")
_SHIFT_OPENS = compiled(r"班次?[ \u3000]{0,3}[（(][^()（）]*$")
_GLOSS = lazy(rf"(?:{_B}(?P<bracket>[(（])|[:：]|(?=[ \u3000])){_B}(?=[\d一二三四五六七八九十])")


def _glossed(text: str, at: int, week: Reading, lax: bool) -> Phrase | None:
    """Read a week whose days stand behind it as those days: 第三周（9月16日-20日）; without brackets in a cell only."""
    gap = _GLOSS.match(text, week.end)
    if not gap or not (gap["bracket"] or lax):
        return None
    inside = phrase_at(text, gap.end(), gap.end(), lax)
    if inside is None or inside.first.unit != "day":
        return None
    end = inside.end + bool(gap["bracket"])
    if gap["bracket"] and text[inside.end : end] not in _CLOSING:
        return None
    return inside._replace(start=at, end=end, gloss=week.point)


def _with_week_behind(text: str, node: Phrase, lax: bool) -> Phrase:
    """Add the week that stands in brackets behind days: 9月16日-20日（第三周）."""
    week = (
        point_at(text, node.end + 1, lax)
        if node.first.unit == "day" and text[node.end + 1 : node.end + 2] == "第"
        else None
    )
    if week is None or week.point.unit != "week" or text[week.end : week.end + 1] not in _CLOSING:
        return node
    return node._replace(end=week.end + 1, gloss=week.point)


def _time_leads(text: str, at: int, last: Point) -> bool:
    """Whether a range's end begins with its time of day, so that its date is the date of both: 3-4 pm, 6 May."""
    joint = _joint().match(text, at)
    return bool(joint and last.clock is not None and time_at(text, joint.end(), Point())[1] > joint.end())


def _with_day_behind(node: Phrase, last: Point) -> Phrase:
    """Give the date behind a range of times to its start."""
    first, end = node.first, Point(clock=last.clock, part=last.part, half_day=last.half_day, meridiem=last.meridiem)
    day = last._replace(clock=first.clock, part=first.part, half_day=first.half_day, meridiem=first.meridiem)
    return node._replace(first=day, last=end)


def _second(text: str, first: Reading, lax: bool, *, between: bool, since: bool) -> tuple[Point | None, int, bool]:
    """Read the other end of a range, the offset behind the phrase so far, and whether words open its end."""
    at = first.end
    if at == len(text):
        return None, at, False
    joint = _joint().match(text, at)
    if not joint:
        about = suffix_pattern().match(text, at)
        joint = _joint().match(text, about.end("about")) if about and about["about"] else None
    if not joint:
        return None, at, False
    if joint["dash"] and (now := _NOW.match(text, joint.end())):
        return None, now.end(), True
    dotted = first.point.unit == "day" and "." in text[at - 3 : at]
    second = point_at(text, joint.end(), lax or bool(joint["dash"] and (first.point.year or dotted)))
    if joint["and"]:
        closed = _BETWEEN.match(text, second.end) if second else None
        if second and (between or closed):
            return second.point, closed.end() if closed else second.end, False
        return None, at, False
    if second and joint["dash"] and _hours_follow(text, first.point, second):
        second = date_at(text, joint.end(), lax)
    if second is None:
        end = joint.end("dash")
        opened = lax and first.point.dated and text[end - 1] in "至到" and _NOTHING.match(text, end)
        return _bare_second(text, first, joint.end()) or ((None, end, True) if opened else (None, at, False))
    if joint["dash"] and joint["open"] is None and not _joinable(first.point, second.point, since):
        return None, at, False
    closed = _BETWEEN.match(text, second.end)
    return second.point, closed.end() if closed else second.end, False


def _spread(first: Point) -> Point | None:
    """The later end of a count left open between two numbers: 七八点, 三四月, 十七八号; None for any other point."""
    if not first.spread:
        return None
    if first.clock is not None:
        return Point(clock=first.clock + 60 * first.spread, part=first.part)
    if first.unit == "day":
        return Point(day=(first.day or 0) + first.spread, unit="day")
    return Point(month=(first.month or 0) + first.spread, unit="month")


def _hours_follow(text: str, first: Point, second: Reading) -> bool:
    """Whether the clock time read with the last day begins the hours of every day: 5月12日至14日9:00-17:00."""
    if second.point.clock is None or not second.point.dated or first.clock is not None or not first.dated:
        return False
    joint = _joint().match(text, second.end)
    return bool(joint and joint["dash"] and time_at(text, joint.end(), Point())[0].clock is not None)


def _joinable(first: Point, second: Point, since: bool) -> bool:
    """Whether two points can be the ends of one range: a date and a bare time of day are not."""
    return since or second.dated or first.clock is not None or first.part is not None


def _bare_second(text: str, first: Reading, at: int) -> tuple[Point, int, bool] | None:
    """Read a range's end that is only a number: 5月16日—20."""
    if first.point.unit == "week" and (week := _SECOND_WEEK.match(text, at)):
        return Point(unit="week", rank=number(week["n"]) or 0, of=first.point.of), week.end(), False
    if first.point.unit != "day" or not first.point.day or first.point.clock is not None:
        return None
    if first.point.calendar == "lunar" and (lunar := _LUNAR_DAY.match(text, at)):
        day = number(lunar["n"].removeprefix("初"))
        return first.point._replace(day=day, leap=first.point.leap), lunar.end(), False
    match = _SECOND_NUMBER.match(text, at)
    day = number(match["n"]) if match else None
    if not match or not day or not first.point.day < day <= 31:
        return None
    year = _YEAR_BEHIND.match(text, match.end())
    if year:
        return Point(year=int(year["y"]), day=day, unit="day"), year.end(), False
    return Point(day=day, unit="day"), match.end(), False


_LUNAR_DAY = compiled(
    r"(?P<n>初[一二三四五六七八九十]|[二]?十[一二三四五六七八九]?|三十|廿[一二三四五六七八九])(?![月日号])"
)
_SECOND_WEEK = compiled(rf"第?{_B}(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:{_B}周(?![年期岁])|(?![\d一-龥:.]))")
_YEAR_BEHIND = lazy(r"(?:st|nd|rd|th)?,?[ ]{1,2}(?P<y>(?:1[5-9]|20|21)\d\d)(?!\d|[.:/-]\d)")
