"""The five original documents: every dated expression, its span and its value, written down from reading them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from planner.dates import Reference, context_of, find, read
from planner.records import Length, Repeat, When

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.dates import Found

# Each: the words, as they follow one another in the document, and their value; "" is a vague word.
GOLD: dict[str, tuple[dt.date | None, list[tuple[str, str]]]] = {
    "000": (
        dt.date(2005, 5, 8),
        [
            ("20050508", "2005-05-08"),
            ("5月7日", "2005-05-07"),
            ("近日", ""),
            ("近期", ""),
            ("当前", ""),
            ("1个月左右", "about 1 month"),
        ],
    ),
    "001": (
        None,
        [
            ("近期", ""),
            ("当前", ""),
            ("七一", "2005-07-01"),
            ("5月份", "2005-05"),
            ("2005年5月", "2005-05"),
            ("5月12日下午", "2005-05-12 afternoon"),
            ("5月13日\n\n下午", "2005-05-13 afternoon"),
            ("5月中旬", "[2005-05-11..2005-05-20]"),
            ("5月16日至20日", "2005-05-16/2005-05-20"),
            ("5月中旬", "[2005-05-11..2005-05-20]"),
            ("5月23日至27日", "2005-05-23/2005-05-27"),
            ("5月23日至27日", "2005-05-23/2005-05-27"),
            ("5月下旬", "[2005-05-21..2005-05-31]"),
            ("5月下旬", "[2005-05-21..2005-05-31]"),
        ],
    ),
    "002": (
        dt.date(2005, 6, 28),
        [
            ("20050628", "2005-06-28"),
            ("6月27日", "2005-06-27"),
            ("日前", ""),
            ("从2005年7月开始，到2005年12月基本结束", "2005-07/2005-12~"),
        ],
    ),
    "003": (
        None,
        [
            ("当前", ""),
            ("当前", ""),
            ("当前", ""),
            ("当前", ""),
            ("当前", ""),
            ("5月份", "XXXX-05"),
            ("最近", ""),
            ("当前", ""),
            ("当前", ""),
            ("从现在开始", "XXXX-XX-XX/.."),
            ("从7月开始", "XXXX-07/.."),
            ("现在", ""),
            ("两个月左右", "about 2 month"),
            ("当前", ""),
            ("去年以来", "XXXX/.."),
            ("目前", ""),
            ("现在", ""),
        ],
    ),
    "004": (
        dt.date(2005, 2, 17),
        [
            ("20050217", "2005-02-17"),
            ("2月16日", "2005-02-16"),
            ("16日", "2005-02-16"),
            ("当前", ""),
            ("最近", ""),
            ("岁末年初", "2004-12-21~/2005-01-10~"),
            ("春节长假", "2005-02-09/2005-02-15"),
            ("10天左右", "about 10 day"),
            ("不少于40个小时", "at_least 40 hour"),
            ("春节", "2005-02-09"),
            ("1月14日", "2005-01-14"),
            ("现在", ""),
            ("春节期间", "2005-02-09/2005-02-15"),
            ("春节长假后", "2005-02-16/.."),
        ],
    ),
}


def said(found: Found) -> str:
    """The first value of an expression in one line."""
    if not found.values:
        return ""
    value = found.values[0]
    if isinstance(value, When):
        return f"{value.edtf} {value.part}" if value.part else value.edtf
    if isinstance(value, Length):
        return f"{value.bound} " + " ".join(f"{count} {unit}" for count, unit in value.parts)
    assert isinstance(value, Repeat)
    return value.rrule


@pytest.mark.parametrize("number", sorted(GOLD))
def test_every_expression_and_nothing_else(number: str, original: Callable[[str], Path]) -> None:
    text = original(number).read_text(encoding="utf-8")
    date, gold = GOLD[number]
    caption = context_of("caption", "（2005年5月）") if number == "001" else None
    reference = Reference(document_date=date, contexts=(caption,) if caption else ())
    found = find(text, reference)
    assert [(one.text, said(one)) for one in found] == gold
    at = 0
    for one, (words, _value) in zip(found, gold, strict=True):
        assert one.start >= at
        assert text[one.start : one.end] == words
        at = one.end


MAY = (
    ("5月12日下午", "2005-05-12", (12, 12), "fills", "part", "afternoon"),
    ("5月13日\n\n下午", "2005-05-13", (13, 13), "fills", "part", "afternoon"),
    ("5月中旬", "[2005-05-11..2005-05-20]", (11, 20), "within", "third", None),
    ("5月16日至20日", "2005-05-16/2005-05-20", (16, 20), "fills", "day", None),
    ("5月23日至27日", "2005-05-23/2005-05-27", (23, 27), "fills", "day", None),
    ("5月下旬", "[2005-05-21..2005-05-31]", (21, 31), "within", "third", None),
)


@pytest.mark.parametrize(("words", "edtf", "days", "fit", "precision", "part"), MAY)
def test_time_cells_of_the_may_table(
    words: str, edtf: str, days: tuple[int, int], fit: str, precision: str, part: str | None
) -> None:
    caption = context_of("caption", "（2005年5月）")
    assert caption is not None
    (one,) = read(words, Reference(contexts=(caption,)))
    (value,) = one.values
    assert isinstance(value, When)
    assert (value.edtf, value.fit, value.precision, value.part) == (edtf, fit, precision, part)
    assert (value.first, value.last) == (dt.date(2005, 5, days[0]), dt.date(2005, 5, days[1]))
    assert value.text == one.text == words
    assert ("year", 2005, "caption") in [(done.part, done.value, done.source) for done in value.completed_from]
    assert one.problems == ()
