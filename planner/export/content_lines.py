r"""Content lines of iCalendar (RFC 5545, 3.1): escaped, folded, ended by CRLF.

Written here and not by the icalendar package, which (7.3.0) turns a backslash before a capital N in a text, as in
"C:\New", into a line break. That package reads back everything written here in the tests.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from planner.export.text import clean

LIMIT = 75
# A piece of a folded line ends neither inside a character nor behind a backslash: some readers want escapes whole.
_FIRST = re.compile(rb"(?s).{1,75}(?![\x80-\xbf])(?<!\\)")
_NEXT = re.compile(rb"(?s).{1,74}(?![\x80-\xbf])(?:(?<!\\)|\Z)")
_MANY_BACKSLASHES = b"\\" * 8  # the patterns above have nowhere to cut in a long run of them


def text_value(value: str) -> str:
    """Write a TEXT value (RFC 5545, 3.3.11), cleaned first."""
    escaped = clean(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def time_property(name: str, moment: dt.date, time_zone: str) -> str:
    """Write a property whose value is a day (VALUE=DATE) or, for a naive datetime, that time in the zone."""
    if isinstance(moment, dt.datetime):
        return f"{name};TZID={time_zone}:{local_time(moment)}"
    return f"{name};VALUE=DATE:{day(moment)}"


@lru_cache(maxsize=4096)
def day(value: dt.date) -> str:
    """Write a DATE (RFC 5545, 3.3.4). Not by strftime, which does not pad years below 1000 on every system."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


@lru_cache(maxsize=4096)
def local_time(value: dt.datetime) -> str:
    """Write a DATE-TIME (RFC 5545, 3.3.5) as the clock shows it, without a zone."""
    return f"{value.year:04}{value.month:02}{value.day:02}T{value.hour:02}{value.minute:02}{value.second:02}"


def component(name: str, lines: Iterable[str]) -> list[str]:
    """Put lines between BEGIN and END."""
    return [f"BEGIN:{name}", *lines, f"END:{name}"]


def to_bytes(lines: Iterable[str]) -> bytes:
    """Fold the lines and end each with CRLF."""
    octets = [line.encode() for line in lines]
    return b"\r\n".join([line if len(line) <= LIMIT else _folded(line) for line in octets]) + b"\r\n"


def _folded(line: bytes) -> bytes:
    """Cut a line into pieces of at most 75 octets, the space that continues a line included."""
    first = _FIRST.match(line)
    if first is None or _MANY_BACKSLASHES in line:
        return b"\r\n ".join(_pieces(line))
    return b"\r\n ".join([first[0], *_NEXT.findall(line, first.end())])


def _pieces(line: bytes) -> list[bytes]:
    """Cut a line as the patterns do, and between escapes where it is full of backslashes."""
    pieces, start, room = [], 0, LIMIT
    while len(line) - start > room:
        end = _cut(line, start, start + room)
        pieces.append(line[start:end])
        start, room = end, LIMIT - 1
    return [*pieces, line[start:]]


def _cut(line: bytes, start: int, end: int) -> int:
    r"""Move a cut back to where a character begins, and out of an escape such as \n."""
    while line[end] & 0xC0 == 0x80:
        end -= 1
    piece = line[start:end]
    backslashes = len(piece) - len(piece.rstrip(b"\\"))
    return end - backslashes % 2
