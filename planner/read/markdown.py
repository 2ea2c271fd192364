"""Markdown (CommonMark with tables and struck-out text), by markdown-it-py; HTML in it goes to the HTML reader.

A line break inside a paragraph is kept where the line could have gone on: what was broken only to fit is joined.
Rows between separator rows of dashes are one row, as in the tables that people align by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from planner.read import html
from planner.read.blocks import join_lines, title_of, with_captions
from planner.read.grid import table_of
from planner.read.strikes import marked
from planner.read.text import text_of
from planner.read.unreadable import faults_of
from planner.records import Cell, Document, Paragraph, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from planner.read.source import Source
    from planner.records import Block

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40}):[ \t]+(\S.*)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RULE_CELL = re.compile(r":?-{2,}:?")
_WRAPPED = 60  # cells of terminal width; shorter lines were never broken to fit
_BULLET = "•"


class _Line(NamedTuple):
    text: str
    struck: bool


def read(source: Source) -> Document:
    """Read a Markdown file. Raises UnreadableError for what is no text."""
    text, problems = text_of(source)
    front = _FRONT_MATTER.match(text)
    metadata: tuple[tuple[str, str], ...] = ()
    if front:
        metadata = tuple(dict(_FIELD.findall(front[1])).items())
        text = "\n" * front[0].count("\n") + text[front.end() :]
    with faults_of(message("damaged or not Markdown: {error}")):
        from markdown_it import MarkdownIt

        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    blocks = tuple(_blocks(tokens, source.path))
    fields = dict(metadata)
    title = fields.get("title", "").strip("\"' ") or title_of(blocks)
    return Document(source.path, title, with_captions(blocks), _day(fields.get("date", "")), metadata, problems)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip("\"' ")[:10])
    except ValueError:
        return None


def _blocks(tokens: Sequence[Token], path: str) -> Iterator[Block]:
    lists = _Lists()
    tables = at = 0
    while at < len(tokens):
        token = tokens[at]
        line = token.map[0] + 1 if token.map else None
        match token.type:
            case "table_open":
                end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
                tables += 1
                yield table_of(_cells(tokens[at:end], path, tables), Place(path=path, line=line, table=tables))
                at = end
            case "inline":
                heading = tokens[at - 1]
                level = int(heading.tag[1]) if heading.type == "heading_open" else 0
                place = Place(path=path, line=line, column=2 * lists.depth + 1)
                yield from _paragraphs(token, place, level, lists.take_label())
            case "fence" | "code_block":
                yield from _code(token, path)
            case "html_block":
                yield from html.blocks_of(path, token.content, line or 1)[0]
            case _:
                lists.follow(token)
        at += 1


class _Lists:
    """The lists that are open at a point of the document, and the label of the item that begins there."""

    def __init__(self) -> None:
        self._next: list[int | None] = []  # the next number of each, None for bullets
        self._label = ""

    @property
    def depth(self) -> int:
        return len(self._next)

    def follow(self, token: Token) -> None:
        """Go past a token that opens or closes a list or opens an item."""
        match token.type:
            case "bullet_list_open":
                self._next.append(None)
            case "ordered_list_open":
                self._next.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._next.pop()
            case "list_item_open":
                number = self._next[-1]
                self._label = f"{_BULLET} " if number is None else f"{number}{token.markup} "
                self._next[-1] = None if number is None else number + 1

    def take_label(self) -> str:
        """Give the label of the item that has begun, once."""
        label, self._label = self._label, ""
        return label


def _paragraphs(token: Token, place: Place, level: int, label: str) -> Iterator[Paragraph]:
    lines = _joined(list(_lines(token)))
    for number, one in enumerate(lines):
        text = label + one.text
        label = ""
        line = place.line + number if place.line and len(lines) == token.content.count("\n") + 1 else place.line
        yield Paragraph(text, Place(path=place.path, line=line, column=place.column, quote=text), level, one.struck)


def _code(token: Token, path: str) -> Iterator[Paragraph]:
    first = (token.map[0] if token.map else 0) + (2 if token.type == "fence" else 1)
    for number, line in enumerate(token.content.splitlines(), first):
        if text := line.strip():
            yield Paragraph(text, Place(path=path, line=number, quote=text))


def _lines(token: Token) -> Iterator[_Line]:
    """Yield the lines of a paragraph as shown: marks and tags left out, images by their text."""
    pieces: list[tuple[str, bool]] = []
    depth = 0
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                yield _line(pieces)
                pieces = []
            case "html_inline":
                if _BREAK.fullmatch(child.content):
                    yield _line(pieces)
                    pieces = []
            case "s_open":
                depth += 1
            case "s_close":
                depth -= 1
            case "text" | "code_inline" | "image":
                pieces.append((child.content, depth > 0))
    yield _line(pieces)


def _line(pieces: list[tuple[str, bool]]) -> _Line:
    struck = [out for text, out in pieces if text.strip()]
    return _Line(" ".join(marked(pieces).split()), bool(struck) and all(struck))


def _joined(lines: list[_Line]) -> list[_Line]:
    """Join the lines that were broken only to fit: a full line goes on in the next."""
    filled = [line for line in lines if line.text]
    widest = max((_width(line.text) for line in filled), default=0)
    if widest < _WRAPPED:
        return filled
    joined = filled[:1]
    for above, line in pairwise(filled):
        word = line.text.split(" ", 1)[0] if line.text.isascii() else line.text[:1]
        if _width(above.text) + 1 + _width(word) > widest:
            joined[-1] = _Line(join_lines([joined[-1].text, line.text]), joined[-1].struck and line.struck)
        else:
            joined.append(line)
    return joined


def _width(text: str) -> int:
    """The width of a text in columns, a wide character counting two."""
    return sum(1 if character < "\u1100" else 2 for character in text)


def _cells(tokens: Sequence[Token], path: str, table: int) -> Iterator[Cell]:
    """Yield the cells of a table's tokens, rows between rules of dashes made one."""
    rows = _rows(tokens)
    ruled = any(_is_rule(texts) for _, texts in rows[1:])
    index = 0
    pending: list[tuple[int | None, list[tuple[str, ...]]]] = []
    for number, (line, texts) in enumerate(rows):
        if number and ruled and _is_rule(texts):
            yield from _row(pending, Place(path=path, table=table), index)
            index, pending = index + bool(pending), []
            continue
        pending.append((line, texts))
        if not ruled or not number:
            yield from _row(pending, Place(path=path, table=table), index)
            index, pending = index + 1, []
    yield from _row(pending, Place(path=path, table=table), index)


def _rows(tokens: Sequence[Token]) -> list[tuple[int | None, list[tuple[str, ...]]]]:
    """The rows of a table: their lines in the file, and the lines of each cell."""
    rows: list[tuple[int | None, list[tuple[str, ...]]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append((token.map[0] + 1 if token.map else None, []))
        elif token.type == "inline":
            rows[-1][1].append(
                tuple(f"~~{line.text}~~" if line.struck else line.text for line in _lines(token) if line.text)
            )
    return rows


def _is_rule(texts: list[tuple[str, ...]]) -> bool:
    filled = [line for lines in texts for line in lines]
    return bool(filled) and all(_RULE_CELL.fullmatch(line) for line in filled)


def _row(rows: list[tuple[int | None, list[tuple[str, ...]]]], place: Place, index: int) -> Iterator[Cell]:
    """Yield one row of cells from the rows of the file that make it up; a blank one among them parts paragraphs."""
    width = max((len(texts) for _, texts in rows), default=0)
    for column in range(width):
        paragraphs: list[str] = []
        apart = True
        for _, texts in rows:
            lines = texts[column] if column < len(texts) else ()
            if not any(texts):
                apart = True
            elif lines and len(rows) > 1 and not apart:
                paragraphs[-1:] = [join_lines([*paragraphs[-1:], lines[0]]), *lines[1:]]
            elif lines:
                paragraphs.extend(lines)
                apart = False
        quote = " ".join(paragraphs)
        yield Cell(
            tuple(paragraphs),
            Place(path=place.path, line=rows[0][0], table=place.table, row=index + 1, cell=column + 1, quote=quote),
            index,
            column,
        )
