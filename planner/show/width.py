"""Text measured in terminal cells: an East Asian wide character takes two, a combining mark none."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, get_character_cell_size

__all__ = ["cell_len", "clean", "cut", "cut_start", "pad", "wrap"]

# Punctuation that may not begin a line, and brackets that may not end one (the basic rule of JIS X 4051 and of
# "Requirements for Chinese Text Layout", 3.1.6).
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·%％,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


def clean(text: str) -> str:
    """Make one line that is safe to print: white space becomes single blanks, control characters become U+FFFD.

    Invisible format characters (joiners, text direction) and variation selectors are dropped: they change how the
    characters around them are drawn, and with them gone the widths of parts add up to the width of the whole.
    """
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(_shown(character) for character in line)


def _shown(character: str) -> str:
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else "\ufffd"


def _fitting(text: str, width: int) -> int:
    """Count the leading characters that fit into `width` cells."""
    used = 0
    for index, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > width:
            return index
    return len(text)


def cut(text: str, width: int) -> str:
    """Cut the end of a text that is wider than `width` cells, and close it with an ellipsis."""
    if cell_len(text) <= width:
        return text
    return text[: _fitting(text, width - 1)] + "…" if width > 0 else ""


def cut_start(text: str, width: int) -> str:
    """Cut the beginning of a text that is wider than `width` cells: of a path, the end says most."""
    if cell_len(text) <= width:
        return text
    kept = _fitting(text[::-1], width - 1)
    return "…" + text[len(text) - kept :] if width > 0 else ""


def pad(text: str, width: int) -> str:
    """Fill a text with blanks up to `width` cells."""
    return text + " " * (width - cell_len(text))


def _may_break(before: str, after: str) -> bool:
    """Say whether a line may end between two characters."""
    if " " in (before, after):
        return True
    if after in _NOT_FIRST or before in _NOT_LAST or before.isdigit():  # a number keeps its unit: 20日
        return False
    return get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2


def _units(text: str, width: int) -> list[str]:
    """Split a text into the pieces that a line break must not part, each at most `width` cells."""
    units: list[str] = []
    start = used = 0
    for index, character in enumerate(text):
        size = get_character_cell_size(character)
        if index > start and (used + size > width or _may_break(text[index - 1], character)):
            units.append(text[start:index])
            start, used = index, 0
        used += size
    return [*units, text[start:]]


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break a clean text into lines of at most `width` cells (2 and up), between words or between wide characters."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for unit in _units(text, width):
        size = cell_len(unit)
        if used + size > width:
            lines.append("".join(line).rstrip())
            line, used = [], 0
        if unit == " " and not line:
            continue
        line.append(unit)
        used += size
    return (*lines, "".join(line).rstrip())
