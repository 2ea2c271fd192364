"""Plain text: paragraphs, field tags of newspaper archives, tables by tabs or bars, Word tables flattened to text."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from planner import codes
from planner.read import flattened, piped, tabbed
from planner.read.blocks import title_of, with_captions
from planner.read.encoding import decode
from planner.read.limits import refuse_characters
from planner.records import Document, Paragraph, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.read.source import Source
    from planner.records import Block, Finding

_LINE_BREAK = re.compile(r"\r\n|[\n\r]")
_SOFT_BREAK = re.compile(r"[\v\f\x85\u2028\u2029]")  # breaks that editors do not count as lines
_FIELD = re.compile(r"〖([A-Z]{2})/[^〖〗]{1,10}〗([^〖〗]*)〖-\1/[^〖〗]{1,10}〗")
_TAG = re.compile(r"〖-?[A-Z]{2}/[^〖〗]{1,10}〗")
# The field codes of the newspaper archives that we have seen; any other keeps its own code as its name.
_FIELDS = {
    "ZQ": "issue",
    "RQ": "date",
    "BH": "page",
    "TH": "item",
    "YT": "kicker",
    "BT": "title",
    "FT": "subtitle",
    "FL": "class",
    "BM": "section",
    "TC": "genre",
}
_HEADING = re.compile(r"(#{1,6})\s+")


def read(source: Source) -> Document:
    """Read a text file. Raises UnreadableError for what is no text."""
    text, problems = text_of(source)
    return document_of(source.path, text, problems)


def text_of(source: Source) -> tuple[str, tuple[Finding, ...]]:
    """Decode a text file, and say where its encoding was only detected. Raises UnreadableError for what is no text."""
    refuse_characters(len(source.data) // 4)  # no encoding of a character takes more bytes
    text, encoding, detected = decode(source.data)
    refuse_characters(len(text))
    if not detected:
        return text, ()
    said = message("the encoding was detected, not declared: read as {encoding}", encoding=encoding.upper())
    return text, (codes.reading_finding(codes.ENCODING_DETECTED, said, Place(path=source.path)),)


def document_of(path: str, text: str, problems: tuple[Finding, ...] = ()) -> Document:
    """Make a Document of a text that has been decoded."""
    lines = _LINE_BREAK.split(_SOFT_BREAK.sub(" ", text))
    metadata: dict[str, str] = {}
    blocks: list[Block] = []
    found = list(problems)
    at = 0
    while at < len(lines):
        rows, end = piped.rows(lines, at)
        if end == at:
            rows, end = tabbed.rows(lines, at)
        if end == at:
            rows, end = flattened.rows(lines, at)
        if rows:
            table, problem = flattened.table(path, rows)
            blocks.append(table)
            found.extend(problem)
        else:
            end = next((later for later in range(at + 1, end) if piped.may_begin(lines[later])), end)
            blocks.extend(_paragraphs(path, at, lines[at:end], metadata))
        at = end
    title = metadata.get("title") or title_of(blocks)
    return Document(
        path, title, with_captions(blocks), _day(metadata.get("date", "")), tuple(metadata.items()), tuple(found)
    )


def _paragraphs(path: str, start: int, lines: Sequence[str], metadata: dict[str, str]) -> Iterator[Paragraph]:
    """Yield a paragraph for each line that holds text; fields of an archive go to `metadata`, its tags go away."""
    for number, line in enumerate(lines, start + 1):
        if "〖" in line:
            for code, value in _FIELD.findall(line):
                metadata.setdefault(_FIELDS.get(code, code), value.strip())
            line = _TAG.sub("", _FIELD.sub("", line))
        text = line.strip()
        if not text:
            continue
        heading = _HEADING.match(text)
        level = len(heading[1]) if heading else 0
        column = len(line) - len(line.lstrip()) + 1
        text = text[heading.end() :] if heading else text
        yield Paragraph(text, Place(path=path, line=number, column=column, quote=text), level)


def _day(digits: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None
