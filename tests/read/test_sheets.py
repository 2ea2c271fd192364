"""Spreadsheets and separated values: dates, sheets, titles and notes, delimiters."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from planner.extract import extract
from planner.read.delimited import delimiter_of
from planner.read.one import read_here
from planner.read.sheets import written
from planner.read.source import Source
from planner.records import Document, Paragraph, Table
from planner.settings import Settings
from tests.read import makers


def read(data: bytes, name: str) -> Document:
    return read_here(Source(data, name))


def grids(document: Document) -> list[tuple[list[str], list[list[str]]]]:
    """Each table: its caption, and the texts of its grid."""
    return [
        ([one.text for one in block.caption], [[cell.text if cell else "-" for cell in row] for row in block.grid])
        for block in document.blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.date(2026, 3, 5), "2026-03-05"),
        (dt.datetime(2026, 3, 5), "2026-03-05"),
        (dt.datetime(2026, 3, 5, 8, 30), "2026-03-05 08:30"),
        (dt.datetime(2026, 3, 5, 8, 30, 5), "2026-03-05 08:30:05"),
        (dt.time(8, 30), "08:30"),
        (dt.timedelta(hours=26, minutes=5), "26:05"),
        (3.0, "3"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        ("甲", "甲"),
    ],
)
def test_values_are_written_as_they_are(value: object, expected: str) -> None:
    assert written(value) == expected


def test_real_dates_sheets_and_hidden_sheets() -> None:
    book = Workbook()
    first = book.active
    first.title = "春季"
    first.append(["时间", "事项"])
    first.append([dt.date(2026, 3, 5), "开学"])
    second = book.create_sheet("秋季")
    second.append(["时间", "事项"])
    second.append([dt.datetime(2026, 9, 1, 8, 30), "开学"])
    hidden = book.create_sheet("旧稿")
    hidden.append([dt.date(2025, 3, 5), "作废"])
    hidden.sheet_state = "hidden"
    document = read(makers.saved(book), "a.xlsx")
    assert grids(document) == [
        ([], [["时间", "事项"], ["2026-03-05", "开学"]]),
        ([], [["时间", "事项"], ["2026-09-01 08:30", "开学"]]),
    ]
    assert [block.place.sheet for block in document.blocks] == ["春季", "秋季"]
    (problem,) = document.problems
    assert (problem.code, problem.place.sheet) == ("X105", "旧稿")


def test_places_are_those_of_the_sheet() -> None:
    book = Workbook()
    sheet = book.active
    sheet["B2"] = "值班安排表"
    sheet["B4"], sheet["C4"] = "时间", "人员"
    sheet["B5"], sheet["C5"] = "3月5日", "甲"
    document = read(makers.saved(book), "a.xlsx")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    cell = table.grid[1][0]
    assert cell is not None
    assert (cell.row, cell.column, cell.place.row, cell.place.cell) == (1, 0, 5, 2)
    assert table.caption[0].place.row == 2


def test_formulas_give_the_value_last_computed_and_nothing_is_computed() -> None:
    book = Workbook()
    book.active.append(["时间", "=1+1", '=HYPERLINK("http://127.0.0.1:9/","a")', "尾"])
    book.active.append(["3月5日", "甲", "乙", "丙"])
    assert grids(read(makers.saved(book), "a.xlsx"))[0][1] == [["时间", "", "", "尾"], ["3月5日", "甲", "乙", "丙"]]


SHEET = "安排\n\n第一部分\n时间,事项\n3月5日,甲\n\n3月6日,乙\n\n第二部分\n时间,事项\n3月7日,丙\n小计\n{note}\n"


def test_titles_blank_rows_sections_and_notes() -> None:
    note = "注：以上各项如有变动，以办公室另行通知的时间和地点为准，请各单位互相转告。"
    document = read(SHEET.format(note=note).encode(), "a.csv")
    assert grids(document) == [
        (["安排", "第一部分"], [["时间", "事项"], ["3月5日", "甲"], ["3月6日", "乙"]]),
        (["第二部分"], [["时间", "事项"], ["3月7日", "丙"], ["小计", ""]]),
    ]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [note]
    lines = [
        cell.place.line for block in document.blocks if isinstance(block, Table) for (cell, *_) in block.grid if cell
    ]
    assert lines == [4, 5, 7, 10, 11, 12]


def test_a_header_that_comes_again_after_a_blank_row_begins_a_table() -> None:
    document = read("时间,事项\n3月5日,甲\n\n时间,事项\n3月6日,乙\n".encode(), "a.csv")
    assert [grid for _, grid in grids(document)] == [
        [["时间", "事项"], ["3月5日", "甲"]],
        [["时间", "事项"], ["3月6日", "乙"]],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\nc,d\n", ","),
        ("a\tb\nc,x\td\n", "\t"),
        ("a;b\n1,5;2\n", ";"),
        ("a|b|c\nd|e|f\n", "|"),
        ("时间，事项\n3月5日，会\n", "，"),
        ('"a,b";c\n"d,e";f\n', ";"),
        ("one\ntwo\n", ","),
        ("", ","),
    ],
)
def test_delimiters(text: str, expected: str) -> None:
    assert delimiter_of(text) == expected


def test_a_quoted_field_over_lines_is_one_cell_of_paragraphs() -> None:
    document = read('时间,事项\n3月5日,"甲\n乙"\n3月6日,丙\n'.encode(), "a.csv")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    cells = [row[1] for row in table.grid]
    assert [(cell.paragraphs, cell.place.line) for cell in cells if cell] == [
        (("事项",), 1),
        (("甲", "乙"), 2),
        (("丙",), 4),
    ]


CELLS = st.text(alphabet='甲乙3月日 \n",;\t', max_size=6)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=8))
def test_no_word_of_a_csv_is_lost(rows: list[list[str]]) -> None:
    import csv
    import io

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    words = sorted(
        word for row in csv.reader(io.StringIO(stream.getvalue(), newline="")) for cell in row for word in cell.split()
    )
    text = stream.getvalue()
    if not words or delimiter_of(text) != ",":
        return
    document = read(text.encode(), "a.csv")
    kept = [
        text
        for block in document.blocks
        for text in (
            (block.text,)
            if isinstance(block, Paragraph)
            else (
                *(line.text for line in block.caption),
                *(
                    text
                    for cell in {id(c): c for row in block.grid for c in row if c}.values()
                    for text in cell.paragraphs
                ),
            )
        )
    ]
    assert sorted(word for text in kept for word in text.split()) == words


def assert_marked(document: Document) -> None:
    ((_, rows),) = grids(document)
    assert [row[1] for row in rows] == ["事项", "动员会", "座谈会", "评比总结会"]
    assert "旧时间" not in rows[0]
    said = [(one.code, dict(dict(one.message.values)["reason"].values)["numbers"]) for one in document.problems]
    assert said == [("X105", "3"), ("X105", "3")]
    found = extract(document, Settings()).schedule.events
    assert [(event.title, event.status) for event in found] == [
        ("动员会", "confirmed"),
        ("座谈会", "cancelled"),
        ("评比总结会", "confirmed"),
    ]


def test_hidden_rows_and_columns_are_reported_and_struck_rows_cancelled() -> None:
    assert_marked(read(makers.marked_book(), "a.xlsx"))


@pytest.mark.skipif(makers.soffice() is None, reason="LibreOffice is not installed")
def test_the_same_in_open_document_sheets() -> None:
    assert_marked(read(makers.converted(makers.marked_book(), ".xlsx", "ods"), "a.ods"))
