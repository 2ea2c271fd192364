"""Pictures of documents, by text recognition."""

from __future__ import annotations

import io

from planner import codes
from planner.read import ocr
from planner.read.blocks import title_of, with_captions
from planner.read.page_blocks import blocks_of
from planner.read.source import Source
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Document, Place, message

_MOST_PIXELS = 50_000_000
_MOST_FRAMES = 50


def read(source: Source) -> Document:
    """Read a picture, each frame of it a page. Raises UnreadableError for what is none, or without the extra `ocr`."""
    if not ocr.is_there():
        raise UnreadableError(ocr.missing(None), codes.SCANNED_PAGE)
    pages, problems = [], []
    with faults_of(message("damaged or not a picture: {error}")):
        from PIL import Image, ImageOps, ImageSequence

        with Image.open(io.BytesIO(source.data)) as image:
            if image.size[0] * image.size[1] > _MOST_PIXELS:
                raise UnreadableError(message("a picture of more than {limit} pixels", limit=_MOST_PIXELS))
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > _MOST_FRAMES:
                    raise UnreadableError(message("more than {limit} pages", limit=_MOST_FRAMES))
                page = ocr.page_of(ImageOps.exif_transpose(frame).convert("RGB"), number)
                pages.append(page)
                place = Place(path=source.path, page=number)
                problems.append(codes.reading_finding(codes.RECOGNISED_TEXT, ocr.recognised(page), place))
    blocks, margins = blocks_of(pages, source.path)
    return Document(source.path, title_of(blocks), with_captions(blocks), None, margins, tuple(problems))
