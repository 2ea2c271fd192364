"""Which days a completed point covers: arithmetic on the civil calendar, the lunar calendar and the holidays.

Every function returns an inclusive span of days, or None where the calendar has no such day.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from planner.dates.lexicon import FESTIVALS, STATUTORY, TERMS
from planner.dates.nodes import Point

Days = tuple[dt.date, dt.date]
_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=4096)
def month_days(year: int, month: int) -> Days | None:
    """The first and the last day of a month."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def months_on(day: dt.date, months: int) -> dt.date | None:
    """The day so many months on (or back), or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    span = month_days(year, month + 1)
    return None if span is None else dt.date(year, month + 1, min(day.day, span[1].day))


def days_on(day: dt.date, days: int) -> dt.date | None:
    """The day so many days on or back; None beyond the years 1 to 9999."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def week_of(day: dt.date) -> Days:
    """The week, Monday to Sunday, that holds a day."""
    monday = dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return monday, dt.date.fromordinal(min(dt.date.max.toordinal(), monday.toordinal() + 6))


def civil_day(year: int, month: int, day: int) -> Days | None:
    """One day, where the calendar has it."""
    span = month_days(year, month)
    if span is None or not 1 <= day <= span[1].day:
        return None
    one = dt.date(year, month, day)
    return one, one


def third(year: int, month: int, index: int) -> Days | None:
    """A third of a month: 1-3; 12 and 23 are two together."""
    span = month_days(year, month)
    if span is None:
        return None
    starts, ends = (1, 11, 21), (10, 20, span[1].day)
    first, last = (index // 10, index % 10) if index > 9 else (index, index)
    return dt.date(year, month, starts[first - 1]), dt.date(year, month, ends[last - 1])


def edge(span: Days, index: int, days: int) -> Days:
    """The first (-1) or last (1) days of a span, or its middle third (0).

    The last ten days of a month begin on the 21st, as 下旬 does, also in a month of 31 days; its middle is 中旬.
    """
    first, last = span
    if index < 0:
        return first, min(last, first + (days - 1) * _DAY)
    if index > 0:
        return max(first, min(last - (days - 1) * _DAY, last.replace(day=1) + (30 - days) * _DAY)), last
    length = (last - first).days + 1
    if length <= 31:
        return first + 10 * _DAY, first + 19 * _DAY
    return first + (length // 3) * _DAY, last - (length - length // 3 * 2) * _DAY


def year_days(year: int) -> Days | None:
    """The first and the last day of a year."""
    return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if 1 <= year <= 9999 else None


def parts_of_year(year: int, months: int, index: int) -> Days | None:
    """The index-th run of so many months of a year."""
    start, end = month_days(year, (index - 1) * months + 1), month_days(year, index * months)
    return (start[0], end[1]) if start and end else None


def nth_weekday(span: Days, weekday: int, index: int) -> Days | None:
    """The index-th such weekday inside a span, from its end where the index is negative."""
    first, last = span
    if index > 0:
        day = days_on(first, (weekday - first.isoweekday()) % 7 + 7 * (index - 1))
    else:
        day = days_on(last, 7 * (index + 1) - (last.isoweekday() - weekday) % 7)
    return (day, day) if day and first <= day <= last else None


def week_in(span: Days, index: int) -> Days | None:
    """The index-th week of a span: the weeks whose Monday lies in it; -1 is the last."""
    monday = nth_weekday(span, 1, index)
    return (monday[0], days_on(monday[0], 6) or dt.date.max) if monday else None


def iso_week(year: int, index: int) -> Days | None:
    """A week by its ISO 8601 number; -1 is the last."""
    try:
        number = index if index > 0 else dt.date(year, 12, 28).isocalendar().week + 1 + index
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return monday, days_on(monday, 6) or dt.date.max


def counted(span: Days, unit: str, count: int, *, which: str) -> Days | None:
    """So many units from the head or the tail of a span, or the count-th of them (which: head, tail, nth)."""
    first, last = span
    if unit == "week":
        return _counted_weeks(span, count, which)
    months = {"month": 1, "quarter": 3}.get(unit)
    size = (last.year - first.year) * 12 + last.month - first.month + 1 if months else (last - first).days + 1
    length = (1 if which == "nth" else count) * (months or 1)
    begin = (count - 1) * (months or 1) if which == "nth" else size - length if which == "tail" else 0
    if begin < 0 or begin + length > size:
        return None
    if not months:
        start, end = days_on(first, begin), days_on(first, begin + length - 1)
        return (start, end) if start and end else None
    at = first.year * 12 + first.month - 1 + begin
    opening, closing = (month_days(one // 12, one % 12 + 1) for one in (at, at + length - 1))
    return (opening[0], closing[1]) if opening and closing else None


def _counted_weeks(span: Days, count: int, which: str) -> Days | None:
    start = week_in(span, 1 if which == "head" else count if which == "nth" else -count)
    end = week_in(span, count if which in ("head", "nth") else -1)
    return (start[0], end[1]) if start and end else None


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int | None, *, leap: bool = False) -> Days | None:
    """A day or a whole month of the lunar calendar; day 0 is the last of the month."""
    from lunar_python import LunarMonth, Solar  # type: ignore[import-untyped]

    if not 1 <= year < 9999 or not 1 <= month <= 12:
        return None
    found = LunarMonth.fromYm(year, -month if leap else month)
    if found is None:
        return None
    count = found.getDayCount()
    if day is not None and not 0 <= day <= count:
        return None
    first = Solar.fromJulianDay(found.getFirstJulianDay())
    begin = dt.date(first.getYear(), first.getMonth(), first.getDay())
    if day is None:
        return begin, begin + (count - 1) * _DAY
    one = begin + ((day or count) - 1) * _DAY
    return one, one


def festival(name: str, year: int) -> Days | None:
    """The day of a festival or a solar term in a civil year."""
    kind, date = FESTIVALS.get(name, ("term", ()))
    if kind == "fixed":
        return civil_day(year, *date)
    if kind == "nth":
        span = month_days(year, date[0])
        return nth_weekday(span, date[2], date[1]) if span else None
    if kind == "easter":
        from dateutil.easter import easter  # type: ignore[import-untyped]

        sunday = easter(year) if 1583 <= year <= 4099 else None
        day = days_on(sunday, date[0]) if sunday else None
        return (day, day) if day else None
    if kind == "lunar":
        found = [span for one in (year - 1, year) if (span := lunar_day(one, *date)) and span[0].year == year]
        return found[0] if found else None
    return solar_term(name, year)


@lru_cache(maxsize=4096)
def solar_term(name: str, year: int) -> Days | None:
    """The day of a solar term in a civil year."""
    from lunar_python import Lunar, Solar

    if name not in TERMS or not 1 <= year <= 9999:
        return None
    month = TERMS.index(name) // 2 + 1
    table = Lunar.fromSolar(Solar.fromYmd(year, month, 15)).getJieQiTable()
    solar = table[name] if table[name].getYear() == year else None
    if solar is None:
        keys = {
            "冬至": "DONG_ZHI",
            "小寒": "XIAO_HAN",
            "大寒": "DA_HAN",
            "立春": "LI_CHUN",
            "雨水": "YU_SHUI",
            "惊蛰": "JING_ZHE",
        }
        solar = table[keys[name]] if name in keys else table[name]
    day = dt.date(solar.getYear(), solar.getMonth(), solar.getDay())
    return (day, day) if day.year == year else None


@cache
def _holidays() -> Mapping[tuple[int, str], Days]:
    """The run of statutory days of each holiday in each year, made-up working days left out."""
    from chinese_calendar.constants import holidays  # type: ignore[import-untyped]

    runs: dict[tuple[int, str], Days] = {}
    for day, name in sorted(holidays.items()):
        at = (day.year, name) if name != "New Year's Day" or day.month < 12 else (day.year + 1, name)
        first = runs.get(at, (day, day))[0]
        runs[at] = (first, day)
    return MappingProxyType({at: (_free(first, -1), _free(last, 1)) for at, (first, last) in runs.items()})


def _free(day: dt.date, step: int) -> dt.date:
    """The end of a run of days off, with the days of a weekend beside it that are no made-up working days."""
    from chinese_calendar.constants import workdays

    while (beside := day + step * _DAY).isoweekday() > 5 and beside not in workdays:
        day = beside
    return day


def statutory_days(name: str, year: int) -> Days | None:
    """The statutory days off of a holiday, where the calendar of that year is known."""
    key = STATUTORY.get(name)
    return _holidays().get((year, key)) if key else None


Extent = Callable[[Point, int, int | None, int], Days | None]


def _whole(year: int, month: int | None) -> Days | None:
    """The month or year that a part is counted in."""
    return month_days(year, month) if month else year_days(year)


def extent(point: Point, year: int, month: int | None, edge_days: int) -> Days | None:
    """The days that a point covers, its year and month being known."""
    maker = _MAKERS.get(point.unit)
    return maker(point, year, month, edge_days) if maker else None


def _of_day(point: Point, year: int, month: int | None, _edge: int) -> Days | None:
    if point.calendar == "lunar":
        return lunar_day(year, month or 0, point.day, leap=point.leap)
    return civil_day(year, month or 0, point.day or 0)


def _of_month(point: Point, year: int, month: int | None, _edge: int) -> Days | None:
    if point.calendar == "lunar":
        return lunar_day(year, month or 0, None, leap=point.leap)
    return month_days(year, month or 0)


def _of_edge(point: Point, year: int, month: int | None, edge_days: int) -> Days | None:
    if point.of.startswith("quarter"):
        span = parts_of_year(year, 3, int(point.of[7:] or ((month or 1) + 2) // 3))
        return edge(span, point.rank, edge_days) if span else None
    span = year_days(year) if point.of == "year" else month_days(year, month or 0)
    return edge(span, point.rank, edge_days) if span else None


def _of_week(point: Point, year: int, month: int | None, _edge: int) -> Days | None:
    if point.day:
        return _week_of_day(point, year, month)
    days = month_days(year, month) if month else None
    span = iso_week(year, point.rank) if not month else week_in(days, point.rank) if days else None
    if span and point.weekday:
        return nth_weekday(span, point.weekday, 1)
    return span


def _week_of_day(point: Point, year: int, month: int | None) -> Days | None:
    """The week that holds a day, or the seven days from it (of: "from")."""
    day = civil_day(year, month or 0, point.day or 0)
    if day is None or point.of != "from":
        return week_of(day[0]) if day else None
    return day[0], days_on(day[0], 6) or dt.date.max


def _of_weekday(point: Point, year: int, month: int | None, _edge: int) -> Days | None:
    span = _whole(year, month)
    return nth_weekday(span, point.weekday, point.rank) if span and point.rank else None


def _of_count(point: Point, year: int, month: int | None, _edge: int) -> Days | None:
    span = _whole(year, month)
    return counted(span, point.of, point.rank, which=point.unit) if span else None


def _of_decade(point: Point, year: int, _month: int | None, _edge: int) -> Days | None:
    """A century or a decade, or the years at its head, in its middle or at its tail."""
    part, _, length = point.of.partition(":")
    years = int(length or 10)
    share = years * 3 // 10 if years == 10 else 20
    first, last = {"-1": (0, share), "0": (0, years), "1": (years - share, years)}[part]
    if not 1 <= year + first <= year + last - 1 <= 9999:
        return None
    return dt.date(year + first, 1, 1), dt.date(year + last - 1, 12, 31)


def _of_school_year(_point: Point, year: int, _month: int | None, _edge: int) -> Days | None:
    """From August to July: school years begin on one of several days of August and September."""
    return (dt.date(year, 8, 1), dt.date(year + 1, 7, 31)) if 1 <= year < 9999 else None


def _of_half_month(point: Point, year: int, month: int | None, _edge: int) -> Days | None:
    span = month_days(year, month or 0)
    if span is None:
        return None
    middle = span[0] + 14 * _DAY
    return (span[0], middle) if point.rank == 1 else (middle + _DAY, span[1])


_MAKERS: Mapping[str, Extent] = MappingProxyType(
    {
        "year": lambda _point, year, _month, _edge: year_days(year),
        "half": lambda point, year, month, _edge: parts_of_year(year, 6, point.rank or ((month or 1) + 5) // 6),
        "quarter": lambda point, year, month, _edge: parts_of_year(year, 3, point.rank or ((month or 1) + 2) // 3),
        "decade": _of_decade,
        "schoolyear": _of_school_year,
        "month": _of_month,
        "third": lambda point, year, month, _edge: third(year, month or 0, point.rank),
        "edge": _of_edge,
        "halfmonth": _of_half_month,
        "week": _of_week,
        "weekday": _of_weekday,
        "head": _of_count,
        "tail": _of_count,
        "nth": _of_count,
        "day": _of_day,
        "festival": lambda point, year, _month, _edge: (
            statutory_days(point.name, year) if point.of == "days" else festival(point.name, year)
        ),
    }
)
