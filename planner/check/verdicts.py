"""What verdicts weigh, and the verdict of a whole schedule from those of its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.codes import OTHER_BATCH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.codes import Code
    from planner.records import Finding, Severity, Strength, Verdict
    from planner.settings import Settings

_WEAKER: tuple[Severity, ...] = ("info", "warning", "error")
_LEAST: dict[Verdict, Severity] = {"impossible": "error", "open": "warning", "possible": "warning"}


def severity_of(code: Code, verdict: Verdict, settings: Settings, strength: Strength | None = None) -> Severity:
    """What a verdict weighs. Impossible: what the user set for the code, else the demand's strength, else the code.

    Possible and open weigh a warning at most, sure is information.
    """
    if verdict == "sure":
        return "info"
    usual = settings.strength[strength].severity if strength else code.severity
    weight = settings.severity.get(code.code, usual)
    return weight if verdict == "impossible" or weight == "info" else "warning"


def whole_verdict(findings: Iterable[Finding], *, checked: bool = True) -> Verdict:
    """Impossible where a rule that must be kept cannot be; else open where something is missing, else the weakest.

    A notice that does not bind the schedule, a breach that is no error, what is open or possible but only
    information, and what a person silenced do not count. Without a window or a clause that the schedule was `checked`
    against it is open at best.
    """
    verdicts = set()
    for finding in findings:
        if finding.verdict == "sure" or finding.code == OTHER_BATCH.code or finding.silenced:
            continue
        least = _LEAST.get(finding.verdict, "info")
        if _WEAKER.index(finding.severity) >= _WEAKER.index(least):
            verdicts.add(finding.verdict)
    order: tuple[Verdict, ...] = ("impossible", "open", "possible")
    return next((one for one in order if one in verdicts), "sure" if checked else "open")
