"""The rules for programs: what `planner rule --format json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.check.pages import Page
    from planner.export.json_records import JsonObject
    from planner.language import Language


def rules_json(pages: Iterable[Page], language: Language) -> JsonObject:
    """Give the pages in the reader's language, each with its examples and the verdicts that these get."""
    return {
        "rules": [
            {
                "code": page.code.code,
                "name": page.code.name,
                "severity": page.code.severity,
                "what": page.what[language.code],
                "why": page.why[language.code],
                "clause": page.clause[language.code],
                "repair": page.repair[language.code],
                "examples": [
                    {"schedule": dict(case.schedule), "notices": dict(case.notices), "verdict": case.verdict}
                    for case in page.cases
                ],
            }
            for page in pages
        ]
    }
