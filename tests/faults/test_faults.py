"""Fifty of the planted faults, every kind twice, each in a schedule of its own; all of them run in `make faults`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.codes import CODES
from planner.read import Reader
from planner.settings import Settings
from tests.faults.plant import FAULTS
from tests.faults.run import planted, valid
from tests.faults.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEEDS = range(50)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings()) as one:
        yield one


@pytest.mark.parametrize("seed", SEEDS)
def test_a_valid_schedule_breaks_nothing_and_a_planted_fault_is_found(
    seed: int, reader: Reader, tmp_path: Path, sample: Callable[[str], None]
) -> None:
    sample(f"{len(SEEDS)} schedules with a planted fault (make faults: 500)")
    fault = FAULTS[seed % len(FAULTS)]
    assert valid(seed, reader, tmp_path) == []
    assert planted(seed, fault, reader, tmp_path) == (True, []), fault.__name__


def test_every_family_has_a_fault() -> None:
    planted_codes = {fault(sample(0)) for fault in FAULTS}
    assert {code[0] for code in planted_codes} == {one.code[0] for one in CODES}
    assert 2 * len(FAULTS) <= len(SEEDS)
