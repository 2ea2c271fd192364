"""How firmly a demand is meant, and from how high up it comes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.extract.subjects import unit_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.records import Level, Strength
    from planner.settings import Weight

_OWN_LEVEL = re.compile(
    r"科协|学会|协会|公司|集团|学院|大学|中学|小学|学校|医院|街道|社区|支部|服务站|总站|中心"
    r"|市[\u4e00-\u9fff]{1,4}[区县镇乡](?!域)"  # a district is below its city
)
_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("centre", re.compile(r"^(?:新华社\S{0,12}\s*)?(?:中共)?(?:中央|国务院|全国)|(?<=[电讯] )(?:经)?中央")),
    ("province", re.compile(r"^[\u4e00-\u9fff]{0,4}(?:省|自治区)(?!科协)|全省")),
    ("city", re.compile(r"^[\u4e00-\u9fff]{0,4}[市州县](?!科协)|全[市州县]")),
)


def strength_of(words: str, weights: Mapping[Strength, Weight]) -> Strength:
    """How firmly the words of a clause are meant: the first row of `weights` decides of which they hold a word."""
    told = tuple((strength, weight.words) for strength, weight in weights.items() if weight.words)
    return next((strength for strength, pattern in _patterns(told) if pattern.search(words)), "must")


@lru_cache(maxsize=8)
def _patterns(told: tuple[tuple[Strength, tuple[str, ...]], ...]) -> tuple[tuple[Strength, re.Pattern[str]], ...]:
    return tuple((strength, re.compile("|".join(map(_spelled, words)))) for strength, words in told)


def _spelled(word: str) -> str:
    """The pattern of a word; an English one is none before not (may not), and the month of May is no leave."""
    if not word.isascii():
        return re.escape(word)
    first = f"[{word[0].lower()}{word[0].upper()}]" if word.lower() != "may" else word[0]
    return rf"\b{first}{re.escape(word[1:])}\b(?! not)"


def level_of(title: str, opening: Sequence[str]) -> Level:
    """The level of a notice's issuer, by its title, else by its opening paragraphs; a unit where neither tells."""
    if _OWN_LEVEL.search(unit_in(title)):
        return "unit"
    for text in (title, *opening):
        for level, pattern in _LEVELS:
            if pattern.search(text.strip().removeprefix("关于")):
                return level
    return "unit"
