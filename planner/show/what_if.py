"""What a supposition changes, for a person: the times, the verdicts of schedules, and the findings that turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.codes import NAMES as CODE_NAMES
from planner.dates.words import in_words
from planner.records import Event, Message, message
from planner.show.lines import Line, Run, paint
from planner.show.marks import NAMES, verdict_mark
from planner.show.width import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from planner.language import Language
    from planner.records import Finding, Verdict

_INDENT = "  "


def what_if(
    changes: Iterable[tuple[Event, Event]],
    verdicts: Iterable[tuple[str, Verdict, Verdict]],
    turned: Sequence[tuple[Finding | None, Finding | None]],
    *,
    width: int,
    language: Language,
) -> Text:
    """Say what is supposed (pairs of an event before and after), and what it turns, before → after."""
    lines: list[Line] = []
    for before, after in changes:
        values = {"event": clean(before.title), "after": _time(after), "before": _time(before)}
        said = message("What if {event} is on {after} instead of {before}:", **values)
        lines += [((line, "bold"),) for line in wrap(language.say(said), width)]
    for path, earlier, later in verdicts:
        lines.append((*_turn(earlier, later, language), (f"  {clean(path)}", "")))
    told = [(one, other) for one, other in turned if not (one and other and one.verdict == other.verdict)]
    for one, other in told:
        about = other or one
        if about is not None:
            verdict = (one.verdict if one else None, other.verdict if other else None)
            name = f"  {about.code} {CODE_NAMES.get(about.code, '')}  {clean(about.event or about.window or '')}"
            lines.append((*_turn(*verdict, language), (name.rstrip(), "")))
    if not told:
        lines.append(((_INDENT + language.say(message("no finding turns")), "dim"),))
    return paint(lines, width)


def _time(event: Event) -> Message:
    """The words of an event's time, and its days."""
    if event.when is None:
        return message("no date")
    return message("{words} ({days})", words=clean(event.when.text), days=in_words(event.when.edtf))


def _turn(before: Verdict | None, after: Verdict | None, language: Language) -> Line:
    return ((_INDENT, ""), _verdict(before, language), (" → ", "dim"), _verdict(after, language))


def _verdict(verdict: Verdict | None, language: Language) -> Run:
    if verdict is None:
        return (language.say(message("no finding")), "dim")
    mark, style = verdict_mark(verdict)
    return (f"{mark} {language.say(NAMES[verdict])}", style)
