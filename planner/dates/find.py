"""Reading a text: stage one finds where an expression may begin, the grammar reads it, its surroundings complete it."""

from __future__ import annotations

from functools import lru_cache

from planner.dates.canonical import canonical
from planner.dates.foreign import foreign_point, names_a_month
from planner.dates.model import NOTHING, Found, Reference
from planner.dates.nodes import Phrase
from planner.dates.outcome import Carry, Outcome, Surroundings, found_at, merged, outcome_at, outcome_of
from planner.dates.patterns import compiled, lazy
from planner.dates.problems import problem
from planner.dates.scan import head_of, heads
from planner.records import When

_LIST = lazy(r"[)）]?[ \u3000]*(?:时间[:：]?|[、，,和与及/；;&]|以及|或者?|(?:and|or)\b)?[ \u3000]*[(（]?")
_EITHER = lazy(r"[ \u3000]{0,3}(?:或者?|or\b)[ \u3000]{0,3}")
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\u2028\u2029", " "))
_DIGITS = lazy(r"\d+")
_ALONE = lazy(r"[\s\d./·．\-–—~～:：()（）日号点时分上下午年至到起止前后]+")
_HAN = lazy(r"[一-龥]")
_BROKEN = compiled(r"\n[\s\u3000]{0,12}(?:[上下中]午|晚上|凌晨|早上|傍晚|全天)(?=[ \t\r\u3000]*(?:\n|$))")
# What the grammar may look at around a head, and how far an expression may reach to be kept for equal windows.
_BEHIND, _AHEAD, _KEPT_LENGTH, _KEPT, _SHORT, _KEPT_LINES = 16, 72, 32, 8192, 40, 65536
_GOES_ON = frozenset("上下中晚凌早傍全 \t\n\u3000")
_NEXT = 9
_WIDE = "   "


def find(text: str, reference: Reference = NOTHING) -> tuple[Found, ...]:
    """Find every time expression of a running text, in text order, not overlapping.

    A line is a paragraph: what an expression leaves out may come from those before it in its line.
    """
    return _Scan(text, text, reference, lax=False).run()


def read(phrase: str, reference: Reference = NOTHING) -> tuple[Found, ...]:
    """Read a phrase that is meant as a time, such as a time cell.

    Laxer than `find`: 5.12 and 12/5 are dates, and one expression may be broken over lines.
    """
    return _read(phrase, reference)


@lru_cache(maxsize=16384)
def _read(phrase: str, reference: Reference) -> tuple[Found, ...]:
    if value := canonical(phrase):
        return (_whole(phrase, value),)
    found = _Scan(phrase.translate(_BLANKS), phrase, reference, lax=True).run()
    if len(found) == 1 and found[0].end - found[0].start == len(phrase):
        return found
    ends = (0, *(one.end for one in found))
    starts = (*(one.start for one in found), len(phrase))
    rest = " ".join(phrase[end:start] for end, start in zip(ends, starts, strict=True))
    return (_foreign(phrase, reference) or found) if names_a_month(rest) else found


def _whole(phrase: str, value: When) -> Found:
    """A phrase that is one value already."""
    fault = () if value.first or value.last else ("no-year",)
    problems = tuple(problem(code, phrase, 0, len(phrase)) for code in fault)
    return Found(start=0, end=len(phrase), text=phrase, values=(value,), problems=problems)


def _foreign(phrase: str, reference: Reference) -> tuple[Found, ...]:
    """Read a phrase in another language as one date."""
    words = phrase.strip()
    point = foreign_point(words)
    if point is None:
        return ()
    start = phrase.index(words)
    around = Surroundings(reference, Carry(), False, True, False)
    outcome = outcome_of(Phrase(start, start + len(words), point), words, around)
    return (found_at(outcome, phrase, start),)


class _Scan:
    """One pass over a text. `source` is what is read, `original` what is quoted; they differ in blanks only.

    What was read is kept for the length of the pass: whole short lines, as a column of dates repeats them, and windows
    around a head in longer ones.
    """

    def __init__(self, source: str, original: str, reference: Reference, *, lax: bool) -> None:
        self.source, self.original, self.reference, self.lax = source, original, reference, lax
        self.chinese = not source.isascii() and bool(_HAN.search(source))
        self.kept: dict[tuple[object, ...], Outcome | None] = {}
        self.lines: dict[str, list[tuple[int, Outcome]]] = {}
        self.carry, self.carry_end = Carry(), -1
        self.floor = self.end = 0
        self.loose, self.short = lax, False

    def run(self) -> tuple[Found, ...]:
        """Read the whole text: a line at a time, or a phrase at once."""
        if self.lax:
            return tuple([found_at(outcome, self.original, head) for head, outcome in self._read(0, len(self.source))])
        results: list[Found] = []
        original, begin, self.end = self.original, 0, -1
        for line in self.source.split("\n"):
            if begin > self.end:
                known = self.lines.get(line)
                if known is None:
                    known = self._line(line, begin)
                elif (
                    known
                    and self._goes_on(begin + len(line))
                    and (broken := _BROKEN.match(self.source, begin + len(line)))
                ):
                    known = self._read(begin, broken.end())
                for head, outcome in known:
                    results.append(found_at(outcome, original, begin + head))
            begin += len(line) + 1
        return tuple(results)

    def _goes_on(self, end: int) -> bool:
        """Whether the line behind a line's end may hold nothing but a part of day."""
        return self.source[end + 1 : end + 2] in _GOES_ON

    def _line(self, line: str, begin: int) -> list[tuple[int, Outcome]]:
        """Read a line that has not been read before, with the line of a part of day that continues it."""
        end = begin + len(line)
        if len(line) > _SHORT:
            return self._read(begin, end)
        self.loose = bool(_ALONE.fullmatch(line))
        broken = _BROKEN.match(self.source, end)
        if broken:
            read = self._read(begin, broken.end())
            self.loose = False
        else:
            # A short line is read as a text of its own: what ends it is then the end of the text.
            whole, self.short = (self.source, self.original), True
            self.source = self.original = line
            read = self._read(0, len(line))
            (self.source, self.original), self.end = whole, end
            self.loose = self.short = False
            if len(self.lines) >= _KEPT_LINES:
                self.lines.clear()
            self.lines[line] = read
        return read

    def _read(self, begin: int, end: int) -> list[tuple[int, Outcome]]:
        """Read from `begin` to `end`: expressions with the offsets of their heads from `begin`."""
        source, at = self.source, begin
        read: list[tuple[int, Outcome]] = []
        pattern, distances = heads()
        search = pattern.search
        self.floor, self.end, self.carry, self.carry_end = begin, end, Carry(), -1
        while match := search(source, at, end):
            place = match.start()
            head = head_of(source, place - distances[match.lastindex or 0])
            listed = self._listed(head)
            outcome = self._outcome(head, listed) if head >= self.floor else None
            if outcome is None:
                at = _past(source, place)
                continue
            if read and 0 < head - self.floor < _NEXT and (joined := self._joined(read, begin, head, outcome)):
                read[-1] = joined
            else:
                read.append((head - begin, outcome))
            at = self.floor = max(head + outcome.end, place + 1)
            if outcome.carry is not None:
                self.carry, self.carry_end = outcome.carry, at
        return read

    def _listed(self, head: int) -> bool:
        """Whether nothing but a list's separator stands between the expression before and a head."""
        end = self.carry_end
        return 0 <= head - end <= 6 and end >= 0 and bool(_LIST.fullmatch(self.source, end, head))

    def _joined(
        self, read: list[tuple[int, Outcome]], begin: int, head: int, outcome: Outcome
    ) -> tuple[int, Outcome] | None:
        """The expression before and this one as alternatives, where 或 joins them."""
        first, before = read[-1]
        if not _EITHER.fullmatch(self.source, begin + first + before.end, head + outcome.start):
            return None
        words = self.original[begin + first + before.start : head + outcome.end]
        joined = merged(before, outcome, words, head - begin - first)
        return (first, joined) if joined else None

    def _outcome(self, head: int, listed: bool) -> Outcome | None:
        carry = self.carry
        around = Surroundings(self.reference, carry, listed, self.loose, self.chinese)
        if self.lax or self.short:
            return outcome_at(self.source, self.original, head, self.floor, around)
        begin = max(self.floor, head - _BEHIND)
        window = self.source[begin : min(self.end, head + _AHEAD)]
        key = (window, head - begin, listed, self.loose, carry)
        if key in self.kept:
            return self.kept[key]
        if "\n" in window:
            local = window.translate(_BLANKS)
            outcome = outcome_at(local, window, head - begin, 0, around)
        else:
            outcome = outcome_at(self.source, self.original, head, self.floor, around)
        if (outcome is None or outcome.end <= _KEPT_LENGTH) and _WIDE not in window:
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            self.kept[key] = outcome
        return outcome


def _past(text: str, at: int) -> int:
    """Where to look on after a place that held no expression: behind the number that stands there."""
    match = _DIGITS.match(text, at)
    return match.end() if match else at + 1
