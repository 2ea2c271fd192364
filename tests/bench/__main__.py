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
NOTICES = 200


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


def notices() -> None:
    """Read one notice many times over, in one process, and print the share of each step."""
    from planner import extract, read
    from planner.plan import plan_of
    from planner.settings import Settings

    path = SCHEDULES / "batch-two.txt"
    times = dict.fromkeys(("read", "clauses", "plan"), 0.0)
    for _ in range(NOTICES):
        marks = [time.perf_counter()]
        document = read.read(path)
        marks.append(time.perf_counter())
        found = extract.extract(document, Settings())
        marks.append(time.perf_counter())
        plan_of(found.clauses, Settings(), found.prose.precedences)
        marks.append(time.perf_counter())
        for name, start, end in zip(times, marks, marks[1:], strict=False):
            times[name] += end - start
    whole = sum(times.values())
    shares = ", ".join(f"{name} {100 * took / whole:.0f} %" for name, took in times.items())
    print(f"plan of {NOTICES} notices   {whole:6.2f} s  ({NOTICES / whole:.0f} notices a second; {shares})")


def main() -> None:
    bare = seconds(sys.executable, "-c", "pass")
    start_up = seconds(*PLANNER, "--help")
    show = seconds(*PLANNER, "show", str(SCHEDULES / "arrangement-table-2005-05.txt"))
    print(f"planner --help           {start_up:6.3f} s  ({start_up / bare:.1f} x an empty Python)")
    print(f"planner show, one table  {show:6.3f} s  ({show / bare:.1f} x an empty Python)")
    notices()
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
