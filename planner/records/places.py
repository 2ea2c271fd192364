"""Where something stands in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: a file, the place inside it, and the words quoted. Lines, rows and cells count from 1.

    `path` goes on inside archives and mails: "a.zip/b.docx". `confidence` is how sure text recognition is of the
    words, 0 to 1; None where the words were not recognised from a picture.
    """

    path: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    quote: str = ""
    confidence: float | None = None
