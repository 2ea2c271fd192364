"""The styles of Word files, as far as they say what a paragraph is: a heading, or an item of a list.

They are the longest part of most files and the same in all files of one template: those read last are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from planner.read.word_numbers import number_of
from planner.read.word_parts import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_LONGEST_KEPT = 1_000_000  # bytes


class Styles(NamedTuple):
    """By the id of a style: the level of a heading, 1 for the title style and first headings; its list and level."""

    levels: Mapping[str, int]
    numbers: Mapping[str, tuple[str, int]]


def styles_of(data: bytes) -> Styles:
    """The styles that a styles part defines; none where there is no such part (no bytes)."""
    return _kept(data) if len(data) <= _LONGEST_KEPT else _read(data)


@lru_cache(maxsize=4)
def _kept(data: bytes) -> Styles:
    return _read(data)


def _read(data: bytes) -> Styles:
    if not data:
        return Styles({}, {})
    styles = parsed(data)
    return Styles(_heading_levels(styles), _numbers(styles))


def _heading_levels(styles: _Element) -> dict[str, int]:
    levels = {}
    for style in styles.iterchildren(f"{W}style"):
        named = style.find(f"{W}name")
        name = "" if named is None else named.get(f"{W}val", "")
        heading = _HEADING_STYLE.match(name)
        if heading or name.lower() in ("title", "标题"):
            levels[style.get(f"{W}styleId", "")] = int(heading[1]) if heading else 1
    return levels


def _numbers(styles: _Element) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style that numbers its paragraphs."""
    found = {}
    for style in styles.iterchildren(f"{W}style"):
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            number, level = number_of(properties)
            if number:
                found[style.get(f"{W}styleId", "")] = (number, level or 0)
    return found
