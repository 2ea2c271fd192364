"""The plan file, read back by tomllib."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.plan_toml import plan_toml
from planner.language import Language
from planner.records import Clause, Length, Place, Plan, Subject, Window
from tests.export.feed_reader import when

ENGLISH = Language("en")
CLAUSE = Clause(
    kind="window", subject=Subject(), strength="in_principle", place=Place(path="n.txt", line=3, quote="从7月\n“开始”")
)
FULL = Window(
    name="第二批",
    subject=Subject(stage="整改", batch="第二批", unit="学院", activity="评议"),
    when=when("2005-07-01", "2005-12-31", edtf="2005-07/2005-12~", approximate_last=True),
    length=Length("6个月", ((6, "month"),)),
    basis=(CLAUSE, Clause(kind="length", subject=Subject(), place=Place(path="n.txt"))),
)


def read(*windows: Window) -> list[dict[str, object]]:
    found = tomllib.loads(plan_toml(Plan(windows), ENGLISH))
    assert list(found) == ["window"]
    return found["window"]


def test_a_full_window():
    assert read(FULL) == [
        {
            "name": "第二批",
            "activity": "评议",
            "stage": "整改",
            "batch": "第二批",
            "unit": "学院",
            "first": dt.date(2005, 7, 1),
            "last": dt.date(2005, 12, 31),
            "approximate": True,
            "edtf": "2005-07/2005-12~",
            "length": {"text": "6个月", "number": 6, "unit": "month", "bound": "exactly"},
            "clause": [
                {"kind": "window", "strength": "in_principle", "quote": "从7月\n“开始”", "path": "n.txt", "line": 3},
                {"kind": "length", "strength": "must", "path": "n.txt"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("window", "unresolved"),
    [
        (Window(name="w", subject=Subject(), basis=()), ["first", "last"]),
        (
            Window(name="w", subject=Subject(), basis=(), length=Length("月", ((1, "month"),))),
            ["first", "last", "base"],
        ),
        (
            Window(name="w", subject=Subject(), basis=(), extension=Length("天", ((9, "day"),))),
            ["first", "last", "base"],
        ),
        (Window(name="w", subject=Subject(), basis=(), when=when("2005-07-01", "")), ["last"]),
        (Window(name="w", subject=Subject(), basis=(), when=when(None, "2005-07-01")), ["first"]),
        (Window(name="w", subject=Subject(), basis=(), when=when(None, "", edtf="XXXX-05")), ["first", "last"]),
    ],
)
def test_what_is_open_is_left_out_and_named(window, unresolved):
    (found,) = read(window)
    assert found["unresolved"] == unresolved
    assert not set(found) & set(unresolved)
    assert not set(found) & {"stage", "batch", "unit", "clause"}


def test_a_time_without_a_year_keeps_its_edtf():
    (found,) = read(Window(name="w", subject=Subject(), basis=(), when=when(None, "", edtf="XXXX-05")))
    assert (found["edtf"], found["approximate"]) == ("XXXX-05", False)


def test_the_file_says_what_it_is(golden):
    text = plan_toml(Plan((FULL, Window(name="整改", subject=Subject(stage="整改"), basis=()))), ENGLISH)
    assert text.startswith("# The windows that the notices set.")
    golden("export/plan.toml", text)


def test_an_empty_plan_is_the_heading_alone():
    assert tomllib.loads(plan_toml(Plan(), ENGLISH)) == {}


def test_added_lengths():
    length = Length("1月又3天", ((1, "month"), (3, "day")), "about")
    (found,) = read(Window(name="w", subject=Subject(), basis=(), extension=length))
    parts = [{"number": 1, "unit": "month"}, {"number": 3, "unit": "day"}]
    assert found["extension"] == {"text": "1月又3天", "parts": parts, "bound": "about"}


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_any_text_is_read_back(text: str):
    (found,) = read(Window(name="n", subject=Subject(unit="u" + text), basis=(CLAUSE,)))
    assert str(found["unit"]).startswith("u")
    assert all(one in text for one in str(found["unit"])[1:] if one not in "\n\ufffd")
