"""What time words say: a time, a length, a recurrence, and what completed them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

Precision: TypeAlias = Literal["minute", "part", "day", "week", "third", "month", "quarter", "half", "year"]
Fit: TypeAlias = Literal["fills", "within"]
PartOfDay: TypeAlias = Literal["early_morning", "morning", "noon", "afternoon", "dusk", "evening", "night", "all_day"]
Bound: TypeAlias = Literal["exactly", "about", "at_least", "at_most"]
LengthUnit: TypeAlias = Literal["minute", "hour", "day", "working_day", "week", "month", "quarter", "year"]
CompletionSource: TypeAlias = Literal[
    "phrase", "row", "column", "heading", "caption", "paragraph", "title", "document_date", "term_start", "notice"
]


@dataclass(frozen=True, slots=True)
class Completion:
    """A part of a date that its own words leave out, and what supplied it."""

    part: Literal["year", "month", "day"]
    value: int
    source: CompletionSource
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as the words state it.

    `first` and `last` are full days, both inclusive; None is open, and both are None where the year is unknown.
    `fit` says whether the event takes up the whole span or lies somewhere within it. `start_time` and `end_time` are
    minutes after midnight (0-1440): the first belongs to `first`, the second to `last`. `edtf` is the value in EDTF
    (ISO 8601-2:2019).
    """

    text: str
    first: dt.date | None
    last: dt.date | None
    edtf: str
    fit: Fit = "fills"
    precision: Precision = "day"
    part: PartOfDay | None = None
    start_time: int | None = None
    end_time: int | None = None
    approximate_first: bool = False
    approximate_last: bool = False
    completed_from: tuple[Completion, ...] = ()

    @property
    def approximate(self) -> bool:
        """Whether the words blur either end."""
        return self.approximate_first or self.approximate_last


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: parts such as ((1, "month"),) or ((1, "hour"), (30, "minute")), and how firmly it is meant."""

    text: str
    parts: tuple[tuple[float, LengthUnit], ...]
    bound: Bound = "exactly"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence: the value of an RRULE (RFC 5545, 3.3.10), the part of day or the clock times of each occurrence."""

    text: str
    rrule: str
    part: PartOfDay | None = None
    start_time: int | None = None
    end_time: int | None = None
