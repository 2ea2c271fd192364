"""How firmly a demand is meant, and from how high up it comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.subjects import unit_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Level, Strength

# The first that the words of a clause hold decides; a clause with none of them is a must.
STRENGTHS: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    ("strive", re.compile(r"争取|力争|努力|\bstrive\b|\baims?\b", re.IGNORECASE)),
    (
        "may",
        re.compile(r"可(?:以|在|按|视|根据|延长|适当|顺延|推迟)|(?-i:\bmay\b)(?! not)|\bcan\b(?! not)", re.IGNORECASE),
    ),
    ("in_principle", re.compile(r"原则上|一般|总的|\bin principle\b|\bnormally\b|\bas a rule\b", re.IGNORECASE)),
)
_OWN_LEVEL = re.compile(r"科协|学会|协会|公司|集团|学院|大学|中学|小学|学校|医院|街道|社区|支部|服务站|总站|中心")
_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("centre", re.compile(r"^(?:新华社\S{0,12}\s*)?(?:中共)?(?:中央|国务院|全国)|(?<=[电讯] )(?:经)?中央")),
    ("province", re.compile(r"^[\u4e00-\u9fff]{0,4}(?:省|自治区)(?!科协)|全省")),
    ("city", re.compile(r"^[\u4e00-\u9fff]{0,4}[市州县](?!科协)|全[市州县]")),
)


def strength_of(words: str) -> Strength:
    """How firmly the words of a clause are meant."""
    return next((strength for strength, pattern in STRENGTHS if pattern.search(words)), "must")


def level_of(title: str, opening: Sequence[str]) -> Level:
    """The level of a notice's issuer, by its title, else by its opening paragraphs; a unit where neither tells."""
    if _OWN_LEVEL.search(unit_in(title)):
        return "unit"
    for text in (title, *opening):
        for level, pattern in _LEVELS:
            if pattern.search(text.strip().removeprefix("关于")):
                return level
    return "unit"
