"""Bytes into text: byte order marks, UTF-8, and for the rest detection among the encodings Chinese documents use."""

from __future__ import annotations

import codecs

from planner.read.unreadable import UnreadableError
from planner.records import message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_SAMPLE = 1 << 16  # bytes that the detection looks at
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\v\f\r\x1a\x1b")
_MOST_CONTROLS = 0.01  # of a text's characters; more of them are a program, a picture or the like


def decode(data: bytes) -> tuple[str, str, bool]:
    """Decode a file's bytes; returns the text, the encoding's name, and whether it was only detected.

    A byte order mark and valid UTF-8 are certain; the rest is detected. Raises UnreadableError for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding), encoding, False
    if b"\0" not in data:
        try:
            return _checked(data.decode("utf-8")), "utf-8", False
        except UnicodeDecodeError:
            pass
    encoding = _detect(data)
    return _text(data, encoding), encoding, True


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is None:
        raise UnreadableError(message("not a text file, or in an encoding that cannot be told"))
    return best.encoding.replace("_", "-")


def _text(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        said = message("broken {encoding} text at byte {start}", encoding=encoding, start=error.start)
        raise UnreadableError(said) from error


def _checked(text: str) -> str:
    controls = sum(map(text.count, _CONTROLS))
    if controls > _MOST_CONTROLS * len(text):
        raise UnreadableError(message("not a text file: control characters stand in it"))
    return text
