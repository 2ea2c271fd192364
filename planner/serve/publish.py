"""A feed brought to a CalDAV calendar: only what changed goes up, and nothing that somebody edited there is lost.

What was sent is kept in a file beside the feed: for each entry its path, the entity tag that the server gave it, and
digests of what was sent. An entry whose tag is another one now was changed on the server; it is a conflict unless what
stands there says the same as ours, or is what we were about to send when a former run was cut off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import quote

from planner.export.content_lines import component, to_bytes
from planner.export.feed_reader import Entry, Feed, lines_of, read_feed, spans, unescaped
from planner.export.files import write_atomically
from planner.export.versions import cancelled_entry, seen, without_places
from planner.records import PlannerError, message
from planner.serve.caldav import Answer, Calendar, Resource

if TYPE_CHECKING:
    from pathlib import Path

Removal: TypeAlias = Literal["cancel", "delete"]
Action: TypeAlias = Literal["create", "update", "cancel", "delete", "keep", "forget", "conflict"]

_SEEN = ("SUMMARY", "LOCATION", "STATUS", "CATEGORIES", "X-PLANNER-EDTF")
_MOST_FAILURES = 3  # in a row, after which the server is left alone


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known of an entry on the server: `version` and `said` are digests of what was sent, as those of a step.

    `etag` is empty where it is not known; `said` has several where runs were cut off.
    """

    href: str
    etag: str = ""
    version: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with an entry; `etag` is that of the version on the server, None where there is none.

    `said` is a digest of what a server keeps of it in any spelling, `version` of all that is seen of it; `reason` says
    why it is a conflict.
    """

    action: Action
    uid: str
    title: str
    href: str
    data: bytes = b""
    etag: str | None = None
    said: str = ""
    version: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a step: its answer, None where it was not tried any more."""

    step: Step
    answer: Answer | None


def state_path(feed: Path) -> Path:
    """Where is kept what of a feed was sent: a hidden file beside it."""
    return feed.with_name(f".{feed.name}.published.json")


def load_state(path: Path, url: str) -> dict[str, Sent]:
    """Read what was sent to a URL, by UID. Raises PlannerError for a damaged file."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8")).get(url, {}) if path.exists() else {}
        return {uid: Sent(one["href"], one["etag"], one["version"], tuple(one["said"])) for uid, one in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        said = message("{path}: cannot be read as what was published: {error}", path=path, error=error)
        raise PlannerError(said) from error


def save_state(path: Path, url: str, state: Mapping[str, Sent]) -> None:
    """Keep what was sent to a URL, beside what was sent to others."""
    others = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {**others, url: {uid: asdict(one) for uid, one in state.items()}}
    write_atomically(path, (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode())


def steps_for(
    feed: Feed,
    calendar: Calendar,
    listed: Mapping[str, Resource],
    state: Mapping[str, Sent],
    *,
    removal: Removal,
    overwrite: bool = False,
) -> list[Step]:
    """Say what must be done for the calendar to hold the feed; only looks at the server.

    `listed` is what the calendar holds. What is gone from the feed is cancelled or deleted; with `overwrite` our
    version takes the place of one that was changed on the server.
    """
    zone = feed.text("X-WR-TIMEZONE")
    mine = dict(_resources(feed))
    unknown = _unseen(mine, listed, state)
    there = _read(calendar, unknown, zone)
    hrefs = {one.uid: one.href for one in there.values()}
    steps = []
    for uid, entries in mine.items():
        href = state[uid].href if uid in state else hrefs.get(uid, _href(calendar.url, uid))
        data = _resource(feed, entries)
        step = Step("update", uid, entries[0].title, href, data, None, _digest(entries, zone), _version(entries))
        present = listed.get(href)
        is_gone = all(entry.is_removed for entry in entries)
        steps.append(_step(step, present, state.get(uid), there.get(href), is_gone=is_gone, removal=removal))
    for uid, sent in state.items():
        if uid not in mine:
            steps.append(_gone(uid, sent, listed.get(sent.href), calendar, zone, removal))
    return [_forced(step) if overwrite else step for step in steps]


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entry on the server: its UID, and a digest of what it says."""

    href: str
    uid: str
    said: str


def _unseen(mine: Mapping[str, object], listed: Mapping[str, Resource], state: Mapping[str, Sent]) -> list[str]:
    """The entries on the server that must be looked into: changed since, or, where we have new ones, never seen."""
    known = {sent.href: sent for sent in state.values()}
    changed = [href for href, one in listed.items() if href in known and known[href].etag != one.etag]
    strange = [href for href in listed if href not in known] if mine.keys() - state.keys() else []
    return [*changed, *strange]


def _read(calendar: Calendar, hrefs: list[str], zone: str) -> dict[str, _Seen]:
    found = {}
    for one in calendar.fetched(hrefs) if hrefs else ():
        try:
            entries = read_feed(one.data, one.href).entries
        except PlannerError:
            continue  # not for us to judge: it is never written over, its entity tag being unknown to us
        if entries:
            found[one.href] = _Seen(one.href, entries[0].uid, _digest(entries, zone))
    return found


def _step(
    step: Step, present: Resource | None, sent: Sent | None, there: _Seen | None, *, is_gone: bool, removal: Removal
) -> Step:
    if present is None:
        if is_gone:
            return replace(step, action="forget")
        if sent is not None and sent.etag:
            return replace(step, action="conflict", reason="deleted")
        return replace(step, action="create")
    step = replace(step, etag=present.etag)
    is_ours = sent is not None and sent.etag == present.etag
    if not is_ours and (
        there is None or there.uid != step.uid or (there.said != step.said and not _was_sent(there, sent))
    ):
        return replace(step, action="conflict", reason="edited")
    if is_gone and removal == "delete":
        return replace(step, action="delete")
    is_there = (is_ours and sent is not None and sent.version == step.version) or (
        there is not None and there.said == step.said
    )
    return replace(step, action="keep" if is_there else "cancel" if is_gone else "update")


def _was_sent(there: _Seen, sent: Sent | None) -> bool:
    return sent is not None and there.said in sent.said


def _gone(uid: str, sent: Sent, present: Resource | None, calendar: Calendar, zone: str, removal: Removal) -> Step:
    """Say what to do with what we sent and the feed does not hold any more."""
    step = Step("forget", uid, uid, sent.href)
    if present is None:
        return step
    found = next(iter(calendar.fetched([sent.href])), None)
    feed = read_feed(found.data, sent.href) if found else None
    if found is None or feed is None or not feed.entries:
        return step
    title, step = feed.entries[0].title, replace(step, etag=found.etag)
    step = replace(step, title=title)
    if found.etag != sent.etag and _digest(feed.entries, zone) not in sent.said:
        return replace(step, action="conflict", reason="edited")
    if removal == "delete":
        return replace(step, action="delete")
    if all(entry.is_removed for entry in feed.entries):
        said, version = _digest(feed.entries, zone), _version(feed.entries)
        return replace(step, action="keep", data=found.data, said=said, version=version)
    marked = [cancelled_entry(entry, "") for entry in feed.entries]
    data = _resource(feed, marked)
    return replace(step, action="cancel", data=data, said=_digest(marked, zone), version=_version(marked))


def _forced(step: Step) -> Step:
    if step.action != "conflict" or not step.data:
        return step
    return replace(step, action="create" if step.reason == "deleted" else "update", reason="")


def carry_out(steps: Iterable[Step], calendar: Calendar, state: Mapping[str, Sent], path: Path) -> tuple[Done, ...]:
    """Do the steps, and keep what was sent; cut off at any moment, the next run finishes the rest.

    What is about to be sent is written down first. After three failures in a row the rest is not tried.
    """
    listed = list(steps)
    kept = dict(state)
    for step in listed:
        before = kept.get(step.uid, Sent(step.href))
        if step.action in ("create", "update", "cancel"):
            said = tuple(dict.fromkeys((*before.said, step.said)))
            kept[step.uid] = replace(before, said=said)
    save_state(path, calendar.url, kept)
    done, failures = [], 0
    for step in listed:
        answer = Answer("done") if failures < _MOST_FAILURES else None
        if answer and step.action in ("create", "update", "cancel", "delete"):
            answer = _sent(step, calendar)
        failures = failures + 1 if answer is None or answer.outcome == "failed" else 0
        done.append(Done(step, answer))
        _remember(kept, step, answer)
    save_state(path, calendar.url, kept)
    return tuple(done)


def _sent(step: Step, calendar: Calendar) -> Answer:
    if step.action == "delete":
        return calendar.delete(step.href, step.etag or "")
    return calendar.put(step.href, step.data, step.etag)


def _remember(state: dict[str, Sent], step: Step, answer: Answer | None) -> None:
    if answer is None or answer.outcome != "done":
        return
    if step.action in ("delete", "forget"):
        state.pop(step.uid, None)
    elif step.action == "keep":
        state[step.uid] = Sent(step.href, step.etag or "", step.version, (step.said,))
    elif step.action != "conflict":
        state[step.uid] = Sent(step.href, answer.etag, step.version, (step.said,))


def _resources(feed: Feed) -> Iterator[tuple[str, list[Entry]]]:
    """Give the entries of each UID: an entry with its exceptions is one resource (RFC 4791, 4.1)."""
    found: dict[str, list[Entry]] = {}
    for entry in feed.entries:
        found.setdefault(entry.uid, []).append(entry)
    yield from found.items()


def _resource(feed: Feed, entries: list[Entry]) -> bytes:
    """Write entries as a calendar of their own, with the time zones if they name one."""
    zones = _zone_lines(feed.head) if any(";TZID=" in entry.body for entry in entries) else []
    head = ["VERSION:2.0", "PRODID:-//planner//planner//EN", *zones]
    return to_bytes(component("VCALENDAR", [*head, *lines_of(entries)]))


def _zone_lines(head: Iterable[str]) -> list[str]:
    lines, inside = [], False
    for line in head:
        inside = inside or line == "BEGIN:VTIMEZONE"
        if inside:
            lines.append(line)
        inside = inside and line != "END:VTIMEZONE"
    return lines


def _digest(entries: Iterable[Entry], zone: str) -> str:
    """A digest of what entries say, whatever order and spelling a server gives them."""
    said = sorted(
        repr(
            (
                entry.kind,
                entry.raw("RECURRENCE-ID") or "",
                [str(end) for end in spans(entry, zone) or ()],
                sorted((entry.raw("RRULE") or "").split(";")),
                [entry.text(name) for name in _SEEN],
                unescaped(without_places(entry.raw("DESCRIPTION") or "")),
                entry.body.count("BEGIN:VALARM\n"),
            )
        )
        for entry in entries
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def _version(entries: Iterable[Entry]) -> str:
    """A digest of all that is seen of entries; in which row of a document they stand is not."""
    return hashlib.sha256("\n".join(map(seen, entries)).encode()).hexdigest()[:32]


def _href(url: str, uid: str) -> str:
    """Name a new entry by its UID, or by a digest of one that is no name for a file."""
    from urllib.parse import urlsplit

    is_plain = len(uid) <= 80 and uid.isascii() and uid.replace("-", "").replace("_", "").isalnum()
    name = uid if is_plain else hashlib.sha256(uid.encode()).hexdigest()[:40]
    return f"{quote(urlsplit(url).path, safe='/%')}{name}.ics"
