"""Clock times in English words: half past eight, a quarter to nine, 8 o'clock, 7:30 in the evening."""

from __future__ import annotations

import re
from functools import cache

from planner.dates.nodes import Point
from planner.dates.patterns import LazyPattern, lazy
from planner.records import PartOfDay

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_HOUR = rf"(?:1[0-2]|0?[1-9]|{'|'.join(_HOURS)})"
_WORDS = (
    rf"(?:(?:(?P<half>half) past|(?:a )?(?P<quarter>quarter) (?P<way>past|after|to|before)"
    rf"|(?P<few>five|ten|twenty(?:[- ]five)?)(?: minutes)? (?P<way2>past))[ ](?P<h>{_HOUR})(?![\w:.]*\d)"
    rf"(?:[ ]o['’]?clock)?"
    rf"|(?P<h2>{_HOUR})(?:[ ]?o['’]?clock|(?=[ ](?:in the (?:morning|afternoon|evening)|at night)\b)))"
    rf"\b(?:[ ]?(?P<ap>[ap])\.?m\b\.?)?"
)
_IN_PART = r"[ ](?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night))\b"
PARTS: dict[str, PartOfDay] = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "all day": "all_day",
}


@cache
def _pattern() -> LazyPattern:
    return lazy(_WORDS, re.IGNORECASE)


@cache
def _part_pattern() -> LazyPattern:
    return lazy(_IN_PART, re.IGNORECASE)


def word_clock(text: str, at: int, point: Point) -> tuple[Point, int]:
    """Add the clock time in words that stands at `at` to a point; the point and `at` unchanged where none does.

    >>> word_clock("a quarter to nine", 0, Point())[0].clock
    525
    """
    match = _pattern().match(text, at)
    if not match:
        return point, at
    words = (match["h"] or match["h2"]).lower()
    hour = int(words) if words.isdecimal() else _HOURS.index(words) + 1
    few = (match["half"] or match["quarter"] or match["few"] or "").lower().replace(" ", "-")
    minutes = hour * 60 + _MINUTES.get(few, 0) * (-1 if (match["way"] or "").lower() in ("to", "before") else 1)
    if match["ap"]:
        late = match["ap"] in "pP"
        minutes += 720 if late and hour < 12 else -720 if not late and hour == 12 else 0
    timed = point._replace(clock=minutes % 1440, half_day=not match["ap"], meridiem=bool(match["ap"]))
    return in_part(text, match.end(), timed)


def in_part(text: str, at: int, point: Point) -> tuple[Point, int]:
    """Put a clock time that ends at `at` into the part of the day that is named behind it: 7:30 in the evening."""
    match = _part_pattern().match(text, at)
    if not match or point.clock is None or not point.half_day:
        return point, at
    part = PARTS[(match["part"] or match["night"]).lower()]
    hour = point.clock // 60
    late = part in ("afternoon", "evening") or (part == "night" and hour >= 6)
    clock = (
        point.clock + 720
        if late and hour < 12
        else point.clock - 720
        if part == "night" and hour == 12
        else point.clock
    )
    return point._replace(clock=clock, part=part, half_day=False), match.end()
