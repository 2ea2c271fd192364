"""The suites of others, scored by their scorer: the floors that reading may not fall below."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUITES = ROOT.parent / "shared" / "suites"
FLOORS = (("recognizers", 510, 753), ("jionlp", 306, 342))


@pytest.mark.parametrize("numbered", ["as given", "anew"])
@pytest.mark.parametrize(("suite", "values", "spans"), FLOORS)
def test_floor(suite: str, values: int, spans: int, numbered: str, tmp_path: Path) -> None:
    """Numbered anew, no two cases share an answer: what the suite's own numbers allow must not be more than that."""
    cases = SUITES / f"{suite}_zh.jsonl"
    if not cases.exists():
        pytest.skip(f"the suite {cases.name} is not beside the project")
    if numbered == "anew":
        cases = renumbered(cases, tmp_path / "cases.jsonl")
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


def renumbered(cases: Path, target: Path) -> Path:
    """Write the cases with a number of its own for each."""
    rows = [json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({**row, "id": f"{row['id']}/{index}"}, ensure_ascii=False) for index, row in enumerate(rows)]
    target.write_text("\n".join(lines), encoding="utf-8")
    return target
