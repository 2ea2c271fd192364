"""Files made to bring a reader down: small to send, huge or endless to open."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.read import makers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def repacked(data: bytes, member: str, content: bytes) -> bytes:
    """The same package with one member replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), member}:
            new.writestr(name, content if name == member else old.read(name))
    return stream.getvalue()


def word(body: str) -> bytes:
    return repacked(
        makers.docx(), "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    )


def sheet(rows: str, more: str = "") -> bytes:
    xml = f"<worksheet {S}><sheetData>{rows}</sheetData>{more}</worksheet>"
    return repacked(makers.xlsx(), "xl/worksheets/sheet1.xml", xml.encode())


def pdf(content: bytes, *, packed: bool = False, more: bytes = b"", kids: bytes = b"3 0 R") -> bytes:
    """A PDF file of one page with this content stream."""
    stream = zlib.compress(content, 9) if packed else content
    kind = b"/Filter/FlateDecode" if packed else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<" + more + b">>>>",
        b"<</Length " + str(len(stream)).encode() + kind + b">>stream\n" + stream + b"\nendstream",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n"
    return data + end + str(len(data)).encode() + b"\n%%EOF"


def segments(count: int) -> bytes:
    return b"\n".join(b"%d %d m %d %d l S" % (n % 600, n % 800, (n * 7) % 600, n % 800) for n in range(count))


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def nested_zips(depth: int) -> bytes:
    data = makers.zipped(a__txt=b"x")
    for _ in range(depth):
        data = makers.zipped(**{f"{n}__zip": data for n in range(10)})
    return data


def encrypted_zip() -> bytes:
    data = bytearray(makers.zipped(a__txt="3月5日开会".encode()))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def rows(count: int, width: int) -> str:
    cells = "".join(f'<c t="str"><v>{n}</v></c>' for n in range(width))
    return "".join(f"<row>{cells}</row>" for _ in range(count))


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(10))
EMPTY_ROW = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
NESTED_TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")

# Each file with a part of what is said of it.
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "zeros.docx": (lambda: repacked(makers.docx(), "word/media/a.bin", bytes(150_000_000)), "unpacks too large"),
    "text.docx": (lambda: word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 4_000_000), "unpacks too large"),
    "dense.docx": (
        lambda: word("".join(f"<w:p w:x='{n * 2654435761}'/>" for n in range(4_000_000))),
        "the limit of 1000 MB|given up after|unpacks too large|damaged",  # by memory or time, whichever is first
    ),
    "deep.docx": (lambda: word(NESTED_TABLE[0] * 5_000 + NESTED_TABLE[1] * 5_000), "damaged|nested too deeply"),
    "cells.docx": (
        lambda: word(
            "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc></w:tr>' * 2_000 + "</w:tbl>"
        ),
        "more than 100000 table cells",
    ),
    "entities.docx": (
        lambda: repacked(makers.docx(), "word/document.xml", f"<!DOCTYPE a [{ENTITIES}]><a>&e9;</a>".encode()),
        "document type declaration",
    ),
    "members.docx": (
        lambda: makers.zipped(word__xml=b"", **{f"word/document.xml{n}": b"" for n in range(5_001)}),
        "more than 5000 members",
    ),
    "zeros.xlsx": (
        lambda: repacked(makers.xlsx(), "xl/worksheets/sheet1.xml", b" " * 150_000_000),
        "unpacks too large",
    ),
    "far.xlsx": (
        lambda: sheet(EMPTY_ROW + '<row r="1048576"><c r="XFD1048576" t="str"><v>a</v></c></row>'),
        "1000 MB|too far apart|damaged",
    ),
    "entities.xlsx": (
        lambda: repacked(makers.xlsx(), "xl/workbook.xml", f"<!DOCTYPE a [{ENTITIES}]><a>&e9;</a>".encode()),
        "document type declaration",
    ),
    "rows.xlsx": (lambda: sheet(rows(100_000, 3)), "more than 100000 table cells|unpacks too large"),
    "columns.xlsx": (lambda: sheet(rows(11, 10_000)), "more than 100000 table cells"),
    "merged.xlsx": (
        lambda: sheet(rows(1_000, 2), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "",
    ),
    "segments.pdf": (lambda: pdf(segments(200_000), packed=True), "draws too much"),
    "zeros.pdf": (lambda: pdf(b" " * 300_000_000, packed=True), "draws too much|1000 MB"),
    "loop.pdf": (lambda: pdf(b"", kids=b"2 0 R"), "no text|damaged|nested"),
    "deep.pdf": (lambda: pdf(b"[" * 1_000_000), "no text|damaged|nested|1000 MB"),
    "deep.html": (lambda: b"<div>" * 500_000 + b"x", "nested too deeply|damaged|no text"),
    "tables.html": (lambda: b"<table><tr><td>" * 100_000 + b"x", "nested too deeply|damaged|no text"),
    "spans.html": (
        lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>x" * 2_000 + b"</table>",
        "more than 100000 table cells",
    ),
    "large.html": (lambda: b"<p>x</p>" * 5_000_000, "more than 5000000 characters"),
    "line.txt": (lambda: b"3/5 " * 12_500_000, "more than 5000000 characters"),
    "rows.csv": (lambda: b"a,b,c\n" * 100_000, "more than 100000 table cells"),
    "columns.csv": (lambda: (b"a," * 10_000 + b"\n") * 11, "more than 100000 table cells"),
    "field.csv": (lambda: b'a,"' + b"x" * 4_000_000, "field larger than field limit"),
    "quotes.md": (lambda: b">" * 100_000 + b"a", ""),
    "links.md": (lambda: b"[" * 100_000 + b"a](" * 100_000, ""),
    "stars.md": (lambda: b"*a **b " * 100_000, ""),
    "deep.ics": (lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000, ""),
    "parts.eml": (
        lambda: (
            b"Subject: a\nMIME-Version: 1.0\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20_000))
        ),
        "nested too deeply|no text|damaged|given up|1000 MB",
    ),
    "huge.png": (lambda: png(60_000, 60_000), "damaged or not a picture|pixels|picture of text"),
    "nested.zip": (lambda: nested_zips(5), "nested more than 3 deep"),
    "zeros.zip": (lambda: makers.zipped(a__txt=bytes(200_000_000)), "unpacks too large"),
    "escape.zip": (lambda: makers.zipped(**{"../../a__txt": b"x"}), "leads out of the archive"),
    "encrypted.zip": (encrypted_zip, "the file is encrypted"),
    "encrypted.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000) + "EncryptedPackage".encode("utf-16-le"),
        "the file is encrypted",
    ),
}
