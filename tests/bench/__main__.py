"""Print every figure: start-up, the timeline of one schedule, and whole jobs over a thousand documents."""

from __future__ import annotations

import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SCHEDULES = Path(__file__).parents[2] / "schedules"
PLANNER = (sys.executable, "-m", "planner.cli")
COPIES = 1_000
NOTICES = 50  # runs of each; the quickest counts
ORIGINALS = Path(__file__).parents[3] / "shared" / "documents"


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


def notices(path: Path, runs: int) -> None:
    """Read one notice many times over, in one process, and print the share of each step; dates are part of clauses."""
    from planner import dates, extract, read
    from planner.plan import plan_of
    from planner.settings import Settings

    best, shares = float("inf"), dict[str, float]()
    finding = dates.find
    spent = 0.0

    def timed(*arguments: Any) -> tuple[dates.Found, ...]:
        nonlocal spent
        begin = time.perf_counter()
        found = finding(*arguments)
        spent += time.perf_counter() - begin
        return found

    dates.find = timed
    try:
        for _ in range(runs):
            spent = 0.0
            marks = [time.perf_counter()]
            document = read.read(path)
            marks.append(time.perf_counter())
            found = extract.extract(document, Settings())
            marks.append(time.perf_counter())
            plan_of(found.clauses, Settings(), found.prose.precedences)
            marks.append(time.perf_counter())
            if marks[-1] - marks[0] < best:
                best = marks[-1] - marks[0]
                took = [end - start for start, end in itertools.pairwise(marks)]
                shares = {"read": took[0], "dates": spent, "clauses": took[1] - spent, "plan": took[2]}
    finally:
        dates.find = finding
    said = ", ".join(f"{name} {100 * part / best:.0f} %" for name, part in shares.items())
    print(
        f"plan of {path.name[:24]:24} {path.stat().st_size / 1000:5.1f} kB  {1 / best:5.0f} notices a second ({said})"
    )


def main() -> None:
    bare = seconds(sys.executable, "-c", "pass")
    start_up = seconds(*PLANNER, "--help")
    show = seconds(*PLANNER, "show", str(SCHEDULES / "arrangement-table-2005-05.txt"))
    print(f"planner --help           {start_up:6.3f} s  ({start_up / bare:.1f} x an empty Python)")
    print(f"planner show, one table  {show:6.3f} s  ({show / bare:.1f} x an empty Python)")
    for path in (SCHEDULES / "batch-two.txt", *sorted(ORIGINALS.glob("*.txt"))):
        notices(path, NOTICES)
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
