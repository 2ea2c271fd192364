"""Records made short, for tests that start from them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.records import Clause, Event, Place, Schedule, Subject, When, Window

PLACE = Place(path="a.txt", line=1, quote="words")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def when(first: str | None, last: str | None, **more: Any) -> When:
    """A time from ISO days."""
    edtf = f"{first or '..'}/{last or '..'}"
    return When(
        **{
            "text": edtf,
            "edtf": edtf,
            "first": day(first) if first else None,
            "last": day(last) if last else None,
            **more,
        }
    )


def event(title: str, time: When | None = None, **more: Any) -> Event:
    return Event(**{"uid": title, "title": title, "place": PLACE, "when": time, **more})


def schedule(*events: Event, **subject: str) -> Schedule:
    return Schedule("a.txt", "日程", Subject(**subject), events)


def window(name: str, time: When | None = None, *, slack: int = 0, path: str = "n.txt", **subject: str) -> Window:
    about = Subject(**subject)
    basis = (Clause(kind="window", subject=about, place=Place(path=path, line=2, quote=name), when=time),)
    return Window(name=name, subject=about, basis=basis, when=time, slack_first=slack, slack_last=slack)
