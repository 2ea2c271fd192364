"""What all tests share: golden files, and where the original documents stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _pytest.terminal import TerminalReporter

GOLDEN = Path(__file__).parent / "golden"
ORIGINALS = Path(__file__).parents[2] / "shared" / "documents"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def sample(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say at the end of the run how much of a long check a test tried: what, and the command that tries all of it."""
    return lambda said: record_property("sample", said)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    said = dict.fromkeys(_samples(terminalreporter))
    if said:
        terminalreporter.section("samples of long checks")
    for line in said:
        terminalreporter.write_line(line)


def _samples(reporter: TerminalReporter) -> Iterator[str]:
    for reports in reporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from (str(value) for name, value in report.user_properties if name == "sample")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes | str], bytes | str]:
    """Give what tests/golden/NAME holds, in the type of what was made; `pytest --renew-golden` writes it first."""

    def stored(name: str, made: bytes | str) -> bytes | str:
        path = GOLDEN / name
        if request.config.getoption("--renew-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.encode() if isinstance(made, str) else made)
        assert path.exists(), f"{path.name} is missing: run pytest --renew-golden and read what it wrote"
        data = path.read_bytes()
        return data.decode() if isinstance(made, str) else data

    return stored


@pytest.fixture
def original() -> Callable[[str], Path]:
    """Give the path of an original document by its number, or skip where it is not at hand."""

    def find(number: str) -> Path:
        found = sorted(ORIGINALS.glob(f"{number}_*.txt"))
        if not found:
            pytest.skip(f"the original document {number} is not beside the project")
        return found[0]

    return find
