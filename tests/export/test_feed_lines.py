"""Content lines under hostile text: nothing a document holds may break, add or drop a line."""

from __future__ import annotations

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.export.content_lines import to_bytes
from planner.export.ical import calendar
from planner.export.lint import lint
from planner.export.text import clean, clock, one_line
from planner.language import Language
from planner.records import Place
from planner.settings import Settings
from tests.export import hostile
from tests.export.feed_reader import Component, event, logical_lines, only_event, parsed, physical_lines, schedule, when

BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(BREAKS + "\x00\x07\x1b\x7f\x9f\t \\;,:\"'nNé中👩‍💻🇨🇳\u202e\ufeff\ud800\udfff^"),
        st.characters(),
    ),
    max_size=300,
)
PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)


def feed_of(title: str, other: str) -> bytes:
    row = event(
        title,
        when("2005-05-12", part="morning", text=other),
        details=(other, title),
        participants=(other,),
        organizer=other,
        note=title,
        location=other,
        stage=title,
        place=Place(path=other, line=1, quote=other),
        uid=f"uid-{other}",
    )
    plan = schedule(row, event(other, None), title=title, path=f"x{other}")
    return calendar(plan, settings=Settings(), language=Language("en"))


def text_properties(component: Component) -> list[tuple[str, str]]:
    """Name and value of every text but CATEGORIES, whose backslashes icalendar 7.3 does not read back.

    It hands out NAME and the X- properties as they are written.
    """
    as_written = {"NAME", "X-WR-CALNAME", "X-WR-CALDESC"}
    names = [*as_written, "UID", "SUMMARY", "DESCRIPTION", "LOCATION"]
    found = [name for name in names if name in component.names()]
    assert "DESCRIPTION" in found
    return [(name, component.raw(name) if name in as_written else component.text(name)) for name in found]


@settings(deadline=None, max_examples=200)
@given(HOSTILE, HOSTILE)
@example("=\r\nBEGIN:VEVENT\r\nEND:VCALENDAR", "\r")
@example("C:\\New\\next", "\u2028\u0085")
@example("", "")
@example("\\" * 500, ";" * 500)
def test_two_readers_see_the_same_values_whatever_the_text(title: str, other: str):
    data = feed_of(title, other)
    physical_lines(data)
    found = parsed(data)
    assert [child.name for child in found.children] == ["VTIMEZONE", "VEVENT"]
    (row,) = found.all("VEVENT")
    assert row.text("CATEGORIES") == one_line(title) if "CATEGORIES" in row.names() else not one_line(title)
    theirs = icalendar.Calendar.from_ical(data)
    for ours, read in ((found, theirs), (row, theirs.events[0])):
        assert len(ours.properties) == sum(len(v) if isinstance(v, list) else 1 for v in read.values())
        for name, value in text_properties(ours):
            assert str(read[name]) == value
            assert not any(ord(one) < 32 and one not in "\t\n" for one in value)


@settings(deadline=None, max_examples=200)
@given(PRINTABLE)
@example("C:\\New;, \\n \\N")
@example("👩‍💻" * 60)
@example("‮RTL‬ עברית")
def test_printable_text_comes_back_as_it_was(text: str):
    found = only_event(event("Title", when("2005-05-12"), details=(text,)))
    assert found.text("DESCRIPTION") == f"{text}\nSource: plan.txt, line 7: words"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("one\r\ntwo", "one two"),
        ("one\rtwo\u2028three\x85four\vfive", "one two three four five"),
        ("\x00no\x1b[31mthing\x7f", "no[31mthing"),
        ("\ud800", "\ufffd"),
        (" \t\n　", "(no title)"),
        ("C:\\New", "C:\\New"),
        ("中" * 10_000, "中" * 10_000),
        ("👨‍👩‍👧" * 2_000, "👨‍👩‍👧" * 2_000),
        ("a;b,c:d\"e'", "a;b,c:d\"e'"),
    ],
)
def test_titles(title, expected):
    found = only_event(event(title, when("2005-05-12"), uid="one"))
    assert found.text("SUMMARY") == expected


def test_a_10000_character_title_with_line_ends_is_one_line():
    title = "长\r\n" * 10_000
    assert only_event(event(title, when("2005-05-12"))).text("SUMMARY") == " ".join("长" * 10_000)


@pytest.mark.parametrize("length", [0, 1, 73, 74, 75, 76, 149, 150, 151, 1000])
@pytest.mark.parametrize("character", ["a", "é", "中", "😀"])
def test_folds_fill_the_line_and_never_cut_a_character(character, length):
    line = "X:" + character * length
    data = to_bytes([line])
    pieces = physical_lines(data)
    assert logical_lines(data) == [line]
    size = len(character.encode())
    assert all(len(piece) > 75 - size for piece in pieces[:-1])


@pytest.mark.parametrize("lead", range(60, 76))
def test_folds_never_cut_an_escape(lead):
    data = to_bytes(["X:" + "a" * lead + "\\n" * 200])
    for piece in physical_lines(data):
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0
    assert logical_lines(data) == ["X:" + "a" * lead + "\\n" * 200]


def test_text_tools():
    assert clean("a\tb\x0bc") == "a\tb\nc"
    assert one_line("  a \r\n\n b ") == "a b"
    assert [clock(minutes) for minutes in (0, 65, 1439, 1440)] == ["00:00", "01:05", "23:59", "24:00"]


def test_hostile_texts_give_the_same_content_lines_in_two_readers(sample):
    """A sample of what `make faults` tries in full."""
    sample("500 hostile texts through every property of a feed (make faults: 10,000)")
    feeds = list(hostile.feeds(500))
    counts = [hostile.written(feed) for feed in feeds]
    assert len(feeds) == 5
    assert [hostile.by_icalendar(feed) for feed in feeds] == counts
    for feed in feeds:
        physical_lines(feed)
        assert lint(feed) == ()
    assert hostile.by_ical_js(feeds) == counts
