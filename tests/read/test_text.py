"""Plain text: encodings, newspaper tags, flattened tables, and input that is no text."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.read import Reader, read
from planner.read.text import document_of
from planner.read.unreadable import UnreadableError
from planner.records import Document, Paragraph, Table
from planner.settings import Settings

TABLE = "日程表\n（2024年3月）\n\n\t时间\n\t项目\n\n\t3月5日\n\n上午\n\t例会\n\n\t3月6日\n\t\n\n完\n"


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid]


def test_flattened_table_keeps_cells_lines_and_caption() -> None:
    document = document_of("a.txt", TABLE)
    (table,) = tables(document)
    assert texts(table) == [["时间", "项目"], ["3月5日\n上午", "例会"], ["3月6日", ""]]
    assert [line.text for line in table.caption] == ["日程表", "（2024年3月）"]
    cell = table.grid[1][0]
    assert cell is not None
    assert (cell.place.line, cell.place.row, cell.place.cell, cell.place.quote) == (7, 2, 1, "3月5日 上午")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["完"]


def test_header_with_fewer_cells_spans_the_first_columns() -> None:
    text = "\t时间\n\t事项\n\n\t2025年\n\t1月3日\n\t报名\n\n\t\n\t1月9日\n\t考试\n"
    (table,) = tables(document_of("a.txt", text))
    assert texts(table)[0] == ["时间", "时间", "事项"]
    assert texts(table)[2] == ["", "1月9日", "考试"]


def test_blank_lines_before_a_cell_follow_the_header_width() -> None:
    text = "\t时间\n\t项目\n\n\t3月5日\n\n\t例会\n\n\t3月6日\n\t考试\n"
    (table,) = tables(document_of("a.txt", text))
    assert texts(table)[1:] == [["3月5日", "例会"], ["3月6日", "考试"]]


def test_ragged_row_is_reported_with_its_line() -> None:
    text = "\t时间\n\t项目\n\t备注\n\n\t3月5日\n\t例会\n\t无\n\n\t3月6日\n\t考试\n\n\t3月7日\n\t散会\n\t无\n"
    document = document_of("a.txt", text)
    assert [(one.code, one.place.line, one.place.row) for one in document.problems] == [("X106", 9, 3)]
    assert texts(tables(document)[0])[2] == ["3月6日", "考试"]


def test_tab_indented_prose_is_no_table() -> None:
    document = document_of("a.txt", "\t各位同志：\n\n\t现将有关事项通知如下。\n\n\t特此通知。\n")
    assert tables(document) == []
    assert [block.text for block in document.blocks] == ["各位同志：", "现将有关事项通知如下。", "特此通知。"]  # type: ignore[union-attr]


def test_text_between_two_tables_stays_between_them() -> None:
    table = "\t时间\n\t项目\n\n\t3月5日\n\t例会\n\n"
    document = document_of("a.txt", f"{table}第二组安排如下。\n\n{table}")
    assert [type(block).__name__ for block in document.blocks] == ["Table", "Paragraph", "Table"]


def test_newspaper_fields_are_metadata_and_leave_the_text() -> None:
    text = (
        "〖RQ/日期〗20240305〖-RQ/日期〗\n〖BH/版号〗04〖-BH/版号〗\n〖BT/标题〗某事的通知〖-BT/标题〗\n"
        "〖QQ/其他〗甲〖-QQ/其他〗\n〖ZW/正文〗\n    第一段。\n〖-ZW/正文〗\n"
    )
    document = document_of("a.txt", text)
    assert document.title == "某事的通知"
    assert document.published == dt.date(2024, 3, 5)
    assert dict(document.metadata) == {"date": "20240305", "page": "04", "title": "某事的通知", "QQ": "甲"}
    assert [(b.text, b.place.line, b.place.column) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("第一段。", 6, 5)
    ]


def test_impossible_publication_day_is_left_open() -> None:
    assert document_of("a.txt", "〖RQ/日期〗20240231〖-RQ/日期〗\n正文。\n").published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"])
def test_every_encoding_gives_the_same_blocks(tmp_path: Path, encoding: str) -> None:
    text = "各部門會議日程表\n（2024年3月）\n\n\t時間\n\t項目\n\n\t3月5日下午\n\t部門例會\n\n\t3月6日\n\t考試\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert texts(tables(document)[0]) == [["時間", "項目"], ["3月5日下午", "部門例會"], ["3月6日", "考試"]]
    detected = encoding in ("utf-16-le", "utf-16-be", "gb18030", "big5")
    assert [problem.code for problem in document.problems] == (["X103"] if detected else [])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_numbers_hold_for_every_line_end(newline: str) -> None:
    (table,) = tables(document_of("a.txt", TABLE.replace("\n", newline)))
    cell = table.grid[2][0]
    assert cell is not None
    assert cell.place.line == 12


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "X102"),
        ("blank.txt", b" \n\n\t\n", "X102"),
        ("binary.txt", bytes(range(256)) * 64, "X101"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03" * 20, "X101"),
        ("broken.txt", "日程".encode("utf-16") + b"\x00", "X101"),
        ("a.pptx", b"PK", "X104"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.code.code == code
    assert "\n" not in str(raised.value)


def test_one_unreadable_file_is_a_finding_and_the_rest_goes_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(TABLE, encoding="utf-8")
    bad.write_bytes(b"")
    with Reader(Settings()) as reader:
        answers = [reader.read(path) for path in (bad, tmp_path / "missing.txt", good)]
    documents = [document for read_now, _ in answers for document in read_now]
    findings = [finding for _, met in answers for finding in met]
    assert [document.path for document in documents] == [str(good)]
    assert [(one.code, one.place.path) for one in findings] == [
        ("X102", str(bad)),
        ("X101", str(tmp_path / "missing.txt")),
    ]


@given(st.text(alphabet="\t\n\r \v一二3月日〖〗-/ZW正文（）。，a", max_size=200))
def test_any_text_is_read_and_no_word_is_lost(text: str) -> None:
    document = document_of("a.txt", text)
    kept = set()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            kept.update(block.text)
        else:
            kept.update(*(line.text for line in block.caption), *(c.text for row in block.grid for c in row if c))
    plain = set("".join(text.split())) - set("〖〗-/ZW正文#")
    assert plain <= kept | set(" ") or "〖" in text


def test_a_huge_single_line_is_one_paragraph() -> None:
    document = document_of("a.txt", "学习" * 1_000_000)
    assert len(document.blocks) == 1


@pytest.mark.parametrize("indent", ["", "\t"])
def test_rows_with_tabs_between_their_cells_are_a_table(indent: str) -> None:
    lines = ["时间\t项目\t内容", "5月1日\t会\t谈", "\t例会", "第一阶段", "5月2日\t\t谈\t多"]
    document = document_of("a.txt", "安排表\n（2024年5月）\n" + "".join(f"{indent}{line}\n" for line in lines) + "完\n")
    (table,) = tables(document)
    assert texts(table) == [
        ["时间", "项目", "内容"],
        ["5月1日", "会", "谈"],
        ["", "例会", ""],
        ["第一阶段", "第一阶段", "第一阶段"],
        ["5月2日", "", "谈", "多"],
    ]
    assert [line.text for line in table.caption] == ["安排表", "（2024年5月）"]
    assert [(one.code, one.place.line, one.place.row) for one in document.problems] == [("X106", 7, 5)]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["完"]


@pytest.mark.parametrize(
    "text", ["1.\t甲事\n2.\t乙事\n", "联系人：甲\t电话：1\n地址：乙\t邮编：2\n", "甲\t2024年\n\n乙\n"]
)
def test_lists_and_lines_of_fields_with_tabs_are_no_table(text: str) -> None:
    document = document_of("a.txt", text)
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Paragraph"]


def test_short_and_long_rows_leave_their_neighbours_alone() -> None:
    rows = (
        ("时间", "项目", "备注"),
        ("1日", "会一", ""),
        ("2日", "会二"),
        ("3日", "会三", "备", "多"),
        ("4日", "会四", ""),
    )
    document = document_of("a.txt", "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows))
    assert texts(tables(document)[0]) == [list(row) for row in rows]
    assert [(one.code, one.place.row) for one in document.problems] == [("X106", 3), ("X106", 4)]


def test_a_row_of_one_cell_is_a_section_over_the_whole_width() -> None:
    rows = (
        ("时间", "项目", "备注"),
        ("第一阶段",),
        ("1日", "会一", ""),
        ("2日", "会二", ""),
        ("第二阶段",),
        ("4日", "会四", ""),
    )
    document = document_of("a.txt", "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows))
    assert texts(tables(document)[0])[1] == ["第一阶段"] * 3
    assert document.problems == ()


@pytest.mark.parametrize(
    "drawn",
    [
        "| 时间 | 项目 |\n|---|---|\n| 5月9日 | 例会 |\n| 5月12日 | 培训 |\n",
        "┌───┬───┐\n│ 时间 │ 项目 │\n├───┼───┤\n│ 5月9日 │ 例会 │\n│ 5月12日 │ 培训 │\n└───┴───┘\n",
        "+----+----+\n| 时间 | 项目 |\n+====+====+\n| 5月9日 | 例会 |\n| 5月12日 | 培训 |\n+----+----+\n",
    ],
)
def test_a_table_drawn_with_bars_is_a_table(drawn: str) -> None:
    document = document_of("a.txt", f"值班安排\n\n{drawn}\n请准时参加。\n")
    (table,) = tables(document)
    assert texts(table) == [["时间", "项目"], ["5月9日", "例会"], ["5月12日", "培训"]]
    first = table.grid[1][0]
    lines = f"值班安排\n\n{drawn}".split("\n")
    assert first
    assert "例会" in lines[(first.place.line or 0) - 1]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["请准时参加。"]
    assert [line.text for line in table.caption] == ["值班安排"]


def test_one_line_with_bars_is_no_table() -> None:
    document = document_of("a.txt", "首页 | 新闻 | 通知\n\n| 提示 |\n")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "首页 | 新闻 | 通知",
        "| 提示 |",
    ]
