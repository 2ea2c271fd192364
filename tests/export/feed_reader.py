"""A tiny reader of content lines that shares no code with the product, and samples to write feeds of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from planner.export.ical import calendar
from planner.language import Language
from planner.records import Event, Place, Schedule, Subject, When
from planner.settings import Settings


@dataclass
class Component:
    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def raw(self, name: str) -> str:
        """The only value of a property, as written."""
        (value,) = [value for one, _, value in self.properties if one == name]
        return value

    def text(self, name: str) -> str:
        return unescaped(self.raw(name))

    def parameters(self, name: str) -> dict[str, str]:
        (parameters,) = [parameters for one, parameters, _ in self.properties if one == name]
        return parameters

    def names(self) -> list[str]:
        return [name for name, _, _ in self.properties]

    def all(self, name: str) -> list[Component]:
        return [child for child in self.children if child.name == name]


def unescaped(value: str) -> str:
    result, characters = [], iter(value)
    for one in characters:
        if one == "\\":
            escaped = next(characters)
            assert escaped in "\\;,nN", f"unknown escape \\{escaped}"
            result.append("\n" if escaped in "nN" else escaped)
        else:
            assert one not in ";,", f"bare {one}"
            result.append(one)
    return "".join(result)


def physical_lines(data: bytes) -> list[bytes]:
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert b"\r" not in line
        assert b"\n" not in line
        assert 0 < len(line) <= 75
        line.decode("utf-8")  # a fold inside a character would not decode
        assert not any(byte < 0x20 and byte != 0x09 for byte in line)
    return lines


def logical_lines(data: bytes) -> list[str]:
    lines: list[str] = []
    for line in physical_lines(data):
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:].decode()
        else:
            lines.append(line.decode())
    return lines


def parsed(data: bytes) -> Component:
    """Read a feed into its VCALENDAR."""
    stack = [Component("")]
    for line in logical_lines(data):
        head, value = line.split(":", 1)
        name, *parameters = head.split(";")
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].children.append(done)
        else:
            stack[-1].properties.append((name, dict(one.split("=", 1) for one in parameters), value))
    (top,) = stack
    (only,) = top.children
    return only


def when(first: str | None, last: str | None = None, **changes: object) -> When:
    """A time; `last` is `first` unless given, "" leaves it open."""
    start = dt.date.fromisoformat(first) if first else None
    end = start if last is None else dt.date.fromisoformat(last) if last else None
    values: dict[str, object] = {"text": "words", "first": start, "last": end, "edtf": "edtf", **changes}
    return When(**values)  # type: ignore[arg-type]


def event(title: str, time: When | None = None, **changes: object) -> Event:
    values: dict[str, object] = {
        "uid": f"uid-{title}",
        "title": title,
        "place": Place(path="plan.txt", line=7, quote="the row"),
        "when": time,
        **changes,
    }
    return Event(**values)  # type: ignore[arg-type]


def schedule(*events: Event, **changes: object) -> Schedule:
    values: dict[str, object] = {
        "path": "plan.txt",
        "title": "May plan",
        "subject": Subject(),
        "events": events,
        "date": dt.date(2005, 5, 1),
        **changes,
    }
    return Schedule(**values)  # type: ignore[arg-type]


def feed(*events: Event, settings: Settings | None = None, language: str = "en") -> Component:
    """Write a schedule of these events and read it back."""
    return parsed(calendar(schedule(*events), settings=settings or Settings(), language=Language(language)))


def only_event(*args: Event, settings: Settings | None = None, language: str = "en") -> Component:
    (found,) = feed(*args, settings=settings, language=language).all("VEVENT")
    return found
