"""What `planner lint` checks in a VTIMEZONE (RFC 5545, 3.6.5)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner.export import lint_faults as faults
from planner.export.lint_faults import Fault

if TYPE_CHECKING:
    from planner.export.lint_components import Component

_OFFSET = re.compile(r"([+-])(\d\d)([0-5]\d)([0-5]\d)?")
_STEP = dt.timedelta(days=14)
_MINUTE = dt.timedelta(minutes=1)  # to which some programs cut the local mean times of long ago


def zone_faults(zone: Component, named: set[str]) -> Iterator[Fault]:
    """Check a VTIMEZONE; `named` are those before it, to which its name is added."""
    name = zone.first("TZID")
    if name is None or name.value in named:
        yield faults.ZONE_NAME.at(zone.line)
    else:
        named.add(name.value)
    parts = [one for one in zone.children if one.name in ("STANDARD", "DAYLIGHT")]
    if not parts:
        yield faults.ZONE_PARTS.at(zone.line)
    for part in parts:
        yield from _part(part, name.value if name else "")


def _part(part: Component, zone: str) -> Iterator[Fault]:
    for missing in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
        if part.first(missing) is None:
            yield faults.ZONE_OFFSET.at(part.line, name=part.name, missing=missing)
    start = part.first("DTSTART")
    if start is not None and (start.value.endswith("Z") or "TZID" in start.parameters or "T" not in start.value):
        yield faults.ZONE_START.at(start.number, name=part.name)
    for name in ("TZOFFSETFROM", "TZOFFSETTO"):
        line = part.first(name)
        if line is None:
            continue
        offset = _offset(line.value)
        known = _offsets(zone)
        if offset is None:
            yield faults.BAD_OFFSET.at(line.number, name=name, value=line.value[:40])
        elif name == "TZOFFSETTO" and known and offset not in known:
            yield faults.WRONG_OFFSET.at(line.number, name=name, zone=zone, value=line.value[:40])
    dates = next(
        (one for one in part.properties if one.name == "RDATE" and (not start or one.value != start.value)), None
    )
    if dates is not None:
        yield faults.ZONE_DATES.at(dates.number)


def _offset(text: str) -> dt.timedelta | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    length = dt.timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


@cache
def _offsets(name: str) -> frozenset[dt.timedelta]:
    """Give every offset that an IANA zone has had for two weeks, its local mean time too; none for other names."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return frozenset()
    days = [dt.datetime(1800, 1, 1), *(dt.datetime(1900, 1, 1) + _STEP * step for step in range(3600))]
    found = {day.replace(tzinfo=zone).utcoffset() or dt.timedelta() for day in days}
    whole = {dt.timedelta(minutes=minutes) for one in found for minutes in (one // _MINUTE, -(-one // _MINUTE))}
    return frozenset(found | whole)
