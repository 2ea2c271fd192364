"""One file into one Document, in the process that asks: content before name, and nothing unbounded handed on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.read.formats import reader_of, true_suffix
from planner.read.limits import refuse_huge
from planner.read.memo import with_head
from planner.read.unreadable import UnreadableError
from planner.records import Place, message

if TYPE_CHECKING:
    from planner.read.source import Source
    from planner.records import Document


def read_here(source: Source) -> Document:
    """Read one file in this process. Raises UnreadableError, with the reason, where nothing can be got from it."""
    if not source.data:
        raise UnreadableError(message("the file is empty"), codes.EMPTY_FILE)
    suffix = true_suffix(source)
    try:
        document = with_head(reader_of(suffix)(source))
    except RecursionError as error:
        raise UnreadableError(message("nested too deeply")) from error
    refuse_huge(document.blocks)
    if not document.blocks:
        raise UnreadableError(message("the file holds no text"), codes.EMPTY_FILE)
    if suffix == source.suffix:
        return document
    said = message("the name does not fit the content: read as {suffix}", suffix=suffix)
    renamed = codes.reading_finding(codes.WRONG_SUFFIX, said, Place(path=source.path))
    return replace(document, problems=(renamed, *document.problems))
