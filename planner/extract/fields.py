"""From the cells of a row to the fields of its event: title, details, people, status."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from planner.extract.people import organizer_in, participants_in, people_of
from planner.extract.roles import TIMES
from planner.extract.times import is_empty
from planner.extract.wording import plain, without_mark
from planner.records import Event, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.roles import Role
    from planner.records import Cell, Status, Table

_ITEM = re.compile(r"(?<![0-9])(?=[(（]?[0-9]{1,2}[)）、.．](?![0-9]))")
_NUMBER = re.compile(r"[(（]?[0-9]{1,2}[)）、.．](?![0-9])")
_MARK = re.compile(r"[★☆◆◇■□▶►➢➤✦]")
_TENTATIVE = re.compile(r"暂定|待定|拟定|未定|\b(?:tentative|tbc|tba|tbd|provisional)\b", re.IGNORECASE)
_CANCELLED = re.compile(r"(?<!不)(?<!未)(?:已|临时)?取消(?!报名|资格|者)|~~[^~]+~~|\bcancell?ed\b", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\W*(?:there (?:will be|is|are) )?no (?:\w+ ){0,2}(?:services?|class(?:es)?|meetings?|sessions?|lectures?|lessons?"
    r"|seminars?|tutorials?|rehearsals?|practices?|trainings?)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"[（(]([^（()）]{2,20}(?:室|厅|馆|楼|场|堂|中心|广场|基地|校区|校园|库|站|院|园|rooms?|hall))[)）]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """A row's distinct cells by role, left to right."""

    cells: tuple[tuple[Role, Cell], ...]

    def of(self, role: Role) -> list[Cell]:
        """The cells of a role, blanks included."""
        return self._by_role.get(role, [])

    def text(self, role: Role) -> str:
        """The words of the cells of a role, joined with blanks."""
        return " ".join(" ".join(cell.paragraphs) for cell in self.of(role) if not is_empty(cell.text)).strip()

    @cached_property
    def _by_role(self) -> dict[Role, list[Cell]]:
        by_role: dict[Role, list[Cell]] = {}
        for role, cell in self.cells:
            by_role.setdefault(role, []).append(cell)
        return by_role

    @cached_property
    def filled(self) -> list[tuple[Role, Cell]]:
        """The cells that hold something."""
        return [(role, cell) for role, cell in self.cells if not is_empty(cell.text)]

    @cached_property
    def number(self) -> int:
        """The lowest row of its table that it begins in, by which rows of several views are told to be one."""
        return max(cell.row for _, cell in self.cells)

    @cached_property
    def times(self) -> list[tuple[Role, Cell]]:
        """The filled cells that hold the row's time."""
        return [(role, cell) for role, cell in self.filled if role in TIMES]

    @cached_property
    def time_text(self) -> str:
        """The words of the row's time as they stand, joined with blanks."""
        return " ".join(" ".join(cell.paragraphs) for _, cell in self.times)

    @cached_property
    def struck(self) -> bool:
        """Whether its title, or all that it holds, is struck out."""
        titles = [cell for role, cell in self.filled if role == "title"]
        return all(cell.struck for cell in titles or [cell for _, cell in self.filled])

    @cached_property
    def place(self) -> Place:
        """The place of the first time cell, quoting the words of all of them."""
        own = [cell for _, cell in self.times] or [cell for role, cell in self.cells if role in TIMES]
        first = (own or [self.filled[0][1]])[0]
        return replace(first.place, quote=self.time_text or self.filled[0][1].place.quote)


def event_of(row: Row, stage: str, fallback: str) -> Event | None:
    """Make the event of a row, still without a time; None where the row names nothing that happens.

    `fallback` is the title of rows that name only people, as in a duty roster.
    """
    note = row.text("note")
    as_written = row.text("title")
    titles = [plain(line).strip() for cell in row.of("title") if not is_empty(cell.text) for line in cell.paragraphs]
    if (len(titles) > 1 and all(map(_NUMBER.match, titles))) or (titles and _MARK.match(titles[0])):
        titles = [without_mark(line) or line for line in titles]
    details = [item for cell in row.of("details") for item in items(cell)]
    others = [item for cell in row.of("unknown") if not is_empty(cell.text) for item in items(cell)]
    people, organising = people_of("\n".join(cell.text for cell in row.of("participants") if not is_empty(cell.text)))
    body = [*details, *others]
    if titles:
        title, rest = titles[0], [*titles[1:], *body]
    elif any(role == "title" for role, _ in row.cells) and not body:
        return None
    elif body:
        title, rest = body[0], body[1:]
    elif named := row.text("participants") or row.text("organizer") or row.text("location"):
        title, rest = fallback or named, []
    elif note:
        title, rest = note, []
    else:
        return None
    venue = _VENUE.search(title)
    return Event(
        uid="",
        title=title,
        place=row.place,
        details=tuple(rest),
        participants=people or participants_in(note),
        organizer=row.text("organizer") or organising or organizer_in(note),
        location=row.text("location") or (venue[1] if venue else ""),
        note=note,
        stage=stage,
        status="cancelled" if row.struck else status_of(f"{as_written} {title} {row.time_text} {note}"),
    )


def fallback_title(table: Table) -> str:
    """What the rows of a table are called that name only people: what its caption says, without the word for table."""
    lines = [line.text for line in table.caption] or [""]
    return re.sub(r"(?:安排|人员)*(?:一览)?(?:表|通知)\s*$", "", re.sub(r"[（(].*[)）]\s*$", "", lines[0])).strip()


def items(cell: Cell) -> Iterator[str]:
    """Yield a cell's paragraphs, a numbered list within one divided into its items."""
    for paragraph in cell.paragraphs:
        parts = [item.strip() for item in _ITEM.split(paragraph)] if _ITEM.match(paragraph) else [paragraph]
        yield from (item for item in parts if item)


def status_of(words: str) -> Status:
    """Whether the words of an event cancel it, say that it does not take place (no class), or leave it open."""
    if _CANCELLED.search(words) or _NOT_HELD.match(words):
        return "cancelled"
    return "tentative" if _TENTATIVE.search(words) else "confirmed"
