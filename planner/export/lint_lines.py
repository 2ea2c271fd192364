"""Content lines as `planner lint` sees them: from the raw octets, by a scanner that shares nothing with our writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.export import lint_faults as faults
from planner.export.lint_faults import Fault

_MOST = 75
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A content line, unfolded: the number of its first line in the file (from 1), name in capitals, parameters."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str


def lines_of(data: bytes) -> tuple[list[Line], list[Fault]]:
    """Give the content lines of a file, and what is wrong with its octets; of UTF-16 nothing but that it is that."""
    found: list[Fault] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [], [faults.NOT_UTF8.at(1)]
    if data.startswith(b"\xef\xbb\xbf"):
        found.append(faults.BYTE_ORDER_MARK.at(1))
        data = data[3:]
    lines = []
    for number, pieces in _unfolded(data, found):
        line = _line(number, _text(number, pieces, found), found)
        if line is not None:
            lines.append(line)
    return lines, found


def _unfolded(data: bytes, found: list[Fault]) -> Iterator[tuple[int, list[bytes]]]:
    """Yield each content line as the pieces that it is folded into, with the number of its first."""
    started, pieces = 0, list[bytes]()
    for number, row in _rows(data, found):
        if row[:1] in (b" ", b"\t") and pieces:
            pieces.append(row[1:])
            continue
        if pieces:
            yield started, pieces
        pieces = [row] if row.strip() else []
        started = number
        if not pieces:
            found.append(faults.BLANK_LINE.at(number))
    if pieces:
        yield started, pieces


def _rows(data: bytes, found: list[Fault]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of the file with their numbers, without what ends them."""
    rows = data.split(b"\n")
    ended = rows.pop() if rows[-1] == b"" else None
    if ended is None:
        found.append(faults.UNENDED.at(len(rows)))
    for number, row in enumerate(rows, 1):
        if not row.endswith(b"\r") and (ended is not None or number < len(rows)):
            found.append(faults.LINE_END.at(number))
        bare = row.removesuffix(b"\r")
        if b"\r" in bare:
            found.append(faults.BARE_CR.at(number))
            bare = bare.replace(b"\r", b"")
        if len(bare) > _MOST:
            found.append(faults.LONG_LINE.at(number, count=len(bare)))
        yield number, bare


def _text(number: int, pieces: list[bytes], found: list[Fault]) -> str:
    whole = b"".join(pieces)
    try:
        text = whole.decode("utf-8")
    except UnicodeDecodeError:
        found.append(faults.NOT_UTF8.at(number))
        text = whole.decode("utf-8", "replace")
    else:
        for at, piece in enumerate(pieces):
            try:
                piece.decode("utf-8")
            except UnicodeDecodeError:
                found.append(faults.SPLIT_CHARACTER.at(number + at))
                break
    control = _CONTROL.search(text)
    if control:
        found.append(faults.CONTROL.at(number, number=f"{ord(control[0]):04X}"))
    return text


def _line(number: int, text: str, found: list[Fault]) -> Line | None:
    name = _NAME.match(text)
    if name is None or text[name.end() : name.end() + 1] not in (":", ";"):
        found.append(faults.NO_PROPERTY.at(number, text=text[:40]))
        return None
    parameters, at = {}, name.end()
    while parameter := _PARAMETER.match(text, at):
        parameters[parameter[1].upper()] = parameter[2].strip('"')
        at = parameter.end()
    if text[at : at + 1] != ":":
        found.append(faults.BAD_PARAMETER.at(number, name=name[0]))
        at = text.find(":", at)
        if at < 0:
            return None
    return Line(number, name[0].upper(), parameters, text[at + 1 :])
