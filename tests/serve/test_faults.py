"""A seeded sample of what `make faults` does in full."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.serve import faults
from tests.serve.servers import call
from tests.serve.serving import serving

EXPORTS, PUBLISHES, REQUESTS = 20, 6, 80
SCHEDULES = Path(__file__).parents[2] / "schedules"


def test_killed_exports_lose_and_double_nothing(tmp_path: Path, sample: Callable[[str], None]) -> None:
    sample(f"{EXPORTS} killed exports (make faults: 200)")
    assert faults.kill_exports(tmp_path, EXPORTS, 11) > 0


def test_killed_publishes_lose_and_double_nothing(tmp_path: Path, radicale: str, sample: Callable[[str], None]) -> None:
    sample(f"{PUBLISHES} killed publishes (make faults: 200)")
    assert faults.kill_publishes(tmp_path, f"{radicale}killed/", PUBLISHES, 12) > 0


def test_hostile_requests_get_4xx_and_nothing_else(tmp_path: Path, sample: Callable[[str], None]) -> None:
    sample(f"{REQUESTS} hostile requests (make faults: 1,000)")
    folder = tmp_path / "schedules"
    folder.mkdir()
    shutil.copy(SCHEDULES / "arrangement-table-2005-05.txt", folder)
    with serving(folder, log=tmp_path / "log") as server:
        good = next(iter(server.feeds().values()))
        statuses = faults.attack(good, REQUESTS, 13)
        assert set(statuses) <= {"400", "404", "405", "408", "413", "414", "431"}
        assert call("GET", good)[0] == 200
    assert "Traceback" not in (tmp_path / "log").read_text()
