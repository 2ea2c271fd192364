"""Documents as they were read: metadata, places, grids with their spans, marked time words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.language import Language
from planner.read.grid import table_of
from planner.records import Cell, Document, Paragraph, Place, Table
from planner.show.document import document_view
from planner.show.grid import grid_lines
from planner.show.width import cell_len

PLACE = Place(path="a.docx", table=1)


def cell(row: int, column: int, text: str, height: int = 1, width: int = 1) -> Cell:
    return Cell(tuple(text.split("\n")) if text else (), PLACE, row, column, height, width)


def drawn(table: Table, width: int = 60) -> list[str]:
    return ["".join(text for text, _ in line) for line in grid_lines(table, width, lambda text: text)]


def test_spans_are_drawn_as_one_box() -> None:
    cells = [
        cell(0, 0, "时间", width=2),
        cell(0, 2, "事项"),
        cell(1, 0, "5日", height=2),
        cell(1, 1, "上午"),
        cell(1, 2, "会"),
        cell(2, 1, "下午"),
        cell(2, 2, "考"),
    ]
    assert drawn(table_of(cells, PLACE)) == [
        "┌────────────┬──────┐",
        "│ 时间       │ 事项 │ ",
        "├─────┬──────┼──────┤",
        "│ 5日 │ 上午 │ 会   │ ",
        "│     ├──────┼──────┤",
        "│     │ 下午 │ 考   │ ",
        "└─────┴──────┴──────┘",
    ]


def test_a_cell_of_several_paragraphs_and_a_missing_one() -> None:
    table = Table((), ((cell(0, 0, "甲\n乙"), None),), PLACE)
    assert drawn(table) == ["┌────┬────┐", "│ 甲 │    │ ", "│ 乙 │    │ ", "└────┴────┘"]


def test_metadata_places_headings_and_marked_times() -> None:
    place = Place(path="a.txt", line=3, quote="x")
    document = Document(
        "a.txt",
        "通知",
        (Paragraph("安排", Place(path="a.txt", line=2), 1), Paragraph("3月5日开会", place)),
        metadata=(("issue", "第3期"),),
    )
    view = document_view(
        document, width=60, language=Language("en"), spans=lambda text: [(0, 4)] if "3" in text else []
    )
    assert view.plain.splitlines() == [
        "a.txt",
        "title            通知",
        "issue            第3期",
        "line 2           # 安排",
        "line 3           ⟦3月5日⟧开会",
    ]


TEXTS = st.text(alphabet="甲a 5\n，", max_size=12)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4), st.integers(30, 80))
def test_every_word_of_a_table_is_drawn_and_every_line_has_one_width(rows: list[list[str]], width: int) -> None:
    cells = [cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)]
    lines = drawn(table_of(cells, PLACE), width)
    assert len({cell_len(line.rstrip()) for line in lines}) == 1
    assert max(map(cell_len, (line.rstrip() for line in lines))) <= max(width, 16)
    shown = "".join("".join(lines).split())
    assert sorted(one for one in shown if one in "甲a5，") == sorted(
        one for line in rows for text in line for one in text if one in "甲a5，"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_struck_out_paragraph_is_styled(language: str) -> None:
    document = Document("a.docx", "", (Paragraph("旧", Place(path="a.docx"), 0, True),))
    view = document_view(document, width=60, language=Language(language))
    assert [str(span.style) for span in view.spans if span.style == "strike"] == ["strike"]
