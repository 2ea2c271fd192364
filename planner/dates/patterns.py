"""The pieces that the rules' patterns are made of.

Every repetition in a pattern is bounded and every piece ends in a unit of its own, so that matching at one place takes
constant time whatever the text. Patterns are written in simplified characters; `compiled` lets each also match its
traditional form.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_VARIANTS = dict(
    zip(
        "个点时后号周节礼两从间这还过当会约际国庆阳农历阴岁临闰秋钟刻初无终载内双单隔每总数几余开结宣龙绪贞晓黄临晚里夹于与约学",
        "個點時後號週節禮兩從間這還過當會約際國慶陽農曆陰歲臨閏秋鐘刻初無終載內雙單隔每總數幾餘開結宣龍緒貞曉黃臨晚裡夾於與約學",
        strict=True,
    )
)

BLANK = r"[ \u3000\xa0]{0,12}"
"""Blanks that may stand between the parts of one expression."""

DASH = r"(?:[-－—–―‐‑─~～〜∼]{1,2}|[至到])"
"""What joins the two ends of a range."""

SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,4})"
"""A number of a month, a day, an hour."""

COUNT = r"(?:\d{1,9}(?:[.,]\d{1,6})?[百千万]?|[零〇一二两俩三仨四五六七八九十百千万]{1,8})"
"""A number of units in a length."""


def variants(pattern: str) -> str:
    """Let each simplified character of a pattern that has a traditional form match either."""
    pieces: list[str] = []
    inside = False
    for place, character in enumerate(pattern):
        escaped = place > 0 and pattern[place - 1] == "\\"
        if character in "[]" and not escaped:
            inside = character == "["
        other = _VARIANTS.get(character)
        if other and other != character:
            pieces.append(character + other if inside else f"[{character}{other}]")
        else:
            pieces.append(character)
    return "".join(pieces)


class LazyPattern:
    """A pattern that is compiled where it is first asked: importing compiles none.

    `match`, `search`, `fullmatch` and `findall` are those of the compiled pattern, bound once.
    """

    __slots__ = ("_both", "_flags", "_source", "findall", "fullmatch", "match", "search")
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[str]]

    def __init__(self, source: str, flags: int, *, both: bool) -> None:
        self._source, self._flags, self._both = source, flags, both

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Compile: only what is not bound yet comes here. Raises AttributeError for any other name."""
        if name not in ("match", "search", "fullmatch", "findall"):
            raise AttributeError(name)
        pattern = self.compile()
        self.match, self.search = pattern.match, pattern.search
        self.fullmatch, self.findall = pattern.fullmatch, pattern.findall
        bound: Callable[..., object] = getattr(pattern, name)
        return bound

    def compile(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(variants(self._source) if self._both else self._source, self._flags)


def compiled(pattern: str) -> LazyPattern:
    """A pattern for both forms of the characters; letters match in either case."""
    return LazyPattern(pattern, re.IGNORECASE, both=True)


def lazy(pattern: str, flags: int = 0) -> LazyPattern:
    """A pattern as it is written."""
    return LazyPattern(pattern, flags, both=False)


_SIMPLIFIED = str.maketrans({other: one for one, other in _VARIANTS.items()})


def simplified(words: str) -> str:
    """Put matched words into simplified characters, one for one, for looking them up."""
    return words.translate(_SIMPLIFIED)
