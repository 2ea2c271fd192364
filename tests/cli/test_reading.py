"""planner read as a user calls it: every format, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import planner
from tests.read import makers

MAY = Path(__file__).parents[2] / "schedules" / "arrangement-table-2005-05.txt"


def test_what_was_read_with_marked_times() -> None:
    done = planner("read", str(MAY), "--times", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "⟦5月16日" in done.stdout
    assert "┌" in done.stdout


def test_json_gives_each_cell_once_with_its_spans(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(makers.docx())
    answer = json.loads(planner("read", str(path), "--format", "json", "--times").stdout)
    (document,) = answer["documents"]
    (table,) = (block for block in document["blocks"] if block["kind"] == "table")
    cells = {(cell["row"], cell["column"]): (cell["row_span"], cell["column_span"]) for cell in table["cells"]}
    assert cells == {(row, column): (height, width) for row, column, height, width, _ in makers.CELLS}
    assert [one["text"] for cell in table["cells"] for one in cell["times"]][:2] == ["2026年3月5日", "9:00-10:00"]
    assert (document["title"], answer["findings"]) == (makers.TITLE, [])


def test_an_archive_of_good_and_bad_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(makers.zipped(**{"b.docx": makers.docx(), "c.docx": b"PK\x03\x04"}))
    done = planner("read", str(path), "--lang", "en")
    assert done.returncode == 0
    assert makers.TITLE in done.stdout
    assert "a.zip/c.docx" in done.stdout
    assert "damaged or not an Office file" in " ".join(done.stdout.split())


@pytest.mark.parametrize(("name", "said"), [("a.docx", "no such file"), ("a.pptx", "no reader for .pptx files")])
def test_nothing_read_is_said_in_one_line(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a.pptx").write_bytes(b"PK")
    done = planner("read", str(tmp_path / name), "--lang", "en")
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_extract_reads_every_format_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(makers.xlsx())
    answer = json.loads(planner("extract", str(path), "--format", "json").stdout)
    assert len(answer["events"]) == 3
