"""The legend: what the characters of a timeline mean, only those that were drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet

from planner.language import Language
from planner.records import Message, Verdict, message
from planner.show import bars
from planner.show.lines import Line, Run, flow
from planner.show.marks import NAMES, UNCHECKED, VERDICTS, verdict_mark

_SYMBOLS: tuple[tuple[str, str, Message], ...] = (
    (bars.FILLS, UNCHECKED, message("all of these days")),
    (bars.FIRST_HALF, UNCHECKED, message("before noon")),
    (bars.SECOND_HALF, UNCHECKED, message("after noon")),
    (bars.WITHIN, UNCHECKED, message("some time in these days")),
    (bars.ABOUT, UNCHECKED, message("about")),
    (bars.DEADLINE, UNCHECKED, message("deadline")),
    (bars.OPEN, UNCHECKED, message("open end")),
    (bars.EARLIER, UNCHECKED, message("earlier")),
    (bars.LATER, UNCHECKED, message("later")),
    (bars.WINDOW, bars.WINDOW_STYLE, message("window")),
    (bars.BAND, "dim", message("inside a window")),
    (bars.WEEKEND, "dim", message("weekend")),
)


def legend(
    symbols: AbstractSet[str],
    verdicts: AbstractSet[Verdict],
    width: int,
    language: Language,
    today: dt.date | None,
) -> list[Line]:
    """Explain the characters in `symbols` and the markers of `verdicts`, on as many lines as `width` cells ask."""
    items: list[tuple[Run, Message]] = [
        (verdict_mark(verdict), NAMES[verdict]) for verdict in reversed(VERDICTS) if verdict in verdicts
    ]
    items += [((symbol, style), said) for symbol, style, said in _SYMBOLS if symbol in symbols]
    if today is not None and symbols & {bars.TODAY, bars.TODAY_ON_RULE}:
        items.append(((bars.TODAY_ON_RULE, bars.TODAY_STYLE), message("today, {date}", date=today)))
    return flow([(mark, (f" {language.say(said)}", "dim")) for mark, said in items], "   ", width)
