"""Findings as test results (JUnit XML by the schema of Jenkins' xUnit plugin): a suite a document, a case a finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.codes import NAMES
from planner.export.lines import concise, said
from planner.export.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element

    from planner.language import Language
    from planner.records import Finding

_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def junit(
    findings: Sequence[Finding], documents: Iterable[str], fails: Callable[[Finding], bool], language: Language
) -> bytes:
    """Write a suite for each document, checked schedules (`documents`, paths) first, with a case for each finding.

    A finding that `fails` is a failure; one that holds passes; the others, and those silenced, are skipped, with the
    reason. Only what the documents say is written: no time, no host.
    """
    from lxml import etree

    root = etree.Element("testsuites", name="planner")
    grouped: dict[str, list[Finding]] = {path: [] for path in documents}
    for finding in findings:
        grouped.setdefault(finding.place.path, []).append(finding)
    for path, own in grouped.items():
        suite = etree.SubElement(root, "testsuite", name=_text(path))
        names: Counter[str] = Counter()
        for finding in own:
            _case(suite, finding, names, fails, language)
        _count(suite)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _case(
    suite: _Element, finding: Finding, names: Counter[str], fails: Callable[[Finding], bool], language: Language
) -> None:
    from lxml import etree

    about = " / ".join(part for part in (finding.event or "", finding.window or "") if part)
    name = _text(f"{finding.code} {about}".strip())
    names[name] += 1
    if names[name] > 1:
        name = f"{name} ({names[name]})"
    case = etree.SubElement(suite, "testcase", name=name, classname=NAMES.get(finding.code, finding.code))
    text = _text(said(finding, language))
    where = _text(concise((finding,), language))
    if finding.silenced:
        etree.SubElement(case, "skipped", message=_text(finding.silenced), type="silenced")
    elif fails(finding):
        etree.SubElement(case, "failure", message=text, type=finding.severity).text = where
    elif finding.verdict != "sure":
        etree.SubElement(case, "skipped", message=text, type=finding.verdict).text = where


def _count(suite: _Element) -> None:
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))


def _text(text: str) -> str:
    """Text that XML 1.0 may hold."""
    return clean(text).translate(_NOT_XML)
