"""A feed written again over its former self: the same events keep their UIDs, and only what changed is marked so.

SEQUENCE and LAST-MODIFIED rise where anything that a reader of the calendar sees has changed (RFC 5545, 3.8.7); that an
event stands in another row or line of its document is no such change. What is gone stays as a cancelled entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from planner.export.carried import record_value
from planner.export.content_lines import component, text_value, to_bytes
from planner.export.feed_reader import (
    REMOVED,
    Entry,
    Feed,
    lines_of,
    read_feed,
    record_of,
    split_line,
    unescaped,
)
from planner.export.files import write_atomically
from planner.export.ical import ALARM_UID
from planner.export.matching import pairs
from planner.language import LANGUAGES, Language
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from pathlib import Path

# Lines that say when an entry was written, not what it says.
_STAMPS = re.compile(r"^(?:DTSTAMP|SEQUENCE|LAST-MODIFIED|CREATED)[:;][^\n]*\n", re.MULTILINE)
# Lines that name entries besides their UID.
_NAMES_ANOTHER = re.compile(
    r'^(?:RELATED-TO[:;]|X-WR-ALARMUID[:;]|X-PLANNER-(?:RECORD|UNDATED)[:;].*"(?:uid|parent)":)', re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a feed over its former self came to, as numbers of entries; `is_new` where there was none.

    `is_same` says that not a byte is another: also the order, the places in the document and the calendar's name.
    """

    is_new: bool
    added: int = 0
    changed: int = 0
    removed: int = 0
    is_same: bool = False


def write_version(path: Path, feed: bytes, *, drop_removed: bool = False) -> Written:
    """Write a feed over its former self; a file that would not change is not touched.

    Raises PlannerError where the former file is no feed of ours: somebody else's calendar is never written over.
    """
    if not path.exists():
        write_atomically(path, feed)
        return Written(is_new=True)
    if not path.is_file():
        raise PlannerError(message("{path}: is there already and is not a file", path=path))
    try:
        before = path.read_bytes()
    except OSError as error:
        raise PlannerError(message("{path}: cannot be read: {reason}", path=path, reason=error.strerror)) from error
    data, written = updated(before, feed, str(path), drop_removed=drop_removed)
    if not written.is_same:
        write_atomically(path, data)
    return written


def updated(before: bytes, after: bytes, name: str, *, drop_removed: bool = False) -> tuple[bytes, Written]:
    """Give the new version of a feed, and what changed; `name` is what a message calls the former version.

    `drop_removed` leaves out what is gone, and what was gone before. Raises PlannerError where `before` is no feed
    of ours.
    """
    old, new = _former(before, name), read_feed(after, name)
    same = pairs(old.entries, new.entries, new.text("X-WR-TIMEZONE"))
    names = {entry.uid: old.entries[same[at]].uid for at, entry in enumerate(new.entries) if at in same}
    renamed = {uid: former for uid, former in names.items() if uid != former}
    entries, changed = [], 0
    for at, entry in enumerate(new.entries):
        entry = _with_names(entry, renamed)
        if at in same:
            former = old.entries[same[at]]
            merged = _merged(former, entry)
            changed += merged.raw("SEQUENCE") != former.raw("SEQUENCE")
            entry = merged
        entries.append(entry)
    found = set(same.values())
    gone = [entry for at, entry in enumerate(old.entries) if at not in found]
    stamp = _stamp(new)
    kept = [] if drop_removed else [entry if entry.is_removed else cancelled_entry(entry, stamp) for entry in gone]
    head = _linked_lines(new.head, renamed)
    if any(";TZID=" in entry.body for entry in kept):
        head = _with_zones(head, old.head)
    lines = component("VCALENDAR", [*head, *lines_of([*entries, *kept])])
    removed = sum(not entry.is_removed for entry in gone)
    data = to_bytes(lines)
    return data, Written(False, len(entries) - len(same), changed, removed, data == before)


def _former(data: bytes, name: str) -> Feed:
    said = message("{path}: is there already and is no feed of planner; give another name, or remove it", path=name)
    try:
        feed = read_feed(data, name)
    except PlannerError as error:
        raise PlannerError(said) from error
    if not feed.is_ours:
        raise PlannerError(said)
    return feed


def _merged(old: Entry, new: Entry) -> Entry:
    """Give an entry its stamps: those of the old version where nothing that is seen has changed."""
    if old.body == new.body:
        return old
    stamps = {name: old.raw(name) for name in ("DTSTAMP", "SEQUENCE", "LAST-MODIFIED")}
    if seen(old) != seen(new):
        stamp = max(old.raw("LAST-MODIFIED") or "", new.raw("DTSTAMP") or "")
        stamps = {"DTSTAMP": stamp, "SEQUENCE": _next(old), "LAST-MODIFIED": stamp}
    return _stamped(new, stamps)


def cancelled_entry(entry: Entry, stamp: str) -> Entry:
    """Mark an entry that is gone from its document; it takes up no time any more, and rings no bell."""
    marked = {
        "SUMMARY": f"SUMMARY:{text_value(REMOVED)}{entry.raw('SUMMARY') or ''}",
        "STATUS": "STATUS:CANCELLED",
        "TRANSP": "TRANSP:TRANSPARENT",
    }
    if entry.kind == "VTODO":
        del marked["TRANSP"]
    lines = []
    for line in entry.own.split("\n")[1:-1]:
        name = re.split("[:;]", line, maxsplit=1)[0]
        lines.append(marked.pop(name, line))
    lines += marked.values()
    stamp = max(stamp, entry.raw("LAST-MODIFIED") or "", entry.raw("DTSTAMP") or "")
    bare = Entry(entry.kind, entry.uid, "".join(f"{line}\n" for line in lines))
    return _stamped(bare, {"DTSTAMP": stamp, "SEQUENCE": _next(entry), "LAST-MODIFIED": stamp})


def _next(entry: Entry) -> str:
    number = entry.raw("SEQUENCE") or "0"
    return str(int(number) + 1) if number.isdecimal() else "1"


def _stamped(entry: Entry, stamps: dict[str, str | None]) -> Entry:
    """Give an entry these stamps behind its UID, and no others."""
    body = _STAMPS.sub("", entry.body)
    lines = "".join(f"{name}:{value}\n" for name, value in stamps.items() if value)
    at = body.index("\n", body.index("UID:")) + 1
    return replace(entry, body=body[:at] + lines + body[at:])


def seen(entry: Entry) -> str:
    """What of an entry is seen in a calendar: not its stamps, nor where in its document it stands."""
    lines = []
    for line in _STAMPS.sub("", entry.body).split("\n"):
        if line.startswith("DESCRIPTION:"):
            lines.append(without_places(line.removeprefix("DESCRIPTION:")))
        elif not line.startswith(("X-PLANNER-RECORD", "UID:")):
            lines.append(line)
    return "\n".join(sorted(lines))


def without_places(description: str) -> str:
    """Give an escaped description without the lines that say where in a document the event stands."""
    return "\\n".join(part for part in description.split("\\n") if not part.startswith(_sources()))


@cache
def _sources() -> tuple[str, ...]:
    """How the lines of a description begin that say where an event is stated, in every language."""
    templates = (message("Source: {place}: {words}"), message("Also stated: {place}: {words}"))
    said = (Language(code).text(one.template) for code in LANGUAGES for one in templates)
    return tuple(text_value(text.partition("{")[0]) for text in said)


def _stamp(feed: Feed) -> str:
    """When the new version was made: the latest stamp of its entries."""
    return max((entry.raw("DTSTAMP") or "" for entry in feed.entries), default="")


def _with_names(entry: Entry, names: Mapping[str, str]) -> Entry:
    """Give an entry, and the others that it names, the UIDs that the old version gave them."""
    if entry.uid not in names and not _NAMES_ANOTHER.search(entry.body):
        return entry
    lines = _linked_lines(entry.body.split("\n")[:-1], names)
    uid = names.get(entry.uid, entry.uid)
    lines = [f"UID:{text_value(uid)}" if line == f"UID:{text_value(entry.uid)}" else line for line in lines]
    return Entry(entry.kind, uid, "".join(f"{line}\n" for line in lines))


def _linked_lines(lines: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Put the old names into the lines that name entries."""
    return [_linked(line, names) if names and _NAMES_ANOTHER.match(line) else line for line in lines]


def _linked(line: str, names: Mapping[str, str]) -> str:
    head, value = split_line(line)
    text = unescaped(value)
    if line.startswith("X-PLANNER-"):
        record = record_of(text)
        found = {key: names[uid] for key in ("uid", "parent") if (uid := str(record.get(key))) in names}
        return f"{head}:{record_value({**record, **found})}" if found else line
    uid = text.removesuffix(ALARM_UID) if line.startswith("X-WR-ALARMUID") else text
    return f"{head}:{text_value(names[uid] + text[len(uid) :])}" if uid in names else line


def _with_zones(head: list[str], old: Iterable[str]) -> list[str]:
    """Add the times zones of the old version that the new one lacks: cancelled entries stand in them.

    Where both describe a zone, the observances of both are kept, each once: they may cover different years.
    """
    plain, zones = _zones(head)
    for name, observances in _zones(old)[1].items():
        known = zones.setdefault(name, [])
        known += [one for one in observances if one not in known]
    lines = list(plain)
    for name, observances in zones.items():
        ordered = [line for observance in observances for line in observance]
        lines += component("VTIMEZONE", [name, *ordered])
    return lines


def _zones(head: Iterable[str]) -> tuple[list[str], dict[str, list[tuple[str, ...]]]]:
    """Cut a head into its other lines and, by the TZID line, the observances of each VTIMEZONE."""
    plain: list[str] = []
    zones: dict[str, list[tuple[str, ...]]] = {}
    name, observance = "", list[str]()
    inside = False
    for line in head:
        if line == "BEGIN:VTIMEZONE":
            inside, name = True, ""
        elif line == "END:VTIMEZONE":
            inside = False
        elif not inside:
            plain.append(line)
        elif line.startswith("TZID"):
            name = line
            zones[name] = []
        elif line.startswith("BEGIN:"):
            observance = [line]
        else:
            observance.append(line)
            if line.startswith("END:"):
                zones[name].append(tuple(observance))
    return plain, zones
