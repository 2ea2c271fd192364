"""Contradictions between parts of one document: dates outside the month above them, counts that do not agree."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.extract.subjects import stage_of
from planner.extract.wording import OUTLINE
from planner.records import Paragraph, message, plural_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.dates import Context
    from planner.records import Document, Event, Finding, Place, Table

_ANNOUNCED = re.compile(
    r"分(?:为|成|作)?\s*(?P<count>[一二三四五六七八九十两0-9]{1,2})\s*个(?:工作)?阶段|\bin\s+(?P<words>two|three|four|five"
    r"|six)\s+(?:stages|phases)\b"
)
_STAGES = ("阶段", "stages", "phases")  # without these the above finds nothing
_NUMBERED = re.compile(r"\s*第[一二三四五六七八九十0-9]{1,3}(?:个)?阶段")
_DIGITS = {**{digit: number for number, digit in enumerate("零一二三四五六七八九十")}, "两": 2}
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def outside_caption(table: Table, contexts: Sequence[Context], events: Iterable[Event]) -> tuple[Finding, ...]:
    """Report the rows whose own date lies outside the month or span that the table's caption states."""
    stated = next((one for one in contexts if one.source == "caption" and _span(one)), None)
    span = _span(stated) if stated else None
    if stated is None or span is None:
        return ()
    place = next((line.place for line in table.caption if line.text == stated.text), table.place)
    findings = []
    for event in events:
        when = event.when
        day = (when.first or when.last) if when else None
        if when is None or day is None or span[0] <= day <= span[1] or (when.last and span[0] <= when.last <= span[1]):
            continue
        said = message("{words} lies outside what the caption states: {caption}", words=when.text, caption=stated.text)
        finding = codes.reading_finding(codes.OUTSIDE_CAPTION, said, event.place, event=event.title)
        findings.append(finding._replace(related=(place,)))
    return tuple(findings)


def _span(context: Context) -> tuple[dt.date, dt.date] | None:
    """The days that a caption covers, from first to last; None where it states no month."""
    if context.first and context.last:
        return context.first, context.last
    if context.year and context.month and context.day is None:
        last = calendar.monthrange(context.year, context.month)[1]
        return dt.date(context.year, context.month, 1), dt.date(context.year, context.month, last)
    return None


def other_counts(document: Document, events: Sequence[Event]) -> tuple[Finding, ...]:
    """Report where a document announces so many stages and lists another number of them."""
    announced = [
        (found, block.place)
        for block in _paragraphs(document)
        if any(word in block.text for word in _STAGES) and (found := _ANNOUNCED.search(block.text))
    ]
    listed = _listed(document, events)
    if len(announced) != 1 or len(listed) < 2:
        return ()
    found, place = announced[0]
    count = _count(found)
    if count == len(listed):
        return ()
    said = plural_message(
        "{count} stage is listed, where {words} are announced",
        "{count} stages are listed, where {words} are announced",
        count=len(listed),
        words=found[0],
    )
    finding = codes.reading_finding(codes.OTHER_COUNT, said, replace(place, quote=found[0]))
    return (finding._replace(related=tuple(listed.values())),)


def _paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def _listed(document: Document, events: Sequence[Event]) -> dict[str, Place]:
    """The stages that headings name or that have events of their own, each with its first place."""
    listed: dict[str, Place] = {}
    for block in _paragraphs(document):
        is_heading = block.level or OUTLINE.match(block.text) or _NUMBERED.match(block.text)
        if is_heading and len(block.text) <= 40 and (name := stage_of(block.text)):
            listed.setdefault(name, block.place)
    for event in events:
        name = stage_of(event.title)
        if name and not any(name in one or one in name for one in listed):
            listed[name] = event.place
    return listed


def _count(found: re.Match[str]) -> int:
    if found["words"]:
        return _WORDS[found["words"].lower()]
    words = found["count"]
    return int(words) if words.isdecimal() else sum(_DIGITS[digit] for digit in words)
