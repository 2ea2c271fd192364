"""Reading a text: it is parsed a line at a time, and what was parsed is completed from its surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from planner.dates.canonical import canonical
from planner.dates.foreign import foreign_point, names_a_month
from planner.dates.model import NOTHING, Found, Reference
from planner.dates.nodes import Phrase
from planner.dates.outcome import Kept, Outcome, found_at, outcomes
from planner.dates.parse import Parsed, Parser
from planner.dates.patterns import compiled, lazy
from planner.dates.problems import problem
from planner.dates.shapes import Shapes
from planner.records import When

_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\u2028\u2029", " "))
_ALONE = lazy(r"[\s\d./·．\-–—~～:：()（）日号点时分上下午年至到起止前后]+")
_HAN = lazy(r"[一-龥]")
_BROKEN = compiled(r"\n[\s\u3000]{0,12}(?:[上下中]午|晚上|凌晨|早上|傍晚|全天)(?=[ \t\r\u3000]*(?:\n|$))")
_GOES_ON = frozenset("上下中晚凌早傍全 \t\n\u3000")
_SHORT, _KEPT_CELLS, _KEPT_LINES = 40, 16384, 65536
_CELLS, _SHORT_LINES = Shapes(lax=True), Shapes(lax=False)


def find(text: str, reference: Reference = NOTHING) -> tuple[Found, ...]:
    """Find every time expression of a running text, in text order, not overlapping.

    A line is a paragraph: what an expression leaves out may come from those before it in its line.
    """
    return _short(text, reference) if len(text) <= _SHORT else _Lines(text, reference).read()


@lru_cache(maxsize=_KEPT_CELLS)
def _short(text: str, reference: Reference) -> tuple[Found, ...]:
    """Read a short text; what was read last is kept."""
    return _Lines(text, reference).read()


@lru_cache(maxsize=_KEPT_CELLS)
def read(phrase: str, reference: Reference = NOTHING) -> tuple[Found, ...]:
    """Read a phrase that is meant as a time, such as a time cell.

    Laxer than `find`: 5.12 and 12/5 are dates, and one expression may be broken over lines. What was read last is kept.
    """
    if phrase.isascii():
        if value := canonical(phrase):
            return (_whole(phrase, value),)
        chinese = False
    else:
        chinese = _HAN.search(phrase) is not None
    source = phrase if phrase.isprintable() else phrase.translate(_BLANKS)
    parsed = (_CELLS if len(source) <= _SHORT else Parser(lax=True)).parse(source)
    found = tuple([found_at(one, phrase, 0) for one in outcomes(parsed, phrase, reference, chinese=chinese)])
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
    parsed = Parsed(start, start + len(words), Phrase(start, start + len(words), point))
    (outcome,) = outcomes((parsed,), phrase, reference, chinese=False)
    return (found_at(outcome, phrase, 0),)


class _Lines:
    """One pass over a text, a line at a time.

    Short lines that were read are kept for the length of the pass, as a column of dates repeats them.
    """

    def __init__(self, text: str, reference: Reference) -> None:
        self.text, self.reference = text, reference
        self.chinese = not text.isascii() and bool(_HAN.search(text))
        self.parser = Parser(lax=False)
        self.kept: dict[str, list[Outcome]] = {}
        self.values: Kept = {}

    def read(self) -> tuple[Found, ...]:
        """Read the whole text."""
        results: list[Found] = []
        add = results.append
        text, kept, begin, end = self.text, self.kept, 0, -1
        for line in text.split("\n"):
            behind = begin + len(line)
            if begin > end:
                read: Iterable[Outcome] | None = kept.get(line)
                if read is None or (read and text[behind + 1 : behind + 2] in _GOES_ON):
                    read, end = self._line(line, begin)
                for outcome in read:
                    add(found_at(outcome, text, begin))
            begin = behind + 1
        return tuple(results)

    def _parsed(self, line: str) -> Iterator[Parsed]:
        """Parse a line; no expression reaches over a tab, so that the cells of a row are texts of their own."""
        begin = 0
        for cell in line.split("\t"):
            found = _SHORT_LINES.parse(cell) if len(cell) <= _SHORT else self.parser.each(cell)
            for one in found:
                yield one._replace(start=begin + one.start, end=begin + one.end) if begin else one
            begin += len(cell) + 1

    def _line(self, line: str, begin: int) -> tuple[Iterable[Outcome], int]:
        """Read a line, with a part of day that alone makes up the line behind it; the end of what was read.

        What a long line holds comes one by one: all of it at once would be a burden on the garbage collector that
        grows faster than the line.
        """
        end = begin + len(line)
        short = len(line) <= _SHORT
        loose = short and _ALONE.fullmatch(line) is not None
        broken = _BROKEN.match(self.text, end) if self.text[end + 1 : end + 2] in _GOES_ON else None
        if broken:
            line, end = self.text[begin : broken.end()], broken.end()
        source = line.translate(_BLANKS) if broken else line
        if not short or broken:
            kept = None if short else self.values
            return outcomes(self._parsed(source), line, self.reference, chinese=self.chinese, kept=kept), end
        parsed = (_CELLS if loose else _SHORT_LINES).parse(source)
        read = list(outcomes(parsed, line, self.reference, chinese=self.chinese)) if parsed else []
        if len(self.kept) >= _KEPT_LINES:
            self.kept.clear()
        self.kept[line] = read
        return read, end
