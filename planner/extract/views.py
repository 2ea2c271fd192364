"""Tables whose rows hold several events side by side: each view shows the columns of one of them.

Two halves of one list beside each other, groups of columns under a head each (a date for two classes), columns of
different days (报名, 考试), tracks that run at the same time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.extract.roles import TIMES, columns_of, head_texts, names_day, role_of
from planner.extract.times import clock_only, is_empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.extract.roles import Columns, Role
    from planner.records import Cell, Table

_MOST_HALVES = 4
_TIME_WORDS = re.compile(
    r"(?:开始|開始|起始|起止|结束|結束)?(?:时间|時間|日期|时段|時段|(?<=[^\W\d_])日)$|^\s*(?:date|time|day|when|dates)\s*$"
    r"|\s*\b(?:dates?|times?|day)\b\s*$",
    re.IGNORECASE,
)
_EDGE_WORDS = re.compile(r"(?:开始|開始|起始|起|结束|結束|截止|截至|止)$")
_GENERIC = re.compile(r"(?:计划|計劃|活动|活動|工作|任务|任務|项目|項目|课程|課程|培训|培訓|会议|會議|起止|具体|举办|)")
_OTHER_CALENDAR = re.compile(r"农历|農曆|阴历|陰曆|旧历|lunar", re.IGNORECASE)
_REPLACED = re.compile(
    r"^原(?:定|计划|计|拟|时间|日期|上课|考试)?|(?:调整|变更|更改)前|\boriginal|\bprevious|^old\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"第?\s*[0-9一二三四五六七八九十]+\s*(?:轮|场|批次?|次|组|期|课|讲|周)?")
_PLACE_NAME = re.compile(r"[0-9一二三四五六七八九十]|\b[A-Z]\b")  # of one place, as in Room 2; 地点 heads many
_MARKER = re.compile(r"[（(][^（()）]*[)）]|[0-9A-ZＡ-Ｚ一二三四五六七八九十甲乙丙丁东南西北上中下]+|\s+")


@dataclass(frozen=True, slots=True)
class View:
    """The columns of one event of each row, and what tells it from the others of its row: its time or its track.

    `titled` says that the label belongs into the title; a track is only a detail. `again` says that another view
    has read what all share.
    """

    columns: Columns
    label: str = ""
    titled: bool = False
    again: bool = False


def halves(columns: Columns, part: Table, named: Mapping[str, Role]) -> Iterator[tuple[Columns, Table]]:
    """The lists that stand side by side under a header that repeats itself; the table itself where it does not."""
    head = part.grid[columns.body - 1] if columns.body else ()
    texts = [cell.text.strip() if cell is not None else "" for cell in head]
    filled = [at for at, text in enumerate(texts) if text]
    for count in range(2, _MOST_HALVES + 1):
        width = len(filled) // count
        if width < 2 or width * count != len(filled):
            continue
        heads = [[texts[at] for at in filled[start : start + width]] for start in range(0, len(filled), width)]
        if heads.count(heads[0]) < count or not TIMES & {columns.roles[at] for at in filled[:width]}:
            continue
        starts = [filled[number * width] for number in range(count)]
        for start, end in zip(starts, [*starts[1:], part.width], strict=True):
            half = replace(part, grid=tuple(row[start:end] for row in part.grid))
            if (own := columns_of(half, named)) is not None:
                yield own, half
        return
    yield columns, part


def views_of(columns: Columns, part: Table) -> list[View]:
    """The views of a table; one without a label where a row holds one event."""
    columns = _without_replaced(columns, part)
    grouped = _groups(columns, part)
    if grouped:
        return _numbered(grouped)
    dated = _dated(columns, part)
    if dated:
        return _numbered(dated)
    return _numbered(_tracks(columns, part) or [View(columns)])


def titled(title: str, label: str) -> str:
    """The title of an event with what its view is called: 电工 报名, 书法班 第1次."""
    if not label or label in title:
        return title
    return f"{label} {title}" if _ORDINAL.fullmatch(title) else f"{title} {label}"


def _numbered(views: Sequence[View]) -> list[View]:
    return [replace(view, again=bool(number)) for number, view in enumerate(views)]


def _hiding(columns: Columns, hidden: set[int], titles: Mapping[int, Role] | None = None) -> Columns:
    roles = list(columns.roles)
    for at in hidden:
        roles[at] = "hidden"
    for at, role in (titles or {}).items():
        roles[at] = role
    return replace(columns, roles=tuple(roles))


def _cells(part: Table, columns: Columns, at: int) -> list[Cell]:
    """The filled cells of a column below the header that do not reach over from the column to the left."""
    found = {}
    for row in part.grid[columns.body :]:
        cell = row[at] if at < len(row) else None
        if cell is not None and not is_empty(cell.text) and not (at and row[at - 1] is cell):
            found[id(cell)] = cell
    return list(found.values())


def _without_replaced(columns: Columns, part: Table) -> Columns:
    """Without columns of times that no longer hold (原定时间), or of another calendar, beside one that does."""
    heads = head_texts(part, columns)
    times = [at for at, role in enumerate(columns.roles) if role in ("time", "start", "end")]
    gone = {at for at in times if _REPLACED.search(heads[at]) or _OTHER_CALENDAR.search(heads[at])}
    return _hiding(columns, gone) if gone and len(gone) < len(times) else columns


def _groups(columns: Columns, part: Table) -> list[View]:
    """Groups of columns with the same lower heads, each below a head of its own (七年级: 科目, 考场)."""
    if columns.body < 2:
        return []
    lower = part.grid[columns.body - 1]
    runs: dict[int, list[int]] = {}
    uppers: dict[int, Cell] = {}
    for at, cell in enumerate(part.grid[columns.body - 2]):
        if cell is not None and at < len(lower) and lower[at] is not cell:
            runs.setdefault(id(cell), []).append(at)
            uppers[id(cell)] = cell
    inside = columns.body - columns.head > 1
    groups = [(uppers[key], run) for key, run in runs.items() if len(run) > 1 or inside]
    heads = [tuple(cell.text if (cell := lower[at]) is not None else "" for at in run) for _, run in groups]
    if len(groups) < 2 or any(one != heads[0] for one in heads) or not any(heads[0]):
        return []
    firsts = [columns.roles[at] for at in groups[0][1]]
    if not (set(firsts) - {"unknown", "number", "hidden"}):
        return []
    every = {at for _, run in groups for at in run}
    views = []
    for upper, run in groups:
        roles = dict(zip(run, firsts, strict=True))
        views.append(View(_hiding(columns, every - set(run), roles), " ".join(upper.paragraphs), titled=True))
    return views


def _dated(columns: Columns, part: Table) -> list[View]:
    """Columns of different days in one row, each a time of its own; a start and the end behind it are one."""
    heads = head_texts(part, columns)
    times = [
        at
        for at, role in enumerate(columns.roles)
        if role in ("time", "start", "end") and _are_days(_cells(part, columns, at))
    ]
    units: list[list[int]] = []
    for at in times:
        if units and columns.roles[at] == "end" and columns.roles[units[-1][-1]] == "start":
            units[-1].append(at)
        else:
            units.append([at])
    if len(units) < 2 or len({heads[at] for at in times}) < len(times):
        return []
    if len(times) == 2 and {columns.roles[at] for at in times} in ({"start", "end"}, {"time", "end"}):
        return []
    labels = [_label(heads[unit[0]]) for unit in units]
    if len({*labels}) < len(labels):
        return []
    return [
        View(_hiding(columns, set(times) - set(unit)), label, titled=True)
        for unit, label in zip(units, labels, strict=True)
    ]


def _label(head: str) -> str:
    words = _EDGE_WORDS.sub("", _TIME_WORDS.sub("", "".join(head.split()) if not head.isascii() else head).strip())
    return "" if _GENERIC.fullmatch(words) else words


def _are_days(cells: Sequence[Cell]) -> bool:
    """Whether most cells name a day with its month, or a span of such days."""
    told = [
        cell.text for cell in cells if re.search(r"[0-9一二三四五六七八九十]", cell.text)
    ]  # the others are left open
    texts = [text for text in told if not clock_only(text)]
    return bool(texts) and len(texts) * 2 > len(told) and sum(map(names_day, texts)) * 2 > len(texts)


def _tracks(columns: Columns, part: Table) -> list[View]:
    """Columns of what happens at the same time in several places: alike heads, or a cell that reaches over all."""
    if columns.body <= columns.head:
        return []
    at_once = [
        at for at, role in enumerate(columns.roles) if role not in (*TIMES, "number", "weekday", "note", "hidden")
    ]
    heads = head_texts(part, columns)
    if len(at_once) < 2 or any(not heads[at] for at in at_once) or len({heads[at] for at in at_once}) < len(at_once):
        return []
    stems = {_MARKER.sub("", heads[at]) for at in at_once}
    places = all(columns.roles[at] in ("unknown", "title", "details", "location") for at in at_once)
    alike = len(stems) == 1 and stems != {""} and places
    free = all(
        columns.roles[at] in ("unknown", "title") or (columns.roles[at] == "location" and _PLACE_NAME.search(heads[at]))
        for at in at_once
    )
    titles = [at for at in at_once if role_of(heads[at], {}) == "title"]
    free = free and len(titles) in (0, len(at_once))  # one column of titles among others is no place of its own
    rows = [[row[at] for at in at_once] for row in part.grid[columns.body :] if len(row) > at_once[-1]]
    shared = any(
        len({id(cell) for cell in row}) == 1 and row[0] is not None and row[0].column >= at_once[0] for row in rows
    )
    apart = sum(len({id(cell) for cell in row if cell is not None and not is_empty(cell.text)}) > 1 for row in rows)
    if apart < (1 if alike else 2) or not (alike or (free and shared)):
        return []
    return [View(_hiding(columns, set(at_once) - {at}, {at: "title"}), heads[at]) for at in at_once]
