"""What goes into reading a time expression and what comes out: the records of `planner.dates`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from planner.records import CompletionSource, Length, Message, Repeat, When

if TYPE_CHECKING:  # settings look up time zones as they load, which costs more than all of this package
    from planner.settings import DateOrder

# How a date without a year takes one from the document's date: as the year that puts it between four months before
# and eight months after ("window"), the document's own year ("same"), or not at all.
YearPolicy = Literal["window", "same", "none"]
# What a weekday without a week is: open, that day of the document's week, or the next such day after the document.
WeekdayPolicy = Literal["open", "this_week", "next"]
# What 当日, 次日 and 同月 count from where no date stands before them in the text: nothing, or the document's date.
AnaphoraPolicy = Literal["text", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the surroundings of a phrase say about dates: a caption, a heading, the row above.

    `first` and `last` are the span that the words cover, both inclusive; a missing year or month is then taken so that
    the date falls inside. `day` completes a phrase that names only a part of day or a clock time. `week` is a span of
    seven days at most, both inclusive, in which a weekday without a week falls.
    """

    source: CompletionSource
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    week: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a phrase may be completed from.

    `contexts` stand nearest first. `document_date` completes a year, and is the day that relative words (今天, 上月)
    count from; it never completes a month. `document_time` is in minutes after midnight; relative clock times
    (两小时后) need it. `term_start` is a day of the first teaching week. `date_order` decides 12/05; None keeps both
    readings. `month_edge_days` is how many days 初 and 底 cover.
    """

    contexts: tuple[Context, ...] = ()
    document_date: dt.date | None = None
    document_time: int | None = None
    term_start: dt.date | None = None
    date_order: DateOrder | None = None
    month_edge_days: int = 10
    year_policy: YearPolicy = "window"
    weekday_policy: WeekdayPolicy = "open"
    anaphora: AnaphoraPolicy = "text"
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the hash once: every phrase that is read is looked up with its reference."""
        object.__setattr__(self, "_hash", hash(_compared(self)))

    def __hash__(self) -> int:
        return self._hash


_compared = attrgetter(*(one.name for one in fields(Reference) if one.compare))
NOTHING = Reference()
"""The reference that completes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in a time expression, or what it leaves open. `start` and `end` are character offsets, end exclusive."""

    code: str
    message: Message
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time expression in a text: `text == source[start:end]`, end exclusive.

    `values` are alternative readings: none for a vague word or an impossible date, several where the words allow
    several. `anchor` is the event that a length counts from (会后三天内: 会). `hedge` is a word before it that
    weakens the statement (原则上, 一般).
    """

    start: int
    end: int
    text: str
    values: tuple[When | Length | Repeat, ...]
    problems: tuple[Problem, ...] = ()
    anchor: str = ""
    hedge: str = ""
