"""The nouns of the project: frozen records that each step hands to the next. Imports nothing of ours.

Conventions that hold everywhere: a span of days is inclusive at both ends; a clock time is a whole number of minutes
after midnight, 0 to 1440, where 1440 is the 24:00 that closes the day; an empty string is a field that the document
leaves empty; None is a bound that the words leave open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

Precision: TypeAlias = Literal["minute", "part", "day", "week", "third", "month", "quarter", "half", "year"]
Fit: TypeAlias = Literal["fills", "within"]
PartOfDay: TypeAlias = Literal["early_morning", "morning", "noon", "afternoon", "dusk", "evening", "night", "all_day"]
Bound: TypeAlias = Literal["exactly", "about", "at_least", "at_most"]
LengthUnit: TypeAlias = Literal["minute", "hour", "day", "working_day", "week", "month", "quarter", "year"]
EventKind: TypeAlias = Literal["event", "deadline", "stage"]
Status: TypeAlias = Literal["confirmed", "tentative", "cancelled"]
Strength: TypeAlias = Literal["must", "in_principle", "may", "strive"]
ClauseKind: TypeAlias = Literal[
    "window", "length", "extension", "minimum", "steps", "follows", "gate", "threshold", "review", "filing", "deadline",
    "deliverable", "coverage", "scope", "inherits", "basis",
]  # fmt: skip
Level: TypeAlias = Literal["centre", "province", "city", "unit"]
Verdict: TypeAlias = Literal["sure", "possible", "impossible", "open"]
Severity: TypeAlias = Literal["error", "warning", "info"]
CompletionSource: TypeAlias = Literal[
    "phrase", "row", "column", "heading", "caption", "paragraph", "title", "document_date", "term_start", "notice"
]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person, still without a language: an English template and what fills it.

    `values` are pairs of name and value; a value may itself be a Message. `plural` is the English template for every
    count but one; then the value named "count" decides.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str | None = None


def message(template: str, /, **values: object) -> Message:
    """Make a Message; the translation catalogue is collected from the first argument of this function."""
    return Message(template, tuple(values.items()))


def plural_message(template: str, plural: str, /, *, count: int, **values: object) -> Message:
    """Make a Message whose wording depends on `count`, as gettext's ngettext does."""
    return Message(template, (("count", count), *values.items()), plural)


class PlannerError(Exception):
    """What stops a whole job: a wrong call, or nothing that could be done. Said in one line, at the edge."""

    def __init__(self, said: Message) -> None:
        super().__init__(_in_english(said))
        self.message = said


def _in_english(said: Message) -> str:
    """What a message says where no catalogue is at hand; for tracebacks, not for people."""
    values = {name: _in_english(value) if isinstance(value, Message) else value for name, value in said.values}
    return said.template.format(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: a file, the place inside it, and the words quoted. Lines, rows and cells count from 1.

    `path` goes on inside archives and mails: "a.zip/b.docx". `confidence` is how sure text recognition is of the
    words, 0 to 1; None where the words were not recognised from a picture.
    """

    path: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    quote: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text that stands by itself.

    `level` is 0 for body text, 1 and up for headings; `struck` says that all its words are struck out.
    """

    text: str
    place: Place
    level: int = 0
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its paragraphs, where its grid span begins (from 0), and how far it reaches.

    `struck` says that all its words are struck out.
    """

    paragraphs: tuple[str, ...]
    place: Place
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    struck: bool = False

    @property
    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """A span-true grid: `grid[row][column]` is the cell that covers that position, or None where none does."""

    caption: tuple[Paragraph, ...]
    grid: tuple[tuple[Cell | None, ...], ...]
    place: Place

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.grid), default=0)


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file: metadata, and its blocks in reading order.

    `published` is the day on which the carrier (a newspaper, a web page) printed the text; `metadata` holds further
    fields of the carrier, such as page and issue, as pairs of name and value.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    published: dt.date | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    problems: tuple[Finding, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One item of a schedule. `when` and `repeat` are both None where the document does not date it."""

    uid: str
    title: str
    place: Place
    kind: EventKind = "event"
    when: When | None = None
    repeat: Repeat | None = None
    details: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    organizer: str = ""
    location: str = ""
    note: str = ""
    stage: str = ""
    status: Status = "confirmed"
    parent: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause, a window or a schedule is about: each field is empty where the words do not say.

    `batch` is the ordinal ("第一批", "第二批"), `stage` the stage's bare name ("整改提高"), `unit` the organisation,
    `activity` the campaign or work that the stages and batches divide.
    """

    stage: str = ""
    batch: str = ""
    unit: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The events of one document and what it is about.

    `date` is the document's date, else the first day of the span that its caption states.
    """

    path: str
    title: str
    subject: Subject
    events: tuple[Event, ...]
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a clause states besides times and lengths. Of a threshold, the amount says when its consequence applies.

    `before` and `after` must come later and earlier, with `lag` "at once" directly; `source` is a batch taken over.
    """

    number: float | None = None
    unit: str = ""
    bound: Bound = "exactly"
    steps: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    lag: str = ""
    reviewer: str = ""
    recipient: str = ""
    copy_to: str = ""
    documents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One demand of a notice, as stated: not yet resolved against anything else.

    `own` is true for what a schedule says in its own prose: it binds that schedule and no other. `about` is what it is
    on, in the document's words, empty for the subject itself. `issued` is the day from which it counts.
    """

    kind: ClauseKind
    subject: Subject
    place: Place
    own: bool = False
    when: When | None = None
    length: Length | None = None
    strength: Strength = "must"
    about: str = ""
    condition: str = ""
    terms: Terms = Terms()
    level: Level | None = None
    issued: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Precedence:
    """Words from which the order of two stages is seen, by their bare names; `batch` is empty where none is named."""

    before: str
    after: str
    batch: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time of a stage or batch, with the clauses it rests on.

    `slack_first` and `slack_last` are the days by which an approximate end may give way. `length` and `extension` are
    kept as stated, also where the window has no base to count them from.
    """

    name: str
    subject: Subject
    basis: tuple[Clause, ...]
    when: When | None = None
    length: Length | None = None
    extension: Length | None = None
    slack_first: int = 0
    slack_last: int = 0

    @property
    def binds_only(self) -> frozenset[str]:
        """The paths of the only schedules that the window binds; empty where it binds every one that it concerns."""
        return (
            frozenset(clause.place.path for clause in self.basis) if all(one.own for one in self.basis) else frozenset()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A batch or activity with its stages in order, or a stage; `when` is what the notices of all levels leave."""

    name: str
    subject: Subject
    windows: tuple[Window, ...] = ()
    when: When | None = None
    rules: tuple[Clause, ...] = ()
    children: tuple[Branch, ...] = ()
    inherited_from: str = ""
    inherited_by: Clause | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A window of which something is `missing` ("year", "first", "last", "base"), and the papers that would tell."""

    window: Window
    missing: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the notices set: the windows, the tree of batches and stages, the clauses, and what stays open."""

    windows: tuple[Window, ...] = ()
    branches: tuple[Branch, ...] = ()
    clauses: tuple[Clause, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found, good or bad: one rule, one verdict, one place.

    `margin` is in days, (least, most) over the readings of uncertain dates; negative where days are missing.
    `event` is the event's title, None where the finding concerns a whole document. `required` and `actual` are EDTF.
    """

    code: str
    verdict: Verdict
    severity: Severity
    message: Message
    place: Place
    event: str | None = None
    event_uid: str | None = None
    window: str | None = None
    related: tuple[Place, ...] = ()
    required: str | None = None
    actual: str | None = None
    readings: tuple[str, ...] = ()
    margin: tuple[int, int] | None = None
