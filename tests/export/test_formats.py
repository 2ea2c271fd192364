"""The same entries as jCal, JSCalendar, tables for imports, and a workbook, each read back by another program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import icalendar
import openpyxl
import pytest

from planner.export.calendar_csv import GOOGLE, OUTLOOK, google_csv, outlook_csv
from planner.export.ical import Options, as_jscalendar, calendar, contents_of
from planner.export.jcal import jcal
from planner.export.profile import PROFILES
from planner.export.workbook import workbook
from planner.language import Language
from planner.records import PlannerError, Repeat
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

ZH = Language("zh")
ROWS = schedule(
    event("大会; 全员, \\动员", when("2005-05-12", start_time=840, end_time=1080), location="礼堂", stage="整改提高"),
    event("计划", when("2005-05-16", "2005-05-20"), details=("一", "二")),
    event("委员会", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬"), parent="uid-计划"),
    event("报送", when(None, "2005-05-31"), kind="deadline"),
    event(
        "学习",
        when("2005-05-01", "2005-06-01"),
        repeat=Repeat("每周三9时，节假日除外", "FREQ=WEEKLY;BYDAY=WE", start_time=540, except_holidays=True),
    ),
    event("取消的", when("2005-05-18"), status="cancelled"),
)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")', "a\r\nb\x00\x1b\u2028c\x85d"]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_jcal_is_the_same_calendar(profile):
    options = Options(profile=profile, alarm=dt.timedelta(hours=2), source="https://example.org/")
    feed = calendar(ROWS, settings=Settings(), language=ZH, options=options)
    read = icalendar.Calendar.from_jcal(json.loads(jcal(feed)))
    direct = icalendar.Calendar.from_ical(feed)
    assert len(read.events) == len(direct.events) == 6
    for ours, theirs in zip(read.events, direct.events, strict=True):
        assert set(ours) == set(theirs)
        for name in ("SUMMARY", "DESCRIPTION", "UID", "STATUS"):
            assert str(ours[name]) == str(theirs[name])
        for name in ("DTSTART", "DTEND", "DTSTAMP"):
            assert ours[name].dt == theirs[name].dt
        assert [one["TRIGGER"].dt for one in ours.walk("VALARM")] == [
            one["TRIGGER"].dt for one in theirs.walk("VALARM")
        ]
    rules = [one["RRULE"].to_ical() for one in (read.events[4], direct.events[4])]
    assert rules[0] == rules[1]


def test_jscalendar():
    options = Options(alarm=dt.timedelta(days=1), source="https://example.org/")
    contents = contents_of(ROWS, (), Settings(), ZH, options)
    group = json.loads(as_jscalendar(ROWS, contents, Settings(), ZH, options))
    assert (group["@type"], group["title"], group["updated"]) == ("Group", "May plan", "2005-05-01T00:00:00Z")
    meeting, plan, block, due, study, off = group["entries"]
    assert (meeting["start"], meeting["duration"], meeting["timeZone"]) == (
        *("2005-05-12T14:00:00", "PT240M", "Asia/Shanghai"),
    )
    assert (meeting["locations"]["1"]["name"], meeting["keywords"]) == ("礼堂", {"整改提高": True})
    assert meeting["alerts"]["1"]["trigger"] == {"@type": "OffsetTrigger", "offset": "-P1D"}
    assert (plan["start"], plan["duration"], plan["timeZone"]) == ("2005-05-16T00:00:00", "P5D", None)
    assert plan["showWithoutTime"] is True
    assert (block["status"], block["freeBusyStatus"]) == ("tentative", "free")
    assert block["relatedTo"] == {"uid-计划": {"@type": "Relation", "relation": {"parent": True}}}
    assert (due["start"], due["duration"]) == ("2005-05-31T00:00:00", "P1D")
    assert study["recurrenceRules"] == [
        {
            "@type": "RecurrenceRule",
            "frequency": "weekly",
            "byDay": [{"@type": "NDay", "day": "we"}],
            "until": "2005-06-01T23:59:59",
        }
    ]
    assert (off["status"], "alerts" in off) == ("cancelled", False)


def table(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_columns_of_google():
    contents = contents_of(ROWS, (), Settings(), ZH, Options())
    head, *rows = table(google_csv(contents.entries), "utf-8")
    assert tuple(head) == GOOGLE
    assert [row[:6] for row in rows] == [
        ["大会; 全员, \\动员", "05/12/2005", "02:00 PM", "05/12/2005", "06:00 PM", "FALSE"],
        ["计划", "05/16/2005", "", "05/20/2005", "", "TRUE"],
        ["委员会（5月中旬）", "05/11/2005", "", "05/20/2005", "", "TRUE"],
        ["报送（止）", "05/31/2005", "", "05/31/2005", "", "TRUE"],
        *(
            ["学习", day, "09:00 AM", day, "10:00 AM", "FALSE"]
            for day in ("05/11/2005", "05/18/2005", "05/25/2005", "06/01/2005")
        ),
        ["【已取消】取消的", "05/18/2005", "", "05/18/2005", "", "TRUE"],
    ]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai", "UTC"])
def test_a_repeat_ends_on_its_last_day_in_every_zone(zone):
    here = Settings(time_zone=zone)
    rows = schedule(
        event("值日", when("2005-06-28", "2005-06-30"), repeat=Repeat("每天", "FREQ=DAILY", start_time=540))
    )
    contents = contents_of(rows, (), here, ZH, Options())
    days = [row[1] for row in table(google_csv(contents.entries), "utf-8")[1:]]
    assert days == ["06/28/2005", "06/29/2005", "06/30/2005"]
    (entry,) = json.loads(as_jscalendar(rows, contents, here, ZH, Options()))["entries"]
    assert entry["recurrenceRules"][0]["until"] == "2005-06-30T23:59:59"


def test_columns_of_outlook():
    contents = contents_of(ROWS, (), Settings(), ZH, Options())
    data = outlook_csv(contents.entries)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = table(data, "utf-8-sig")
    assert tuple(head) == OUTLOOK
    assert rows[1][:7] == ["计划", "05/16/2005", "12:00:00 AM", "05/21/2005", "12:00:00 AM", "TRUE", ""]
    assert rows[0][1:9:5] == ["05/12/2005", "整改提高"]


def test_a_repeat_without_an_end_is_written_for_a_year():
    rows = schedule(event("学习", when("2005-05-01", ""), repeat=Repeat("每周三", "FREQ=WEEKLY;BYDAY=WE")))
    contents = contents_of(rows, (), Settings(), ZH, Options())
    found = table(google_csv(contents.entries), "utf-8")
    assert (len(found), found[1][1], found[-1][1]) == (54, "05/04/2005", "05/03/2006")


def test_a_workbook_has_a_sheet_of_all_and_one_a_week():
    contents = contents_of(ROWS, (), Settings(), ZH, Options())
    data = workbook(contents.entries, ZH)
    assert data == workbook(contents.entries, ZH)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["全部", "2005-W19", "2005-W20", "2005-W21", "2005-W22"]
    cells = [[cell.value or "" for cell in row] for row in book["全部"].iter_rows()]
    assert cells[0] == ["开始日", "结束日", "时间", "原文", "事项", "地点", "参加人", "阶段", "状态", "说明"]
    assert [[*row[:3], row[4]] for row in cells[1:4]] == [
        ["2005-05-12", "2005-05-12", "14:00-18:00", "大会; 全员, \\动员"],
        ["2005-05-16", "2005-05-20", "", "计划"],
        ["2005-05-11", "2005-05-20", "", "委员会（5月中旬）"],
    ]
    assert (cells[3][3], cells[5][3]) == ("5月中旬", "每周三9时，节假日除外")
    assert len(cells) == 7
    week = [[cell.value or "" for cell in row][4] for row in book["2005-W20"].iter_rows()][1:]
    assert week == ["委员会（5月中旬）", "计划", "取消的", "学习"]


def test_rows_without_a_day_are_in_the_workbook_and_named_in_jscalendar():
    rows = schedule(event("会", when("2005-05-12")), event("=未定", None, details=("一",), participants=("甲",)))
    contents = contents_of(rows, (), Settings(), ZH, Options())
    book = openpyxl.load_workbook(io.BytesIO(workbook(contents.entries, ZH, contents.undated)))
    last = [cell.value or "" for cell in list(book["全部"].iter_rows())[-1]]
    assert last == ["", "", "", "the row", "=未定", "", "甲", "", "确定", "一"]
    assert book["全部"]["E3"].data_type == "s"
    group = json.loads(as_jscalendar(rows, contents, Settings(), ZH, Options()))
    assert group["description"] == "1项没有日期，未列入本日历：=未定"


def test_a_length_over_a_change_of_the_clock_is_that_of_the_clock():
    night = event("值班", when("2005-10-29", "2005-10-30", start_time=22 * 60, end_time=6 * 60))
    rows, here = schedule(night), Settings(time_zone="America/New_York")
    contents = contents_of(rows, (), here, ZH, Options())
    (entry,) = json.loads(as_jscalendar(rows, contents, here, ZH, Options()))["entries"]
    assert (entry["start"], entry["duration"]) == ("2005-10-29T22:00:00", "PT540M")


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_is_a_formula_and_none_holds_a_control_character(title):
    rows = schedule(event(title, when("2005-05-12"), location=title, stage=title, details=(title,), uid="u"))
    contents = contents_of(rows, (), Settings(), ZH, Options())
    book = openpyxl.load_workbook(io.BytesIO(workbook(contents.entries, ZH)))
    for row in book["全部"].iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")
            assert cell.data_type == "s" or cell.value is None
    for data in (google_csv(contents.entries).decode(), outlook_csv(contents.entries).decode("utf-8-sig")):
        _, row = csv.reader(io.StringIO(data, newline=""))
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "＝")) for cell in row)
        assert not any(ord(one) < 32 and one not in "\n\t" for cell in row for one in cell)


def test_a_text_too_long_for_a_cell_goes_on_in_the_next():
    rows = schedule(event("长", when("2005-05-12"), details=("说" * 70_000,)))
    contents = contents_of(rows, (), Settings(), ZH, Options())
    book = openpyxl.load_workbook(io.BytesIO(workbook(contents.entries, ZH)))
    cells = [cell.value for cell in list(book["全部"].iter_rows())[1]]
    assert "".join(cells[9:]) == contents.entries[0].description


def test_too_many_weeks_are_refused_in_one_line():
    rows = schedule(event("长", when("1000-05-12", "2005-05-12")))
    contents = contents_of(rows, (), Settings(), ZH, Options())
    with pytest.raises(PlannerError, match="too many sheets"):
        workbook(contents.entries, ZH)
