"""Findings as SARIF 2.1.0 (OASIS, errata 01), which code hosts and editors show beside the lines of a file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planner import __version__
from planner.check.pages import page
from planner.codes import CODES
from planner.dates.words import in_words
from planner.export.json_records import JsonObject
from planner.export.lines import said
from planner.export.text import clean
from planner.language import Language
from planner.records import Finding, Place, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.codes import Code
    from planner.records import Severity, Verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_KINDS: Mapping[Verdict, str] = {"sure": "pass", "possible": "review", "impossible": "fail", "open": "open"}
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_TAGS = {"zh": "zh-CN", "en": "en-US"}
_ROOT = "%SRCROOT%"
_NOT_OF_NAMES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # the other surrogates stand for bytes of file names
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAFE = "/~"  # besides what quote leaves alone: letters, digits and "_.-"


def sarif(findings: Sequence[Finding], language: Language) -> JsonObject:
    """Give the log of one run: every finding as a result, with the rules that they name.

    What is sure passes, what is possible is to be reviewed, what is open stays open; what is impossible, and whatever
    weighs as an error, fails, at the level of its severity. As 3.27.10 has it, only what fails has a level.
    """
    used = {finding.code for finding in findings}
    rules = [code for code in CODES if code.code in used]
    order = {code.code: number for number, code in enumerate(rules)}
    results = [_result(finding, order, language) for finding in findings]
    _fingerprints(results, findings)
    driver = {"name": "planner", "version": __version__, "rules": [_rule(code, language) for code in rules]}
    run = {
        "tool": {"driver": driver},
        "language": _TAGS[language.code],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code, language: Language) -> JsonObject:
    """Describe a rule by its page."""
    about = page(code.code)
    return {
        "id": code.code,
        "name": "".join(part.capitalize() for part in code.name.split("-")),
        "shortDescription": {"text": about.what[language.code]},
        "fullDescription": {"text": about.why[language.code]},
        "help": {"text": about.repair[language.code]},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Finding, rules: Mapping[str, int], language: Language) -> JsonObject:
    fails = finding.verdict == "impossible" or (finding.severity == "error" and finding.verdict != "sure")
    result: JsonObject = {
        "ruleId": finding.code,
        **({"ruleIndex": rules[finding.code]} if finding.code in rules else {}),
        "kind": "fail" if fails else _KINDS[finding.verdict],
        "level": _LEVELS[finding.severity] if fails else "none",
        "message": {"text": said(finding, language)},
        "locations": [_location(finding.place, finding.event)],
        "properties": _properties(finding, language),
    }
    related = [place for place in dict.fromkeys(finding.related) if place != finding.place]
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(place, None), "message": {"text": clean(place.quote) or place.path}}
            for number, place in enumerate(related, 1)
        ]
    if fix := _fix(finding, language):
        result["fixes"] = [fix]
    if finding.silenced:
        result["suppressions"] = [{"kind": "external", "justification": clean(finding.silenced)}]
    return result


def _fix(finding: Finding, language: Language) -> JsonObject | None:
    """The one day that would do, in the words of the document, where these stand in a line of text; else None.

    Several days are no fix: words for them would say that the event takes up all of them.
    """
    place = finding.place
    day = finding.readings[0] if len(finding.readings) == 1 else ""
    if not _DAY.fullmatch(day) or place.line is None or place.column is None or not place.quote.isprintable():
        return None
    year = None if re.search(r"[0-9]{4}", place.quote) else int(day[:4])
    words = Language("zh" if re.search("[\u4e00-\u9fff]", place.quote) else "en").say(in_words(day, year))
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + len(place.quote)}
    return {
        "description": {"text": language.say(message("would do: {readings}", readings=in_words(day)))},
        "artifactChanges": [
            {
                "artifactLocation": uri_of(place.path),
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": words}}],
            }
        ],
    }


def _properties(finding: Finding, language: Language) -> JsonObject:
    """What a finding says that has no place in SARIF, under the keys of our JSON."""
    margin = finding.margin
    values: JsonObject = {
        "verdict": finding.verdict,
        "severity": finding.severity,
        "event": finding.event,
        "window": finding.window,
        "required": finding.required,
        "actual": finding.actual,
        "readings": list(finding.readings),
        "margin": {"least": margin[0], "most": margin[1]} if margin else None,
        "suggestion": language.say(finding.suggestion) if finding.suggestion else None,
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def _location(place: Place, event: str | None) -> JsonObject:
    """Give a place as a file with a region, where its line is known, and as a part of a document."""
    physical: JsonObject = {"artifactLocation": uri_of(place.path)}
    if place.line is not None:
        region: JsonObject = {"startLine": max(1, place.line)}
        if place.column is not None and place.quote.isprintable():
            region |= {"startColumn": place.column, "endColumn": place.column + len(place.quote)}
        if place.quote:
            region["snippet"] = {"text": clean(place.quote)}
        physical["region"] = region
    location: JsonObject = {"physicalLocation": physical}
    logical = list(_logical(place, event))
    return {**location, "logicalLocations": logical} if logical else location


def _logical(place: Place, event: str | None) -> Iterable[JsonObject]:
    """Name the sheet, page, table, row and cell that hold a place, and its event."""
    parts = [
        f"{kind} {value}"
        for kind in ("sheet", "page", "table", "row", "cell")
        if (value := getattr(place, kind)) is not None
    ]
    if parts:
        yield {"fullyQualifiedName": clean("/".join(parts)), "kind": parts[-1].split()[0]}
    if event:
        yield {"name": clean(event), "kind": "event"}


def uri_of(path: str) -> dict[str, Any]:
    """Give a path as a percent-encoded URI: relative to the root of the sources, or absolute as it was given."""
    pure = PurePath(_NOT_OF_NAMES.sub("\ufffd", path))
    if pure.is_absolute():
        return {"uri": "file://" + quote(pure.as_posix(), safe=_SAFE, errors="surrogateescape")}
    return {"uri": quote(pure.as_posix(), safe=_SAFE, errors="surrogateescape"), "uriBaseId": _ROOT}


def _fingerprints(results: list[JsonObject], findings: Sequence[Finding]) -> None:
    """Mark each result by what it is about rather than by where it stands, so that it is known again after edits."""
    seen: Counter[str] = Counter()
    for result, finding in zip(results, findings, strict=True):
        about = (finding.code, finding.place.path, finding.event_uid or finding.place.quote, finding.window or "")
        key = hashlib.sha256("\n".join(about).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[key] += 1
        result["partialFingerprints"] = {"planner/v1": f"{key}:{seen[key]}"}
