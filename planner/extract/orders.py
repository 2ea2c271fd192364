"""The order of day and month in figures (3/14), where the figures of a text show it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.records import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.records import Document
    from planner.settings import DateOrder

_PAIR = re.compile(r"(?<![0-9/.])([0-9]{1,2})/([0-9]{1,2})(?:/[0-9]{4})?(?![0-9/])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_STEPS = 3


def order_of(texts: Iterable[str]) -> DateOrder | None:
    """The order that the figures of texts show: 3/14 can only be March; None where they show none, or both.

    In Chinese, where the month stands first, days that follow each other (4/1, 4/2, 4/3, 4/4) show it too.
    """
    kept = list(texts)
    pairs = [(int(one), int(two)) for text in kept if "/" in text for one, two in _PAIR.findall(text)]
    month_first = any(second > 12 >= first for first, second in pairs)
    day_first = any(first > 12 >= second for first, second in pairs)
    if not month_first and not day_first:
        steps = sum(one[0] == two[0] and one[1] + 1 == two[1] for one, two in pairwise(pairs))
        month_first = steps >= _FEWEST_STEPS and any(_CHINESE.search(text) for text in kept)
    return None if month_first == day_first else "MDY" if month_first else "DMY"


def texts_of(document: Document) -> Iterator[str]:
    """Yield the texts of a document: its paragraphs, captions and cells."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
            continue
        yield from (line.text for line in block.caption)
        cells = {id(cell): cell for row in block.grid for cell in row if cell is not None}
        yield from (cell.text for cell in cells.values())
