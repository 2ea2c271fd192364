"""The formats: which reader a file name calls for, and what the first bytes say where the name is wrong.

A reader takes a `Source` and gives a `Document`. Each is imported when its first file comes.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, cast

from planner import codes
from planner.read import compound
from planner.read.source import suffix_of
from planner.read.unreadable import ENCRYPTED, UnreadableError
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.read.source import Source
    from planner.records import Document


class Format(NamedTuple):
    """A kind of file: the module of planner.read that reads it and the suffixes it goes by.

    `isolated` formats are parsed by large libraries, which hostile input can bring down: they are read in the worker.
    The others are split by our own code and the standard library in time that grows with their length, and so may be
    read at once.
    """

    module: str
    suffixes: tuple[str, ...]
    isolated: bool = True


FORMATS = (
    Format("text", (".txt", ".text", ""), isolated=False),
    Format("delimited", (".csv", ".tsv"), isolated=False),
    Format("docx", (".docx", ".docm")),
    Format("office", (".doc", ".wps", ".rtf", ".odt")),
    Format("sheets", (".xlsx", ".xlsm", ".xls", ".et", ".ods")),
    Format("pdf", (".pdf",)),
    Format("picture", (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")),
    Format("html", (".html", ".htm", ".xhtml")),
    Format("mail", (".eml", ".mht", ".mhtml")),
    Format("markdown", (".md", ".markdown")),
    Format("ics", (".ics",)),
)
ARCHIVES = (".zip",)
CONTAINERS = (*ARCHIVES, ".eml")  # what holds files; a mail is a document as well
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}

# How files of a kind begin. An Office file is told from another zip archive by a member it must have.
_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"BEGIN:VCALENDAR", ".ics"),
    (b"MIME-Version:", ".mht"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
)
_OLE_STREAMS = (("EncryptedPackage", "encrypted"), ("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"))
_PACKAGE_MEMBERS = (
    (b"word/document.xml", ".docx"),
    (b"xl/workbook.xml", ".xlsx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
)


def format_of(suffix: str) -> Format:
    """The format that a suffix names. Raises UnreadableError for one that no reader knows."""
    if suffix not in _BY_SUFFIX:
        known = tuple(sorted({*filter(None, _BY_SUFFIX), *ARCHIVES}))
        said = message("no reader for {suffix} files; readable are {known}", suffix=suffix, known=known)
        raise UnreadableError(said, codes.UNKNOWN_FORMAT)
    return _BY_SUFFIX[suffix]


def is_known(path: str) -> bool:
    """Whether there is a reader for files of this name."""
    return suffix_of(path) in {*_BY_SUFFIX, *ARCHIVES}


def true_suffix(source: Source) -> str:
    """The suffix that the content calls for: the one of the name unless the first bytes are clearly another format's.

    Raises UnreadableError for an Office file that is encrypted.
    """
    told = _told_by(source.data)
    if told == "encrypted":
        raise UnreadableError(ENCRYPTED)
    own = source.suffix
    if told is None or own in ARCHIVES:
        return own
    same = own in _BY_SUFFIX and _BY_SUFFIX[told] is _BY_SUFFIX[own]
    # A Word or WPS file in the old container, and a mail that begins like a web archive, are what their names say.
    return own if same else told


def _told_by(data: bytes) -> str | None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf\t\r\n ")
    for signature, suffix in _SIGNATURES:
        if head[: len(signature)].lower() == signature.lower():
            return suffix
    if data.startswith(compound.SIGNATURE):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), None)
    if data.startswith(b"PK\x03\x04"):
        return next((suffix for member, suffix in _PACKAGE_MEMBERS if member in data), None)
    return None


def reader_of(suffix: str) -> Callable[[Source], Document]:
    """The reader for a suffix, its module imported. Raises UnreadableError for a suffix that no reader knows."""
    module = importlib.import_module(f"planner.read.{format_of(suffix).module}")
    return cast("Callable[[Source], Document]", module.read)
