"""A walk over the elements of a web page: what is shown, in which blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planner.read.grid import table_of
from planner.read.limits import WIDEST_ROW, refuse_cells
from planner.read.strikes import marked, marked_lines
from planner.records import Cell, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from planner.records import Block

_NOT_SHOWN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "iframe",
        "object",
        "embed",
        "canvas",
        "svg",
        "math",
        "audio",
        "video",
        "select",
        "textarea",
        "datalist",
        "rp",
        "rt",
        "applet",
        "noframes",
        "map",
        "title",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
_STRUCK = frozenset(("s", "strike", "del"))
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_STRIKING = re.compile(r"text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?([.#])([\w-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\u3000\xa0]+")
_DEEPEST = 200  # elements within elements; browsers stop at some hundreds as well
_BULLET = "•"
_COPYRIGHT = re.compile(r"(?:版权所有|版權所有|copyright\b|©|[（(]c[）)]\s*(?:19|20)\d\d)", re.IGNORECASE)


class _Piece(NamedTuple):
    text: str
    struck: bool


def hidden_by_style(root: _Element) -> Callable[[_Element], bool]:
    """Tell which elements the page's own simple style rules (one class or one id) hide."""
    classes: set[str] = set()
    ids: set[str] = set()
    for style in root.iter("style"):
        for selectors, body in _RULE.findall(style.text or ""):
            if _HIDING.search(body):
                for selector in selectors.split(","):
                    if one := _SELECTOR.fullmatch(selector.strip()):
                        (classes if one[1] == "." else ids).add(one[2])

    def hidden(element: _Element) -> bool:
        return element.get("id") in ids or not classes.isdisjoint((element.get("class") or "").split())

    return hidden


class Walk:
    """A walk over one page: its path, what its styles hide, and how far its tables have been counted."""

    def __init__(self, path: str, hidden: Callable[[_Element], bool], first_line: int) -> None:
        self._path = path
        self._hidden_by_style = hidden
        self._offset = first_line - 1
        self._whole = False
        self._tables = 0
        self._cells_seen = 0
        self.aside: list[Block] = []  # what stands around the text of a whole page

    def around(self, root: _Element) -> Iterator[Block]:
        """Yield the blocks of a whole page; its navigation, banner, footer and copyright lines come into `aside`."""
        self._whole = True
        for block in self.blocks(root):
            if isinstance(block, Paragraph) and not block.level and _COPYRIGHT.match(block.text):
                self.aside.append(block)
            else:
                yield block

    def blocks(self, element: _Element, depth: int = 0, label: str = "") -> Iterator[Block]:
        """Yield the blocks inside a block element; `label` stands before the first line."""
        run: list[_Piece] = []
        ordinal = _start(element)
        for piece in self._flow(element, depth, struck=_strikes(element)):
            if isinstance(piece, _Piece):
                run.append(piece)
                continue
            if lines := list(self._lines(run, element, label)):
                label = ""
            yield from lines
            run = []
            item = ""
            if piece.tag == "li":
                item = f"{ordinal}. " if element.tag == "ol" else f"{_BULLET} "
                ordinal += 1
            inner = list(self._block(piece, depth + 1, label or item))
            label = "" if inner else label
            yield from inner
        yield from self._lines(run, element, label)

    def _block(self, element: _Element, depth: int, label: str) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise RecursionError
        if self._whole and _frames_page(element):
            self._whole = False
            self.aside.extend(self._block(element, depth, label))
            self._whole = True
        elif element.tag == "table" and not _arranges_page(element):
            yield from self._table(element, depth)
        else:
            yield from self.blocks(element, depth, label)

    def _flow(self, element: _Element, depth: int, *, struck: bool) -> Iterator[_Piece | _Element]:
        """Yield the inline text of an element in pieces, and the block elements among it."""
        if depth > _DEEPEST:
            raise RecursionError
        if element.text:
            yield _Piece(element.text if _is_pre(element) else _BLANKS.sub(" ", element.text), struck)
        for child in element:
            if self._shown(child):
                if child.tag == "br":
                    yield _Piece("\n", struck)
                elif child.tag in _BLOCKS:
                    yield child
                else:
                    yield from self._flow(child, depth + 1, struck=struck or _strikes(child))
            if child.tail:
                yield _Piece(child.tail if _is_pre(element) else _BLANKS.sub(" ", child.tail), struck)

    def _shown(self, element: _Element) -> bool:
        return (
            isinstance(element.tag, str)
            and element.tag not in _NOT_SHOWN
            and element.get("hidden") is None
            and not _HIDING.search(element.get("style") or "")
            and not self._hidden_by_style(element)
        )

    def _lines(self, run: list[_Piece], element: _Element, label: str) -> Iterator[Paragraph]:
        texts = marked(run).split("\n")
        filled = [piece.struck for piece in run if piece.text.strip()]
        for line in texts:
            if text := _BLANKS.sub(" ", line).strip():
                place = Place(path=self._path, line=self._line(element), quote=label + text)
                yield Paragraph(label + text, place, _level(element), all(filled))
                label = ""

    def _line(self, element: _Element) -> int | None:
        line = element.sourceline
        return line + self._offset if isinstance(line, int) else None

    def _table(self, element: _Element, depth: int) -> Iterator[Block]:
        """Yield a table, then the tables in its cells; the caption element stands in the caption."""
        self._tables += 1
        number = self._tables
        inner: list[Block] = []
        cells = list(self._cells(element, number, depth, inner))
        caption = tuple(
            one
            for part in element.iterchildren("caption")
            if self._shown(part)
            for one in self.blocks(part, depth + 1)
            if isinstance(one, Paragraph)
        )
        yield from caption
        yield table_of(cells, Place(path=self._path, line=self._line(element), table=number))
        yield from inner

    def _cells(self, table: _Element, number: int, depth: int, inner: list[Block]) -> Iterator[Cell]:
        """Yield the cells where the table model of the HTML Standard (4.9.12) puts them; collect nested tables."""
        rows = [row for row in _rows(table) if self._shown(row)]
        taken: dict[int, int] = {}  # column: the row up to which a cell above covers it
        for index, row in enumerate(rows):
            column = 0
            elements = [one for one in row.iterchildren("td", "th") if self._shown(one)]
            for position, one in enumerate(elements, 1):
                while taken.get(column, 0) > index:
                    column += 1
                width = min(_number(one.get("colspan"), 1) or 1, WIDEST_ROW)
                height = _number(one.get("rowspan"), 1) or len(rows)
                height = min(height, len(rows) - index)
                self._cells_seen += height * width
                refuse_cells(self._cells_seen)
                place = Place(path=self._path, line=self._line(one), table=number, row=index + 1, cell=position)
                yield self._cell(one, place, (index, column), (height, width), depth, inner)
                for covered in range(column, column + width):
                    taken[covered] = max(taken.get(covered, 0), index + height)
                column += width

    def _cell(
        self,
        element: _Element,
        place: Place,
        at: tuple[int, int],
        spans: tuple[int, int],
        depth: int,
        inner: list[Block],
    ) -> Cell:
        content = list(self.blocks(element, depth + 1))
        nested = next((n for n, block in enumerate(content) if not isinstance(block, Paragraph)), len(content))
        own = [block for block in content[:nested] if isinstance(block, Paragraph)]
        inner.extend(content[nested:])
        paragraphs = marked_lines([(block.text, block.struck) for block in own])
        quoted = Place(
            path=place.path,
            line=place.line,
            table=place.table,
            row=place.row,
            cell=place.cell,
            quote=" ".join(paragraphs),
        )
        struck = bool(own) and all(block.struck for block in own)
        return Cell(paragraphs, quoted, at[0], at[1], spans[0], spans[1], struck)


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, its foot last, those of nested tables not."""
    feet = []
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag == "tfoot":
            feet.append(part)
        elif part.tag in ("tbody", "thead"):
            yield from part.iterchildren("tr")
    for foot in feet:
        yield from foot.iterchildren("tr")


def _arranges_page(table: _Element) -> bool:
    """Whether a table only arranges the page."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = list(_rows(table))
    widths = [sum(1 for _ in row.iterchildren("td", "th")) for row in rows]
    if sum(widths) <= 1:
        return True
    nested = table.find(".//table") is not None
    return nested and (len(rows) == 1 or max(widths) == 1)


def _frames_page(element: _Element) -> bool:
    """Whether an element frames the page (navigation, banner, footer) and is no part of an article."""
    if element.get("role") in ("navigation", "banner", "contentinfo") or element.tag == "nav":
        return True
    return element.tag == "footer" and next(element.iterancestors("article", "section", "blockquote"), None) is None


def _strikes(element: _Element) -> bool:
    return element.tag in _STRUCK or bool(_STRIKING.search(element.get("style") or ""))


def _is_pre(element: _Element) -> bool:
    return element.tag == "pre" or any(True for _ in element.iterancestors("pre"))


def _level(element: _Element) -> int:
    tag = str(element.tag)
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else 0


def _start(element: _Element) -> int:
    return (_number(element.get("start"), 1) or 1) if element.tag == "ol" else 1


def _number(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default
