import datetime as dt

import pytest

from planner.records import When
from planner.show.axis import Axis, make_axis
from planner.show.bars import band, event_bar, rule, today_cell, window_bar
from tests.show.may import BATCH_TWO, STAGE, afternoon, day, days, event, third


def may(cells_a_day: int = 1) -> Axis:
    return Axis(day(1).toordinal(), day(31).toordinal(), 31 * cells_a_day, "day")


def drawn(bar: dict[int, str], axis: Axis) -> str:
    return "".join(bar.get(cell, ".") for cell in range(axis.cells))


def bar(when: When, axis: Axis, kind: str = "event") -> str:
    return drawn(event_bar(event("1", "", when, kind=kind), axis), axis)


def test_a_bar_takes_the_cells_of_its_first_to_its_last_day() -> None:
    assert event_bar(event("1", "", days("", day(16), day(20))), may()) == dict.fromkeys(range(15, 20), "█")
    assert event_bar(event("1", "", days("", day(16), day(20))), may(4)) == dict.fromkeys(range(60, 80), "█")
    assert event_bar(event("1", "", third("", day(21), day(31))), may()) == dict.fromkeys(range(20, 31), "▒")


def test_a_bar_on_months_takes_every_cell_that_its_days_touch() -> None:
    axis = Axis(dt.date(2005, 1, 1).toordinal(), dt.date(2005, 12, 31).toordinal(), 73, "month")  # 5 days a cell
    first, last = dt.date(2005, 1, 6), dt.date(2005, 1, 16)
    assert event_bar(event("1", "", days("", first, last)), axis) == dict.fromkeys((1, 2, 3), "█")


@pytest.mark.parametrize(
    ("cells", "start", "end", "part", "expected"),
    [
        (1, None, None, "morning", "▌"),
        (1, None, None, "afternoon", "▐"),
        (1, None, None, "evening", "▐"),
        (1, None, None, "noon", "█"),
        (1, None, None, "all_day", "█"),
        (2, None, None, "morning", "█."),
        (2, None, None, "afternoon", ".█"),
        (3, None, None, "morning", "█▌."),
        (3, None, None, "afternoon", ".▐█"),
        (4, None, None, "night", "..██"),
        (2, 540, 690, None, "█."),
        (2, 540, 720, None, "█."),
        (2, 540, 1020, None, "██"),
        (2, 720, None, None, ".█"),
        (2, 840, 1020, "afternoon", ".█"),
    ],
)
def test_half_days(cells: int, start: int | None, end: int | None, part: str | None, expected: str) -> None:
    when = When(text="", first=day(12), last=day(12), edtf="", part=part, start_time=start, end_time=end)  # type: ignore[arg-type]
    line = bar(when, may(cells)).replace(".", " ")
    assert line == " " * 11 * cells + expected.replace(".", " ") + " " * 19 * cells


def test_a_half_day_does_not_show_where_days_share_a_cell() -> None:
    axis = Axis(day(1).toordinal(), day(31).toordinal(), 16, "week")
    assert bar(afternoon("", day(12)), axis).strip(".") == "█"


def test_open_ends_run_to_the_edge() -> None:
    until = When(text="", first=None, last=day(5), edtf="../2005-05-05")
    since = When(text="", first=day(27), last=None, edtf="2005-05-27/..")
    assert bar(until, may()) == "◀╌╌╌█" + "." * 26
    assert bar(until, may(), "deadline") == "◀╌╌╌◆" + "." * 26
    assert bar(since, may()) == "." * 26 + "█╌╌╌▶"


def test_a_deadline_on_a_day_is_a_diamond() -> None:
    assert bar(days("", day(3), day(3)), may(2), "deadline") == "....█◆" + "." * 56


def test_blurred_ends() -> None:
    when = When(text="", first=day(2), last=day(6), edtf="", fit="within", approximate_first=True)
    assert bar(when, may()).strip(".") == "~▒▒▒▒"
    when = When(text="", first=day(2), last=day(6), edtf="", approximate_last=True)
    assert bar(when, may()).strip(".") == "████~"


def test_what_has_no_day_has_no_bar() -> None:
    assert event_bar(event("1", "", None), may()) == {}
    assert event_bar(event("1", "", When(text="5月", first=None, last=None, edtf="XXXX-05")), may()) == {}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (day(3), day(5), "..━━━" + "." * 26),
        (dt.date(2005, 4, 1), day(5), "◀━━━━" + "." * 26),
        (day(29), dt.date(2005, 7, 1), "." * 28 + "━━▶"),
        (None, day(5), "◀━━━━" + "." * 26),
        (day(29), None, "." * 28 + "━━▶"),
        (dt.date(2005, 1, 1), dt.date(2005, 2, 1), "◀" + "." * 30),
        (dt.date(2005, 7, 1), dt.date(2005, 8, 1), "." * 30 + "▶"),
    ],
)
def test_windows(first: dt.date | None, last: dt.date | None, expected: str) -> None:
    assert drawn(window_bar(When(text="", first=first, last=last, edtf=""), may()), may()) == expected


def test_the_band_is_where_windows_are() -> None:
    assert band((STAGE,), may()) == frozenset(range(31))
    assert band((BATCH_TWO,), may()) == frozenset()  # wholly beyond the axis


def test_the_rule_marks_weekends_and_today() -> None:
    assert rule(may(), (), None) == "═─────══─────══─────══─────══──"
    assert rule(may(), (), day(18).toordinal()) == "═─────══─────══──▼──══─────══──"
    assert rule(may(), (), dt.date(2006, 1, 1).toordinal()) == rule(may(), (), None)
    assert today_cell(may(3), day(2).toordinal()) == 4


def test_the_rule_over_months_ticks_under_labels() -> None:
    axis = make_axis([days("", day(1), dt.date(2006, 12, 31))], [], 40)
    assert axis is not None
    assert rule(axis, (0, 12), None) == "┴" + "─" * 11 + "┴" + "─" * 27
