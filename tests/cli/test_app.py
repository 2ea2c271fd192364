"""What all commands share: their help, in both languages, and what they say where an extra is not installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from planner.cli import app
from tests.cli.terminal import here

SCHEDULES = Path(__file__).parents[2] / "schedules"
MAY = str(SCHEDULES / "arrangement-table-2005-05.txt")
STREET = str(SCHEDULES / "street-office-batch-two.txt")
BATCH = str(SCHEDULES / "batch-two.txt")
COMMANDS = tuple(one.__name__.strip("_") for one in app.COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_fits_and_has_an_example(command: str, language: str) -> None:
    done = here(*filter(None, (command, "--help", "--lang", language)))
    assert done.returncode == 0
    assert {"en": "Example: planner ", "zh": "例：planner "}[language] in done.stdout
    assert max(map(cell_len, done.stdout.splitlines())) <= 80
    assert "…" not in done.stdout


@pytest.mark.parametrize(
    ("module", "extra", "arguments"),
    [
        ("xlsxwriter", "xlsx", ("export", MAY, "-o", "may.xlsx")),
        ("requests", "publish", ("import", "http://127.0.0.1:9/", "--schedule", MAY)),
        ("ortools.sat.python", "repair", ("repair", STREET, "--notice", BATCH)),
    ],
)
def test_what_an_extra_brings_is_asked_for_in_one_wording(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, extra: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)  # as where it is not installed
    done = here(*arguments)
    install = f".venv/bin/pip install -c constraints.txt -e '.[{extra}]'"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"planner: this needs more; in planner's folder: {install}\n"
