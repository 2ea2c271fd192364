"""The container of old Office files (.xls, .doc), looked over before a library opens it: [MS-CFB], Compound File.

A chain of sectors that leads in a circle or out of the file makes a library that follows it fill the memory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from planner.read.unreadable import UnreadableError
from planner.records import message

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIII")  # up to the first 109 entries of the DIFAT
_LAST_SECTOR = 0xFFFFFFFA  # what is above it marks an end, a free sector or a sector of the table itself
_ENTRY = 128  # bytes of a directory entry
_STREAMS = (2, 5)  # types of entries that hold data: streams, and the root with its short streams


def look_over_compound(data: bytes) -> None:
    """Refuse a compound file whose chains of sectors do not end. Raises UnreadableError."""
    try:
        _check(data)
    except (struct.error, IndexError, ValueError) as error:
        said = message("damaged or not an Office file: {error}", error="broken chains of sectors")
        raise UnreadableError(said) from error


def _check(data: bytes) -> None:
    fields = _HEADER.unpack_from(data)
    shift, mini_shift, directory, cutoff, mini_fat, extended = (fields[n] for n in (5, 6, 10, 12, 13, 15))
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError(shift)
    size = 1 << shift
    table = _table(data, size, extended)
    short_table = [one for at in _chain(table, mini_fat) for one in _numbers(data, size, at)]
    for at in _chain(table, directory):
        for offset in range(0, size, _ENTRY):
            entry = data[(at + 1) * size + offset : (at + 1) * size + offset + _ENTRY]
            kind, start, length = entry[66], *struct.unpack_from("<II", entry, 116)
            if kind in _STREAMS and length:
                short = kind == _STREAMS[0] and length < cutoff
                chain = _chain(short_table if short else table, start)
                if sum(1 for _ in chain) * (64 if short else size) < length:
                    raise ValueError(length)


def _table(data: bytes, size: int, extended: int) -> list[int]:
    """The allocation table: for each sector, the one that follows it."""
    places = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while extended <= _LAST_SECTOR:
        if extended in seen:
            raise ValueError(extended)
        seen.add(extended)
        *more, extended = _numbers(data, size, extended)
        places.extend(more)
    return [one for at in places if at <= _LAST_SECTOR for one in _numbers(data, size, at)]


def _numbers(data: bytes, size: int, at: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{size // 4}I", data, (at + 1) * size)


def _chain(table: list[int], start: int) -> Iterator[int]:
    """Yield the sectors of a chain. Raises ValueError for a circle, IndexError for what leads out of the file."""
    left = len(table)
    while start <= _LAST_SECTOR:
        if left < 0:
            raise ValueError(start)
        left -= 1
        yield start
        start = table[start]
