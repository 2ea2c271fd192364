"""Findings for a person: what is wrong first, where it stands, and by how many days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.language import Language
from planner.records import Finding, Message, Severity, message, plural_message
from planner.show.lines import Line, Run, flow, paint
from planner.show.marks import MARKS, NAMES, SEVERITIES, SEVERITY_STYLES, STYLES, VERDICTS, verdict_mark
from planner.show.places import place_text
from planner.show.width import clean, cut_start, pad, wrap

if TYPE_CHECKING:
    from rich.text import Text

_INDENT = 2


def findings_table(findings: Sequence[Finding], *, width: int, language: Language, verbose: bool = False) -> Text:
    """List findings by severity, then by document and line, on `width` cells.

    Those whose verdict is "sure" are good news: unless `verbose`, one line counts them.
    """
    listed = [finding for finding in findings if verbose or finding.verdict != "sure"]
    lines: list[Line] = []
    for severity in SEVERITIES:
        group = sorted((one for one in listed if one.severity == severity), key=_in_order)
        if group:
            heading = language.say(_count(severity, len(group)))
            lines.append(((heading, f"bold {SEVERITY_STYLES[severity]}"),))
            path = None
            for finding in group:
                if finding.place.path != path:
                    path = finding.place.path
                    lines.append(
                        (
                            (" " * _INDENT, ""),
                            (cut_start(clean(path), width - _INDENT), "underline"),
                        )
                    )
                lines += _entry(finding, width, language)
            lines.append(())
    held = len(findings) - len(listed)
    if held:
        said = language.say(plural_message("{count} check holds.", "{count} checks hold.", count=held))
        lines.append((verdict_mark("sure"), (f" {said}", "")))
    elif not findings:
        lines.append(((language.say(message("Nothing was found.")), "dim"),))
    return paint(lines if not lines or lines[-1] else lines[:-1], width)


def _in_order(finding: Finding) -> tuple[str, int, int, int, int]:
    place = finding.place
    return (place.path, place.table or 0, place.line or 0, place.row or 0, -VERDICTS.index(finding.verdict))


def _count(severity: Severity, count: int) -> Message:
    if severity == "error":
        return plural_message("{count} error", "{count} errors", count=count)
    if severity == "warning":
        return plural_message("{count} warning", "{count} warnings", count=count)
    return plural_message("{count} note", "{count} notes", count=count)


def _entry(finding: Finding, width: int, language: Language) -> list[Line]:
    """Say one finding: marker and message, then code, place, margin and what it is measured against, dimmed."""
    title = clean(finding.event or "")
    said = clean(language.say(finding.message))
    if title:
        said = language.say(message("{event}: {said}", event=title, said=said))
    first, *rest = wrap(said, max(2, width - 2 * _INDENT))
    named = len(title) if first.startswith(title) else 0
    margin = (" " * 2 * _INDENT, "")
    lines: list[Line] = [
        ((" " * _INDENT, ""), *_mark(finding), (first[:named], "bold"), (first[named:], "")),
        *((margin, (part, "")) for part in rest),
    ]
    room = max(2, width - 2 * _INDENT)
    facts = [((part, style),) for text, style in _facts(finding, language) for part in wrap(text, room)]
    return [*lines, *((margin, *line) for line in flow(facts, " · ", room))]


def _mark(finding: Finding) -> Line:
    mark, style = verdict_mark(finding.verdict)
    return ((pad(mark, _INDENT), style),)


def _facts(finding: Finding, language: Language) -> list[Run]:
    """Give code, place, margin, readings and related places, each as a run."""
    facts: list[Run] = [(finding.code, "bold dim"), (place_text(finding.place, language, with_path=False), "dim")]
    if finding.margin is not None:
        facts.append((margin_text(finding.margin, language), STYLES[finding.verdict]))
    if finding.required is not None:
        facts.append((language.say(message("required {edtf}", edtf=clean(finding.required))), "dim"))
    if finding.actual is not None:
        facts.append((language.say(message("stated {edtf}", edtf=clean(finding.actual))), "dim"))
    if finding.readings:
        readings = tuple(clean(reading) for reading in finding.readings)
        facts.append((language.say(message("would do: {readings}", readings=readings)), "dim"))
    facts += [(language.say(message("see {place}", place=place_text(one, language))), "dim") for one in finding.related]
    return [fact for fact in facts if fact[0]]


def margin_text(margin: tuple[int, int], language: Language) -> str:
    """Say a margin (least, most) in days: negative where days are missing."""
    least, most = (f"{days:+d}".replace("-", "−") for days in margin)
    return language.say(message("margin {days} d", days=least if margin[0] == margin[1] else f"{least} … {most}"))


def summary_line(findings: Sequence[Finding], *, width: int, language: Language) -> Text:
    """Count the findings by verdict, the worst first, and by severity; one line where `width` cells allow."""
    items: list[Run] = []
    for verdict in reversed(VERDICTS):
        count = sum(finding.verdict == verdict for finding in findings)
        if count:
            items.append((f"{MARKS[verdict]} {count} {language.say(NAMES[verdict])}", STYLES[verdict]))
    for severity in SEVERITIES[:2]:
        count = sum(finding.severity == severity for finding in findings)
        items.append((language.say(_count(severity, count)), SEVERITY_STYLES[severity] if count else "dim"))
    return paint(flow([(item,) for item in items], "   ", width), width)
