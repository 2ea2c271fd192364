"""The verdict of a whole schedule, from those of its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.codes import OTHER_BATCH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Finding, Verdict


def whole_verdict(findings: Iterable[Finding]) -> Verdict:
    """Impossible where a rule that must be kept cannot be; else open where something is missing, else the weakest.

    A finding on a notice that does not bind the schedule, and a breach that is no error, do not make it impossible.
    """
    verdicts = set()
    for finding in findings:
        if finding.code == OTHER_BATCH.code or finding.silenced:
            continue
        if finding.verdict != "impossible" or finding.severity == "error":
            verdicts.add(finding.verdict)
    order: tuple[Verdict, ...] = ("impossible", "open", "possible")
    return next((one for one in order if one in verdicts), "sure")
