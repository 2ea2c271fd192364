"""A feed written over its former self: what stays the same event, what rises, what is cancelled, what is refused."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from unittest import mock

import icalendar
import pytest

from planner.export.feed_reader import Entry, read_feed
from planner.export.ical import Options, calendar
from planner.export.profile import PROFILES
from planner.export.versions import updated, write_version
from planner.language import Language
from planner.records import Event, PlannerError, Repeat
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

MAY = (
    event("全员大会", when("2005-05-12", part="afternoon", text="5月12日下午"), location="礼堂"),
    event("拟订计划", when("2005-05-16", "2005-05-20"), parent="uid-全员大会"),
    event("委员会", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬")),
    event("第一次学习", when("2005-05-13")),
    event("每周例会", when("2005-05-01", "2005-05-31"), repeat=Repeat("每周三", "FREQ=WEEKLY;BYDAY=WE")),
)


def feed(*events: Event, stamp: str = "2005-05-01", settings: Settings | None = None) -> bytes:
    return calendar(
        schedule(*events),
        settings=settings or Settings(),
        language=Language("en"),
        stamp=dt.datetime.fromisoformat(stamp),
    )


def entries(data: bytes) -> dict[str, Entry]:
    return {entry.text("SUMMARY"): entry for entry in read_feed(data, "feed").entries}


def stamps(entry: Entry) -> tuple[str | None, str | None, str | None]:
    return entry.raw("SEQUENCE"), entry.raw("LAST-MODIFIED"), entry.raw("DTSTAMP")


def version(before: bytes, *events: Event, stamp: str = "2005-05-03") -> bytes:
    return updated(before, feed(*events, stamp=stamp), "feed")[0]


UNTOUCHED = (None, None, "20050501T000000Z")
RAISED = ("1", "20050503T000000Z", "20050503T000000Z")


def test_nothing_changed_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "feed.ics"
    assert write_version(path, feed(*MAY)).is_new
    before = path.stat()
    written = write_version(path, feed(*MAY, stamp="2006-01-01"))
    after = path.stat()
    assert path.read_bytes() == feed(*MAY)
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert (written.is_new, written.added, written.changed, written.removed) == (False, 0, 0, 0)


def changed(at: int, **changes: object) -> tuple[Event, ...]:
    from dataclasses import replace

    uid = changes.get("uid", MAY[at].uid)
    rows = (replace(one, parent=str(uid)) if one.parent == MAY[at].uid else one for one in MAY)
    return tuple(replace(one, **changes) if number == at else one for number, one in enumerate(rows))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"when": when("2005-05-13", part="morning", text="5月13日上午")}, "全员大会"),
        ({"when": when("2005-08-13", text="8月13日")}, "全员大会"),
        ({"title": "全员动员大会"}, "全员动员大会"),
        ({"title": "全员动员大会", "uid": "uid-another"}, "全员动员大会"),
        ({"title": "全员动员大会", "uid": "uid-another", "when": when("2005-05-14")}, "全员动员大会"),
        ({"uid": "uid-another", "when": when("2005-05-30")}, "全员大会"),
        ({"location": "会议室"}, "全员大会"),
    ],
    ids=["moved", "moved far", "renamed", "renamed, other UID", "renamed and moved", "other UID and moved", "place"],
)
def test_what_changed_keeps_its_uid_and_is_raised(changes: dict[str, object], title: str) -> None:
    after = entries(version(feed(*MAY), *changed(0, **changes)))
    assert len(after) == len(MAY)
    assert after[title].uid == "uid-全员大会"
    assert stamps(after[title]) == RAISED
    assert [stamps(one) for name, one in after.items() if name != title] == [UNTOUCHED] * 4
    assert after["拟订计划"].record["parent"] == "uid-全员大会"


def test_rows_in_another_order_are_no_change_of_any_event() -> None:
    from dataclasses import replace

    shuffled = [replace(one, place=replace(one.place, line=number)) for number, one in enumerate(reversed(MAY), 20)]
    data = version(feed(*MAY), *shuffled)
    assert [stamps(one) for one in entries(data).values()] == [UNTOUCHED] * 5
    assert {one.uid for one in entries(data).values()} == {one.uid for one in MAY}
    assert "line 20" in entries(data)["每周例会"].text("DESCRIPTION")


def test_a_removed_event_stays_cancelled_once_and_comes_back_as_itself() -> None:
    gone = version(feed(*MAY), *MAY[1:])
    entry = entries(gone)["【已取消】全员大会"]
    assert entry.uid == "uid-全员大会"
    assert (entry.raw("STATUS"), entry.raw("TRANSP"), *stamps(entry)) == ("CANCELLED", "TRANSPARENT", *RAISED)
    assert entry.line("DTSTART") == "DTSTART;TZID=Asia/Shanghai:20050512T140000"
    assert version(gone, *MAY[1:], stamp="2005-05-09") == gone
    assert len(updated(gone, feed(*MAY[1:]), "feed", drop_removed=True)[0]) < len(feed(*MAY))
    back = entries(version(gone, *MAY, stamp="2005-05-07"))["全员大会"]
    assert (back.uid, *stamps(back)) == ("uid-全员大会", "2", "20050507T000000Z", "20050507T000000Z")
    assert back.raw("STATUS") == "CONFIRMED"


def test_a_time_zone_stays_while_a_cancelled_event_needs_it() -> None:
    data = version(feed(*MAY), MAY[1])
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    new_york = Settings(time_zone="America/New_York")
    spring = event("会议", when("2005-02-03", start_time=540, end_time=600))
    autumn = event("报告", when("2009-11-20", start_time=540, end_time=600))
    merged, _ = updated(feed(spring, settings=new_york), feed(autumn, settings=new_york), "feed")
    found = {str(one["SUMMARY"]): one.start.isoformat() for one in icalendar.Calendar.from_ical(merged).events}
    assert found == {"【已取消】会议": "2005-02-03T09:00:00-05:00", "报告": "2009-11-20T09:00:00-05:00"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (event("第一次学习", when("2005-05-13")), event("第二次学习", when("2005-05-14"))),
        (event("全员大会", when("2005-05-12")), event("报送材料", when("2005-05-12"))),
        (event("全员大会", when("2005-05-12")), event("全员大会筹备", when("2005-11-12"))),
        (
            event("学习", when("2005-05-12"), uid="one"),
            event("学习", when("2005-05-01", "2005-05-31"), repeat=Repeat("每周三", "FREQ=WEEKLY"), uid="two"),
        ),
    ],
    ids=["another number", "another title", "months away", "a series"],
)
def test_what_is_not_surely_the_same_event_is_another(old: Event, new: Event) -> None:
    _, written = updated(feed(old), feed(new), "feed")
    assert (written.added, written.changed, written.removed) == (1, 0, 1)


def test_equal_titles_go_to_the_nearest_day() -> None:
    before = [event("例会", when(f"2005-05-{day:02}"), uid=f"old-{day}") for day in (4, 11, 18)]
    after = [event("例会", when(f"2005-05-{day:02}"), uid=f"new-{day}") for day in (4, 12, 18, 25)]
    data, written = updated(feed(*before), feed(*after), "feed")
    uids = [entry.uid for entry in read_feed(data, "feed").entries]
    assert uids == ["old-4", "old-11", "old-18", "new-25"]
    assert (written.added, written.changed, written.removed) == (1, 1, 0)


def test_equal_titles_on_one_day_go_by_their_hours() -> None:
    def hours(start: int, uid: str) -> Event:
        return event("例会", when("2005-05-04", start_time=start, end_time=start + 60), uid=uid)

    before = [hours(540, "old-9"), hours(840, "old-14")]
    data, written = updated(feed(*before), feed(hours(840, "new-14"), hours(540, "new-9")), "feed")
    assert [entry.uid for entry in read_feed(data, "feed").entries] == ["old-14", "old-9"]
    assert (written.added, written.changed, written.removed) == (0, 0, 0)


def test_former_uids_are_put_where_exactly_they_are_named() -> None:
    """One UID is the beginning of another, and one needs escapes: only whole values are names."""
    parent, child, other = "u,1", "u,1-2", "uid-1"
    names = {"parent": "上级会议", "child": "准备材料", "note": 'says "parent":"uid-1"'}

    def rows(mark: str) -> list[Event]:
        return [
            event(names["parent"], when("2005-05-10"), uid=f"{mark}{parent}"),
            event(names["child"], when("2005-05-09"), uid=f"{mark}{child}", parent=f"{mark}{parent}"),
            event("另一事项", when("2005-05-08"), uid=other, parent=f"{mark}{child}", note=names["note"]),
        ]

    options = Options(profile=next(one for one in PROFILES if one.name == "apple"), alarm=dt.timedelta(days=1))
    old, new = (
        calendar(schedule(*rows(mark)), settings=Settings(), language=Language("en"), options=options)
        for mark in ("", "new-")
    )
    data, written = updated(old, new, "feed")
    assert (written.added, written.changed, written.removed) == (0, 0, 0)
    assert data == old
    assert b"new-" not in data


def test_a_calendar_under_another_title_is_the_same_calendar_quickly() -> None:
    """Where every UID is another one, what is equal is found without comparing everything with everything."""

    def rows(mark: str) -> list[Event]:
        return [event(f"会议{chr(0x4E00 + n)}学习", when("2005-05-04"), uid=f"{mark}{n}") for n in range(2000)]

    old = feed(*rows("a"))
    with mock.patch("planner.export.matching.SequenceMatcher", side_effect=AssertionError):
        assert updated(old, feed(*rows("b")), "feed")[0] == old


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"my notes",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n",
        feed(*MAY)[:-20],
        feed(*MAY).replace(b"BEGIN:VEVENT", b"\xff", 1),
    ],
    ids=["empty", "text", "another maker's", "cut off", "not UTF-8"],
)
def test_what_is_not_ours_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "feed.ics"
    path.write_bytes(content)
    with pytest.raises(PlannerError, match="is no feed of planner; give another name, or remove it"):
        write_version(path, feed(*MAY))
    assert path.read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1


def test_every_version_of_a_long_history_is_a_sound_feed() -> None:
    """Fifty random edits: no UID twice, nothing lost, and a second export is the same."""
    chance = random.Random(7)  # noqa: S311
    rows = [event(f"动{chr(0x4E00 + 37 * n)}{chr(0x5200 + 11 * n)}", when("2005-05-02")) for n in range(30)]
    data, seen = feed(*rows), len(rows)
    for _ in range(50):
        at = chance.randrange(len(rows))
        edit = chance.choice(["move", "drop", "add", "shuffle"])
        if edit == "move":
            rows[at] = event(rows[at].title, when(f"2005-05-{chance.randint(1, 31):02}"))
        elif edit == "drop" and len(rows) > 5:
            del rows[at]
        elif edit == "add":
            seen += 1
            rows.append(event(f"增{chr(0x6000 + 53 * seen)}{chr(0x7000 + 29 * seen)}", when("2005-05-20")))
        else:
            chance.shuffle(rows)
        data = version(data, *rows)
        assert version(data, *rows) == data
        found = [entry.uid for entry in read_feed(data, "feed").entries]
        assert len(found) == len(set(found)) == seen
        active = [entry for entry in read_feed(data, "feed").entries if not entry.is_removed]
        assert [entry.text("SUMMARY") for entry in active] == [row.title for row in rows]
