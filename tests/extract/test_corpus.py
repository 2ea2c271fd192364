"""The bars of the corpus: scores, undated titles, reported problems."""

from typing import Any

import pytest

from tests import corpus
from tests.read.makers import soffice

pytestmark = pytest.mark.skipif(not corpus.CORPUS.is_dir(), reason="the corpus is not beside the project")

needs_libreoffice = pytest.mark.skipif(
    soffice() is None, reason="LibreOffice is not installed: a document of the corpus is a .doc"
)

# What must be found for the problems of a document's gold: a code for each entry, and words of its place.
PROBLEMS = {
    "101": [("X204", "17日"), ("X209", "8:30-8:35"), ("X208", "19日下午")],
    "102": [("X211", "10月29日-11月3日")],
    "105": [("X210", "第1周")],
    "106": [("X203", "3/19～3/31")],
    "111": [("X216", "2026-10-12")],
    "112": [("X210", "1~16周")],
    "116": [("X214", "2026年1月9日")],
    "118": [("X203", "March 19 2027")],
    "119": [("X201", "9:00-11:00")],
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return corpus.scores()


@needs_libreoffice
def test_scores(figures: dict[str, Any]) -> None:
    assert figures["micro"]["+title"][2] >= 0.95
    assert figures["macro"]["+title"][2] >= 0.92
    assert figures["micro"]["start"][2] >= 0.97


@pytest.mark.parametrize("number", sorted(PROBLEMS))
def test_every_problem_is_a_finding(number: str) -> None:
    ((path, gold),) = corpus.documents([number])
    found = corpus.read(path, gold)
    assert len(PROBLEMS[number]) == len(gold["problems"])
    for code, words in PROBLEMS[number]:
        assert any(one.code == code and words in one.place.quote for one in found.findings), (code, words)


@needs_libreoffice
def test_every_undated_title_is_an_event_without_a_time() -> None:
    missing = {
        path.name: left
        for path, gold in corpus.documents()
        if (left := corpus.not_listed(gold, corpus.read(path, gold)))
    }
    assert missing == {}
