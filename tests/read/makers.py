"""One schedule in every format, each by a real writer: a merged head, a date over two rows, a cell of two lines."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TITLE = "春季培训安排"
LAST = "请各组按时参加。"
# Cells as (row, column, row span, column span, lines).
CELLS = (
    (0, 0, 1, 2, ("时间",)),
    (0, 2, 1, 1, ("内容",)),
    (0, 3, 1, 1, ("备注",)),
    (1, 0, 2, 1, ("2026年3月5日",)),
    (1, 1, 1, 1, ("9:00-10:00",)),
    (1, 2, 1, 1, ("开班典礼",)),
    (1, 3, 1, 1, ("全体",)),
    (2, 1, 1, 1, ("10:20-11:30",)),
    (2, 2, 1, 1, ("参观实验室",)),
    (2, 3, 1, 1, ()),
    (3, 0, 1, 1, ("2026年3月6日",)),
    (3, 1, 1, 1, ("14:00-16:00",)),
    (3, 2, 1, 1, ("结业考试", "交回用具")),
    (3, 3, 1, 1, ("自带纸笔",)),
)
ROWS, COLUMNS = 4, 4


def docx() -> bytes:
    """The schedule by python-docx."""
    from docx import Document

    word = Document()
    word.add_heading(TITLE, 0)
    table = word.add_table(rows=ROWS, cols=COLUMNS)
    table.style = "Table Grid"
    for row, column, height, width, lines in CELLS:
        cell = table.cell(row, column)
        if height * width > 1:
            cell = cell.merge(table.cell(row + height - 1, column + width - 1))
        cell.text = lines[0] if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line)
    word.add_paragraph(LAST)
    return saved(word)


def saved(word: Any) -> bytes:
    """The bytes that a document or workbook saves."""
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    """The schedule by openpyxl."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet["A1"] = TITLE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=COLUMNS)
    for row, column, height, width, lines in CELLS:
        sheet.cell(row + 2, column + 1, "\n".join(lines) or None)
        if height * width > 1:
            sheet.merge_cells(
                start_row=row + 2, start_column=column + 1, end_row=row + 1 + height, end_column=column + width
            )
    sheet.cell(ROWS + 3, 1, LAST)
    return saved(book)


def marked_book() -> bytes:
    """A sheet with a hidden row, a hidden column, a struck-out row and words of which one run is struck out."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    for row in (
        ("时间", "事项", "旧时间", "地点"),
        ("2026-03-05", "动员会", "2026-03-01", "礼堂"),
        ("2026-03-09", "摸底", "", "二楼"),
        ("2026-03-12", "座谈会", "", "二楼"),
        ("2026-03-19", "总结会", "2026-03-18", "礼堂"),
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    sheet["B5"] = CellRichText(TextBlock(InlineFont(strike=True), "评比"), "总结会")
    return saved(book)


def xls() -> bytes:
    """The schedule by xlwt."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("安排")
    sheet.write_merge(0, 0, 0, COLUMNS - 1, TITLE)
    for row, column, height, width, lines in CELLS:
        sheet.write_merge(row + 1, row + height, column, column + width - 1, "\n".join(lines))
    sheet.write(ROWS + 2, 0, LAST)
    return saved(book)


def html() -> bytes:
    """The schedule as a web page."""
    rows = [
        "<tr>"
        + "".join(
            f'<td rowspan="{height}" colspan="{width}">{"<br>".join(lines)}</td>'
            for own, _, height, width, lines in CELLS
            if own == row
        )
        + "</tr>"
        for row in range(ROWS)
    ]
    page = f"<!doctype html><meta charset=gb2312><h1>{TITLE}</h1><table>{''.join(rows)}</table><p>{LAST}</p>"
    return page.encode("gb18030")


def mail(subtype: str = "mixed") -> bytes:
    """The schedule as a mail with an HTML part, or as a web archive."""
    made = EmailMessage()
    made["Subject"] = TITLE
    made["Date"] = "Mon, 02 Mar 2026 08:00:00 +0800"
    if subtype == "mixed":
        made["From"] = "office@example.org"
        made.set_content("见表格。")
        made.add_alternative(html().decode("gb18030"), subtype="html")
    else:
        made.set_content(html().decode("gb18030"), subtype="html")
    return made.as_bytes()


def filled() -> list[list[tuple[str, ...]]]:
    """The grid with every covered position filled, for formats that have no spans."""
    grid: list[list[tuple[str, ...]]] = [[() for _ in range(COLUMNS)] for _ in range(ROWS)]
    for row, column, height, width, lines in CELLS:
        for down in range(height):
            for right in range(width):
                grid[row + down][column + right] = lines
    return grid


def markdown() -> bytes:
    """The schedule in Markdown, merged cells written out."""
    rows = ["| " + " | ".join("<br>".join(lines) for lines in row) + " |" for row in filled()]
    rows.insert(1, "|---" * COLUMNS + "|")
    return "\n".join([f"# {TITLE}", "", *rows, "", LAST, ""]).encode()


def csv(delimiter: str = ",") -> bytes:
    """The schedule as separated values, merged cells written out."""
    import csv as library

    stream = io.StringIO(newline="")
    writer = library.writer(stream, delimiter=delimiter)
    writer.writerows([[TITLE], [], *(["\n".join(lines) for lines in row] for row in filled()), [], [LAST]])
    return stream.getvalue().encode("gb18030")


def text() -> bytes:
    """The schedule as a Word table flattened to text, merged cells written out."""
    rows = ["\n".join("\t" + "\n\n".join(lines) for lines in row) for row in filled()]
    return "\n\n".join([TITLE, *rows, LAST, ""]).encode()


def ics() -> bytes:
    """A calendar by icalendar, with an event of days, one of hours and one that repeats."""
    import datetime as dt

    from icalendar import Calendar, Event

    made = Calendar()
    made.add("PRODID", "-//test//")
    made.add("VERSION", "2.0")
    made.add("X-WR-CALNAME", TITLE)
    for summary, first, last in (
        ("休整", dt.date(2026, 3, 6), dt.date(2026, 3, 9)),
        ("例会", dt.datetime(2026, 3, 5, 0, 30, tzinfo=dt.UTC), dt.datetime(2026, 3, 5, 2, 0, tzinfo=dt.UTC)),
    ):
        event = Event()
        event.add("UID", summary)
        event.add("SUMMARY", summary)
        event.add("DTSTART", first)
        event.add("DTEND", last)
        made.add_component(event)
    made.walk("VEVENT")[1].add("RRULE", {"FREQ": "WEEKLY", "COUNT": 3})
    return made.to_ical()


def zipped(**members: bytes) -> bytes:
    """A zip archive of these members; `__` in a name stands for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return stream.getvalue()


@cache
def converted(data: bytes, suffix: str, target: str, options: str = "") -> bytes:
    """What LibreOffice makes of a file; the caller has made sure that it is there."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"a{suffix}").write_bytes(data)
        subprocess.run(
            (
                soffice() or "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                f"{target}{options}",
                "--outdir",
                f"{folder}/out",
                str(folder / f"a{suffix}"),
            ),
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (folder / "out" / f"a.{target}").read_bytes()


def soffice() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice")


def printed(page: bytes) -> bytes:
    """A web page as the browser prints it to PDF; the caller has made sure that it is there."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.html").write_bytes(page)
        subprocess.run(
            (
                chromium() or "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder / 'profile'}",
                f"--print-to-pdf={folder / 'a.pdf'}",
                (folder / "a.html").as_uri(),
            ),
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (folder / "a.pdf").read_bytes()


def chromium() -> str | None:
    """The browser's program, None where it is not installed."""
    return shutil.which("chromium")


def picture(pdf: bytes, resolution: int = 150, form: str = "PNG") -> bytes:
    """The first page of a PDF file as a picture, or as a PDF file of a picture."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as file:
        image = file.pages[0].to_image(resolution=resolution).original.convert("RGB")
    stream = io.BytesIO()
    image.save(stream, form)
    return stream.getvalue()
