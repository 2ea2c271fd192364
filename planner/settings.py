"""Every configurable value in one typed record, read from `planner.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner.records import PartOfDay, PlannerError, Severity, Strength, message, system_reason

DateOrder = Literal["DMY", "MDY", "YMD"]

# Hours that a calendar shows for a part of day without a clock time: minutes after midnight, (start, end).
PARTS_OF_DAY: Mapping[PartOfDay, tuple[int, int]] = MappingProxyType(
    {
        "early_morning": (0, 6 * 60),
        "morning": (8 * 60, 12 * 60),
        "noon": (12 * 60, 14 * 60),
        "afternoon": (14 * 60, 18 * 60),
        "dusk": (17 * 60, 19 * 60),
        "evening": (18 * 60, 22 * 60),
        "night": (20 * 60, 24 * 60),
        "all_day": (0, 24 * 60),
    }
)


@dataclass(frozen=True, slots=True)
class Weight:
    """What going against a demand weighs, and the days by which its dates and lengths may give way besides 左右.

    `words` are those that tell the strength; ASCII ones count as whole words, as spelled or capitalised first.
    """

    severity: Severity
    slack_days: int = 0
    words: tuple[str, ...] = ()


# By how firmly a demand is meant: the first row of which it holds a word decides; a demand with no such word is a must.
WEIGHTS: Mapping[Strength, Weight] = MappingProxyType(
    {
        "must": Weight("error"),
        "strive": Weight("info", 0, ("争取", "力争", "努力", "strive", "strives", "aim", "aims")),
        "may": Weight(
            "info",
            0,
            ("可以", "可在", "可按", "可视", "可根据", "可延长", "可适当", "可顺延", "可推迟", "may", "can"),
        ),
        "in_principle": Weight("warning", 0, ("原则上", "一般", "总的", "in principle", "normally", "as a rule")),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values a user may set.

    `month_edge_days` is how many days 初 and 底 cover; `event_minutes` is the length declared for a start time without
    an end; `date_order` decides 12/05, None keeps both readings; `month_slack_days` is what an approximate month, and
    `week_slack_days` what an approximate week or day, may give way at its blurred end; `reading_seconds` and
    `reading_megabytes` are what reading one document may take before it is given up; `strength` is what each strength
    of a demand weighs. `same_day` says that what follows may begin on the last day of what it follows; `at_once_days`
    how many days after it still count as at once; `overlap` that a step may begin while the one before it goes on
    (边议边改); `month_days` how many days a month has as a length; `severity` what breaking a rule weighs, by its code,
    over the strength of the demand; `night` are the hours in which nobody is expected to work,
    (from, to) in minutes after midnight.
    """

    time_zone: str = "Asia/Shanghai"
    parts_of_day: Mapping[PartOfDay, tuple[int, int]] = field(default_factory=lambda: PARTS_OF_DAY)
    month_edge_days: int = 10
    event_minutes: int = 60
    date_order: DateOrder | None = None
    month_slack_days: int = 5
    week_slack_days: int = 2
    reading_seconds: int = 60
    reading_megabytes: int = 1000
    strength: Mapping[Strength, Weight] = field(default_factory=lambda: WEIGHTS)
    same_day: bool = True
    at_once_days: int = 3
    overlap: bool = False
    month_days: int = 30
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    night: tuple[int, int] = (22 * 60, 6 * 60)


_CLOCK = re.compile(r"([0-9]{2}):([0-5][0-9])")
_RANGES = {
    "month_edge_days": (1, 15),
    "event_minutes": (1, 1440),
    "month_slack_days": (0, 31),
    "week_slack_days": (0, 7),
    "reading_seconds": (1, 3600),
    "reading_megabytes": (200, 16_000),
    "at_once_days": (0, 31),
    "month_days": (28, 31),
}
_YES_OR_NO = frozenset(("same_day", "overlap"))
_CODE = re.compile(r"[A-Z][0-9]{3}")
_MOST_SLACK = 31  # days


def read_settings(path: Path) -> Settings:
    """Read a settings file; keys it leaves out keep their defaults.

    Raises PlannerError for a file that is missing, is not TOML, or holds an unknown key or an impossible value.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else error
        raise PlannerError(message("{path}: cannot be read as settings: {error}", path=path, error=reason)) from error
    known = {one.name for one in fields(Settings)}
    if unknown := sorted(table.keys() - known):
        said = message(
            "{path}: unknown key {key}; known: {known}", path=path, key=unknown[0], known=tuple(sorted(known))
        )
        raise PlannerError(said)
    changes: dict[str, Any] = {key: _checked(path, key, value) for key, value in table.items()}
    return replace(Settings(), **changes)


def _refused(path: Path, key: str, expected: str) -> PlannerError:
    return PlannerError(message("{path}: {key} must be {expected}", path=path, key=key, expected=expected))


def _checked(path: Path, key: str, value: object) -> object:
    if key in _RANGES:
        least, most = _RANGES[key]
        if type(value) is not int or not least <= value <= most:
            raise _refused(path, key, f"{least}-{most}")
    elif key == "date_order" and value not in get_args(DateOrder):
        raise _refused(path, key, " | ".join(get_args(DateOrder)))
    elif key == "time_zone":
        try:
            ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise _refused(path, key, "IANA time zone (Asia/Shanghai)") from error
    elif key in _YES_OR_NO and type(value) is not bool:
        raise _refused(path, key, "true | false")
    elif key in _TABLES:
        return _TABLES[key](path, value)
    return value


def _hours(path: Path, value: object) -> Mapping[PartOfDay, tuple[int, int]]:
    """Read `[parts_of_day]`, a table of part = ["HH:MM", "HH:MM"], over the defaults."""
    if not isinstance(value, dict) or value.keys() - set(get_args(PartOfDay)):
        raise _refused(path, "parts_of_day", " | ".join(get_args(PartOfDay)))
    hours = dict(PARTS_OF_DAY)
    for part, pair in value.items():
        times = [_CLOCK.fullmatch(str(text)) for text in pair] if isinstance(pair, list) else []
        minutes = [int(time[1]) * 60 + int(time[2]) for time in times if time]
        if len(times) != 2 or len(minutes) != 2 or not 0 <= minutes[0] < minutes[1] <= 1440:
            raise _refused(path, f"parts_of_day.{part}", '["08:00", "12:00"]')
        hours[part] = (minutes[0], minutes[1])
    return MappingProxyType(hours)


def _night(path: Path, value: object) -> tuple[int, int]:
    times = [_CLOCK.fullmatch(str(text)) for text in value] if isinstance(value, list) else []
    minutes = [int(time[1]) * 60 + int(time[2]) for time in times if time]
    if len(times) != 2 or len(minutes) != 2 or minutes[0] == minutes[1] or max(minutes) > 24 * 60:
        raise _refused(path, "night", '["22:00", "06:00"]')
    return minutes[0], minutes[1]


def _are_words(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) and one.strip() for one in value)


def _weights(path: Path, value: object) -> Mapping[Strength, Weight]:
    """Read `[strength]`, a table of strength = { severity = "...", slack_days = N }, over the defaults."""
    if not isinstance(value, dict) or value.keys() - set(get_args(Strength)):
        raise _refused(path, "strength", " | ".join(get_args(Strength)))
    weights = dict(WEIGHTS)
    for strength, entry in value.items():
        changed = {**asdict(weights[strength]), **entry} if isinstance(entry, dict) else {}
        severity, days, words = (changed.pop(name, None) for name in ("severity", "slack_days", "words"))
        is_known = severity in get_args(Severity) and type(days) is int and 0 <= days <= _MOST_SLACK
        if changed or not is_known or not _are_words(words):
            said = f'{{ severity = "{" | ".join(get_args(Severity))}", slack_days = 0-{_MOST_SLACK}, words = ["…"] }}'
            raise _refused(path, f"strength.{strength}", said)
        weights[strength] = Weight(severity, days, tuple(words))
    return MappingProxyType(weights)


def _severities(path: Path, value: object) -> Mapping[str, Severity]:
    """Read `[severity]`, a table of code = "error"."""
    if not isinstance(value, dict):
        raise _refused(path, "severity", 'W101 = "warning"')
    for code, severity in value.items():
        if not _CODE.fullmatch(code) or severity not in get_args(Severity):
            raise _refused(path, f"severity.{code}", f'W101 = "{" | ".join(get_args(Severity))}"')
    return MappingProxyType(dict(value))


# How the values are read that are more than a word or a number.
_TABLES: Mapping[str, Callable[[Path, object], object]] = {
    "parts_of_day": _hours,
    "strength": _weights,
    "severity": _severities,
    "night": _night,
}
