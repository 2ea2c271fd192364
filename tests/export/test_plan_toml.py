"""The plan file as it is written: fit for people, and TOML whatever the notices hold."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.plan_toml import plan_toml
from planner.language import Language
from planner.plan import plan_of
from planner.records import Clause, Length, Place, Plan, Subject, Terms
from planner.settings import Settings
from tests.export.feed_reader import when

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH = Language("en")
BATCH = Subject(batch="第二批", activity="评议活动")
STAGE = Subject(stage="整改", batch="第二批")
WINDOW = Clause(
    kind="window",
    subject=BATCH,
    strength="in_principle",
    place=Place(path="n.txt", line=3, quote="从7月\n“开始”"),
    when=when("2005-07-01", "2005-12-31", edtf="2005-07/2005-12~", approximate_last=True),
    issued=dt.date(2005, 6, 27),
)
LENGTH = Clause(
    kind="length",
    subject=STAGE,
    place=Place(path="n.txt", quote="整改1月又3天"),
    length=Length("1月又3天", ((1, "month"), (3, "day")), "about"),
)
LIMIT = Clause(
    kind="threshold",
    subject=STAGE,
    place=Place(path="n.txt", quote="低于85%"),
    about="合格率",
    terms=Terms(number=85.0, unit="%", bound="at_most"),
)


def written(*clauses: Clause) -> dict[str, Any]:
    return tomllib.loads(plan_toml(plan_of(clauses, Settings()), ENGLISH))


def test_batches_hold_stages_and_both_their_demands() -> None:
    (batch,) = written(WINDOW, LENGTH, LIMIT)["batch"]
    assert (batch["name"], batch["window"][0]["quote"]) == ("第二批", "从7月\n“开始”")
    assert batch["window"][0]["time"]["last"] == dt.date(2005, 12, 31)
    assert batch["window"][0]["time"]["approximate_last"] is True
    assert batch["window"][0]["issued"] == dt.date(2005, 6, 27)
    (stage,) = batch["stage"]
    assert stage["length"][0]["length"]["parts"] == [{"number": 1, "unit": "month"}, {"number": 3, "unit": "day"}]
    limit = stage["threshold"][0]
    assert (limit["number"], limit["unit_of_number"], limit["bound"], limit["about"]) == (85, "%", "at_most", "合格率")


def test_what_is_open_is_named() -> None:
    (batch,) = written(WINDOW, LENGTH)["batch"]
    assert "unresolved" not in batch
    assert batch["stage"][0]["unresolved"] == ["first", "last", "base"]


def test_the_file_says_what_it_is(golden: Callable[[str, bytes | str], bytes | str]) -> None:
    text = plan_toml(plan_of((WINDOW, LENGTH, LIMIT), Settings()), ENGLISH)
    assert text.startswith("# The plan that the notices set.")
    assert text == golden("export/plan.toml", text)


def test_an_empty_plan_is_the_heading_alone() -> None:
    assert tomllib.loads(plan_toml(Plan(), ENGLISH)) == {}


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_any_text_is_valid_toml(text: str) -> None:
    clause = Clause(kind="filing", subject=Subject(unit="u" + text), place=Place(path="n", quote=text), about=text)
    (batch,) = written(clause)["batch"]
    unit = batch["filing"][0]["unit"]
    assert unit.startswith("u")
    assert all(one in text for one in unit[1:] if one not in "\n\ufffd")
