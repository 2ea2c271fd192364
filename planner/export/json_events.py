"""Events read back from the JSON that `planner extract --format json` and events.json hold (docs/json.md)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, get_args

from planner.records import (
    Event,
    EventKind,
    Fit,
    PartOfDay,
    Place,
    PlannerError,
    Precision,
    Repeat,
    Status,
    When,
    message,
)

_TEXTS = ("title", "uid", "organizer", "location", "note", "stage")


def events_of(text: str, path: str) -> tuple[Event, ...]:
    """Read the events; what completed their dates is not read back. Raises PlannerError for any other JSON."""
    try:
        return tuple(_event(one) for one in json.loads(text)["events"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        said = message(
            "{path}: is no JSON of events as planner extract prints it: {error}", path=path, error=repr(error)
        )
        raise PlannerError(said) from error


def _event(value: Mapping[str, Any]) -> Event:
    place = value.get("place") or {}
    repeat = value.get("repeat")
    texts: dict[str, Any] = {name: str(value.get(name) or "") for name in _TEXTS}
    return Event(
        **texts,
        kind=_one_of(value.get("kind", "event"), EventKind),
        status=_one_of(value.get("status", "confirmed"), Status),
        when=_when(value["when"]) if value.get("when") else None,
        repeat=Repeat(str(value.get("repeat_text", "")), str(repeat), **_hours(value, "repeat_")) if repeat else None,
        details=tuple(map(str, value.get("details", ()))),
        participants=tuple(map(str, value.get("participants", ()))),
        parent=value.get("parent"),
        place=Place(path=str(place.get("path", "")), line=place.get("line"), quote=str(place.get("quote", ""))),
    )


def _when(value: Mapping[str, Any]) -> When:
    return When(
        text=str(value.get("text", "")),
        first=_day(value.get("first")),
        last=_day(value.get("last")),
        edtf=str(value.get("edtf", "")),
        fit=_one_of(value.get("fit", "fills"), Fit),
        precision=_one_of(value.get("precision", "day"), Precision),
        approximate_first=value.get("approximate_first") is True,
        approximate_last=value.get("approximate_last") is True,
        **_hours(value, ""),
    )


def _hours(value: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    part = value.get(f"{prefix}part")
    return {
        "part": None if part is None else _one_of(part, PartOfDay),
        "start_time": _minutes(value.get(f"{prefix}start_time")),
        "end_time": _minutes(value.get(f"{prefix}end_time")),
    }


def _one_of(value: Any, choices: Any) -> Any:
    if value not in get_args(choices):
        raise ValueError(value)
    return value


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _minutes(text: str | None) -> int | None:
    """Read HH:MM, to 24:00."""
    return None if text is None else int(text[:2]) * 60 + int(text[3:5])
