"""Files changed at random, from a seed: what a damaged disk, a broken program or an attacker would hand over."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from tests.read import makers

# What readers of these formats give a meaning to.
TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b">",
    b"&#0;",
    b"&#x10ffff;",
    b"<![CDATA[",
    b"<!--",
    b"\"'",
    b"-1",
    b"0",
    b"99999999999",
    b"65536",
    b"1e309",
    b"NaN",
    b"\r\n",
    b"\t",
    b"\n\n\t",
    b"|",
    b"````",
    b"> ",
    b"[](",
    b"obj",
    b"stream",
    b"/Kids[",
    b"<<",
    b">>",
    b"BEGIN:VEVENT\r\n",
    b"DTSTART:",
    b"RRULE:FREQ=",
    b"TZID=",
    b"Content-Type: ",
    b"charset=utf-7",
    b"=?gb2312?B?",
    b'rowspan="0"',
    b'colspan="1000"',
    b"w:vMerge",
    b"w:tbl",
    b"w:numId",
    b"<w:tc>",
    b"</w:tr>",
    b"mergeCell ref=",
    b"A1:XFD9",
    b"{\\rtf1",
    b"\\u-1?",
    b"5\xe6\x9c\x8831\xe6\x97\xa5",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a file in one to eight places; of a zip package, one member as often as the package itself."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_member_changed(data, chance)
    if b"\0" not in data and chance.random() < 0.7:
        return _with_characters_changed(data, chance)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        _change(changed, chance)
    return bytes(changed)


def _change(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    length = min(chance.choice((1, 1, 2, 4, 16, 64, 512)), len(data) - at)
    match chance.randrange(7):
        case 0 if length:
            data[at] ^= 1 << chance.randrange(8)
        case 1:
            del data[at : at + length]
        case 2:
            data[at:at] = data[at : at + length] * chance.choice((1, 2, 50))
        case 3:
            data[at:at] = chance.choice(TOKENS)
        case 4:
            data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        case 5:
            other = chance.randrange(len(data) + 1)
            data[at:at] = data[other : other + length]
        case _ if chance.random() < 0.2:
            del data[at:]


def _with_characters_changed(data: bytes, chance: random.Random) -> bytes:
    """Change a text without breaking its encoding."""
    try:
        encoding, text = "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        encoding, text = "gb18030", data.decode("gb18030", "replace")
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        length = chance.choice((1, 1, 2, 4, 16, 64, 512))
        piece = text[other : other + length]
        token = chance.choice(TOKENS).decode("utf-8", "replace")
        text = chance.choice(
            (
                text[:at] + text[at + length :],
                text[:at] + piece * chance.choice((1, 2, 50)) + text[at:],
                text[:at] + token + text[at:],
                text[:at]
                + chr(chance.choice((chance.randrange(1, 0xD800), chance.randrange(1, 128))))
                + text[at + 1 :],
            )
        )
    return text.encode(encoding, "replace")


def _with_member_changed(data: bytes, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        # The members that hold the text and its styles are changed most.
        central = [name for name in names if name.endswith((".xml", ".rels")) and "theme" not in name]
        chosen = chance.choice(central or names)
        for name in names:
            content = bytearray(old.read(name))
            if name == chosen:
                for _ in range(chance.randint(1, 8)):
                    _change(content, chance)
            new.writestr(name, bytes(content))
    return stream.getvalue()


def seeds(pdf: bytes | None) -> dict[str, list[bytes]]:
    """The files to start from, by suffix; `pdf` is a PDF file of a real writer, where there is one."""
    from tests.read import bombs

    made: dict[str, list[Callable[[], bytes]]] = {
        ".txt": [makers.text],
        ".csv": [makers.csv, lambda: makers.csv("\t")],
        ".docx": [makers.docx],
        ".xlsx": [makers.xlsx, makers.marked_book],
        ".xls": [makers.xls],
        ".html": [makers.html],
        ".md": [makers.markdown],
        ".eml": [makers.mail, lambda: makers.mail("related")],
        ".ics": [makers.ics],
        ".pdf": [lambda: pdf or bombs.pdf(b"BT /F1 12 Tf 72 700 Td (5/31 meeting) Tj ET\n" + bombs.segments(20))],
    }
    return {suffix: [make() for make in makes] for suffix, makes in made.items()}
