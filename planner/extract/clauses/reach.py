"""Reach: whom a notice covers, which units it is for, and what a batch takes over from another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.clauses.model import Draft, Family, Triggered, any_of
from planner.extract.clauses.words import about, phrase, previous
from planner.extract.subjects import batches_in
from planner.records import Subject, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.clauses.model import Sentence

_COVER = Triggered(
    re.compile(
        r"(?:将|把|使|保证|确保)?(?P<what>[^，,。；;：:、]{2,16}?)覆盖到?(?P<who>(?:全体|所有|每|全部|各)[^，,。；;：:]{2,16})"
    ),
    any_of("覆盖"),
)
_EVERYONE = Triggered(
    re.compile(
        r"使(?P<who>(?:每一?[名个位]|全体|所有)[^，,。；;：:]{1,10}?)(?:都能?|均)(?P<what>参[加训会][^，,。；;：:]{2,16})"
    ),
    any_of("使每", "使全体", "使所有"),
)
_MAKE_UP = Triggered(
    re.compile(
        r"对(?P<who>[^，,。；;：:]{4,40}?的[^，,。；;：:]{1,6})[，,](?:要|应|须)?(?:及时|抓紧)?(?P<what>补[课训学考种测检]|送学上门)"
    ),
    re.compile("补[课训学考种测检]|送学上门"),
    among="补送",
)
_COVER_ENGLISH = Triggered(
    re.compile(
        r"(?P<what>[^.,;]{3,60}?)\s+(?:must|shall|should|will)\s+(?:cover|reach|include)\s+(?P<who>(?:all|every|each)[^.,;]{3,60})",
        re.IGNORECASE,
    ),
    any_of("cover", "reach", "include"),
)
_SCOPE = Triggered(
    re.compile(
        r"(?P<what>参加[^，,。；;：:]{0,24}?(?:单位|部门|对象|人员)|(?:参[赛评训展会]|责任|申报)(?:单位|部门|对象|人员)|(?:参加|适用|实施|检查|培训|征集|活动|服务|招收|报名)?(?:范围|对象))(?:主要)?(?:包括|为|是|有|(?=[：:]))[：:]?(?P<units>[^。！？!?]{4,})"
    ),
    re.compile("(?:单位|部门|对象|人员|范围)(?:主要)?(?:包括|为|是|有|：|:)"),
    among="位门象员围",
)
_SCOPE_ENGLISH = Triggered(
    re.compile(
        r"\b(?:applies|apply)\s+to\s+(?P<units>[^.;]{3,120})|\bparticipating\s+units\s+(?:are|include)[:]?\s+(?P<listed>[^.;]{3,160})",
        re.IGNORECASE,
    ),
    any_of("apply", "applies", "participating"),
)
_TAKE_OVER = Triggered(
    re.compile(
        r"(?:参照|按照|沿用|比照|仿照|参考|依照)(?P<source>第[一二三四五六七八九十\d]{1,3}批|上一?批|前一?批|首批)(?:活动|试点|工作)?的?"
        r"(?P<what>做法|安排|办法|部署|方法|步骤|要求|规定)?(?:进行|执行|办理|实施)?"
        r"|\b(?:follows?|takes?\s+over|inherits?|same\s+\w+\s+as)\s+(?:[\w\s,]{0,40}?)(?P<english>(?:\w+\s+batch|batch\s+\w+))",
        re.IGNORECASE,
    ),
    any_of("参照", "按照", "沿用", "比照", "仿照", "参考", "依照", "batch"),
    among="照沿考bB",
)
_IN_RESPECT = re.compile(r"[在就](?P<points>[^，,。；;：:]{2,40}?)(?:上|方面)$")


def coverage(sentence: Sentence) -> Iterator[Draft]:
    """Yield whom something must reach, and how those are reached who missed it."""
    for pattern in (_COVER, _EVERYONE, _COVER_ENGLISH):
        for found in pattern.finditer(sentence.text):
            terms = Terms(units=(about(found["who"]),))
            yield Draft(kind="coverage", start=found.start(), end=found.end(), about=about(found["what"]), terms=terms)
    for found in _MAKE_UP.finditer(sentence.text):
        who = about(found["who"])
        yield Draft(
            kind="coverage",
            start=found.start(),
            end=found.end(),
            about=found["what"],
            condition=who,
            terms=Terms(units=(who,)),
        )


def scopes(sentence: Sentence) -> Iterator[Draft]:
    """Yield the kinds of unit that take part."""
    for pattern in (_SCOPE, _SCOPE_ENGLISH):
        for found in pattern.finditer(sentence.text):
            units = _units(found["units"] or found["listed"])
            if not units or (pattern is _SCOPE and len(units) < 2 and not found["what"].endswith(("对象", "范围"))):
                continue
            what = about(found["what"]) if pattern is _SCOPE else ""
            start = found.start() if pattern is _SCOPE else phrase(sentence.text, *found.span())[0]
            yield Draft(
                kind="scope",
                start=start,
                end=len(sentence.text.rstrip("。！？!? .")),
                about=what,
                terms=Terms(units=units),
            )


def inheritance(sentence: Sentence) -> Iterator[Draft]:
    """Yield what a batch takes over from another."""
    text = sentence.text
    for found in _TAKE_OVER.finditer(text):
        source = next((name for *_, name in batches_in(found[0])), found["source"] or found["english"])
        heirs = [name for *_, name in batches_in(text[: found.start()]) if name != source]
        begin = phrase(text, found.start(), found.end())[0]
        points: tuple[str, ...] = ()
        while span := previous(text, begin):
            begin = span[0]
            if within := _IN_RESPECT.search(text[slice(*span)]):
                points = tuple(re.split(r"[、和及]", within["points"]))
                break
        heir = heirs[-1] if heirs else sentence.home or sentence.subject.batch
        start = begin if points else phrase(text, found.start(), found.end())[0]
        yield Draft(
            kind="inherits",
            start=start,
            end=found.end(),
            about="、".join(points),
            terms=Terms(source=source, units=points),
            strength="in_principle" if "总的" in text[start : found.start()] else None,
            subject=Subject(batch=heir if heir != source else "", unit=sentence.subject.unit),
        )


def _units(words: str) -> tuple[str, ...]:
    """The members of a list, which may itself hold lists: at semicolons and commas first, else at 、."""
    split = re.split(r"[、，,；;](?![^（(]{0,40}[）)])|\s+and\s+", words)
    parts = [about(re.sub(r"^主要包括|(?:等|等等)$", "", part)) for part in split]
    return tuple(part for part in parts if len(part) > 1)


REACH = (
    Family(
        coverage,
        (
            "将安全培训覆盖到全体职工",
            "使每名职工都能参加一次演练",
            "对因病未能参加培训的职工，要及时补课",
            "The training must reach all members of staff",
        ),
        (_COVER, _EVERYONE, _COVER_ENGLISH, _MAKE_UP),
    ),
    Family(
        scopes,
        ("参加单位包括：街道办事处、供水公司和学校", "This circular applies to all branch offices"),
        (_SCOPE, _SCOPE_ENGLISH),
    ),
    Family(inheritance, ("第三批试点在时间安排、阶段划分上，参照第二批的做法进行",), (_TAKE_OVER,)),
)
