"""What reading and checking found."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from planner.records.messages import Message
from planner.records.places import Place

Verdict: TypeAlias = Literal["sure", "possible", "impossible", "open"]
Severity: TypeAlias = Literal["error", "warning", "info"]


class Finding(NamedTuple):
    """What a check found, good or bad: one rule, one verdict, one place.

    A named tuple, since a check makes thousands: a frozen dataclass of as many fields takes twice the time to make.

    `margin` is in days, (least, most) over the readings of uncertain dates; negative where days are missing.
    `event` is the event's title, None where the finding concerns a whole document. `required` and `actual` are EDTF.
    `related` are the clauses and other rows that it rests on. `suggestion` is a repair in words; `silenced` is the
    reason for which a person set the finding aside, empty where none did.
    """

    code: str
    verdict: Verdict
    severity: Severity
    message: Message
    place: Place
    event: str | None = None
    event_uid: str | None = None
    window: str | None = None
    related: tuple[Place, ...] = ()
    required: str | None = None
    actual: str | None = None
    readings: tuple[str, ...] = ()
    margin: tuple[int, int] | None = None
    suggestion: Message | None = None
    silenced: str = ""
