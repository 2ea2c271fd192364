"""Web pages: the text that a browser shows, in blocks, with the row and column spans of tables.

A table that only arranges the page (marked as such, with a single cell, or with tables in its one row or column) is no
table: its content goes on in the flow. Any other nested table stands after the one it is in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner import codes
from planner.read.blocks import title_of, with_captions
from planner.read.encoding import decode
from planner.read.html_walk import Walk, hidden_by_style
from planner.read.limits import refuse_characters
from planner.read.unreadable import faults_of
from planner.records import Document, Paragraph, Place, message

if TYPE_CHECKING:
    from lxml.etree import _Element

    from planner.read.source import Source
    from planner.records import Block, Finding

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:-]{2,40})""")
_HEAD = 4096  # bytes in which a page declares its encoding (HTML Standard, 4.2.5.4, has 1024)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252"}


def read(source: Source) -> Document:
    """Read a web page. Raises UnreadableError for what is no text."""
    text, problems = _text(source)
    return document_of(source.path, text, problems)


def document_of(path: str, text: str, problems: tuple[Finding, ...] = ()) -> Document:
    """Make a Document of a web page that has been decoded."""
    refuse_characters(len(text))
    root = _parsed(text)
    if root is None:
        return Document(path, "", (), None, (), problems)
    walk = Walk(path, hidden_by_style(root), 1)
    blocks = tuple(walk.around(root))
    headings = (block.text for block in blocks if isinstance(block, Paragraph) and block.level == 1)
    title = next(headings, "") or _head_title(root) or title_of(blocks)
    return Document(path, title, with_captions(blocks), None, (), problems, aside=tuple(walk.aside))


def blocks_of(path: str, text: str, first_line: int = 1) -> tuple[tuple[Block, ...], str]:
    """The blocks of a page or a fragment, and what its head gives as title; `first_line` is where it begins."""
    root = _parsed(text)
    if root is None:
        return (), ""
    walk = Walk(path, hidden_by_style(root), first_line)
    return tuple(walk.blocks(root)), _head_title(root)


def _head_title(root: _Element) -> str:
    return " ".join((root.findtext("head/title") or "").split())


def _parsed(text: str) -> _Element | None:
    with faults_of(message("damaged or not a web page: {error}")):
        from lxml import etree, html

        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        try:
            return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except etree.ParserError:  # nothing but comments or blanks
            return None


def _text(source: Source) -> tuple[str, tuple[Finding, ...]]:
    """Decode a page as it declares; one that declares nothing, or wrongly, as any other text."""
    refuse_characters(len(source.data) // 4)
    declared = _DECLARED.search(source.data[:_HEAD])
    if declared and not source.data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii").lower()
        try:
            return source.data.decode(_WIDER.get(name, name)), ()
        except (LookupError, ValueError):
            pass
    text, encoding, detected = decode(source.data)
    if not detected:
        return text, ()
    said = message("the encoding was detected, not declared: read as {encoding}", encoding=encoding.upper())
    return text, (codes.reading_finding(codes.ENCODING_DETECTED, said, Place(path=source.path)),)
