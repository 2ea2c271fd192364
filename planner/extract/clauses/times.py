"""Windows and deadlines of anything that a notice dates: a course, a report, a handover."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.clauses.model import Draft, Family
from planner.extract.clauses.papers import handed_in, last_paper, recipients_in, without_recipient
from planner.extract.clauses.words import (
    MARK,
    TOLD,
    about,
    act_of,
    is_actor,
    is_ruled_out,
    leading_subject,
    once_set,
    phrase,
    subject_or_object,
    with_next,
)
from planner.records import Repeat, Terms, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.dates import Found
    from planner.extract.clauses.model import Sentence

_NUMBERED = re.compile(r"[\d一二三四五六七八九十]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_REPORTED = re.compile(r"\s*(?:讯|电(?!话)|消息|报道|《)|的?(?:重要)?(?:讲话|指示|会议精神|通知|文件|来信)|的(?!时间)")
_HISTORY = re.compile(
    r"成立|发布|印发|下发|发出|颁布|施行以来|出生|入职|参加工作|毕业|\b(?:issued|founded|published)\b", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:阶段为?|批次?|第[一二三四五六七八九十\d]{1,3}[期组班场轮次步]|于|在|从|自|由|原定|[期日定改限]为|调整为|拟|计划|预计|时间(?:为|是)?[：:]?|[：:]"
    r"|\b(?:on|from|for|during|between|in|at|starting|until|through|effective)(?:\s+the)?)\s*$",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"^(?:从|自)|(?:起|开始|启动|止|结束|完成)$|[，,]|^(?:from|between|starting|beginning|effective)\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"(?:(?:延长?(?=[至到])|延长|顺延|推迟|延期|延后|改期|放宽)[至到]?|(?:extended|postponed|moved|delayed|brought\s+forward)(?:\s+[a-z]+ly)?\s+(?:until|to|from))\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"until|from\b(?=.*\bto\b)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?<![^，,。；;：:、.．\s])(?P<what>[^，,。；;：:、.．\s]{2,14}(?:时间|日期|期限|阶段|批次?))[：:]\s*$"
)
_DECIDED = re.compile(r"决定(?:于|在|从|自)?\s*$")
_MEETING_POINT = re.compile(r"(?:报到|报名|集合|签到)$")
_EARLIER = re.compile(r"(?:截至|截止到?|到)\s*$")
_LOOKS_BACK = re.compile("[近上去昨]|过去|最近|以往|last |past ", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?<![^，,。；;：:、.．\s）)])(?![^：:]*(?:日期|电话|时间|date|from|to|subject|re)[：:])(?P<what>[^，,。；;：:、.．\s\d]{2,14})[：:]\s*$",
    re.IGNORECASE,
)
_PLANS = re.compile(r"[，,][^，,。；;]{0,24}?(?:将|拟|要|须|应|请|统一|集中|组织|举行|召开|开展|举办|进行)")
# Stage 1, exhibitions, runs from …: what is said belongs to what stands first.
_APPOSED = re.compile(
    r"\s*(?P<what>[A-Z][^,.;:]{1,60}), (?!(?:if|when|where|unless|as|in|on|at|after|before|by)\b)[^,.;:]{2,60}, "
    r"(?=(?:runs?|will|is|are|takes?|lasts?|must|shall|should|begins?|starts?)\b)"
)
_ITEM = re.compile(MARK)
_NAME = re.compile(
    rf"(?:{MARK})?\s*(?P<name>[\u4e00-\u9fff（）\dA-Z]{{1,12}}[\u4e00-\u9fff）])(?<![从自由到至前后年月日])\s*"
)
_COARSE = ("year", "quarter", "half")
_MAKES = re.compile(
    r"\b(?:to|must|shall|should|will)\s+(?:produce|prepare|draw\s+up|draft|deliver|complete|publish)\s+(?P<what>[^,.;]{3,60}?)\s*$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\bdue(?:\s+on)?\s*$|\bdeadline\b[^.;]*\s(?:is|on)\s*$|\b(?:closes?|ends?|expires?)\s+on\s*$", re.IGNORECASE
)
_PLANNED = re.compile(r"[拟将应须要请]|计划|预计|力争|争取")
_CLOSE = re.compile(
    r"(?:当[天日])?(?:下班|放学|中午|闭馆|收市|24[时点])?(?:以|之)?前|\s*at\s+the\s+(?:very\s+)?latest\b"
)
_LATEST = re.compile(r"(?:最[迟晚])?不得?[晚迟]于")  # a further time with its own words
_REPORTS = re.compile(r"(?=(?:向[^，,。；;]{1,12})?(?:上?报|提交|通报))")
_DONE = re.compile(r"(?:全部|基本|全面)*(?:完成|结束|办结|进行|到位|举行|召开|开始|启动|起?计算|起算|算起)?")
_REPLACED = re.compile(
    r"(?:调整|变更|改期?|提前|改定)(?:到|至|为|在|于)\s*$|\b(?:moved|changed|brought\s+forward)\s+to\s*$", re.IGNORECASE
)


def timed(sentence: Sentence) -> Iterator[Draft]:
    """Yield a window or a deadline for each time that a demand ties to what it is about."""
    for found in sentence.times:
        value = found.values[0] if found.values else None
        if isinstance(value, Repeat):
            yield from _each_time(sentence, found)
        if not isinstance(value, When) or not _NUMBERED.search(found.text) or value.edtf.startswith("XXXX-XX"):
            continue
        span = _span(sentence, found)
        before, after = sentence.text[span[0] : found.start], sentence.text[found.end : span[1]]
        if _is_told(before, found.text, after, sentence.text[slice(*span)]) or is_ruled_out(
            before, sentence.text[found.end :]
        ):
            continue
        if _DUE.search(before):
            value = replace(value, first=None, edtf=f"../{value.edtf.rpartition('/')[2]}")
        if close := _CLOSE.match(after):
            found = replace(found, end=found.end + close.end())
            value = replace(value, first=None, edtf=f"../{value.edtf.rpartition('/')[2]}", text=found.text + close[0])
        if value.edtf.startswith("../"):
            yield _deadline(sentence, span, found, value)
        elif draft := _window(sentence, span, found, value):
            yield draft


def _span(sentence: Sentence, found: Found) -> tuple[int, int]:
    """The phrase around a time, with what it belongs to before it: its label, or a subject and its apposition."""
    start, end = phrase(sentence.text, found.start, found.end)
    if (apposed := _APPOSED.match(sentence.text)) and apposed.end() == start:
        return apposed.start("what"), end
    label = _LABEL.search(sentence.text, 0, start)
    return (label.start("what") if label and not _names_alone(sentence, (start, end), found) else start), end


def _is_told(before: str, found: str, after: str, words: str) -> bool:
    """Whether a time belongs to a report (a date line, what has happened) or is what something is moved to."""
    return bool(
        _REPORTED.match(after)
        or before.endswith(("本报", "新华社"))
        or (_HISTORY.match(after.lstrip()) and not _PLANNED.search(before))
        or TOLD.search(words)
        or _LOOKS_BACK.match(found)
        or _MOVED.search(f"{before.rstrip()} {to[0]}" if (to := _TO.match(found)) else before)
        or (before.count("《") > before.count("》"))
    )


def _deadline(sentence: Sentence, span: tuple[int, int], found: Found, when: When | None) -> Draft:
    start, end = span
    before, after = sentence.text[start : found.start], sentence.text[found.end : end]
    named = subject_or_object(_EARLIER.sub("", before), after)
    if not after.strip() and (not about(before) or is_actor(about(before))):
        end = with_next(sentence.text, end)
        after = sentence.text[span[1] + 1 : end]
        named = subject_or_object("", _LATEST.split(after, 1)[0])
    paper, to, copies = handed_in(sentence.text)
    made = _MAKES.search(before)
    named = paper or (about(made["what"]) if made else "") or act_of(before) or named
    recipient, copy_to = recipients_in(before if found.text.isascii() else after)
    recipient, copy_to = recipient or to, copy_to or recipients_in(sentence.text[found.end :])[1] or copies
    if _DONE.fullmatch(named) or named == recipient:
        named = leading_subject(sentence.text, start) or named
    cut = recipient or recipients_in(named)[0]
    if cut and named != cut:
        named = without_recipient(named, cut)
    if cut and named.startswith(cut):
        named = last_paper(sentence.text[:start]) or sentence.paper or named
    return Draft(
        kind="deadline",
        start=start,
        end=end,
        about=named or sentence.topic,
        when=when,
        terms=Terms(recipient=recipient, copy_to=copy_to),
    )


def _labelled(sentence: Sentence, span: tuple[int, int], found: Found, when: When) -> Draft | None:
    """The window of what stands above a time, before its bracket or before its colon."""
    start, end = span
    before, after = sentence.text[start : found.start], sentence.text[found.end : end]
    if not (start or about(before) or after.strip()) and sentence.topic and not _PLANS.match(sentence.text, end):
        return Draft(kind="window", start=start, end=end, about=sentence.topic, when=when)
    if before.endswith(("（", "(")) and after[:1] in "）)" and "》" not in before and len(about(before[:-1])) > 1:
        return Draft(kind="window", start=start, end=found.end + 1, about=about(before[:-1]), when=when)
    running = _RUNNING.search(found.text.strip())
    if not before and (label := _LABELLED.search(sentence.text, 0, start)) and (running or not after.strip()):
        named = about(label["what"])
        return Draft(kind="window", start=label.start("what"), end=end, about=named, when=when)
    return None


def _is_listed(sentence: Sentence, span: tuple[int, int], found: Found, when: When) -> bool:
    """Whether a phrase only names something and its time: for several days, in a numbered item, or beside another."""
    if not _names_alone(sentence, span, found):
        return False
    others = (
        one for one in sentence.times if one.values and isinstance(one.values[0], When) and one.start != found.start
    )
    return (
        "/" in when.edtf
        or bool(_ITEM.match(sentence.text, span[0]))
        or any(_names_alone(sentence, phrase(sentence.text, one.start, one.end), one) for one in others)
    )


def _names_alone(sentence: Sentence, span: tuple[int, int], found: Found) -> bool:
    """Whether nothing but a name stands before a time in its phrase, and nothing behind."""
    before, after = sentence.text[span[0] : found.start], sentence.text[found.end : span[1]]
    name = _NAME.fullmatch(before)
    return bool(name) and not after.strip() and not is_actor(about(before))


def _lasts(sentence: Sentence, end: int, when: When) -> bool:
    """Whether a time covers several days, and the phrase behind it tells of nothing past."""
    words = sentence.text[end + 1 : with_next(sentence.text, end)]
    return when.first != when.last and len(words) > 1 and not TOLD.search(words)


def _each_time(sentence: Sentence, found: Found) -> Iterator[Draft]:
    """What is due again and again (每周五下班前): the time stands as the condition, since no one day is the last."""
    text = sentence.text
    before = (
        _CLOSE.search(text, found.start, found.end) or _CLOSE.match(text, found.end) or _REPORTS.match(text, found.end)
    )
    start, end = phrase(text, found.start, found.end)
    if before is None or TOLD.search(text[start:end]):
        return
    draft = _deadline(sentence, (start, end), replace(found, end=before.end()), None)
    yield replace(draft, condition=text[found.start : before.end()])


def _window(sentence: Sentence, span: tuple[int, int], found: Found, when: When) -> Draft | None:
    start, end = span
    before, after = sentence.text[start : found.start], sentence.text[found.end : end]
    leading = not about(before)
    if _REPLACED.search(before):
        named = once_set(sentence, found.start)
        return Draft(kind="window", start=start, end=end, about=named or sentence.topic, when=when)
    if labelled := _labelled(sentence, span, found, when):
        return labelled
    running = _RUNNING.search(found.text.strip())
    planned = leading and (len(after.strip()) > 1 or _PLANS.match(sentence.text, end) or _lasts(sentence, end, when))
    tied = _LINK.search(before) or running or planned or _is_listed(sentence, span, found, when)
    if not tied or (when.precision in _COARSE and not running):
        return None
    if leading and not after.strip():
        end = with_next(sentence.text, end)
        after = sentence.text[span[1] + 1 : end]
    named = subject_or_object("" if _DECIDED.search(before) else before, after)
    if leading and len(named) < 2:
        named = leading_subject(sentence.text, start) or sentence.topic if running else ""
        if not named:
            return None
    if _MEETING_POINT.search(after):
        named = about(before) + about(after)
    if _DONE.fullmatch(named):
        named = leading_subject(sentence.text, start) or named
    return Draft(kind="window", start=start, end=end, about=named or sentence.topic, when=when)


TIMES = (
    Family(
        timed,
        (
            "定于2026年3月4日至6日举办值班骨干短训班",
            "学员于3月4日14:00至18:00报到",
            "复核表于2026年3月9日前报安全科",
            "请于3月9日前到前台补齐材料",
            "3月20日起对没有登记的站点通报",
            "回执请于3月9日下班前交安全科",
            "原定3月4日举行的讲座，现调整到3月11日举行",
            "登记期间（3月4日至6日）停止收件",
            "第一期3月4日至6日",
            "现场查验定于3月4日、5日两天进行",
            "报名系统于2月1日开通，3月15日关闭",
            "面试：3月4日至6日",
            "高一年级3月4日至6日",
            "3.现场踏勘 3月4日上午9时",
            "3月上旬，市局将组织一次演练",
            "各站务必于3月9日前，将台账送安全科",
            "各站每周五下班前上报进度",
            "Registration closes on 9 October 2026",
            "The library will be moved between 2 November and 13 November 2026",
            "Forms must reach the office on 3 July 2026 at the latest",
            "The deadline for entries is 31 March 2026",
            "The workshop will be held from 4 May 2026 to 6 May 2026",
            "Reports must be submitted to the registry no later than 30 June 2026",
            "Stage 2, street talks, will be held on 14 March 2026",
            "Drafts are due on 14 March 2026",
            "Phase one begins on 1 July 2026 and ends on 31 July 2026",
            "By 5 May 2026, each office shall send its list to the registry, with a copy to the dean",
        ),
    ),
)
