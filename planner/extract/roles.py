"""What the columns of a table hold, told by the words of its header and by what stands in its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner import dates
from planner.extract.axes import weekday_of
from planner.extract.times import is_empty, part_of
from planner.records import When

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from planner.records import Cell, Table

Role: TypeAlias = Literal[
    "number",
    "time",
    "start",
    "end",
    "year",
    "month",
    "day",
    "week",
    "weekday",
    "location",
    "participants",
    "organizer",
    "note",
    "details",
    "stage",
    "title",
    "hidden",
    "unknown",
]
TIMES: frozenset[Role] = frozenset(("time", "start", "end", "year", "month", "day", "week"))

# "hidden" is never told: it is the role of columns that another view of the table shows.
_OF_WHAT = r"(?:计划|計劃|预计|預計|预定|活动|活動|工作|任务|任務|项目|項目|课程|課程|培训|培訓|会议|會議)?"
# The first pattern found in a header cell gives its role: 活动时间 is a time, 活动内容 is details, 活动 is a title.
_WORDS: tuple[tuple[Role, str], ...] = (
    ("number", r"电话|電話|手机|手機|邮箱|联系方式|聯絡|\b(?:phone|tel|mobile|e-?mail)\b"),
    ("number", r"^(?:序号|編號|编号|项次|項次|no\.?|#|item no\.?)$"),
    ("week", r"^(?:周|週|周次|週次|教学周|教學週|学周|周数|week(?: ?no\.?| number)?|wk\.?)$"),
    ("weekday", r"^(?:星期|星期几|周几|週幾|曜日|礼拜|weekday|day of (?:the )?week)$"),
    ("year", r"^(?:年|年份|年度|year)$"),
    ("month", r"^(?:月|月份|month)$"),
    ("day", r"^(?:日|号|號|day)$"),
    ("start", rf"^{_OF_WHAT}(?:开始|開始|起始|开工|開工|布置|发布|出发|发车|启程|起飞|入住|起)(?:时间|時間|日期|日)?$"),
    (
        "start",
        r"^[\u4e00-\u9fff]{0,6}(?:开始|開始|起始)(?:时间|時間|日期|日)?$",
    ),
    (
        "end",
        r"^[\u4e00-\u9fff]{0,6}(?:结束|結束|截止|截至)(?:时间|時間|日期|日)?$",
    ),
    ("end", rf"^{_OF_WHAT}(?:完成|办结|辦結|办理|辦理|上报|上報|报送|報送|提交|整改|反馈|落实)(?:期限|时限|時限)$"),
    ("end", r"^(?:\w+ )?(?:due|deadline)(?: date| by| on)?$"),
    ("start", r"^(?:planned |actual |target )?(?:start|begin|from|open|depart\w*)(?:s|ing)?(?: (?:date|time|on))?$"),
    (
        "end",
        rf"^{_OF_WHAT}(?:结束|結束|截止|截至|终止|終止|完成|完工|返回|返程|到达|离开|离店|止)(?:时间|時間|日期|日)?$",
    ),
    ("end", r"^(?:planned |actual |target )?(?:end|finish|until|to|return|clos)(?:s|e|ing|es)?(?: (?:date|time|on))?$"),
    ("time", r"时间|時間|日期|时段|時段|起止|时限|時限|期限|进度$|日程$|何时|何時|哪天|几时|什么时候"),
    ("time", r"\b(?:dates?|times?|when|period|deadline)\b|^(?:due|day)\b"),
    (
        "location",
        r"地点|地點|场所|場所|地址|会场|會場|考场|考場|场地|場地|会议室|教室|位置|\b(?:location|place|venue|where|room)\b",
    ),
    (
        "participants",
        r"参加|參加|参与|出席|对象|對象|人员|人員|小组$|员$|員$|干部$|司机$|医生$|护士$|保安$|值班人$|\b(?:participants?|attendees?|who|audience)\b",
    ),
    (
        "organizer",
        r"组织|組織|责任|責任|负责|負責|主办|主辦|承办|承辦|牵头|牽頭|主持|主讲|讲者|讲员|演讲者?|发言人|报告人|報告人|嘉宾|点评|评议人|评论人|监考|讲师|授课|教师|导师|领导|領導|带班|部门|部門",
    ),
    (
        "organizer",
        (
            r"\b(?:organi[sz]er|host|lead|owner|speaker|supervisor|coordinator|instructor|lecturer|teacher|presenter"
            r"|chair|moderator|facilitator|discussant|trainer|responsible)s?\b"
        ),
    ),
    (
        "stage",
        r"^(?:活动|活動|工作|学习|學習|实施|實施)?(?:阶段|階段)(?:名称|名稱|划分|劃分)?$|^(?:stage|phase)s?(?: name)?$",
    ),
    ("note", r"备注|備註|说明|說明|附注|附註|\b(?:notes?|remarks?|comments?)\b"),
    ("details", r"内容|內容|要求|议程|議程|措施|\b(?:descriptions?|details?|contents?|agenda)\b"),
    (
        "title",
        r"项目|項目|事项|事項|活动|活動|主题|主題|名称|名稱|环节|環節|步骤|步驟|任务|任務|会议|會議|课程|課程|议题|議題|工作|安排|的事|阶段|階段|章节|課題|课题|科目|题目",
    ),
    ("title", r"\b(?:events?|activit\w+|items?|title|topic|sessions?|tasks?|what|course|subject)\b"),
)
_HEADERS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _WORDS)
_ORDINAL = re.compile(r"第?\s*[0-9一二三四五六七八九十]+\s*(?:轮|輪|场|場|批次?|次|期|讲)?")
_CODE = re.compile(r"[^\s，,、。]{0,20}[0-9]\s*号|(?=\S*[0-9]{2})[A-Za-z0-9][A-Za-z0-9_/.\-]*")
_NAMED_HOURS = re.compile(r"\s*[^\W\d]{2,}\s*[（(]?\s*[0-2]?[0-9][:：][0-5][0-9]\s*[-—–~～至到]")  # 白班（8:00-18:00）
LONGEST_HEADER = 20  # characters; a longer cell is content
_HEADER_ROWS = 6  # a header stands among the first rows, below title rows


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, left to right; `head` is the header's first row, `body` the first below it."""

    roles: tuple[Role, ...]
    head: int
    body: int

    def of(self, role: Role) -> tuple[int, ...]:
        """The columns that have this role."""
        return tuple(column for column, one in enumerate(self.roles) if one == role)


def columns_of(table: Table, named: Mapping[str, Role]) -> Columns | None:
    """Tell the roles of a table's columns; None where no column holds times. `named` are roles given to head words."""
    for index in range(min(_HEADER_ROWS, len(table.grid))):
        roles = header_roles(table.grid[index], named)
        if roles is None:
            continue
        body = _below_header(table, index, named)
        merged = _joined_roles(table, index, body, named)
        checked = _checked(table, merged, body)
        if TIMES & set(checked):
            return Columns(_with_title(table, _with_ends(table, checked, body), body), index, body)
    return _by_content(table, named)


def header_roles(row: Sequence[Cell | None], named_roles: Mapping[str, Role]) -> tuple[Role, ...] | None:
    """The roles that a header row names: at least two, one of them a time; None for any other row."""
    roles = tuple(role_of("" if cell is None else cell.text, named_roles) for cell in row)
    cells = {id(cell): cell for cell in row if cell is not None}
    named = {id(cell) for cell, role in zip(row, roles, strict=True) if cell is not None and role != "unknown"}
    if len(named) < 2 or not TIMES & set(roles) or 3 * len(named) < len([one for one in cells.values() if one.text]):
        return None
    return None if any(is_time(cell.text) and not _NAMED_HOURS.match(cell.text) for cell in cells.values()) else roles


def _below_header(table: Table, index: int, named: Mapping[str, Role]) -> int:
    """The first row below a header that may have a second row: one that shares merged cells with it, or names roles."""
    body = index + 1
    while body < len(table.grid) and body <= index + 2:
        row = table.grid[body]
        above = {id(cell) for cell in table.grid[index] if cell is not None}
        shared = any(cell is not None and id(cell) in above for cell in row)
        texts = [cell.text for cell in row if cell is not None and cell.text]
        words = sum(role_of(text, named) != "unknown" for text in texts)
        spans = any(cell is not None and cell.column_span > 1 for cell in table.grid[index])
        again = len(texts) > 1 and words * 2 > len(texts) and not any(is_time(text) for text in texts)
        if not (shared or (spans and again)) or any(is_time(text) for text in texts):
            break
        body += 1
    return body


def _joined_roles(table: Table, index: int, body: int, named: Mapping[str, Role]) -> tuple[Role, ...]:
    """The roles of a header of one row or more: a column is what its lower words say, else what its upper say."""
    roles: list[Role] = []
    for column in range(table.width):
        role: Role = "unknown"
        for row in table.grid[index:body]:
            cell = row[column] if column < len(row) else None
            told = role_of(cell.text, named) if cell is not None else "unknown"
            role = told if told != "unknown" else role
        roles.append(role)
    return tuple(roles)


def _checked(table: Table, roles: tuple[Role, ...], body: int) -> tuple[Role, ...]:
    """Without time columns that hold no times: 所需时间 with lengths, a full column of other words."""
    result = list(roles)
    for column, role in enumerate(roles):
        texts = _texts(table, column, body)
        if role in ("time", "start", "end") and texts and not any(_has_time(text) for text in texts):
            others = [other for other, one in enumerate(roles) if one in TIMES and other != column]
            if any(any(_has_time(text) for text in _texts(table, other, body)) for other in others):
                result[column] = "unknown"
        elif role == "time" and not any(map(_is_when, texts)) and _days_beside(table, roles, column, body):
            result[column] = "unknown"  # FY27 P01 beside days
        elif role == "week" and texts and _is_weekdays(table, column, body, roles):
            result[column] = "weekday"
        elif role == "day" and texts and not any(re.fullmatch(r"[0-9]{1,2}[日号號]?", text.strip()) for text in texts):
            named = all(weekday_of(text) is not None for text in texts)
            result[column] = "weekday" if named else "time" if any(_has_time(text) for text in texts) else "unknown"
        elif role == "month" and texts and not all(_is_month(text) for text in texts):
            result[column] = "unknown"
    return tuple(result)


def _days_beside(table: Table, roles: tuple[Role, ...], column: int, body: int) -> bool:
    """Whether another column of times names days."""
    others = [at for at, role in enumerate(roles) if role in ("time", "start", "end") and at != column]
    return any(names_day(text) for at in others for text in _texts(table, at, body))


def _is_when(text: str) -> bool:
    return bool(part_of(text)) or any(isinstance(one, When) for found in dates.read(text) for one in found.values)


def _is_weekdays(table: Table, column: int, body: int, roles: tuple[Role, ...]) -> bool:
    """Whether a column headed only 周 holds weekdays, and no other does."""
    head = table.grid[body - 1][column] if body and column < len(table.grid[body - 1]) else None
    if head is None or head.text.strip() not in ("周", "週") or "weekday" in roles:
        return False
    return all(weekday_of(text) is not None for text in _texts(table, column, body))


def _is_month(text: str) -> bool:
    return bool(
        re.fullmatch(r"\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月?(?:份)?\s*|\s*[A-Za-z]{3,9}\.?\s*", text)
    )


def _texts(table: Table, column: int, body: int) -> list[str]:
    cells = [
        row[column]
        for row in table.grid[body:]
        if column < len(row) and not (column and row[column - 1] is row[column])
    ]
    return [cell.text for cell in cells if cell is not None and not is_empty(cell.text)]


def head_texts(table: Table, columns: Columns) -> list[str]:
    """The lowest words of the header above each column, blanks taken out; empty without a header."""
    texts = [""] * table.width
    for row in table.grid[columns.head : columns.body]:
        for at, cell in enumerate(row):
            if cell is not None and cell.text.strip():
                texts[at] = " ".join(cell.text.split())
    return texts


def role_of(header: str, named: Mapping[str, Role]) -> Role:
    """The role that a head names; `named` are roles that a person gave to head words."""
    if given := named.get(" ".join(header.split())):
        return given
    return _told(header)


@lru_cache(maxsize=4096)
def _told(header: str) -> Role:
    words = re.sub(r"\s+", "" if re.search(r"[\u4e00-\u9fff]", header) else " ", header).strip(" *：:")
    if len(words) > LONGEST_HEADER:
        return "unknown"
    return next((role for role, pattern in _HEADERS if pattern.search(words)), "unknown")


def _with_title(table: Table, roles: tuple[Role, ...], body: int) -> tuple[Role, ...]:
    """A table without a title column takes for it its details, else a column of unknown role whose cells differ."""
    roles = _with_stages(table, roles, body)
    titles = [column for column, role in enumerate(roles) if role == "title"]
    if titles:
        most = max(_distinct(table, column, body) for column in titles)
        first = next(column for column in titles if _distinct(table, column, body) * 5 >= most * 3)
        return tuple("unknown" if column in titles and column < first else role for column, role in enumerate(roles))
    if "details" in roles:
        at = roles.index("details")
    else:
        unknown = [column for column, role in enumerate(roles) if role == "unknown"]
        unknown = [column for column in unknown if not _counts(table, column, body)] or unknown
        unknown = [column for column in unknown if not _codes(table, column, body)] or unknown
        if not unknown:
            return roles
        most = max(_distinct(table, column, body) for column in unknown)
        at = next(column for column in unknown if _distinct(table, column, body) * 5 >= most * 3)
    return (*roles[:at], "title", *roles[at + 1 :])


def _with_stages(table: Table, roles: tuple[Role, ...], body: int) -> tuple[Role, ...]:
    """A column of stages names the events where no column says what they do, or each stage is one row with a span."""
    if "stage" not in roles:
        return roles
    others = ("title", "details", "unknown")
    events = [row for row in table.grid[body:] if any(cell and cell.text for cell in row)]
    at = roles.index("stage")
    names = [cell.text for row in events if at < len(row) and (cell := row[at]) and not is_empty(cell.text)]
    times = [text for column, role in enumerate(roles) if role == "time" for text in _texts(table, column, body)]
    spans = sum(_day(text) is None for text in times)
    single = len(set(names)) == len(events) and spans * 2 > len(events)
    if any(role in others for role in roles) and not single:
        return roles
    return tuple("title" if role == "stage" else role for role in roles)


def _counts(table: Table, column: int, body: int) -> bool:
    """Whether a column only counts its rows: 第一轮, 第2场."""
    texts = _texts(table, column, body)
    return bool(texts) and sum(bool(_ORDINAL.fullmatch(text.strip())) for text in texts) * 2 > len(texts)


def _codes(table: Table, column: int, body: int) -> bool:
    """Whether a column only tells its rows apart by numbers of files, orders or courses: （2026）某民初12号, HR-017."""
    texts = _texts(table, column, body)
    return bool(texts) and all(_CODE.fullmatch(text.strip()) for text in texts)


def _distinct(table: Table, column: int, body: int) -> int:
    texts = set(_texts(table, column, body))
    return sum(len(text) > 1 for text in texts)


def _by_content(table: Table, named: Mapping[str, Role]) -> Columns | None:
    """Take for time columns those in which most cells are times."""
    timed = [column for column in range(table.width) if _share(table, column) > 0.5]
    if not timed or len(timed) == table.width:
        return None
    first = [cell for cell in table.grid[0] if cell is not None]
    headed = not any((is_time(cell.text) and not _NAMED_HOURS.match(cell.text)) or part_of(cell.text) for cell in first)
    roles: list[Role] = [
        role_of(cell.text, named)
        if headed and column < len(table.grid[0]) and (cell := table.grid[0][column])
        else "unknown"
        for column in range(table.width)
    ]
    for column in timed:
        roles[column] = "time"
    body = int(headed)
    return Columns(_with_title(table, _with_ends(table, tuple(roles), body), body), 0, body)


def _with_ends(table: Table, roles: tuple[Role, ...], body: int) -> tuple[Role, ...]:
    """Two neighbouring columns of days under one head, or under none, are starts and ends where no row denies it."""
    head = table.grid[body - 1] if body else ()
    for left in range(len(roles) - 1):
        under = head[left : left + 2]
        one_head = not body or (len(under) == 2 and under[0] is under[1])
        if one_head and roles[left : left + 2] == ("time", "time") and _are_spans(table, left, body):
            return (*roles[:left], "start", "end", *roles[left + 2 :])
    return roles


def _are_spans(table: Table, left: int, body: int) -> bool:
    """Whether a column and the next hold days, most rows both, none of them the wrong way round."""
    rows = [row[left : left + 2] for row in table.grid[body:]]
    cells = [(row[0], row[1]) for row in rows if len(row) == 2 and row[0] is not row[1]]
    days = [(_day(one.text), _day(two.text)) for one, two in cells if one is not None and two is not None]
    spans = [(one, two) for one, two in days if one and two]
    in_order = all(one <= two for one, two in spans) and any(one < two for one, two in spans)
    return len(spans) * 2 > len(days) and in_order


def _share(table: Table, column: int) -> float:
    texts = _texts(table, column, 0)
    return sum(is_time(text) or bool(part_of(text)) for text in texts) / max(len(texts), 1)


def _has_time(text: str) -> bool:
    found = dates.read(" ".join(text.split()))
    return bool(part_of(text)) or any(
        one.problems or any(isinstance(value, When) for value in one.values) for one in found
    )


@lru_cache(maxsize=4096)
def _day(text: str) -> dt.date | None:
    """The one day that a cell is, in a leap year where it names none; None for any other cell."""
    year = dates.Context(source="caption", text="", year=2024)
    found = dates.read(text.strip(), dates.Reference(contexts=(year,)))
    value = found[0].values[0] if len(found) == 1 and len(found[0].values) == 1 else None
    return value.first if isinstance(value, When) and value.first == value.last else None


@lru_cache(maxsize=4096)
def names_day(text: str) -> bool:
    """Whether a cell names a day with its month, or a span of such days; the year may be left out."""
    year = dates.Context(source="caption", text="", year=2024)
    for one in dates.read(" ".join(text.split()), dates.Reference(contexts=(year,))):
        value = one.values[0] if one.values else None
        if isinstance(value, When) and (value.first or value.last):
            return value.precision in ("day", "part", "minute", "third")
    return False


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether a cell is a time and little else."""
    words = " ".join(text.split())
    whens = [one for one in dates.read(words) if any(isinstance(value, When) for value in one.values)]
    return sum(one.end - one.start for one in whens) * 2 > len(words)
