"""Steps: what is done one after another, named in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.dates.numerals import number
from planner.extract.clauses.model import Draft, Family, Triggered, any_of
from planner.extract.clauses.words import about, leading_subject, phrase
from planner.records import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.clauses.model import Sentence

_FIRST_THEN = Triggered(
    re.compile(
        r"(?<![首事优争率领预原早])先(?!进|锋|后|行|导|例|期|生|前|烈|天|是|锋|办)(?P<first>[^。；;，,]{2,30})[，,；;]"
        r"(?P<between>[^。；;]{0,30}?)(?<!一)(?:然后再?|接着|再(?!次|接|者|造|生))(?P<second>[^。；;，,]{2,30})"
        r"(?:[，,；;](?:最后|然后再?|再)(?P<third>[^。；;，,]{2,30}))?(?:[，,；;]最后(?P<fourth>[^。；;，,]{2,30}))?"
    ),
    re.compile("先(?![进锋后])"),
    among="先",
)
_FIRST_THEN_ENGLISH = Triggered(
    re.compile(
        r"(?:\bfirst,?\s+(?P<first>[^.;,]{3,80})|(?P<lead>[^.;,]{3,80}?)\s+(?:is|are|(?:will|must|shall|should)\s+be)\s+(?P<done>\w+)(?:\s+by\s+[^.;,]{2,40}?)?\s+first)"
        r"[,;]\s+(?:and\s+)?(?:then|next|after\s+that),?\s+(?P<second>[^.;,]{3,80})"
        r"(?:[,;]\s+(?:and\s+)?(?:finally|lastly|then),?\s+(?P<third>[^.;,]{3,80}))?",
        re.IGNORECASE,
    ),
    any_of("first"),
)
_FIRST_LAST = Triggered(
    re.compile(
        r"(?<![首事优争率领预原早])先(?![进锋后行导例期生前烈天是]|办(?![理好完]))(?P<first>[^，。；;、,]{2,20})[，,、]\s*后(?![者来续期果勤])"
        r"(?P<second>[^，。；;、,]{2,20})(?:[，,、]\s*(?:再|最后)(?P<third>[^，。；;、,]{2,20}))?"
    ),
    re.compile("先(?![进锋后])"),
    among="先",
)
_ARROWS = Triggered(
    re.compile(
        r"(?P<about>[^，,。；;：:、]{0,10}(?:流程|程序|步骤|顺序|次序))(?:依次)?(?:如下|为|是)?[：:为是]?\s*"
        r"(?P<list>[^。；;，,：:→]{2,20}(?:(?:→|——|⇒|>|➜)[^。；;，,：:→]{2,20}){1,12})"
    ),
    re.compile("→|——|⇒|>|➜"),
    among="→—⇒>➜",
)
_LISTED = Triggered(
    re.compile(
        r"(?:按照?|经过?|通过|遵循)(?P<list>[^。；;，,]{1,60}?[、→][^。；;，,]{1,120}?)(?:[“\"](?P<name>[^”\"]{1,6})[”\"])?"
        r"(?:(?<=”)的?|的)(?:程序|步骤|顺序|流程|次序)(?:依次)?(?:进行|办理|实施|推进|操作|开展)?"
    ),
    re.compile(r"[”\"的](?:程序|步骤|顺序|流程|次序)"),
    among="序骤流",
)
_DIVIDED = Triggered(
    re.compile(
        r"(?:分为?|分成|划分为)(?P<count>[两二三四五六七八九\d])(?:个(?:阶段|步骤|环节)|步走?(?=进行|实施|推进|开展|[：:，,。；;]|$))"
        r"(?:依次|先后|分步)?(?:进行|实施|推进|开展)?"
        r"(?:(?:[：:]|[，,](?:即|依次[为是]|分别[为是]))(?P<list>[^，,。；;：:、一二三\d]{2,10}(?:、[^，,。；;：:、]{2,10}){0,7}?(?:[和及][^，,。；;：:、]{2,10})?)(?=[。；;，,]|$))?"
        r"|\b(?:in|of|into|has|comprises)\s+(?P<english>two|three|four|five)\s+(?:stages|phases|steps)\b(?::\s*(?P<names>[^.;:]{5,160}))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"[分为成][两二三四五六七八九\d](?:个[阶步环]|步)|[Ss](?:tage|tep|TAGE|TEP)[sS]|(?:p|P)(?:hase|HASE)[sS]"
    ),
    among="阶骤环步sSpP",
)
_COUNTED = Triggered(
    re.compile(
        r"(?:分(?:为|成)?|按照?|依照|经过?|通过|包括|遵循)(?P<list>[^，,。；;：:、“”]{2,10}(?:、[^，,。；;：:、“”]{2,10}){1,8}?(?:[和及][^，,。；;：:、“”]{2,8}?)?)"
        r"(?:这|等)?(?P<count>[两二三四五六七八九十\d])(?:个(?P<what>阶段|步骤|环节|程序|流程)|步|道(?:程序|工序))的?(?:顺序|要求)?(?:依次|先后|分步|逐步)?(?:进行|实施|推进|开展|组织|办理)?"
    ),
    re.compile(r"[两二三四五六七八九十\d](?:个[阶步环程流]|步|道)"),
    among="阶骤环程步道",
)
_IN_ORDER = Triggered(
    re.compile(r"\bin\s+the\s+following\s+(?:order|sequence)\s*:\s*(?P<list>[^.;]{5,200})", re.IGNORECASE),
    any_of("following"),
)
_TURN = re.compile(r"^(?:先|后|再|最后|然后)(?!期)(?=.{2})")
_PARTICIPLE = re.compile(r"\w+ed\b")
_ENGLISH_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def steps(sentence: Sentence) -> Iterator[Draft]:
    """Yield ordered steps that one sentence names."""
    text = sentence.text
    for found in _ARROWS.finditer(text):
        named = tuple(part.strip() for part in re.split("→|——|⇒|>|➜", found["list"]))
        yield Draft(
            kind="steps",
            start=found.start(),
            end=found.end(),
            about=about(found["about"]),
            terms=Terms(steps=named),
        )
    listed = [found.span() for found in _LISTED.finditer(text)]
    for pattern in (_FIRST_THEN, _FIRST_LAST, _FIRST_THEN_ENGLISH):
        for found in pattern.finditer(text):
            if any(start <= found.start() < end for start, end in listed):
                continue
            groups = found.groupdict()
            if groups.get("done") and _PARTICIPLE.match(groups["second"]):
                groups["lead"] = f"{groups['lead']} {groups['done']}"
            named = tuple(_step(one) for name, one in groups.items() if one and name not in ("between", "done"))
            yield Draft(kind="steps", start=found.start(), end=found.end(), about=named[-1], terms=Terms(steps=named))
    for found in _LISTED.finditer(text):
        parts = (_TURN.sub("", part.strip(" “”的")) for part in re.split(r"[、→]", found["list"]))
        named = tuple(part for part in parts if part)
        if len(named) > 1:
            start = phrase(text, found.start(), found.end())[0]
            yield Draft(
                kind="steps",
                start=start,
                end=found.end(),
                about=about(text[start : found.start()]),
                terms=Terms(steps=named),
            )
    for found in _IN_ORDER.finditer(text):
        named = tuple(about(part) for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", found["list"]))
        start = phrase(text, found.start(), found.start())[0]
        what = about(text[start : found.start()])
        yield Draft(kind="steps", start=start, end=found.end(), about=what, terms=Terms(steps=named))
    yield from _counted(text)


def _counted(text: str) -> Iterator[Draft]:
    """Yield steps that are counted, with their names where the words around the count list as many."""
    taken: list[tuple[int, int]] = []
    for found in _COUNTED.finditer(text):
        named = _listed(found["list"], number(found["count"]) or 0)
        if not named:
            continue
        taken.append(found.span())
        kept = tuple(f"{one}阶段" for one in named) if found["what"] == "阶段" else named
        yield Draft(
            kind="steps",
            start=found.start(),
            end=found.end(),
            about=_divided(text, found.start()),
            terms=Terms(steps=kept),
        )
    for found in _DIVIDED.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        count = number(found["count"]) or 0 if found["count"] else _ENGLISH_COUNTS[found["english"].lower()]
        names = found["list"] or found["names"] or ""
        named = _listed(names, count)
        end = found.end() if named or not names else found.start("list" if found["list"] else "names") - 1
        what = _divided(text, found.start()) if named else ""
        yield Draft(kind="steps", start=found.start(), end=end, about=what, terms=Terms(steps=named))


def _listed(words: str, count: int) -> tuple[str, ...]:
    """The steps of a list, split so that there are as many as its sentence counts; empty where none is."""
    for mark in ("、", "[、和及]", r",\s*(?:and\s+)?|\s+and\s+"):
        named = tuple(about(part) for part in re.split(mark, words))
        if len(named) == count and all(named):
            return named
    return ()


def _divided(text: str, start: int) -> str:
    """What is divided into steps: the words before, or what the phrases before begin with."""
    begin = phrase(text, start, start)[0]
    return about(text[begin:start]) or leading_subject(text, begin)


def _step(words: str) -> str:
    """A step without who does it."""
    return about(re.sub(r"^\s*由[^，]{1,8}?(?=自查|复核|抽查|初审|审核|登记|填报|汇总|验收|评审)", "", words))


STEPS = (
    Family(
        steps,
        (
            "先由班组登记，再由工区复核，最后由公司抽查",
            "先征求意见，汇总后再修改文本",
            "先登记造册，后入场查验",
            "办理流程：网上填报→窗口核对→领取证件",
            "按照自评、互评、公示“三步走”的程序进行",
            "登记工作分三个阶段进行",
            "抽检工作分登记、取样和复核三个环节进行",
            "维修按报修、派单、上门、回访四个步骤进行",
            "评比分两个环节：初评、终评",
            "The survey is done in three stages: mapping, counting and reporting",
            "The vans are loaded first, then the lorries, and finally the trailers",
            "First collect the forms, then check them, and finally archive them",
            "The work is done in the following order: counting, sampling, and reporting",
        ),
        (_ARROWS, _LISTED, _FIRST_THEN, _FIRST_LAST, _FIRST_THEN_ENGLISH, _IN_ORDER, _COUNTED, _DIVIDED),
    ),
)
