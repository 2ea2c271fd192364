"""Which entries of two versions of a calendar are the same event.

The same UID is the same event. Of the others, in this order:

1. the same title (without spaces, punctuation and case): the same time, then the same day, then the nearest day first;
2. titles that are alike (difflib's ratio): at least 0.6 for entries that keep their time and 0.75 for entries that
   were moved by at most 31 days, 0.65 where a moved entry keeps its row's place in the document and its location.
   Titles that differ in a number ("第一次会议", "第二次会议") are never alike unless the time is the same.

The best pairs are taken first, and in the order of the documents among equals. Repeating and single entries, events
and tasks are never the same; what was removed before comes back by its UID or its title only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from planner.export.feed_reader import Entry, spans

SAME_TIME, MOVED, MOVED_IN_PLACE = 0.6, 0.75, 0.65
FARTHEST = 31  # days
_TITLE_CHARACTERS = 200  # of a title that are compared: a ratio takes the square of their number
_COMMON = 50  # entries that share a pair of characters, from which on the pair tells nothing
_NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十百零〇]+")
_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Side:
    """What of an entry is compared. `day` is its first day."""

    at: int
    entry: Entry
    title: str
    numbers: tuple[str, ...]
    span: tuple[dt.date, dt.date] | None
    day: dt.date | None
    place: tuple[str, ...]


def pairs(old: Sequence[Entry], new: Sequence[Entry], zone: str) -> dict[int, int]:
    """Give, for the entries of the new version that are in the old one, the number of the old entry.

    `zone` is that of clock times. An entry is in one pair at most.
    """
    taken: dict[int, int] = {}
    known = {(entry.kind, entry.uid, entry.raw("RECURRENCE-ID")): at for at, entry in reversed(list(enumerate(old)))}
    for at, entry in enumerate(new):
        found = known.pop((entry.kind, entry.uid, entry.raw("RECURRENCE-ID")), None)
        if found is not None:
            taken[at] = found
    used = set(taken.values())
    before = [_side(at, entry, zone) for at, entry in enumerate(old) if at not in used]
    after = [_side(at, entry, zone) for at, entry in enumerate(new) if at not in taken]
    for key in (_title_and_time, _title_and_day):
        equal = _equal(before, after, key)
        taken |= equal
        used |= set(equal.values())
        before = [one for one in before if one.at not in used]
        after = [one for one in after if one.at not in taken]
    if before and after:
        taken |= _best(_candidates(before, after))
    return taken


def _side(at: int, entry: Entry, zone: str) -> _Side:
    span = spans(entry, zone)
    first = span[0] if span else None
    title = _WORD.sub("", entry.title[:_TITLE_CHARACTERS]).casefold()
    place = entry.record.get("place", {})
    row = tuple(str(place.get(name, "")) for name in ("table", "row", "line")) if isinstance(place, dict) else ()
    day = first.date() if isinstance(first, dt.datetime) else first
    return _Side(at, entry, title, tuple(_NUMBER.findall(title)), span, day, (*row, entry.text("LOCATION")))


def _title_and_time(one: _Side) -> Hashable:
    return one.entry.kind, one.title, one.span, one.entry.raw("RRULE")


def _title_and_day(one: _Side) -> Hashable:
    return one.entry.kind, one.title, one.day, one.entry.raw("RRULE") is None


def _equal(before: Sequence[_Side], after: Sequence[_Side], key: Callable[[_Side], Hashable]) -> dict[int, int]:
    """Pair what has a day and an equal key, in the order of the documents: the surest pairs, and found in one pass."""
    known: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for one in before:
        if one.day:
            known[key(one)].append(one.at)
    return {one.at: found.popleft() for one in after if one.day and (found := known.get(key(one)))}


def _candidates(before: Sequence[_Side], after: Sequence[_Side]) -> Iterator[tuple[float, int, int]]:
    """Give (score, old, new) for the pairs that may be the same event; the higher the score the surer."""
    index: defaultdict[tuple[str, object], list[_Side]] = defaultdict(list)
    for one in before:
        for key in _keys(one):
            index[key].append(one)
    for one in after:
        near: dict[int, _Side] = {}
        for key in _keys(one):
            sharing = index.get(key, [])
            if key[0] != "pair" or len(sharing) <= _COMMON:
                near.update((other.at, other) for other in sharing)
        for other in near.values():
            score = _score(other, one)
            if score:
                yield score, other.at, one.at


def _keys(one: _Side) -> Iterator[tuple[str, object]]:
    """Give what two entries must share to be compared: the day, the title, or two characters beside each other."""
    yield "day", one.day
    yield "title", one.title
    for pair in {one.title[at : at + 2] for at in range(len(one.title) - 1)}:
        yield "pair", pair


def _score(old: _Side, new: _Side) -> float:
    """Say how sure two entries are the same: 0 where they are not, above 1 where their titles are the same."""
    if old.entry.kind != new.entry.kind or (old.entry.raw("RRULE") is None) != (new.entry.raw("RRULE") is None):
        return 0
    days = abs((old.day - new.day).days) if old.day and new.day else FARTHEST
    nearness = 1 / (1 + days)
    if old.title == new.title:
        return (2 + nearness) if old.title or days == 0 else 0
    if old.entry.is_removed:
        return 0
    is_kept = old.span == new.span
    if (old.numbers != new.numbers and not is_kept) or (days > FARTHEST):
        return 0
    matcher = SequenceMatcher(None, old.title, new.title, autojunk=False)
    least = SAME_TIME if is_kept else MOVED_IN_PLACE if old.place == new.place else MOVED
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    ratio = matcher.ratio()
    return (ratio + nearness) / 2 if ratio >= least else 0


def _best(candidates: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, old, new in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        if old not in used and new not in taken:
            taken[new] = old
            used.add(old)
    return taken
