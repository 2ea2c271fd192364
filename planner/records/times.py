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
    (ISO 8601-2:2019). `part` is the part of day in which `first` begins and `last` ends, unless `last_part` names
    another for `last`; `all_day` is a whole day beside the part of another (5月12日下午至13日).
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
    last_part: PartOfDay | None = None

    @property
    def approximate(self) -> bool:
        """Whether the words blur either end."""
        return self.approximate_first or self.approximate_last


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: parts such as ((1, "month"),) or ((1, "hour"), (30, "minute")), and how firmly it is meant.

    A length that the words leave open between two (三五天) is at least `parts` and at most `upper`, both inclusive.
    """

    text: str
    parts: tuple[tuple[float, LengthUnit], ...]
    bound: Bound = "exactly"
    upper: tuple[tuple[float, LengthUnit], ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence: the value of an RRULE (RFC 5545, 3.3.10), the part of day or the clock times of each occurrence.

    Weekdays that the words leave out are left out of the rule; `except_holidays` leaves out the statutory holidays too,
    which no RRULE can say.
    """

    text: str
    rrule: str
    part: PartOfDay | None = None
    start_time: int | None = None
    end_time: int | None = None
    except_holidays: bool = False
