"""Every format gives the same blocks and the same events as its text twin."""

from __future__ import annotations

import pytest

from planner.extract import extract
from planner.read import ocr
from planner.read.one import read_here
from planner.read.source import Source
from planner.records import Document, Paragraph, Table
from planner.settings import Settings
from tests.read import makers

needs_libreoffice = pytest.mark.skipif(makers.soffice() is None, reason="LibreOffice is not installed")
needs_chromium = pytest.mark.skipif(makers.chromium() is None, reason="chromium is not installed")
needs_ocr = pytest.mark.skipif(not ocr.is_there(), reason="the extra ocr is not installed")

GRID = {(row, column): (height, width, lines) for row, column, height, width, lines in makers.CELLS}


def read(data: bytes, name: str) -> Document:
    return read_here(Source(data, name))


def table_in(document: Document) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def spans(table: Table) -> dict[tuple[int, int], tuple[int, int, tuple[str, ...]]]:
    """Each cell once, by where it begins."""
    return {
        (cell.row, cell.column): (cell.row_span, cell.column_span, cell.paragraphs)
        for row in table.grid
        for cell in row
        if cell is not None
    }


def events(document: Document) -> list[tuple[str, str]]:
    found = extract(document, Settings()).schedule.events
    return [(event.title, event.when.edtf if event.when else "") for event in found]


def assert_twin(document: Document) -> None:
    table = table_in(document)
    assert spans(table) == GRID
    assert [len(row) for row in table.grid] == [4, 4, 4, 4]
    assert table.grid[1][0] is table.grid[2][0]
    assert [line.text for line in table.caption] == [makers.TITLE]
    assert document.title == makers.TITLE
    (last,) = (block for block in document.blocks if isinstance(block, Paragraph))
    assert last.text == makers.LAST
    assert events(document) == events(read(makers.text(), "a.txt"))


def test_the_text_twin_has_its_events() -> None:
    document = read(makers.text(), "a.txt")
    assert [[cell.paragraphs if cell else () for cell in row] for row in table_in(document).grid] == makers.filled()
    assert [when for _, when in events(document)] != []
    assert len(events(document)) == 3


@pytest.mark.parametrize(
    ("make", "name"), [(makers.docx, "a.docx"), (makers.xlsx, "a.xlsx"), (makers.html, "a.html"), (makers.xls, "a.xls")]
)
def test_formats_with_spans(make: object, name: str) -> None:
    document = read(make(), name)  # type: ignore[operator]
    if name == "a.xls":  # the merged cells of this old format are told as well
        assert spans(table_in(document))[(0, 0)][:2] == (1, 2)
    assert_twin(document)


@pytest.mark.parametrize("name", ["a.eml", "a.mht"])
def test_mails_and_web_archives(name: str) -> None:
    document = read(makers.mail("mixed" if name == "a.eml" else "related"), name)
    assert spans(table_in(document)) == GRID
    assert document.title == makers.TITLE
    assert str(document.published) == "2026-03-02"


@pytest.mark.parametrize(
    ("data", "name"), [(makers.markdown(), "a.md"), (makers.csv(), "a.csv"), (makers.csv("\t"), "a.tsv")]
)
def test_formats_without_spans(data: bytes, name: str) -> None:
    document = read(data, name)
    grid = table_in(document).grid
    assert [[cell.paragraphs if cell else () for cell in row] for row in grid] == makers.filled()
    assert document.title == makers.TITLE
    assert events(document) == events(read(makers.text(), "a.txt"))


@needs_libreoffice
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_word_processor_files(target: str) -> None:
    assert_twin(read(makers.converted(makers.docx(), ".docx", target), f"a.{target}"))


@needs_libreoffice
def test_wps_files_are_word_files_of_another_name() -> None:
    assert_twin(read(makers.converted(makers.docx(), ".docx", "doc"), "a.wps"))


@needs_libreoffice
def test_open_document_spreadsheets() -> None:
    assert_twin(read(makers.converted(makers.xlsx(), ".xlsx", "ods"), "a.ods"))


@needs_libreoffice
def test_pdf_files() -> None:
    document = read(makers.converted(makers.docx(), ".docx", "pdf"), "a.pdf")
    assert_twin(document)
    assert table_in(document).place.page == 1


@needs_chromium
def test_pdf_files_that_a_browser_prints() -> None:
    page = makers.html().replace(b"<table>", b"<table border=1 style='border-collapse:collapse'>")
    assert_twin(read(makers.printed(page), "a.pdf"))


@needs_libreoffice
@needs_ocr
@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("PDF", "a.pdf")])
def test_pictures_and_scanned_pages(form: str, name: str) -> None:
    pdf = makers.converted(makers.docx(), ".docx", "pdf")
    document = read(makers.picture(pdf, form=form), name)
    table = table_in(document)
    assert spans(table).keys() == GRID.keys()
    same = [at for at, cell in spans(table).items() if cell == GRID[at]]
    assert len(same) >= 12
    sure = [cell.place.confidence for row in table.grid for cell in row if cell and cell.paragraphs]
    assert all(one is not None and 0.5 < one <= 1 for one in sure)
    assert [problem.code for problem in document.problems] == ["X112"]


def test_calendars() -> None:
    document = read(makers.ics(), "a.ics")
    table = table_in(document)
    assert [[cell.text if cell else "" for cell in row] for row in table.grid] == [
        ["Date", "Event", "RRULE"],
        ["2026-03-06至2026-03-08", "休整", ""],
        ["2026-03-05 08:30-10:00", "例会", "FREQ=WEEKLY;COUNT=3"],
    ]
    assert [line.text for line in table.caption] == [makers.TITLE]
