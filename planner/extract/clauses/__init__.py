"""A notice's prose into clauses: one module a family of demands, each rule with sentences that it must read beside it.

Every sentence goes through all families. A sentence that states a time or a demand and that none of them understood is
kept with its place: nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from planner import codes, dates
from planner.extract.clauses.amounts import amounts_in
from planner.extract.clauses.frames import FRAMES, Frame, framed
from planner.extract.clauses.gates import GATES
from planner.extract.clauses.joined import joined, settled
from planner.extract.clauses.lengths import AMOUNTS, condition_before
from planner.extract.clauses.listed import announced, items_after, stage_order, with_stages
from planner.extract.clauses.model import Draft, Family, Sentence, letters_of
from planner.extract.clauses.order import ORDER
from planner.extract.clauses.papers import PAPERS, last_paper
from planner.extract.clauses.reach import REACH
from planner.extract.clauses.sentences import SENTENCE, renewed
from planner.extract.clauses.steps import STEPS
from planner.extract.clauses.strength import level_of, strength_of
from planner.extract.clauses.times import TIMES
from planner.extract.clauses.words import DEMAND, WISH, phrase, unread_ban
from planner.extract.problems import problem_finding
from planner.extract.subjects import batches_in, is_batch, stages_in
from planner.records import Clause, Paragraph, Place, Precedence, Repeat, Subject, Terms, When

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from planner.dates import Found
    from planner.extract.clauses.amounts import Amount
    from planner.extract.context import Surroundings
    from planner.records import Document, Finding, Strength
    from planner.settings import Weight

__all__ = ["FAMILIES", "FRAMES", "NO_PROSE", "Frame", "Prose", "prose_of"]

FAMILIES: tuple[Family, ...] = (*TIMES, *AMOUNTS, *STEPS, *ORDER, *GATES, *PAPERS, *REACH)
_LONG_OVER = 60  # days; an earlier year besides
_LONGEST = 2_000  # characters of a sentence that is read; a longer one is listed as not understood
_TOPIC = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[、.．])(?P<topic>[^，,；;。：:]{2,12})[。：:]?\s*"
)
_Made: TypeAlias = "tuple[Clause, tuple[dates.Problem, ...]]"
_DATE_LINE = re.compile(r"\s*(?:电(?!话)|讯)")
# Words of others and examples are no demands; they are listed where they state a time.
_NO_DEMAND = re.compile(
    r"\s*(?:[（(]?(?:例如|比如|譬如)|for\s+(?:example|instance)\b|e\.g\.|[“\"][A-Z])"
    r"|[^。]{0,40}(?:[说道曰云]|有句话|谚语|常言)[：:，,]?[“‘]",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"(?:通知|意见|方案|安排|日程|计划|函|批复|公告|通告|指南|办法|规定|细则|要点|纪要)(?:[（(][^）)]*[）)])?$"
    r"|^(?:memo(?:randum)?|circular|notice|directive|re)\b[^.]*$",
    re.IGNORECASE,
)
_BANS = re.compile(r"\s*no\s+[\w\s]{2,40}?\bmay\b", re.IGNORECASE)
# What the whole sentence is said with: 原则上，…… or Normally, ….
_HEDGE = re.compile(r"\s*(?:原则上|一般情况下|一般来说|in\s+principle|normally|as\s+a\s+rule)\s*[，,]", re.IGNORECASE)
_FAULTS = frozenset(("impossible-date", "impossible-time", "inverted-range"))
_SIGN_OFF = re.compile(r"[^，,。；;：:]{0,40}")


@dataclass(frozen=True, slots=True)
class Prose:
    """What a document's prose demands.

    `not_understood` are the sentences with a time or a demand that no rule read; `stating` counts all sentences with
    a time or a demand, understood or not, and `exhorting` those of the others that name no time, amount or paper.
    `issued` is the day from which the clauses count.
    """

    clauses: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_understood: tuple[Place, ...] = ()
    stating: int = 0
    exhorting: int = 0
    issued: dt.date | None = None
    precedences: tuple[Precedence, ...] = ()


NO_PROSE = Prose()


def prose_of(document: Document, surroundings: Surroundings, unit: str) -> Prose:
    """Read the clauses of a document's prose, in reading order, and report stage windows that lack a year.

    `unit` is the organisation that the document speaks for: 我会, 本校 in a sentence mean it.
    """
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    reference = surroundings.reference()
    found = [surroundings.find(paragraph.text, reference) for paragraph in paragraphs]
    found = [renewed(one.text, times, surroundings) for one, times in zip(paragraphs, found, strict=True)]
    issued = _issued(document, found, paragraphs, surroundings)
    titled = Subject(
        stage=next((name for *_, name in stages_in(document.title)), ""),
        batch=next((name for *_, name in batches_in(document.title)), ""),
        unit=unit,
    )
    level = level_of(document.title, [paragraph.text for paragraph in paragraphs[:3]])
    reader = _Reader(titled, issued)
    for at, (paragraph, times) in enumerate(zip(paragraphs, found, strict=True)):
        if at or not _TITLE_ENDS.search(paragraph.text.strip()):
            reader.read(paragraph, times)
    reader.read_lists()
    made = [
        (replace(clause, level=level, issued=issued), problems)
        for entry in reader.entries
        for clause, problems in entry.clauses(surroundings.settings.strength)
    ]
    made = _cited_once(made)
    findings = [
        codes.reading_finding(codes.NO_YEAR, problem.message, clause.place)
        for clause, problems in made
        for problem in problems
        if problem.code in ("no-year", "no-month")
    ]
    findings += [fault for entry in reader.entries for fault in entry.faults()]
    stating = [entry for entry in reader.entries if entry.states]
    exhorting = sum(entry.exhorts for entry in stating)
    missed = tuple(place for entry in stating if (place := entry.unread()))
    ordered = tuple(
        Precedence(before, after, entry.sentence.subject.batch, entry.place())
        for entry in reader.entries
        for before, after in stage_order(entry.sentence.text, titled.stage)
    )
    return Prose(tuple(clause for clause, _ in made), tuple(findings), missed, len(stating), exhorting, issued, ordered)


def _cited_once(made: list[_Made]) -> list[_Made]:
    """Keep the first mention of each paper that a notice cites."""
    cited: set[tuple[str, ...]] = set()
    kept: list[_Made] = []
    for clause, problems in made:
        if clause.kind == "basis":
            if clause.terms.documents in cited:
                continue
            cited.add(clause.terms.documents)
        kept.append((clause, problems))
    return kept


@dataclass(slots=True)
class _Entry:
    """A sentence of a paragraph while it is read: the drafts found in it, and the times that frames took."""

    paragraph: Paragraph
    sentence: Sentence
    drafts: list[tuple[Draft, Found | None]]
    paper: str = ""
    past: bool = False  # whether a time in it was over long before the issue

    @property
    def states(self) -> bool:
        """Whether the sentence holds a time or a demand, or anything that was read from it."""
        text, times = self.sentence.text, self.sentence.times
        if self.drafts or self.past or DEMAND.search(text) or WISH.search(text):
            return True
        return any(one.values or one.problems for one in times) and not _is_dated_line(self.sentence)

    @property
    def exhorts(self) -> bool:
        """Whether the sentence only exhorts: a demand, but no time, no amount and no paper in it."""
        return not (self.drafts or self.paper or self.past or self.sentence.times or self.sentence.amounts)

    def unread(self) -> Place | None:
        """Where words stand that no rule read: the sentence, or a ban of certain times in it; None without any."""
        if not self.drafts:
            return self.place()
        ban = unread_ban(self.sentence.text, ((one.start, one.end) for one, _ in self.drafts))
        return self.place(*ban) if ban else None

    def clauses(self, weights: Mapping[Strength, Weight]) -> Iterator[_Made]:
        """Make the clauses of the sentence, in the order of their words, with the problems of a stage's time."""
        for draft, found in sorted(self.drafts, key=lambda one: (one[0].start, one[0].end)):
            yield self._made(draft, weights), found.problems if found and draft.kind == "window" else ()

    def _made(self, draft: Draft, weights: Mapping[Strength, Weight]) -> Clause:
        text = self.sentence.text
        subject, about = draft.subject or self.sentence.subject, draft.about
        if draft.subject is None and (named := _names_itself(about)):
            subject, about = replace(subject, stage=named.stage, batch=named.batch or subject.batch), ""
        begin = phrase(text, draft.start, draft.end)[0]
        lead = lead[0] if (lead := _HEDGE.match(text)) and lead.end() <= begin else ""
        around = "" if _BANS.match(text) else lead + text[begin : draft.end] + draft.condition
        return Clause(
            kind=draft.kind,
            subject=subject,
            place=self.place(draft.start, draft.end),
            when=draft.when,
            length=draft.length,
            strength=draft.strength or strength_of(text[draft.start : draft.end] if draft.subject else around, weights),
            about=about,
            condition=draft.condition,
            terms=draft.terms,
        )

    def faults(self) -> Iterator[Finding]:
        """Report the times that cannot be: no such date, or an end before its beginning. No clause rests on them."""
        for one in self.sentence.times:
            for problem in () if one.values else one.problems:
                if problem.code in _FAULTS:
                    yield problem_finding(problem, self.place(*phrase(self.sentence.text, one.start, one.end)), None)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where words of the sentence stand; without a span, the whole sentence."""
        whole = self.paragraph.place
        quote = self.sentence.text[start:end]
        begin = self.sentence.start + start + len(quote) - len(quote.lstrip())
        column = None if whole.column is None else whole.column + begin
        return replace(whole, column=column, quote=quote.strip())


class _Reader:
    """Reads a document's paragraphs one by one, carrying what earlier sentences named."""

    def __init__(self, titled: Subject, issued: dt.date | None) -> None:
        self.titled, self.issued = titled, issued
        self.entries, self.paper = list[_Entry](), ""

    def read(self, paragraph: Paragraph, times: Sequence[Found]) -> None:
        """Read the sentences of a paragraph; a stage, a topic and a paper carry on within it."""
        stage = topic = ""
        for match in SENTENCE.finditer(paragraph.text):
            text = match[0]
            if not text or text.isspace():
                continue
            inside = [one for one in times if match.start() <= one.start < match.end()]
            if len(text) > _LONGEST or _NO_DEMAND.match(text):
                self.entries.append(_Entry(paragraph, Sentence(text, match.start(), self.titled, tuple(inside)), []))
                continue
            inside, measured = _settled(text, match.start(), inside)
            stated, inside = inside, [one for one in inside if not _is_past(one, self.issued)]
            stages = [name for *_, name in stages_in(text)]
            drafts: list[tuple[Draft, Found | None]] = []
            for one in inside:
                if draft := framed(paragraph.text, match.span(), one, replace(self.titled, stage=stage)):
                    begin = phrase(text, one.start - match.start(), one.end - match.start())[0]
                    drafts.append((replace(draft, condition=condition_before(text, begin)[0]), one))
            subject = self._subject(text, stage, stages)
            free = _remaining(match.start(), inside, measured, [found for _, found in drafts if found])
            sentence = Sentence(text, match.start(), subject, *free, topic, self.paper, self.titled.batch)
            drafts.extend([(draft, None) for draft in _kept(sentence, drafts)])
            entry = _Entry(paragraph, sentence, drafts, past=len(inside) < len(stated))
            self.entries.append(entry)
            stage = stages[-1] if stages else stage
            topic = heading["topic"] if (heading := _TOPIC.fullmatch(text)) else topic
            entry.paper = last_paper(text)
            self.paper = entry.paper or self.paper

    def read_lists(self) -> None:
        """Add the steps that a list over several sentences spells out, and name the stages that one only counts."""
        sentences = [entry.sentence for entry in self.entries]
        for at, entry in enumerate(self.entries):
            if (found := announced(entry.sentence)) and (items := items_after(sentences, at, found[2])):
                draft = Draft(kind="steps", start=found[0], end=found[1], terms=Terms(steps=items))
                entry.drafts = [one for one in entry.drafts if not _is_bare_count(one[0], draft)]
                entry.drafts.append((draft, None))
            entry.drafts = [
                (with_stages(draft, entry.sentence.text[draft.start : draft.end], sentences), one)
                if draft.kind == "steps" and not draft.terms.steps
                else (draft, one)
                for draft, one in entry.drafts
            ]

    def _subject(self, text: str, stage: str, stages: Sequence[str]) -> Subject:
        """What a sentence is about: the title's stage, else one named or carried; the batch named, else the title's."""
        batches = list(dict.fromkeys([name for *_, name in batches_in(text)]))
        if not (batches or stages or stage):
            return self.titled
        batch = batches[0] if len(batches) == 1 else self.titled.batch or next(iter(batches), "")
        stage = self.titled.stage or (stages[0] if stages else stage)
        return Subject(stage=stage, batch=batch, unit=self.titled.unit)


def _remaining(
    begin: int, times: Sequence[Found], measured: tuple[Amount, ...], taken: Sequence[Found]
) -> tuple[tuple[Found, ...], tuple[Amount, ...]]:
    """The times and amounts that no frame took, their offsets counted from where the sentence begins."""
    spans = [(found.start - begin, found.end - begin) for found in taken]

    def is_free(one: Found | Amount) -> bool:
        return all(one.end <= first or one.start >= last for first, last in spans)

    moved = [replace(one, start=one.start - begin, end=one.end - begin) for one in times]
    return tuple(filter(is_free, moved)), tuple(filter(is_free, measured)) if spans else measured


def _settled(text: str, begin: int, times: Sequence[Found]) -> tuple[list[Found], tuple[Amount, ...]]:
    """Settle whether words are a date or an amount: what a date holds is no amount, 不超过10天 is no date."""
    measured = tuple(amounts_in(text))
    kept = list(settled(text, begin, times, measured))
    dated = [one for one in kept if one.values and isinstance(one.values[0], When | Repeat)]
    spans = [(one.start - begin, one.end - begin) for one in dated]
    free = tuple(one for one in measured if all(one.end <= start or end <= one.figure for start, end in spans))
    return joined(text, begin, kept), free


def _kept(sentence: Sentence, before: Sequence[tuple[Draft, Found | None]]) -> Iterator[Draft]:
    """Run the families over a sentence and drop what says the same twice; the subject of a phrase carries on."""
    letters = letters_of(sentence.text)
    drafts = [draft for family in FAMILIES if family.may_read(letters) for draft in family.rule(sentence)]
    stepped = [one for one in drafts if one.kind == "steps"]
    seen: set[tuple[object, ...]] = set()
    about = next((one.about for one, _ in before if one.about), "")
    for draft in sorted(drafts, key=lambda one: (one.start, one.end)):
        inside = draft.kind in ("follows", "review") and any(
            draft.start < one.end and one.start < draft.end for one in stepped
        )
        dated = draft.kind == "filing" and any(_files_by(one, draft) for one in drafts)
        again = draft.kind == "follows" and not draft.length and any(_anchors(one, draft) for one in drafts)
        key = (draft.kind, draft.start, draft.end, draft.about, draft.length)
        if inside or dated or again or key in seen:
            continue
        seen.add(key)
        if not draft.about and draft.kind in ("length", "extension", "deadline", "minimum", "threshold"):
            draft = replace(draft, about=about or sentence.topic)
        elif draft.about:
            about = draft.about
        yield draft


def _files_by(deadline: Draft, filing: Draft) -> bool:
    """Whether a deadline says already with whom a paper is filed."""
    same = deadline.terms.recipient == filing.terms.recipient
    return deadline.kind == "deadline" and same and deadline.start <= filing.start and filing.end <= deadline.end


def _is_past(found: Found, issued: dt.date | None) -> bool:
    """Whether a time was over long before a notice's day of issue: it is told of, and nothing is demanded for it."""
    value = found.values[0] if found.values else None
    if issued is None or not isinstance(value, When) or value.last is None:
        return False
    return value.last.year < issued.year and (issued - value.last).days > _LONG_OVER


def _is_bare_count(one: Draft, spelled: Draft) -> bool:
    """Whether a draft only counts the steps (分四个步骤) that another spells out."""
    return one.kind == "steps" and not one.terms.steps and spelled.start <= one.start < spelled.end


def _anchors(one: Draft, other: Draft) -> bool:
    """Whether a relative deadline or a distance says already what an order says, from the same event."""
    base = one.terms.after or one.terms.before
    return bool(base and one.length and one.start < other.end and other.start < one.end) and (
        base in (other.terms.after or other.terms.before) or (other.terms.after or other.terms.before) in base
    )


def _names_itself(about: str) -> Subject | None:
    """The stage or batch that words are nothing but the name of."""
    bare = re.sub(r"[（(][^）)]*[）)]$|(?:工作|活动)$", "", about).strip()
    stages, batches = list(stages_in(bare)), list(batches_in(bare))
    if stages and stages[-1][1] == len(bare) and (not batches or batches[0][0] == 0):
        return Subject(stage=stages[-1][2], batch=batches[0][2] if batches else "")
    if batches and (is_batch(bare) or batches[0][:2] == (0, len(bare))):
        return Subject(batch=batches[0][2])
    return None


def _issued(
    document: Document, found: Sequence[Sequence[Found]], paragraphs: Sequence[Paragraph], surroundings: Surroundings
) -> dt.date | None:
    """The day of issue: what the text states, a sign-off before a date line, else the day of publication."""
    if surroundings.issued != document.published:
        return surroundings.issued
    for paragraph, times in list(zip(paragraphs, found, strict=True))[:3]:
        for one in times:
            if _DATE_LINE.match(paragraph.text, one.end) and one.values and isinstance(one.values[0], When):
                return one.values[0].first
    return surroundings.issued


def _is_dated_line(sentence: Sentence) -> bool:
    """Whether a sentence is a sign-off or a date line: nothing but who and when."""
    return any(_DATE_LINE.match(sentence.text, one.end) for one in sentence.times) or bool(
        sentence.times
        and sentence.times[-1].end >= len(sentence.text.rstrip())
        and _SIGN_OFF.fullmatch(sentence.text)
        and not DEMAND.search(sentence.text)
    )
