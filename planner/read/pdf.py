"""PDF files, by pdfplumber: text by where it stands, ruled and unruled tables, tables that go on over pages.

A page without text is a picture of one: it is recognised where the extra `ocr` is there, else reported.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from planner import codes
from planner.read import ocr
from planner.read.blocks import title_of, with_captions
from planner.read.limits import refuse_characters
from planner.read.page_blocks import Page, blocks_of
from planner.read.page_lines import Piece
from planner.read.page_tables import Box
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Document, Place, message

if TYPE_CHECKING:
    import pdfplumber.page

    from planner.read.source import Source
    from planner.records import Finding

_MOST_PAGES = 500
_MOST_EDGES = 4_000  # of a page; the search for tables grows with their square
_MOST_BYTES_OF_DRAWING = 2_000_000  # unpacked, of one page: the largest of honest pages have some 100,000


def read(source: Source) -> Document:
    """Read a PDF file. Raises UnreadableError for what is damaged, encrypted or hostile, or only pictures."""
    problems: list[Finding] = []
    pages: list[Page] = []
    with faults_of(message("damaged or not a PDF file: {error}")):
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        from planner.read.pdf_page import page_of

        try:
            file = pdfplumber.open(io.BytesIO(source.data), unicode_norm="NFC")
        except PdfminerException as error:
            raise _why(error) from error
        with file:
            title = str((file.metadata or {}).get("Title") or "")
            if len(file.pages) > _MOST_PAGES:
                raise UnreadableError(message("more than {limit} pages", limit=_MOST_PAGES))
            characters = 0
            for one in file.pages:
                page = page_of(file, one)
                pages.append(_page(page, source.path, problems))
                characters += len(pages[-1].pieces)
                refuse_characters(characters)
                page.close()
    blocks, margins = blocks_of(pages, source.path)
    if not blocks and problems:
        scanned = any(one.code == codes.SCANNED_PAGE.code for one in problems)
        raise UnreadableError(problems[0].message, codes.SCANNED_PAGE if scanned else codes.UNREADABLE_FILE)
    shown = title_of(blocks) or title.strip()
    return Document(source.path, shown, with_captions(blocks), None, margins, tuple(problems))


def _why(error: Exception) -> Exception:
    """What made a file unreadable: pdfminer raises a password error also for a wrong, that is an empty, password."""
    if "Password" in repr(error.args) or "Encryption" in repr(error.args):
        return UnreadableError(message("the file is encrypted"))
    return error


def _page(page: pdfplumber.page.Page, path: str, problems: list[Finding]) -> Page:
    place = Place(path=path, page=page.page_number)
    if _draws_too_much(page):
        said = message("page {number} draws too much to be read", number=page.page_number)
        problems.append(codes.reading_finding(codes.PARTLY_READ, said, place))
        return Page(page.page_number, page.height, (), ())
    pieces = tuple(
        Piece(one["x0"], one["top"], one["x1"], one["bottom"], one["text"])
        for one in page.chars
        if one["upright"] and "(cid:" not in one["text"]
    )
    if len(pieces) < len(page.chars):
        count = len(page.chars) - len(pieces)
        said = message("{count} characters are turned or cannot be told from their shapes", count=count)
        problems.append(codes.reading_finding(codes.PARTLY_READ, said, place))
    if not any(piece.text.strip() for piece in pieces) and page.images:
        return _recognised(page, place, problems)
    tables = _tables(page, place, problems)
    rules = () if tables else tuple(sorted({edge["top"] for edge in page.horizontal_edges[:_MOST_EDGES]}))
    return Page(page.page_number, page.height, pieces, tables, rules)


def _draws_too_much(page: pdfplumber.page.Page) -> bool:
    """Whether a page draws more than any page of text and tables, asked before it is drawn into memory."""
    size = 0
    for stream in page.page_obj.contents:
        size += len(stream.get_data())
        if size > _MOST_BYTES_OF_DRAWING:
            return True
    return False


def _tables(page: pdfplumber.page.Page, place: Place, problems: list[Finding]) -> tuple[tuple[Box, ...], ...]:
    """The boxes of the cells of each ruled table; a frame around text is no table."""
    edges = len(page.edges)
    if edges > _MOST_EDGES:
        said = message("a drawing of {count} lines: tables were not looked for", count=edges)
        problems.append(codes.reading_finding(codes.PARTLY_READ, said, place))
        return ()
    found = (tuple(Box(*cell) for cell in table.cells) for table in page.find_tables()) if edges else ()
    return tuple(boxes for boxes in found if len(boxes) > 1)


def _recognised(page: pdfplumber.page.Page, place: Place, problems: list[Finding]) -> Page:
    if not ocr.is_there():
        problems.append(codes.reading_finding(codes.SCANNED_PAGE, ocr.missing(place.page), place))
        return Page(page.page_number, page.height, (), ())
    image = page.to_image(resolution=ocr.RESOLUTION).original.convert("RGB")
    found = ocr.page_of(image, page.page_number)
    problems.append(codes.reading_finding(codes.RECOGNISED_TEXT, ocr.recognised(found), place))
    return found
