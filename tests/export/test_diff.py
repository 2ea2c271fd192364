"""Two versions compared: by feeds, by records, and by the command on every kind of file; and the reader below it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import icalendar
import pytest

from planner.export.content_lines import to_bytes
from planner.export.diff import Change, diff, diff_lines, note
from planner.export.feed_reader import lines_of, read_feed, spans
from planner.export.ical import calendar
from planner.language import Language
from planner.records import Event, PlannerError
from planner.settings import Settings
from tests.cli.terminal import here
from tests.export.feed_reader import event, schedule, when

SCHEDULES = Path(__file__).parents[2] / "schedules"
AFTERNOON, MORNING = "5月12日下午 (2005-05-12 14:00–18:00)", "5月13日上午 (2005-05-13 08:00–12:00)"
MAY = SCHEDULES / "arrangement-table-2005-05.txt"
OLD = (
    event("全员大会", when("2005-05-12", part="afternoon", text="5月12日下午"), location="礼堂"),
    event("拟订计划", when("2005-05-16", "2005-05-20")),
    event("委员会", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬")),
    event("参观", when("2005-05-18")),
    event("测评", None),
)
NEW = (
    event("全员大会", when("2005-05-13", part="morning", text="5月13日上午"), location="会议室"),
    event("拟订工作计划", when("2005-05-16", "2005-05-20"), uid="uid-new"),
    event("委员会", when("2005-05-21", "2005-05-31", fit="within", text="5月下旬")),
    event("测评", when("2005-05-30")),
    event("总结", when("2005-05-31")),
)


def feed(*events: Event) -> bytes:
    return calendar(schedule(*events), settings=Settings(), language=Language("en"))


def compared(old: tuple[Event, ...], new: tuple[Event, ...]) -> tuple[Change, ...]:
    return diff(read_feed(feed(*old), "old"), read_feed(feed(*new), "new"), "Asia/Shanghai")


def test_every_kind_of_change_is_told_apart() -> None:
    assert list(diff_lines(compared(OLD, NEW), Language("en"))) == [
        f"~ 全员大会: moved from {AFTERNOON} to {MORNING}, place: 礼堂 → 会议室",
        "~ 拟订计划: is now called 拟订工作计划",
        "~ 委员会: moved from 5月中旬 (2005-05-11–2005-05-20) to 5月下旬 (2005-05-21–2005-05-31)",
        "~ 测评: has a date now: words (2005-05-30)",
        "+ 总结: words (2005-05-31)",
        "- 参观: words (2005-05-18)",
        "1 added, 3 moved, 1 renamed, 1 changed, 1 removed",
    ]
    assert list(diff_lines(compared(OLD, OLD), Language("en"))) == ["nothing has changed"]
    reverse = [line[0] for line in diff_lines(compared(NEW, OLD), Language("en"))]
    assert sorted(reverse[:-1]) == ["+", "-", "~", "~", "~", "~"]
    (one,) = compared(NEW[3:4], OLD[4:])
    assert next(diff_lines((one,), Language("zh"))) == "~ 测评：日期改为待定，原定words（2005-05-30）"


def test_the_note_is_what_an_office_sends_round() -> None:
    assert note(compared(OLD, NEW), "五月安排", Language("zh")) == (
        "“五月安排”有 6 处改动：\n"
        "1. 取消：参观，原定words（2005-05-18）。\n"
        "2. 全员大会：由5月12日下午（2005-05-12 14:00–18:00）改到"
        "5月13日上午（2005-05-13 08:00–12:00）、地点：礼堂 → 会议室。\n"
        "3. 委员会：由5月中旬（2005-05-11–2005-05-20）改到5月下旬（2005-05-21–2005-05-31）。\n"
        "4. 测评：日期已定：words（2005-05-30）。\n"
        "5. 拟订计划：改称“拟订工作计划”。\n"
        "6. 新增：总结，words（2005-05-31）。\n"
        "其余不变。\n"
    )
    assert note((), "五月安排", Language("zh")) == "“五月安排”没有改动。\n"


def test_the_command_compares_every_kind_of_file(tmp_path: Path) -> None:
    moved = tmp_path / "may.txt"
    moved.write_text(MAY.read_text(encoding="utf-8").replace("5月12日下午", "5月13日上午"), encoding="utf-8")
    here("export", str(MAY), "-o", str(tmp_path / "feed.ics"))
    here("extract", str(MAY), "--save", str(tmp_path / "may.events.toml"))
    (tmp_path / "events.json").write_text(here("extract", str(MAY), "--format", "json").stdout, encoding="utf-8")
    for name in ("feed.ics", "may.events.toml", "events.json"):
        done = here("diff", str(tmp_path / name), str(MAY), "--lang", "zh")
        assert (done.returncode, done.stdout, done.stderr) == (0, "没有改动\n", ""), name
    for old in (MAY, *(tmp_path / name for name in ("feed.ics", "events.json"))):
        done = here("diff", str(old), str(moved), "--format", "json")
        assert done.returncode == 1
        answer = json.loads(done.stdout)
        assert answer["counts"] == {"added": 0, "moved": 1, "renamed": 0, "changed": 0, "removed": 0}
        (change,) = answer["changes"]
        assert (change["old"]["first"], change["new"]["first"]) == ("2005-05-12T14:00", "2005-05-13T08:00")


@pytest.mark.parametrize("content", ["", "{", '{"events": [1]}', '{"events": [{"when": {"first": "2005-13-01"}}]}'])
def test_json_that_holds_no_events_is_refused_in_a_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "events.json").write_text(content)
    done = here("diff", str(tmp_path / "events.json"), str(MAY))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "is no JSON of events" in done.stderr


# The reader


def test_our_reader_and_icalendar_read_the_same() -> None:
    hostile = (
        "a:b;c,d\\n\\\\e",
        "BEGIN:VEVENT",
        "末\u2028行\u0085尾",
        "😀" * 200,
        "x\r\ny",
        'quo"ted',
        "END:VCALENDAR",
    )
    data = feed(*OLD, *(event(title, when("2005-05-25"), uid=f"u{n}") for n, title in enumerate(hostile)))
    mine = read_feed(data, "feed")
    assert mine.is_ours
    theirs = icalendar.Calendar.from_ical(data).events
    assert len(theirs) == len(mine.entries) == 11
    for entry, other in zip(mine.entries, theirs, strict=True):
        assert entry.uid == str(other["UID"])
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "X-PLANNER-WORDS"):
            assert entry.text(name) == str(other.get(name, ""))
        span = spans(entry, "Asia/Shanghai")
        assert span is not None
        assert [str(one) for one in span] == [
            str(one.replace(tzinfo=None) if isinstance(one, dt.datetime) else one) for one in (other.start, other.end)
        ]
    head = mine.head
    assert to_bytes(["BEGIN:VCALENDAR", *head, *lines_of(mine.entries), "END:VCALENDAR"]) == data


def test_another_makers_calendar_is_read_by_icalendar() -> None:
    """What a client makes of our feed, with its own PRODID, zone and order of lines, shows no change."""
    data = feed(*OLD)
    theirs = icalendar.Calendar.from_ical(data)
    theirs["PRODID"] = "-//Client//EN"
    for one in theirs.events:
        if isinstance(one.start, dt.datetime):
            one.start, one.end = one.start.astimezone(dt.UTC), one.end.astimezone(dt.UTC)
    other = read_feed(theirs.to_ical(), "client")
    assert not other.is_ours
    assert diff(read_feed(data, "feed"), other, "Asia/Shanghai") == ()
    moved = theirs.to_ical().replace(b"DATE:20050518", b"DATE:20050525").replace(b"DATE:20050519", b"DATE:20050526")
    (change,) = diff(read_feed(data, "feed"), read_feed(moved, "client"), "Asia/Shanghai")
    assert (change.aspects, change.newest.title, str(change.newest.first)) == (("moved",), "参观", "2005-05-25")
    assert change.newest.words == ""


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"no"])
def test_what_is_no_calendar_is_said(data: bytes) -> None:
    with pytest.raises(PlannerError, match="x: damaged or not a calendar"):
        read_feed(data, "x")
