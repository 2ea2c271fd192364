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
