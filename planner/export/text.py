"""Text made fit for the formats that we write: no control characters, one kind of line end, clock times."""

from __future__ import annotations

import re

MINUTES_PER_DAY = 1440

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Keep what UTF-8 text may hold: every kind of line end becomes a line feed, and control characters but tab go.

    A lone surrogate (a byte of a file name that is not UTF-8) becomes U+FFFD.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    ended = _LINE_ENDS.sub("\n", text)
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", ended))


def one_line(text: str) -> str:
    """Clean text and put its lines, trimmed, one behind the other with a space between."""
    if text.isprintable():
        return text.strip()
    return " ".join(part for line in clean(text).split("\n") if (part := line.strip()))


def clock(minutes: int) -> str:
    """Write minutes after midnight (0 to 1440) as HH:MM; the end of the day is 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
