"""Words that are struck out among others that are not: they keep the marks ~~ ~~, whatever the format wrote them in."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def marked(pieces: Sequence[tuple[str, bool]]) -> str:
    """Join pieces of a text, each with whether it is struck out; the struck ones stand in ~~ ~~ unless all are."""
    words = [struck for text, struck in pieces if text.strip()]
    if all(words) or not any(words):
        return "".join(text for text, _ in pieces)
    runs = ((struck, "".join(text for text, _ in run)) for struck, run in groupby(pieces, key=lambda piece: piece[1]))
    return "".join("\n".join(map(_struck, text.split("\n"))) if struck else text for struck, text in runs)


def marked_lines(lines: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """The lines of a cell, each with whether it is struck out; the struck ones stand in ~~ ~~ unless all are."""
    whole = all(struck for _, struck in lines)
    return tuple(_struck(text) if struck and not whole else text for text, struck in lines)


def _struck(text: str) -> str:
    bare = text.strip()
    return text.replace(bare, f"~~{bare}~~") if bare else text
