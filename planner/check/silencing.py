"""Findings that a person sets aside, with a reason: kept, counted, and without weight.

Silences stand in the plan file and nowhere else, so that who changes the plan sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes
from planner.records import Finding, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.records import Message, Silence


def silenced(findings: Iterable[Finding], silences: Sequence[Silence]) -> tuple[Finding, ...]:
    """The findings in their order, those that a silence names with its reason; good ones need none.

    A silence without an event names every finding of its code. One without a reason sets nothing aside.
    """
    if not silences:
        return tuple(findings)
    return tuple(
        one._replace(silenced=reason) if not one.silenced and (reason := _reason(one, silences)) else one
        for one in findings
    )


def unmatched(findings: Sequence[Finding], silences: Sequence[Silence], path: str) -> tuple[Finding, ...]:
    """A finding for each silence that sets nothing aside; `path` is that of the plan file."""
    return tuple(
        Finding(
            code=codes.SILENCE_UNMATCHED.code,
            verdict="open",
            severity=codes.SILENCE_UNMATCHED.severity,
            message=_useless(one),
            place=Place(path=path, quote=one.reason),
        )
        for one in silences
        if not any(_is_meant(finding, one) for finding in findings)
    )


def _useless(silence: Silence) -> Message:
    if silence.event:
        return message("no {code} of “{event}” was found to silence", code=silence.code, event=silence.event)
    return message("no {code} was found to silence", code=silence.code)


def _reason(finding: Finding, silences: Sequence[Silence]) -> str:
    return next((one.reason for one in silences if _is_meant(finding, one)), "")


def _is_meant(finding: Finding, silence: Silence) -> bool:
    return (
        finding.code == silence.code
        and finding.verdict != "sure"
        and silence.event in ("", finding.event)
        and bool(silence.reason.strip())
    )
