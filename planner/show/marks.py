"""What stands for a verdict and a severity: a character that reads without colour, and a style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from planner.records import Finding, Message, Severity, Verdict, message

# From the best to the worst; the worst decides how an event is drawn.
VERDICTS: tuple[Verdict, ...] = ("sure", "open", "possible", "impossible")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

MARKS: Mapping[Verdict, str] = MappingProxyType({"sure": "✓", "open": "·", "possible": "?", "impossible": "✗"})
STYLES: Mapping[Verdict, str] = MappingProxyType(
    {"sure": "green", "open": "dim", "possible": "yellow", "impossible": "red"}
)
UNCHECKED = "cyan"  # the style of what no finding is about
SEVERITY_STYLES: Mapping[Severity, str] = MappingProxyType({"error": "red", "warning": "yellow", "info": "cyan"})

NAMES: Mapping[Verdict, Message] = MappingProxyType(
    {
        "sure": message("sure"),
        "open": message("open"),
        "possible": message("possible"),
        "impossible": message("impossible"),
    }
)

SEVERITY_NAMES: Mapping[Severity, Message] = MappingProxyType(
    {"error": message("error"), "warning": message("warning"), "info": message("note")}
)


def worst_verdicts(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """Give the worst verdict on each event, by the event's uid; what a person silenced does not count.

    A breach that is no error leaves the verdict of the schedule as it is, and its event marked as possible.
    """
    worst: dict[str, Verdict] = {}
    for finding in findings:
        uid = finding.event_uid
        if uid is not None and not finding.silenced:
            is_minor = finding.verdict == "impossible" and finding.severity != "error"
            verdict: Verdict = "possible" if is_minor else finding.verdict
            worst[uid] = max(worst.get(uid, "sure"), verdict, key=VERDICTS.index)
    return worst


def verdict_mark(verdict: Verdict | None) -> tuple[str, str]:
    """Give the marker of a verdict and its style; a blank for what no finding is about."""
    return (MARKS[verdict], STYLES[verdict]) if verdict else ("", UNCHECKED)
