from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import Found, Problem
from planner.language import Language
from planner.records import Completion, Length, Repeat, When, message
from planner.show.readings import length_message, readings
from planner.show.width import cell_len
from tests.show.may import afternoon, day, days, plain, third

ENGLISH = Language("en")
CAPTION = Completion("year", 2005, "caption", "（2005年5月）")
MIDDLE = replace(third("5月中旬", day(11), day(20)), completed_from=(CAPTION,))
VAGUE = Problem(code="vague", message=message("the words give no date"), start=6, end=8)


def found(text: str, *values: When | Length | Repeat, start: int = 0, **more: object) -> Found:
    return Found(start=start, end=start + len(text), text=text, values=values, **more)  # type: ignore[arg-type]


FOUNDS = (
    found("5月中旬", MIDDLE),
    found("近日", start=6, problems=(VAGUE,)),
    found("12/05", days("", day(12), day(12)), days("", day(5), day(5)), start=10),
    found("会后三天内", Length("三天内", ((3, "day"),), "at_most"), start=20, anchor="会"),
    found("每周三下午", Repeat("每周三下午", "FREQ=WEEKLY;BYDAY=WE", part="afternoon"), start=30),
    found("5月12日\n下午", afternoon("5月12日\n下午", day(12)), start=40),
    found("5月底前", When(text="5月底前", first=None, last=day(31), edtf="../2005-05-31"), start=50),
    found("5月", When(text="5月", first=None, last=None, edtf="XXXX-05"), start=60),
)


def shown(*founds: Found, width: int = 80) -> str:
    return plain(readings(founds, width=width, language=ENGLISH), width)


@pytest.mark.parametrize("width", [40, 80])
def test_snapshot(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    made = shown(*FOUNDS, width=width)
    assert made == golden(f"show/readings-{width}.txt", made)


def test_a_reading_says_value_and_what_completed_it() -> None:
    assert shown(FOUNDS[0]).splitlines() == [
        "5月中旬  characters 0–4",
        "  2005-05-11 – 2005-05-20  some time in these days  [2005-05-11..2005-05-20]",
        "    year 2005 from the caption: “（2005年5月）”",
    ]


def test_a_vague_word_has_no_value_but_its_problem() -> None:
    assert shown(FOUNDS[1]).splitlines() == [
        "近日  characters 6–8",
        "  read as no date",
        "  ! the words give no date (vague)",
    ]
    assert shown() == "No time was found.\n"


def test_several_readings_are_numbered() -> None:
    assert [line.split()[:2] for line in shown(FOUNDS[2]).splitlines()[1:]] == [
        ["1.", "2005-05-12"],
        ["2.", "2005-05-05"],
    ]


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Length("", ((1, "month"),), "about"), "about 1 month"),
        (Length("", ((1, "hour"), (30, "minute"))), "1 hour, 30 minutes"),
        (Length("", ((2.5, "working_day"),), "at_least"), "at least 2.5 working days"),
        (Length("", ((0.5, "year"),), "at_most"), "at most 0.5 years"),
    ],
)
def test_lengths(length: Length, said: str) -> None:
    assert ENGLISH.say(length_message(length)) == said


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300), st.text(max_size=300), st.integers(40, 250))
def test_never_raises_never_too_wide(words: str, source: str, width: int) -> None:
    value = replace(MIDDLE, edtf=words, completed_from=(replace(CAPTION, text=source),))
    problem = replace(VAGUE, message=message("{said}", said=source))
    text = shown(found(words, value, Repeat(words, source), problems=(problem,), anchor=source), width=width)
    assert max(map(cell_len, text.splitlines())) <= width
