"""What the grammar reads from the words alone, before anything is completed."""

from __future__ import annotations

from typing import Literal, NamedTuple

from planner.records import Bound, LengthUnit, PartOfDay

Shift = tuple[str, int]


class Point(NamedTuple):
    """A point in time as worded: None, 0 and "" are what the words leave out.

    `unit` is the finest calendar unit named and `rank` says which: a half or quarter counts from 1; a third is 1-3, or
    12 and 23 for two of them; an edge is -1 (初), 0 (中) or 1 (底); a week counts from 1, or from -1 for the last;
    `head`, `tail` and `nth` count units of the kind `of`. `shifts` are relative steps such as ("month", -1) for 上月;
    `previous` counts them from the date before it in the text (次日). `weekday` is 1-7. Clock times are minutes after
    midnight. `impossible` is a clock time that no day has; `spread` is how
    many units later it may be (1 in 七八点, 三四月).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    unit: str = ""
    rank: int = 0
    of: str = ""
    shifts: tuple[Shift, ...] = ()
    previous: bool = False
    calendar: Literal["", "lunar", "either"] = ""
    leap: bool = False
    name: str = ""
    weekday: int = 0
    part: PartOfDay | None = None
    clock: int | None = None
    half_day: bool = False
    meridiem: bool = False
    impossible: bool = False
    approximate: bool = False
    spread: int = 0
    orders: tuple[tuple[int | None, int, int], ...] = ()

    @property
    def dated(self) -> bool:
        """Whether a calendar unit is named, and not only a time of day."""
        return bool(self.unit)


class Phrase(NamedTuple):
    """A time expression: a point (`last` None), a range, or one open at an end.

    `edge` is "" for a closed one, "before" for a deadline or an open start, "after" for an open end. `exclusive` leaves
    out what is named: the day of a deadline (不含当日), the month or the holiday that something comes after (5月以后);
    `strict` leaves out a single day too (after 10 May). `lasting` is a length that ends what `edge` opens: 5月4日起3天.
    `gloss` is a week that the words name beside their days: 第三周（9月16日-20日）.
    """

    start: int
    end: int
    first: Point
    last: Point | None = None
    edge: Literal["", "before", "after"] = ""
    exclusive: bool = False
    strict: bool = False
    lasting: Span | None = None
    gloss: Point | None = None
    approximate_first: bool = False
    approximate_last: bool = False


class Span(NamedTuple):
    """A length as worded, with what it counts from: an event's words, or now (`direction` -1 back, 1 on)."""

    start: int
    end: int
    parts: tuple[tuple[float, LengthUnit], ...]
    bound: Bound
    upper: tuple[tuple[float, LengthUnit], ...] = ()
    anchor: str = ""
    direction: int = 0
    reach: Literal["", "point", "through", "beyond"] = ""


class Recurrence(NamedTuple):
    """A repeat as worded: the parts of its RRULE, and the time of each occurrence.

    `either` are the RRULEs of the other repeats that the words leave open: 每周一或周三. `except_holidays` leaves out
    the statutory holidays.
    """

    start: int
    end: int
    rrule: str
    part: PartOfDay | None = None
    clock: int | None = None
    end_clock: int | None = None
    except_holidays: bool = False
    either: tuple[str, ...] = ()


class Vague(NamedTuple):
    """A word that points at a time without saying which."""

    start: int
    end: int


Node = Phrase | Span | Recurrence | Vague
