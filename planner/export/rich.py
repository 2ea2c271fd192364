"""What the profile "rich" adds: RFC 9253 (LINK, CONCEPT, relations in time) and RFC 9073 (participants, locations)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from planner.export.content_lines import component, text_value
from planner.export.entries import Entry
from planner.export.text import one_line

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


def _name(*parts: str) -> str:
    return str(uuid.uuid5(_NAMES, "\x1f".join(parts)))
