"""EDTF: what is read is written back, means the right days, and what is none is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import Reference, find, read
from planner.dates.edtf import bounds, parse, write
from planner.records import When

D = dt.date


@pytest.mark.parametrize(
    "text",
    [
        "1985-04-12",
        "1985-04",
        "1985",
        "1985-04-12T23:20:30",
        "1985-04-12T23:20:30Z",
        "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30",
        "1964/2008",
        "2004-06/2006-08",
        "2004-02-01/2005-02-08",
        "2005/2006-02",
        "Y170000002",
        "Y-170000002",
        "2001-21",
        "1984?",
        "2004-06~",
        "2004-06-11%",
        "201X",
        "20XX",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985-04-12/..",
        "1985-04/..",
        "1985/..",
        "1985-04-12/",
        "../1985-04",
        "/1985",
        "-1985",
        "Y-17E7",
        "Y17101E4S3",
        "1950S2",
        "2001-34",
        "2004-06~-11",
        "2004?-06-11",
        "?2004-06-~11",
        "2004-%06-11",
        "156X-12-25",
        "15XX-12-25",
        "XXXX-12-XX",
        "1XXX-XX",
        "1XXX-12",
        "1984-1X",
        "[1667,1668,1670..1672]",
        "[..1760-12-03]",
        "[1760-12..]",
        "[1667,1760-12]",
        "{1667,1668,1670..1672}",
        "{1960,1961-12}",
        "{..1984}",
        "2004-06-~01/2004-06-~20",
        "2004-06-XX/2004-07-03",
        "2005-05-16/2005-05-20",
        "[2005-05-11..2005-05-20]",
        "[2005-05-01..2005-05-10~]",
        "2005-07/2005-12~",
        "../2005-06-30",
        "2005-05-12T24:00:00",
        "2005-35",
        "2005-41",
        "XXXX-05-12",
    ],
)
def test_round_trip(text: str) -> None:
    assert write(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "2005-13", "2005-02-30", "2005-04-31", "2005-5-1", "12/05", "[]", "[2005", "{..}", "2005-05-12T25:00:00",
     "2005-05T10:00:00", "2005-21-05", "yesterday", "2005//2006", "[" * 1000, "9" * 200_000],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|no such date"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2005", D(2005, 1, 1), D(2005, 12, 31)),
        ("2005-02", D(2005, 2, 1), D(2005, 2, 28)),
        ("2004-02~", D(2004, 2, 1), D(2004, 2, 29)),
        ("2005-35", D(2005, 7, 1), D(2005, 9, 30)),
        ("2005-40", D(2005, 1, 1), D(2005, 6, 30)),
        ("198X", D(1980, 1, 1), D(1989, 12, 31)),
        ("2005-1X-31", D(2005, 10, 31), D(2005, 12, 31)),
        ("2005-XX-31", D(2005, 1, 31), D(2005, 12, 31)),
        ("[2005-05-11..2005-05-20]", D(2005, 5, 11), D(2005, 5, 20)),
        ("{2005-05-12,2005-05-16}", D(2005, 5, 12), D(2005, 5, 16)),
        ("2005-07/2005-12~", D(2005, 7, 1), D(2005, 12, 31)),
        ("../2005-06-30", None, D(2005, 6, 30)),
        ("2005-07/..", D(2005, 7, 1), None),
        ("XXXX-05", None, None),
        ("2005-22", None, None),
        ("Y170000002", None, None),
    ],
)
def test_bounds(text: str, first: dt.date | None, last: dt.date | None) -> None:
    assert bounds(parse(text)) == (first, last)


@given(
    st.sampled_from(
        ["{m}月{d}日", "{y}年{m}月{d}日下午", "{m}月上旬", "{y}年{m}月底", "{m}月{d}日前", "{y}年{m}月起",
         "{m}月{d}日至{e}日", "{y}年第三季度", "{y}年上半年", "{m}月{d}日9:00", "约{y}年{m}月", "{m}月第二周",
         "{d}日", "{y}年{m}月至12月", "by {d} May {y}"]
    ),
    st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 20), st.integers(21, 28),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_what_is_read_can_be_read_again(form: str, y: int, m: int, d: int, e: int) -> None:
    (one,) = find(form.format(y=y, m=m, d=d, e=e), Reference(document_date=D(2005, 5, 8)))
    for value in one.values:
        assert isinstance(value, When)
        (same,) = read(value.edtf)[0].values
        assert isinstance(same, When)
        assert (same.first, same.last, same.edtf) == (value.first, value.last, value.edtf)
        assert (same.start_time, same.end_time, same.approximate) == (
            value.start_time,
            value.end_time,
            value.approximate,
        )
        again = parse(value.edtf)
        assert write(again) == value.edtf
        if value.first or value.last:
            assert bounds(again) == (value.first, value.last)
