"""Feeds broken on purpose: each way of breaking one is caught by its own code, and whole feeds pass."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.ical import Options, calendar
from planner.export.lint import lint
from planner.export.lint_faults import FAULTS
from planner.export.profile import PROFILES
from planner.language import Language
from planner.records import Repeat
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when
from tests.read.makers import ics

LONG = "这是一个说明很长的会议，它的说明长得必须折行，所以写了这么多字，一直写到七十五个字节以外很远的地方"
ROWS = schedule(
    event("大会", when("2005-05-12", start_time=540, end_time=600), location="礼堂", stage="阶段"),
    event("周", when("2005-05-16", "2005-05-20"), details=(LONG,), places=()),
    event("学习", when("2005-05-04", "2005-06-30"), repeat=Repeat("每周三9时", "FREQ=WEEKLY;BYDAY=WE", start_time=540)),
)
GOOD = calendar(ROWS, settings=Settings(), language=Language("zh"), options=Options(alarm=dt.timedelta(hours=1)))
ZONE = b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"
STATUS = b"STATUS:CONFIRMED\r\n"


def line(name: bytes, data: bytes = GOOD) -> bytes:
    """The first whole property of a name, folds and line end included."""
    found = re.search(rb"(?m)^" + name + rb"[;:].*\r\n(?:[ \t].*\r\n)*", data)
    assert found, name
    return found[0]


def instead(old: bytes, new: bytes, data: bytes = GOOD) -> bytes:
    assert old in data
    return data.replace(old, new, 1)


def without(name: bytes) -> bytes:
    return instead(line(name), b"")


def entry(name: bytes) -> bytes:
    found = re.search(rb"BEGIN:" + name + rb"\r\n.*?END:" + name + rb"\r\n", GOOD, re.DOTALL)
    assert found
    return found[0]


def in_entry(name: bytes, new: bytes = b"") -> bytes:
    """The feed with a property of its first event changed."""
    before = entry(b"VEVENT")
    return instead(before, before.replace(line(name, before), new, 1))


def split_in_a_character() -> bytes:
    """Put the last octet of a character behind the last fold of its line, where there is room."""
    fold = re.search(rb"([\xe0-\xef][\x80-\xbf])([\x80-\xbf])\r\n (?=[^\r]{1,60}\r\n[^ ])", GOOD)
    assert fold
    return GOOD.replace(fold[0], fold[1] + b"\r\n " + fold[2], 1)


# The code of the fault, and a feed that has it. Each is one change to the good one.
BROKEN = {
    "line ends with LF": ("L101", lambda: GOOD.replace(b"\r\n", b"\n")),
    "one line ends with LF": ("L101", lambda: instead(STATUS, b"STATUS:CONFIRMED\n")),
    "a bare CR": ("L102", lambda: instead(b"SUMMARY:", b"SUMMARY:a\rb")),
    "a byte order mark": ("L103", lambda: b"\xef\xbb\xbf" + GOOD),
    "no folds": ("L104", lambda: GOOD.replace(b"\r\n ", b"")),
    "a fold inside a character": ("L105", split_in_a_character),
    "GB18030": ("L106", lambda: GOOD.decode().encode("gb18030")),
    "a control character": ("L107", lambda: instead(b"SUMMARY:", b"SUMMARY:\x1b")),
    "U+2028": ("L107", lambda: instead(b"SUMMARY:", "SUMMARY:\u2028".encode())),
    "U+0085": ("L107", lambda: instead(b"SUMMARY:", "SUMMARY:\x85".encode())),
    "an empty line": ("L108", lambda: instead(STATUS, STATUS + b"\r\n")),
    "the last line cut": ("L109", lambda: GOOD[:-2]),
    "a line that is no property": ("L110", lambda: instead(STATUS, b"confirmed\r\n" + STATUS)),
    "an unquoted parameter": ("L111", lambda: instead(STATUS, b'X-A;CN="x:y\r\n' + STATUS)),
    "END:VEVENT missing": ("L112", lambda: instead(b"END:VEVENT\r\n", b"")),
    "END:VCALENDAR missing": ("L112", lambda: instead(b"END:VCALENDAR\r\n", b"")),
    "END twice": ("L113", lambda: instead(b"END:VEVENT\r\n", b"END:VEVENT\r\nEND:VEVENT\r\n")),
    "text before the calendar": ("L114", lambda: b"X-A:1\r\n" + GOOD),
    "no calendar": ("L117", lambda: b"X-A:1\r\n"),
    "nothing in it": ("L115", lambda: GOOD[: GOOD.index(b"BEGIN:VTIMEZONE")] + b"END:VCALENDAR\r\n"),
    "an event in an event": (
        "L116",
        lambda: instead(STATUS, STATUS + entry(b"VEVENT").replace(b"UID:", b"UID:in")),
    ),
    "VERSION missing": ("L121", lambda: without(b"VERSION")),
    "VERSION 1.0": ("L121", lambda: instead(b"VERSION:2.0", b"VERSION:1.0")),
    "PRODID missing": ("L122", lambda: without(b"PRODID")),
    "METHOD": ("L123", lambda: instead(b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE")),
    "UID on the calendar": ("L124", lambda: instead(b"CALSCALE", b"UID:1\r\nCALSCALE")),
    "ORGANIZER": ("L125", lambda: instead(STATUS, b"ORGANIZER:mailto:a@example.org\r\n" + STATUS)),
    "SUMMARY twice": ("L126", lambda: instead(STATUS, b"SUMMARY:x\r\n" + STATUS)),
    "COLOR on an event": ("L127", lambda: instead(STATUS, b"COLOR:red\r\n" + STATUS)),
    "UID missing": ("L131", lambda: without(b"UID")),
    "UID empty": ("L131", lambda: instead(line(b"UID"), b"UID:\r\n")),
    "the same UID": ("L132", lambda: instead("UID:uid-周".encode(), "UID:uid-大会".encode())),
    "DTSTAMP missing": ("L133", lambda: without(b"DTSTAMP")),
    "DTSTAMP local": ("L134", lambda: instead(b"DTSTAMP:20050501T000000Z", b"DTSTAMP:20050501T000000")),
    "DTSTART missing": ("L135", lambda: in_entry(b"DTSTART")),
    "SUMMARY missing": ("L136", lambda: without(b"SUMMARY")),
    "DTEND before DTSTART": ("L137", lambda: instead(b"20050512T100000", b"20050512T080000")),
    "DTEND on DTSTART": ("L137", lambda: instead(b"DTEND;VALUE=DATE:20050521", b"DTEND;VALUE=DATE:20050516")),
    "the last day as DTEND": ("L138", lambda: instead(b"DTEND;VALUE=DATE:20050521", b"DTEND;VALUE=DATE:20050520")),
    "a day and a time": ("L139", lambda: in_entry(b"DTEND", b"DTEND;VALUE=DATE:20050513\r\n")),
    "a floating time": ("L140", lambda: instead(b"DTSTART;TZID=Asia/Shanghai:", b"DTSTART:")),
    "no VTIMEZONE": ("L141", lambda: instead(entry(b"VTIMEZONE"), b"")),
    "DTEND and DURATION": ("L142", lambda: instead(STATUS, b"DURATION:PT1H\r\n" + STATUS)),
    "an unknown STATUS": ("L143", lambda: instead(STATUS, b"STATUS:MAYBE\r\n")),
    "the STATUS of a task": ("L143", lambda: instead(STATUS, b"STATUS:COMPLETED\r\n")),
    "an unknown TRANSP": ("L144", lambda: instead(STATUS, STATUS + b"TRANSP:FREE\r\n")),
    "31 April": ("L145", lambda: instead(b"DTSTART;VALUE=DATE:20050516", b"DTSTART;VALUE=DATE:20050431")),
    "a day without VALUE=DATE": ("L146", lambda: instead(b"DTSTART;VALUE=DATE:", b"DTSTART:")),
    "an RRULE without FREQ": ("L147", lambda: instead(b"RRULE:FREQ=WEEKLY;", b"RRULE:")),
    "a day as UNTIL": ("L148", lambda: instead(b"UNTIL=20050630T155959Z", b"UNTIL=20050630")),
    "COUNT and UNTIL": ("L149", lambda: instead(b"UNTIL=", b"COUNT=3;UNTIL=")),
    "a day as EXDATE": ("L150", lambda: instead(b"RRULE", b"EXDATE;VALUE=DATE:20050511\r\nRRULE")),
    "a bad escape": ("L151", lambda: instead(b"LOCATION:", b"LOCATION:a\\b")),
    "a bare semicolon": ("L152", lambda: instead(b"LOCATION:", b"LOCATION:a;b")),
    "a zone without a name": ("L153", lambda: instead(ZONE, b"BEGIN:VTIMEZONE\r\n")),
    "a zone twice": ("L153", lambda: instead(ZONE, entry(b"VTIMEZONE") + ZONE)),
    "a zone without parts": ("L154", lambda: instead(entry(b"STANDARD"), b"")),
    "a zone without offset": ("L155", lambda: without(b"TZOFFSETTO")),
    "an alarm without TRIGGER": ("L156", lambda: without(b"TRIGGER")),
    "the whole-day flag on a time": (
        "L157",
        lambda: instead(STATUS, STATUS + b"X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\n"),
    ),
    "a length in words": ("L158", lambda: instead(b"TRIGGER:-PT60M", b"TRIGGER:1 hour")),
    "SEQUENCE in words": ("L159", lambda: instead(STATUS, b"SEQUENCE:one\r\n" + STATUS)),
    "a length that is negative": (
        "L158",
        lambda: in_entry(b"DTEND", b"DURATION:-PT1H\r\n"),
    ),
    "hours as the length of a day": (
        "L139",
        lambda: instead(b"DTEND;VALUE=DATE:20050521", b"DURATION:PT1H"),
    ),
    "a negative SEQUENCE": ("L159", lambda: instead(STATUS, b"SEQUENCE:-1\r\n" + STATUS)),
    "an alarm in local time": ("L134", lambda: instead(b"TRIGGER:-PT60M", b"TRIGGER;VALUE=DATE-TIME:20050512T080000")),
    "an alarm that shows nothing": ("L156", lambda: GOOD.replace(line(b"DESCRIPTION", entry(b"VALARM")), b"")),
    "a colour in numbers": ("L144", lambda: instead(b"COLOR:steelblue", b"COLOR:#4682B4")),
    "a 13th month": ("L147", lambda: instead(b"FREQ=WEEKLY;BYDAY=WE", b"FREQ=YEARLY;BYMONTH=13")),
    "a numbered weekday of a week": ("L147", lambda: instead(b"BYDAY=WE", b"BYDAY=1WE")),
    "a zone and UTC": (
        "L161",
        lambda: GOOD.replace(b"Shanghai:20050512T090000", b"Shanghai:20050512T010000Z").replace(
            b"Shanghai:20050512T100000", b"Shanghai:20050512T020000Z"
        ),
    ),
    "a zone on a day": ("L161", lambda: instead(b"DTEND;VALUE=DATE", b"DTEND;TZID=Asia/Shanghai;VALUE=DATE")),
    "an hourly day": ("L162", lambda: instead(b"DTEND;VALUE=DATE:20050521", b"RRULE:FREQ=HOURLY")),
    "an offset of hours": ("L163", lambda: instead(b"TZOFFSETTO:+0800", b"TZOFFSETTO:+8")),
    "an offset that no clock had": ("L164", lambda: instead(b"TZOFFSETTO:+0800", b"TZOFFSETTO:+0700")),
    "a zone from a time in UTC": ("L165", lambda: instead(b"DTSTART:20050101T000000", b"DTSTART:20050101T000000Z")),
    "an event that is due": ("L166", lambda: instead(STATUS, b"PERCENT-COMPLETE:10\r\n" + STATUS)),
    "a rule that leaves out its start": ("L167", lambda: instead(b"BYDAY=WE", b"BYDAY=TH")),
    "an address in words": ("L168", lambda: instead(STATUS, b"URL:see below\r\n" + STATUS)),
    "two calendars": ("L169", lambda: GOOD + GOOD),
    "UTF-16": ("L106", lambda: GOOD.decode().encode("utf-16")),
    "a zone with RDATE": ("L160", lambda: instead(b"TZNAME", b"RDATE:20060101T000000\r\nTZNAME")),
}  # fmt: skip
# What follows of itself from the fault planted: an END that is missing leaves the next entry inside, and so on.
FOLLOWING = {
    "END:VEVENT missing": {"L116"},
    "no calendar": {"L114"},
    "GB18030": {"L107", "L110", "L104", "L105", "L151", "L152"},
    "a zone without a name": {"L141"},
}


def test_the_good_feed_is_good():
    assert lint(GOOD) == ()


@pytest.mark.parametrize("way", BROKEN)
def test_each_way_of_breaking_a_feed_is_caught_by_its_code(way):
    code, broken = BROKEN[way]
    found = {fault.code for fault in lint(broken())}
    assert code in found
    assert found - {code} <= FOLLOWING.get(way, set())


def test_every_code_is_planted_and_documented():
    planted = {code for code, _ in BROKEN.values()}
    assert planted == {fault.code for fault in FAULTS}
    assert len(planted) >= 60
    page = (Path(__file__).parents[2] / "docs" / "lint.md").read_text(encoding="utf-8")
    for fault in FAULTS:
        assert f"| {fault.code} | {fault.name} |" in page


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_every_profile_is_clean(profile, zone):
    rows = schedule(
        *ROWS.events,
        event(
            "值日",
            when("2005-05-01", "2005-05-31"),
            repeat=Repeat("每天9时，节假日除外", "FREQ=DAILY", start_time=540, except_holidays=True),
        ),
        event(
            "子", when("2005-05-12"), parent="uid-大会", participants=("甲; 乙,",), organizer="a\\b", location="\x85c;"
        ),
        event("旬", when("2005-05-11", "2005-05-20", fit="within", text="5月,中旬;\\n")),
        event("止", when(None, "2005-05-31"), kind="deadline"),
        event("未定", None),
    )
    options = Options(profile=profile, alarm=dt.timedelta(days=2), source="https://example.org/a?b=c;d,e")
    data = calendar(rows, settings=Settings(time_zone=zone), language=Language("en"), options=options)
    assert lint(data) == ()


def test_lines_are_those_of_the_file():
    data = instead(STATUS, b"STATUS:MAYBE\r\n")
    (fault,) = lint(data)
    assert data.split(b"\r\n")[fault.line - 1] == b"STATUS:MAYBE"


def test_feeds_of_other_makers_are_read():
    assert {fault.code for fault in lint(ics())} <= {"L133", "L134"}


# As Google Calendar, Outlook and Apple Calendar write an export, in short.
GOOGLE = r"""BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
X-WR-CALNAME:Team
X-WR-CALDESC:one, two
X-WR-TIMEZONE:Asia/Shanghai
BEGIN:VEVENT
DTSTART:20240511T010000Z
DTEND:20240511T020000Z
RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20240801T155959Z;BYDAY=SA
EXDATE:20240518T010000Z
DTSTAMP:20240401T031415Z
UID:6abc@google.com
CREATED:20240401T031400Z
DESCRIPTION:<b>Minutes</b>\, <a href="https://example.org/?a=1">here</a>
LOCATION:
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:One\; two
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:This is an event reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
END:VCALENDAR
"""
OUTLOOK = r"""BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
X-PRIMARY-CALENDAR:TRUE
BEGIN:VTIMEZONE
TZID:China Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DESCRIPTION:\n
DTEND;TZID="China Standard Time":20240510T180000
DTSTAMP:20240301T081020Z
DTSTART;TZID="China Standard Time":20240510T140000
PRIORITY:5
SUMMARY;LANGUAGE=zh-cn:会议
UID:040000008200E00074C5B7101A82E00800000000
X-ALT-DESC;FMTTYPE=text/html:<html><body>a; b, c</body></html>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTEND;VALUE=DATE:20240512
DTSTAMP:20240301T081020Z
DTSTART;VALUE=DATE:20240511
RRULE:FREQ=YEARLY;COUNT=5;BYMONTHDAY=11;BYMONTH=5
SUMMARY;LANGUAGE=en-us:Day
UID:0400000082
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
END:VCALENDAR
"""
APPLE = r"""BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 14.4//EN
VERSION:2.0
X-APPLE-CALENDAR-COLOR:#1BADF8
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19890917T020000
RRULE:FREQ=YEARLY;UNTIL=19910914T170000Z;BYMONTH=9;BYDAY=3SU
TZNAME:GMT+8
TZOFFSETFROM:+0900
TZOFFSETTO:+0800
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19910414T020000
RDATE:19910414T020000
TZNAME:GMT+8
TZOFFSETFROM:+0800
TZOFFSETTO:+0900
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTEND;TZID=Asia/Shanghai:20240510T180000
DTSTAMP:20240301T081021Z
DTSTART;TZID=Asia/Shanghai:20240510T140000
SUMMARY:会议
UID:A1B2C3D4-0000-1111-2222-333344445555
URL;VALUE=URI:https://example.org/a;b,c
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="A, B":geo
 :31.2,121.4
BEGIN:VALARM
ACTION:NONE
TRIGGER;VALUE=DATE-TIME:19760401T005545Z
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("text", [GOOGLE, OUTLOOK, APPLE], ids=["Google", "Outlook", "Apple"])
def test_exports_of_the_great_calendars_have_no_faults(text):
    assert lint(text.replace("\n", "\r\n").encode()) == ()


@settings(deadline=None, max_examples=200, derandomize=True)
@given(
    st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(GOOD.split(b"\r\n")), max_size=60).map(b"\r\n".join))
)
def test_whatever_the_file_holds_it_is_read_to_the_end(data):
    faults = lint(data)
    assert faults
    assert all(fault.line >= 1 for fault in faults)
    for fault in faults:
        assert Language("zh").say(fault.said)
