"""The suites of others, scored by their scorer: the floors that reading may not fall below."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUITES = ROOT.parent / "shared" / "suites"
FLOORS = (("recognizers", 504, 749), ("jionlp", 306, 336))


@pytest.mark.parametrize(("suite", "values", "spans"), FLOORS)
def test_floor(suite: str, values: int, spans: int, tmp_path: Path) -> None:
    cases = SUITES / f"{suite}_zh.jsonl"
    if not cases.exists():
        pytest.skip(f"the suite {cases.name} is not beside the project")
    predictions = tmp_path / "predictions.jsonl"
    adapt = [sys.executable, str(ROOT / "tests" / "suites" / "adapt.py"), suite]
    with cases.open(encoding="utf-8") as source, predictions.open("w", encoding="utf-8") as target:
        subprocess.run(
            adapt, stdin=source, stdout=target, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        )
    score = [sys.executable, str(SUITES / "score_times.py"), str(cases), str(predictions)]
    said = subprocess.run(score, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    found = re.search(r"spans +(\d+)/\d+ +values +(\d+)/", said)
    assert found, said
    assert int(found[1]) >= spans
    assert int(found[2]) >= values
