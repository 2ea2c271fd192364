"""Documents as they were read, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.export.json_records import finding_json, place_json
from planner.records import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.language import Language
    from planner.records import Block, Document


def document_json(
    document: Document, language: Language, times: Callable[[str], list[dict[str, Any]]] | None = None
) -> dict[str, Any]:
    """Give a document: what is known of it, its problems, and its blocks in reading order.

    A cell is given once, at its first row and column (from 0). `times` gives the time expressions of a text.
    """
    return {
        "path": document.path,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "metadata": dict(document.metadata),
        "problems": [finding_json(problem, language) for problem in document.problems],
        "blocks": [_block(block, times) for block in document.blocks],
        **({"aside": [_block(block, times) for block in document.aside]} if document.aside else {}),
    }


def _block(block: Block, times: Callable[[str], list[dict[str, Any]]] | None) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {
            "kind": "paragraph",
            "text": block.text,
            "level": block.level,
            "struck": block.struck,
            "place": place_json(block.place),
            **({} if times is None else {"times": times(block.text)}),
        }
    cells = {id(cell): cell for row in block.grid for cell in row if cell}
    return {
        "kind": "table",
        "caption": [_block(paragraph, times) for paragraph in block.caption],
        "rows": len(block.grid),
        "columns": block.width,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "paragraphs": list(cell.paragraphs),
                "struck": cell.struck,
                "place": place_json(cell.place),
                **({} if times is None else {"times": [one for text in cell.paragraphs for one in times(text)]}),
            }
            for cell in cells.values()
        ],
        "place": place_json(block.place),
    }
