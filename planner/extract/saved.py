"""A file of events as a schedule by itself: what a repair or a draft wrote, or what was saved for correction."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from planner.extract import Extract
from planner.extract.corrections import applied, parse
from planner.extract.identity import with_uids
from planner.records import PlannerError, Schedule, Subject, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.records import Event

SUFFIX = ".events.toml"
_SUBJECT = tuple(one.name for one in fields(Subject))
_DRAFT = """# A draft: every date is proposed, by the rule that its note names. Change what should be otherwise.
# when: EDTF, such as 2005-05-16/2005-05-20, ../2005-06-30, or "" for no date.
"""


def extract_of(text: str, path: str) -> Extract:
    """Read a file of events as the schedule that it holds, every entry as it stands.

    Its table `schedule` says the title, the date, and what the schedule is about. Raises PlannerError for what is not
    TOML or holds an impossible value.
    """
    corrections = parse(text, path)
    saved = [entry for entry in corrections.entries if not entry.get("ignore")]
    entries = tuple(_as_stated(entry) for entry in saved)
    head = _head(tomllib.loads(text).get("schedule", {}), path)
    title = str(head.get("title", "")) or path.replace("\\", "/").rpartition("/")[2].removesuffix(SUFFIX)
    added, _ = applied((), replace(corrections, entries=entries))
    events = with_uids(title, [_in_its_words(*one) for one in zip(added, saved, strict=True)])
    subject = Subject(**{name: head.get(name, "") for name in _SUBJECT})
    schedule = Schedule(path, title, subject, events, head.get("date"))
    return Extract(schedule, (), (), events, lists_events=True)


def _as_stated(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without what was read; one that was moved to another time no longer repeats as it was read to."""
    read = entry.get("read", {})
    is_moved = "when" in read and entry.get("when") != read["when"] and entry.get("repeat") == read.get("repeat")
    left_out = {"read", "repeat"} if is_moved else {"read"}
    return {key: value for key, value in entry.items() if key not in left_out}


def _in_its_words(event: Event, entry: Mapping[str, Any]) -> Event:
    """An event with the words of its time as the document has them, where nobody has changed the time."""
    words, read = str(entry.get("words", "")), entry.get("read", {})
    if not words or event.when is None or read.get("when") != entry.get("when"):
        return event
    return replace(event, when=replace(event.when, text=words))


def _head(table: object, path: str) -> Mapping[str, Any]:
    """The table `schedule`, its values checked."""
    expected = message(
        "{path}: {key} must be {expected}", path=path, key="schedule", expected='title, date, stage = "…", batch = "…"'
    )
    if not isinstance(table, dict) or table.keys() - {"title", "date", *_SUBJECT}:
        raise PlannerError(expected)
    if any(not isinstance(value, dt.date if key == "date" else str) for key, value in table.items()):
        raise PlannerError(expected)
    return table


def head_of(schedule: Schedule) -> dict[str, Any]:
    """The table `schedule` of a file of events, without what is empty."""
    about = {name: value for name in _SUBJECT if (value := getattr(schedule.subject, name))}
    return {"title": schedule.title, **({"date": schedule.date} if schedule.date else {}), **about}


def drafted(schedule: Schedule) -> str:
    """Write a schedule that no document holds as a file of events."""
    import tomli_w

    entries = [
        {
            "title": event.title,
            "when": event.when.edtf if event.when else "",
            **({"kind": event.kind} if event.kind != "event" else {}),
            **({"stage": event.stage} if event.stage else {}),
            **({"details": list(event.details)} if event.details else {}),
            **({"participants": list(event.participants)} if event.participants else {}),
            **({"note": event.note} if event.note else {}),
        }
        for event in schedule.events
    ]
    return _DRAFT + tomli_w.dumps({"schedule": head_of(schedule), "event": entries})
