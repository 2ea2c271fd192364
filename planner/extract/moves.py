"""Times that take the place of others: 原定3月5日，推迟至4月2日, and what holds only if it rains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.times import is_dated
from planner.records import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Found

SUPERSEDED = re.compile(
    r"(?:原定|原计划|原計劃|原拟|原先定|原来的?|原安排|原为|原于|originally (?:planned|scheduled|set))[^，,。]{0,8}$",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"(?:延长|延長|推迟|推遲|提前|改期?|调整|調整|顺延|順延|延期?|extended|moved|postponed"
    r"|brought forward|rescheduled|deferred|put back)(?:至|到|为|為|在|于|\s*to|\s*until)\s*$",
    re.IGNORECASE,
)
EXTENDED = re.compile(r"(?:延长|延長|顺延|順延|延期|extended)(?:至|到|to|until)\s*$", re.IGNORECASE)
GIVES_WAY = re.compile(  # 由3月5日改至4月2日
    r"(?!\s*[起后後开])[^，,。；;0-9]{0,12}?(?:延长|延長|推迟|推遲|提前|改期?|调整|調整|顺延|順延|延期?)(?:至|到|为|為|在|于)\s*"
    r"(?:[0-9]{4}年|[次明]年|下?月)?\s*[0-9]{1,2}\s*[月日号号]",
)
_OLD_DAY = re.compile(
    r"(?:由|从|自|原定|原|于|在)*[0-9][0-9年月日号時时点分:：()（）星期周一二三四五六天上下午晚\s—–\-]*的?$"
)
CONDITION = re.compile(
    r"(?:^|[，,。；;*#＊\s])(?:如|若|倘若|遇|if\s)[^，,。；;]{1,20}[，,]?[^，,。；;]{0,8}"
    r"(?:顺延|順延|推迟|推遲|改期?|延期|提前|postponed|moved)(?:至|到|为|為|在|to)?\s*$",
    re.IGNORECASE,
)
_OLD = re.compile(r"原(?:来|定|计划|安排)?的?[^，,。；;]{0,30}(?:取消|作废|停办)")
_NEAR = 80  # characters between a time and the one that takes its place


def moved_to(text: str, first: Found, found: Sequence[Found]) -> tuple[Found, str] | None:
    """The day that another takes the place of in a line (3月5日 音乐会，推迟至4月2日), and the words between them."""
    one = next((one for one in found if one.start >= first.end), None)
    if one is None or one.start - first.end > _NEAR:
        return None
    gap = text[first.end : one.start]
    move = MOVED.search(gap)
    return (one, gap[: move.start()]) if move and not CONDITION.search(gap) and _is_dated(one) else None


def _is_dated(one: Found) -> bool:
    value = one.values[0] if len(one.values) == 1 else None
    return isinstance(value, When) and is_dated(value)


def without_old_day(before: str) -> str:
    """The words before a new day without the old one: 音乐会由3月5日改至 is 音乐会; any others as they are."""
    moved = MOVED.search(before)
    return _OLD_DAY.sub("", before[: moved.start()]) if moved else before


def without_old_status(sentence: str) -> str:
    """A sentence without what it says of the old day: 原来的3月5日取消 does not cancel what it moves."""
    return _OLD.sub("", sentence)
