"""The visible text of paragraphs in Word files: accepted changes, nothing hidden, struck-out words known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planner.read.strikes import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_ALTERNATIVES}Choice", f"{_ALTERNATIVES}Fallback"
_TEXTS = {f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
# Deleted and moved-away text, the reading above a character, properties, and text boxes, which stand for themselves.
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}rt",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}drawing",
    f"{W}pict",
    f"{W}object",
    _FALLBACK,
}
_BLANKS = re.compile(r"[ \t\u3000\xa0]+")
_OFF = ("0", "false", "off", "none")


class Lines(NamedTuple):
    """A paragraph's lines, blanks folded, and whether all its words are struck out."""

    texts: tuple[str, ...]
    struck: bool


def lines_of(paragraph: _Element) -> Lines:
    """The visible lines of a paragraph; a break begins a new one."""
    pieces = list(_pieces(paragraph))
    texts = marked(pieces).split("\n")
    words = [struck for text, struck in pieces if text.strip()]
    kept = tuple(text for line in texts if (text := _BLANKS.sub(" ", line).strip()))
    return Lines(kept, bool(words) and all(words))


def _pieces(paragraph: _Element) -> Iterator[tuple[str, bool]]:
    """Yield pieces of text and whether each is struck out."""
    stack = list(reversed(paragraph))
    struck_run: dict[_Element | None, bool] = {}
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _SKIPPED:
            continue
        if tag in _TEXTS:
            yield element.text or "", struck_run.get(element.getparent(), False)
        elif tag in _BREAKS:
            yield _BREAKS[str(tag)], False
        elif tag == f"{W}r":
            properties = element.find(f"{W}rPr")
            if properties is not None:
                if is_on(properties, "vanish"):
                    continue
                struck_run[element] = is_on(properties, "strike") or is_on(properties, "dstrike")
            stack.extend(reversed(element))
        elif isinstance(tag, str):
            stack.extend(reversed(element))


def is_on(properties: _Element, name: str) -> bool:
    """Whether a toggle property is there and not switched off (ECMA-376 part 1, 17.7.3)."""
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true").lower() not in _OFF


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes that are anchored in a paragraph, each once.

    Word writes a box twice, for itself and for older readers; the second copy is left out.
    """
    for element in paragraph.iter(f"{W}txbxContent"):
        above = list(_up_to(element, paragraph))
        if not any(one.tag in (_FALLBACK, f"{W}txbxContent", f"{W}del", f"{W}moveFrom") for one in above):
            yield element


def _up_to(element: _Element, top: _Element) -> Iterator[_Element]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above
