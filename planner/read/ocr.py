"""Text recognition in pictures, by rapidocr-onnxruntime (the extra `ocr`): words with boxes, and ruling lines.

The package brings its models along and works offline. It is made for Python below 3.13.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING, Any

from planner.read.page_blocks import Page
from planner.read.page_lines import Piece, least
from planner.read.page_tables import Box
from planner.records import message, missing_extra

if TYPE_CHECKING:
    from PIL.Image import Image

    from planner.records import Message

RESOLUTION = 150  # dots per inch for the pages of a PDF file
_LONGEST_SIDE = 3_000  # pixels; larger pictures are made smaller
_SHORTEST_RULE = 40  # pixels
_LEAST_CELL = 12  # pixels, in width and height
_FULL = 0.75  # share of its box that a cell fills


def is_there() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr_onnxruntime", "cv2", "numpy"))


def missing(page: int | None) -> Message:
    """Say that a page, or None for a picture, needs text recognition, and what to install."""
    if sys.version_info >= (3, 13):
        remedy = message("text recognition needs Python below 3.13 and the extra ocr")
    else:
        remedy = missing_extra("ocr")
    if page is None:
        return message("a picture of text; {remedy}", remedy=remedy)
    return message("page {number} is a picture of text; {remedy}", number=page, remedy=remedy)


def recognised(page: Page) -> Message:
    """Say that text was recognised, and how sure the least sure word is."""
    sure = least(piece.confidence for piece in page.pieces) or 0.0
    return message("text recognised in a picture; least confidence {percent} %", percent=round(100 * sure))


def page_of(image: Image, number: int) -> Page:
    """Recognise one picture; lengths of the page are in pixels. Pictures above 3000 pixels are made smaller first."""
    import numpy as np

    if max(image.size) > _LONGEST_SIDE:
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    pixels = np.asarray(image)
    found, _ = _engine()(pixels[:, :, ::-1])
    pieces = tuple(_piece(box, text, float(sure)) for box, text, sure in found or ())
    cells = _cells(pixels)
    return Page(number, float(image.size[1]), pieces, _tables(cells))


_ENGINES: list[Any] = []  # one for the life of the worker: its models take a second to load


def _engine() -> Any:
    if not _ENGINES:
        from rapidocr_onnxruntime import RapidOCR

        _ENGINES.append(RapidOCR(intra_op_num_threads=2, inter_op_num_threads=1))
    return _ENGINES[0]


def _piece(box: list[list[float]], text: str, sure: float) -> Piece:
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Piece(min(xs), min(ys), max(xs), max(ys), text, round(sure, 3))


def _cells(pixels: Any) -> list[Box]:
    """The cells that ruling lines enclose: white areas between long dark strokes that fill their boxes."""
    import cv2
    import numpy as np

    dark = cv2.adaptiveThreshold(
        cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 10
    )
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _SHORTEST_RULE), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_SHORTEST_RULE, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(rules), connectivity=4)
    height, width = rules.shape
    boxes = []
    for x, y, w, h, area in stats[1:count].tolist():
        edge = x == 0 or y == 0 or x + w == width or y + h == height
        if not edge and min(w, h) >= _LEAST_CELL and area >= _FULL * w * h:
            boxes.append(Box(x - 2.0, y - 2.0, x + w + 2.0, y + h + 2.0))
    return boxes


def _tables(cells: list[Box]) -> tuple[tuple[Box, ...], ...]:
    """Cells that touch are of one table; a table has at least two."""
    groups: list[list[Box]] = []
    for cell in cells:
        touching = [group for group in groups if any(_touch(cell, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([cell, *(other for group in touching for other in group)])
    return tuple(tuple(sorted(group)) for group in groups if len(group) > 1)


def _touch(one: Box, two: Box) -> bool:
    reach = 8.0  # pixels between the white of two cells: a rule and its blur
    return (
        one.x0 - reach <= two.x1
        and two.x0 - reach <= one.x1
        and one.top - reach <= two.bottom
        and two.top - reach <= one.bottom
    )
