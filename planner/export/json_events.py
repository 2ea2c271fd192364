"""Events read back from the JSON that `planner extract --format json` and events.json hold (docs/json.md)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from planner.records import (
    Completion,
    CompletionSource,
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

_PLACE_FIELDS = ("line", "page", "sheet", "table", "row", "cell", "column", "confidence")
_TEXTS = ("title", "uid", "organizer", "location", "note", "stage")


def events_of(text: str, path: str) -> tuple[Event, ...]:
    """Read the events as they were. Raises PlannerError for any other JSON."""
    try:
        return tuple(_event(one) for one in json.loads(text)["events"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        said = message(
            "{path}: is no JSON of events as planner extract prints it: {error}", path=path, error=repr(error)
        )
        raise PlannerError(said) from error


def _event(value: Mapping[str, Any]) -> Event:
    repeat = value.get("repeat")
    texts: dict[str, Any] = {name: str(value.get(name) or "") for name in _TEXTS}
    return Event(
        **texts,
        kind=_one_of(value.get("kind", "event"), EventKind),
        status=_one_of(value.get("status", "confirmed"), Status),
        when=_when(value["when"]) if value.get("when") else None,
        repeat=_repeat(value, str(repeat)) if repeat else None,
        details=tuple(map(str, value.get("details", ()))),
        participants=tuple(map(str, value.get("participants", ()))),
        parent=value.get("parent"),
        place=_place(value.get("place") or {}),
        places=tuple(map(_place, value.get("places", ()))),
    )


def _place(value: Mapping[str, Any]) -> Place:
    known = {name: value.get(name) for name in _PLACE_FIELDS}
    return Place(path=str(value.get("path", "")), quote=str(value.get("quote", "")), **known)


def _repeat(value: Mapping[str, Any], rule: str) -> Repeat:
    holidays = value.get("repeat_except_holidays") is True
    return Repeat(str(value.get("repeat_text", "")), rule, **_hours(value, "repeat_"), except_holidays=holidays)


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
        last_part=None if value.get("last_part") is None else _one_of(value["last_part"], PartOfDay),
        completed_from=tuple(map(_completion, value.get("completed_from", ()))),
    )


def _completion(value: Mapping[str, Any]) -> Completion:
    part = _one_of(value["part"], Literal["year", "month", "day"])
    return Completion(part, int(value["value"]), _one_of(value["source"], CompletionSource), str(value["text"]))


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
