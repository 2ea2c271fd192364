"""The account of a document's time expressions: each dated an event, completed one, made a clause, or was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner import dates
from planner.records import Paragraph, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.dates import Found
    from planner.extract import Extract
    from planner.extract.reading import Claim, Fate
    from planner.records import Document, Message, Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression of a document and what became of it.

    `place` is that of its paragraph or cell; `start` and `end` are character offsets in it, end exclusive. `reason` is
    there where the expression was set aside.
    """

    place: Place
    start: int
    end: int
    text: str
    fate: Fate
    reason: Message | None = None


def mentions_of(document: Document, extract: Extract) -> tuple[Mention, ...]:
    """List every time expression that the grammar finds in a document, in reading order, with its fate."""
    claims: dict[Place, list[Claim]] = {}
    for claim in extract.claims:
        claims.setdefault(claim.place, []).append(claim)
    return tuple(
        _mention(place, found, claims.get(place, []), extract)
        for text, place in _texts(document)
        for found in dates.find(text)
    )


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    for block in (*document.blocks, *document.aside):
        if isinstance(block, Paragraph):
            yield block.text, block.place
            continue
        for line in block.caption:
            yield line.text, line.place
        cells = {id(cell): cell for row in block.grid for cell in row if cell is not None}
        for cell in cells.values():
            yield cell.text, cell.place


def _mention(place: Place, found: Found, claims: list[Claim], extract: Extract) -> Mention:
    stating = [
        clause
        for clause in extract.clauses
        if (clause.place.path, clause.place.line) == (place.path, place.line) and found.text in clause.place.quote
    ]
    over = [claim for claim in claims if claim.start < found.end and found.start < claim.end]
    kept = [claim for claim in over if claim.fate != "rejected"]
    if any(not clause.about for clause in stating) or (stating and not kept):
        return Mention(place, found.start, found.end, found.text, "clause")
    for claim in kept or over:
        return Mention(place, found.start, found.end, found.text, claim.fate, claim.reason)
    reason = message("stands with nothing that happens at it")
    return Mention(place, found.start, found.end, found.text, "rejected", reason)
