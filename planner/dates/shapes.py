"""What was parsed, kept by the shape of its text: 5月12日至20日 is parsed like 6月11日至19日.

Texts have one shape where they differ only in figures that the grammar does not tell apart: months and days of 1 to 31
and years of four figures, each before its unit. The first text of a shape is parsed and no more. For the next one the
shape is parsed with two sets of sample figures: where the two differ, they must differ by the samples, which says where
each figure goes. A shape whose samples differ in any other way has no form, and its texts are parsed one by one. So
there is one grammar, and this keeps what it says.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from planner.dates.nodes import Phrase, Point
from planner.dates.parse import Parsed, Parser
from planner.dates.patterns import lazy

_MASK = str.maketrans("123456789", "000000000")
_KEPT = 4096
_MOST_FIGURES = 8
_RUN = lazy("0+")
# Figures that may be anything, and figures that belong to the shape.
_FREE = lazy(
    r"(?<!0)(?:(?P<year>0000)(?=年)|(?P<low>00?)(?:[-－—–~～]{1,2}|[至到])(?P<high>00?)(?=[日号])"
    r"|(?P<plain>00?)(?=[月日号]))"
)
_FIXED = lazy(r"(?<!0)(?:00?(?:[:：]00(?!0)|(?=[时点分]))|00(?=年))")
_YEARS, _DAYS = (1000, 9999), (1, 31)
_FIGURES = tuple(Point._fields.index(name) for name in ("year", "month", "day"))
_POINTS = tuple(Phrase._fields.index(name) for name in ("first", "last", "gloss"))


class _Run(NamedTuple):
    """A run of figures that may be any number from `least` to `most`; `rising` is one above that of the run before."""

    start: int
    end: int
    least: int
    most: int
    rising: bool = False


# The fields of a point that take figures: pairs of the field's index and the figure's; and a point's index in a phrase.
_Places = tuple[tuple[int, int], ...]
_Form = tuple[tuple[Parsed, Phrase, tuple[tuple[int, _Places], ...]], ...]


class _Layout:
    """Where a masked text has figures that may be anything (`free`), and where it has figures of its shape (`fixed`).

    `forms` are what was learnt, by the fixed figures: None where one text was seen, False where there is no form.
    """

    __slots__ = ("fixed", "forms", "free")

    def __init__(self, free: tuple[_Run, ...], fixed: tuple[tuple[int, int], ...]) -> None:
        self.free, self.fixed = free, fixed
        self.forms: dict[tuple[str, ...], _Form | Literal[False] | None] = {}


class Shapes:
    """A parser of short texts that keeps the forms of their shapes: of `_KEPT` masked texts, `_KEPT` forms in all."""

    def __init__(self, *, lax: bool) -> None:
        self.parser = Parser(lax=lax)
        self.layouts: dict[str, _Layout | None] = {}
        self.count = 0

    def parse(self, text: str) -> tuple[Parsed, ...]:
        """Every expression of a text, as the parser gives them."""
        masked = text.translate(_MASK)
        if masked in self.layouts:
            layout = self.layouts[masked]
        else:
            if len(self.layouts) >= _KEPT:
                self.layouts.clear()
            layout = self.layouts[masked] = _layout(masked)
        if layout is None:
            return self.parser.parse(text)
        figures: list[int] = []
        before = 0
        for start, end, least, most, rising in layout.free:
            figure = int(text[start:end])
            if not least <= figure <= most or (rising and figure <= before):
                return self.parser.parse(text)
            figures.append(figure)
            before = figure
        form = layout.forms.get(()) if not layout.fixed else None
        if form is None:
            form = self._form(layout, text)
        return _filled(form, figures) if form else self.parser.parse(text)

    def _form(self, layout: _Layout, text: str) -> _Form | Literal[False] | None:
        """The form of a text's shape; learnt from samples where a text of it has been seen before."""
        key = tuple([text[start:end] for start, end in layout.fixed]) if layout.fixed else ()
        forms = layout.forms
        form = forms.get(key)
        if form is not None:
            return form
        if key in forms:
            one, other = (_sample(text, layout.free, more) for more in (0, 1))
            form = _common(self.parser.parse(one), self.parser.parse(other), layout.free)
        elif self.count >= _KEPT:
            self.layouts.clear()
            self.count = 0
        self.count += 1
        forms[key] = form
        return form


def _layout(masked: str) -> _Layout | None:
    """Find the figures of a masked text; None where it has others than those that shapes are made of, or none."""
    free: list[_Run] = []
    fixed: list[tuple[int, int]] = []
    at = 0
    while match := _RUN.search(masked, at):
        if found := _FREE.match(masked, match.start()):
            if found["year"]:
                free.append(_Run(*found.span("year"), *_YEARS))
            elif found["low"]:
                free += [_Run(*found.span("low"), *_DAYS), _Run(*found.span("high"), *_DAYS, rising=True)]
            else:
                free.append(_Run(*found.span("plain"), *_DAYS))
        elif found := _FIXED.match(masked, match.start()):
            fixed.append(found.span())
        else:
            return None
        at = found.end()
    return _Layout(tuple(free), tuple(fixed)) if 0 < len(free) <= _MOST_FIGURES else None


def _samples(free: tuple[_Run, ...], more: int) -> list[int]:
    """A number for each run of figures, none twice, each above those of as many figures before it."""
    first = {1: 1, 2: 10, 4: 2001}
    return [first[run.end - run.start] + index + more for index, run in enumerate(free)]


def _sample(text: str, free: tuple[_Run, ...], more: int) -> str:
    """A text of the same shape with other figures."""
    pieces: list[str] = []
    at = 0
    for run, figure in zip(free, _samples(free, more), strict=True):
        pieces += [text[at : run.start], str(figure)]
        at = run.end
    return "".join((*pieces, text[at:]))


def _common(one: tuple[Parsed, ...], other: tuple[Parsed, ...], free: tuple[_Run, ...]) -> _Form | Literal[False]:
    """The form that two samples share; False where they differ in more than their figures."""
    if len(one) != len(other):
        return False
    pairs: dict[object, int] = {
        pair: index for index, pair in enumerate(zip(_samples(free, 0), _samples(free, 1), strict=True))
    }
    form = []
    for left, right in zip(one, other, strict=True):
        if not (isinstance(left.node, Phrase) and isinstance(right.node, Phrase)):
            return False
        places = []
        for at in _POINTS:
            here, there = left.node[at], right.node[at]
            if isinstance(here, Point) and isinstance(there, Point):
                changed = [(field, (here[field], there[field])) for field in _FIGURES if here[field] != there[field]]
                if any(pair not in pairs for _field, pair in changed):
                    return False
                places.append((at, tuple((field, pairs[pair]) for field, pair in changed)))
        form.append((left, left.node, tuple(place for place in places if place[1])))
    filled = _filled(tuple(form), _samples(free, 1))
    return tuple(form) if filled == other else False


def _filled(form: _Form, figures: list[int]) -> tuple[Parsed, ...]:
    """Put a text's figures into the form of its shape."""
    filled = []
    for (start, end, _node, listed, either, hedge, superseded), node, places in form:
        phrase: list[object] = list(node)
        for at, fields in places:
            point: list[object] = list(cast(Point, phrase[at]))
            for field, figure in fields:
                point[field] = figures[figure]
            phrase[at] = tuple.__new__(Point, point)
        filled.append(Parsed(start, end, tuple.__new__(Phrase, phrase), listed, either, hedge, superseded))
    return tuple(filled)
