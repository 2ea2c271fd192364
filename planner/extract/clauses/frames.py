"""Frames: the sentences that give a stage, a batch or an activity its window, its length or an extension.

A clause is found by its frame: a subject, the words that tie a time to it, and the time. Each frame carries sentences
that it must read; the tests run them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.extract.clauses.model import Draft
from planner.extract.clauses.words import is_ruled_out
from planner.extract.subjects import activity_in, batches_in, stages_in
from planner.records import Length, Subject, When

if TYPE_CHECKING:
    from planner.dates import Found
    from planner.records import ClauseKind

_CLAUSE_END = re.compile(r"[，。；,;！？!?\n）)]")
_DEICTIC = re.compile(r"(?:这一|这个|该|本|此)阶段")
_OWN_UNIT = re.compile(r"[我本](?:[会校局院站厅处所区县市镇乡村社部司]|单位)(?!议)")
_FURTHEST = 60  # characters between a subject and its time; beyond, they do not belong together


@dataclass(frozen=True, slots=True)
class Frame:
    """What must stand between the subject and a time (`before`) and behind the time (`after`) to make a clause.

    `words` must be found in the time's own words, which may hold the verb (从7月开始).
    With `subject_behind` the subject stands behind the time instead, and `before` is what stands in front of the time.
    """

    kind: ClauseKind
    before: re.Pattern[str]
    after: re.Pattern[str]
    words: re.Pattern[str]
    examples: tuple[str, ...]
    subject_behind: bool = False


def _frame(
    kind: ClauseKind, before: str, after: str, *examples: str, words: str = "", subject_behind: bool = False
) -> Frame:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return Frame(kind, compiled(before + r"\s*$"), compiled(r"\s*" + after), compiled(words), examples, subject_behind)


_DONE = r"(?:集中|分批|陆续|基本|正式|全部)?(?:进行|开展|举行|实施|完成|结束|开始|启动|展开)"
FRAMES = (
    _frame(
        "window",
        r"(?:安排|定|放|集中|计划|确定)(?:在|于|从|自)",
        "",
        "检查评比阶段的工作安排在9月份进行",
        "第三批试点定于2024年3月开始",
    ),
    _frame(
        "window",
        r"(?:阶段|批次?|活动|行动|工作|试点)(?:时间)?(?:，|：|:|（|\()?(?:大体|大致|将|计划)?(?:在|于)?",
        rf"(?:[）)]|{_DONE})",
        "宣传发动阶段（4月上旬至4月下旬）",
        "第一批试点10月启动",
    ),
    _frame(
        "window",
        r"(?:阶段|批次?|活动|行动|工作|试点)(?:时间)?(?:，|：|:)?(?:大体|大致|将|计划)?",
        "",
        "第一批试点从10月开始",
        "专项行动从2024年3月上旬开始，到6月底基本结束",
        words="开始|启动|结束|完成|截止",
    ),
    _frame(
        "window",
        r"(?:\b(?:runs?|takes? place|is held|is scheduled|scheduled|begins?|starts?|lasts?)\b(?:\s+(?:from|in|on))?)",
        "",
        "the trial stage runs from 1 May 2024 to 20 June 2024",
    ),
    _frame(
        "window",
        r"(?:^|[，,；;：:、])",
        r"(?:就|即|便)?(?:要|将|可)?(?:转入|进入)",
        "11月份就要转入总结验收阶段",
        subject_behind=True,
    ),
    _frame(
        "extension",
        r"(?:延长|顺延|\bextended\s+by)(?:约|about)?",
        "",
        "宣传发动阶段的时间可在原计划的基础上延长5天左右",
        "the trial stage may be extended by about 10 days",
    ),
    _frame(
        "length",
        r"(?:(?:时间|期限|周期|时长)(?:安排)?(?:原则上|一般|大体上|计划|约)?(?:为期|历时|为|是|共|约)?"
        r"|为期|历时|(?:原则上|一般)(?:为期|历时|为|是|共|约)?|\b(?:lasts?|takes?)(?:\s+about)?)",
        r"(?!之?内|以内)",
        "检查评比阶段的时间原则上为20天左右",
        "宣传发动阶段一般为两周",
        "the trial stage lasts about one month",
    ),
)


def framed(text: str, sentence: tuple[int, int], found: Found, carried: Subject) -> Draft | None:
    """Make the clause of one time in a sentence, None where no frame fits; `carried` is what earlier words named.

    `sentence` is its span in `text`, and the draft's offsets count from its beginning.
    """
    for frame in FRAMES:
        fits = _fits_kind(frame.kind, found) and frame.words.search(found.text)
        if not fits or not frame.after.match(text, found.end, sentence[1]):
            continue
        if frame.subject_behind:
            near = (found.end, min(sentence[1], found.end + _FURTHEST))
            before = text[sentence[0] : found.start]
        else:
            near = (max(sentence[0], found.start - _FURTHEST), found.start)
            before = text[near[0] : near[1]]
        if not frame.before.search(before) or is_ruled_out(before, text[found.end : sentence[1]]):
            continue
        subject, start = _subject(text, sentence, near, carried, behind=frame.subject_behind)
        if subject is None:
            continue
        end = _end(text, found, near[1] if frame.subject_behind else sentence[1], behind=frame.subject_behind)
        own = carried.unit if _OWN_UNIT.search(text, sentence[0], found.start) else ""
        value = found.values[0]
        return Draft(
            kind=frame.kind,
            start=min(start, found.start) - sentence[0],
            end=end - sentence[0],
            subject=replace(subject, unit=own),
            when=value if isinstance(value, When) else None,
            length=value if isinstance(value, Length) else None,
        )
    return None


def _fits_kind(kind: ClauseKind, found: Found) -> bool:
    match found.values:
        case (When() as when, *_):
            return kind == "window" and (when.first is not None or when.edtf.startswith("XXXX-"))
        case (Length() as length, *_):
            return kind == "extension" or (kind == "length" and length.bound in ("exactly", "about"))
        case _:
            return False


def _subject(
    text: str, sentence: tuple[int, int], near: tuple[int, int], carried: Subject, *, behind: bool
) -> tuple[Subject | None, int]:
    """What a clause is about, and where its words begin: the stage or batch that stands nearest to the time."""
    words = text[near[0] : near[1]]
    stages, batches = list(stages_in(words)), list(batches_in(words))
    stage = (stages[0] if behind else stages[-1]) if stages else None
    batch = batches[-1] if batches else None
    if stage and batch and not behind and stage[0] < batch[0]:
        stage = None  # a batch named after the stage begins a new subject
    named_batch = batch[2] if batch else next((name for *_, name in batches_in(text[slice(*sentence)])), carried.batch)
    activity = activity_in(text[sentence[0] : near[1]])
    if stage:
        joined = batch and not behind and not _CLAUSE_END.search(words, batch[1], stage[0])
        start = batch[0] if batch and joined else stage[0]
        return Subject(stage=stage[2], batch=named_batch, activity=activity), near[0] + start
    if batch:
        return Subject(batch=batch[2], activity=activity), near[0] + batch[0]
    if carried.stage and (pointer := _DEICTIC.search(words)):
        return Subject(stage=carried.stage, batch=named_batch), near[0] + pointer.start()
    if activity and (at := words.rfind(activity)) >= 0:
        return Subject(activity=activity), near[0] + at
    return None, 0


def _end(text: str, found: Found, limit: int, *, behind: bool) -> int:
    """The end (exclusive) of a clause's words: the next stop behind the time, or behind the subject that follows it."""
    if behind and (named := next(stages_in(text[found.end : limit]), None)):
        return found.end + named[1]
    stop = _CLAUSE_END.search(text, found.end)
    return stop.start() if stop else len(text)
