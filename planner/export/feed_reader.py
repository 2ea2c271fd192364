"""Feeds read back as entries: our own by their lines, quickly; calendars of other makers through icalendar.

An entry keeps its content lines (RFC 5545, 3.1) unfolded, so that what nobody changed can be written again as it was.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner.export.text import one_line
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from icalendar.cal import Component

Kind: TypeAlias = Literal["VEVENT", "VTODO"]

REMOVED = "【已取消】"

_OURS = re.compile(r"^PRODID:-//planner//", re.MULTILINE)
_ENTRY = re.compile(r"BEGIN:(VEVENT|VTODO)\n(.*?\n)END:\1\n", re.DOTALL)
_HEAD_CHARACTERS = 2000  # PRODID stands among the first lines that we write
_KINDS: tuple[Kind, ...] = ("VEVENT", "VTODO")
_UTC_NAMES = ("DTSTART", "DTEND", "DUE", "RECURRENCE-ID")
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT or VTODO. `body` holds its content lines, unfolded, each ended by a line feed, without BEGIN and END."""

    kind: Kind
    uid: str
    body: str

    def raw(self, name: str) -> str | None:
        """The value of the first property of a name, still escaped; None where there is none."""
        line = self.line(name)
        return None if line is None else split_line(line)[1]

    def line(self, name: str) -> str | None:
        """The whole first line of a property, not of a component inside the entry; None where there is none."""
        own = self.own
        for mark in (f"\n{name}:", f"\n{name};"):
            at = own.find(mark)
            if at >= 0:
                return own[at + 1 : own.index("\n", at + 1)]
        return None

    @property
    def own(self) -> str:
        """The lines of the entry itself, with a line feed before and without the components inside it."""
        whole = f"\n{self.body}"
        return _without_inner(whole) if "\nBEGIN:" in whole else whole

    def text(self, name: str) -> str:
        r"""The value of a TEXT property, unescaped; "" where there is none."""
        return unescaped(self.raw(name) or "")

    @property
    def title(self) -> str:
        """The title as the document has it: without the words and marks that a feed adds, where the entry says so."""
        summary = one_line(self.text("SUMMARY").removeprefix(REMOVED))
        title = one_line(str(self.record.get("title") or ""))
        return title if title and title in summary else summary  # else somebody has renamed it since

    def words(self, zone: str) -> str:
        """The words of its time; empty where it has none, or somebody has moved it since."""
        at = self.record.get("at")
        written = [_moment(f":{one}", zone) for one in at[:2]] if isinstance(at, list) else []
        return self.text("X-PLANNER-WORDS") if written == list(spans(self, zone) or ()) else ""

    @property
    def record(self) -> dict[str, Any]:
        """What X-PLANNER-RECORD says; empty where it is missing or damaged."""
        return record_of(self.text("X-PLANNER-RECORD"))

    @property
    def is_removed(self) -> bool:
        """Whether this is an event that an earlier export found gone from its document."""
        return self.raw("STATUS") == "CANCELLED" and self.text("SUMMARY").startswith(REMOVED)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar: the lines before its first entry (without BEGIN:VCALENDAR), and its entries in their order."""

    head: tuple[str, ...]
    entries: tuple[Entry, ...]
    is_ours: bool

    def text(self, name: str) -> str:
        """The value of a TEXT property of the calendar, unescaped; "" where there is none."""
        return next((unescaped(split_line(line)[1]) for line in self.head if _name(line) == name), "")

    @property
    def undated(self) -> tuple[dict[str, Any], ...]:
        """The records of the rows without a day (X-PLANNER-UNDATED)."""
        lines = (line for line in self.head if _name(line) == "X-PLANNER-UNDATED")
        return tuple(record for line in lines if (record := record_of(unescaped(split_line(line)[1]))))


def read_feed(data: bytes, name: str) -> Feed:
    """Read a calendar file; `name` is what a message calls it. Raises PlannerError for what is none or is cut off."""
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        raise _damaged(name, error) from error
    own = _own(text) if _OURS.search(text[:_HEAD_CHARACTERS]) else None
    return own or _foreign(data, name)


def spans(entry: Entry, zone: str) -> tuple[dt.date, dt.date] | None:
    """Give first and exclusive end: days, or the clock times of a zone (naive). None where the entry has no day.

    An entry without an end lasts a day, or no time at all (RFC 5545, 3.6.1).
    """
    ends = [_moment(line, zone) for name in ("DTSTART", "DTEND", "DUE") if (line := entry.line(name))]
    known = [end for end in ends if end is not None]
    if not known:
        return None
    first = known[0]
    if len(known) > 1:
        return first, known[-1]
    return first, first if isinstance(first, dt.datetime) else first + dt.timedelta(days=1)


def unescaped(value: str) -> str:
    """Read a TEXT value (RFC 5545, 3.3.11)."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _own(text: str) -> Feed | None:
    """Read the form that we write; None for any other."""
    plain = text.replace("\r\n", "\n").replace("\n ", "")
    if not plain.startswith("BEGIN:VCALENDAR\n") or not plain.endswith("\nEND:VCALENDAR\n"):
        return None
    entries, at, head = [], 0, ""
    for found in _ENTRY.finditer(plain):
        if not at:
            head = plain[: found.start()]
        elif found.start() != at:
            return None
        at = found.end()
        body = found[2]
        start = body.find("UID:") if body.startswith("UID:") else body.find("\nUID:") + 1
        if not start and not body.startswith("UID:"):
            return None
        uid = body[start + 4 : body.index("\n", start)]
        entries.append(Entry("VEVENT" if found[1] == "VEVENT" else "VTODO", unescaped(uid), body))
    rest = plain[at:] if at else "END:VCALENDAR\n"
    if rest != "END:VCALENDAR\n":
        return None
    head = head or plain[: -len("END:VCALENDAR\n")]
    return Feed(tuple(head.split("\n")[1:-1]), tuple(entries), True)


def _foreign(data: bytes, name: str) -> Feed:
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(data, multiple=True)
        parts = [one for calendar in calendars for one in calendar.walk() if one.name in _KINDS]
        entries = tuple(_entry(part) for part in parts)
        head = [line for calendar in calendars for line in _lines(calendar)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise _damaged(name, error) from error
    if not any(calendar.name == "VCALENDAR" for calendar in calendars):
        raise _damaged(name, ValueError("no VCALENDAR"))
    return Feed(tuple(head), entries, False)


def _entry(part: Component) -> Entry:
    """Turn a component of icalendar into an entry, its times in UTC: the zones that it names are those of its file."""
    lines = []
    for line in _lines(part):
        if _name(line) in _UTC_NAMES:
            line = _in_utc(_name(line), part, line)
        if _name(line) == "DURATION" and "DTSTART" in part:
            start: Any = part.decoded("DTSTART")
            line = _written("DTEND", start + part.decoded("DURATION"))
        lines.append(line)
    kind: Kind = "VEVENT" if part.name == "VEVENT" else "VTODO"
    return Entry(kind, str(part.get("UID", "")), "".join(f"{line}\n" for line in lines))


def _lines(part: Component) -> Iterator[str]:
    for name, value in part.property_items(recursive=False):
        if name not in ("BEGIN", "END"):
            yield str(part.content_line(name, value)).replace("\r\n ", "").replace("\n", "\\n")


def _in_utc(name: str, part: Component, line: str) -> str:
    moment = getattr(part.get(name), "dt", None)
    return _written(name, moment) if isinstance(moment, dt.datetime) and moment.tzinfo else line


def _written(name: str, moment: dt.date) -> str:
    if not isinstance(moment, dt.datetime):
        return f"{name};VALUE=DATE:{moment:%Y%m%d}"
    if moment.tzinfo is None:
        return f"{name}:{moment:%Y%m%dT%H%M%S}"
    return f"{name}:{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z"


def _moment(line: str, zone: str) -> dt.date | None:
    """Read a DATE, or a DATE-TIME into the clock time of a zone; None for what is neither."""
    head, value = split_line(line)
    try:
        day = dt.date(int(value[:4]), int(value[4:6]), int(value[6:8]))
        if len(value) == 8:
            return day
        local = dt.datetime.combine(day, dt.time(int(value[9:11]), int(value[11:13]), int(value[13:15] or 0)))
    except ValueError:
        return None
    named = "UTC" if value.endswith("Z") else _parameter(head, "TZID")
    if not named or named == zone:
        return local
    held = _zone(named)
    return local if held is None else local.replace(tzinfo=held).astimezone(_zone(zone) or dt.UTC).replace(tzinfo=None)


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _parameter(head: str, name: str) -> str:
    for one in head.split(";")[1:]:
        key, _, value = one.partition("=")
        if key.upper() == name:
            return value.strip('"')
    return ""


def split_line(line: str) -> tuple[str, str]:
    """Cut a content line at the first colon outside quotes."""
    if '"' not in line.partition(":")[0]:
        head, _, value = line.partition(":")
        return head, value
    quoted = False
    for at, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return line[:at], line[at + 1 :]
    return line, ""


def _name(line: str) -> str:
    return re.split("[:;]", line, maxsplit=1)[0].upper()


def _without_inner(body: str) -> str:
    kept: list[str] = []
    depth = 0
    for line in body.split("\n")[:-1]:
        if line.startswith("BEGIN:"):
            depth += 1
        elif line.startswith("END:"):
            depth -= 1
        elif not depth:
            kept.append(line)
    return "".join(f"{line}\n" for line in kept)


def record_of(text: str) -> dict[str, Any]:
    """Read a JSON object as X-PLANNER-RECORD holds it; empty where it is missing or damaged."""
    try:
        value = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _damaged(name: str, error: Exception) -> PlannerError:
    said = message("{path}: damaged or not a calendar: {error}", path=name, error=" ".join(str(error).split())[:200])
    return PlannerError(said)


def lines_of(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the content lines of entries, still unfolded."""
    for entry in entries:
        yield f"BEGIN:{entry.kind}"
        yield from entry.body.split("\n")[:-1]
        yield f"END:{entry.kind}"
