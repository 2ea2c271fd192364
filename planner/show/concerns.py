"""Which windows a schedule was checked against and which were set aside, with the reasons."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from planner.records import message
from planner.show.lines import Line, paint
from planner.show.width import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

    from planner.check.concern import Concern
    from planner.language import Language

_INDENT = "  "


def concerns(choices: Iterable[Concern], *, width: int, language: Language) -> Text:
    """List by schedule the windows that were picked and those set aside; choices of one schedule stand together.

    Windows of another batch are left to the findings, which say them.
    """
    lines: list[Line] = []
    for path, group in groupby(choices, key=lambda one: one.path):
        chosen = [one for one in group if not one.is_other_batch]
        lines.append(((clean(path), "bold"),))
        for picked in (True, False):
            lines.extend(_lines([one for one in chosen if one.picked is picked], width, language))
        lines.append(())
    return paint(lines, width)


def _lines(chosen: list[Concern], width: int, language: Language) -> Iterator[Line]:
    for one in chosen:
        template = message("checked against {window}: {why}", window=one.window.name, why=one.why)
        if not one.picked:
            template = message("set aside {window}: {why}", window=one.window.name, why=one.why)
        for line in wrap(clean(language.say(template)), width - len(_INDENT)):
            yield ((_INDENT + line, "" if one.picked else "dim"),)
