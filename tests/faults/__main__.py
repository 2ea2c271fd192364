"""Plant every fault into many schedules and count: python -m tests.faults [SCHEDULES]. Run by `make faults`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from planner.read import Reader
from planner.settings import Settings
from tests.faults.plant import FAULTS
from tests.faults.run import planted, valid
from tests.faults.sample import sample

SCHEDULES = 500
_SHOWN = 3  # failures that are printed of each fault


def main(schedules: int = SCHEDULES) -> int:
    """Print a line for each fault: how often it was found, and how often an error of another code appeared."""
    failures = 0
    with Reader(Settings()) as reader, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = [(seed, said) for seed in range(schedules) if (said := valid(seed, reader, folder))]
        failures += len(wrong)
        print(f"{schedules} valid schedules: {len(wrong)} with an error or a rule said to be broken")
        for seed, lines in wrong[:_SHOWN]:
            print(f"  {seed}: {lines[0]}")
        for fault in FAULTS:
            code, missed, others = fault(sample(0)), [], []
            for seed in range(schedules):
                is_found, errors = planted(seed, fault, reader, folder)
                missed += [] if is_found else [seed]
                others += [(seed, errors[0])] if errors else []
            failures += len(missed) + len(others)
            print(f"{code} {fault.__name__}: found {schedules - len(missed)}, with another error {len(others)}")
            for shown in (*missed[:_SHOWN], *others[:_SHOWN]):
                print(f"  {shown}")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
