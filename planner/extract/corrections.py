"""What a person corrects: events saved with their places as TOML, edited, and applied again on the next run.

Each entry keeps what was read (`read`) beside what holds now; a field that differs from what was read is a correction.
An entry is found again by its words and its title, else by its place, also after the document has changed.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from planner import codes
from planner.dates import edtf
from planner.extract.roles import Role
from planner.records import Event, EventKind, Place, PlannerError, Repeat, Status, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Finding, Fit, Message, Precision

LAYOUTS = ("rows", "grid", "calendar", "chart", "text")
_TEXTS = ("title", "organizer", "location", "note", "stage")
_LISTS = ("details", "participants")
_CHOICES: Mapping[str, tuple[str, ...]] = {"kind": get_args(EventKind), "status": get_args(Status)}
_EDITABLE = (*_TEXTS, *_LISTS, *_CHOICES, "when", "repeat", "ignore")
_CLOCK = re.compile(r"T([0-9]{2}):([0-9]{2})(?::[0-9]{2})?")
_PRECISIONS: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"T"), "minute"),
    (re.compile(r"-[0-9X]{2}-[0-9X]{2}"), "day"),
    (re.compile(r"-[0-9X]{2}"), "month"),
    (re.compile(r""), "year"),
)
_HEAD = """# Events as planner read them. A field that you edit holds on the next run; leave the part "read" alone.
# when: EDTF, such as 2005-05-16/2005-05-20, ../2005-06-30, or "" for no date. ignore = true takes an event out.
# repeat: an RRULE, such as FREQ=WEEKLY;BYDAY=WE, "when" is its first day. Where "when" alone is edited it ends.
# An event without a part "read" is added. [columns] names the roles of columns by their heads, layout how tables are
# read: rows, grid, calendar, chart or text.
"""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The entries of one or more files of corrections, and how the tables of the documents are to be read."""

    entries: tuple[Mapping[str, Any], ...] = ()
    columns: Mapping[str, Role] = field(default_factory=dict)
    layout: str = ""
    source: str = ""

    def over(self, other: Corrections) -> Corrections:
        """These corrections, and those of a whole folder where these say nothing."""
        columns = {**other.columns, **self.columns}
        return replace(self, columns=columns, layout=self.layout or other.layout, source=self.source or other.source)


def parse(text: str, source: str) -> Corrections:
    """Read a file of corrections. Raises PlannerError for what is not TOML or holds an impossible value."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlannerError(
            message("{path}: cannot be read as corrections: {error}", path=source, error=error)
        ) from error
    columns, layout = table.get("columns", {}), table.get("layout", "")
    entries = table.get("event", [])
    if not isinstance(columns, dict) or set(columns.values()) - set(get_args(Role)):
        raise _refused(source, "columns", " | ".join(get_args(Role)))
    if layout not in ("", *LAYOUTS):
        raise _refused(source, "layout", " | ".join(LAYOUTS))
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise _refused(source, "event", "[[event]]")
    for entry in entries:
        _check(entry, source)
    return Corrections(tuple(entries), columns, layout, source)


def _refused(source: str, key: str, expected: str) -> PlannerError:
    return PlannerError(message("{path}: {key} must be {expected}", path=source, key=key, expected=expected))


def _check(entry: Mapping[str, Any], source: str) -> None:
    for key in _EDITABLE:
        value = entry.get(key)
        if value is None:
            continue
        if key in _CHOICES and value not in _CHOICES[key]:
            raise _refused(source, key, " | ".join(_CHOICES[key]))
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise _refused(source, key, '["", …]')
        if key in (*_TEXTS, "when", "repeat") and not isinstance(value, str):
            raise _refused(source, key, '"…"')
    if entry.get("when"):
        try:
            edtf.parse(entry["when"])
        except ValueError as error:
            raise _refused(source, "when", "EDTF (2005-05-16/2005-05-20)") from error
    if entry.get("repeat") and not _is_rule(entry["repeat"]):
        raise _refused(source, "repeat", "RRULE (FREQ=WEEKLY;BYDAY=WE)")


def applied(events: Sequence[Event], corrections: Corrections) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Apply corrections to events as read; what no longer matches an event is reported, with its words."""
    result: list[Event | None] = list(events)
    taken: set[int] = set()
    findings = []
    for entry in corrections.entries:
        changes = _changes(entry)
        if "read" not in entry:
            result.append(_added(entry, changes, corrections.source))
            continue
        at = _match(entry, events, taken)
        if at is not None:
            taken.add(at)
            if changes:
                result[at] = None if changes.get("ignore") else _changed(events[at], changes)
        if (events or changes) if at is None else _idle(entry, events[at]):
            place = Place(path=corrections.source, quote=str(entry.get("words", "")))
            findings.append(codes.reading_finding(codes.CORRECTION_UNMATCHED, _unmatched(entry, at), place))
    return tuple(one for one in result if one is not None), tuple(findings)


def _changes(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that differ from what was read."""
    read = entry.get("read", {})
    return {key: entry[key] for key in _EDITABLE if key in entry and entry[key] != read.get(key)}


def _idle(entry: Mapping[str, Any], event: Event) -> list[str]:
    """The fields of an entry whose part "read" is not what the document says, so that an edit of them does nothing."""
    read, now = entry["read"], _fields(event)
    return [key for key in now if key in read and read[key] != now[key] and entry.get(key) in (read[key], now[key])]


def _unmatched(entry: Mapping[str, Any], at: int | None) -> Message:
    """Say of an entry that its part "read" matches nothing, or not what it was found by."""
    title = str(entry.get("title", ""))
    if at is not None:
        return message(
            "the part “read” of {title} is not what the document says: edit the fields above it, or delete the entry "
            "to have it read afresh",
            title=title,
        )
    if _changes(entry):
        return message("a correction of {title} matches nothing in the document now", title=title)
    return message("the entry {title} matches nothing in the document now", title=title)


def _match(entry: Mapping[str, Any], events: Sequence[Event], taken: set[int]) -> int | None:
    """The event that an entry is about: same words and title, else same place, else the one event of that title."""
    read, words = entry.get("read", {}), entry.get("words", "")
    free = [at for at in range(len(events)) if at not in taken]
    titled = [at for at in free if events[at].title == read.get("title")]
    tries = (
        [at for at in titled if events[at].place.quote == words],
        [at for at in free if events[at].place.quote == words and place_of(events[at].place) == entry.get("place")],
        [at for at in free if words and events[at].place.quote == words],
        titled,
    )
    for number, found in enumerate(tries):
        if found and (number < 2 or len(found) == 1):
            return found[0]
    return None


def place_of(place: Place) -> dict[str, int | str]:
    """The place of an event as an entry keeps it: what is known of page, sheet, table, row, cell and line."""
    known = ("page", "sheet", "table", "row", "cell", "line")
    return {name: value for name in known if (value := getattr(place, name)) is not None}


def _changed(event: Event, changes: Mapping[str, Any]) -> Event:
    plain = {key: changes[key] for key in (*_TEXTS, *_CHOICES) if key in changes}
    event = replace(event, **plain)
    if "details" in changes:
        event = replace(event, details=tuple(changes["details"]))
    if "participants" in changes:
        event = replace(event, participants=tuple(changes["participants"]))
    if "when" in changes:
        when = _when(changes["when"]) if changes["when"] else None
        kind = event.kind
        if "kind" not in changes and when is not None:
            kind = "deadline" if when.first is None else "event" if kind == "deadline" else kind
        if when and event.when and when.precision == "day" and when.first == when.last:
            when = replace(when, part=event.when.part)  # the day was corrected, the part of it was not
        event = replace(event, when=when, repeat=None, kind=kind)
    if "repeat" in changes:
        rule, repeat = str(changes["repeat"]), event.repeat or Repeat(event.place.quote, "")
        event = replace(event, repeat=replace(repeat, rrule=rule) if rule else None)
    return event


def _added(entry: Mapping[str, Any], changes: Mapping[str, Any], source: str) -> Event:
    words = str(entry.get("words", entry.get("when", "")))
    title = str(entry.get("title", "")) or words
    return _changed(Event(uid="", title=title, place=Place(path=source, quote=words)), changes)


def _is_rule(text: str) -> bool:
    """Whether a text is the value of an RRULE (RFC 5545, 3.3.10)."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    try:
        rrulestr(text, dtstart=dt.datetime(2000, 1, 1), ignoretz=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return "FREQ=" in text.upper()


def _when(text: str) -> When:
    """The time that a person wrote as EDTF: these are its words, for the document says another."""
    value = edtf.parse(text)
    first, last = edtf.bounds(value)
    clocks = [int(hour) * 60 + int(minute) for hour, minute in _CLOCK.findall(text)]
    precision = next(name for pattern, name in _PRECISIONS if pattern.search(text))
    fit: Fit = "within" if isinstance(value, edtf.Set) or precision in ("month", "year") else "fills"
    return When(
        text=text,
        first=first,
        last=last,
        edtf=text,
        fit=fit,
        precision=precision,
        start_time=clocks[0] if clocks else None,
        end_time=clocks[1] if len(clocks) > 1 else None,
        approximate_first="~" in text.partition("/")[0],
        approximate_last="~" in text.rpartition("/")[2],
    )


def saved(
    events: Sequence[Event],
    before: Corrections,
    times: Mapping[str, str] = MappingProxyType({}),
    head: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """Write events as a file of corrections; what was corrected before stays, also where it matches nothing now.

    `times` are new times as EDTF, by uid; `head` is the table that says what the schedule is about.
    """
    import tomli_w

    taken: set[int] = set()
    lost = []
    former: dict[int, Mapping[str, Any]] = {}
    for entry in before.entries:
        at = _match(entry, events, taken) if "read" in entry else None
        if at is not None:
            taken.add(at)
            former[at] = entry
        else:
            lost.append(dict(entry))
    entries = [
        _entry(event, former.get(at, {}), {"when": times[event.uid]} if event.uid in times else {})
        for at, event in enumerate(events)
    ]
    layout = {"layout": before.layout} if before.layout else {}
    columns = {"columns": dict(before.columns)} if before.columns else {}
    about = {"schedule": dict(head)} if head else {}
    return _HEAD + tomli_w.dumps({**layout, **columns, **about, "event": [*entries, *lost]}, multiline_strings=False)


def _entry(event: Event, former: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The entry of an event: what was read, what a person edited, and new fields over both."""
    place = {"words": event.place.quote, "place": place_of(event.place)}
    read = _fields(event)
    idle = _idle(former, event) if former.get("words") == event.place.quote else []  # else the document has changed
    edits = {**_changes(former), **{key: former[key] for key in idle if key in former}}
    return {**place, **read, **edits, **new, "read": {**read, **{key: former["read"][key] for key in idle}}}


def _fields(event: Event) -> dict[str, Any]:
    texts = {key: getattr(event, key) for key in (*_TEXTS, *_CHOICES)}
    lists = {key: list(getattr(event, key)) for key in _LISTS}
    repeat = {"repeat": event.repeat.rrule} if event.repeat else {}
    return {**texts, **lists, "when": event.when.edtf if event.when else "", **repeat}
