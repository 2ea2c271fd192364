"""What the profile "rich" adds: RFC 9253 (LINK, CONCEPT, relations in time) and RFC 9073 (participants, locations)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from planner.export.content_lines import component, text_value
from planner.export.entries import Entry, Relation, window_uid
from planner.export.text import one_line
from planner.records import Plan, Window

_NAMES = uuid.UUID("2d9b1c06-3b0c-5c1e-8a55-3a5e5b2d2005")


def lines(entry: Entry, source: str) -> Iterator[str]:
    """Give the properties: a LINK to the document, where that has an address, and a CONCEPT for the stage."""
    if source:
        yield f"LINK;LINKREL=describedby;VALUE=URI:{source}"
    stage = one_line(entry.event.stage)
    if stage:
        yield f"CONCEPT:urn:uuid:{_name('stage', stage)}"


def components(entry: Entry) -> Iterator[str]:
    """Give a PARTICIPANT for everyone who takes part or organises, and a VLOCATION."""
    people = [("ACTIVE", name) for name in entry.event.participants] + [("PLANNER-CONTACT", entry.event.organizer)]
    for kind, text in people:
        name = one_line(text)
        if name:
            uid = _name(kind, entry.uid, name)
            yield from component(
                "PARTICIPANT", [f"UID:{uid}", f"PARTICIPANT-TYPE:{kind}", f"SUMMARY:{text_value(name)}"]
            )
    place = one_line(entry.event.location)
    if place:
        uid = _name("location", entry.uid, place)
        yield from component("VLOCATION", [f"UID:{uid}", f"NAME:{text_value(place)}"])


def in_order(entries: Sequence[Entry], plan: Plan) -> list[Entry]:
    """Tie every window to those that the plan's notices put before it, with the days between the two."""
    windows = {window_uid(window): window for window in plan.windows}
    pairs = [(entry, windows[entry.uid]) for entry in entries if entry.uid in windows]
    return [
        entry._replace(related=(*entry.related, *_before(windows[entry.uid], pairs, plan)))
        if entry.uid in windows
        else entry
        for entry in entries
    ]


def _before(window: Window, pairs: Sequence[tuple[Entry, Window]], plan: Plan) -> list[Relation]:
    """Give the relations of a window to the ones before it, of its own batch and work."""
    about = window.subject
    stages = {one.before for one in plan.precedences if one.after == about.stage and one.batch in ("", about.batch)}
    found = {}
    for entry, other in pairs:
        same = (other.subject.batch, other.subject.activity) == (about.batch, about.activity)
        if same and other.subject.stage in stages - {about.stage}:
            found[entry.uid] = Relation("FINISHTOSTART", entry.uid, _gap(other, window))
    return list(found.values())


def _gap(before: Window, after: Window) -> int | None:
    """Count the days between two windows; negative where they overlap, None where a day is not known."""
    last = before.when.last if before.when else None
    first = after.when.first if after.when else None
    return None if last is None or first is None else (first - last).days - 1


def _name(*parts: str) -> str:
    return str(uuid.uuid5(_NAMES, "\x1f".join(parts)))
