"""Schedules with one planted fault, mended by `planner repair` and checked again: python -m tests.repair.mended [N].

Run in full by `make faults`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.terminal import here
from tests.faults import plant
from tests.faults.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.sample import Sample

SCHEDULES = 25
# The faults that other dates mend.
FAULTS = (
    plant.outside_window,
    plant.out_of_order,
    plant.not_at_once,
    plant.too_long,
    plant.base_not_finished,
    plant.wrong_distance,
    plant.clash,
    plant.before_approval,
    plant.after_deadline,
    plant.filed_too_early,
)


def mended(seed: int, fault: Callable[[Sample], str], folder: Path) -> str:
    """Plant a fault, repair, apply, check again; what is wrong with that, empty where nothing is."""
    one = sample(seed)
    code = fault(one)
    schedule, notices = one.documents()
    for name, text in {**schedule, **notices}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (name,) = schedule
    document = folder / name
    to_notices = [part for notice in notices for part in ("--notice", str(folder / notice))]
    before = here("check", str(document), *to_notices, "--format", "json")
    errors = {one["code"] for one in json.loads(before.stdout)["findings"] if one["severity"] == "error"}
    if errors != {code}:
        return f"errors before: {sorted(errors)}, not {code}"
    text = document.read_bytes()
    repair = here("repair", str(document), *to_notices, "--apply", "--approve", "--format", "json")
    answer = json.loads(repair.stdout)
    if repair.returncode or not answer["edits"] or not answer["file"]:
        return f"not mended: {repair.returncode}, {answer} {repair.stderr}"
    after = here("check", str(document), *to_notices, "--format", "json")
    left = [(one["code"], one["message"]) for one in json.loads(after.stdout)["findings"] if one["severity"] == "error"]
    if after.returncode or left:
        return f"after the repair: {left}"
    alone = here("check", answer["file"], *to_notices, "--format", "json")
    if alone.returncode:
        return f"the file of events alone: {alone.stdout[-300:]} {alone.stderr}"
    return "" if document.read_bytes() == text else "the document was changed"


def main(schedules: int = SCHEDULES) -> int:
    """Print how many of the planted faults were mended, and what went wrong with the others."""
    failures = 0
    for fault in FAULTS:
        wrong = []
        for seed in range(schedules):
            with tempfile.TemporaryDirectory() as folder:
                if said := mended(seed, fault, Path(folder)):
                    wrong.append((seed, said))
        failures += len(wrong)
        print(f"{fault.__name__}: mended {schedules - len(wrong)} of {schedules}")
        for seed, said in wrong[:3]:
            print(f"  {seed}: {said[:400]}")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
