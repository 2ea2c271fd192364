"""Identifiers that stay the same while a document is edited: made of what an event is, not of where or when."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Event

_NAMESPACE = uuid.UUID("6a1f3c4e-6d1b-5d0c-9b57-1f0e5a5b2005")


def with_uids(document_title: str, events: Sequence[Event]) -> tuple[Event, ...]:
    """Give every event its UID (a UUID, as RFC 7986 section 5.3 recommends).

    It is made of the document's title and the event's own title and details, so that an event that is moved, or whose
    row or file moves, stays the same event. Where these are not unique, the words of the time are added, and then the
    count of the equal ones. An event that has a name already keeps its children: `parent` is renamed with it.
    """
    names = [(document_title, event.title, *event.details) for event in events]
    common = Counter(names)
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for event, name in zip(events, names, strict=True):
        if common[name] > 1:
            name = (*name, event.when.text if event.when else event.place.quote)
            if event.when:
                name = (*name, event.when.edtf)
            seen[name] += 1
            name = (*name, str(seen[name])) if seen[name] > 1 else name
        result.append(replace(event, uid=str(uuid.uuid5(_NAMESPACE, "\x1f".join(name)))))
    uids = {before.uid: after.uid for before, after in zip(events, result, strict=True) if before.uid}
    return tuple(replace(event, parent=uids.get(event.parent)) if event.parent else event for event in result)
