"""What changed between two versions of a calendar: events added, removed, moved, renamed, or changed otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from planner.export.feed_reader import Entry, Feed, spans
from planner.export.matching import pairs
from planner.export.text import one_line
from planner.language import Language
from planner.records import Message, message, plural_message

Aspect: TypeAlias = Literal["added", "removed", "moved", "renamed", "changed"]
ASPECTS: tuple[Aspect, ...] = ("added", "moved", "renamed", "changed", "removed")

# Fields that a feed of ours states of an event besides its title and time.
_FIELDS = ("location", "status", "stage", "organizer", "participants", "details", "note")
_DAY = dt.timedelta(days=1)
_MARKS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Item:
    """An event as it is compared: `first` and `last` are inclusive days, or naive clock times; None without a day.

    `words` are those of its time, empty where the calendar does not state them; `fields` are what else it says.
    """

    uid: str
    title: str
    first: dt.date | None
    last: dt.date | None
    words: str
    rule: str
    fields: tuple[tuple[str, str], ...]

    @property
    def time(self) -> tuple[object, ...]:
        """What must be equal for an event not to be moved."""
        return self.first, self.last, self.rule


@dataclass(frozen=True, slots=True)
class Change:
    """One event that is not as it was: an event that was added has no `old`, one that was removed no `new`.

    `aspects` say in what; `fields` are the names of what changed besides title and time.
    """

    aspects: tuple[Aspect, ...]
    old: Item | None
    new: Item | None
    fields: tuple[str, ...] = ()

    @property
    def newest(self) -> Item:
        """The event as it is now, or last was."""
        item = self.new or self.old
        assert item is not None  # noqa: S101  one of both is always there
        return item


def diff(old: Feed, new: Feed, zone: str) -> tuple[Change, ...]:
    """Compare two calendars; clock times are those of the zone.

    Entries that an earlier export found gone count as absent. Fields are compared only where both calendars are ours;
    of other calendars, which do not state them, only the location and the status. The order is that of the new
    calendar, then that of the old one for what is gone.
    """
    before = [entry for entry in old.entries if not entry.is_removed]
    after = [entry for entry in new.entries if not entry.is_removed]
    same = pairs(before, after, zone)
    changes: list[Change] = []
    names = _FIELDS if old.is_ours and new.is_ours else ("location", "status")
    for at, entry in enumerate(after):
        if at not in same:
            changes.append(Change(("added",), None, _item(entry, zone, names)))
        elif before[same[at]].body != entry.body:
            change = _change(*_items(before[same[at]], entry, zone, names))
            changes += [change] if change else []
    kept = set(same.values())
    gone = [Change(("removed",), _item(entry, zone, names), None) for at, entry in enumerate(before) if at not in kept]
    return _with_undated((*changes, *gone), old, new, names)


def _with_undated(changes: Iterable[Change], old: Feed, new: Feed, names: tuple[str, ...]) -> tuple[Change, ...]:
    """Join what lost or got its day, and add the rows without a day that came or went."""
    before = {item.title: item for record in old.undated for item in [_undated(record, names)]}
    after = {item.title: item for record in new.undated for item in [_undated(record, names)]}
    joined = []
    for change in changes:
        title = change.newest.title
        if change.new is None and title in after and title not in before:
            joined.append(Change(("moved",), change.old, after.pop(title)))
        elif change.old is None and title in before and title not in after:
            joined.append(Change(("moved",), before.pop(title), change.new))
        else:
            joined.append(change)
    joined += [Change(("added",), None, item) for title, item in after.items() if title not in before]
    joined += [Change(("removed",), item, None) for title, item in before.items() if title not in after]
    return tuple(joined)


def _item(entry: Entry, zone: str, names: tuple[str, ...]) -> Item:
    record = entry.record
    span = spans(entry, zone)
    first, last = span or (None, None)
    if last is not None and not isinstance(last, dt.datetime):
        last = max(last - _DAY, first) if first else last
    stated = {
        **record,
        "location": entry.text("LOCATION"),
        "status": (entry.raw("STATUS") or "CONFIRMED").lower(),
        "stage": entry.text("CATEGORIES"),
    }
    rule = ";".join(sorted((entry.raw("RRULE") or "").split(";")))
    return Item(entry.uid, entry.title, first, last, entry.words(zone), rule, _fields(stated, names))


def _items(old: Entry, new: Entry, zone: str, names: tuple[str, ...]) -> tuple[Item, Item]:
    """Both sides of a pair.

    Where an app has dropped our record, the SUMMARY is all that is known of a title: it is the same if it is shown as
    it was, but for the marks, which differ between languages.
    """
    before, now = _item(old, zone, names), _item(new, zone, names)
    shown = [_MARKS.sub("", one.text("SUMMARY")) for one in (old, new)]
    return before, replace(now, title=before.title) if shown[0] == shown[1] and not new.record else now


def _undated(record: dict[str, Any], names: tuple[str, ...]) -> Item:
    stated = {"status": "confirmed", **record}
    return Item(
        str(record.get("uid", "")), one_line(str(record.get("title", ""))), None, None, "", "", _fields(stated, names)
    )


def _fields(stated: dict[str, Any], names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    values = ((name, stated.get(name, "")) for name in names)
    return tuple(
        (name, "\n".join(map(str, value)) if isinstance(value, list) else str(value)) for name, value in values
    )


def _change(old: Item, new: Item) -> Change | None:
    fields = tuple(name for (name, before), (_, now) in zip(old.fields, new.fields, strict=True) if before != now)
    aspects: list[Aspect] = []
    if old.time != new.time and not _same_but_hours(old, new):
        aspects.append("moved")
    if old.title != new.title:
        aspects.append("renamed")
    if {"moved"} & set(aspects) and not old.fields:
        fields = ()
    if (
        fields == ("status",)
        and aspects == ["moved"]
        and {dict(one.fields)["status"] for one in (old, new)}
        == {
            "tentative",
            "confirmed",
        }
    ):
        fields = ()  # the move itself: a day that was open has been settled, or the other way round
    if fields:
        aspects.append("changed")
    return Change(tuple(aspects), old, new, fields) if aspects else None


def _same_but_hours(old: Item, new: Item) -> bool:
    """Whether two times have the same words and days, and only one of them states hours (a file of events has none)."""
    is_timed = [isinstance(one.first, dt.datetime) for one in (old, new)]
    days = [
        [day.date() if isinstance(day, dt.datetime) else day for day in (one.first, one.last)] for one in (old, new)
    ]
    return bool(old.words) and old.words == new.words and is_timed[0] != is_timed[1] and days[0] == days[1]


# How it is said


def diff_json(changes: Iterable[Change]) -> dict[str, Any]:
    """Give what `planner diff --format json` prints: a count of each aspect, and every change with both its sides."""
    listed = list(changes)
    counts = {aspect: sum(aspect in change.aspects for change in listed) for aspect in ASPECTS}
    return {"counts": counts, "changes": [_change_json(change) for change in listed]}


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "uid": change.newest.uid,
        "aspects": list(change.aspects),
        "fields": list(change.fields),
        "old": _item_json(change.old),
        "new": _item_json(change.new),
    }


def _item_json(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    days = {name: _iso(value) for name, value in (("first", item.first), ("last", item.last))}
    return {"uid": item.uid, "title": item.title, **days, "words": item.words, "repeat": item.rule, **dict(item.fields)}


def _iso(value: dt.date | None) -> str | None:
    return (
        value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat() if value else None
    )


def diff_lines(changes: Iterable[Change], language: Language) -> Iterator[str]:
    """Say every change in a line, signed as diff does: + added, - removed, ~ changed; then the count."""
    listed = list(changes)
    for change in listed:
        yield language.say(_line(change))
    yield language.say(_counts(listed))


def _line(change: Change) -> Message:
    if change.old is None:
        return message("+ {title}: {time}", title=change.newest.title, time=written_time(change.newest))
    if change.new is None:
        return message("- {title}: {time}", title=change.newest.title, time=written_time(change.newest))
    return message("~ {title}: {what}", title=change.old.title, what=_what(change.old, change.new, change))


def _what(old: Item, new: Item, change: Change) -> tuple[Message, ...]:
    """Say in what an event differs, a sentence each."""
    said = []
    if "moved" in change.aspects:
        said.append(_move(old, new))
    if "renamed" in change.aspects:
        said.append(message("is now called {title}", title=new.title))
    before, now = dict(old.fields), dict(new.fields)
    for name in change.fields:
        values = {"old": _value(name, before[name]), "new": _value(name, now[name])}
        said.append(message("{field}: {old} → {new}", field=_field(name), **values))
    return tuple(said)


def _move(old: Item, new: Item) -> Message:
    if old.first is None:
        return message("has a date now: {time}", time=written_time(new))
    if new.first is None:
        return message("has no date any more: it was {time}", time=written_time(old))
    return message("moved from {old} to {new}", old=written_time(old), new=written_time(new))


def _field(name: str) -> Message:
    return {
        "location": message("place"),
        "status": message("status"),
        "stage": message("stage"),
        "organizer": message("organizer"),
        "participants": message("participants"),
        "details": message("details"),
        "note": message("note"),
    }[name]


def _value(name: str, value: str) -> Message | str:
    known = {"confirmed": message("fixed"), "tentative": message("not fixed"), "cancelled": message("cancelled")}
    return known.get(value, value) if name == "status" else one_line(value) or "–"


def _counts(changes: list[Change]) -> Message:
    if not changes:
        return message("nothing has changed")
    numbers = {aspect: sum(aspect in change.aspects for change in changes) for aspect in ASPECTS}
    return message("{added} added, {moved} moved, {renamed} renamed, {changed} changed, {removed} removed", **numbers)


def written_time(item: Item) -> Message:
    """Write the time of an event: its words where they are known, and its days and hours."""
    if item.first is None or item.last is None:
        return message("no date")
    days = _days(item.first, item.last)
    return message("{words} ({days})", words=item.words, days=days) if item.words else message("{days}", days=days)


def _days(first: dt.date, last: dt.date) -> str:
    if isinstance(first, dt.datetime) and isinstance(last, dt.datetime):
        end = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
        return f"{first:%Y-%m-%d %H:%M}–{end}"
    return first.isoformat() if first == last else f"{first.isoformat()}–{last.isoformat()}"


def note(changes: Iterable[Change], title: str, language: Language) -> str:
    """Write a short note that an office can send round: what is off, what moved, what is new, the next day first."""
    listed = list(changes)
    name = one_line(title) or "–"
    if not listed:
        return language.say(message("Nothing has changed in “{title}”.", title=name)) + "\n"
    head = plural_message(
        "“{title}” has changed in {count} point:",
        "“{title}” has changed in {count} points:",
        count=len(listed),
        title=name,
    )
    lines = [language.say(head)]
    for number, change in enumerate(sorted(listed, key=_order), 1):
        lines.append(f"{number}. {language.say(_sentence(change))}")
    lines.append(language.say(message("Everything else stays as it was.")))
    return "\n".join(lines) + "\n"


def _order(change: Change) -> tuple[int, str, str]:
    aspects = ("removed", "moved", "renamed", "changed", "added")
    return (
        min(aspects.index(aspect) for aspect in change.aspects),
        _iso(change.newest.first) or "~",
        change.newest.title,
    )


def _sentence(change: Change) -> Message:
    if change.old is None:
        return message("New: {title}, {time}.", title=change.newest.title, time=written_time(change.newest))
    if change.new is None:
        return message("Off: {title}, {time}.", title=change.newest.title, time=written_time(change.newest))
    return message("{title}: {what}.", title=change.old.title, what=_what(change.old, change.new, change))
