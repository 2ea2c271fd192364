import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.language import Language
from planner.records import When
from planner.show.axis import Axis, is_weekend, lower_labels, make_axis, upper_labels
from planner.show.width import cell_len
from tests.show.may import BATCH_TWO, EVENTS, STAGE, day, days

ENGLISH = Language("en")
TIMES = [event.when for event in EVENTS if event.when]


def span(first: str, last: str) -> When:
    return days("", dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def axis_of(first: str, last: str, cells: int) -> Axis:
    axis = make_axis([span(first, last)], [], cells)
    assert axis is not None
    return axis


def shown(axis: Axis) -> tuple[str, str]:
    """Give the first and last day as ISO dates."""
    return dt.date.fromordinal(axis.first).isoformat(), dt.date.fromordinal(axis.last).isoformat()


@pytest.mark.parametrize(
    ("cells", "unit", "used"),
    [(31, "day", 31), (61, "day", 31), (62, "day", 62), (200, "day", 124), (30, "week", 30), (8, "month", 8)],
)
def test_the_width_chooses_the_unit(cells: int, unit: str, used: int) -> None:
    axis = axis_of("2005-05-01", "2005-05-31", cells)
    assert (axis.unit, axis.cells) == (unit, used)
    assert shown(axis) == ("2005-05-01", "2005-05-31")


@pytest.mark.parametrize(
    ("last", "unit"), [("2005-03-31", "week"), ("2006-12-31", "month"), ("2015-12-31", "year"), ("9999-12-31", "year")]
)
def test_the_range_chooses_the_unit(last: str, unit: str) -> None:
    assert axis_of("2005-01-01", last, 60).unit == unit


def test_a_short_range_is_shown_in_full_weeks() -> None:
    assert shown(axis_of("2005-05-12", "2005-05-12", 40)) == ("2005-05-09", "2005-05-15")
    assert shown(axis_of("0001-01-01", "0001-01-01", 40)) == ("0001-01-01", "0001-01-07")
    assert shown(axis_of("9999-12-31", "9999-12-31", 40)) == ("9999-12-27", "9999-12-31")


def test_a_day_maps_to_its_own_cells() -> None:
    axis = Axis(day(1).toordinal(), day(31).toordinal(), 62, "day")
    assert [axis.start(day(n).toordinal()) for n in (1, 2, 12, 31)] == [0, 2, 22, 60]
    assert [axis.end(day(n).toordinal()) for n in (1, 2, 12, 31)] == [1, 3, 23, 61]


def test_a_cell_holds_several_days_where_it_must() -> None:
    axis = Axis(1, 70, 10, "week")
    assert [(axis.start(n), axis.end(n)) for n in (1, 7, 8, 69, 70)] == [(0, 0), (0, 0), (1, 1), (9, 9), (9, 9)]


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 3_652_059), st.integers(0, 3_652_058), st.integers(14, 200))
def test_days_keep_their_order_and_stay_on_the_axis(first: int, length: int, cells: int) -> None:
    last = min(3_652_059, first + length)
    axis = make_axis([days("", dt.date.fromordinal(first), dt.date.fromordinal(last))], [], cells)
    assert axis is not None
    assert axis.cells <= cells
    steps = sorted({first, last, *range(first, last, max(1, (last - first) // 17))})
    starts = [axis.start(step) for step in steps]
    assert starts == sorted(starts)
    assert all(0 <= axis.start(step) <= axis.end(step) < axis.cells for step in steps)
    assert axis.end(axis.last) == axis.cells - 1
    exact = [math.floor((step - axis.first) * axis.cells / axis.days) for step in steps]
    assert all(abs(start - value) <= 1 for start, value in zip(starts, exact, strict=True))


def test_a_window_near_the_events_is_covered_whole() -> None:
    axis = make_axis(TIMES, [STAGE.when], 40) if STAGE.when else None
    assert axis is not None
    assert shown(axis) == ("2005-05-01", "2005-05-31")


@pytest.mark.parametrize(
    ("cells", "last"),
    [
        (40, "2005-05-31"),  # no day would keep its cell
        (60, "2005-07-07"),  # the window's first week
        (250, "2005-12-31"),
    ],
)
def test_a_window_far_off_does_not_crush_the_events(cells: int, last: str) -> None:
    axis = make_axis(TIMES, [BATCH_TWO.when], cells) if BATCH_TWO.when else None
    assert axis is not None
    assert axis.unit == "day"
    assert shown(axis) == ("2005-05-11", last)


def test_a_window_apart_does_not_count_beside_one_that_holds_the_events() -> None:
    windows = [window.when for window in (BATCH_TWO, STAGE) if window.when]
    axis = make_axis(TIMES, windows, 200)
    assert axis is not None
    assert shown(axis) == ("2005-05-01", "2005-05-31")


def test_windows_alone_give_the_axis_and_nothing_gives_none() -> None:
    axis = make_axis([], [BATCH_TWO.when], 60) if BATCH_TWO.when else None
    assert axis is not None
    assert shown(axis) == ("2005-07-01", "2005-12-31")
    assert make_axis([], [], 60) is None
    assert make_axis([When(text="5月", first=None, last=None, edtf="XXXX-05")], [], 60) is None


def test_labels_of_days() -> None:
    axis = axis_of("2005-05-01", "2005-06-20", 60)
    assert upper_labels(axis, ENGLISH) == {0: "May 2005", 31: "Jun"}
    assert lower_labels(axis, ENGLISH) == {1: "2", 8: "9", 15: "16", 22: "23", 29: "30", 36: "6", 43: "13"}


def test_each_day_is_labelled_where_three_cells_allow() -> None:
    axis = axis_of("2005-05-09", "2005-05-22", 42)
    assert axis.cells == 42
    assert list(lower_labels(axis, ENGLISH).values()) == [str(n) for n in range(9, 23)]
    assert lower_labels(axis, ENGLISH)[0] == "9"


def test_labels_of_months_and_years() -> None:
    axis = axis_of("2005-01-01", "2006-12-31", 48)
    assert axis.unit == "month"
    assert upper_labels(axis, ENGLISH) == {0: "2005", 24: "2006"}
    assert list(lower_labels(axis, ENGLISH).values()) == ["Jan", "Apr", "Jul", "Oct"] * 2
    ages = axis_of("0001-01-01", "9999-12-31", 60)
    assert ages.unit == "year"
    assert upper_labels(ages, ENGLISH) == {}
    assert list(lower_labels(ages, ENGLISH).values()) == [f"{n}000" for n in range(1, 10)]


def test_the_rest_of_a_month_gives_way_to_the_next() -> None:
    axis = axis_of("2005-05-16", "2005-12-31", 55)
    assert axis.start(dt.date(2005, 6, 1).toordinal()) == 3  # too near for "May" at 0
    assert next(iter(lower_labels(axis, ENGLISH).items())) == (3, "Jun")


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 3_652_059), st.integers(0, 4000), st.integers(14, 210))
def test_labels_never_collide(first: int, length: int, cells: int) -> None:
    last = min(3_652_059, first + length)
    axis = make_axis([days("", dt.date.fromordinal(first), dt.date.fromordinal(last))], [], cells)
    assert axis is not None
    for labels in (upper_labels(axis, ENGLISH), lower_labels(axis, ENGLISH)):
        free = 0
        for cell, text in sorted(labels.items()):
            assert cell >= free
            free = cell + cell_len(text) + 1
        assert free <= axis.cells + 1


def test_weekends() -> None:
    saturdays_and_sundays = [n for n in range(1, 32) if is_weekend(day(n).toordinal())]
    assert saturdays_and_sundays == [1, 7, 8, 14, 15, 21, 22, 28, 29]
