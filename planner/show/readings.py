"""How phrases were read: the values of each time expression, what completed them, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.language import Language
from planner.records import (
    Bound,
    Completion,
    CompletionSource,
    Length,
    LengthUnit,
    Message,
    Repeat,
    When,
    message,
    plural_message,
)
from planner.show.events import clock_text
from planner.show.lines import Line, Run, flow, paint
from planner.show.spans import span_text
from planner.show.width import clean, cut, wrap

if TYPE_CHECKING:
    from rich.text import Text

    from planner.dates import Found

_INDENT = 2

_COMPLETED: Mapping[str, Message] = MappingProxyType(
    {
        "year": message("year {value} from {source}"),
        "month": message("month {value} from {source}"),
        "day": message("day {value} from {source}"),
    }
)
_SOURCES: Mapping[CompletionSource, Message] = MappingProxyType(
    {
        "phrase": message("the phrase before it"),
        "row": message("the row"),
        "column": message("the column head"),
        "heading": message("the heading"),
        "caption": message("the caption"),
        "paragraph": message("the sentences before it"),
        "title": message("the title"),
        "document_date": message("the document's date"),
        "term_start": message("the start of term"),
    }
)
_BOUNDS: Mapping[Bound, Message] = MappingProxyType(
    {
        "exactly": message("{length}"),
        "about": message("about {length}"),
        "at_least": message("at least {length}"),
        "at_most": message("at most {length}"),
    }
)
_UNITS: Mapping[LengthUnit, Message] = MappingProxyType(
    {
        "minute": plural_message("{number} minute", "{number} minutes", count=1),
        "hour": plural_message("{number} hour", "{number} hours", count=1),
        "day": plural_message("{number} day", "{number} days", count=1),
        "working_day": plural_message("{number} working day", "{number} working days", count=1),
        "week": plural_message("{number} week", "{number} weeks", count=1),
        "month": plural_message("{number} month", "{number} months", count=1),
        "quarter": plural_message("{number} quarter", "{number} quarters", count=1),
        "year": plural_message("{number} year", "{number} years", count=1),
    }
)


def readings(founds: Sequence[Found], *, width: int, language: Language) -> Text:
    """Show on `width` cells how each expression was read: words and characters, values, what completed them.

    Characters count from 0, the end is exclusive, as in `Found`.
    """
    lines: list[Line] = []
    for found in founds:
        lines += [*_found(found, width, language), ()]
    if not lines:
        lines = [((language.say(message("No time was found.")), "dim"),)]
    return paint(lines if lines[-1] else lines[:-1], width)


def _found(found: Found, width: int, language: Language) -> list[Line]:
    """Show one expression: a line for its words, then its values and its problems, indented."""
    where = language.say(message("characters {start}–{end}", start=found.start, end=found.end))
    heading: list[Line] = [((clean(found.text), "bold"),), ((where, "dim"),)]
    if found.anchor:
        heading.append(((language.say(message("counted from {anchor}", anchor=clean(found.anchor))), ""),))
    lines = flow([(_cut_run(run, width),) for (run,) in heading], "  ", width)
    if not found.values:
        lines.append(((" " * _INDENT, ""), (language.say(message("read as no date")), "yellow")))
    for number, value in enumerate(found.values, start=1):
        facts = _facts(value, language)
        if len(found.values) > 1:
            facts.insert(0, (f"{number}.", "dim"))
        lines += [((" " * _INDENT, ""), *line) for line in flow([(fact,) for fact in facts], "  ", width - _INDENT)]
        if isinstance(value, When):
            lines += [
                line for one in value.completed_from for line in _wrapped(_completed(one, language), "dim", width)
            ]
    for problem in found.problems:
        said = f"{clean(language.say(problem.message))} ({problem.code})"
        first, *rest = _wrapped(said, "", width)
        lines += [((" " * _INDENT, ""), ("! ", "yellow"), *first[1:]), *rest]
    return lines


def _cut_run(run: Run, width: int) -> Run:
    return cut(run[0], width), run[1]


def _wrapped(text: str, style: str, width: int) -> list[Line]:
    """Break a clean text into lines that stand under a value."""
    return [((" " * 2 * _INDENT, ""), (part, style)) for part in wrap(text, max(2, width - 2 * _INDENT))]


def _facts(value: When | Length | Repeat, language: Language) -> list[Run]:
    """Say a value: days, hours and EDTF of a time; the number and bound of a length; the rule of a repeat."""
    if isinstance(value, Length):
        return [(language.say(length_message(value)), "green")]
    if isinstance(value, Repeat):
        facts = [(language.say(message("repeats")), ""), (clock_text(value, language), ""), (value.rrule, "cyan")]
    else:
        facts = [
            (span_text(value), "green"),
            (language.say(_fit(value)), ""),
            (clock_text(value, language), ""),
            (value.edtf, "cyan"),
        ]
    return [(clean(text), style) for text, style in facts if text]


def _fit(when: When) -> Message:
    """Say how an event sits in its days."""
    if when.first is None and when.last is None:
        return message("no day")
    if when.first is None or when.last is None:
        return message("open end")
    if when.fit == "within":
        return message("some time in these days")
    return message("this day") if when.first == when.last else message("all of these days")


def length_message(length: Length) -> Message:
    """Say a length with its bound, its parts added up."""
    if length.upper:
        return message("{low} to {high}", low=_parts_message(length.parts), high=_parts_message(length.upper))
    return _BOUNDS[length.bound]._replace(values=(("length", _parts_message(length.parts)),))


def _parts_message(parts: Sequence[tuple[float, LengthUnit]]) -> tuple[Message, ...]:
    """Say the parts of a length, one after the other."""
    return tuple(
        _UNITS[unit]._replace(values=(("count", 1 if number == 1 else 2), ("number", f"{number:g}")))
        for number, unit in parts
    )


def _completed(completion: Completion, language: Language) -> str:
    """Say which part was left out, and what supplied it."""
    said = _COMPLETED[completion.part]._replace(
        values=(("value", completion.value), ("source", _SOURCES[completion.source]))
    )
    words = clean(completion.text)
    return language.say(message("{said}: “{words}”", said=said, words=words) if words else said)
