"""Plant faults and count what finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.check.pipeline import findings_of
from tests.faults.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.read import Reader
    from planner.records import Finding
    from tests.faults.sample import Sample

_STEP = ("S101", "open")


def valid(seed: int, reader: Reader, folder: Path) -> list[str]:
    """What is wrongly said of a valid schedule: errors, and rules that it is said to break."""
    schedule, notices = sample(seed).documents()
    found = findings_of(reader, folder, schedule, notices)
    return [_line(one) for one in found if one.severity == "error" or one.verdict == "impossible"]


def planted(seed: int, fault: Callable[[Sample], str], reader: Reader, folder: Path) -> tuple[bool, list[str]]:
    """Whether a planted fault is found, and which errors of other codes appear."""
    one = sample(seed)
    code = fault(one)
    schedule, notices = one.documents()
    found = findings_of(reader, folder, schedule, notices)
    is_found = any(finding.code == code and _is_bad(finding) for finding in found)
    others = [_line(finding) for finding in found if finding.code != code and finding.severity == "error"]
    return is_found, [line for line in others if line]


def _is_bad(finding: Finding) -> bool:
    """Whether a finding says the fault.

    An amendment may make things better, reading is open by nature, and so is a step that another row may still be.
    """
    return finding.verdict == "impossible" or finding.code[0] in "XA" or (finding.code, finding.verdict) == _STEP


def _line(finding: Finding) -> str:
    return f"{finding.code} {finding.verdict} {finding.event}: {finding.message}"
