"""Fuzz every reader: python -m tests.fuzz [SUFFIX ...] [--files N].

20,000 mutated files for each reader that runs in our own process, 200 for those that need LibreOffice or text
recognition. They are read in a child process with the worker's memory limit; a child that dies is a crash, a file that
takes over 30 seconds a hang, and any exception but UnreadableError a failure. Each is printed with the number that
makes it again. Exits with 1 where there was one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from multiprocessing.sharedctypes import Synchronized

from planner.read import ocr
from planner.read.confine import confine
from planner.read.one import read_here
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from tests.fuzz.mutate import mutated, seeds
from tests.read import makers

FILES, SLOW_FILES = 20_000, 200
SECONDS = 30
MEGABYTES = 1_000


def outcome(suffix: str, starts: list[bytes], number: int) -> str:
    """Read one mutated file and say how it ended."""
    chance = random.Random(f"{suffix} {number}")
    data = mutated(chance.choice(starts), chance)
    signal.alarm(SECONDS)
    try:
        read_here(Source(data, f"a{suffix}"))
    except UnreadableError:
        return "refused"
    except MemoryError:
        return "out of memory"
    except Exception as error:
        return f"FAILURE {number}: {type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    return "read"


def batch(
    suffix: str, starts: list[bytes], span: tuple[int, int], at: Synchronized[int], ends: object, errors: int
) -> None:
    """Read the files of a span (end exclusive) in this process; `at` is always the one being read.

    `errors` is the file descriptor that takes what libraries print as they go down.
    """
    os.setsid()  # so that what it starts can be ended with it
    os.dup2(errors, 2)
    confine(MEGABYTES)
    counts: Counter[str] = Counter()
    for number in range(*span):
        at.value = number
        counts[outcome(suffix, starts, number)] += 1
    ends.put(counts)  # type: ignore[attr-defined]


def fuzz(suffix: str, starts: list[bytes], files: int) -> Counter[str]:
    """Read mutated files of one format, going on behind each that ends its process."""
    context = multiprocessing.get_context("fork")
    total: Counter[str] = Counter()
    first = 0
    while first < files:
        last = min(files, first + 1_000)
        at = context.Value("i", first)
        ends = context.SimpleQueue()
        with tempfile.TemporaryFile() as errors:
            child = context.Process(target=batch, args=(suffix, starts, (first, last), at, ends, errors.fileno()))
            child.start()
            child.join()
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            errors.seek(0)
            refused_memory = b"memory allocation of" in errors.read()
        if child.exitcode == 0:
            total += ends.get()
            first = last
        elif refused_memory:  # a library in Rust ends the process where memory is refused; the worker is replaced
            total["out of memory"] += 1
            first = at.value + 1
        else:
            kind = "HANG" if child.exitcode == -signal.SIGALRM else f"CRASH ({child.exitcode})"
            total[f"{kind} {at.value}"] += 1
            first = at.value + 1
    return total


def all_seeds() -> dict[str, list[bytes]]:
    """The seeds of every reader that can run here; says which cannot."""
    if makers.soffice() is None:
        print("LibreOffice is not installed: its formats are left out, and PDF starts from a file made by hand")
        return seeds(None)
    pdf = makers.converted(makers.docx(), ".docx", "pdf")
    starts = seeds(pdf)
    starts[".ods"] = [makers.converted(book, ".xlsx", "ods") for book in (makers.xlsx(), makers.marked_book())]
    for target in ("doc", "rtf", "odt"):
        starts[f".{target}"] = [makers.converted(makers.docx(), ".docx", target)]
    if ocr.is_there():
        starts[".png"] = [makers.picture(pdf)]
    else:
        print("the extra ocr is not installed: pictures are left out")
    return starts


def main() -> int:
    """Fuzz the formats of the call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suffixes", nargs="*")
    parser.add_argument("--files", type=int)
    call = parser.parse_args()
    bad = 0
    for suffix, starts in all_seeds().items():
        if call.suffixes and suffix not in call.suffixes:
            continue
        slow = suffix in (".doc", ".rtf", ".odt", ".png")
        files = call.files or (SLOW_FILES if slow else FILES)
        start = time.perf_counter()
        counts = fuzz(suffix, starts, files)
        faults = [name for name in counts if name.split()[0] in ("FAILURE", "HANG", "CRASH")]
        known = {name: count for name, count in counts.items() if name not in faults}
        print(f"{suffix:6} {files:6} files, {time.perf_counter() - start:5.0f} s: {known}", flush=True)
        for name in faults:
            print(f"       {name}", flush=True)
        bad += len(faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
