"""Web pages, mails and Markdown: only what is shown, spans, nested tables, lists, encodings."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.read.one import read_here
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from planner.records import Document, Paragraph, Table


def read(text: str, name: str = "a.html", encoding: str = "utf-8") -> Document:
    return read_here(Source(text.encode(encoding), name))


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document, those in captions too."""
    return [one for block in document.blocks for one in ((block,) if isinstance(block, Paragraph) else block.caption)]


def lines(document: Document) -> list[str]:
    return [one.text for one in paragraphs(document)]


def grids(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text if cell else "-" for cell in row] for row in block.grid]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def test_only_what_a_browser_shows_is_read() -> None:
    page = (
        "<head><title>t</title><style>.x{color:red;display:none} #y , p.z{visibility:hidden}</style></head>"
        "<p>甲<!-- 乙 --></p><script>丙</script><p style='display: none'>丁</p><p hidden>戊</p><p class='a x'>己</p>"
        "<div id=y>庚</div><template>辛</template><p class=z>壬</p><noscript>癸</noscript><p>子<input value=丑></p>"
    )
    assert lines(read(page)) == ["甲", "子"]


def test_breaks_blocks_and_inline_elements() -> None:
    assert lines(read("<div>3月<b>5</b>日<br>开会<p>a  b\n c</p>尾</div>")) == ["3月5日", "开会", "a b c", "尾"]


def test_lists_keep_their_numbers_and_headings_their_levels() -> None:
    document = read("<h2>安排</h2><ol start=3><li>报名<li><p>考试</p></ol><ul><li>带笔<ul><li>铅笔</ul></ul>")
    assert lines(document) == ["安排", "3. 报名", "4. 考试", "• 带笔", "• 铅笔"]
    assert [one.level for one in paragraphs(document)] == [2, 0, 0, 0, 0]


def test_spans_follow_the_table_model_of_html() -> None:
    page = (
        "<table><caption>值班表</caption><tfoot><tr><td>尾</td></tr></tfoot><tr><th rowspan=2>日期<th colspan=2>人员"
        "<tr><td>甲<td>乙<tr><td>1日<td rowspan=0>丙</table>"
    )
    document = read(page)
    assert grids(document) == [[["日期", "人员", "人员"], ["日期", "甲", "乙"], ["1日", "丙", "-"], ["尾", "丙", "-"]]]
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [line.text for line in table.caption] == ["值班表"]


def test_a_nested_table_comes_after_the_outer_one_and_a_layout_table_is_none() -> None:
    inner = "<table><tr><td>时间<td>事项<tr><td>3日<td>会</table>"
    outer = f"<table><tr><td>甲<td>乙{inner}<tr><td>丙<td>丁</table>"
    assert grids(read(outer)) == [[["甲", "乙"], ["丙", "丁"]], [["时间", "事项"], ["3日", "会"]]]
    layout = f"<table><tr><td><p>导航</p><td>{inner}</table>"
    assert grids(read(layout)) == [[["时间", "事项"], ["3日", "会"]]]
    assert lines(read(layout)) == ["导航"]


def test_struck_out_words_on_a_page() -> None:
    document = read("<p><del>3月5日</del></p><p><s>甲</s>乙</p><p style='text-decoration: line-through'>丙</p>")
    assert [block.struck for block in document.blocks if isinstance(block, Paragraph)] == [True, False, True]


@pytest.mark.parametrize(
    ("head", "encoding", "problems"),
    [
        ("<meta charset=gbk>", "gb18030", []),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5", []),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8", []),
        ("", "gb18030", ["X103"]),
        ("<meta charset=utf-8>", "gb18030", ["X103"]),
        ("<meta charset=nonsense>", "utf-8", []),
    ],
)
def test_encodings_of_pages(head: str, encoding: str, problems: list[str]) -> None:
    text = "各部門會議日程表，三月五日下午開會，請準時參加。"
    document = read(f"{head}<p>{text}</p>", encoding=encoding)
    assert lines(document) == [text]
    assert [problem.code for problem in document.problems] == problems


def test_places_on_a_page_are_its_lines() -> None:
    document = read("<p>甲</p>\n\n<table>\n<tr><td>乙</td></tr>\n<tr><td>丙</td></tr></table>")
    assert [block.place.line for block in (*paragraphs(document), *document.blocks)] == [1, 3]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    cell = table.grid[1][0]
    assert cell is not None
    assert (cell.place.line, cell.place.row, cell.place.cell) == (5, 2, 1)


def test_a_mail_of_plain_text_with_its_headers() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "例会通知",
        "办公室 <a@example.org>",
        "Thu, 05 Mar 2026 23:30:00 +0800",
    )
    mail.set_content("3月9日开会。\n请准时。\n", charset="gb2312")
    document = read_here(Source(mail.as_bytes(), "a.eml"))
    assert (document.title, str(document.published)) == ("例会通知", "2026-03-05")
    assert lines(document) == ["3月9日开会。", "请准时。"]
    assert dict(document.metadata)["from"] == "办公室 <a@example.org>"


def test_a_mail_whose_text_does_not_fit_its_encoding_says_so() -> None:
    body = "关于召开三月份例会的通知：三月九日上午在二楼会议室开会。".encode("gb18030")
    document = read_here(Source(b"Subject: a\nContent-Type: text/plain; charset=utf-8\n\n" + body, "a.eml"))
    assert [problem.code for problem in document.problems] == ["X103", "X103"]
    assert "三月九日" in lines(document)[0]


def test_no_mail_at_all() -> None:
    with pytest.raises(UnreadableError, match="not a mail"):
        read("\n只有正文", "a.eml")


def test_markdown_lists_headings_html_and_wrapped_lines() -> None:
    text = (
        "---\ntitle: 通知\ndate: 2026-07-02\n---\n# 安排\n\n- 甲\n  1. 乙\n  2. ~~丙~~\n\n<table><tr><td>丁</td></tr>"
        "<tr><td>戊</td></tr></table>\n\n3月5日：报名\n3月6日：考试\n\n"
        "This line was broken by an editor because it was long, and so its\nsentence goes on here.\n"
    )
    document = read(text, "a.md")
    assert lines(document) == [
        "安排",
        "• 甲",
        "1. 乙",
        "2. 丙",
        "3月5日：报名",
        "3月6日：考试",
        "This line was broken by an editor because it was long, and so its sentence goes on here.",
    ]
    assert grids(document) == [[["丁"], ["戊"]]]
    assert (document.title, str(document.published)) == ("通知", "2026-07-02")
    struck = [one.text for one in paragraphs(document) if one.struck]
    assert struck == ["2. 丙"]
    assert [one.place.line for one in paragraphs(document)][:5] == [5, 7, 8, 9, 13]


def test_markdown_rows_between_rules_are_one_row() -> None:
    text = "| 事 | 时 |\n|--|--|\n| 长长的 | 七月初 |\n| 事情 | |\n|----|----|\n| 另一件 | 八月 |\n"
    assert grids(read(text, "a.md")) == [[["事", "时"], ["长长的事情", "七月初"], ["另一件", "八月"]]]


SPANS = st.tuples(st.integers(1, 3), st.integers(1, 3))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(SPANS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_no_cell_is_lost_whatever_the_spans(rows: list[list[tuple[int, int]]]) -> None:
    names = [[f"r{row}c{column}" for column, _ in enumerate(spans)] for row, spans in enumerate(rows)]
    page = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={height} colspan={width}>{name}" for (height, width), name in zip(spans, own, strict=True)
        )
        for spans, own in zip(rows, names, strict=True)
    )
    document = read(f"<table>{page}</table><p>end</p>")
    cells = [
        cell for block in document.blocks if isinstance(block, Table) for row in block.grid for cell in row if cell
    ]
    kept = {text for cell in cells for text in cell.paragraphs} | set(lines(document))
    assert kept == {name for own in names for name in own} | {"end"}
