r"""Content lines of iCalendar (RFC 5545, 3.1): escaped, folded, ended by CRLF.

Written here and not by the icalendar package, which (7.3.0) turns a backslash before a capital N in a text, as in
"C:\New", into a line break. That package reads back everything written here in the tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from planner.export.text import clean

LIMIT = 75


def text_value(value: str) -> str:
    """Write a TEXT value (RFC 5545, 3.3.11), cleaned first."""
    escaped = clean(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def time_property(name: str, moment: dt.date, time_zone: str) -> str:
    """Write a property whose value is a day (VALUE=DATE) or, for a naive datetime, that time in the zone."""
    if isinstance(moment, dt.datetime):
        return f"{name};TZID={time_zone}:{local_time(moment)}"
    return f"{name};VALUE=DATE:{day(moment)}"


def day(value: dt.date) -> str:
    """Write a DATE (RFC 5545, 3.3.4). Not by strftime, which does not pad years below 1000 on every system."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def local_time(value: dt.datetime) -> str:
    """Write a DATE-TIME (RFC 5545, 3.3.5) as the clock shows it, without a zone."""
    return f"{day(value)}T{value.hour:02}{value.minute:02}{value.second:02}"


def component(name: str, lines: Iterable[str]) -> list[str]:
    """Put lines between BEGIN and END."""
    return [f"BEGIN:{name}", *lines, f"END:{name}"]


def to_bytes(lines: Iterable[str]) -> bytes:
    """Fold the lines and end each with CRLF."""
    return b"".join(_folded(line.encode()) + b"\r\n" for line in lines)


def _folded(line: bytes) -> bytes:
    """Cut a line into pieces of at most 75 octets, the space that continues a line included."""
    if len(line) <= LIMIT:
        return line
    pieces, start, room = [], 0, LIMIT
    while len(line) - start > room:
        end = _cut(line, start, start + room)
        pieces.append(line[start:end])
        start, room = end, LIMIT - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces)


def _cut(line: bytes, start: int, end: int) -> int:
    r"""Move a cut back to where a character begins, and out of an escape such as \n, which some readers want whole."""
    while line[end] & 0xC0 == 0x80:
        end -= 1
    piece = line[start:end]
    backslashes = len(piece) - len(piece.rstrip(b"\\"))
    return end - backslashes % 2
