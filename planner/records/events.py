"""What a schedule holds: events, and what they are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from planner.records.places import Place
from planner.records.times import Repeat, When

EventKind: TypeAlias = Literal["event", "deadline", "stage"]
Status: TypeAlias = Literal["confirmed", "tentative", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One item of a schedule. `when` and `repeat` are both None where the document does not date it."""

    uid: str
    title: str
    place: Place
    kind: EventKind = "event"
    when: When | None = None
    repeat: Repeat | None = None
    details: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    organizer: str = ""
    location: str = ""
    note: str = ""
    stage: str = ""
    status: Status = "confirmed"
    parent: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause, a window or a schedule is about: each field is empty where the words do not say.

    `batch` is the ordinal ("第一批", "第二批"), `stage` the stage's bare name ("整改提高"), `unit` the organisation,
    `activity` the campaign or work that the stages and batches divide.
    """

    stage: str = ""
    batch: str = ""
    unit: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The events of one document and what it is about.

    `date` is the document's date, else the first day of the span that its caption states.
    """

    path: str
    title: str
    subject: Subject
    events: tuple[Event, ...]
    date: dt.date | None = None
