"""How fast time words are read, side by side with jionlp: `python -m tests.bench.dates_bench`.

Prose is the original documents repeated to 10 MB; a column of date cells is what the schedules of one year hold, so
cells repeat as they do there (the figure for cells that never repeat is printed too). jionlp is measured on less of
the same, its time per character being constant.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from planner.dates import Reference, find, read

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
REFERENCE = Reference(document_date=dt.date(2005, 5, 8))
FORMS = (
    "{m}月{d}日至{e}日",
    "{m}月{d}日下午",
    "{m}月中旬",
    "2005年{m}月{d}日",
    "{m}月{d}日上午9:00-11:30",
    "{m}月{d}日—{e}日",
    "{m}月上旬至{m}月下旬",
    "{m}月{d}日前",
)


def column(count: int, seed: int = 1) -> list[str]:
    """Date cells of one year."""
    draw = random.Random(seed)  # noqa: S311
    cells = []
    for _cell in range(count):
        first = draw.randint(1, 27)
        values = {"m": draw.randint(1, 12), "d": first, "e": draw.randint(first + 1, 28)}
        cells.append(draw.choice(FORMS).format(**values))
    return cells


def distinct_cells(seed: int = 1) -> list[str]:
    """Date cells of two hundred years, each with its year, none like another."""
    draw = random.Random(seed)  # noqa: S311
    cells = [f"{draw.randint(1900, 2099)}年{cell.removeprefix('2005年')}" for cell in column(20_000, seed)]
    return list(dict.fromkeys(cells))


def seconds(job: Callable[[], object]) -> float:
    """The least of three runs."""
    times = []
    for _run in range(3):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def once(job: Callable[[], object]) -> float:
    """A single run."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def prose() -> str | None:
    """The original documents one after another, or None where they are not beside the project."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    return "\n".join(texts) if texts else None


def peer() -> Callable[[str], object] | None:
    """The extractor of jionlp with its values, or None where it is not installed."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp
    except ImportError:
        return None
    base = time.mktime((2005, 5, 8, 0, 0, 0, 0, 0, 0))
    return lambda text: jionlp.ner.extract_time(text, time_base=base, with_parsing=True)


def figures() -> list[tuple[str, float, float | None]]:
    """Name, ours and jionlp's rate, in millions of bytes (prose) or characters (cells) a second."""
    other = peer()
    if other:
        other("5月12日")
    rows: list[tuple[str, float, float | None]] = []
    one = prose()
    if one:
        text = (one + "\n") * (10_000_000 // len(one.encode()))
        theirs = len(one.encode()) / once(lambda: other(one)) / 1e6 if other else None
        rows.append(("prose, 10 MB (MB/s)", len(text.encode()) / seconds(lambda: find(text, REFERENCE)) / 1e6, theirs))
    cells = column(100_000)
    size = sum(map(len, cells))
    few = cells[:500]
    theirs = sum(map(len, few)) / once(lambda: [other(cell) for cell in few]) / 1e6 if other else None
    rows.append(
        (
            "100,000 date cells of a year, one by one (Mchar/s)",
            size / once(lambda: [read(cell, REFERENCE) for cell in cells]) / 1e6,
            theirs,
        )
    )
    unlike = distinct_cells()
    few_unlike = unlike[:500]
    theirs = sum(map(len, few_unlike)) / once(lambda: [other(cell) for cell in few_unlike]) / 1e6 if other else None
    rows.append(
        (
            f"{len(unlike):,} cells of 200 years, none twice (Mchar/s)",
            sum(map(len, unlike)) / once(lambda: [read(cell, REFERENCE) for cell in unlike]) / 1e6,
            theirs,
        )
    )
    joined = "\n".join(cells)
    theirs = len("\n".join(few)) / once(lambda: other("\n".join(few))) / 1e6 if other else None
    rows.append(
        ("the same as one text (Mchar/s)", len(joined) / seconds(lambda: find(joined, REFERENCE)) / 1e6, theirs)
    )
    distinct = "\n".join(dict.fromkeys(cells))
    rows.append(
        ("its distinct cells alone (Mchar/s)", len(distinct) / seconds(lambda: find(distinct, REFERENCE)) / 1e6, theirs)
    )
    rows_of_cells = "\n".join("\t".join(cells[at : at + 8]) for at in range(0, len(cells), 8))
    few_rows = "\n".join("\t".join(few[at : at + 8]) for at in range(0, len(few), 8))
    theirs = len(few_rows) / once(lambda: other(few_rows)) / 1e6 if other else None
    rows.append(
        ("eight to a row (Mchar/s)", len(rows_of_cells) / seconds(lambda: find(rows_of_cells, REFERENCE)) / 1e6, theirs)
    )
    return rows


def growth() -> list[tuple[str, float]]:
    """How much longer twice the input takes: a line of ranges, and hostile repetition."""
    ranges = "、".join(cell for cell in column(80_000) if "日至" in cell)
    inputs = [("10,000 ranges on a line", ranges)]
    inputs += [
        (f"repetition of {piece}", piece * (400_000 // len(piece)))
        for piece in (
            *("1", "一", "5月12日至", "第", "每周一、", "5月", "12日、", "至", "上", "前", "2005年", "9:00-"),
            *("May ", "1/", "六、", "差", "“五一”", "half past ", "every "),
        )
    ]
    rows = []
    for name, text in inputs:
        half = text[: len(text) // 2]
        rows.append(
            (name, seconds(lambda text=text: find(text, REFERENCE)) / seconds(lambda half=half: find(half, REFERENCE)))
        )  # type: ignore[misc]
    return rows


def main() -> None:
    """Print the figures and the ratios."""
    for name, ours, theirs in figures():
        ratio = f"   jionlp {theirs:7.3f}   {ours / theirs:6.1f} times" if theirs else ""
        sys.stdout.write(f"{name:52} {ours:8.3f}{ratio}\n")
    for name, factor in growth():
        sys.stdout.write(f"twice the input, {name:35} {factor:8.2f} times the time\n")


if __name__ == "__main__":
    main()
