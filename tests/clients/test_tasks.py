"""Tasks that repeat in ical.js, icalendar, vobject and khal's reader: due by each of their days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from planner.export.ical import Options, feed, tasks_of
from planner.export.lint import lint
from planner.language import Language
from planner.records import Repeat
from planner.settings import Settings
from tests.clients.node import ask
from tests.export.feed_reader import event, schedule, when

SPRING = when("2006-03-01", "2006-05-31", text="3月至5月每月15日前")
REPORTS = schedule(
    event("报表", SPRING, kind="deadline", repeat=Repeat("每月15日前", "FREQ=MONTHLY;BYMONTHDAY=15")),
    event("快报", SPRING, kind="deadline", repeat=Repeat("每月1日9:00前", "FREQ=MONTHLY;COUNT=2", end_time=540)),
)
# 23:59 and 09:00 in Shanghai.
DUE = [
    ("快报", "2006-03-01T01:00Z"),
    ("快报", "2006-04-01T01:00Z"),
    ("报表", "2006-03-15T15:59Z"),
    ("报表", "2006-04-15T15:59Z"),
    ("报表", "2006-05-15T15:59Z"),
]


@pytest.fixture(scope="module")
def written() -> bytes:
    contents = tasks_of(REPORTS, Settings(), Language("zh"), Options())
    return feed(REPORTS, contents, Settings(), Language("zh"), Options())


def utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ")


def test_ical_js(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "tasks.ics").write_bytes(written)
    assert sorted(map(tuple, ask("tasks", tmp_path / "tasks.ics"))) == DUE


def test_icalendar(written: bytes) -> None:
    found = []
    for one in icalendar.Calendar.from_ical(written).todos:
        starts = rrulestr(one["RRULE"].to_ical().decode(), dtstart=one.DTSTART)
        found += [(str(one["SUMMARY"]), utc(start + (one.DUE - one.DTSTART))) for start in starts]
    assert sorted(found) == DUE


def test_vobject(written: bytes) -> None:
    found = []
    for one in vobject.readOne(written.decode()).vtodo_list:
        one.validate(raiseException=True)
        zone = ZoneInfo("Asia/Shanghai")
        lasts = one.due.value - one.dtstart.value
        starts = [start.replace(tzinfo=zone) for start in one.getrruleset()]
        found += [(one.summary.value, utc(start + lasts)) for start in starts]
    assert sorted(found) == DUE


def test_no_reader_complains(written: bytes) -> None:
    assert lint(written) == ()
