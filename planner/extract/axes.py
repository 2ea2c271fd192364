"""The axes of a grid: what the heads of its rows and columns are - days, weekdays, clock times, periods, weeks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner.extract.times import clock_only, is_empty, part_of, read_cell
from planner.records import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Cell, Table

Axis: TypeAlias = Literal["day", "weekday", "slot", "week", "name", ""]
_WEEKDAY = re.compile(
    r"^\s*(?:(?:星期|礼拜|禮拜|周|週)?([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)\s*$", re.IGNORECASE
)
_PERIOD = re.compile(
    r"第?\s*[0-9一二三四五六七八九十]+\s*(?:[-~～—–、至到,，]\s*[0-9一二三四五六七八九十]+)?\s*(?:大?[节節]|课时|讲次)|\bperiods?\s*[0-9]",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"^\s*(?:[早中晚白夜日]|大夜|小夜|上午|下午)(?:班|值班)\s*$|^\s*(?:day|night|early|late)\s+shift\s*$", re.IGNORECASE
)
_WEEK = re.compile(r"^\s*第?\s*[0-9一二三四五六七八九十]+\s*[周週]\s*$|^\s*week\s*[0-9]+\s*$", re.IGNORECASE)
_DAY_IN = re.compile(
    r"[0-9]{1,2}\s*[日号號]|[0-9]{1,2}\s*[/.月\-]\s*[0-9]{1,2}|[a-z]{3,9}\.?\s*[0-9]{1,2}|[0-9]{1,2}\s+[a-z]{3,9}",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"^\s*(?:姓\s*名|值班人员?|人\s*员|员工|职工|教师|护士|医生|医师|班\s*组"
    r"|(?:full |staff )?names?|staff|employee|who)\s*$",
    re.IGNORECASE,
)
_POSTS = re.compile(
    r"岗|部位|点位|地点|位置|区域|班次|科室|部门|职务|职责|分工|\b(?:posts?|station|area|duty|role)\b", re.IGNORECASE
)
_DUTY = re.compile(
    r"[早中晚白夜日值正副前后休][班休]?|[A-DNP][0-9]?班?|[√✓✔●○▲△★☆]|值班|全天|休息|轮休|补休|公休|调休"
    r"|早班|中班|晚班|[上下]午班?|day|night|late|early|off|on|rest|am|pm",
    re.IGNORECASE,
)
_REST = re.compile(r"休|休息|[轮补公调][休]|停[诊课班]|轮空|off|rest|day off", re.IGNORECASE)
_MARK = re.compile(r"[√✓✔●○▲△★☆]|值班|on", re.IGNORECASE)
_FEWEST_HEADS = 3  # days that alone show a grid
_FEWEST_DAYS = 5  # numbers in a row that are days of a month
_ENOUGH = 60  # heads that show what an axis is
_CHINESE = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_shift(text: str) -> bool:
    """Whether a head is the name of a shift: 白班, night shift."""
    return bool(_SHIFT.match(text))


def is_rest(text: str) -> bool:
    """Whether a cell of a roster says that someone is off."""
    return bool(_REST.fullmatch(text.strip()))


def is_mark(text: str) -> bool:
    """Whether a cell of a roster only ticks its day: √."""
    return bool(_MARK.fullmatch(text.strip()))


def are_duties(texts: list[str]) -> bool:
    """Whether cells hold the marks of a roster: 早, 夜班, 休, √."""
    return bool(texts) and sum(bool(_DUTY.fullmatch(text.strip())) for text in texts) * 10 >= 7 * len(texts)


def are_things(texts: list[str]) -> bool:
    """Whether cells hold words that are no times, marks or numbers: places, classes, people, what is done."""
    words = [text for text in texts if re.search(r"[^\W\d_]{2}", text) and not axis_of(text)]
    return bool(texts) and len(words) * 10 >= 9 * len(texts)


def all_days(cells: Iterable[Cell | None], *, slotted: bool = False) -> bool:
    """Whether heads are days or weekdays, and none is anything else: three or more, two with slots below them."""
    kept = {id(cell): cell.text for cell in cells if cell is not None and not is_empty(cell.text)}
    return len(kept) >= _FEWEST_HEADS - slotted and {axis_of(text) for text in kept.values()} <= {"day", "weekday"}


def heads_posts(text: str) -> bool:
    """Whether a head stands above places at which people stand: 岗位, 科室."""
    return bool(_POSTS.search(text))


def heads_names(text: str) -> bool:
    """Whether a head stands above the names of people: 姓名, staff."""
    return bool(_NAMES.match(text))


def are_day_numbers(cells: Iterable[Cell | None]) -> bool:
    """Whether heads are the numbers of days of one month, each one more than the one before: 1, 2, 3."""
    texts = list({id(cell): cell.text.strip() for cell in cells if cell is not None and cell.text.strip()}.values())
    if len(texts) < _FEWEST_DAYS or not all(text.isdecimal() and len(text) <= 2 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers[0] >= 1 and numbers[-1] <= 31 and numbers == list(range(numbers[0], numbers[-1] + 1))


def weekday_of(text: str) -> int | None:
    """The weekday that a head names, 0 for Monday; None for any other head."""
    found = _WEEKDAY.match(text)
    if not found:
        return None
    if found[1]:
        return 6 if found[1] == "天" else _CHINESE.index(found[1])
    return _ENGLISH.index(found[2].lower())


@lru_cache(maxsize=4096)
def axis_of(text: str) -> Axis:
    """What a head of a row or column is; empty for words that are none of these."""
    words = " ".join(text.split())
    if is_empty(words) or len(words) > 40:
        return ""
    if weekday_of(words) is not None:
        return "weekday"
    if _WEEK.match(words):
        return "week"
    if _PERIOD.search(words) or part_of(words) or is_shift(words) or clock_only(words):
        return "slot"
    return "day" if _DAY_IN.search(words) and _is_day(words) else ""


def _is_day(words: str) -> bool:
    import datetime as dt

    from planner.dates import Context, Reference

    month = Context(source="caption", text="", year=2024, month=1)
    found = read_cell(words, Reference(contexts=(month,), document_date=dt.date(2024, 1, 1)))
    values = [one.values[0] for one in found if one.values]  # of two orders of day and month the first will do
    whens = [value for value in values if isinstance(value, When) and value.first is not None]
    return bool(whens) and all(one.precision in ("day", "part", "minute") for one in whens)


def common_axis(cells: Iterable[Cell | None]) -> Axis:
    """The axis that most of these heads, and at least two, belong to; empty where they are no heads."""
    texts: dict[int, str] = {}
    for cell in cells:
        if cell is not None and not is_empty(cell.text):
            texts[id(cell)] = cell.text
        if len(texts) == _ENOUGH:
            break
    kinds = [axis_of(text) for text in texts.values()]
    best: Axis = max(("day", "weekday", "slot", "week"), key=kinds.count)
    return best if kinds.count(best) >= 2 and kinds.count(best) * 10 >= 7 * len(kinds) else ""


def single_axis(cells: Iterable[Cell | None]) -> Axis:
    """As common_axis, but one head is enough where all heads are of one kind."""
    kinds = {axis_of(cell.text) for cell in [*cells][:_ENOUGH] if cell is not None and not is_empty(cell.text)}
    return kinds.pop() if len(kinds) == 1 else ""


def column(table: Table, at: int, start: int = 0) -> list[Cell | None]:
    """The cells of a column from a row on."""
    return [row[at] if at < len(row) else None for row in table.grid[start:]]
