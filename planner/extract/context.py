"""What a document itself says about its dates: its day of issue, and the years and months of its title and captions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner import dates
from planner.dates import Context, Reference
from planner.extract.line_shapes import is_day_and_place
from planner.extract.orders import order_of, texts_of
from planner.extract.periods import periods_of
from planner.extract.wording import without_signer
from planner.records import Paragraph, Table, When

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from planner.dates import Found
    from planner.extract.corrections import Corrections
    from planner.extract.roles import Role
    from planner.records import CompletionSource, Document
    from planner.settings import Settings

_LONGEST_DAY = 40  # characters of a heading that is a day and nothing else
_DAY_NAMES = re.compile(
    r"第[一二三四五六七八九十0-9]+天|day\s+[0-9]+|[0-9/.\-（()）,，:：\s]|星期[一二三四五六日天]|周[一二三四五六日]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[0-9]{2}|年|[〇○零一二三四五六七八九]{4}")
_OF_A_WEEK = re.compile(r"[周週]|星期|\bweek\b|[0-9]\s*[日号號]?\s*[-—–~～至到]\s*[0-9]", re.IGNORECASE)
_COUNTED_DAY = re.compile(r"第[一二三四五六七八九十0-9]+天|\bday\s+[0-9]+\b", re.IGNORECASE)
_LONGEST_YEAR = 370
_AHEAD = 31  # days that a span of time may begin after the text whose dates it completes
_LINES_OF_A_SIGN_OFF = 4  # a sign-off stands among the last lines of a text or of the part before an attachment
_NOT_A_DATE = re.compile(r"[^0-9年月日〇○零一二三四五六七八九十./\-\s()（）星期]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The settings, and what completes a date anywhere in one document: its day of issue, the year of its headings.

    `periods` are the clock times of lesson periods, in minutes after midnight; `columns` are the roles
    that a person gave to column heads, `layout` the one that a person named for the tables. `times` are what was
    found in the paragraphs already, by their text and what they were read with.
    """

    settings: Settings
    issued: dt.date | None
    headings: tuple[Context, ...]
    term_start: dt.date | None = None
    periods: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    columns: Mapping[str, Role] = field(default_factory=dict)
    layout: str = ""
    times: Mapping[tuple[str, Reference], tuple[Found, ...]] = field(default_factory=dict)

    def reference(self, *nearer: Context) -> Reference:
        """What a phrase is read with; contexts that stand nearer to it come first."""
        return Reference(
            contexts=(*nearer, *self.headings),
            document_date=self.issued,
            date_order=self.settings.date_order,
            month_edge_days=self.settings.month_edge_days,
            term_start=self.term_start,
        )

    def find(self, text: str, reference: Reference) -> tuple[Found, ...]:
        """The time expressions of a running text."""
        known = self.times.get((text, reference))
        return dates.find(text, reference) if known is None else known

    def contexts(self, source: CompletionSource, *texts: str) -> tuple[Context, ...]:
        """What captions, headings or rows say about dates."""
        read = (self.context(source, text) for text in texts)
        return tuple(context for context in read if context is not None)

    def holds(self, context: Context) -> bool:
        """Whether what a heading says about dates holds for a text that was issued when it was.

        A notice in June about the school year that begins in August has dates before that year.
        """
        if self.issued is None or context.year or context.first is None:
            return True
        return (context.first - self.issued).days <= _AHEAD

    def context(self, source: CompletionSource, text: str, *nearer: Context) -> Context | None:
        """What one line says about dates; a heading that is only a day may write it in figures (Day 1, 4/14)."""
        reference = replace(self.reference(*nearer), document_date=None)  # a heading says no more than its own words
        bare = _COUNTED_DAY.sub(" ", text)
        found = dates.context_of(source, bare, reference)
        if (found is None or not found.week) and _OF_A_WEEK.search(text):  # but for the year of a week
            dated = dates.context_of(source, bare, self.reference(*nearer))
            if dated and dated.week:
                found = replace(found or Context(source=source, text=text), week=dated.week)
        if found is not None and not (found.month or found.first or found.week) and not _YEAR.search(text):
            found = None  # 春季学期 states no year: the one that completed it is known already
        if found is not None:
            return replace(found, text=text)
        if len(text) > _LONGEST_DAY or _DAY_NAMES.sub("", text):
            return found
        whens = [one.values[0] for one in dates.read(text, self.reference(*nearer)) if len(one.values) == 1]
        days = [one for one in whens if isinstance(one, When) and one.first is not None and one.first == one.last]
        if len(days) != 1 or days[0].first is None:
            return None
        day = days[0].first
        return Context(source=source, text=text, year=day.year, month=day.month, day=day.day)


def surroundings_of(
    document: Document, on: dt.date | None, settings: Settings, term_start: dt.date | None, corrections: Corrections
) -> Surroundings:
    """Gather what completes a document's dates; `on` stands in for the day of issue where the document states none."""
    issued = issued_on(document) or on
    settings = replace(settings, date_order=settings.date_order or order_of(texts_of(document)))
    known = Surroundings(
        settings,
        issued,
        (),
        term_start,
        periods_of(document.blocks),
        corrections.columns,
        corrections.layout,
    )
    titled = known.context("title", document.title)
    week = (titled,) if titled and titled.week else ()
    known = replace(known, headings=(*week, *(one for one in _one_year(document) if known.holds(one))))
    return known if term_start else replace(known, term_start=_term_start(document, known))


def with_times(document: Document, known: Surroundings) -> Surroundings:
    """Find the times of a document's paragraphs once, for its clauses and for its events."""
    reference = known.reference()
    texts = (block.text for block in document.blocks if isinstance(block, Paragraph))
    return replace(known, times={(text, reference): dates.find(text, reference) for text in texts})


def issued_on(document: Document) -> dt.date | None:
    """The day of issue that the text states in its sign-off, else the day on which it was published."""
    paragraphs = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    for text in reversed(paragraphs[-_LINES_OF_A_SIGN_OFF:]):
        if day := _whole_date(text):
            return day
    return document.published


def _whole_date(text: str) -> dt.date | None:
    """The day that a line is, if it is nothing but one full date."""
    text = without_signer(text)
    if _NOT_A_DATE.search(text):
        return None
    found = dates.read(text.strip())
    if len(found) != 1 or len(found[0].values) != 1:
        return None
    when = found[0].values[0]
    return when.first if isinstance(when, When) and when.precision == "day" and when.first == when.last else None


def _one_year(document: Document) -> tuple[Context, ...]:
    """The one year, or school year, that the title, the headings and the captions of a document agree on."""
    texts = [document.title, *_subtitle(document)]
    for block in document.blocks:
        if isinstance(block, Table):
            texts.extend(line.text for line in block.caption)
        elif block.level:
            texts.append(block.text)
    contexts = [context for text in texts if (context := dates.context_of("title", text))]
    years = {context.year for context in contexts if context.year}
    spans = {(one.first, one.last): one for one in contexts if one.first and one.last and _is_year(one.first, one.last)}
    for (first, last), span in spans.items():
        if len(spans) == 1 and first and last and years <= {first.year, last.year}:
            return (span,)
    if len(years) != 1:
        return ()
    stated = next(context for context in contexts if context.year)
    return (Context(source="title", text=stated.text, year=stated.year),)


def _subtitle(document: Document) -> list[str]:
    """The line below the title where it says when and where all takes place: 12-13 May 2027, Town Hall."""
    first = [block.text for block in document.blocks[:2] if isinstance(block, Paragraph)]
    return [text for text in first[1:] if is_day_and_place(text, dates.find(text))]


def _is_year(first: dt.date, last: dt.date) -> bool:
    """Whether a span is a year that begins in one and ends in the next: a school year."""
    return first.year + 1 == last.year and (last - first).days < _LONGEST_YEAR


_SHORTEST_TERM, _LONGEST_TERM = 28, 200  # days
_TERM_STARTS = re.compile(
    r"(?:正式)?(?:开学|開學|行课|开课|上课)(?:日|第一天)?|第[一1]周(?:从|自|为|[：:])"
    r"|first (?:day of (?:classes|term)|week)|term (?:starts"
    r"|begins)",
    re.IGNORECASE,
)
# Without these the above finds nothing.
_TERM_WORDS = re.compile("[开開][学學]|[行开上]课|第[一1]周|first|First|FIRST|term|Term|TERM")


def _term_start(document: Document, known: Surroundings) -> dt.date | None:
    """The day on which the document says that the term starts, if it says so once."""
    days = set()
    for text in _running_texts(document):
        for one in dates.find(text, known.reference()) if states_term_start(text) else ():
            near = text[max(0, one.start - 12) : one.end + 12]
            value = one.values[0] if len(one.values) == 1 else None
            if isinstance(value, When) and value.precision == "day" and value.first and states_term_start(near):
                days.add(value.first)
    return days.pop() if len(days) == 1 else None


def term_of(contexts: Iterable[Context]) -> dt.date | None:
    """The first day of the span, some weeks to some months long, that the nearest of a timetable's headings states."""
    for one in contexts:
        if one.first and one.last and _SHORTEST_TERM <= (one.last - one.first).days <= _LONGEST_TERM:
            return one.first if re.search(r"日|[/-]", one.text) else None
    return None


def states_term_start(text: str) -> bool:
    """Whether a text says when a term, or its first week, starts; the day may still be missing."""
    return bool(_TERM_WORDS.search(text)) and bool(_TERM_STARTS.search(text))


def _running_texts(document: Document) -> Iterator[str]:
    """Yield the paragraphs of a document and the captions of its tables."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (line.text for line in block.caption)
