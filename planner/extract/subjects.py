"""What a text is about: the stage, the batch and the unit that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.records import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = "零一二三四五六七八九"
_BATCH = re.compile(
    r"第\s*(?P<zh>[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*批"
    r"|\bbatch\s+(?:no\.?\s*)?(?P<after>\w+)|\b(?P<before>\w+)\s+batch\b",
    re.IGNORECASE,
)
_BATCH_WORD = re.compile("批|batch|Batch|BATCH")
_ENGLISH_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            ("one", "first", "1st"),
            ("two", "second", "2nd"),
            ("three", "third", "3rd"),
            ("four", "fourth", "4th"),
            ("five", "fifth", "5th"),
            ("six", "sixth", "6th"),
        ),
        1,
    )
    for word in words
}
_STAGE = re.compile(
    r"([\u4e00-\u9fff]{2,16})阶段|(?:\bthe\s+|^(?:\d{1,2}[.)]|[a-z][.)]|[-–•])?\s*)((?:[a-z][a-z-]*\s+){1,3})(?:stage|phase)\b",
    re.IGNORECASE,
)
_STAGE_WORD = re.compile("阶段|stage|Stage|STAGE|phase|Phase|PHASE")
# What batches are of: behind the name of a batch it belongs to that name (第一批普查登记阶段 is 登记).
_CARRIED_OUT = "(?:试点|普查|清查|检查|督查|审计|培训|轮训|整治|改造|换届|选举|接种|评估|评审|招生|搬迁|更换)"
_WHOLE_BATCH = re.compile(rf"第\s*(?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})\s*批次?{_CARRIED_OUT}?")
# Words that end before a stage's name begins; Chinese writes no blank there. Longer words stand before shorter.
_BEFORE_NAME = re.compile(
    rf".*(?:第[一二三四五六七八九十0-9]+批次?(?:{_CARRIED_OUT}(?=[\u4e00-\u9fff]{{2}}))?|[我本][会校局市区县厅院]|活动|工作|行动|做好|抓好|搞好|谋划好|进入|转入|主要包括|包括|进行|推动|推进|部署(?!$)|安排(?!$)|关于"
    r"|开展|加强|指出|强调|要求|当前|目前|其中|以及|已|的|在|把|将|是|了|从|对|和|与|及|个|好|本|该|到|至|为)"
)
_ORDINAL = re.compile(r"第?[一二三四五六七八九十0-9]{1,3}(?:个)?")
_NO_NAME = re.compile(
    r"(?:[这那前后上下每各几两双现此整]?[一二三四五六七八九十两]?[个]?|不同|关键|重要|初级|组织处理|start|next|first|second|third|last|final|each|every|this|that|an?|one|current|new)\s*"
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:科协|学会|协会|委员会|街道|社区|公司|集团|学院|大学|中学|小学|学校|医院|党委|支部|专班"
    r"|中心|[省市县区乡镇村]委|[省市县]局|总站|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅)"
)
_ACTIVITY = re.compile(r"[\u4e00-\u9fff“”]{2,24}?(?:活动|行动|工程|试点|检查|自查|轮训|培训班|征集|评选)")
_BEFORE_ACTIVITY = re.compile(
    r".*(?:第[一二三四五六七八九十0-9]+批次?|参加|做好|抓好|开展|举办|搞好|关于|组织|通知|指出|要求|决定|的|对|把|将|由|中|，"
    r"|我[会校局市区县厅院]|本[会校局市区县厅院]|全[省市区县国党校])"
)
_SHORTEST_ACTIVITY = 4  # characters; 活动 alone names nothing
_BEFORE_UNIT = re.compile(r"^(?:关于)?(?:印发|下发|转发|做好|抓好|开展|举办|召开|就|全)*[《“]?")


def batch_of(number: int) -> str:
    """Write a batch's ordinal as every record does: 2 is 第二批."""
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else _DIGITS[tens]) + "十" if tens else ""
    return f"第{written}{_DIGITS[ones] if ones or not tens else ''}批"


def batches_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each batch that a text names: start, end (exclusive), and the batch as batch_of writes it."""
    if not _BATCH_WORD.search(text):
        return
    for found in _BATCH.finditer(text):
        number = _number(found["zh"] or found["after"] or found["before"])
        if number:
            yield found.start(), found.end(), batch_of(number)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    if word[0] in "十" + _DIGITS:
        tens, ten, ones = word.rpartition("十")
        return (_DIGITS.find(tens) if tens else 1 if ten else 0) * 10 + (_DIGITS.find(ones) if ones else 0)
    return _ENGLISH_NUMBERS.get(word.lower(), 0)


def stages_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each stage that a text names: start, end (exclusive, behind 阶段), and its bare name.

    Words that only point at a stage (这一阶段, 前两个阶段) are no names.
    """
    if not _STAGE_WORD.search(text):
        return
    for found in _STAGE.finditer(text):
        words = found[1] or found[2]
        before = _BEFORE_NAME.match(words)
        name = words[before.end() :] if before else words
        if len(name) >= 2 and not _NO_NAME.fullmatch(name):
            yield found.end(1 if found[1] else 2) - len(name), found.end(), name.strip()


def stage_of(text: str) -> str:
    """The stage that a heading is about: its name rather than its number (第二阶段 实施阶段 is 实施), else empty."""
    names = [name for *_, name in stages_in(text)]
    return next((name for name in names if not _ORDINAL.fullmatch(name)), names[0] if names else "")


def activity_in(text: str) -> str:
    """The activity that a text names last, without what stands before its name; empty where it names none."""
    found = [one[0] for one in _ACTIVITY.finditer(text)]
    if not found:
        return ""
    before = _BEFORE_ACTIVITY.match(found[-1])
    name = found[-1][before.end() :] if before else found[-1]
    name = name.removeprefix(unit_in(name))
    return name if len(name) >= _SHORTEST_ACTIVITY else ""


def is_batch(words: str) -> bool:
    """Whether words are nothing but the name of a batch, with or without what it is of: 第一批, 第一批普查."""
    return bool(_WHOLE_BATCH.fullmatch(words))


def unit_in(title: str) -> str:
    """The organisation that a title begins with, empty where none is told."""
    lead = _BEFORE_UNIT.match(title)
    found = _UNIT.match(title, lead.end() if lead else 0)
    return found[0] if found else ""


def subject_of(*titles: str) -> Subject:
    """What the titles of a document, nearest first, say it is about."""

    def first(found: Iterator[str]) -> str:
        return next(found, "")

    return Subject(
        stage=first(name for title in titles for *_, name in stages_in(title)),
        batch=first(name for title in titles for *_, name in batches_in(title)),
        unit=first(unit for title in titles if (unit := unit_in(title))),
        activity=first(activity for title in titles if (activity := activity_in(title))),
    )
