"""Charts of tasks by months, weeks or days: each run of ticked cells is a time of its row's task."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from planner import codes
from planner.extract.reading import Claim, Reading
from planner.extract.times import is_dated, is_empty, read_cell, values_of
from planner.extract.wording import plain, trimmed
from planner.records import Event, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Reference
    from planner.extract.context import Surroundings
    from planner.records import Cell, Table

_TICK = re.compile(r"[√✓✔●○◎▲△★☆■□◆◇█▇▬━→*xX=]+|[—–-]{2,}[>→]?")
_TASK = re.compile(
    r"任务|工作|项目|内容|事项|阶段|步骤|环节|进度|\b(?:tasks?|activit\w+|work|phase|stage|item|milestones?)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"责任|负责|单位|部门|备注|说明|人员?$|\b(?:owner|responsible|lead|team|unit|notes?|remarks?|comments?|status)\b",
    re.IGNORECASE,
)
_SIMPLE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_THIRDS = frozenset("上中下")  # below the name of a month
_HEAD_ROWS = 3
_LABELS = 3
_FEWEST = 3  # columns of times


class _Shape(NamedTuple):
    """Where the body of a chart begins, and the times of its columns from `left` on; `right` is behind the last."""

    body: int
    left: int
    right: int
    whens: tuple[When, ...]


def read_chart(table: Table, surroundings: Surroundings, stage: str) -> Reading | None:
    """Read a chart; None for any other table. A row without a tick is an event without a time."""
    captions = surroundings.contexts("caption", *(line.text for line in reversed(table.caption)))
    shape = _shape(table, surroundings.reference(*captions))
    if shape is None:
        return None
    head = {id(cell): cell for row in table.grid[: shape.body] for cell in row if cell is not None}
    claims = [Claim(cell.place, "context") for cell in head.values()]
    events: list[Event] = []
    findings = []
    for row in table.grid[shape.body :]:
        labels = _labels(row, shape)
        if not labels:
            continue
        reason = message("stands beside the time of its row")
        claims.extend(Claim(cell.place, "rejected", reason=reason) for cell in labels)
        if labels[-1].column_span > shape.left:
            continue  # a row that heads those below it
        title = trimmed(plain(" ".join(labels[-1].paragraphs)))
        behind = {id(cell): cell for cell in row[shape.right :] if cell is not None and not is_empty(cell.text)}
        claims.extend(Claim(cell.place, "rejected", reason=reason) for cell in behind.values())
        beside = tuple(cell.text for cell in (*labels[:-1], *behind.values()))
        event = Event(uid="", title=title, place=labels[-1].place, details=beside, stage=stage)
        times = _runs(row, shape)
        events.extend(replace(event, when=when, place=replace(event.place, quote=when.text)) for when in times)
        if not times:
            events.append(event)
            said = message("no date can be read from this row")
            findings.append(codes.reading_finding(codes.UNDATED_ROW, said, event.place, event=title))
    return Reading(tuple(events), tuple(findings), tuple(claims))


def _shape(table: Table, reference: Reference) -> _Shape | None:
    for line in range(min(_HEAD_ROWS, len(table.grid) - 1)):
        for body in (line + 1, line + 2):
            for left in range(1, min(_LABELS, table.width - _FEWEST) + 1):
                right = _right(table, line, body, left)
                if right - left < _FEWEST or not _is_ticked(table, body, left, right):
                    continue
                heads = [_head(table, line, body, at) for at in range(left, right)]
                whens = [_time(text, reference) for text in heads]
                known = tuple(when for when in whens if when is not None)
                corner = table.grid[line][left - 1]
                named = corner is not None and bool(_TASK.search(corner.text))
                if len(known) == len(whens) and _in_order(known) and (named or known[0].precision != "day"):
                    return _Shape(body, left, right, known)
    return None


def _right(table: Table, line: int, body: int, left: int) -> int:
    """Where the columns of times end: before columns of what else is said of a task (责任单位, 备注)."""
    right = table.width
    while right > max(left, table.width - _LABELS) and _AFTER.search(_head(table, line, body, right - 1)):
        right -= 1
    return right


def _is_ticked(table: Table, body: int, left: int, right: int) -> bool:
    """Whether the cells from a row on between two columns are ticks or blank, and some are ticks."""
    cells = [cell for row in table.grid[body:] for cell in row[left:right] if cell is not None and cell.column >= left]
    filled = [cell.text.strip() for cell in cells if not _is_blank(cell)]
    return bool(filled) and all(_TICK.fullmatch(text) for text in filled)


def _is_blank(cell: Cell) -> bool:
    return is_empty(cell.text) and not _TICK.fullmatch(cell.text.strip())


def _head(table: Table, line: int, body: int, at: int) -> str:
    """The words above a column, each once: 3月 over 上旬 is 3月上旬."""
    cells = {id(cell): cell for row in table.grid[line:body] if at < len(row) and (cell := row[at]) is not None}
    return "".join(f"{text}旬" if text in _THIRDS else text for text in (cell.text.strip() for cell in cells.values()))


def _time(text: str, reference: Reference) -> When | None:
    whens = [value for value in values_of(read_cell(text, reference)) if isinstance(value, When) and is_dated(value)]
    return whens[0] if len(whens) == 1 and whens[0].first and whens[0].last else None


def _in_order(whens: Sequence[When]) -> bool:
    """Whether times follow each other without overlapping."""
    ends = [(when.first, when.last) for when in whens]
    return len(whens) >= _FEWEST and all(
        one[1] is not None and two[0] is not None and one[1] < two[0] for one, two in pairwise(ends)
    )


def _labels(row: Sequence[Cell | None], shape: _Shape) -> list[Cell]:
    cells = {id(cell): cell for cell in row[: shape.left] if cell is not None and not is_empty(cell.text)}
    named = [cell for cell in cells.values() if not cell.text.strip().rstrip(".、").isdecimal()]
    return named or list(cells.values())


def _runs(row: Sequence[Cell | None], shape: _Shape) -> list[When]:
    """The times of a row's runs of ticked cells."""
    runs: list[list[When]] = []
    before = -2
    for at, when in enumerate(shape.whens):
        cell = row[at + shape.left] if at + shape.left < len(row) else None
        if cell is None or _is_blank(cell):
            continue
        if before == at - 1:
            runs[-1].append(when)
        else:
            runs.append([when])
        before = at
    return [_spanning(run) for run in runs]


def _spanning(run: Sequence[When]) -> When:
    """One time from the first to the last of a run."""
    first, last = run[0], run[-1]
    if first is last or first.first is None or last.last is None:
        return first
    simple = _SIMPLE.fullmatch(first.edtf) and _SIMPLE.fullmatch(last.edtf)
    edtf = f"{first.edtf}/{last.edtf}" if simple else f"{first.first.isoformat()}/{last.last.isoformat()}"
    return replace(first, text=f"{first.text}—{last.text}", last=last.last, edtf=edtf)
