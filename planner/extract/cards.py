"""The fields of a card: lines that say where an event takes place, who takes part, what it is called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.people import people_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.records import Event

NAMED = re.compile(
    r"^\s*(?P<field>地点|地點|场所|会场|主题|主題|名称|活动|内容|对象|参加人员|主讲人?|主讲嘉宾|讲师|主持人?|嘉宾|主办|组织|speaker|location|venue|where|topic|title|who"
    r"|host)\s*[：:]\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"^\s*(?P<field>📍)\ufe0f?\s*(?:(?:地点|地址|location|venue)\s*[：:]\s*)?(?P<value>\S.*)$", re.IGNORECASE
)
_FIELDS = {
    "location": re.compile(r"地点|地點|场所|会场|location|venue|where|📍", re.IGNORECASE),
    "participants": re.compile(r"对象|参加人员|who", re.IGNORECASE),
    "organizer": re.compile(r"主办|组织|主持人?|主讲人?|主讲嘉宾|讲师|speaker|host", re.IGNORECASE),
    "title": re.compile(r"主题|主題|名称|活动|title|topic", re.IGNORECASE),
}


def field_in(text: str, bare: str) -> tuple[str, str] | None:
    """The field that a line gives a value, and the value; `bare` is the line without its bullet.

    The field is one of location, participants, organizer, title, or empty where it is none of these (内容).
    """
    found = NAMED.match(bare) or _PIN.match(text)
    if not found:
        return None
    name = next((name for name, words in _FIELDS.items() if words.fullmatch(found["field"])), "")
    return name, found["value"].strip()


def with_fields(event: Event, told: Mapping[str, str]) -> Event:
    """The event with what the lines around its time say of it."""
    named, organising = people_of(told.get("participants", ""))
    people = named if "participants" in told else event.participants
    location, organizer = told.get("location", event.location), told.get("organizer", organising or event.organizer)
    return replace(event, participants=people, location=location, organizer=organizer)
