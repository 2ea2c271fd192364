"""What `planner lint` checks in an RRULE (RFC 5545, 3.3.10), and against the DTSTART beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planner.export import lint_faults as faults
from planner.export.lint_faults import Fault
from planner.export.lint_lines import Line
from planner.export.lint_values import kind_of, moment_of

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PART = re.compile(
    r"FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)|UNTIL=\d{8}(?:T\d{6}Z?)?|(?:COUNT|INTERVAL)=[1-9]\d*"
    r"|BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)=[+-]?\d{1,3}(?:,[+-]?\d{1,3})*"
    r"|BYDAY=(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU))*"
    r"|WKST=(?:MO|TU|WE|TH|FR|SA|SU)|RSCALE=\w+|SKIP=\w+|X-[A-Z0-9-]+=.*",
    re.IGNORECASE,
)
# The least and the largest number, by its size, and whether it may count from the end.
_NUMBERS = {
    "BYSECOND": (0, 60, False), "BYMINUTE": (0, 59, False), "BYHOUR": (0, 23, False), "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True), "BYWEEKNO": (1, 53, True), "BYMONTH": (1, 12, False), "BYSETPOS": (1, 366, True),
}  # fmt: skip
# In what no rule of a frequency may say: the Notes of RFC 5545, 3.3.10.
_NOT_WITH = {
    "BYMONTHDAY": ("WEEKLY",),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYWEEKNO": ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY"),
}
_WITHIN_DAYS = ("BYHOUR", "BYMINUTE", "BYSECOND")


def rule_faults(rule: Line, start: Line | None) -> Iterator[Fault]:
    """Check an RRULE by itself, and what its UNTIL and its days must be beside its DTSTART."""
    parts = rule.value.upper().split(";")
    said = dict(part.partition("=")[::2] for part in parts)
    if not all(map(_PART.fullmatch, parts)) or len(said) != len(parts) or not _is_sound(said):
        yield faults.BAD_RULE.at(rule.number, value=rule.value[:60])
        return
    if {"COUNT", "UNTIL"} <= said.keys():
        yield faults.COUNT_UNTIL.at(rule.number)
    if start is None:
        return
    until = said.get("UNTIL", "")
    kind = kind_of(start.value)
    in_utc = "TZID" in start.parameters or start.value.endswith("Z")
    if until and (kind_of(until) != kind or (kind == "DATE-TIME" and in_utc != until.endswith("Z"))):
        yield faults.UNTIL_TYPE.at(rule.number, kind=f"{kind} (UTC)" if in_utc else kind)
    if kind == "DATE" and (said["FREQ"] in ("SECONDLY", "MINUTELY", "HOURLY") or said.keys() & set(_WITHIN_DAYS)):
        yield faults.RULE_IN_DAY.at(rule.number)
    elif _misses(said, start):
        yield faults.OFF_RULE.at(rule.number)


def _is_sound(said: Mapping[str, str]) -> bool:
    """Whether the parts of a rule go together and their numbers are such as there are."""
    frequency = said.get("FREQ")
    if frequency is None or any(frequency in _NOT_WITH.get(name, ()) for name in said):
        return False
    for name, (least, largest, backwards) in _NUMBERS.items():
        for number in map(int, said[name].split(",") if name in said else ()):
            if not least <= abs(number) <= largest or (number < 0 and not backwards):
                return False
    numbered = re.search(r"\d", said.get("BYDAY", "")) is not None
    if numbered and (frequency not in ("MONTHLY", "YEARLY") or (frequency == "YEARLY" and "BYWEEKNO" in said)):
        return False
    return "BYSETPOS" not in said or any(name.startswith("BY") and name != "BYSETPOS" for name in said)


def _misses(said: Mapping[str, str], start: Line) -> bool:
    """Whether a rule names weekdays, days of the month or months, and not those of its start."""
    moment = moment_of(start.value)
    if moment is None or "RSCALE" in said:
        return False
    weekdays = {day[-2:] for day in said["BYDAY"].split(",")} if "BYDAY" in said else set(_DAYS)
    months = set(map(int, said["BYMONTH"].split(","))) if "BYMONTH" in said else {moment.month}
    days = set(map(int, said["BYMONTHDAY"].split(","))) if "BYMONTHDAY" in said else {moment.day}
    return (
        _DAYS[moment.weekday()] not in weekdays
        or moment.month not in months
        or (moment.day not in days and not any(day < 0 for day in days))
    )
