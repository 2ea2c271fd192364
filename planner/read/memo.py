"""The head of a memo or of a mail that was pasted as text: whom it is from, its day, its subject."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import dates
from planner.records import Paragraph, When

if TYPE_CHECKING:
    import datetime as dt

    from planner.records import Document

_FIELD = re.compile(
    r"\s*(?:(?P<to>to|收件人)|(?P<sender>from|发件人)|(?P<copy>cc|bcc|抄送)|(?P<date>date|sent|日期|时间|发送时间|发送日期)"
    r"|(?P<subject>subject|re|主题))\s*[：:]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_NAME = re.compile(r"\s*(?:memo(?:randum)?|备忘录)\s*", re.IGNORECASE)
_LONGEST = 8  # paragraphs


def with_head(document: Document) -> Document:
    """The document with the fields of a memo's head as its metadata, title and day of issue, and not in its text.

    A head names a sender and a subject at the least, line by line, above everything but the word memorandum.
    """
    fields: dict[str, str] = {}
    end = named = 0
    for block in document.blocks[:_LONGEST]:
        if not isinstance(block, Paragraph):
            break
        if not fields and _NAME.fullmatch(block.text):
            named = end = end + 1
            continue
        lines = [_FIELD.fullmatch(line) for line in block.text.split("\n") if line.strip()]
        if not lines or not all(lines):
            break
        for one in lines:
            if one and one.lastgroup:
                name = next(name for name in ("to", "sender", "copy", "date", "subject") if one[name])
                fields.setdefault(name, one["value"].strip())
        end += 1
    if not {"sender", "subject"} <= fields.keys() or (named and end == named):
        return document
    metadata = tuple(("from" if name == "sender" else name, value) for name, value in fields.items())
    return replace(
        document,
        title=fields["subject"],
        published=document.published or _day(fields.get("date", "")),
        metadata=(*document.metadata, *metadata),
        blocks=document.blocks[end:] or document.blocks,
    )


def _day(text: str) -> dt.date | None:
    """The one day that a field names in full; its clock time does not matter."""
    whens = [value for one in dates.read(text) for value in one.values if isinstance(value, When)]
    days = {one.first for one in whens if one.first and one.precision in ("day", "minute") and one.first == one.last}
    return days.pop() if len(days) == 1 else None
