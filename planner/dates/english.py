"""Points in English: 12 May 2005, May 12th, mid-May, the first week of May, next Tuesday, Q3 2005, Week 8."""

from __future__ import annotations

import re

from planner.dates.nodes import Point
from planner.dates.points import Rule, full_year

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b(?:\.(?=[ ]?\d))?"
)
WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)"
    r"?)\b(?:\.(?=,?[ ]))?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WORD_DAY = (
    "(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    "|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
)
_YEAR = r"(?:(?:,?[ ]{1,2}|(?<=[a-z])-)(?P<y>(?:1[5-9]|20|21)\d\d|['’]\d\d)(?!\d|[.:/-]\d))"
_B = r"[ ]{1,3}"
_DASH = r"(?:[ ]?[-–—~][ ]?|[ ]to[ ])"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
NUMBERS = {
    word: count
    for count, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "half": 0.5}


def month_of(words: str) -> int:
    """The number of a month by its name."""
    return _MONTHS.index(words[:3].lower()) + 1


def weekday_of(words: str) -> int:
    """The number of a weekday by its name, Monday 1."""
    return _WEEKDAYS.index(words[:3].lower()) + 1


def _full(words: str | None) -> int | None:
    """A year of four figures, or of two behind an apostrophe: May ’19."""
    return full_year(words.lstrip("'’")) if words else None


def _weekday(match: re.Match[str]) -> int:
    return weekday_of(match["wd"]) if match["wd"] else 0


_FORE = rf"(?:(?P<wd>{WEEKDAY}),?{_B}(?:the{_B})?)?"
_DAY_FIRST = (
    rf"{_FORE}(?:the{_B})?(?:(?P<d>{_DAY})(?:{_B}(?:of{_B})?|-|(?=(?-i:[A-Z]{{3}}\b)))"
    rf"|(?P<word>{_WORD_DAY}){_B}of{_B})(?P<m>{MONTH}){_YEAR}?"
)
_MONTH_FIRST = rf"{_FORE}(?P<m>{MONTH}){_B}(?:the{_B})?(?P<d>{_DAY})(?!\d|[.:]\d|[ ]?[ap]\.?m\b){_YEAR}?"
_DAY_ALONE = (
    rf"{_FORE}(?P<d>{_DAY})(?=(?:,[ ]{_DAY}){{0,4}}(?:{_DASH}|,?[ ](?:and|or|&)[ ]|,[ ]?(?=[^,]*(?:and|or|&)))"
    rf"(?:{WEEKDAY},?[ ])?{_DAY}(?:,?[ ](?:and|or|&)[ ]{_DAY})?[ ]{{1,3}}(?:of[ ])?(?P<m>{MONTH}){_YEAR}?)"
)
_ORDINAL_DAY = rf"(?P<wd>{WEEKDAY}),?{_B}(?:the{_B})?(?P<d>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))\b"
_EDGE_OF_UNIT = (
    r"(?:the[ ])?(?:(?P<which>beginning|start|middle|end)[ ]of[ ](?:(?:the|(?P<this>this|next|last))[ ])?"
    r"(?P<unit>month|year)\b|(?P<yearend>year[- ]?end)\b)"
)
_MONTH_ALONE = rf"(?P<m>{MONTH})(?:{_YEAR}|(?=[ ]?(?:[-–—~]|to|until|through|and|,)[ ]?{MONTH}))"
_BARE_MONTH = (
    rf"(?<=[Ii]n )(?P<m>{MONTH})|(?<=[Bb]y )(?P<m2>{MONTH})|(?<=[Oo]f )(?P<m3>{MONTH})|(?<=rom )(?P<m4>{MONTH})"
    rf"|(?<=ince )(?P<m5>{MONTH})|(?<=ntil )(?P<m6>{MONTH})|(?<= to )(?P<m7>{MONTH})"
    rf"|(?<=tween )(?P<m8>{MONTH})|(?<= and )(?-i:(?=[A-Z]))(?P<m9>{MONTH})"
)
_ONLY_MONTH = rf"(?<![A-Za-z] )(?<![A-Za-z])(?P<m>{MONTH})(?=[ ]*$)"
_PART_OF_MONTH = (
    r"(?:the[ ])?(?P<which>early|mid|late|(?:the[ ])?(?:beginning|start|middle|end)[ ]of"
    rf"|(?P<half>first|second)[ ]half[ ]of)[- ](?P<m>{MONTH}){_YEAR}?"
)
_NTH = (
    rf"(?:the[ ])?(?P<nth>first|second|third|fourth|fifth|last){_B}(?P<what>week|{WEEKDAY}){_B}(?:of|in){_B}"
    rf"(?:(?P<m>{MONTH}){_YEAR}?|(?P<y2>(?:19|20)\d\d))"
)
_QUARTER = (
    r"(?:(?:(?P<y0>(?:19|20)\d\d)[ -]?)?Q(?P<q>[1-4])(?!\d)(?:季度)?"
    r"|(?P<y1>(?:19|20)\d\d)[ -]?H(?P<h>[12])(?![\dA-Za-z])|H(?P<h2>[12])(?=[ ](?:19|20)\d\d)"
    r"|(?:the[ ])?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[ ](?:quarter|(?P<half>half))(?:[ ]of)?)"
    r"(?:[ ,]{1,2}(?P<y>(?:19|20)\d\d))?"
)
_TERM_WEEK = r"Weeks?[ ](?P<n>\d{1,2})(?!\d|[:.]\d)(?:(?:,|[ ]of)?[ ](?P<y>(?:19|20)\d\d)\b)?"
_RELATIVE = (
    r"(?P<day>today|tonight|last[ ]night(?![ ]of)|(?:the[ ])?day[ ]after[ ]tomorrow|(?:the[ ])?day[ ]before[ ]yesterday"
    r"|the[ ]same[ ]day|(?:the[ ])?(?:next|following)[ ]day(?![ ]of)|tomorrow|yesterday"
    r"|(?<=rom )now(?=[ ]on\b)|now(?=[ ](?:to|until|till|through)[ ]))|(?:the[ ]|this[ ](?=coming))?"
    r"(?P<away>next|last|past|previous|this|coming|following)"
    rf"[ ](?:(?P<unit>weekend|week|month|year|quarter)\b"
    rf"|(?P<wd>{WEEKDAY})\b)|(?P<bare>the[ ]weekend)\b"
)
_FULL_WEEKDAY = r"(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!s)"
_SEASON = r"(?:the[ ])?(?P<season>spring|summer|autumn|fall|winter)[ ](?:of[ ])?(?P<y>(?:19|20)\d\d)\b"
_PART_OF_YEAR = r"(?:early|mid|late)[- ](?P<y>(?:19|20)\d\d)(?!\d|[.:/-]\d|s)"
_WEEKDAY_FIGURES = rf"(?P<wd>{WEEKDAY}),?[ ]{{1,2}}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?![\d/])"
_DECADE = r"(?:the[ ])?(?:(?P<y>1[5-9]\d0|20[0-9]0)['’]?s|(?P<century>1?\d|2[01])(?:st|nd|rd|th)[ ]century)\b"
_YEAR_AFTER = (
    r"(?<=[Ii]n )(?P<y>(?:19|20)\d\d)(?![\d/-]|[.:]\d)|(?<=[Ss]ince )(?P<y2>(?:19|20)\d\d)(?![\d/-]|[.:]\d)"
    r"|(?<=[Ff]rom )(?P<y3>(?:19|20)\d\d)(?![\d/-]|[.:]\d)"
)


def _day(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    year, month = groups.get("y"), groups.get("m")
    return Point(
        year=_full(year),
        month=month_of(month) if month else None,
        day=int(re.sub(r"\D", "", match["d"])) if match["d"] else _word_day(groups["word"] or ""),
        unit="day",
        weekday=_weekday(match),
    )


_ONES = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_TEENS = ["thir", "four", "fif", "six", "seven", "eigh", "nine"]


def _word_day(words: str) -> int:
    """The number of a day in words: first, twenty-second, thirtieth."""
    tens, _, ones = words.lower().replace("-", " ").rpartition(" ")
    if ones in ("twentieth", "thirtieth"):
        return 20 if ones[1] == "w" else 30
    if ones.endswith("teenth"):
        return 13 + _TEENS.index(ones.removesuffix("teenth"))
    return {"": 0, "twenty": 20, "thirty": 30}[tens] + _ONES.index(ones) + 1


def _month(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    name = next(words for key, words in groups.items() if key.startswith("m") and words)
    return Point(year=_full(groups.get("y")), month=month_of(name), unit="month")


def _part_of_month(match: re.Match[str]) -> Point | None:
    which = match["which"].lower()
    if half := match["half"]:
        return Point(year=_full(match["y"]), month=month_of(match["m"]), unit="halfmonth", rank=ORDINALS[half.lower()])
    rank = -1 if which.startswith(("early", "begin", "start", "the b", "the s")) else 0 if "mid" in which else 1
    point = Point(month=month_of(match["m"]), unit="edge", of="month", rank=rank)
    return point._replace(year=_full(match["y"]))


def _edge_of_unit(match: re.Match[str]) -> Point | None:
    if match["yearend"]:
        return Point(unit="edge", of="year", rank=1)
    rank = {"b": -1, "s": -1, "m": 0, "e": 1}[match["which"][0].lower()]
    unit = match["unit"].lower()
    shifts = ((unit, _AWAY[match["this"].lower()]),) if match["this"] else ()
    return Point(unit="edge", of=unit, rank=rank, shifts=shifts)


def _nth(match: re.Match[str]) -> Point | None:
    rank = ORDINALS[match["nth"].lower()]
    year = match["y"] or match["y2"]
    month = month_of(match["m"]) if match["m"] else None
    point = Point(year=_full(year), month=month, rank=rank, of="month" if month else "year")
    if match["what"].lower() == "week":
        return point._replace(unit="week")
    return point._replace(unit="weekday", weekday=weekday_of(match["what"]))


def _quarter(match: re.Match[str]) -> Point | None:
    if half := match["h"] or match["h2"]:
        return Point(year=int(match["y1"] or match["y"]), unit="half", rank=int(half))
    words = match["q"] or match["nth"]
    rank = int(words[0]) if words[0].isdecimal() else ORDINALS[words.lower()]
    year = match["y0"] or match["y"]
    if match["half"] and rank > 2:
        return None
    return Point(year=int(year) if year else None, unit="half" if match["half"] else "quarter", rank=rank)


def _term_week(match: re.Match[str]) -> Point | None:
    year = int(match["y"]) if match["y"] else None
    return Point(year=year, unit="week", of="year" if year else "", rank=int(match["n"]))


_DAYS_AWAY = {"today": 0, "now": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_AWAY = {"this": 0, "next": 1, "following": 1, "last": -1, "past": -1, "previous": -1}


def _relative(match: re.Match[str]) -> Point | None:
    if match["bare"]:
        return Point(unit="weekend")
    if match["day"]:
        words = match["day"].lower()
        if words.endswith("day") and " " in words and "yester" not in words and words.split()[-1] == "day":
            return Point(unit="day", shifts=(("day", int("same" not in words)),), previous=True)
        if words == "last night":
            return Point(unit="day", shifts=(("day", -1),), part="night")
        away = _DAYS_AWAY[words.split()[-1]] * (2 if " " in words else 1)
        return Point(unit="day", shifts=(("day", away),), part="evening" if words == "tonight" else None)
    away = _AWAY.get(match["away"].lower(), 0)
    if match["wd"]:
        return Point(unit="weekday", weekday=weekday_of(match["wd"]), shifts=(("week", away),))
    unit = match["unit"].lower()
    return Point(unit=unit, shifts=(("week" if unit == "weekend" else unit, away),))


def _bare_weekday(match: re.Match[str]) -> Point | None:
    return Point(unit="weekday", weekday=weekday_of(match["wd"]))


def _weekday_figures(match: re.Match[str]) -> Point | None:
    orders = [(None, int(match["a"]), int(match["b"])), (None, int(match["b"]), int(match["a"]))]
    kept = tuple(dict.fromkeys(one for one in orders if 1 <= one[1] <= 12 and 1 <= one[2] <= 31))
    return Point(unit="day", orders=kept, weekday=weekday_of(match["wd"])) if kept else None


def _decade(match: re.Match[str]) -> Point | None:
    """The years of a decade or a century, as the Chinese rule gives them."""
    if match["y"]:
        return Point(year=int(match["y"]), unit="decade", rank=int(match["y"][2:]), of="0:10")
    return Point(year=(int(match["century"]) - 1) * 100, unit="decade", of="0:100")


def _season(match: re.Match[str]) -> Point | None:
    rank = ("spring", "summer", "autumn", "winter").index(match["season"].lower().replace("fall", "autumn")) + 1
    return Point(year=int(match["y"]), unit="season", rank=rank)


def _year_of(match: re.Match[str]) -> Point | None:
    return Point(year=int(match["y"]), unit="year")


def _year(match: re.Match[str]) -> Point | None:
    return Point(year=int(match["y"] or match["y2"] or match["y3"]), unit="year")


DAY_FIRST = Rule(
    "day and month",
    _DAY_FIRST,
    _day,
    (
        ("12 May 2005", "2005-05-12"),
        ("12th of May", "2005-05-12"),
        ("12MAY", "2005-05-12"),
        ("12 May ’04", "2004-05-12"),
    ),
)
MONTH_FIRST = Rule(
    "month and day", _MONTH_FIRST, _day, (("May 12th, 2005", "2005-05-12"), ("Mon, May 9", "2005-05-09"))
)
DAY_ALONE = Rule(
    "day of a range or list before its month",
    _DAY_ALONE,
    _day,
    (
        ("16-20 May 2005", "2005-05-16/2005-05-20"),
        ("4-6 May", "2005-05-04/2005-05-06"),
        ("Wed 4 – Fri 6 May", "2005-05-04/2005-05-06"),
    ),
)
ORDINAL_DAY = Rule("weekday and day", _ORDINAL_DAY, _day, ())
EDGE_OF_UNIT = Rule("edge of the month or year", _EDGE_OF_UNIT, _edge_of_unit, ())
MONTH_ALONE = Rule("month", _MONTH_ALONE, _month, (("May 2005", "2005-05"),))
ONLY_MONTH = Rule("month alone in a cell", _ONLY_MONTH, _month, (("May", "2005-05"),))
BARE_MONTH = Rule("month after a preposition", _BARE_MONTH, _month, ())
PART_OF_MONTH = Rule(
    "part of a month",
    _PART_OF_MONTH,
    _part_of_month,
    (
        ("mid-May", "[2005-05-11~..2005-05-20~]"),
        ("late May", "[2005-05-21~..2005-05-31]"),
        ("the first half of May", "[2005-05-01..2005-05-15]"),
    ),
)
NTH = Rule(
    "n-th week or weekday",
    _NTH,
    _nth,
    (("first week of May", "[2005-05-02..2005-05-08]"), ("last Friday in May 2005", "2005-05-27")),
)
QUARTER = Rule("quarter or half", _QUARTER, _quarter, (("Q3 2005", "2005-35"), ("second half of 2005", "2005-41")))
TERM_WEEK = Rule("week of a term", _TERM_WEEK, _term_week, ())
RELATIVE = Rule("relative", _RELATIVE, _relative, (("tomorrow", "2005-05-09"), ("next month", "2005-06")))
BARE_WEEKDAY = Rule("weekday", _FULL_WEEKDAY, _bare_weekday, ())
WEEKDAY_FIGURES = Rule("weekday and figures", _WEEKDAY_FIGURES, _weekday_figures, (("Mon, 5/9", "2005-05-09"),))
SEASON = Rule("season", _SEASON, _season, (("spring 2006", "2006-21"), ("the summer of 2005", "2005-22")))
# How much of the year these mean nobody has fixed: the year is all that is known.
PART_OF_YEAR = Rule("part of a year", _PART_OF_YEAR, _year_of, (("late 2004", "2004"), ("mid-2005", "2005")))
YEAR_AFTER = Rule("year after a preposition", _YEAR_AFTER, _year, ())
DECADE = Rule("decade or century", _DECADE, _decade, (("the 1990s", "199X"), ("the 21st century", "20XX")))
RULES = (
    DAY_FIRST,
    MONTH_FIRST,
    DAY_ALONE,
    ORDINAL_DAY,
    PART_OF_MONTH,
    EDGE_OF_UNIT,
    NTH,
    MONTH_ALONE,
    BARE_MONTH,
    QUARTER,
    RELATIVE,
    SEASON,
    PART_OF_YEAR,
    TERM_WEEK,
    WEEKDAY_FIGURES,
    BARE_WEEKDAY,
    YEAR_AFTER,
    DECADE,
)
