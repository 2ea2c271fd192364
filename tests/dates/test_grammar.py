"""The examples that stand beside the grammar's rules, and the doctests of its modules."""

from __future__ import annotations

import datetime as dt
import doctest
import importlib
import pkgutil

import pytest

import planner.dates
from planner.dates import Reference, read
from planner.dates.reading import RULES
from planner.records import When

REFERENCE = Reference(document_date=dt.date(2005, 5, 8))
EXAMPLES = [(rule.name, phrase, edtf) for rule in RULES for phrase, edtf in rule.examples]


@pytest.mark.parametrize(("rule", "phrase", "edtf"), EXAMPLES)
def test_example(rule: str, phrase: str, edtf: str) -> None:
    (one,) = read(phrase, REFERENCE)
    value = one.values[0]
    assert isinstance(value, When), rule
    assert value.edtf == edtf, rule
    assert one.text == phrase, rule


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(planner.dates.__path__)])
def test_doctests(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"planner.dates.{name}"))
    assert result.failed == 0
