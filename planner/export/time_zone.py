"""A compact VTIMEZONE (RFC 5545, 3.6.5) that is right for the years asked for.

Written here and not by the icalendar package, which (7.3.0) gives the onset of daylight time on the new clock; the RFC
wants it on the old one (DTSTART is read with TZOFFSETFROM).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.export.content_lines import component, local_time

_SECOND = dt.timedelta(seconds=1)
_DAY = dt.timedelta(days=1)


def time_zone_lines(name: str, years: Iterable[int]) -> list[str]:
    """Give the lines of the VTIMEZONE of an IANA zone: its offsets in these years, a part for each change.

    A zone that keeps one offset throughout has one STANDARD part, from 1 January of the first year.
    """
    zone = ZoneInfo(name)
    parts: list[str] = []
    offset = None
    for year in sorted(set(years)):
        start = dt.datetime(year, 1, 1, tzinfo=zone)
        if start.utcoffset() != offset:
            parts += _part(start, start.replace(tzinfo=None), _offset(start) if offset is None else offset)
        for before, after in _changes(zone, year):
            parts += _part(after, before.replace(tzinfo=None) + _SECOND, _offset(before))
            start = after
        offset = _offset(start)
    return component("VTIMEZONE", [f"TZID:{name}", *parts])


def _part(first: dt.datetime, onset: dt.datetime, offset_from: dt.timedelta) -> list[str]:
    """Write the STANDARD or DAYLIGHT part that `first` lies in; `onset` is its start by the clock used until then."""
    lines = [
        f"DTSTART:{local_time(onset)}",
        f"TZNAME:{first.tzname()}",
        f"TZOFFSETFROM:{_signed(offset_from)}",
        f"TZOFFSETTO:{_signed(_offset(first))}",
    ]
    # Also a year that opens in daylight time opens with a STANDARD part: a DAYLIGHT part must change the offset.
    return component("DAYLIGHT" if first.dst() and offset_from != _offset(first) else "STANDARD", lines)


def _changes(zone: ZoneInfo, year: int) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Give the last second before and the first second after each change of offset in a year (2 to 9998)."""
    if not dt.MINYEAR < year < dt.MAXYEAR:
        return
    # Steps of a day in UTC: a zone that crosses the date line skips a local day.
    start = dt.datetime(year, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    end = dt.datetime(year + 1, 1, 1, tzinfo=zone).astimezone(dt.UTC) - _SECOND
    days = [start + _DAY * number for number in range((end - start).days + 1)]
    for before, after in pairwise([*days, end]):
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield _narrowed(zone, before, after)


def _narrowed(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Close in, by halving, on the two seconds (UTC given, zone returned) between which the offset changes."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return before.astimezone(zone), after.astimezone(zone)


def _offset(moment: dt.datetime) -> dt.timedelta:
    return moment.utcoffset() or dt.timedelta()


def _signed(offset: dt.timedelta) -> str:
    """Write a UTC-OFFSET (RFC 5545, 3.3.14); seconds only where there are any."""
    seconds = round(offset.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    written = f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}"
    return f"{written}{rest:02}" if rest else written
