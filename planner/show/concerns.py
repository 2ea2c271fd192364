"""The verdict of each schedule, the windows that it was checked against, and those set aside, with the reasons."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from planner.records import message
from planner.show.lines import Line, paint
from planner.show.marks import NAMES, verdict_mark
from planner.show.width import cell_len, clean, cut_start, wrap

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from rich.text import Text

    from planner.check.concern import Concern
    from planner.language import Language
    from planner.records import Message, Verdict

_INDENT = "  "


def concerns(
    choices: Iterable[Concern],
    verdicts: Iterable[tuple[str, Verdict]],
    *,
    width: int,
    language: Language,
    verbose: bool = False,
    unchecked: Container[str] = (),
) -> Text:
    """Say of each schedule its verdict and the windows that were picked; with `verbose` also those set aside.

    Windows of another batch are left to the findings, which say them; a schedule without a window is told so, and one
    whose path is `unchecked` that it was checked against nothing.
    """
    lines: list[Line] = []
    chosen: dict[str, list[Concern]] = {path: [] for path, _ in verdicts}
    for one in choices:
        chosen.setdefault(one.path, []).append(one)
    said = dict(verdicts)
    for path, group in chosen.items():
        lines.append(_heading(path, said.get(path), width, language))
        if not any(one.picked for one in group):
            none = message("no window concerns this schedule")
            nothing = message("checked against no notice: no window and no demand concerns this schedule")
            lines.extend(_wrapped(nothing if path in unchecked else none, width, language))
        told = [one for one in group if one.picked or (verbose and not one.is_other_batch)]
        for _, alike in itertools.groupby(told, key=lambda one: (one.picked, one.why, _notice(one))):
            lines.extend(_line(tuple(alike), width, language))
    return paint(lines, width)


def _heading(path: str, verdict: Verdict | None, width: int, language: Language) -> Line:
    """Name a schedule behind its verdict."""
    mark, style = verdict_mark(verdict)
    named = f"{mark} {language.say(NAMES[verdict])}  " if verdict else ""
    return ((named, f"bold {style}"), (cut_start(clean(path), width - cell_len(named)), "bold"))


def _notice(one: Concern) -> str:
    return one.window.basis[0].place.path


def _line(alike: tuple[Concern, ...], width: int, language: Language) -> Iterator[Line]:
    """Windows of one notice that concern a schedule, or do not, for the same reason."""
    one = alike[-1]
    names = [each.window.name for each in alike]
    if _notice(one) != one.path:
        names[-1] += f" [{_notice(one)}]"
    if one.picked:
        return _wrapped(message("against {window}: {why}", window=tuple(names), why=one.why), width, language)
    return _wrapped(message("set aside {window}: {why}", window=tuple(names), why=one.why), width, language, "dim")


def _wrapped(said: Message, width: int, language: Language, style: str = "") -> Iterator[Line]:
    for line in wrap(clean(language.say(said)), width - len(_INDENT)):
        yield ((_INDENT + line, style),)
