"""Findings as lines for programs that read lines: editors (path:line: CODE message) and GitHub's workflow commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.codes import NAMES
from planner.export.text import one_line
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.language import Language
    from planner.records import Finding, Severity

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def concise(findings: Iterable[Finding], language: Language) -> str:
    """Write a line a finding, `path:line:column: CODE message`; what is not known of the place is left out."""
    lines = []
    for finding in findings:
        place = finding.place
        column = place.column if place.line is not None else None
        at = "".join(f":{number}" for number in (place.line, column) if number is not None)
        lines.append(f"{one_line(place.path)}{at}: {finding.code} {said(finding, language)}\n")
    return "".join(lines)


def github(findings: Iterable[Finding], language: Language) -> str:
    """Write a workflow command a finding, which GitHub shows beside the line that it names."""
    lines = []
    for finding in findings:
        place = finding.place
        properties = {
            "file": place.path,
            "line": place.line,
            "col": place.column if place.line is not None else None,
            "title": f"{finding.code} {NAMES.get(finding.code, '')}".strip(),
        }
        given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
        lines.append(f"::{_COMMANDS[finding.severity]} {given}::{_data(said(finding, language))}\n")
    return "".join(lines)


def said(finding: Finding, language: Language) -> str:
    """The message of a finding on one line, behind the title of its event where it does not name that itself."""
    text = one_line(language.say(finding.message))
    if not finding.event or one_line(finding.event) in text:
        return text
    return language.say(message("{event}: {said}", event=one_line(finding.event), said=text))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
