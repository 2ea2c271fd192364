"""Hostile files end in one clear finding each, the parent stays small, and the honest files of the run are read."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from planner.read import Reader
from planner.read.one import read_here
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from planner.settings import Settings
from tests.read import makers
from tests.read.bombs import BOMBS

# Reads a folder as a command would, and says what was found and how much memory this process took at most.
SCRIPT = """
import json, sys
from pathlib import Path
from planner.language import Language
from planner.read import Reader, files_in
from planner.settings import Settings

files, _ = files_in(Path(sys.argv[1]))
found = {}
with Reader(Settings(reading_seconds=int(sys.argv[2]))) as reader:
    for path in files:
        documents, findings = reader.read(path)
        found[path.name] = (
            [document.title for document in documents],
            [Language().say(finding.message) for finding in findings],
        )
status = Path("/proc/self/status")
peak = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else ["- 0"]
print(json.dumps([found, int(peak[0].split()[1])]))
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What one run over all bombs found, an honest file after each, and its peak memory in KB."""
    folder = tmp_path_factory.mktemp("bombs")
    honest = makers.docx()
    for name, (make, _) in BOMBS.items():
        (folder / name).write_bytes(make())
        (folder / f"{name}-honest.docx").write_bytes(honest)
    done = subprocess.run(
        (sys.executable, "-c", SCRIPT, str(folder), "10"), capture_output=True, text=True, check=True, timeout=300
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", BOMBS)
def test_each_bomb_ends_in_one_clear_finding(outcome: Any, name: str) -> None:
    documents, findings = outcome[0][name]
    expected = BOMBS[name][1]
    if not expected:  # long and harmless once it is bounded: read, or refused with a reason
        assert len(documents) + len(findings) == 1
        return
    assert documents == []
    assert findings
    assert len(set(map(_shape, findings))) == 1
    assert re.search(expected, findings[0])
    assert "\n" not in findings[0]


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "#", text)


def test_the_files_after_a_bomb_are_read(outcome: Any) -> None:
    honest = {name: found for name, found in outcome[0].items() if name.endswith("-honest.docx")}
    assert len(honest) == len(BOMBS)
    assert {name for name, found in honest.items() if found != [[makers.TITLE], []]} == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of memory is read from /proc")
def test_the_parent_stays_small(outcome: Any) -> None:
    assert outcome[1] < 300_000


def test_what_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>x</p>" * 600_000)
    with Reader(Settings(reading_seconds=1)) as reader:
        documents, findings = reader.read(path)
        assert documents == ()
        assert [str(one.message.template) for one in findings] == ["given up after {limit} seconds"]
        honest = tmp_path / "b.html"
        honest.write_bytes(makers.html())
        assert [one.title for one in reader.read(honest)[0]] == [makers.TITLE]


CONFINED = """
import os, socket, sys
from planner.read.confine import confine
confine(300)
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9), 1),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: os.system("true"),
    lambda: os.fork(),
    lambda: bytearray(600_000_000),
):
    try:
        attempt()
        print("done")
    except BaseException as error:
        print(type(error).__name__)
"""


def test_the_worker_is_confined() -> None:
    done = subprocess.run((sys.executable, "-c", CONFINED), capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["PermissionError"] * 4 + ["MemoryError"]


def test_a_row_of_a_million_columns_is_refused_before_it_is_made() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["2026-03-05", "例会"])
    with zipfile.ZipFile(io.BytesIO(makers.saved(book))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'r="B1"', b'r="BKTDA1"')
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else data)
    with pytest.raises(UnreadableError, match="cells"):
        read_here(Source(stream.getvalue(), "a.xlsx"))
