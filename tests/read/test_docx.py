"""Word files: order, spans, merged cells, what is deleted or hidden; packages that are damaged or hostile."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planner.read import read
from planner.read.package import look_over
from planner.read.unreadable import UnreadableError
from planner.records import Paragraph, Table


def written(tmp_path: Path, document: "docx.document.Document") -> Path:
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path


def repacked(path: Path, member: str, data: bytes) -> Path:
    """The same package with one member replaced or added."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members[member] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def test_paragraphs_and_tables_keep_their_order_and_titles(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("学习安排", 0)
    word.add_paragraph("请各组按时参加。")
    word.add_paragraph("日程表")
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "时间", "项目"
    table.cell(1, 0).text, table.cell(1, 1).text = "3月5日", "例会"
    word.add_paragraph("完毕。")
    document = read(written(tmp_path, word))
    assert document.title == "学习安排"
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Paragraph", "Table", "Paragraph"]
    grid = document.blocks[2]
    assert isinstance(grid, Table)
    assert [line.text for line in grid.caption] == ["日程表"]
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.level == 1


def test_spans_cover_every_position_they_reach(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "宽"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "高"
    table.cell(2, 1).text = "角"
    document = read(written(tmp_path, word))
    (grid,) = (block for block in document.blocks if isinstance(block, Table))
    wide, tall = grid.grid[0][0], grid.grid[2][2]
    assert wide is grid.grid[0][1]
    assert tall is grid.grid[1][2]
    assert wide is not None
    assert tall is not None
    assert (wide.text, wide.column_span, wide.row_span) == ("宽", 2, 1)
    assert (tall.text, tall.row, tall.row_span) == ("高", 1, 2)
    corner = grid.grid[2][1]
    assert corner is not None
    assert (corner.place.table, corner.place.row, corner.place.cell) == (1, 3, 2)


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("3月")
    hidden = paragraph.add_run("密")
    hidden.font.hidden = True
    for xml in (
        f"<w:del {nsdecls('w')}><w:r><w:delText>4日</w:delText><w:t>4日</w:t></w:r></w:del>",
        f"<w:ins {nsdecls('w')}><w:r><w:t>5日</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(xml))
    (block,) = read(written(tmp_path, word)).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "3月5日"


def test_span_that_lies_about_its_width_is_bounded(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "宽"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="999999999"/>'))
    (grid,) = read(written(tmp_path, word)).blocks
    assert isinstance(grid, Table)
    assert grid.width == 1000


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    word = docx.Document()
    word.add_paragraph("3月5日例会")
    return written(tmp_path, word)


def test_truncation_at_any_point_is_said_in_one_line(plain: Path) -> None:
    data = plain.read_bytes()
    for cut in range(0, len(data) - 1, len(data) // 20):
        plain.write_bytes(data[:cut] or b"P")
        with pytest.raises(UnreadableError, match="damaged or not an Office file"):
            read(plain)


def test_zip_bomb_is_refused_before_it_is_opened(plain: Path) -> None:
    bomb = repacked(plain, "word/media/bomb.bin", b"\0" * 150_000_000)
    assert bomb.stat().st_size < 400_000
    with pytest.raises(UnreadableError, match=r"unpacks too large: word/media/bomb.bin"):
        read(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_declarations_are_refused(plain: Path, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    with pytest.raises(UnreadableError, match=r"document type declaration stands in word/document.xml"):
        read(repacked(plain, "word/document.xml", xml.encode(encoding)))


def test_a_word_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("3月5日例会", encoding="utf-8")
    with pytest.raises(UnreadableError, match="not an Office file"):
        read(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "3月5日例会")
    with pytest.raises(UnreadableError, match="damaged or not an Office file"):
        read(path)


def test_many_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(5_001):
            package.writestr(f"{number}.xml", "")
    with pytest.raises(UnreadableError, match="more than 5000 members"):
        look_over(path.read_bytes())


def test_rows_inside_a_content_control_are_kept(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    for at, text in enumerate(("时间", "项目", "3月5日", "例会")):
        table.cell(at // 2, at % 2).text = text
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row = table._tbl.tr_lst[1]
    row.addprevious(control)
    control[0].append(row)
    (block,) = read(written(tmp_path, word)).blocks
    assert isinstance(block, Table)
    assert [[cell and cell.text for cell in line] for line in block.grid] == [["时间", "项目"], ["3月5日", "例会"]]
