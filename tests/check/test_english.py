"""An English memo with phases, and the plan of one office below it, from files to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.read import Reader
from planner.settings import Settings
from tests.check.pipeline import findings_of

if TYPE_CHECKING:
    from pathlib import Path

MEMO = """From: Office of supplies
To: All stores
Date: 9 February 2026
Subject: Stock count 2026

The count has three phases.

1. Preparation phase (16 February – 6 March). Each store must name a steward by 20 February.
2. Counting phase (9 March – 17 April). The count should last at least three weeks.
3. Review phase (20 April – 15 May). Inspections must be announced at least one week before they take place.
4. The result must be approved by the auditor before it is submitted to the board.
"""
PLAN = """# North store: plan for the stock count, spring 2026

| Date | Activity |
|---|---|
| {steward} | Name a steward |
| {count} | Count |
| {announced} | Announce inspection |
| 4 May | Inspection |
| {approved} | Auditor approves result |
| 12 May | Submit result to the board |
"""
GOOD = {"steward": "18 Feb", "count": "9 March – 3 April", "announced": "22 April", "approved": "8 May"}


def errors(folder: Path, **days: str) -> list[tuple[str, str | None]]:
    with Reader(Settings()) as reader:
        found = findings_of(reader, folder, {"s.md": PLAN.format(**{**GOOD, **days})}, {"n.txt": MEMO})
    return [(one.code, one.event) for one in found if one.severity != "info" and one.code[0] != "C"]


def test_a_plan_that_keeps_the_memo_has_no_error(tmp_path: Path) -> None:
    assert errors(tmp_path) == []


def test_each_breach_is_one_error_at_its_row(tmp_path: Path) -> None:
    assert errors(tmp_path, steward="24 Feb") == [("F103", "Name a steward")]
    assert errors(tmp_path, count="9–20 March") == [("D101", None)]
    assert errors(tmp_path, announced="30 April") == [("P104", "Inspection")]
    assert errors(tmp_path, approved="14 May") == [("P103", "Submit result to the board")]
