"""How much of one document is read, and what is said of more. The time and memory limits are settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.read.unreadable import UnreadableError
from planner.records import Paragraph, Table, message

if TYPE_CHECKING:
    from planner.records import Block

MOST_BYTES = 100_000_000  # of a file; a schedule is some kilobytes, and what is larger would only fill the memory
MOST_CHARACTERS = 5_000_000  # of a document; a thick book has one million
MOST_CELLS = 100_000  # of a document; with their places they take some 50 MB
WIDEST_ROW = 1_000  # columns; more are a span that lies


def refuse_bytes(size: int) -> None:
    """Raise UnreadableError for a file that is larger than is read."""
    if size > MOST_BYTES:
        raise UnreadableError(message("larger than {limit} bytes", limit=MOST_BYTES))


def refuse_cells(count: int) -> None:
    """Raise UnreadableError for more table cells than are read of one document."""
    if count > MOST_CELLS:
        raise UnreadableError(message("more than {limit} table cells: divide the file", limit=MOST_CELLS))


def refuse_characters(count: int) -> None:
    """Raise UnreadableError for more characters than are read of one document."""
    if count > MOST_CHARACTERS:
        raise UnreadableError(message("more than {limit} characters: divide the file", limit=MOST_CHARACTERS))


def refuse_huge(blocks: tuple[Block, ...]) -> None:
    """Raise UnreadableError where the blocks of a document hold more than is read."""
    refuse_cells(sum(len(row) for block in blocks if isinstance(block, Table) for row in block.grid))
    refuse_characters(sum(map(_characters, blocks)))


def _characters(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    cells = {id(cell): cell for row in block.grid for cell in row if cell}
    return sum(len(text) for cell in cells.values() for text in cell.paragraphs)
