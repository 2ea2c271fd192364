"""A person's corrections: saved, edited, applied again, also after the document has changed."""

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.extract.corrections import Corrections, parse, saved
from planner.extract.saved import extract_of
from planner.records import PlannerError, Table
from tests.extract.build import codes, dated, read, table

HEAD = ("时间", "项目", "地点")
ROWS = (("3月5日", "例会", "礼堂"), ("3月中旬", "考察", ""), ("另行通知", "总结", ""))


def document(*rows: tuple[str, ...]) -> Table:
    return table(HEAD, *(rows or ROWS))


def edited(**changes: dict[str, Any]) -> Corrections:
    """The saved events with fields of the events of these titles changed."""
    text = saved(read(document()).as_read, Corrections())
    entries = tomllib.loads(text)
    for entry in entries["event"]:
        entry.update(changes.get(entry["title"], {}))
    return parse(tomli_w.dumps(entries), "a.events.toml")


def test_what_is_saved_and_not_edited_changes_nothing() -> None:
    plain = read(document())
    assert read(document(), corrections=edited()).schedule == plain.schedule
    assert saved(plain.as_read, Corrections()) == saved(plain.as_read, edited())


def test_edited_values_hold_and_the_uid_stays() -> None:
    corrections = edited(考察={"when": "2024-03-12/2024-03-14", "title": "外出考察"}, 总结={"when": "../2024-06-30"})
    found = read(document(), corrections=corrections)
    assert dated(found) == [("例会", "2024-03-05"), ("外出考察", "2024-03-12/2024-03-14"), ("总结", "../2024-06-30")]
    assert [event.kind for event in found.schedule.events] == ["event", "event", "deadline"]
    assert [event.uid for event in found.schedule.events] == [event.uid for event in read(document()).schedule.events]
    assert found.schedule.events[1].when
    assert found.schedule.events[1].when.text == "2024-03-12/2024-03-14"
    assert found.schedule.events[1].place.quote == "3月中旬"


def test_corrections_follow_their_row_when_the_document_changes() -> None:
    corrections = edited(考察={"location": "省城"}, 例会={"ignore": True})
    moved = read(document(("3月1日", "开学", ""), *ROWS[::-1]), corrections=corrections)
    assert [event.title for event in moved.schedule.events] == ["开学", "总结", "考察"]
    assert moved.schedule.events[2].location == "省城"
    redated = read(document(ROWS[0], ("4月中旬", "考察", "")), corrections=corrections)
    assert [(event.title, event.location) for event in redated.schedule.events] == [("考察", "省城")]
    said = [one.message.template for one in redated.findings if one.code == "X217"]
    assert [line.startswith("the part “read”") for line in said] == [True, False]
    assert '"[2024-03-11..2024-03-20]"' not in saved(redated.as_read, corrections)


def test_a_correction_that_matches_nothing_is_reported_and_kept() -> None:
    corrections = edited(考察={"location": "省城"})
    gone = read(document(ROWS[0]), corrections=corrections)
    assert [one.place.quote for one in gone.findings if one.code == "X217"] == ["3月中旬", "另行通知"]
    again = parse(saved(gone.as_read, corrections), "a.events.toml")
    assert read(document(), corrections=again).schedule.events[1].location == "省城"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('when = "2024-03-05"', 'when = "2024-03-06"'),  # in both copies
        ('title = "例会"', 'title = "周会"'),
        ('words = "3月5日"', 'words = "3月6日"'),
    ],
)
def test_find_and_replace_over_both_copies_is_reported_and_kept(old: str, new: str) -> None:
    text = saved(read(document()).as_read, Corrections())
    replaced = parse(text.replace(old, new), "a.events.toml")
    found = read(document(), corrections=replaced)
    is_found_by_title = old.startswith("words")
    assert codes(found).count("X217") == (0 if is_found_by_title else 1)
    assert dated(found)[0] == ("例会", "2024-03-05")
    again = saved(found.as_read, replaced)
    assert (new in again) is not is_found_by_title


def test_only_what_was_read_is_edited() -> None:
    text = saved(read(document()).as_read, Corrections())
    entries = tomllib.loads(text)
    entries["event"][0]["read"]["when"] = "2024-03-06"
    edit = parse(tomli_w.dumps(entries), "a.events.toml")
    found = read(document(), corrections=edit)
    assert codes(found).count("X217") == 1
    assert tomllib.loads(saved(found.as_read, edit)) == entries


def test_an_entry_without_what_was_read_is_an_added_event() -> None:
    added = parse('[[event]]\ntitle = "补课"\nwhen = "2024-03-09T09:00:00"\n', "a.events.toml")
    event = read(document(), corrections=added).schedule.events[-1]
    assert (event.title, event.when and (event.when.precision, event.when.start_time)) == ("补课", ("minute", 540))
    assert event.place.path == "a.events.toml"
    assert event.uid


WEEKLY = (("3月5日起每周三", "读书会", ""), ROWS[0])


def test_a_saved_repeat_is_one_also_without_its_document() -> None:
    found = read(document(*WEEKLY)).schedule.events[0]
    assert found.repeat
    text = saved(read(document(*WEEKLY)).as_read, Corrections())
    alone = extract_of(text, "a.events.toml").schedule.events[0]
    assert alone.repeat
    assert alone.repeat.rrule == found.repeat.rrule
    moved = text.replace('\nwhen = "2024-03-', '\nwhen = "2024-04-', 1)
    assert extract_of(moved, "a.events.toml").schedule.events[0].repeat is None
    other = parse(text.replace(f'"{found.repeat.rrule}"', '"FREQ=WEEKLY;BYDAY=TH"', 1), "a.events.toml")
    corrected = read(document(*WEEKLY), corrections=other).schedule.events[0]
    assert corrected.repeat
    assert corrected.repeat.rrule == "FREQ=WEEKLY;BYDAY=TH"


def test_roles_of_columns_and_layout_can_be_given() -> None:
    rows = table(("节点", "甲", "乙"), ("3月5日", "一", "例会"), ("3月6日", "二", "考察"))
    assert dated(read(rows))[0] == ("一", "2024-03-05") or dated(read(rows))[0][0] == "例会"
    given_roles = parse('[columns]\n"节点" = "time"\n"甲" = "number"\n"乙" = "title"\n', "planner.events.toml")
    assert dated(read(rows, corrections=given_roles)) == [("例会", "2024-03-05"), ("考察", "2024-03-06")]
    as_text = parse('layout = "text"\n', "planner.events.toml")
    heads = ["节点", "甲", "乙"]
    assert [title for title, _ in dated(read(rows, corrections=as_text)) if title not in heads] == ["例会", "考察"]


@pytest.mark.parametrize(
    "text",
    [
        "event = 3",
        "[[event",
        'layout = "star"',
        '[columns]\na = "b"',
        '[[event]]\nwhen = "5月"',
        "[[event]]\ntitle = 3",
        '[[event]]\nkind = "party"',
        '[[event]]\ndetails = "a"',
        '[[event]]\nrepeat = "FREQ=SOMETIMES"',
    ],
)
def test_a_damaged_file_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(PlannerError, match=r"a\.toml"):
        parse(text, "a.toml")


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_can_be_saved_and_read_back(title: str, note: str) -> None:
    text = saved(read(document()).as_read, edited(例会={"title": title, "note": note}))
    found = read(document(), corrections=parse(text, "a.events.toml"))
    assert (found.schedule.events[0].title, found.schedule.events[0].note) == (title, note)
