"""Repairs of whole documents: what they change, what they say, and that the check agrees afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repair.mended import FAULTS, mended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.sample import Sample


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.__name__)
def test_a_planted_fault_is_mended_and_the_check_agrees(
    fault: Callable[[Sample], str], tmp_path: Path, sample: Callable[[str], None]
) -> None:
    sample(f"{len(FAULTS)} schedules mended and checked again (make faults: 25 for each kind of fault)")
    assert mended(11, fault, tmp_path) == ""
