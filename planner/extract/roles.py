"""What the columns of a table hold, told by the words of its header, else by a column that is full of dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner import dates
from planner.records import When

if TYPE_CHECKING:
    from planner.records import Table

Role: TypeAlias = Literal[
    "number", "time", "location", "participants", "organizer", "note", "details", "title", "unknown"
]

# The first pattern found in a header cell gives its role: 活动时间 is a time, 活动内容 is details, 活动 is a title.
_WORDS: tuple[tuple[Role, str], ...] = (
    ("number", r"^(?:序号|编号|no\.?|#|item no\.?)$"),
    ("time", r"时间|日期|时段|起止|时限|期限|进度$|日程$|^(?:dates?|times?|when|period|deadline|due)\b"),
    ("location", r"地点|场所|地址|会场|教室|位置|\b(?:location|place|venue|where|room)\b"),
    ("participants", r"参加|参与|出席|对象|人员|\b(?:participants?|attendees?|who|audience)\b"),
    ("organizer", r"组织|责任|负责|主办|承办|牵头|主持|主讲|部门|\b(?:organi[sz]er|host|lead|owner|speaker)\b"),
    ("note", r"备注|说明|附注|\b(?:notes?|remarks?|comments?)\b"),
    ("details", r"内容|要求|议程|措施|\b(?:descriptions?|details?|contents?|agenda)\b"),
    ("title", r"项目|事项|活动|主题|名称|环节|步骤|任务|会议|课程|议题|工作|安排"),
    ("title", r"\b(?:events?|activit\w+|items?|title|topic|sessions?|tasks?|what|course)\b"),
)
_HEADERS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _WORDS)
_LONGEST_HEADER = 20  # characters; a longer cell is content
_HEADER_ROWS = 3  # a header stands among the first rows


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, left to right, and the index of the first row below the header."""

    roles: tuple[Role, ...]
    body: int

    def of(self, role: Role) -> tuple[int, ...]:
        """The columns that have this role."""
        return tuple(column for column, one in enumerate(self.roles) if one == role)


def columns_of(table: Table) -> Columns | None:
    """Tell the roles of a table's columns; None where no column holds times."""
    for index, row in enumerate(table.grid[:_HEADER_ROWS]):
        roles = tuple(_role("" if cell is None else cell.text) for cell in row)
        named = {role for role in roles if role != "unknown"}
        if len(named) >= 2 and "time" in named:
            return Columns(_with_title(roles), index + 1)
    return _by_content(table)


def _role(header: str) -> Role:
    words = re.sub(r"\s+", "" if re.search(r"[\u4e00-\u9fff]", header) else " ", header).strip()
    if len(words) > _LONGEST_HEADER:
        return "unknown"
    return next((role for role, pattern in _HEADERS if pattern.search(words)), "unknown")


def _with_title(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """A table without a title column takes for it the first whose role is unknown, else its details."""
    if "title" in roles:
        return roles
    role: Role = "unknown" if "unknown" in roles else "details"
    if role not in roles:
        return roles
    at = roles.index(role)
    return (*roles[:at], "title", *roles[at + 1 :])


def _by_content(table: Table) -> Columns | None:
    """Take for the time column the one in which most cells are times, if these are more than half of its cells."""
    best, share = -1, 0.5
    for column in range(table.width):
        texts = [cell.text for row in table.grid if column < len(row) and (cell := row[column]) and cell.text]
        dated = sum(_is_time(text) for text in texts) / max(len(texts), 1)
        if dated > share:
            best, share = column, dated
    if best < 0:
        return None
    first = table.grid[0][best] if best < len(table.grid[0]) else None
    headed = not (first and _is_time(first.text))
    roles: list[Role] = [
        _role(cell.text) if headed and column < len(table.grid[0]) and (cell := table.grid[0][column]) else "unknown"
        for column in range(table.width)
    ]
    roles[best] = "time"
    return Columns(_with_title(tuple(roles)), int(headed))


def _is_time(text: str) -> bool:
    """Whether a cell is a time and little else."""
    words = " ".join(text.split())
    whens = [one for one in dates.read(words) if any(isinstance(value, When) for value in one.values)]
    return sum(one.end - one.start for one in whens) * 2 > len(words)
