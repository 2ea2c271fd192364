"""A seeded share of the fuzzing: every reader reads or refuses what it is given, and nothing else happens."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from planner.read.one import read_here
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from tests.fuzz.mutate import mutated, seeds

FILES = 200
SEEDS = seeds(None)


@pytest.mark.parametrize("suffix", SEEDS)
def test_mutated_files_are_read_or_refused(suffix: str, sample: Callable[[str], None]) -> None:
    sample(f"{FILES} mutated files for each of {len(SEEDS)} readers (make fuzz: 20,000)")
    read = 0
    reasons = []
    for number in range(FILES):
        chance = random.Random(f"{suffix} {number}")
        data = mutated(chance.choice(SEEDS[suffix]), chance)
        try:
            read += bool(read_here(Source(data, f"a{suffix}")).blocks)
        except UnreadableError as error:
            reasons.append(str(error))
    assert read + len(reasons) == FILES
    assert read > 0
    assert [reason for reason in reasons if "\n" in reason] == []
