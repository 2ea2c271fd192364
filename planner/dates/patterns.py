"""The pieces that the rules' patterns are made of.

Every repetition in a pattern is bounded and every piece ends in a unit of its own, so that matching at one place takes
constant time whatever the text. Patterns are written in simplified characters; `compiled` lets each also match its
traditional form.
"""

from __future__ import annotations

import re

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

SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
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


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for both forms of the characters; letters match in either case."""
    return re.compile(variants(pattern), re.IGNORECASE)


_SIMPLIFIED = str.maketrans({other: one for one, other in _VARIANTS.items()})


def simplified(words: str) -> str:
    """Put matched words into simplified characters, one for one, for looking them up."""
    return words.translate(_SIMPLIFIED)
