"""VTIMEZONE, held against the zone data hour by hour and against the changes that are known."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from planner.export.content_lines import component, to_bytes
from planner.export.time_zone import time_zone_lines
from planner.records import Repeat
from planner.settings import Settings
from tests.export.feed_reader import Component, event, feed, parsed, when

NEW_YORK = Settings(time_zone="America/New_York")


def zone_of(name: str, years: list[int]) -> Component:
    return parsed(to_bytes(time_zone_lines(name, years)))


def parts(found: Component) -> list[tuple[str, str, str, str]]:
    return [
        (child.name, child.raw("DTSTART"), child.raw("TZOFFSETFROM"), child.raw("TZOFFSETTO"))
        for child in found.children
    ]


def test_shanghai_is_one_part():
    found = zone_of("Asia/Shanghai", [2005, 2006, 2026])
    assert found.properties == [("TZID", {}, "Asia/Shanghai")]
    assert parts(found) == [("STANDARD", "20050101T000000", "+0800", "+0800")]


@pytest.mark.parametrize(
    ("name", "years", "expected"),
    [
        (
            "America/New_York",
            [2005],
            [
                ("STANDARD", "20050101T000000", "-0500", "-0500"),
                ("DAYLIGHT", "20050403T020000", "-0500", "-0400"),
                ("STANDARD", "20051030T020000", "-0400", "-0500"),
            ],
        ),
        (
            "Europe/Berlin",
            [2026],
            [
                ("STANDARD", "20260101T000000", "+0100", "+0100"),
                ("DAYLIGHT", "20260329T020000", "+0100", "+0200"),
                ("STANDARD", "20261025T030000", "+0200", "+0100"),
            ],
        ),
        (
            "Australia/Sydney",
            [2026],
            [
                ("STANDARD", "20260101T000000", "+1100", "+1100"),
                ("STANDARD", "20260405T030000", "+1100", "+1000"),
                ("DAYLIGHT", "20261004T020000", "+1000", "+1100"),
            ],
        ),
        (
            "Asia/Shanghai",
            [1901, 1900],
            [
                ("STANDARD", "19000101T000000", "+080543", "+080543"),
                ("STANDARD", "19010101T000000", "+080543", "+0800"),
            ],
        ),
        (
            "Asia/Shanghai",
            [1991],
            [
                ("STANDARD", "19910101T000000", "+0800", "+0800"),
                ("DAYLIGHT", "19910414T020000", "+0800", "+0900"),
                ("STANDARD", "19910915T020000", "+0900", "+0800"),
            ],
        ),
        ("Asia/Shanghai", [1], [("STANDARD", "00010101T000000", "+080543", "+080543")]),
        ("Asia/Shanghai", [9999], [("STANDARD", "99990101T000000", "+0800", "+0800")]),
        ("Asia/Kolkata", [2005], [("STANDARD", "20050101T000000", "+0530", "+0530")]),
    ],
)
def test_changes(name, years, expected):
    assert parts(zone_of(name, years)) == expected


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("America/New_York", 2005),
        ("Europe/London", 2026),
        ("Australia/Lord_Howe", 2020),
        ("Africa/Casablanca", 2025),
        ("America/St_Johns", 1988),
        ("Pacific/Apia", 2011),
        ("Asia/Shanghai", 1986),
    ],
)
def test_every_hour_of_the_year_reads_as_the_zone_data_say(name, year, tmp_path):
    path = tmp_path / "zone.ics"
    path.write_bytes(to_bytes(component("VCALENDAR", time_zone_lines(name, [year]))))
    theirs = tzical(str(path)).get(name)
    zone = ZoneInfo(name)
    for hour in range(1, 364 * 24):
        naive = dt.datetime(year, 1, 1) + dt.timedelta(hours=hour)
        moment = naive.replace(tzinfo=zone)
        if moment.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == naive:
            assert naive.replace(tzinfo=theirs).utcoffset() == moment.utcoffset(), naive


def test_only_the_years_of_timed_events_are_covered():
    found = feed(
        event("Old", when("1999-05-12")),
        event("New", when("2005-05-12", start_time=540, end_time=600)),
        settings=NEW_YORK,
    )
    (zone,) = found.all("VTIMEZONE")
    assert [child.raw("DTSTART")[:4] for child in zone.children] == ["2005", "2005", "2005"]
    assert found.all("VEVENT")[1].parameters("DTSTART") == {"TZID": "America/New_York"}


@pytest.mark.parametrize(("last", "years"), [("2006-12-31", 2), ("", 11), ("9999-12-30", 11)])
def test_a_repeat_covers_its_years(last, years):
    row = event("Study", when("2005-05-01", last), repeat=Repeat("w", "FREQ=WEEKLY;BYDAY=WE", start_time=540))
    (zone,) = feed(row, settings=NEW_YORK).all("VTIMEZONE")
    assert len(zone.all("DAYLIGHT")) == years


def test_an_event_over_many_years_covers_its_first_and_its_last():
    row = event("Watch", when("2004-12-31", "2999-01-01", start_time=540, end_time=1020))
    (zone,) = feed(row, settings=NEW_YORK).all("VTIMEZONE")
    assert [child.raw("DTSTART")[:4] for child in zone.children] == ["2004", "2004", "2004", "2999", "2999"]


def test_until_of_a_repeat_is_the_end_of_its_last_day_in_utc():
    row = event("Study", when("2005-05-01", "2005-06-30"), repeat=Repeat("w", "FREQ=WEEKLY;BYDAY=WE", start_time=540))
    (found,) = feed(row, settings=NEW_YORK).all("VEVENT")
    assert found.raw("RRULE") == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20050701T035959Z"
