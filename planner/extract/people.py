"""Who takes part and who organises, where a note says so: 全体党员参加, 各党支部组织."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[；;。\n]")
_WHO = r"(?:^|[，,：:])(?P<who>[^，,；;。：:]{1,40}?)"
_TAKES_PART = re.compile(rf"{_WHO}(?:分别|一律|必须|务必|均|须|都|要|应|将)*(?:参加|出席|列席|与会)(?:会议)?$")
_ORGANISES = re.compile(
    rf"{_WHO}(?:分别|统一|具体|自行|共同|负责)*(?:(?<![党团层级众])(?<!社会)组织|主办|牵头|承办)(?:进行|实施|开展|落实)?$"
)
# 党组织, 基层组织 and the like are organisations and organise nothing by their name.
_BY = re.compile(r"^由")
_BETWEEN = re.compile(r"[、,，]|以及")


def participants_in(note: str) -> tuple[str, ...]:
    """The people that a note names as taking part; a list stays a list.

    Example: "甲、乙参加" gives ("甲", "乙").
    """
    return tuple(who for clause in _CLAUSE.split(note) if (names := _who(_TAKES_PART, clause)) for who in _list(names))


def organizer_in(note: str) -> str:
    """Who organises according to a note; empty where it does not say.

    Example: "党支部、党委分别组织进行" gives "党支部、党委".
    """
    return next((names for clause in _CLAUSE.split(note) if (names := _who(_ORGANISES, clause))), "")


def people_of(cell: str) -> tuple[tuple[str, ...], str]:
    """Who takes part and who organises according to a cell of a participants column; bare names take part.

    Example: "甲、乙参加；科室组织" gives (("甲", "乙"), "科室").
    """
    if not cell:
        return (), ""
    taking_part: list[str] = []
    organising: list[str] = []
    for clause in (part for line in _CLAUSE.split(cell) for part in re.split(r"[，,]", line)):
        if names := _who(_ORGANISES, clause):
            organising.append(names)
        else:
            taking_part.extend(_list(_who(_TAKES_PART, clause) or clause))
    return tuple(taking_part), "、".join(organising)


def _who(pattern: re.Pattern[str], clause: str) -> str:
    found = pattern.search(clause.strip().rstrip("，,、 "))
    return _BY.sub("", found["who"].strip()) if found else ""


def _list(names: str) -> tuple[str, ...]:
    return tuple(name for part in _BETWEEN.split(names) if (name := part.strip()))
