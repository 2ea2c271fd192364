"""Points written in figures with separators: 2005-05-12, 2005/5/12, 12/05, 5.12, 20050512."""

from __future__ import annotations

import re

from planner.dates.nodes import Point
from planner.dates.patterns import lazy
from planner.dates.points import Rule, full_year

_BEFORE = r"(?<![\d./:：])(?:(?<!\d-)|(?=\d{1,2}[/.]\d{1,2}[/.]\d{4}))"
_AFTER = r"(?!\d|[./]\d|(?P=s)\d)"
_SEP = r"[-/.．·\-]"
_Y_M_D = (
    rf"(?<!\d)(?<!\d[./])(?P<y>\d{{4}})(?:[ ]?{_SEP}[ ]?(?P<m>\d{{1,2}})[ ]?{_SEP}[ ]?|[ ](?P<m2>\d{{1,2}})[ ])"
    r"(?P<d>\d\d(?=\d\d[:：]\d\d)|\d{1,2}(?!\d))(?:[日号])?(?=\D|\d\d[:：]|$)(?![.][\d]|-\d{3}(?!\d))"
)
_COMPACT = (
    r"(?:(?<![\dA-Za-z.\-/号码])(?<![号码][:：])|(?<=[12]\d{7}[-~]))(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)"
    r"(?![\dA-Za-z元万号字期]|[.]\d|-(?![12]\d{7}(?!\d))\d)"
)
_Y_M = (
    rf"(?<![\d./:：])(?P<y>(?:1[5-9]|20)\d\d)(?P<s>{_SEP})(?P<m>0?[1-9]|1[0-2])(?!\d|[./]\d|(?P=s)\d|[%％年月元万亿])"
)
_M_Y = r"(?<![\d./:：A-Za-z\-])(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?!\d|[./:\-]\d|[号期次])"
# Documents are numbered so too (Resolution 12/2020): in running text a word must say that it is a time.
_M_Y_MARKED = rf"(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=(?:rom|til|nce|ugh) )|(?<= to )|(?<=[至到于自从])){_M_Y}"
_THREE = rf"{_BEFORE}(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<c>\d{{4}}|\d\d|\d){_AFTER}"
# What makes figures before it a number of something: 3.5小时, 1.5天, 9.30 am, 2.5 hours.
_MEASURE = (
    r"[ ]?(?:小时|钟头|分钟|秒|工作日|个[月小半星礼多]|[天周年](?=[^一-龥]|[内后前以之的左多]|$)"
    r"|(?:星期|礼拜)(?![一二三四五六日天])|(?:[-–—][ ]?\d{1,2}[.:]\d\d[ ]?)?[ap]\.?m\b"
    r"|(?:hour|hr|min|minute|day|week|month|year|credit|point|km|kg)s?\b)"
    r"|季度|学时|课时|学分|公里|[号日](?:楼|线|院|门|馆|机)"
)
_TWO = (
    # What follows no day is none either: 9.00-10.30 are clock times.
    r"(?<![\d./:：A-Za-z第])(?<!\d{5}-)(?<!\d[.]00[-–—~])(?<!\d[.][4-9]\d[-–—~])(?P<a>\d{1,2})(?P<s>[/.·．\-])(?P<b>\d{1,2})(?:[日号])?"
    r"(?![\d]|[./:：][\dA-Za-z]|-(?!\d{1,2}(?P=s)\d{1,2}(?![\d./\-]))[\dA-Za-z]"
    rf"|[%％年月元万亿倍度米节课组楼室A-Za-z]|{_MEASURE})"
)
# A range between dots, behind words that say that it is a time: 展期3.20～4.6.
_TWO_SPAN = (
    r"(?:(?<=[期间][:：])|(?<=[日展会学假档周]期)|(?<=时间))(?P<a>1[0-2]|0?[1-9])(?P<s>[.])(?P<b>[0-3]?\d)"
    r"(?=[ ]?(?:[-－—–―~～]{1,2}|[至到])[ ]?(?:1[0-2]|0?[1-9])[.][0-3]?\d(?![\d.A-Za-z%％元万亿倍度米个小天点]))"
)
_YEAR_SPAN = (
    r"(?<![\dA-Za-z.])(?P<y>(?:19|20)\d\d)(?=[ ]?(?:[到至]|(?<=[从自间度(（]....)[-－—–~～]{1,2}"
    r"|(?<=(?:[Tt]he|[Ff]or| in|rom) ....)[-–])[ ]?(?:19|20)"
    r"\d\d(?![\d号]))"
)
_MARKED = (
    r"(?<![\d.\-/:：A-Za-z])(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2})"
    r"(?:[日号]|(?=[ ]?[(（](?:周|星期|礼拜)?[一二三四五六日][)）]|[ ]?[(（](?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
    r"|(?=[ ]?(?:[上下]午|早上|晚上|中午|\d{1,2}[:：]\d\d(?!\d)"
    r"|[之以]?前(?![\d一二三四五六七八九十])|起(?![步点])|截止)))"
)
_YEAR_ALONE = (
    r"(?<![\dA-Za-z./:：,，])(?P<y>(?:1[5-9]|20|21)\d\d)(?![\dA-Za-z.\-/:：%％]|[ ]?[只个名人元万亿次多余千米号])"
)


def _full(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    month, day = int(groups.get("m") or groups.get("m2") or 0), int(match["d"])
    return Point(year=int(match["y"]), month=month, day=day, unit="day")


def _month(match: re.Match[str]) -> Point | None:
    return Point(year=int(match["y"]), month=int(match["m"]), unit="month")


def _plausible(_year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _three(match: re.Match[str]) -> Point | None:
    """Keep every order in which the figures are a date, until the order is known; between dots the day comes first."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    year = full_year(match["c"].zfill(2)) if len(match["c"]) != 1 else None
    orders: list[tuple[int | None, int, int]] = [(year, b, a), (year, a, b)] if year is not None else []
    orders = orders[:1] if match["s"] == "." else orders
    if len(match["c"]) < 4 and match["s"] != "/" and len(match["a"]) == 2:
        orders.append((full_year(match["a"]), b, c))
    kept = tuple(dict.fromkeys(order for order in orders if _plausible(*order)))
    if not kept or (match["s"] == "." and len(match["c"]) < 4):
        return None
    return Point(unit="day", orders=kept)


def _two(match: re.Match[str]) -> Point | None:
    a, b = int(match["a"]), int(match["b"])
    if match["s"] == "-" and a < b and match[0][-1] in "日号號":
        return None  # two days of one month: 6-8日
    if match["s"] in "/-":
        kept = tuple(dict.fromkeys(order for order in ((None, a, b), (None, b, a)) if _plausible(*order)))
        return Point(unit="day", orders=kept) if kept else None
    if not _plausible(None, a, b):
        return None
    return Point(month=a, day=b, unit="day")


_WEEK_NUMBER = (
    r"(?<![\d.:：第每])(?P<n>\d{1,2})(?=[ ]?[-－—–~～至到,，、][ ]?\d{1,2}(?:[ ]?[-－—–~～至到,，、][ ]?\d{1,2})"
    r"{0,6}[ ]?周(?![年期岁内后前]))"
    r"|(?<=[\d][-－—–~～至到,，、])(?P<n2>\d{1,2})[ ]?周(?![年期岁内后前])"
)


_WEEK_LISTED = (
    r"(?<=[、，,和])(?P<n>\d{1,2})(?:[ ]?周(?![年期岁内后前])|(?=(?:[、，,和]\d{1,2}){1,6}[ ]?周(?![年期岁内后前])))"
)
_WEEKS_BEFORE = lazy(r"第\d{1,2}(?:[、，,和]\d{1,2}){0,6}[、，,和]$")


def _week_listed(match: re.Match[str]) -> Point | None:
    """A further week of a term in a list: 第2、4、6周."""
    start = match.start()
    before = _WEEKS_BEFORE.search(match.string, max(0, start - 24), start)
    return Point(unit="week", rank=int(match["n"])) if before else None


_ISO_WEEK = r"(?<![\dA-Za-z])(?P<y>\d{4})-?W(?P<w>[0-5]\d)(?:-?(?P<d>[1-7]))?(?!\d)"


def _iso_week(match: re.Match[str]) -> Point | None:
    """A week of ISO 8601, or a day of it."""
    return Point(year=int(match["y"]), unit="week", of="year", rank=int(match["w"]), weekday=int(match["d"] or 0))


def _week_number(match: re.Match[str]) -> Point | None:
    """A week of a term in a row of week numbers: 1~5周."""
    return Point(unit="week", rank=int(match["n"] or match["n2"]))


def _year(match: re.Match[str]) -> Point | None:
    return Point(year=int(match["y"]), unit="year")


FULL = Rule(
    "figures", _Y_M_D, _full, (("2005-05-12", "2005-05-12"), ("2005/5/12", "2005-05-12"), ("2005.5.12", "2005-05-12"))
)
COMPACT = Rule("eight figures", _COMPACT, _full, (("20050512", "2005-05-12"),))
YEAR_MONTH = Rule("year and month in figures", _Y_M, _month, (("2005-05", "2005-05"), ("2005.05", "2005-05")))
MONTH_YEAR = Rule("month and year in figures", _M_Y, _month, (("05/2005", "2005-05"),))
MONTH_YEAR_MARKED = Rule("month and year in figures, marked", _M_Y_MARKED, _month, ())
THREE = Rule("day, month and year in figures", _THREE, _three, (("13.5.2005", "2005-05-13"),))
ISO_WEEK = Rule(
    "ISO week", _ISO_WEEK, _iso_week, (("2005-W19", "[2005-05-09..2005-05-15]"), ("2005-W19-5", "2005-05-13"))
)
YEAR_SPAN = Rule("years in figures", _YEAR_SPAN, _year, (("2004到2005", "2004/2005"),))
MARKED = Rule("month and day in figures, marked", _MARKED, _two, (("5/12号", "2005-05-12"),))
TWO_SPAN = Rule("month and day in figures, a range", _TWO_SPAN, _two, ())
WEEK_NUMBER = Rule("weeks of a term by number", _WEEK_NUMBER, _week_number, ())
WEEK_LISTED = Rule("weeks of a term in a list", _WEEK_LISTED, _week_listed, ())
TWO = Rule("month and day in figures", _TWO, _two, (("5.12", "2005-05-12"),))
YEAR_ALONE = Rule("a year in figures", _YEAR_ALONE, _year, (("2005", "2005"),))
