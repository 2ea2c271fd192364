"""Print every figure: start-up, the timeline of one schedule, and whole jobs over a thousand documents."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCHEDULES = Path(__file__).parents[2] / "schedules"
PLANNER = (sys.executable, "-m", "planner.cli")
COPIES = 1_000


def seconds(*command: str, runs: int = 7) -> float:
    """Median wall time of a command, after one run that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def shifted_copies(folder: Path) -> None:
    """Write the May schedule a thousand times, each in a month of its own."""
    text = (SCHEDULES / "arrangement-table-2005-05.txt").read_text(encoding="utf-8")
    for number in range(COPIES):
        year, month = divmod(number, 12)
        shifted = text.replace("2005年", f"{1950 + year}年").replace("5月", f"{month + 1}月")
        (folder / f"{number:04}.txt").write_text(shifted, encoding="utf-8")


def main() -> None:
    bare = seconds(sys.executable, "-c", "pass")
    start_up = seconds(*PLANNER, "--help")
    show = seconds(*PLANNER, "show", str(SCHEDULES / "arrangement-table-2005-05.txt"))
    print(f"planner --help           {start_up:6.3f} s  ({start_up / bare:.1f} x an empty Python)")
    print(f"planner show, one table  {show:6.3f} s  ({show / bare:.1f} x an empty Python)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        shifted_copies(folder)
        for label, command in (
            ("extract", (*PLANNER, "extract", str(folder), "--format", "json")),
            ("run", (*PLANNER, "run", str(folder), "--out", str(Path(name) / "out"), "--format", "json")),
        ):
            took = seconds(*command, runs=1)
            print(f"{label} of {COPIES} documents   {took:6.2f} s  ({COPIES / took:.0f} documents a second)")


if __name__ == "__main__":
    main()
