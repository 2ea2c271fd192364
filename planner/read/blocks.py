"""What all readers share: which paragraphs are a table's caption, and which make the document's title."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.records import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Block

_ATTACHMENT = re.compile(
    r"附\s*[件表录]?\s*[0-9一二三四五六七八九十]*\s*[：:.]?|(?:Annex|Appendix|Attachment)\s*\w*\s*:?", re.I
)
_OUTLINE = re.compile(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、.．]|第[一二三四五六七八九十0-9]+[章节条阶]|[•·▪●*–-]\s"
)
_SENTENCE_END = re.compile(r"[。！？!?；;，,：:]\s*$|\.\s*$")
# A line that gives a day or a clock time to something, or a field its value, is no further line of a title.
_ITEM = re.compile(
    r"\s*(?:[0-9]{4}\s*年\s*)?[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号號].*[^\W\d_]{2}|\s*[0-9]{1,2}[:：][0-9]{2}"
    r"|[^：:]{2,}[：:].*[0-9]|\s*(?:[周週]|星期|礼拜|禮拜)[一二三四五六日天](?![\u4e00-\u9fff])"
)
_LONGEST_TITLE_LINE = 60  # characters; of letters twice as many, which say as much
_MOST_TITLE_LINES = 4


def is_title_line(text: str) -> bool:
    """Whether a paragraph can be a line of a title or caption: short, and not the end of a sentence or clause."""
    longest = _LONGEST_TITLE_LINE * (2 if text.isascii() else 1)
    return 0 < len(text) <= longest and not _SENTENCE_END.search(text) and not is_attachment_mark(text)


def is_attachment_mark(text: str) -> bool:
    """Whether a line is only the mark of an attachment, such as «附件2：»."""
    return bool(_ATTACHMENT.fullmatch(text.strip()))


def title_of(blocks: Sequence[Block]) -> str:
    """The title that stands at the head of a document: its first title lines, joined; empty where there is none."""
    lines: list[str] = []
    headed = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        if is_attachment_mark(block.text) and not lines:
            continue
        goes_on = not lines or (
            block.level == int(headed) and not _OUTLINE.match(block.text) and not _ITEM.match(block.text)
        )
        headed = headed or block.level > 0
        if not goes_on or not is_title_line(block.text) or len(lines) == _MOST_TITLE_LINES:
            break
        lines.append(block.text)
    return join_lines(lines)


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of one title: with a blank between words of letters, without one between Chinese characters."""
    joined = ""
    for line in lines:
        gap = " " if joined and joined[-1].isascii() and line[:1].isascii() else ""
        joined += gap + line
    return joined


def with_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Move the title lines that stand directly above a table into its caption; an attachment mark ends them."""
    result: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table):
            result.append(block)
            continue
        caption: list[Paragraph] = []
        while result and isinstance(above := result[-1], Paragraph) and len(caption) < _MOST_TITLE_LINES:
            if not is_title_line(above.text) or above.text.startswith("•"):
                break
            caption.insert(0, above)
            result.pop()
        result.append(replace(block, caption=tuple(caption)))
    return tuple(result)
