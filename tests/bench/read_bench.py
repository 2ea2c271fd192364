"""Reading and extracting against a plain pass of the same library over the same file: python -m tests.bench.read_bench.

Each figure is the least of runs in turn: what the work takes where nothing else disturbs it. Our side asks the worker,
as every command does; both sides have their library loaded.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from planner.extract import extract
from planner.read import Reader
from planner.settings import Settings
from tests.read import makers

RUNS = 9
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LIMITS = {".docx": 2.0, ".xlsx": 2.0, ".pdf": 1.3}


def plain_docx(path: Path) -> object:
    """Every cell's text, by python-docx."""
    word = docx.Document(str(path))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    return paragraphs, [cell.text for table in word.tables for row in table.rows for cell in row.cells]


def plain_xlsx(path: Path) -> object:
    """Every sheet's values, by calamine."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def plain_pdf(path: Path) -> object:
    """Words and tables of every page, by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as file:
        return [(page.extract_words(), page.find_tables()) for page in file.pages]


PLAIN: dict[str, Callable[[Path], object]] = {".docx": plain_docx, ".xlsx": plain_xlsx, ".pdf": plain_pdf}


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(path: Path, reader: Reader) -> tuple[float, float, float]:
    """Least seconds of our reading, of our extracting, and of the plain pass."""
    plain = PLAIN[path.suffix]
    documents, _ = reader.read(path)
    plain(path)
    reads, extracts, plains = [], [], []
    for _ in range(RUNS):
        plains.append(timed(lambda: plain(path)))
        reads.append(timed(lambda: reader.read(path)))
        extracts.append(timed(lambda: [extract(document, Settings()) for document in documents]))
    return min(reads), min(extracts), min(plains)


def large(rows: int) -> dict[str, bytes]:
    """A schedule of many rows in each format that LibreOffice need not make, and in PDF where it is there."""
    from openpyxl import Workbook

    lines = [
        ("时间", "内容", "地点"),
        *((f"{n % 12 + 1}月{n % 28 + 1}日", f"第{n}次例会", "二楼") for n in range(rows)),
    ]
    word = docx.Document()
    word.add_paragraph("2026年例会安排")
    table = word.add_table(rows=len(lines), cols=3)
    table.style = "Table Grid"
    book = Workbook()
    for line, row in zip(lines, table.rows, strict=True):
        book.active.append(line)
        for text, cell in zip(line, row.cells, strict=True):
            cell.text = text
    made = {".docx": makers.saved(word), ".xlsx": makers.saved(book)}
    if makers.soffice() is not None:
        made[".pdf"] = makers.converted(made[".docx"], ".docx", "pdf")
    return made


def main() -> None:
    """Print the ratios, and which are over their limits."""
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        paths = []
        for suffix, data in large(300).items():
            paths.append(Path(name) / f"300-rows{suffix}")
            paths[-1].write_bytes(data)
        paths += sorted(path for path in CORPUS.glob("*") if path.suffix in PLAIN)
        for path in paths:
            read, extracted, plain = compare(path, reader)
            ratio = (read + extracted) / plain
            over = ratio > LIMITS[path.suffix]
            print(
                f"{path.name:36} read {read * 1e3:7.1f} ms, extract {extracted * 1e3:6.1f} ms, plain"
                f" {plain * 1e3:7.1f} ms:"
                f" {ratio:.2f} x (at most {LIMITS[path.suffix]}){'  OVER' if over else ''}"
            )


if __name__ == "__main__":
    main()
