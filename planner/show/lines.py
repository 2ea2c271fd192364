"""Lines of styled text, laid out before rich sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from planner.show.width import cell_len, cut

if TYPE_CHECKING:
    from rich.text import Text

# A run is text and its style in rich's words ("bold red"), "" for none; a line is runs side by side.
Run: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Run, ...]


def runs(characters: Sequence[str], styles: Sequence[str]) -> Line:
    """Join characters that share a style into runs; both sequences are as long as the line has cells."""
    pairs = groupby(zip(styles, characters, strict=True), key=lambda pair: pair[0])
    return tuple(("".join(character for _, character in group), style) for style, group in pairs)


def flow(items: Iterable[Line], gap: str, width: int) -> list[Line]:
    """Set items side by side with a gap between them; start a line where the next does not fit into `width` cells."""
    lines: list[Line] = []
    line: Line = ()
    used = 0
    for item in items:
        size = sum(cell_len(text) for text, _ in item)
        if line and used + cell_len(gap) + size > width:
            lines.append(line)
            line, used = (), 0
        if line:
            line, used = (*line, (gap, "dim")), used + cell_len(gap)
        line, used = line + item, used + size
    return [*lines, line] if line else lines


def _cropped(line: Line, width: int) -> Line:
    """Cut a line at `width` cells, and drop the blanks at its end."""
    kept: list[Run] = []
    left = width
    for text, style in line:
        kept.append((cut(text, left), style))
        left -= cell_len(kept[-1][0])
    while kept and not (text := kept[-1][0].rstrip()):
        kept.pop()
    return (*kept[:-1], (text, kept[-1][1])) if kept else ()


def paint(lines: Iterable[Line], width: int) -> Text:
    """Make the lines a rich Text in which no line is wider than `width` cells and none is wrapped."""
    from rich.text import Text

    painted = Text(no_wrap=True, overflow="crop")
    for number, line in enumerate(lines):
        if number:
            painted.append("\n")
        for text, style in _cropped(line, width):
            painted.append(text, style or None)
    return painted
