"""Pages: lines, paragraphs, tables with and without rules, tables over pages, running headers, scanned pages."""

from __future__ import annotations

from itertools import pairwise

import docx
import pytest

from planner.read import ocr, pdf, picture
from planner.read.one import read_here
from planner.read.page_blocks import Page, blocks_of
from planner.read.page_lines import Piece, lines_of, paragraphs_of
from planner.read.page_tables import Box
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from planner.records import Block, Paragraph, Table
from tests.read import bombs, makers

needs_libreoffice = pytest.mark.skipif(makers.soffice() is None, reason="LibreOffice is not installed")


def pieces(x: float, top: float, text: str, size: float = 10.0) -> list[Piece]:
    """A text set in characters, wide ones as wide as high, others half as wide."""
    made = []
    for character in text:
        width = size if character > "\u1100" else size / 2
        made.append(Piece(x, top, x + width, top + size, character))
        x += width
    return made


def read_page(*texts: tuple[float, float, str], tables: tuple[tuple[Box, ...], ...] = ()) -> tuple[Block, ...]:
    page = Page(1, 800.0, tuple(one for x, top, text in texts for one in pieces(x, top, text)), tables)
    return blocks_of([page], "a.pdf")[0]


def shown(blocks: tuple[Block, ...]) -> list[object]:
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text if cell else "-" for cell in row] for row in block.grid]
        for block in blocks
    ]


def test_characters_make_lines_with_blanks_where_words_part() -> None:
    made = [*pieces(50, 100, "May"), *pieces(68, 100, "5"), *pieces(50, 120, "三月"), *pieces(72, 120, "五日")]
    assert [line.text for line in lines_of(reversed(made))] == ["May 5", "三月五日"]


def test_a_line_goes_on_where_its_next_word_did_not_fit() -> None:
    full, short = "请各部门于三月二十日前报送", "完"
    lines = lines_of([*pieces(50, 100, full), *pieces(50, 116, "材料。"), *pieces(50, 132, short)])
    assert [one.text for one in paragraphs_of(lines, 50 + 10 * len(full))] == [f"{full}材料。", short]
    assert [one.text for one in paragraphs_of(lines, 400)] == [full, "材料。", short]


def test_a_numbered_line_never_goes_on_with_the_one_above() -> None:
    lines = lines_of([*pieces(50, 100, "一二三四五六七八"), *pieces(50, 116, "2. 会议")])
    assert [one.text for one in paragraphs_of(lines, 131)] == ["一二三四五六七八", "2. 会议"]


def test_a_table_without_rules_is_known_by_its_columns() -> None:
    blocks = read_page(
        (50, 100, "春季安排"),
        (50, 130, "时间"),
        (150, 130, "事项"),
        (300, 130, "地点"),
        (50, 150, "3月5日"),
        (150, 150, "开学典礼"),
        (300, 150, "礼堂"),
        (50, 170, "3月6日"),
        (150, 170, "考试"),
        (50, 210, "请准时参加。"),
    )
    assert shown(blocks) == [
        "春季安排",
        [["时间", "事项", "地点"], ["3月5日", "开学典礼", "礼堂"], ["3月6日", "考试", ""]],
        "请准时参加。",
    ]


def test_a_cell_that_goes_on_below_begins_no_row() -> None:
    blocks = read_page(
        (50, 100, "时间"),
        (150, 100, "事项"),
        (50, 130, "3月5日"),
        (150, 130, "开学典礼和"),
        (150, 142, "颁奖"),
        (50, 172, "3月6日"),
        (150, 172, "考试"),
    )
    assert shown(blocks) == [[["时间", "事项"], ["3月5日", "开学典礼和颁奖"], ["3月6日", "考试"]]]


def test_rules_between_all_rows_part_them() -> None:
    texts = [
        (50.0, 100.0, "时间"),
        (150.0, 100.0, "事项"),
        (50.0, 116.0, "3月5日"),
        (150.0, 116.0, "开学典礼和"),
        (150.0, 132.0, "颁奖"),
        (150.0, 148.0, "考试"),
        (50.0, 164.0, "3月6日"),
        (150.0, 164.0, "结业"),
    ]
    page = Page(
        1, 800.0, tuple(one for x, top, text in texts for one in pieces(x, top, text)), (), (112.0, 145.0, 161.0)
    )
    assert shown(blocks_of([page], "a.pdf")[0]) == [
        [["时间", "事项"], ["3月5日", "开学典礼和颁奖"], ["", "考试"], ["3月6日", "结业"]]
    ]


def test_a_numbered_list_is_no_table() -> None:
    blocks = read_page(*((x, 100 + 20 * n, text) for n in range(3) for x, text in ((50, f"{n + 1}."), (80, "报名"))))
    assert all(isinstance(block, Paragraph) for block in blocks)


def grid_of(rows: list[float], columns: list[float]) -> tuple[Box, ...]:
    return tuple(Box(x0, top, x1, bottom) for top, bottom in pairwise(rows) for x0, x1 in pairwise(columns))


def two_pages(header_again: bool) -> list[Page]:
    columns = [50.0, 150.0, 300.0]
    head = (*pieces(55, 705, "时间"), *pieces(155, 705, "事项"))
    first = Page(
        1,
        800.0,
        (
            *pieces(50, 20, "某某中心"),
            *head,
            *pieces(55, 725, "3月5日"),
            *pieces(155, 725, "甲"),
            *pieces(290, 780, "- 1 -"),
        ),
        (grid_of([700, 720, 740], columns),),
    )
    again = (*pieces(55, 105, "时间"), *pieces(155, 105, "事项")) if header_again else ()
    rows = [100, 120, 140] if header_again else [120, 140]
    second = Page(
        2,
        800.0,
        (
            *pieces(50, 20, "某某中心"),
            *again,
            *pieces(55, 125, "3月6日"),
            *pieces(155, 125, "乙"),
            *pieces(290, 780, "- 2 -"),
        ),
        (grid_of([float(row) for row in rows], columns),),
    )
    return [first, second]


@pytest.mark.parametrize("header_again", [True, False])
def test_a_table_over_two_pages_is_one(header_again: bool) -> None:
    blocks, margins = blocks_of(two_pages(header_again), "a.pdf")
    assert shown(blocks) == [[["时间", "事项"], ["3月5日", "甲"], ["3月6日", "乙"]]]
    assert margins == (("header", "某某中心"), ("footer", "- 1 -"))
    (table,) = blocks
    assert isinstance(table, Table)
    last = table.grid[2][1]
    assert last is not None
    assert (last.row, last.place.page, last.place.row, last.place.table) == (2, 2, 3, 1)


def test_a_sentence_over_two_pages_is_one_paragraph() -> None:
    top = (*pieces(50, 20, "某某单位通知"), *pieces(50, 100, "请各部门于三月"))
    below = (*pieces(50, 100, "五日前报送。"), *pieces(50, 130, "办公室"))
    blocks, _ = blocks_of([Page(1, 800.0, top, ()), Page(2, 800.0, below, ())], "a.pdf")
    assert [block.text for block in blocks if isinstance(block, Paragraph)][1:] == [
        "请各部门于三月五日前报送。",
        "办公室",
    ]


def test_tables_of_other_columns_stay_apart() -> None:
    first, second = two_pages(True)
    moved = second._replace(tables=(grid_of([100, 120, 140], [50.0, 200.0, 300.0]),))
    assert len([block for block in blocks_of([first, moved], "a.pdf")[0] if isinstance(block, Table)]) == 2


@needs_libreoffice
def test_a_long_table_printed_by_a_real_writer_is_one_table() -> None:
    made = docx.Document()
    table = made.add_table(rows=80, cols=2)
    table.style = "Table Grid"
    for number, row in enumerate(table.rows):
        row.cells[0].text = f"3月{number % 28 + 1}日" if number else "时间"
        row.cells[1].text = f"事项{number}"
    data = makers.converted(makers.saved(made), ".docx", "pdf")
    (block,) = read_here(Source(data, "a.pdf")).blocks
    assert isinstance(block, Table)
    assert [row[1].text for row in block.grid if row[1]] == [f"事项{number}" for number in range(80)]
    assert {cell.place.page for row in block.grid for cell in row if cell} == {1, 2}


def test_a_scanned_page_is_reported_where_nothing_can_recognise_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_there", lambda: False)
    image = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"
    with pytest.raises(UnreadableError, match=r"page 1 is a picture of text; .*\[ocr\]") as raised:
        pdf.read(Source(bombs.pdf(image), "a.pdf"))
    assert raised.value.code.code == "X109"
    with pytest.raises(UnreadableError, match=r"a picture of text; .*\[ocr\]"):
        picture.read(Source(bombs.png(10, 10), "a.png"))


def test_a_page_of_drawing_is_read_without_looking_for_tables() -> None:
    data = bombs.pdf(
        b"BT /F1 12 Tf 72 700 Td (5/31 meeting) Tj ET\n" + bombs.segments(5_000),
        more=b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
    )
    document = read_here(Source(data, "a.pdf"))
    assert shown(document.blocks) == ["5/31 meeting"]
    assert [problem.code for problem in document.problems] == ["X111"]


def test_a_blank_that_is_drawn_parts_words_however_narrow_it_is() -> None:
    row = [Piece(10 * at, 0, 10 * at + 9, 40, text) for at, text in enumerate("3–6 April")]
    (line,) = lines_of(row)
    assert line.text == "3–6 April"
