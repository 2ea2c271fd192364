"""JUnit XML: read back by junitparser, and held against the content model of Jenkins' xUnit plugin."""

from __future__ import annotations

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from lxml import etree

from planner.export.junit import junit
from planner.language import Language
from planner.records import Finding
from tests.export.findings import ALL, FAIL, OPEN, PASS, REVIEW, SILENCED, TRICKY

# What may stand where, as the schema junit-10 of the plugin has it, in RELAX NG.
MODEL = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start>
<element name="testsuites"><attribute name="name"/><ref name="counts"/>
 <zeroOrMore><element name="testsuite"><attribute name="name"/><ref name="counts"/>
  <attribute name="skipped"><data type="nonNegativeInteger"/></attribute>
  <zeroOrMore><element name="testcase"><attribute name="name"/><attribute name="classname"/>
   <optional><choice><element name="failure"><ref name="said"/></element>
    <element name="skipped"><ref name="said"/></element></choice></optional>
  </element></zeroOrMore></element></zeroOrMore></element></start>
<define name="counts"><attribute name="tests"><data type="nonNegativeInteger"/></attribute>
 <attribute name="failures"><data type="nonNegativeInteger"/></attribute>
 <attribute name="errors"><data type="nonNegativeInteger"/></attribute></define>
<define name="said"><attribute name="message"/><attribute name="type"/><text/></define></grammar>
"""


def fails(finding: Finding) -> bool:
    return finding.severity == "error" and finding.verdict != "sure" and not finding.silenced


def suites(*findings: Finding, documents: tuple[str, ...] = ()) -> dict[str, TestSuite]:
    """Write, hold against the model, and read with junitparser."""
    data = junit(findings, documents, fails, Language("en"))
    etree.RelaxNG(etree.fromstring(MODEL)).assertValid(etree.fromstring(data))
    return {suite.name: suite for suite in JUnitXml.fromstring(data)}


def cases(suite: TestSuite) -> list[tuple[str, str, list[type]]]:
    return [(case.name, case.classname, [type(one) for one in case.result]) for case in suite if type(case) is TestCase]


def test_a_suite_a_document_and_a_case_a_finding() -> None:
    read = suites(FAIL, REVIEW, PASS, OPEN, SILENCED, documents=("plan.txt", "quiet.txt"))
    assert list(read) == ["plan.txt", "quiet.txt", FAIL.place.path, "/data/plan.xlsx"]
    assert cases(read["plan.txt"]) == [
        ("W101", "outside-window", []),
        ("X201", "undated-row", [Skipped]),
        ("W103", "other-batch", [Skipped]),
    ]
    assert cases(read[FAIL.place.path]) == [("W101 群众测评 / 第二批", "outside-window", [Failure])]
    counts = [(one.tests, one.failures, one.skipped, one.errors) for one in read.values()]
    assert counts == [(3, 0, 2, 0), (0, 0, 0, 0), (1, 1, 0, 0), (1, 0, 1, 0)]


def test_a_failure_says_why_and_where_and_a_skip_gives_the_reason() -> None:
    read = suites(FAIL, SILENCED)
    (failure,) = next(iter(read[FAIL.place.path])).result
    assert (failure.message, failure.type) == ("群众测评: 1月9日 lies outside 第二批", "error")
    assert failure.text == "units/a b/日程 #1%.txt:34:5: W101 群众测评: 1月9日 lies outside 第二批\n"
    (skipped,) = next(iter(read["plan.txt"])).result
    assert (skipped.message, skipped.type) == ("agreed by telephone", "silenced")


def test_words_that_xml_cannot_hold_and_cases_of_the_same_name() -> None:
    read = suites(TRICKY, TRICKY)
    ((name, _, _), (again, _, _)) = cases(next(iter(read.values())))
    assert again == f"{name} (2)"
    assert "<b>&" in name


def test_totals_are_those_of_the_suites() -> None:
    root = etree.fromstring(junit(ALL, (), fails, Language("en")))
    assert (root.get("tests"), root.get("failures")) == ("8", "2")


def test_the_model_refuses_what_the_schema_does_not_know() -> None:
    wrong = etree.fromstring('<testsuites name="a" tests="0" failures="0" errors="0"><testcase name="b"/></testsuites>')
    with pytest.raises(etree.DocumentInvalid):
        etree.RelaxNG(etree.fromstring(MODEL)).assertValid(wrong)
