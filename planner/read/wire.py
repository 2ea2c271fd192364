"""What the worker and the one who asks it send each other: pickles of plain records, loaded without trust.

The worker has read hostile files, so what comes from it may name nothing but our records.
"""

from __future__ import annotations

import copyreg
import datetime as dt
import io
import pickle
from typing import Any

from planner import codes, records
from planner.read.containers import Members
from planner.records import Cell, Paragraph, Place


def _make_place(*fields: Any) -> Place:
    path, line, column, page, sheet, table, row, cell, quote, confidence = fields
    return Place(
        path=path,
        line=line,
        column=column,
        page=page,
        sheet=sheet,
        table=table,
        row=row,
        cell=cell,
        quote=quote,
        confidence=confidence,
    )


def _of_place(one: Place) -> tuple[Any, ...]:
    fields = (one.path, one.line, one.column, one.page, one.sheet, one.table, one.row, one.cell, one.quote)
    return _make_place, (*fields, one.confidence)


def _of_cell(one: Cell) -> tuple[Any, ...]:
    return Cell, (one.paragraphs, one.place, one.row, one.column, one.row_span, one.column_span, one.struck)


def _of_paragraph(one: Paragraph) -> tuple[Any, ...]:
    return Paragraph, (one.text, one.place, one.level, one.struck)


class _Pickler(pickle.Pickler):
    """Writes the many small records by their fields, which is several times as fast as dataclasses do it."""

    dispatch_table = copyreg.dispatch_table | {Place: _of_place, Cell: _of_cell, Paragraph: _of_paragraph}


class _Records(pickle.Unpickler):
    """Loads records, codes and days, and nothing that could do anything."""

    def find_class(self, module: str, name: str) -> Any:
        """Give one of the classes that an answer may hold. Raises UnpicklingError for any other."""
        if (module, name) in _KNOWN:
            return _KNOWN[module, name]
        found = getattr(records, name, None) if module.startswith(f"{records.__name__}.") else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_KNOWN = {
    ("datetime", "date"): dt.date,
    (codes.__name__, "Code"): codes.Code,
    (Members.__module__, "Members"): Members,
    (__name__, "_make_place"): _make_place,
}


def packed(answer: tuple[str, Any]) -> bytes:
    """Write an answer, its kind and its value."""
    stream = io.BytesIO()
    _Pickler(stream, protocol=5).dump(answer)
    return stream.getvalue()


def unpacked(data: bytes) -> tuple[str, Any]:
    """Read an answer. Raises UnpicklingError, or another exception of a broken pickle, for what is none."""
    kind, value = _Records(io.BytesIO(data)).load()
    return kind, value
