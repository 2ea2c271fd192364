"""Lists, outlines and agendas: lines that give a time and a title, under headings that complete their dates."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes, dates
from planner.extract.cards import field_in, with_fields
from planner.extract.fields import status_of
from planner.extract.finer import as_weekly, with_repeats
from planner.extract.line_parts import beside, day_introduced, faults, listed_days, on_each_day, struck, without_days
from planner.extract.line_shapes import (
    BULLET_DEPTH,
    ONLY_TIME,
    SENTENCE_END,
    TIME_HEADING,
    Heading,
    announces,
    announces_all,
    behind,
    bracketed,
    clock_of_line,
    first_clause,
    holds,
    in_brackets,
    is_day_and_place,
    is_marked_day,
    is_moment,
    is_remarked_day,
    is_sign_off,
    is_told,
    says_when,
    titled,
    with_colons,
    without_addresses,
    without_brackets,
)
from planner.extract.line_shapes import depth as depth_of
from planner.extract.moves import moved_to
from planner.extract.pieces import repeating
from planner.extract.prose import BORN, Around, is_explicit, is_of_document, list_lengths, read_prose
from planner.extract.reading import Claim, Reading, joined
from planner.extract.subjects import stage_of
from planner.extract.times import DUE, closing_days, due, is_dated, kind_of, off_days, one_day, opening_day
from planner.extract.wording import OUTLINE, label, picture_of, plain, topic_of, trimmed, without_mark
from planner.records import Event, Repeat, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Context, Found
    from planner.extract.context import Surroundings
    from planner.records import Clause, Paragraph, Place

_LONGEST_HEADING = 60  # characters
_OPENING = re.compile(r"^\s*(?:[~≈（(【\[]|约|大约|about|approx\.?|时间[：:]|日期[：:])*\s*", re.IGNORECASE)
_LABEL = re.compile(r"^(?P<label>[^：:。；;]{2,60})[：:]\s*(?:[~≈]|约|从|自|拟于|拟|暂定)?\s*$")
_TIME_WORD = re.compile(r"时间|時間|日期|日程|期限|安排|\bdates?\b|\btimes?\b|when", re.IGNORECASE)
_OTHER_TIMES = re.compile(r"(?:截止|截至)?(?:时间|時間|日期)[、，和及与].*$")
_OWN_LABEL = re.compile(r"(截[止至](?:时间|時間|日期))\s*[：:]")
_ENDS = re.compile(r"^\s*(?:$|[，,。；;（(、)）]|起|止|开始|截止|结束|进行|举行|前|\s)")
_GENERIC = re.compile(r"^(?:重要|关键|主要)?(?:日期|时间节点|日程|时间安排)$|^(?:important|key) dates$", re.IGNORECASE)


class Lines:
    """Reads the paragraphs of a document one after the other, under the headings above them."""

    def __init__(self, surroundings: Surroundings, clauses: Sequence[Clause], stage: str, title: str) -> None:
        self.surroundings, self.clauses, self.stage = surroundings, tuple(clauses), stage
        self.title = topic_of(title)
        self.headings: list[Heading] = []
        self.contexts: tuple[Context, ...] = ()  # what the headings say about dates, nearest first
        self.reference = surroundings.reference()
        self.items: list[tuple[int, Event]] = []
        self.topic, self.count = "", 0
        self.card = ""  # the event whose time stands in a line of its own, and what further lines say of it
        self.cards: dict[str, dict[str, str]] = {}
        self.before: dict[str, str] = {}
        self.day: tuple[Found, Place, int] | None = None  # a heading that is a day, while nothing is timed below it
        self.above = ""  # the line above, where it names no time and ends no sentence
        self.named = ""  # the same for a card, unless it is the first or begins a list
        self.first = ""  # the first line, which is a title
        self.hour: Context | None = None  # the one day of the last event, for the lines of its agenda
        self.picture = ""  # the bullet of the items below a day
        self.waiting: tuple[Event, ...] = ()  # what a day alone is taken for where nothing follows it
        self.left: tuple[Event, ...] = ()

    @property
    def stage_here(self) -> str:
        """The stage that the nearest heading names, else that of the document."""
        return next((one.stage for one in reversed(self.headings) if one.stage), self.stage)

    def heading(self, text: str, depth: int) -> None:
        """Take note of a heading; it ends those as deep as it or deeper."""
        context = self.surroundings.context("heading", text, *self.contexts)
        self._push(Heading(depth, trimmed(without_mark(text)), context, stage_of(text)))

    def _push(self, heading: Heading) -> None:
        self.headings = [one for one in self.headings if one.depth < heading.depth]
        self.headings.append(heading)
        told = [one.context for one in reversed(self.headings) if one.context]
        self.contexts = tuple(one for one in told if self.surroundings.holds(one))
        self.reference = self.surroundings.reference(*self.contexts)
        self.items, self.card, self.topic, self.before, self.day = [], "", "", {}, None
        self.left, self.waiting, self.picture = (*self.left, *self.waiting), (), ""

    def read(self, paragraph: Paragraph) -> Reading:
        """Read the lines of a paragraph."""
        readings = []
        offset = 0
        for line in paragraph.text.split("\n"):
            if line.strip():
                readings.append(self._line(line, offset, paragraph))
            offset += len(line) + 1
        read = joined(readings)
        return replace(read, events=tuple(map(struck, read.events))) if paragraph.struck else read

    def _line(self, text: str, offset: int, paragraph: Paragraph) -> Reading:
        found, repeats = with_repeats(self._found(without_addresses(text)), text)
        read = self._read_line(text, found, offset, paragraph)
        return replace(read, events=tuple([repeating(one, repeats) for one in read.events])) if repeats else read

    def _read_line(self, text: str, found: Sequence[Found], offset: int, paragraph: Paragraph) -> Reading:
        place, depth = paragraph.place, depth_of(text, paragraph)
        if found and (alone := self._time_alone(text, found, depth, place, offset)):
            return alone
        if found and is_sign_off(text, found) and not paragraph.level:
            said = message("the date of the document or of a comment")
            return Reading(claims=(Claim(place, "rejected", offset, offset + len(text), said),))
        field = field_in(text, without_mark(text))
        told = any(one.values and is_explicit(one) for one in found)
        above, first = self._above(text, field, told=told)
        if found and (moment := self._moment(text, found, above, first, depth, place, offset)):
            return moment
        if field:
            self._field(*field)
            if not found:
                return Reading()
        if self._is_heading(text, found, depth, paragraph) or (
            (not first or above is first) and announces_all(text, found)
        ):
            return self._heading_line(text, found, depth, place, offset)
        days = listed_days(text, found)
        item = self._item(*without_days(text, found, days), depth, place, offset)
        if item is not None:
            return on_each_day(item, days, offset)
        near = self._near(place, offset)
        if not told and self.day and (event := self._on_day(text, depth, place, offset)):
            self.above, self.waiting = "", ()
            return Reading((event,), listed=True)
        prose = read_prose(text, found, near)
        lengths = list_lengths(text, found, near, prose.events)
        self.hour = day_introduced(text, prose.events) or self.hour
        if not found and len(text) <= _LONGEST_HEADING and not SENTENCE_END.search(text) and depth:
            self.heading(text, depth)
        return joined((prose, lengths))

    def _above(self, text: str, field: tuple[str, str] | None, *, told: bool) -> tuple[str, str]:
        """The line above, where a time can belong to it, and the first line; a line that is a field passes it on."""
        above, first = self.above, self.first
        if not (field and field[0] != "title" and not told):
            self.above = "" if told or SENTENCE_END.search(text) or field else text
        self.first = first or text
        self.named = "" if above is first or OUTLINE.match(above) or above.rstrip().endswith(("：", ":")) else above
        return above, first

    def _moment(
        self, text: str, found: Sequence[Found], above: str, first: str, depth: int, place: Place, offset: int
    ) -> Reading | None:
        """A line that is a day and little else: the time of the line above, else of the line below; None for others.

        `above` is empty where the line above is none that a time can belong to; `first` is the text's first line.
        """
        if not depth and is_remarked_day(text, found):
            return self._day_first(text, found, depth, place, offset)
        alone = is_moment(text, found)
        bare = not depth and (alone or (above is first and is_day_and_place(text, found)))
        below = alone and depth >= BULLET_DEPTH
        if (title := trimmed(without_mark(above))) and (bare or (below and above is not first)):
            return self._made(title, found[0], text, len(text), found, depth, place, offset)
        return self._day_first(text, found, depth, place, offset) if below else None

    def _day_first(self, text: str, found: Sequence[Found], depth: int, place: Place, offset: int) -> Reading:
        """A bullet that is a day and its clock time: what follows says what happens then, else it names itself."""
        alone = read_prose(text, found, self._near(place, offset))
        read = self._heading_line(text, found, depth, place, offset)
        self.day, self.waiting = (found[0], place, offset), alone.events
        return read

    def _time_alone(self, text: str, found: Sequence[Found], depth: int, place: Place, offset: int) -> Reading | None:
        """A line that is a time and nothing else, below a heading that asks for one (二、培训时间)."""
        heading = next((one.text for one in reversed(self.headings)), "")
        words = sum(one.end - one.start for one in found)
        if len(found) > 1 or not found[0].values or words * 10 < len(text.strip()) * 8:
            return None
        if not TIME_HEADING.search(heading):
            return None
        title = self._label_title(trimmed(heading)) if ONLY_TIME.match(heading) else label(heading)
        return self._made(title, found[0], text, len(text), found, depth, place, offset)

    def _found(self, text: str) -> tuple[Found, ...]:
        """The time expressions of a line; a day that opens it may leave its month to the heading (5日 例会)."""
        if any(one.day for one in self.contexts):
            text = with_colons(text)
        found = self.surroundings.find(text, self.reference)
        start = mark.end() if (mark := OUTLINE.match(text)) else 0
        if self.hour and (clock := clock_of_line(text, start, found)):
            again = dates.find(text, self.surroundings.reference(*self.contexts, self.hour))
            found = tuple(one for one in again if one.start >= clock.start)
        found = (*found, *closing_days(text, self.reference)) if not any(map(is_explicit, found)) else found
        found = off_days(text, found, self.reference)
        found = as_weekly(found, self.reference.contexts, (self.title, *(one.text for one in self.headings)))
        opening = opening_day(text, start, self.reference)
        return found if not opening or (found and found[0].start < opening[-1].end) else (*opening, *found)

    def _near(self, place: Place, offset: int) -> Around:
        heading = next((one.text for one in reversed(self.headings)), "")
        return Around(place, offset, heading, self.stage_here, self.surroundings.issued, self.clauses)

    def _on_day(self, text: str, depth: int, place: Place, offset: int) -> Event | None:
        """A line below a heading that is a day, where nothing has a time of its own: the first, and every bullet."""
        title = trimmed(without_mark(plain(text)))
        if self.day is None or len(title) < 2 or len(text) > _LONGEST_HEADING or SENTENCE_END.search(text):
            return None
        if 0 < depth < BULLET_DEPTH:
            return None
        found, *_ = self.day
        if not depth:
            self.day = None
        picture = picture_of(text)
        if picture and picture != (self.picture or picture):
            return None  # the items of one list have one picture
        self.picture = self.picture or picture
        event = self._event(title, found, found.values[0], place, offset, self.stage_here, depth)
        if self.before:
            self.card = event.uid
            self.cards[self.card], self.before = self.before, {}
        return replace(event, place=replace(place, quote=found.text))

    def _field(self, name: str, value: str) -> None:
        if name == "title":
            self.topic = value
        elif name and self.card:
            self.cards.setdefault(self.card, {})[name] = value
        elif name:
            self.before[name] = value

    def _is_heading(self, text: str, found: Sequence[Found], depth: int, paragraph: Paragraph) -> bool:
        if paragraph.level:
            return True
        bare = without_mark(text)
        if len(bare) > _LONGEST_HEADING or SENTENCE_END.search(bare):
            return False
        if found and (is_marked_day(text, found) or announces(bare, found)):
            return True
        marked = 0 < depth < BULLET_DEPTH
        return marked and (not found or in_brackets(bare)) and not re.search(r"[：:，,]", without_brackets(bare))

    def _heading_line(self, text: str, found: Sequence[Found], depth: int, place: Place, offset: int) -> Reading:
        """A heading completes what stands below it; one that gives a title its days is an event as well."""
        title, when = titled(text, found)
        context = self.surroundings.context("heading", text, *self.contexts)
        stage = stage_of(text)
        bare = "" if announces(text, found) else trimmed(without_mark(plain(text)))
        heading = Heading(depth, bare, context, stage)
        whole = Claim(place, "context", offset, offset + len(text))
        if title and when is not None and not is_marked_day(text, found) and self._is_below_title(text, found, depth):
            own = next(one for one in found if when in one.values)
            event = self._event(title, own, when, place, offset, stage or self.stage_here, depth)
            self._push(replace(heading, event=event))
            self.items = [(depth, event)]
            return Reading((event,), faults((own,), event), (replace(whole, fate="event"),), listed=True)
        self._push(heading)
        if when is not None and is_marked_day(text, found):
            self.day = (next(one for one in found if when in one.values), place, offset)
        return Reading(claims=(whole,))

    def _is_below_title(self, text: str, found: Sequence[Found], depth: int) -> bool:
        """Whether a heading is not the document's title: not the first of the first level, its time at its end."""
        if depth > 1:
            return True
        return (
            bool(self.headings)
            and not re.search(r"\w", text[found[-1].end :])
            and bool(re.search(r"[：:（(]\s*$", text[: found[-1].start]))
        )

    def _item(self, text: str, found: Sequence[Found], depth: int, place: Place, offset: int) -> Reading | None:
        """Read a line that is an item of a list: a time and a title; None for any other."""
        usable = [one for one in found if one.values and isinstance(one.values[0], When | Repeat) and is_told(one)]
        bulleted = depth >= BULLET_DEPTH or bool(depth)
        if not usable or is_of_document(text[: usable[0].start]) or BORN.match(text[usable[0].end :]):
            return None
        first = next((one for one in usable if says_when(one)), usable[0])
        mark = OUTLINE.match(text)
        start = mark.end() if mark else 0
        head, tail = text[start : first.start], text[first.end :]
        title, rest_at = "", len(text)
        named = _LABEL.match(head)
        if (moved := moved_to(text, first, usable)) and (named or _OPENING.fullmatch(head)):
            later, gap = moved
            title = self._label_title(named["label"]) if named else trimmed(plain(gap).strip(" -–—|"))
            return self._made(title, later, text, later.end, found, depth, place, offset) if title else None
        if named and _GENERIC.match(named["label"]) and re.match(r"\w", tail):
            return None  # Important dates: 1 March opening; each time has words of its own
        if (own := _OWN_LABEL.match(first.text)) and not head.strip():
            title, rest_at = self._label_title(own[1]), first.end  # the words of a deadline hold their label
        elif (
            named
            and (not re.search(r"[，,]", named["label"]) or named["label"].isascii())
            and (_TIME_WORD.search(named["label"]) or _ENDS.match(tail))
        ):
            title, rest_at = self._label_title(named["label"]), first.end
        elif _OPENING.fullmatch(head) or head.lower().strip(" (（") in ("时间", "日期"):
            told = behind(tail, first, bulleted=bulleted)
            if told is None:
                return None
            title, rest_at = first_clause(told, text, first, found)
        elif bracketed(head, tail) and len(head) <= _LONGEST_HEADING and not re.search(r"[，,。]", head):
            title, rest_at = trimmed(plain(head)), first.end
        if not title:
            return None
        return self._made(title, first, text, rest_at, found, depth, place, offset)

    def _label_title(self, name: str) -> str:
        bare = trimmed(plain(name))
        if not ONLY_TIME.match(bare) or len(bare) > 4:
            return bare
        self.card = f"item {self.count + 1}"
        self.cards[self.card], self.before = self.before, {}
        above = (one.text for one in reversed(self.headings) if not ONLY_TIME.match(one.text))
        return self.topic or trimmed(self.named) or label(_OTHER_TIMES.sub("", next(above, ""))) or self.title or bare

    def completed(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Events with what the lines around their time say of them: place, people, organiser."""
        every = (*events, *self.left, *self.waiting)
        return tuple(with_fields(event, told) if (told := self.cards.get(event.uid)) else event for event in every)

    def _made(
        self,
        title: str,
        first: Found,
        text: str,
        rest_at: int,
        found: Sequence[Found],
        depth: int,
        place: Place,
        offset: int,
    ) -> Reading:
        self.day = None
        claims = [Claim(place, "event", offset + first.start, offset + first.end)]
        value = first.values[0]
        certain = len(first.values) == 1 and (
            isinstance(value, Repeat) or (isinstance(value, When) and is_dated(value))
        )
        event = self._event(title, first, value if certain else None, place, offset, self.stage_here, depth)
        if event.when:
            self.hour = one_day(event.when)
        event = due(event) if DUE.search(text[: first.start]) else event
        findings = faults((first,), event)
        if not certain:
            said = message("no date can be read for this: {words}", words=trimmed(text))
            findings = (*findings, codes.reading_finding(codes.UNDATED_ROW, said, event.place, event=title))
        self.items = [(one, other) for one, other in self.items if one < depth]
        self.items.append((depth, event))
        rest = text[rest_at:]
        later = [
            replace(one, start=one.start - rest_at, end=one.end - rest_at)
            for one in found
            if one.start >= rest_at and one is not first
        ]
        if not trimmed(rest):
            claims += [beside(one, place, offset) for one in found if one is not first]
            return Reading((event,), findings, tuple(claims), listed=True)
        event = replace(event, details=(trimmed(rest),)) if len(trimmed(rest)) > 1 else event
        prose = read_prose(rest, later, replace(self._near(place, offset + rest_at), heading=title))
        claims += [beside(one, place, offset) for one in found if one.start < rest_at and one is not first]
        return joined((Reading((event,), findings, tuple(claims), listed=True), prose))

    def _event(
        self, title: str, found: Found, value: object, place: Place, offset: int, stage: str, depth: int
    ) -> Event:
        self.count += 1
        when = value if isinstance(value, When) and is_dated(value) else None
        column = None if place.column is None else place.column + offset + found.start
        parent = next((event.uid for one, event in reversed(self.items) if one < depth and holds(event, when)), None)
        return Event(
            uid=f"item {self.count}",
            title=title,
            place=replace(place, column=column, quote=found.text),
            kind=kind_of(value if isinstance(value, Repeat) else when),
            when=when,
            repeat=value if isinstance(value, Repeat) else None,
            stage=stage,
            status=status_of(title),
            parent=parent,
        )
