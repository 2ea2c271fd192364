"""A picture of what the terminal shows: SVG, the same bytes for the same content."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def svg(renderable: RenderableType, *, width: int, title: str) -> str:
    """Draw a renderable as an SVG picture of a terminal of `width` cells, under a title.

    The fonts of rich's template would be fetched from the network when the picture is opened; it names the reader's
    own monospaced font instead. The environment (colours, columns) has no say.
    """
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console

    console = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        no_color=False,
        _environ={},
    )
    console.print(renderable)
    template = _FONT_FACE.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code", "monospace")
    return console.export_svg(title=title, code_format=template, unique_id="planner")
