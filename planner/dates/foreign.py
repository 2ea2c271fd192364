"""Dates in any other language, by dateparser: the words of one date, its parts stated and none guessed."""

from __future__ import annotations

import datetime as dt
import re

from planner.dates.nodes import Point
from planner.dates.patterns import lazy

_SHAPE = lazy(r"[\w\s.,:/()'’-]{6,60}")
# The beginning of a month's name in a language of Latin letters, or any word in other letters.
_MONTH = lazy(
    r"\b(?:jan|f[eé]v|feb|m[aä]r|avr|abr|apr|mai|maj|may|mei|jui|jun|jul|ao[uû]|ago|aug|sep|set|oct|okt|out|ott|nov|d[eé]c|dez"
    r"|dic|gen|mag|giu|lug|ene)[^\W\d_]*|[^\W\d_\x00-\u024f]{3}",
    re.IGNORECASE,
)
_HAN = lazy(r"[一-鿿]")
_CLOCK = lazy(r"\d{1,2}[:h.]\d{2}\b")
_WANTED = (("day", "month", "year"), ("day", "month"), ("month", "year"))


def names_a_month(words: str) -> bool:
    """Whether words may hold the name of a month in some language."""
    return bool(_MONTH.search(words))


def foreign_point(phrase: str) -> Point | None:
    """Read a phrase that is a date in a language that this grammar does not know: 12 mai 2005, 12. Dezember.

    Only a phrase that states a month by its name, with a day or a year, is asked about; relative words are not.
    """
    if not _SHAPE.fullmatch(phrase) or not names_a_month(phrase) or _HAN.search(phrase):
        return None
    if not any(character.isdecimal() for character in phrase):
        return None
    for wanted in _WANTED:
        found = _parsed(phrase, wanted)
        if found:
            return Point(
                year=found.year if "year" in wanted else None,
                month=found.month,
                day=found.day if "day" in wanted else None,
                unit="day" if "day" in wanted else "month",
                clock=found.hour * 60 + found.minute if "day" in wanted and _CLOCK.search(phrase) else None,
            )
    return None


def _parsed(phrase: str, wanted: tuple[str, ...]) -> dt.datetime | None:
    import dateparser  # type: ignore[import-untyped]

    settings = {"REQUIRE_PARTS": list(wanted), "PARSERS": ["absolute-time"], "RELATIVE_BASE": dt.datetime(2000, 1, 1)}
    found: dt.datetime | None = dateparser.parse(phrase.strip(), settings=settings)
    return found
