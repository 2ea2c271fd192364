"""One schedule with every kind of entry, and what every client must see of it: title, start, end, whether all day.

A day stands as 2005-05-16 with an exclusive end; a time as its instant in UTC, 2005-05-12T06:00Z.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.export.ical import Options, calendar
from planner.export.profile import PROFILES, Profile
from planner.language import Language
from planner.records import Repeat
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

SHANGHAI = Settings()
NEW_YORK = Settings(time_zone="America/New_York")
COMMON = tuple(profile for profile in PROFILES if not profile.rich)
LONG = "长" * 3_000
MAY = schedule(
    event(
        "开幕; 全员, \\动员",
        when("2005-05-12", part="afternoon", text="5月12日下午"),
        details=("一、\\动员", "二、部署"),
    ),
    event("拟订计划", when("2005-05-16", "2005-05-20"), stage="第一阶段", location="办公室"),
    event("委员会 😀", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬"), parent="uid-拟订计划"),
    event("报送", when(None, "2005-05-31"), kind="deadline"),
    event("值班", when("2005-05-31", start_time=22 * 60, end_time=1440)),
    event("会议", when("2005-05-13", start_time=9 * 60)),
    event(
        "学习",
        when("2005-04-20", "2005-11-09"),
        repeat=Repeat("每周三9:00，节假日除外", "FREQ=WEEKLY;BYDAY=WE", start_time=540, except_holidays=True),
    ),
    event("参观", when("2005-05-18", start_time=570, end_time=690), status="cancelled"),
    event("שלום a\u200db", when("2005-12-31"), uid="uid-rtl"),
    event(LONG, when("2005-05-25"), uid="uid-long"),
    event("未定", None),
)


class Seen(NamedTuple):
    """An entry as a client sees it."""

    title: str
    start: str
    end: str
    all_day: bool


_SEEN = (
    ("开幕; 全员, \\动员", "2005-05-12T14:00", "2005-05-12T18:00"),
    ("拟订计划", "2005-05-16", "2005-05-21"),
    ("委员会 😀 (5月中旬)", "2005-05-11", "2005-05-21"),
    ("报送 (until)", "2005-05-31", "2005-06-01"),
    ("值班", "2005-05-31T22:00", "2005-06-01T00:00"),
    ("会议", "2005-05-13T09:00", "2005-05-13T10:00"),
    ("学习", "2005-04-20T09:00", "2005-04-20T10:00"),
    ("参观", "2005-05-18T09:30", "2005-05-18T11:30"),
    ("שלום a\u200db", "2005-12-31", "2006-01-01"),
    (LONG, "2005-05-25", "2005-05-26"),
)
_STUDY = _SEEN[6]
_WEDNESDAYS = tuple(dt.date(2005, 4, 20) + dt.timedelta(days=7 * week) for week in range(30))
_HOLIDAYS = (dt.date(2005, 5, 4), dt.date(2005, 10, 5))  # of China: in New York none is known, and none left out


def feed(profile: Profile, settings: Settings = SHANGHAI) -> bytes:
    """Write the schedule, with an alarm, as a profile has it."""
    options = Options(profile=profile, alarm=dt.timedelta(days=1), source="https://example.org/plan?a=1;b,c")
    return calendar(MAY, settings=settings, language=Language("en"), options=options)


def expected(settings: Settings = SHANGHAI) -> list[Seen]:
    """What every client must see, sorted; of what repeats, the first time."""
    return sorted(_expected(row, settings) for row in _SEEN)


def expanded(settings: Settings = SHANGHAI) -> list[Seen]:
    """The same, with every time of what repeats, on both sides of a change to winter time and without holidays."""
    days = [day for day in _WEDNESDAYS if settings is NEW_YORK or day not in _HOLIDAYS]
    study = [(_STUDY[0], f"{day}T09:00", f"{day}T10:00") for day in days]
    return sorted(_expected(row, settings) for row in (*(row for row in _SEEN if row is not _STUDY), *study))


def _expected(row: tuple[str, str, str], settings: Settings) -> Seen:
    title, start, end = row
    return Seen(title, _instant(start, settings), _instant(end, settings), "T" not in start)


def _instant(local: str, settings: Settings) -> str:
    if "T" not in local:
        return local
    moment = dt.datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(settings.time_zone))
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M}Z"


def written(moment: dt.date) -> str:
    """A moment as it stands in `Seen`."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    assert moment.tzinfo is not None, "a floating time"
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M}Z"


def seen(title: str, start: dt.date, end: dt.date) -> Seen:
    """An entry from what a client gives."""
    return Seen(title, written(start), written(end), not isinstance(start, dt.datetime))
