"""Word files beyond plain tables: list numbers, text boxes, nested tables, struck-out and deleted words, macros."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planner.read.one import read_here
from planner.read.source import Source
from planner.read.word_numbers import chinese, roman, written
from planner.records import Document, Paragraph, Table
from tests.read import makers
from tests.read.bombs import W, repacked, word


def read(data: bytes, name: str = "a.docx") -> Document:
    return read_here(Source(data, name))


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document, those in captions too."""
    return [one for block in document.blocks for one in ((block,) if isinstance(block, Paragraph) else block.caption)]


def lines(document: Document) -> list[str]:
    return [one.text for one in paragraphs(document)]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:numbering>"""


def item(text: str, level: int, number: int = 5) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def with_numbering(body: str) -> bytes:
    made = docx.Document()
    made.add_paragraph("x", style="List Number")  # so that the package has a numbering part
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    return repacked(repacked(makers.saved(made), "word/numbering.xml", NUMBERING.encode()), "word/document.xml", xml)


def test_list_numbers_stand_before_their_paragraphs() -> None:
    body = item("动员", 0) + item("发文", 1) + item("开会", 1) + item("甲", 2) + item("实施", 0) + item("检查", 1)
    shown = lines(read(with_numbering(body + item("总结", 0, 6) + item("归档", 0, 99))))
    assert shown == ["一、动员", "1.1 发文", "1.2 开会", "• 甲", "二、实施", "2.1 检查", "三、总结", "归档"]


def test_numbers_of_a_style_and_an_empty_paragraph_that_counts_nothing() -> None:
    made = docx.Document()
    for text in ("甲", "", "乙"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("丙", style="List Bullet")
    assert lines(read(makers.saved(made))) == ["1. 甲", "2. 乙", "• 丙"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (11, "chineseCounting", "十一"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (3, "ideographTraditional", "丙"),
        (12, "decimalEnclosedCircle", "⑫"),
        (7, "decimalZero", "07"),
        (7, "unheardOf", "7"),
        (7, "none", ""),
    ],
)
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def test_chinese_and_roman_numbers_are_all_different() -> None:
    assert len({chinese(number) for number in range(1_000)}) == 1_000
    assert len({roman(number) for number in range(1, 40)}) == 39


BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>3月8日集合</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>3月8日集合</w:t></w:r></w:p></w:txbxContent>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    body = f"<w:p><w:r><w:t>通知</w:t></w:r>{BOX}</w:p><w:p><w:r><w:t>完</w:t></w:r></w:p>"
    assert lines(read(word(body))) == ["通知", "3月8日集合", "完"]


def test_a_nested_table_stands_after_the_outer_one_with_its_place() -> None:
    made = docx.Document()
    outer = made.add_table(rows=2, cols=2)
    outer.cell(0, 0).text, outer.cell(0, 1).text, outer.cell(1, 0).text = "时间", "内容", "3月5日"
    outer.cell(1, 1).text = "分组"
    inner = outer.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "一组", "东楼"
    first, second = (block for block in read(makers.saved(made)).blocks if isinstance(block, Table))
    assert [[cell.text if cell else "" for cell in row] for row in first.grid] == [["时间", "内容"], ["3月5日", "分组"]]
    assert [cell.text if cell else "" for cell in second.grid[0]] == ["一组", "东楼"]
    assert (second.place.table, second.place.row, second.place.cell) == (2, 2, 2)


def test_struck_out_words_are_known() -> None:
    made = docx.Document()
    made.add_paragraph().add_run("3月5日例会").font.strike = True
    half = made.add_paragraph("3月6日")
    half.add_run("例会").font.strike = True
    off = made.add_paragraph().add_run("3月7日")
    off.font.strike = False
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).paragraphs[0].add_run("取消").font.double_strike = True
    table.cell(0, 1).text = "照常"
    document = read(makers.saved(made))
    assert [one.struck for one in paragraphs(document)] == [True, False, False]
    (grid,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.struck if cell else None for cell in grid.grid[0]] == [True, False]


def test_deleted_rows_are_gone_and_old_merges_across_are_spans() -> None:
    deleted = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:tc></w:tr>"
    merged = (
        '<w:tr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    )
    (grid,) = read(word(f"<w:tbl>{deleted}{merged}</w:tbl>")).blocks
    assert isinstance(grid, Table)
    assert len(grid.grid) == 1
    cell = grid.grid[0][0]
    assert cell is not None
    assert (cell.text, cell.column_span) == ("宽", 2)
    assert grid.grid[0][1] is cell


def test_headers_and_footers_are_metadata() -> None:
    made = docx.Document()
    made.add_paragraph("正文")
    made.sections[0].header.paragraphs[0].text = "某某中心"
    made.sections[0].footer.paragraphs[0].text = "2026年3月印发"
    document = read(makers.saved(made))
    assert document.metadata == (("header", "某某中心"), ("footer", "2026年3月印发"))
    assert lines(document) == ["正文"]


def test_a_document_with_macros_is_read_and_nothing_of_it_runs() -> None:
    with zipfile.ZipFile(io.BytesIO(makers.docx())) as package:
        types = package.read("[Content_Types].xml")
    own = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = types.replace(own, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    with_macros = repacked(repacked(makers.docx(), "word/vbaProject.xml", b"<a/>"), "[Content_Types].xml", types)
    document = read(with_macros, "a.docm")
    assert document.title == makers.TITLE


def test_a_break_in_a_paragraph_begins_a_new_one() -> None:
    made = docx.Document()
    run = made.add_paragraph("第一行").add_run()
    run.add_break()
    run.add_text("第二行")
    made.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:tab/><w:t>尾</w:t></w:r>"))
    assert lines(read(makers.saved(made))) == ["第一行", "第二行 尾"]
