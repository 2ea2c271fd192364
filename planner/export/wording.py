"""The sentences of a feed: titles, descriptions, and where in which document the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from planner.export.slots import Mark, Slot
from planner.export.text import one_line
from planner.language import Language
from planner.records import Event, Finding, Message, Place, Window, message, plural_message


def summary(title: str, mark: Mark | None, words: str, language: Language) -> str:
    """Write a title on one line, with what the slot asks to add; `words` are the words of the time."""
    bare = _title(title, language)
    if mark == "from":
        return language.say(message("{title} (from)", title=bare))
    if mark == "until":
        return language.say(message("{title} (until)", title=bare))
    if mark in ("within", "words"):
        return language.say(message("{title} ({words})", title=bare, words=one_line(words)))
    return bare


def event_description(
    event: Event, slot: Slot, words: str, remarks: Iterable[Message | str], language: Language
) -> str:
    """Say what the document says of an event, what the feed declares, what was found, and the source: a line each."""
    lines: list[Message | str] = list(event.details)
    if event.participants:
        lines.append(message("Participants: {names}", names=event.participants))
    if event.organizer:
        lines.append(message("Organizer: {name}", name=event.organizer))
    if event.note:
        lines.append(message("Note: {note}", note=event.note))
    lines += slot.said
    lines += remarks
    lines.append(message("Source: {place}: {words}", place=_where(event.place), words=one_line(words)))
    lines += [_also(place) for place in event.places]
    return _joined(lines, language)


def finding_lines(findings: Iterable[Finding]) -> Iterator[Message]:
    """Say every finding with its code, and the clauses and rows that it rests on: a line each."""
    for finding in findings:
        yield message("{code}: {finding}", code=finding.code, finding=finding.message)
        for place in finding.related:
            yield message("See {place}: {words}", place=_where(place), words=one_line(place.quote))


def window_description(window: Window, slot: Slot, language: Language) -> str:
    """Say what a window rests on: every clause with its place and its words."""
    lines: list[Message | str] = [*slot.said]
    for clause in window.basis:
        quote = one_line(clause.place.quote)
        lines.append(message("Source: {place}: {words}", place=_where(clause.place), words=quote))
    return _joined(lines, language)


def calendar_description(undated: Sequence[str], unplaced: Sequence[str], language: Language) -> str:
    """Count and name the rows and the windows (by their titles) that have no day; empty where all have one."""
    lines: list[Message | str] = []
    if undated:
        rows = plural_message(
            "{count} row without a day is not in this calendar: {titles}",
            "{count} rows without a day are not in this calendar: {titles}",
            count=len(undated),
            titles=tuple(_title(title, language) for title in undated),
        )
        lines.append(rows)
    if unplaced:
        windows = plural_message(
            "{count} window without a day is not in this calendar: {titles}",
            "{count} windows without a day are not in this calendar: {titles}",
            count=len(unplaced),
            titles=tuple(_title(title, language) for title in unplaced),
        )
        lines.append(windows)
    return _joined(lines, language)


def _title(title: str, language: Language) -> str:
    return one_line(title) or language.say(message("(no title)"))


@lru_cache(maxsize=1024)
def file_name(path: str) -> str:
    """Give the last part of a path of any system."""
    return re.split(r"[/\\]", path)[-1]


def _also(place: Place) -> Message:
    return message("Also stated: {place}: {words}", place=_where(place), words=one_line(place.quote))


def _where(place: Place) -> tuple[Message | str, ...]:
    """Name a place from the file inwards, as far as the record knows it.

    The file by its bare name: a feed goes to people and machines that its folders do not concern.
    """
    said: list[Message | str] = [file_name(place.path)]
    if place.sheet is not None:
        said.append(message("sheet {sheet}", sheet=place.sheet))
    if place.page is not None:
        said.append(message("page {page}", page=place.page))
    if place.table is not None:
        said.append(message("table {table}", table=place.table))
    if place.row is not None:
        said.append(message("row {row}", row=place.row))
    if place.cell is not None:
        said.append(message("cell {cell}", cell=place.cell))
    if place.line is not None:
        said.append(message("line {line}", line=place.line))
    return tuple(said)


def _joined(lines: Iterable[Message | str], language: Language) -> str:
    return "\n".join(line if isinstance(line, str) else language.say(line) for line in lines)
