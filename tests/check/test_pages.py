"""The pages of codes: every code has one, every example gives its code by the real pipeline, the table in docs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.check.pages import page, pages
from planner.codes import CODES
from planner.read import Reader
from planner.records import PlannerError
from planner.settings import Settings
from tests.check.pipeline import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.check.pages import Case

CASES = [
    pytest.param(one.code.code, case, id=f"{one.code.code}-{number}")
    for one in pages()
    for number, case in enumerate(one.cases, 1)
]
_ORDER = ("sure", "open", "possible", "impossible")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings()) as one:
        yield one


@pytest.mark.parametrize(("code", "case"), CASES)
def test_an_example_gives_its_code_and_no_other(code: str, case: Case, reader: Reader, tmp_path: Path) -> None:
    schedule = {name: text.encode(case.encoding) for name, text in case.schedule.items()}
    found = findings_of(reader, tmp_path, schedule, case.notices, plan=case.plan, settings=case.settings)
    ours = [one.verdict for one in found if one.code == code]
    assert (max(ours, key=_ORDER.index) if ours else "sure") == case.verdict
    others = {one.code for one in found if one.verdict != "sure" and one.severity != "info" and not one.silenced}
    assert others - {code} == set(case.also)


# These need a picture, a PDF, a correction, or a plan file's path; tests/read, tests/extract and tests/cli have them.
ELSEWHERE = {"X109", "X111", "X112", "X217", "X218"}


def test_every_code_has_a_page_in_both_languages_and_an_example() -> None:
    assert [one.code for one in pages()] == sorted(CODES, key=lambda code: code.code)
    for one in pages():
        for text in (one.what, one.why, one.clause, one.repair):
            assert text.keys() == {"en", "zh"}
            assert all(text.values())
        assert bool(one.cases) == (one.code.code not in ELSEWHERE)


def test_a_page_is_found_by_code_and_by_name() -> None:
    assert page("c101") is not None
    assert page("c101") == page("on-weekend")
    with pytest.raises(PlannerError, match="no rule Z999"):
        page("Z999")


def test_the_table_of_codes_in_the_documentation_says_what_the_pages_say() -> None:
    described = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = [line for line in described.splitlines() if line.startswith("| ") and line[3:6].isdigit()]
    stated = {line.split(" | ")[0].strip("| "): line for line in rows}
    for one in pages():
        assert stated.pop(one.code.code) == f"| {one.code.code} | {one.code.name} | {one.what['en']} |"
    assert stated == {}
