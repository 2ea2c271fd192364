"""Lengths and repeats in English: about a month, at least 40 hours, within three days of the meeting, every Tuesday."""

from __future__ import annotations

import re
from functools import cache

from planner.dates.english import MONTH, NUMBERS, ORDINALS, WEEKDAY, month_of, weekday_of
from planner.dates.nodes import Recurrence, Span
from planner.dates.patterns import LazyPattern, lazy
from planner.dates.repeats import occurring
from planner.records import Bound, LengthUnit, PartOfDay

_COUNT = rf"(?:\d{{1,6}}(?:\.\d{{1,3}})?|half an?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = (
    r"(?:(?P<work>working|business)[ -])?(?P<unit>minute|hour|day|week|month|quarter|year|decade"
    r"|fortnight|min|hr|yr|wk|(?<=\d)h(?=\b|[ ]?\d\d?[ ]?m)|(?<=\d[ ])h(?=[ ]\d\d?[ ]?m))"
    r"(?:s?\b|(?<=[hr])(?=\d))(?!-old|[ ]old)"
)
_LENGTH = (
    r"(?:(?P<lower>at least|not less than|no less than|no fewer than|a minimum of|more than)[ ]"
    r"|(?P<upper>at most|no more than|not more than|up to|within|less than|a maximum of)[ ]"
    r"|(?P<about>about|around|approximately|roughly|some)[ ])?"
    r"(?:(?:the[ ])?(?P<way>next|coming|following|past|last|previous)[ ](?=[\w.]+[ ]))?"
    rf"(?P<low>{_COUNT}(?=[ ]?(?:[-–—]|to)[ ]?{_COUNT}[ -]))?(?:[ ]?(?:[-–—]|to)[ ]?)?(?<![A-Za-z0-9])"
    rf"(?P<n>{_COUNT})(?P<half>[ ]and[ ]a[ ]half)?"
    rf"(?:[ -]|(?<=\d)(?=(?:min|hr)(?:s?\b|\d)|h\b|h[ ]?\d\d?[ ]?m)){_UNIT}(?P<half2>[ ]and[ ]a[ ]half)?"
    rf"(?:(?:,?[ ](?:and[ ])?|(?<=\dh)|(?<=\dhr))(?P<n2>{_COUNT})"
    r"(?:[ -]|(?<=\d))(?P<unit2>minute|hour|day|month|min|(?<=\d)m|(?<=\d[ ])m)s?\b)?"
    r"(?P<tail>[ ]or[ ](?:so|more|less))?"
    r"(?:[ ](?P<ago>ago)\b|[ ](?P<on>from now|from today|later)\b|[ ](?:after|of|from|following)[ ](?:the[ ])"
    r"?(?P<anchor>[a-z]+(?:[ ](?!is|was|are|and|or|the|in|on)[a-z]+){0,2}))?"
)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LIST = rf"{WEEKDAY}(?:(?:,[ ]|[ ]and[ ]|,[ ]and[ ]|[ ]?/[ ]?|[ ]?&[ ]?){WEEKDAY})*"
_FULL = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAYS_LISTED = rf"{_FULL}s?(?:(?:,[ ]|[ ]and[ ]|,[ ]and[ ]){_FULL}s?)*"
_REPEAT = (
    rf"(?:(?:every|each)[ ](?!\w+[ ]\w+[ ](?:of|in)[ ](?:the|each|every)[ ]month|"
    rf"year[ ](?:on|in)[ ](?:the[ ])?(?:\d|{MONTH}))"
    rf"(?:(?P<other>other|second)[ ]|(?P<n>{_COUNT})[ ])?(?:(?P<unit>day|week|month|year|hour"
    rf"|minute|quarter)s?\b"
    rf"|(?P<work>weekday|workday|working day|business day)s?\b|(?P<end>weekend)s?\b|(?P<part>morning|afternoon"
    rf"|evening|night)\b|(?P<days>{_LIST}))"
    rf"|(?P<all>every[ ](?=(?:first|second|third|fourth|last)[ ]\w+[ ](?:of|in)[ ])|the[ ])?"
    rf"(?P<nth>first|second|third|fourth|last)(?:[ ](?:and|&)[ ](?P<nth2>second|third|fourth|last))?"
    rf"[ ](?P<nthday>{WEEKDAY}|weekday|working[ ]day"
    r"|day)[ ](?:of|in)[ ](?:(?:each|every)|(?P<same>the))[ ]month\b"
    r"|the[ ](?P<mday>\d{1,2})(?:st|nd|rd|th)[ ]of[ ](?:each|every)[ ]month\b"
    rf"|(?:(?:every|each)[ ]year|annually|yearly)[ ]on[ ](?:the[ ])?"
    rf"(?:(?P<yday>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[ ](?P<ymonth>{MONTH})"
    rf"|(?P<ymonth2>{MONTH})[ ](?P<yday2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"|(?:(?:every|each)[ ]year|annually|yearly)[ ]in[ ](?P<inmonth>{MONTH})"
    r"|once[ ](?:an?|every|each|per)[ ](?P<once>day|week|fortnight|month|quarter|year)\b"
    rf"|(?:on[ ])?alternate[ ](?P<alternate>{_FULL})s?\b"
    rf"|(?:on[ ])?(?:(?P<weekdays>weekdays)|(?P<weekends>weekends))\b"
    rf"|(?P<pair>{WEEKDAY}(?:[ ]?/[ ]?{WEEKDAY}){{1,4}})(?=,?[ ]\d)"
    rf"|(?P<biweekly>biweekly|fortnightly|weekly)[ ]on[ ](?P<weeklydays>{_DAYS_LISTED})"
    r"|(?P<adverb>daily|weekly|biweekly|fortnightly|monthly|quarterly|annually|yearly)\b"
    r"|(?:on[ ])?(?P<plural>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days(?:(?:,[ ]|[ ]and[ ])(?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)days)*)\b)"
)
_WEEKLY_HOURS = (
    rf"(?:(?P<first>{WEEKDAY})(?:[ ]?[-–—][ ]?|[ ](?:to|through|thru)[ ])(?P<last>{WEEKDAY})|(?:on[ ])?weekdays\b)"
    r",?[ ]{1,2}(?:at[ ]|from[ ])?(?=\d)"
)
_FREQUENCY = {
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
    "hour": "HOURLY",
    "minute": "MINUTELY",
}
_ADVERBS = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "annually": "FREQ=YEARLY",
    "yearly": "FREQ=YEARLY",
}


@cache
def _length_pattern() -> LazyPattern:
    return lazy(_LENGTH, re.IGNORECASE)


@cache
def _repeat_pattern() -> LazyPattern:
    return lazy(_REPEAT, re.IGNORECASE)


def _number(words: str) -> float | None:
    words = words.lower()
    if words.startswith("half a"):
        return 0.5
    return NUMBERS[words] if words in NUMBERS else float(words)


def english_span(text: str, at: int) -> Span | None:
    """Read the English length that stands at `at`.

    >>> english_span("about two weeks", 0).parts
    ((2, 'week'),)
    """
    match = _length_pattern().match(text, at)
    if not match:
        return None
    count = _number(match["n"])
    if count is None or (match["n"].lower() in ("a", "an") and _RATE.search(text, max(0, at - 8), at)):
        return None
    count += 0.5 if match["half"] or match["half2"] else 0
    parts: tuple[tuple[float, LengthUnit], ...] = (_part(count, "working_day" if match["work"] else match["unit"]),)
    if match["n2"] and (more := _number(match["n2"])):
        parts = (*parts, _part(more, match["unit2"]))
    upper: tuple[tuple[float, LengthUnit], ...] = ()
    if match["low"] and (low := _number(match["low"])) is not None:
        upper, parts = parts, (_part(low, "working_day" if match["work"] else match["unit"]),)
    anchor = match["anchor"] or ""
    begin = at - 3 if _IN.fullmatch(text, max(0, at - 4), at) and not anchor and _bound(match) == "exactly" else at
    if match["way"]:
        ahead = match["way"].lower() in ("next", "coming", "following")
        return Span(at, match.end(), parts, "exactly", upper, anchor, 1 if ahead else -1, "through")
    if match["ago"] or match["on"] or begin < at:  # two weeks from now is a day, not the week that begins then
        parts = tuple((7 * count, _DAY) if unit == "week" else (count, unit) for count, unit in parts)
    later = match["on"] and not match["on"].lower().endswith("later")
    direction = -1 if match["ago"] else 1 if later or begin < at else 0
    behind = _TIME.match(text, match.end()) if begin < at else None
    end = behind.end() if behind else match.end()
    return Span(begin, end, parts, _bound(match), upper, anchor, direction, "point" if direction else "")


_TIME = lazy(r"['’]?[ ]time\b", re.IGNORECASE)
_DAY: LengthUnit = "day"
_OTHER_UNITS: dict[str, tuple[int, LengthUnit]] = {
    "decade": (10, "year"),
    "fortnight": (2, "week"),
    "min": (1, "minute"),
    "hr": (1, "hour"),
    "h": (1, "hour"),
    "m": (1, "minute"),
    "yr": (1, "year"),
    "wk": (1, "week"),
}


def _part(count: float, unit: str) -> tuple[float, LengthUnit]:
    """A number of units as one part of a length, in units that lengths have."""
    scale, named = _OTHER_UNITS.get(unit.lower(), (1, unit.lower()))
    count *= scale
    return int(count) if count == int(count) else count, named  # type: ignore[return-value]


# What counts by the length behind it: twice a week, 40 hours a week.
_RATE = lazy(r"(?:once|twice|times|hours?|days?) $", re.IGNORECASE)
_IN = lazy(r"(?:^|[^A-Za-z])?in ", re.IGNORECASE)


def _bound(match: re.Match[str]) -> Bound:
    tail = (match["tail"] or "").split()[-1:]
    if match["lower"] or tail == ["more"]:
        return "at_least"
    if match["upper"] or tail == ["less"]:
        return "at_most"
    return "about" if match["about"] or tail == ["so"] else "exactly"


def english_repeat(text: str, at: int) -> Recurrence | None:
    """Read the English repeat that stands at `at`.

    >>> english_repeat("every Tuesday and Thursday", 0).rrule
    'FREQ=WEEKLY;BYDAY=TU,TH'
    """
    match = _repeat_pattern().match(text, at)
    rule = _rule(match) if match else None
    if match is None or rule is None:
        return _weekly_hours(text, at)
    end = match.end()
    gap = _GAP.match(text, end)
    part = _PARTS[match["part"].lower()] if match["part"] else None
    return occurring(text, Recurrence(at, end, rule, part), gap.end() if gap else end)


def _weekly_hours(text: str, at: int) -> Recurrence | None:
    """Read weekdays with the hours of each as a repeat: Mon-Fri, 9am-5pm."""
    match = _weekly_hours_pattern().match(text, at)
    if not match:
        return None
    first, last = (weekday_of(match["first"]), weekday_of(match["last"])) if match["first"] else (1, 5)
    if last <= first:
        return None
    rule = f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[first - 1 : last])}"
    repeat = occurring(text, Recurrence(at, match.end(), rule), match.end())
    return repeat if repeat.clock is not None else None


_WEEKDAYS_BEHIND = lazy(
    rf"(?:,?[ ]{{1,2}}|[ ]?[(])(?P<first>{WEEKDAY})(?:[ ]?[-–—][ ]?|[ ](?:to|through|thru)[ ])(?P<last>{WEEKDAY})[)]?",
    re.IGNORECASE,
)


def weekdays_behind(text: str, at: int) -> Recurrence | None:
    """Read the weekdays behind the hours of each, as a repeat without them: 9am-5pm, Mon-Fri."""
    match = _WEEKDAYS_BEHIND.match(text, at) if text[at : at + 1] in (",", " ") else None
    first, last = (weekday_of(match["first"]), weekday_of(match["last"])) if match else (0, 0)
    if not match or last <= first:
        return None
    return Recurrence(at, match.end(), f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[first - 1 : last])}")


@cache
def _weekly_hours_pattern() -> LazyPattern:
    return lazy(_WEEKLY_HOURS, re.IGNORECASE)


_PARTS: dict[str, PartOfDay] = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
}
_GAP = lazy(r",?[ ]{1,2}(?:at[ ]|from[ ])?")


def _monthly(match: re.Match[str]) -> str | None:
    """The rule of the n-th weekday or day of every month; None where it is that of one month."""
    if match["mday"]:
        return f"FREQ=MONTHLY;BYMONTHDAY={int(match['mday'])}"
    if match["same"] and (match["all"] or "").lower() != "every ":
        return None
    place, what = ORDINALS[match["nth"].lower()], match["nthday"].lower()
    if match["nth2"] and what not in ("day", "weekday", "working day"):
        day = _DAYS[weekday_of(what) - 1]
        return f"FREQ=MONTHLY;BYDAY={place}{day},{ORDINALS[match['nth2'].lower()]}{day}"
    if what == "day":
        return f"FREQ=MONTHLY;BYMONTHDAY={place}"
    if what in ("weekday", "working day"):
        return f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}"
    return f"FREQ=MONTHLY;BYDAY={place}{_DAYS[weekday_of(what) - 1]}"


_ONCE = {
    "day": "daily",
    "week": "weekly",
    "fortnight": "fortnightly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "yearly",
}


def _codes(names: str) -> str:
    """The BYDAY codes of a list of weekdays."""
    days = [weekday_of(one) for one in re.findall(r"[A-Za-z]{3,}", names) if one.lower() != "and"]
    return ",".join(_DAYS[day - 1] for day in dict.fromkeys(days))


def _special(match: re.Match[str]) -> str | None:
    """The rule of words that say all of it: once a month, every year on 1 June, alternate Fridays, Tue/Thu."""
    if (words := match["once"]) and (unit := words.lower()):
        return _ADVERBS[_ONCE[unit]]
    if match["ymonth"] or match["ymonth2"]:
        month, day = month_of(match["ymonth"] or match["ymonth2"]), int(match["yday"] or match["yday2"])
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"
    if match["inmonth"]:
        return f"FREQ=YEARLY;BYMONTH={month_of(match['inmonth'])}"
    if match["weekdays"] or match["weekends"]:
        return f"FREQ=WEEKLY;BYDAY={'MO,TU,WE,TH,FR' if match['weekdays'] else 'SA,SU'}"
    if names := match["alternate"] or match["pair"] or match["weeklydays"]:
        every = ";INTERVAL=2" if match["alternate"] or (match["biweekly"] or "weekly").lower() != "weekly" else ""
        return f"FREQ=WEEKLY{every};BYDAY={_codes(names)}"
    return None


def _rule(match: re.Match[str]) -> str | None:
    if rule := _special(match):
        return rule
    if match["adverb"]:
        return _ADVERBS[match["adverb"].lower()]
    if match["nth"] or match["mday"]:
        return _monthly(match)
    names = match["days"] or match["plural"]
    count = 2 if match["other"] else int(_number(match["n"]) or 1) if match["n"] else 1
    every = f";INTERVAL={count}" if count > 1 else ""
    if names:
        return f"FREQ=WEEKLY{every};BYDAY={_codes(names)}"
    if match["work"]:
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    if match["end"]:
        return f"FREQ=WEEKLY{every};BYDAY=SA,SU"
    if match["part"]:
        return f"FREQ=DAILY{every}"
    unit = match["unit"].lower()
    if unit == "quarter":
        return f"FREQ=MONTHLY;INTERVAL={3 * count}"
    return f"FREQ={_FREQUENCY[unit]}{every}"
