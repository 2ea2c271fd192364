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
    from planner.records import Message

_INDENT = "  "


def concerns(choices: Iterable[Concern], *, width: int, language: Language) -> Text:
    """List by schedule the windows that were picked and those set aside; choices of one schedule stand together.

    Windows of another batch are left to the findings, which say them; a schedule without a window is told so.
    """
    lines: list[Line] = []
    for path, group in groupby(choices, key=lambda one: one.path):
        chosen = list(group)
        lines.append(((clean(path), "bold"),))
        if not any(one.picked for one in chosen):
            lines.extend(_wrapped(message("no window concerns this schedule: nothing was checked"), width, language))
        for one in chosen:
            if not one.is_other_batch:
                lines.extend(_line(one, width, language))
        lines.append(())
    return paint(lines, width)


def _line(one: Concern, width: int, language: Language) -> Iterator[Line]:
    first = one.window.basis[0].place
    name = f"{one.window.name} [{first.path}]" if first.path != one.path else one.window.name
    if one.picked:
        return _wrapped(message("against {window}: {why}", window=name, why=one.why), width, language)
    return _wrapped(message("set aside {window}: {why}", window=name, why=one.why), width, language, "dim")


def _wrapped(said: Message, width: int, language: Language, style: str = "") -> Iterator[Line]:
    for line in wrap(clean(language.say(said)), width - len(_INDENT)):
        yield ((_INDENT + line, style),)
