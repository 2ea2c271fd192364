"""The checker against every reading of small random schedules, from a fixed seed."""

import random
from collections.abc import Callable

from tests.check.brute import NUMBER, SEED, compare, random_case


def test_verdicts_days_and_conflicts_agree_with_all_readings(sample: Callable[[str], None]) -> None:
    sample(f"{NUMBER} random schedules against all their readings (all of them)")
    rng = random.Random(SEED)  # noqa: S311 -- chance from a seed
    outcomes = [compare(random_case(rng)) for _ in range(NUMBER)]
    assert outcomes.count("kept") > NUMBER / 5
    assert outcomes.count("conflict") > NUMBER / 5
