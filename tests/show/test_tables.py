import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.language import Language
from planner.records import Clause, Place, Subject, When
from planner.show.columns import Column, fit, table
from planner.show.events import clock_text, events_table
from planner.show.places import place_text
from planner.show.spans import span_text
from planner.show.width import cell_len
from planner.show.windows import windows_table
from tests.show.may import BATCH_TWO, EVENTS, EXTENSION, OTHERS, STAGE, YEARLESS, afternoon, day, days, plain

ENGLISH = Language("en")
WINDOWS = (STAGE, BATCH_TWO, EXTENSION, YEARLESS)


def events(width: int, *listed: object) -> str:
    return plain(events_table(listed, width=width, language=ENGLISH), width)  # type: ignore[arg-type]


def windows(width: int) -> str:
    return plain(windows_table(WINDOWS, width=width, language=ENGLISH), width)


@pytest.mark.parametrize("width", [80, 120, 200])
def test_events(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    made = events(width, *EVENTS, *OTHERS)
    assert made == golden(f"show/events-{width}.txt", made)


@pytest.mark.parametrize("width", [80, 120])
def test_windows(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    made = windows(width)
    assert made == golden(f"show/windows-{width}.txt", made)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for text in (events(width, *EVENTS, *OTHERS), windows(width)):
        assert max(map(cell_len, text.splitlines())) <= width


def test_an_event_says_words_value_title_place_and_note() -> None:
    lines = events(80, *EVENTS, *OTHERS).splitlines()
    assert lines[0] == "schedules/may.txt  16 events"
    assert lines[2].split() == ["5月12日下午", "2005-05-12", "党员大会", "line", "11", "全体党员参加"]
    assert lines[4].split() == ["5月中旬", "[2005-05-11..2005-05-20]", "党委会议", "line", "20"]
    (undated,) = [line for line in lines if "谈心活动" in line]
    assert undated.split() == ["!", "no", "date", "谈心活动", "line", "58"]


def test_each_document_has_its_table() -> None:
    other = replace(EVENTS[0], place=Place(path="b.docx", table=1, row=2, cell=1))
    lines = events(80, EVENTS[0], other).splitlines()
    assert [line for line in lines if line.endswith("event")] == ["schedules/may.txt  1 event", "b.docx  1 event"]
    assert "table 1 row 2 cell 1" in " ".join(lines[-1].split())
    assert events(80) == "No events.\n"


def test_a_window_says_what_is_missing_and_what_it_rests_on() -> None:
    lines = windows(80).splitlines()
    assert lines[1].split() == ["整改提高", "2005-05-01", "2005-05-31", "1个月左右", "2005-05"]
    assert lines[2] == "    “整改提高放在5月份” schedules/notice.txt:7"
    assert lines[3].split() == ["第二批", "2005-07-01", "2005-12-31", "±5", "d", "2005-07/2005-12~"]
    assert lines[5].split() == ["学习动员", "not", "stated", "not", "stated", "extended", "by", "10天左右"]
    assert lines[7].split() == ["学习动员", "no", "year", "no", "year", "XXXX-05"]


def test_a_window_with_an_open_or_a_blurred_end() -> None:
    when = When(text="5月中旬起", first=day(11), last=None, edtf="", approximate_first=True)
    clause = Clause(kind="window", subject=Subject(), place=Place(path="n.docx", table=2, row=1), when=when)
    text = plain(windows_table((replace(STAGE, when=when, basis=(clause,)),), width=80, language=ENGLISH), 80)
    assert text.splitlines()[1].split()[:4] == ["整改提高", "about", "2005-05-11", "open"]
    assert text.splitlines()[2] == "    n.docx table 2 row 1"


@pytest.mark.parametrize(
    ("when", "said", "short"),
    [
        (days("", day(16), day(20)), "2005-05-16 – 2005-05-20", "05-16 – 05-20"),
        (days("", day(16), day(16)), "2005-05-16", "05-16"),
        (days("", day(16), dt.date(2006, 1, 2)), "2005-05-16 – 2006-01-02", "05-16 – 2006-01-02"),
        (When(text="", first=None, last=day(20), edtf=""), "≤ 2005-05-20", "≤ 05-20"),
        (When(text="", first=day(20), last=None, edtf="", approximate_first=True), "≥ 2005-05-20~", "≥ 05-20~"),
        (When(text="", first=None, last=None, edtf="XXXX-05"), "", ""),
        (days("", dt.date(1, 1, 1), dt.date(1, 1, 1)), "0001-01-01", "0001-01-01"),
    ],
)
def test_spans(when: When, said: str, short: str) -> None:
    assert span_text(when) == said
    assert span_text(when, 2005) == short


def test_clock_times_and_parts_of_day() -> None:
    when = afternoon("", day(12))
    assert clock_text(when, ENGLISH) == "afternoon"
    assert clock_text(replace(when, start_time=870, end_time=930), ENGLISH) == "afternoon 14:30–15:30"
    assert clock_text(replace(when, part=None, start_time=0), ENGLISH) == "00:00"
    assert clock_text(replace(when, part=None, end_time=1440), ENGLISH) == "–24:00"
    assert clock_text(replace(when, part=None), ENGLISH) == ""


def test_places() -> None:
    place = Place(path="a.xlsx", sheet="五月", row=3, cell=2)
    assert place_text(place, ENGLISH) == "a.xlsx sheet 五月 row 3 cell 2"
    assert place_text(Place(path="a.txt", line=7, row=2), ENGLISH) == "a.txt:7"
    assert place_text(Place(path="a.txt", line=7), ENGLISH, with_path=False) == "line 7"
    assert place_text(Place(path="a.pdf", page=4, table=1), ENGLISH, with_path=False) == "page 4 table 1"
    assert place_text(Place(path="a.txt"), ENGLISH, with_path=False) == ""


def test_columns_share_the_room() -> None:
    assert fit((10, 10), (6, 6), 30) == (10, 10)
    assert fit((10, 30, 20), (6, 6, 6), 40) == (10, 15, 15)
    assert fit((30, 30), (25, 10), 40) == (25, 15)
    assert fit((30, 30), (25, 25), 20) == (10, 10)  # no room for what they would like
    assert fit((30, 30), (25, 25), 2) == (4, 4)  # nor for anything readable
    assert fit((), (), 10) == ()


def test_a_column_without_text_is_left_out() -> None:
    lines = table((Column("A"), Column("B"), Column("C")), [("x", "", "y")], 40)
    assert ["".join(text for text, _ in line).rstrip() for line in lines] == ["  A   C", "  x   y"]
    assert table((Column("A"),), [], 40) == []


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60)), max_size=5),
    st.integers(40, 250),
)
def test_never_raises_never_too_wide(texts: list[tuple[str, str, str]], width: int) -> None:
    listed = [
        replace(EVENTS[0], title=title, note=note, when=replace(EVENTS[0].when, text=words))  # type: ignore[type-var]
        for title, note, words in texts
    ]
    assert max(map(cell_len, events(width, *listed).splitlines()), default=0) <= width
    named = [
        replace(STAGE, name=name, basis=(replace(STAGE.basis[0], place=Place(path=path, line=1, quote=quote)),))
        for name, path, quote in texts
    ]
    text = plain(windows_table(named, width=width, language=ENGLISH), width)
    assert max(map(cell_len, text.splitlines()), default=0) <= width
