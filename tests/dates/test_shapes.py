"""What is kept between texts changes nothing: shapes, windows and lines that were read before are read the same."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import Reference, find, read
from planner.dates.parse import Parser
from planner.dates.shapes import Shapes

REFERENCE = Reference(document_date=dt.date(2005, 5, 8))
# Figures stand in their places as {m}, {d} and {y}.
PIECES = (
    "{m}月{d}日", "{d}日", "{d}号", "{y}年{m}月{d}日", "{y}年", "{m}月", "{d}-{d}日", "{d}至{d}日", "至", "—", "、",
    "和", "，", "上旬", "底", "前", "后", "起", "止", "下午", "上午9:00-11:30", "9时", "（周三）", "第", "农历", "(",
    ")", " ", "每月", "会后", "约", "左右", "之间", "原定", "改为", "或", "05年", "3天", "第{d}周", "截至", "内",
    "元旦", "开始", "半", "份", "楼",
)  # fmt: skip
FIGURES = {
    "{y}": st.integers(1000, 2200),
    "{m}": st.integers(1, 13),
    "{d}": st.integers(0, 35) | st.integers(1, 9),
}


@st.composite
def alike(draw: st.DrawFn) -> list[str]:
    """Texts that differ in their figures alone."""
    form = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)))
    texts = []
    for _text in range(4):
        text = form
        while place := next((one for one in FIGURES if one in text), None):
            text = text.replace(place, str(draw(FIGURES[place])), 1)
        texts.append(text)
    return texts


@given(alike(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_shape_parses_its_texts_as_the_grammar_does(texts: list[str], lax: bool) -> None:
    shapes, parser = Shapes(lax=lax), Parser(lax=lax)
    for text in texts:
        assert shapes.parse(text) == parser.parse(text)


def test_a_shape_is_learnt_from_its_second_text() -> None:
    shapes = Shapes(lax=True)
    learnt = []
    days = ("5月12日至20日", "6月11日至19日", "7月10日至31日", "7月31日至10日")
    for text in (*days, "9月9日9:00", "9月8日9:00", "9月8日8:00"):
        assert shapes.parse(text) == Parser(lax=True).parse(text)
        learnt.append(sum(bool(form) for layout in shapes.layouts.values() if layout for form in layout.forms.values()))
    assert learnt == [0, 1, 1, 1, 1, 2, 2]


@given(alike())
@settings(max_examples=150, deadline=None)
def test_what_was_read_before_is_read_the_same_again(texts: list[str]) -> None:
    read.cache_clear()
    first = [read(text, REFERENCE) for text in texts]
    assert [read(text, REFERENCE) for text in texts] == first
    read.cache_clear()
    assert [read(text, REFERENCE) for text in reversed(texts)] == first[::-1]


@given(st.lists(alike(), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_lines_hold_what_each_holds_alone(forms: list[list[str]]) -> None:
    # A part of day that alone makes up a line belongs to the line before it.
    texts = [text for form in forms for text in form if text.strip() != "下午"]
    alone = [[(found.text, found.values) for found in find(text)] for text in texts]
    together = [(one.text, one.values) for one in find("\n".join(texts))]
    assert together == [found for one in alone for found in one]


def test_cells_of_a_row_are_read_as_in_short_lines() -> None:
    cells = ("会议定于5月12日下午召开", "6月1日至6月3日（周三）", "每周三9:00例会", "近日通知", "报名截止5月20日")
    row = find("\t".join(cells), REFERENCE)
    assert [one.text for one in row] == [one.text for cell in cells for one in find(cell, REFERENCE)]
    assert len(row) == 5
