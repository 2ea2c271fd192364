"""Steps that a list over several sentences spells out (抓好3个环节：一是……二是……三是……)."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.dates.numerals import number
from planner.extract.clauses.words import STOP, about, phrase
from planner.extract.subjects import stages_in
from planner.records import Subject, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.extract.clauses.model import Draft, Sentence

ANNOUNCED = re.compile(
    r"(?:抓好|做好|包括|经过|把握好?|坚持|分为?)(?:以下|如下|下列)?(?P<count>[两二三四五六七八九\d])(?:个(?:环节|步骤|程序)(?!.{0,6}结合)|步(?=走|进行|：|:|$))"
)
_MARKS = (
    re.compile(r"^\s*(?P<n>[一二三四五六七八九])(?:是|要)|(?<=[：:；;，,])(?P<m>[一二三四五六七八九])是"),
    re.compile(r"^\s*[（(](?P<n>[一二三四五六七八九])[）)]"),
    re.compile(
        r"^\s*第(?P<n>[一二三四五六七八九])(?:步|，|、|,)|(?<=[：:；;])第(?P<m>[一二三四五六七八九])步[，、,：:]?"
    ),
    re.compile(r"^\s*(?P<n>[1-9])[、.．)）]"),
)
_BUILT_ON = re.compile(
    r"在(?P<names>[\u4e00-\u9fff]{2,10}(?:、[\u4e00-\u9fff]{2,8}?){0,4}?)(?:[两二三四]个)?阶段(?:工作)?的?基础上"
)
_POINT = re.compile(r"[，、,：:\s]*")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]\s*$")
_LEADING = re.compile(r"^(?:完成|做好|搞好|前)")
_TURNS = re.compile(r"(?:转入|进入|再到)$")
_NO_NAME = re.compile(r"前?[两二三四几各上]个?|.*[这该本]")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def announced(sentence: Sentence) -> tuple[int, int, int] | None:
    """Where a sentence announces a list of steps: start and end (exclusive) of the phrase, and how many."""
    found = ANNOUNCED.search(sentence.text)
    if not found:
        return None
    count = number(found["count"]) or 0
    return (*phrase(sentence.text, *found.span()), count)


def items_after(sentences: Sequence[Sentence], at: int, count: int) -> tuple[str, ...]:
    """The `count` items that follow the sentence at `at`, each without its mark; empty unless all are there."""
    for mark in _MARKS:
        items: list[str] = []
        for sentence in sentences[at:]:
            for found in mark.finditer(sentence.text):
                value = number(found.groupdict().get("n") or found.groupdict().get("m") or "")
                if value == len(items) + 1 and len(items) < count:
                    begin = found.end() + len(_POINT.match(sentence.text, found.end())[0])  # type: ignore[index]
                    stop = STOP.search(sentence.text, begin)
                    words = sentence.text[begin : stop.start() if stop else None]
                    items.append(about(_BRACKETED.sub("", words)))
            if len(items) == count:
                return tuple(items)
    return ()


def with_stages(draft: Draft, words: str, sentences: Sequence[Sentence]) -> Draft:
    """Name the stages that a draft only counts (分三个阶段), where the document names just as many."""
    count = next((value for word, value in _COUNTS.items() if word in words.lower()), 0)
    if not count:
        digits = re.search(r"[两二三四五六七八九\d](?=个)", words)
        count = number(digits[0]) or 0 if digits else 0
    named = tuple(dict.fromkeys(name for one in sentences for *_, name in stages_in(one.text)))
    if len(named) != count:
        return draft
    chinese = any("\u4e00" <= name[0] <= "\u9fff" for name in named)
    subject = Subject(batch=sentences[0].subject.batch, unit=sentences[0].subject.unit) if sentences else None
    return replace(
        draft, subject=subject, terms=Terms(steps=tuple(f"{name}阶段" if chinese else name for name in named))
    )


def stage_order(text: str, titled: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of stages, earlier and later, whose order a sentence shows; `titled` is the title's stage."""
    if "阶段" not in text:
        return
    for found in _BUILT_ON.finditer(text) if "基础上" in text else ():
        earlier = [name for part in found["names"].split("、") if not _NO_NAME.match(name := _LEADING.sub("", part))]
        yield from itertools.pairwise([*earlier, titled] if titled and titled not in earlier else earlier)
    named = list(stages_in(text))
    for (_, end, earlier_name), (start, _, later) in itertools.pairwise(named):
        if earlier_name != later and _TURNS.search(text, end, start):
            yield earlier_name, later
