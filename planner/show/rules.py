"""The rules for a person: the page of one, and the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.records import message
from planner.show.lines import Line, paint
from planner.show.marks import MARKS, NAMES, SEVERITY_NAMES, SEVERITY_STYLES, STYLES
from planner.show.width import cell_len, clean, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.text import Text

    from planner.check.pages import Case, Page
    from planner.language import Language

_INDENT = 2
FAMILIES = {
    "A": message("amendments"),
    "C": message("calendar"),
    "D": message("durations"),
    "F": message("reviews, filings and deadlines"),
    "G": message("gates and thresholds"),
    "H": message("notices against each other"),
    "J": message("rules together"),
    "K": message("clashes"),
    "P": message("order"),
    "S": message("steps"),
    "W": message("windows"),
    "X": message("reading"),
}


def rules_table(pages: Sequence[Page], *, width: int, language: Language) -> Text:
    """List all codes on `width` cells, by family: code, default severity, name and what it says."""
    lines: list[Line] = []
    weights = max(cell_len(language.say(name)) for name in SEVERITY_NAMES.values())
    indent = 2 * _INDENT + 4 + weights
    for letter, family in FAMILIES.items():
        lines.append((((f"{letter} {language.say(family)}"), "bold"),))
        for one in pages:
            if one.code.code[0] != letter:
                continue
            severity = one.code.severity
            weight = pad(language.say(SEVERITY_NAMES[severity]), weights)
            head = f"  {one.code.code} "
            lines.append(
                ((head, "bold"), (weight, SEVERITY_STYLES[severity]), (f"  {one.code.name}", "")),
            )
            lines += _paragraph(one.what[language.code], width, indent, "dim")
    return paint(lines, width)


def rule_page(page: Page, *, width: int, language: Language) -> Text:
    """Show one page on `width` cells: what, why, the kind of clause, an example that fails, the repair."""
    severity = page.code.severity
    lines: list[Line] = [
        (
            (page.code.code, "bold"),
            (f" {page.code.name}  ", ""),
            (language.say(SEVERITY_NAMES[severity]), SEVERITY_STYLES[severity]),
        ),
        *_paragraph(page.what[language.code], width, 0),
    ]
    for heading, texts in (
        (message("Why"), page.why),
        (message("Comes from"), page.clause),
        (message("Repair"), page.repair),
    ):
        lines += [(), ((language.say(heading), "bold"),), *_paragraph(texts[language.code], width, _INDENT)]
    if page.cases:
        lines += [(), ((language.say(message("Example")), "bold"),), *_example(page.cases[0], width, language)]
    return paint(lines, width)


def _example(case: Case, width: int, language: Language) -> Iterable[Line]:
    for documents in (case.schedule, case.notices, *([{"plan.toml": case.plan}] if case.plan else [])):
        yield from _documents(documents, width)
    said = message("gives: {verdict}", verdict=NAMES[case.verdict])
    yield ((" " * _INDENT, ""), (f"{MARKS[case.verdict]} {language.say(said)}", STYLES[case.verdict]))


def _documents(documents: Mapping[str, str], width: int) -> Iterable[Line]:
    for name, text in documents.items():
        yield ((" " * _INDENT, ""), (name, "underline"))
        for line in text.strip("\n").split("\n"):
            yield from _paragraph(line, width, 2 * _INDENT, "cyan") if line.strip() else [()]


def _paragraph(text: str, width: int, indent: int, style: str = "") -> list[Line]:
    return [((" " * indent, ""), (part, style)) for part in wrap(clean(text), width - indent)]
