"""Dates in other languages, and words that only look like them."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.dates import Reference, read

REFERENCE = Reference(document_date=dt.date(2005, 5, 8))


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("12 mai 2005", "2005-05-12"),
        ("12. Dezember", "2005-12-12"),
        ("12 мая 2005", "2005-05-12"),
        ("3 juin à 14:30", "2005-06-03T14:30:00"),
        ("mayo de 2005", "2005-05"),
    ],
)
def test_date(phrase: str, edtf: str) -> None:
    (one,) = read(phrase, REFERENCE)
    assert [value.edtf for value in one.values] == [edtf]
    assert one.text == phrase


@pytest.mark.parametrize("phrase", ["Room 305", "Building 12 north", "Same Day", "TBD 12", "mayor 3", "Сектор 5"])
def test_no_date(phrase: str) -> None:
    assert read(phrase, REFERENCE) == ()
