"""Events to a feed and back: the same events, whatever their texts and their times hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner import extract
from planner.export.ical import Options, calendar
from planner.export.json_events import events_of
from planner.export.json_records import dump, event_json
from planner.export.profile import PLAIN, PROFILES
from planner.language import Language
from planner.read.ics import read
from planner.read.source import Source
from planner.records import (
    Completion,
    CompletionSource,
    Event,
    EventKind,
    Fit,
    PartOfDay,
    Place,
    Precision,
    Repeat,
    Schedule,
    Status,
    When,
)
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

HOSTILE = "\r\n\v\f\x1c\x85\u2028\x00\x1b\x7f\t \\;,:\"'nNé中👩‍💻🇨🇳\u202eעב\ufeff\ud800^(（"
TEXTS = st.one_of(
    st.sampled_from(("", "会议", "a\r\nb", "会" * 10_000, "👨‍👩‍👧" * 50, "שלום עולם", "=1+1", "C:\\New", "（x）")),
    st.text(st.one_of(st.sampled_from(HOSTILE), st.characters()), max_size=30),
)
DAYS = st.one_of(st.none(), st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30)))
MINUTES = st.one_of(st.none(), st.integers(0, 1440))
PARTS = st.one_of(st.none(), st.sampled_from(get_args(PartOfDay)))
COMPLETIONS = st.builds(
    Completion,
    st.sampled_from(("year", "month", "day")),
    st.integers(1, 2100),
    st.sampled_from(get_args(CompletionSource)),
    TEXTS,
)
TIMES = st.builds(
    When,
    text=TEXTS,
    first=DAYS,
    last=DAYS,
    edtf=st.sampled_from(("2005-05-12", "[2005-05-11..2005-05-20]", "2005-07/2005-12~", "../2005-06-30", "XXXX-05")),
    fit=st.sampled_from(get_args(Fit)),
    precision=st.sampled_from(get_args(Precision)),
    part=PARTS,
    start_time=MINUTES,
    end_time=MINUTES,
    last_part=PARTS,
    approximate_first=st.booleans(),
    approximate_last=st.booleans(),
    completed_from=st.lists(COMPLETIONS, max_size=2).map(tuple),
)
RULES = st.sampled_from(("FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=15", "FREQ=DAILY;UNTIL=20050510"))
REPEATS = st.builds(
    Repeat, text=TEXTS, rrule=RULES, part=PARTS, start_time=MINUTES, end_time=MINUTES, except_holidays=st.booleans()
)
NUMBERS = st.one_of(st.none(), st.integers(1, 9))
PLACES = st.builds(
    Place, path=st.sampled_from(("plan.txt", "单位 计划.docx")), line=NUMBERS, table=NUMBERS, row=NUMBERS,
    sheet=st.one_of(st.none(), TEXTS), quote=TEXTS, confidence=st.one_of(st.none(), st.floats(0, 1)),
)  # fmt: skip
UIDS = count()
EVENTS = st.builds(
    Event,
    uid=st.builds(lambda text: f"{next(UIDS)}{text}", TEXTS),
    title=TEXTS,
    place=PLACES,
    kind=st.sampled_from([kind for kind in get_args(EventKind) if kind != "stage"]),
    when=st.one_of(st.none(), TIMES),
    repeat=st.one_of(st.none(), st.none(), REPEATS),
    details=st.lists(TEXTS, max_size=3).map(tuple),
    participants=st.lists(TEXTS, max_size=2).map(tuple),
    organizer=TEXTS,
    location=TEXTS,
    note=TEXTS,
    stage=TEXTS,
    status=st.sampled_from(get_args(Status)),
    parent=st.one_of(st.none(), st.just("uid-parent")),
    places=st.lists(PLACES, max_size=2).map(tuple),
)


def read_back(data: bytes) -> Schedule:
    document = read(Source(data, "feed.ics", Settings()))
    return extract.extract(document, Settings()).schedule


def by_uid(rows: tuple[Event, ...]) -> dict[str, Event]:
    return {row.uid: row for row in rows}


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.lists(EVENTS, min_size=1, max_size=3), st.sampled_from(("en", "zh")), st.sampled_from(PROFILES))
@example([event("会\r\n议", when("2005-05-11", "2005-05-20", fit="within", text="5月\r\n中旬"))], "zh", PROFILES[4])
@example([event("长" * 10_000, when("2005-05-12"))], "zh", PLAIN)
def test_events_come_back_as_they_were(events, language, profile):
    written = schedule(*events)
    options = Options(profile=profile)
    data = calendar(written, settings=Settings(), language=Language(language), options=options)
    found = read_back(data)
    assert by_uid(found.events) == by_uid(written.events)
    assert found.date == written.date


MEETING = event("会议", when("2005-05-12", start_time=540, end_time=660, text="5月12日9时至11时"))
BLOCK = event("委员会", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬"))


@given(st.lists(EVENTS, min_size=1, max_size=3))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_events_come_back_from_json(events):
    written = dump({"events": [event_json(one) for one in events]})
    assert events_of(written, "events.json") == tuple(events)


def edited(row: Event, *changes: tuple[str, str]) -> Event:
    data = calendar(schedule(row), settings=Settings(), language=Language("zh")).decode()
    for old, new in changes:
        assert old in data
        data = data.replace(old, new)
    (found,) = read_back(data.encode()).events
    return found


def test_an_entry_that_was_moved_has_its_new_time():
    found = edited(MEETING, ("DTSTART;TZID=Asia/Shanghai:20050512T0900", "DTSTART;TZID=Asia/Shanghai:20050512T1000"))
    assert found.when is not None
    assert (found.when.first, found.when.start_time, found.when.end_time) == (dt.date(2005, 5, 12), 600, 660)
    assert (found.uid, found.title, found.place) == (MEETING.uid, MEETING.title, MEETING.place)


def test_a_repeat_that_was_moved_still_leaves_out_holidays():
    row = event(
        "学习",
        when("2005-05-01", "2005-06-30"),
        repeat=Repeat("每周三9时，节假日除外", "FREQ=WEEKLY;BYDAY=WE", start_time=540, except_holidays=True),
    )
    found = edited(row, ("20050511T", "20050512T"), ("BYDAY=WE", "BYDAY=TH"))
    assert found.repeat is not None
    assert (found.repeat.rrule, found.repeat.except_holidays) == (
        "FREQ=WEEKLY;UNTIL=20050630T155959Z;BYDAY=TH",
        True,
    )


def test_an_entry_in_another_zone_at_the_same_instants_is_not_moved():
    changes = (
        ("DTSTART;TZID=Asia/Shanghai:20050512T090000", "DTSTART:20050512T010000Z"),
        ("DTEND;TZID=Asia/Shanghai:20050512T110000", "DTEND:20050512T030000Z"),
    )
    assert edited(MEETING, *changes) == MEETING


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("SUMMARY:委员会（5月中旬）", "SUMMARY:全委会（5月中旬）", "全委会（5月中旬）"),
        ("SUMMARY:委员会（5月中旬）", "SUMMARY:【已取消】委员会（5月中旬）", "委员会"),
        ("SUMMARY:委员会（5月中旬）", "SUMMARY:委员会扩大会议", "委员会扩大会议"),
    ],
)
def test_an_entry_that_was_renamed_has_its_new_title(old, new, title):
    assert edited(BLOCK, (old, new)) == replace(BLOCK, title=title)


def test_an_entry_that_was_cancelled_is_cancelled():
    assert edited(BLOCK, ("STATUS:TENTATIVE", "STATUS:CANCELLED")) == replace(BLOCK, status="cancelled")


NO_RULES = (
    "XX",
    "BYDAY=WE",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=DAILY;UNTIL=20050231",
    "FREQ=YEARLY;BYMONTH=13",
)


@pytest.mark.parametrize(
    "record",
    [
        *("{", "[]", '{"kind":"x"}', '{"place":1}', '{"when":{"start_time":-1}}', "[" * 9999),
        *(f'{{"repeat":{{"text":"x","rrule":"{rule}"}}}}' for rule in NO_RULES),
    ],
)
def test_a_broken_record_leaves_what_the_standard_properties_say(record):
    data = calendar(schedule(MEETING), settings=Settings(), language=Language("zh")).decode()
    head, _, rest = data.replace("\r\n ", "").partition("X-PLANNER-RECORD;VALUE=TEXT:")
    escaped = record.replace(",", "\\,").replace(";", "\\;")
    after = rest.partition("\r\n")[2]
    found = read_back(f"{head}X-PLANNER-RECORD;VALUE=TEXT:{escaped}\r\n{after}".encode())
    (only,) = found.events
    assert (only.uid, only.title, only.place.path) == (MEETING.uid, MEETING.title, "feed.ics")
    assert only.when is not None
    assert (only.when.first, only.when.start_time, only.when.end_time) == (dt.date(2005, 5, 12), 540, 660)


def test_what_a_person_added_in_an_app_is_an_event_too():
    data = calendar(schedule(MEETING), settings=Settings(), language=Language("zh")).decode()
    added = "BEGIN:VEVENT\r\nUID:new\r\nSUMMARY:加班\r\nDTSTART;VALUE=DATE:20050514\r\nEND:VEVENT\r\nEND:VCALENDAR"
    found = read_back(data.replace("END:VCALENDAR", added).encode()).events
    assert [(row.uid, row.title) for row in found] == [(MEETING.uid, "会议"), ("new", "加班")]
    assert found[1].when is not None
    assert found[1].when.first == found[1].when.last == dt.date(2005, 5, 14)
