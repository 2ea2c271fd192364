"""What bounds an event, for a person: from when to when the rules allow it, and the clauses and rows that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.codes import NAMES
from planner.dates.words import in_words
from planner.records import message
from planner.show.lines import Line, paint
from planner.show.places import place_text
from planner.show.width import clean, cut, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from planner.check.explain import Explanation, Link
    from planner.language import Language
    from planner.records import Message, Place

_STEP = "   "


def explanation(made: Explanation, *, width: int, language: Language) -> Text:
    """Say on `width` cells what the row states, what the rules and the other rows leave, and why, link by link."""
    when = made.event.when
    stated = (
        message("{words} ({days})", words=clean(when.text), days=in_words(when.edtf)) if when else message("no date")
    )
    lines: list[Line] = [
        ((clean(made.event.title), "bold"), (f"  {place_text(made.event.place, language)}", "dim")),
        *_wrapped(message("stated: {time}", time=stated), _STEP, width, language),
    ]
    if made.contradictory:
        lines += _wrapped(message("the rules and the other rows leave it no day"), _STEP, width, language, "red")
    if made.contradictory and not made.earliest:
        return paint(lines, width)
    begin = message("nothing else keeps it from beginning earlier")
    if made.first is not None:
        begin = message("begins on {day} at the earliest", day=in_words(made.first.isoformat()))
    end = message("nothing else keeps it from ending later")
    if made.last is not None:
        end = message("ends on {day} at the latest", day=in_words(made.last.isoformat()))
    lines += _reason(begin, made.earliest, width, language)
    lines += _reason(end, made.latest, width, language)
    return paint(lines, width)


def _reason(said: Message, chain: Sequence[Link], width: int, language: Language) -> list[Line]:
    """Say one end of what is left, and each link of its reason one step further in."""
    lines = _wrapped(said, _STEP, width, language, "bold" if chain else "dim")
    for depth, link in enumerate(chain, 2):
        lines += _link(link, _STEP * min(depth, 6), width, language)
    return lines


def _link(link: Link, indent: str, width: int, language: Language) -> list[Line]:
    day = in_words(link.day.isoformat())
    if link.rule is None:
        words = clean(link.event.when.text) if link.event.when else ""
        said = message("{event} is stated for {words}: {day}", event=clean(link.event.title), words=words, day=day)
        return [*_wrapped(said, indent, width, language), *_quoted(link.event.place, indent, width, language)]
    rule = f"{link.rule.code} {NAMES.get(link.rule.code, '')}".strip()
    said = message("{rule} bounds {event}: {day}", rule=rule, event=clean(link.event.title), day=day)
    lines = _wrapped(said, indent, width, language)
    for clause in link.rule.clauses[:1]:
        lines += _quoted(clause.place, indent, width, language)
    return lines


def _quoted(place: Place, indent: str, width: int, language: Language) -> list[Line]:
    """Quote the words at a place on one line, and say where it is."""
    where = place_text(place, language)
    room = max(2, width - len(indent) - 2)
    lines: list[Line] = [((f"{indent}│ ", "blue"), (cut(clean(place.quote), room), ""))] if place.quote else []
    return [*lines, ((f"{indent}└ ", "blue"), (cut(where, room), "underline dim"))]


def _wrapped(said: Message, indent: str, width: int, language: Language, style: str = "") -> list[Line]:
    room = max(2, width - len(indent))
    return [((indent, ""), (line, style)) for line in wrap(clean(language.say(said)), room)]
