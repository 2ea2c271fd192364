"""Days counted on from a day: by days, working days, weeks and months."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.check.rest_days import days_later


@pytest.mark.parametrize(
    ("number", "unit", "zone", "expected"),
    [
        (3, "day", "Asia/Shanghai", dt.date(2025, 2, 3)),
        (2, "week", "Asia/Shanghai", dt.date(2025, 2, 14)),
        (1, "month", "Asia/Shanghai", dt.date(2025, 2, 28)),
        (1, "working_day", "Asia/Shanghai", dt.date(2025, 2, 5)),
        (1, "working_day", "Europe/Berlin", dt.date(2025, 2, 3)),
        (0.5, "day", "Asia/Shanghai", None),
        (1, "year", "Asia/Shanghai", None),
        (10**9, "month", "Asia/Shanghai", None),
        (10**9, "day", "Asia/Shanghai", None),
        (10**9, "working_day", "Asia/Shanghai", None),
    ],
)
def test_days_later(number: float, unit: str, zone: str, expected: dt.date | None) -> None:
    assert days_later(dt.date(2025, 1, 31), number, unit, time_zone=zone) == expected
