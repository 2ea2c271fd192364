"""How an expression was read, said to a person: its value, its days, and what completed it from where."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.dates.model import Found
from planner.records import (
    Completion,
    CompletionSource,
    Length,
    LengthUnit,
    Message,
    PartOfDay,
    Repeat,
    When,
    message,
    plural_message,
)

SOURCES: Mapping[CompletionSource, Message] = MappingProxyType(
    {
        "phrase": message("the phrase before it"),
        "row": message("its row"),
        "column": message("the column head"),
        "heading": message("the heading"),
        "caption": message("the caption"),
        "paragraph": message("the paragraph"),
        "title": message("the title"),
        "document_date": message("the document's date"),
        "term_start": message("the start of the term"),
    }
)
PARTS: Mapping[PartOfDay, Message] = MappingProxyType(
    {
        "early_morning": message("early morning"),
        "morning": message("morning"),
        "noon": message("noon"),
        "afternoon": message("afternoon"),
        "dusk": message("dusk"),
        "evening": message("evening"),
        "night": message("night"),
        "all_day": message("all day"),
    }
)
_FIELDS: Mapping[str, Message] = MappingProxyType(
    {"year": message("year"), "month": message("month"), "day": message("day")}
)


def described(found: Found) -> tuple[Message, ...]:
    """Lines that say how an expression was read: one a reading, then what completed it, then its problems."""
    lines: list[Message] = []
    for value in found.values:
        lines.extend(_value(value))
    if found.anchor:
        lines.append(message("counted from: {anchor}", anchor=found.anchor))
    return (*lines, *(problem.message for problem in found.problems))


def _value(value: When | Length | Repeat) -> list[Message]:
    if isinstance(value, Length):
        return [_length(value)]
    if isinstance(value, Repeat):
        return [message("repeats: {rule}", rule=value.rrule)]
    lines = [_days(value)]
    if value.part:
        lines.append(message("part of the day: {part}", part=PARTS[value.part]))
    lines.extend(_clock(value))
    lines.extend(_completion(done) for done in value.completed_from)
    return lines


def _days(value: When) -> Message:
    """The days of a value, with its EDTF."""
    first, last, edtf = value.first, value.last, value.edtf
    if first is None and last is None:
        return message("{edtf}: undated", edtf=edtf)
    if first is None:
        return message("{edtf}: until {last}", edtf=edtf, last=last)
    if last is None:
        return message("{edtf}: from {first}", edtf=edtf, first=first)
    if first == last:
        return message("{edtf}: on {first}", edtf=edtf, first=first)
    if value.fit == "within":
        return message("{edtf}: within {first} and {last}", edtf=edtf, first=first, last=last)
    return message("{edtf}: from {first} to {last}", edtf=edtf, first=first, last=last)


def clock(minutes: int) -> str:
    """A clock time as HH:MM.

    >>> clock(570), clock(1440)
    ('09:30', '24:00')
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _clock(value: When) -> list[Message]:
    if value.start_time is not None and value.end_time is not None:
        return [message("{start} to {end}", start=clock(value.start_time), end=clock(value.end_time))]
    if value.start_time is not None:
        return [message("at {time}", time=clock(value.start_time))]
    return [message("until {time}", time=clock(value.end_time))] if value.end_time is not None else []


def _completion(done: Completion) -> Message:
    return message(
        "{field} {value} from {source}: {text}",
        field=_FIELDS[done.part],
        value=str(done.value),
        source=SOURCES[done.source],
        text=done.text,
    )


def _length(value: Length) -> Message:
    parts = tuple(_counted(count, unit) for count, unit in value.parts)
    if value.bound == "about":
        return message("about {length}", length=parts)
    if value.bound == "at_least":
        return message("at least {length}", length=parts)
    if value.bound == "at_most":
        return message("at most {length}", length=parts)
    return message("{length}", length=parts)


def _counted(count: float, unit: LengthUnit) -> Message:
    """A count with its unit: 1 month, 40 hours. A broken count (1.5 years) takes the plural."""
    template, plural = _UNITS[unit].template, _UNITS[unit].plural
    if count == int(count):
        return Message(template, (("count", int(count)),), plural)
    return Message(plural or template, (("count", count),))


_UNITS: Mapping[LengthUnit, Message] = MappingProxyType(
    {
        "minute": plural_message("{count} minute", "{count} minutes", count=0),
        "hour": plural_message("{count} hour", "{count} hours", count=0),
        "day": plural_message("{count} day", "{count} days", count=0),
        "working_day": plural_message("{count} working day", "{count} working days", count=0),
        "week": plural_message("{count} week", "{count} weeks", count=0),
        "month": plural_message("{count} month", "{count} months", count=0),
        "quarter": plural_message("{count} quarter", "{count} quarters", count=0),
        "year": plural_message("{count} year", "{count} years", count=0),
    }
)
