"""The feed, property by property, read back by a reader of our own and by the icalendar package."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from planner.export.ical import calendar
from planner.language import Language
from planner.records import Place
from planner.settings import PARTS_OF_DAY, Settings
from tests.export.feed_reader import Component, event, feed, only_event, parsed, schedule, when

ENGLISH = Language("en")
UTC = dt.UTC


def times(found: Component) -> tuple[str, str]:
    """DTSTART and DTEND as written, and the parameters that both share."""
    assert found.parameters("DTSTART") == found.parameters("DTEND")
    return found.raw("DTSTART"), found.raw("DTEND")


def written(*events, **options) -> bytes:
    return calendar(schedule(*events), **{"settings": Settings(), "language": ENGLISH, **options})


def test_calendar_properties_are_these_and_no_others():
    found = feed(event("Opening", when("2005-05-12")))
    assert found.name == "VCALENDAR"
    assert found.properties == [
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//planner//planner//EN"),
        ("CALSCALE", {}, "GREGORIAN"),
        ("NAME", {}, "May plan"),
        ("X-WR-CALNAME", {}, "May plan"),
        ("COLOR", {}, "steelblue"),
        ("X-APPLE-CALENDAR-COLOR", {}, "#4682B4FF"),
        ("REFRESH-INTERVAL", {"VALUE": "DURATION"}, "PT12H"),
        ("X-PUBLISHED-TTL", {}, "PT12H"),
        ("X-WR-TIMEZONE", {}, "Asia/Shanghai"),
        ("X-PLANNER-ISSUED", {"VALUE": "DATE"}, "20050501"),
    ]
    assert [child.name for child in found.children] == ["VEVENT"]


def test_one_day_is_all_day_with_exclusive_end():
    found = only_event(event("Opening", when("2005-05-12")))
    assert times(found) == ("20050512", "20050513")
    assert found.parameters("DTSTART") == {"VALUE": "DATE"}
    standard = [name for name in found.names() if not name.startswith("X-PLANNER-")]
    assert standard == [
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS"),
        "X-MICROSOFT-CDO-ALLDAYEVENT",
    ]
    assert (found.text("UID"), found.text("SUMMARY")) == ("uid-Opening", "Opening")
    assert found.raw("STATUS") == "CONFIRMED"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2005-05-16", "2005-05-20", ("20050516", "20050521")),
        ("2005-05-31", "2005-05-31", ("20050531", "20050601")),
        ("2004-02-28", "2004-02-28", ("20040228", "20040229")),
        ("2005-12-31", "2005-12-31", ("20051231", "20060101")),
        ("0999-12-31", "0999-12-31", ("09991231", "10000101")),
    ],
)
def test_ranges_end_on_the_day_after(first, last, expected):
    assert times(only_event(event("Work", when(first, last)))) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("early_morning", ("20050512T000000", "20050512T060000")),
        ("morning", ("20050512T080000", "20050512T120000")),
        ("noon", ("20050512T120000", "20050512T140000")),
        ("afternoon", ("20050512T140000", "20050512T180000")),
        ("dusk", ("20050512T170000", "20050512T190000")),
        ("evening", ("20050512T180000", "20050512T220000")),
        ("night", ("20050512T200000", "20050513T000000")),
        ("all_day", ("20050512", "20050513")),
    ],
)
def test_part_of_day_by_the_declared_table(part, expected):
    assert times(only_event(event("Meeting", when("2005-05-12", part=part)))) == expected


def test_declared_hours_are_said_and_configurable():
    hours = MappingProxyType({**PARTS_OF_DAY, "afternoon": (13 * 60 + 30, 17 * 60)})
    found = only_event(
        event("Meeting", when("2005-05-12", part="afternoon", text="5月12日\n下午")),
        settings=Settings(parts_of_day=hours),
    )
    assert times(found) == ("20050512T133000", "20050512T170000")
    assert found.parameters("DTSTART") == {"TZID": "Asia/Shanghai"}
    assert found.text("DESCRIPTION").split("\n") == [
        "The document says only “5月12日 下午”: the hours 13:30-17:00 are a declared convention.",
        "Source: plan.txt, line 7: 5月12日 下午",
    ]


def test_clock_times():
    found = only_event(event("Meeting", when("2005-05-12", start_time=9 * 60, end_time=11 * 60 + 30)))
    assert times(found) == ("20050512T090000", "20050512T113000")
    assert found.text("DESCRIPTION") == "Source: plan.txt, line 7: words"


def test_clock_times_win_over_the_part_of_day():
    found = only_event(event("Meeting", when("2005-05-12", part="afternoon", start_time=870, end_time=900)))
    assert times(found) == ("20050512T143000", "20050512T150000")


def test_minute_1440_is_the_next_day():
    found = only_event(event("Watch", when("2005-05-31", start_time=22 * 60, end_time=1440)))
    assert times(found) == ("20050531T220000", "20050601T000000")


def test_start_without_end_gets_the_declared_length_and_says_so():
    found = only_event(event("Meeting", when("2005-05-12", start_time=1410)), settings=Settings(event_minutes=45))
    assert times(found) == ("20050512T233000", "20050513T001500")
    said = "The document states no end: 45 minutes are a declared length."
    assert found.text("DESCRIPTION").split("\n")[0] == said


def test_clock_times_of_several_days_belong_to_the_first_and_the_last():
    found = only_event(event("Camp", when("2005-05-12", "2005-05-13", start_time=540, end_time=1020)))
    assert times(found) == ("20050512T090000", "20050513T170000")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start_time": 540}, ["From 09:00."]),
        ({"end_time": 1020}, ["Until 17:00."]),
        ({"part": "afternoon"}, []),
    ],
)
def test_hours_that_leave_an_end_of_several_days_open_stay_words(changes, said):
    found = only_event(event("Camp", when("2005-05-12", "2005-05-13", **changes)))
    assert times(found) == ("20050512", "20050514")
    assert found.text("DESCRIPTION").split("\n")[:-1] == said


def test_an_end_before_its_start_is_not_turned_round():
    found = only_event(event("Odd", when("2005-05-12", start_time=600, end_time=540)))
    assert times(found) == ("20050512", "20050513")
    assert found.text("DESCRIPTION").split("\n")[:2] == ["From 10:00.", "Until 09:00."]


def test_within_is_a_tentative_block_with_its_words():
    found = only_event(
        event("Committee", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬", part="morning"))
    )
    assert times(found) == ("20050511", "20050521")
    assert found.text("SUMMARY") == "Committee (5月中旬)"
    assert (found.raw("STATUS"), found.raw("TRANSP")) == ("TENTATIVE", "TRANSPARENT")


def test_deadline_is_all_day_on_its_last_day():
    found = only_event(event("Report", when(None, "2005-06-30", end_time=1020), kind="deadline"))
    assert times(found) == ("20050630", "20050701")
    assert found.text("SUMMARY") == "Report (until)"
    assert found.text("DESCRIPTION").split("\n")[0] == "Until 17:00."
    assert "TRANSP" not in found.names()
    both = only_event(event("Report", when("2005-06-21", "2005-06-30", fit="within"), kind="deadline"))
    assert times(both) == ("20050630", "20050701")
    assert both.raw("STATUS") == "CONFIRMED"


@pytest.mark.parametrize(
    ("time", "day", "title"),
    [
        (when("2005-07-01", ""), ("20050701", "20050702"), "Campaign (from)"),
        (when(None, "2005-07-01"), ("20050701", "20050702"), "Campaign (until)"),
        (when("2005-07-01", "", fit="within"), ("20050701", "20050702"), "Campaign (from)"),
    ],
)
def test_open_range_stands_on_its_stated_day(time, day, title):
    found = only_event(event("Campaign", time))
    assert (times(found), found.text("SUMMARY")) == (day, title)


def test_chinese_marks():
    from_day = only_event(event("集中整改", when("2005-07-01", "")), language="zh")
    until_day = only_event(event("集中整改", when(None, "2005-07-01")), language="zh")
    within = only_event(
        event("集中整改", when("2005-07-01", "2005-07-10", fit="within", text="7月上旬")), language="zh"
    )
    assert from_day.text("SUMMARY") == "集中整改（起）"
    assert until_day.text("SUMMARY") == "集中整改（止）"
    assert within.text("SUMMARY") == "集中整改（7月上旬）"
    assert from_day.text("DESCRIPTION") == "来源：plan.txt、第7行：words"


def test_approximate_days_are_said():
    found = only_event(event("Batch two", when("2005-07-01", "2005-12-31", approximate_last=True)))
    assert times(found) == ("20050701", "20060101")
    assert found.text("DESCRIPTION").startswith("The document gives these days as approximate.\n")


@pytest.mark.parametrize(
    ("time", "kind", "expected"),
    [
        (when("2005-05-20", approximate_last=True), "event", ("20050520", "TENTATIVE", "TRANSPARENT")),
        (when(None, "2005-05-20", approximate_last=True), "deadline", ("20050520", "TENTATIVE", "TRANSPARENT")),
        (when("2005-05-20", start_time=540, approximate_last=True), "event", ("20050520T090000", "TENTATIVE", None)),
    ],
)
def test_an_approximate_time_is_tentative_with_its_words(time, kind, expected):
    found = only_event(event("Survey", replace(time, text="about then"), kind=kind))
    assert found.text("SUMMARY") == "Survey (about then)"
    transparent = found.raw("TRANSP") if "TRANSP" in found.names() else None
    assert (found.raw("DTSTART"), found.raw("STATUS"), transparent) == expected


def test_undated_rows_are_counted_and_named_in_both_descriptions():
    no_year = when(None, "", edtf="XXXX-05")
    found = feed(event("One; first", None), event("Two", no_year), event("", None), event("Dated", when("2005-05-12")))
    said = "3 rows without a day are not in this calendar: One; first, Two, (no title)"
    assert found.text("X-WR-CALDESC") == said
    assert found.text("DESCRIPTION") == said
    assert [child.text("SUMMARY") for child in found.all("VEVENT")] == ["Dated"]


def test_one_undated_row_is_singular_and_the_calendar_still_holds_a_component():
    found = feed(event("Lone", None))
    assert found.text("X-WR-CALDESC") == "1 row without a day is not in this calendar: Lone"
    assert [child.name for child in found.children] == ["VTIMEZONE"]


def test_a_day_whose_morrow_no_calendar_can_hold_is_named_not_lost():
    found = feed(event("Doomsday", when("9999-12-31")), event("Eve", when("9999-12-30", start_time=1380)))
    assert found.text("X-WR-CALDESC").endswith(": Doomsday")
    assert times(found.all("VEVENT")[0]) == ("99991230T230000", "99991231T000000")


@pytest.mark.parametrize(
    ("status", "fit", "expected"),
    [
        ("cancelled", "fills", "CANCELLED"),
        ("cancelled", "within", "CANCELLED"),
        ("tentative", "fills", "TENTATIVE"),
        ("confirmed", "fills", "CONFIRMED"),
    ],
)
def test_status(status, fit, expected):
    found = only_event(event("Visit", when("2005-05-11", "2005-05-20", fit=fit), status=status))
    assert found.raw("STATUS") == expected


def test_description_keeps_every_field_in_order():
    found = only_event(
        event(
            "Congress",
            when("2005-05-12"),
            details=("1. Sum up", "2. Plan; decide, act"),
            participants=("members", "guests"),
            organizer="branches",
            note="bring \\notes",
            location="Hall 2,\r\nEast",
            stage="整改提高",
            places=(
                Place(path="a.docx", page=2, table=1, row=3, cell=4, quote="once\nmore"),
                Place(path="b.xlsx", sheet="S"),
            ),
        )
    )
    assert found.text("DESCRIPTION").split("\n") == [
        "1. Sum up",
        "2. Plan; decide, act",
        "Participants: members, guests",
        "Organizer: branches",
        "Note: bring \\notes",
        "Source: plan.txt, line 7: words",
        "Also stated: a.docx, page 2, table 1, row 3, cell 4: once more",
        "Also stated: b.xlsx, sheet S: ",
    ]
    assert found.text("LOCATION") == "Hall 2, East"
    assert found.text("CATEGORIES") == "整改提高"


@pytest.mark.parametrize("path", ["/home/office/plan.txt", "C:\\office\\plan.txt", "plan.txt"])
def test_a_feed_is_the_same_whatever_folder_its_document_lies_in(path):
    row = event("A", when("2005-05-12"), place=Place(path=path, line=7))
    data = calendar(schedule(row, path=path, title=" \n"), settings=Settings(), language=ENGLISH)
    assert parsed(data).text("NAME") == "plan.txt"
    assert parsed(data).all("VEVENT")[0].text("DESCRIPTION") == "Source: plan.txt, line 7: words"


def test_what_breaks_clients_is_absent():
    data = written(
        event("A", when("2005-05-12", part="morning"), organizer="office", participants=("all",)),
        event("B", when("2005-05-12", start_time=540)),
    )
    names = {line.split(b":")[0].split(b";")[0] for line in data.split(b"\r\n")}
    assert not names & {b"METHOD", b"ORGANIZER", b"ATTENDEE", b"DURATION", b"RDATE"}
    assert "UID" not in parsed(data).names()


@pytest.mark.parametrize(
    ("stamp", "date", "expected"),
    [
        (dt.datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), dt.date(2005, 5, 1), "20260102T030405Z"),
        (dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.timezone(dt.timedelta(hours=8))), None, "20260101T190400Z"),
        (dt.datetime(2026, 1, 2, 3, 4), None, "20260102T030400Z"),
        (None, dt.date(2005, 5, 1), "20050501T000000Z"),
        (None, None, "20050512T000000Z"),
    ],
)
def test_stamp(stamp, date, expected):
    events = (event("B", when("2005-05-13", part="morning")), event("A", when("2005-05-12")))
    data = calendar(schedule(*events, date=date), settings=Settings(), language=ENGLISH, stamp=stamp)
    assert {found.raw("DTSTAMP") for found in parsed(data).all("VEVENT")} == {expected}


def test_stage_records_are_left_out_and_not_counted_as_undated():
    found = feed(event("Rectification", when("2005-05-01", "2005-05-31"), kind="stage"), event("A", when("2005-05-12")))
    assert [child.text("SUMMARY") for child in found.all("VEVENT")] == ["A"]
    assert "X-WR-CALDESC" not in found.names()
