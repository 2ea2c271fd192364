"""Lengths, extensions, relative deadlines, minima and thresholds: whatever an amount limits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.extract.clauses.amounts import is_duration
from planner.extract.clauses.model import Draft, Family
from planner.extract.clauses.papers import handed_in, recipients_in, without_recipient
from planner.extract.clauses.words import (
    STOP,
    TOLD,
    about,
    is_actor,
    once_set,
    phrase,
    previous,
    subject_or_object,
    with_next,
)
from planner.records import Terms, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.clauses.amounts import Amount
    from planner.extract.clauses.model import Sentence

_MOVED = re.compile(
    r"延(?:[长期后]|(?=[至到]))|顺延|推迟|放宽|\b(?:extend(?:ed|s)?|extension\s+of|renewed|prolonged|postponed?|delay(?:ed|s)?)\b",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(
    r"(?:延[长期后]?|顺延|推迟|放宽|改)(?:至|到)|\b(?:extended|postponed|moved|delayed|prolonged)(?:\s+[a-z]+ly)?\s+(?:to|until)\b",
    re.IGNORECASE,
)
_MOVED_FROM = re.compile(r"\b(?:extended|postponed|moved|delayed|brought\s+forward)\s*$", re.IGNORECASE)
_FROM = re.compile(r"from\b.*\bto\b", re.IGNORECASE)
_TO = re.compile(r"到|至|until\b", re.IGNORECASE)
_RATE = re.compile(
    r"(?:率|覆盖面|比例|强度)(?:均|都)?达到?[\d百]|\b(?:must|shall|should)\s+(?:reach|attain|exceed)\b", re.IGNORECASE
)
_GAINED = re.compile(r"[须应要必]*(?:征得|获得|取得|经过?)$")
_EFFORT = frozenset(("学时", "课时", "学分"))
_SELF = r"自(?=[查评纠检测荐学筹改])"  # 自查, which does not count from 查
_ANCHOR = re.compile(
    rf"(?P<about>.*?)(?:(?!{_SELF})[在于自从应须请]|将)?(?P<after>(?:收到)?(?:[^在于自从应须请，,]|{_SELF}){{1,24}}?)"
    r"(?:之日)?(?:后|起|之后|以后|以来)的?\s*$"
)
_ENDED = re.compile(r"(?:工作)?(?:结束|完成|完毕)$")
_ANCHOR_BEHIND = re.compile(
    r"\s*(?:of|after|from|following)\s+(?P<after>[^,.;]{2,60}?)(?=\s+and\s+(?:[a-z]+s|must|shall|will|should)\s|[,.;]|$)",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"[^,.;]{0,60},[^.;]{0,60}?\b(?:must|shall|may|will|ha(?:s|ve)\s+to|needs?\s+to)\b|(?:\s*[^，,。；;]{0,24}?(?:的|者)[^，,。；;]{0,10}?)?[，,]?[^，,。；;]{0,14}?"
    r"(?:要|须|应|不得|不能|不予|不[发计评授参进享列纳受]|予以|生?[有无]效|即?可|才能|方可|方能|补[课训考齐]|按[^，,。；;]{1,8}(?:论|处理|计)|减[一半少]|并入|取消|暂停|停止|责令|通报|视为|一律|退回|重新|must|shall|may|will)"
)
# What goes on for a while and is named right before how long.
_LASTING = (
    r"公示|公告|授课|讲授|讲座|培训|实习|实训|试用|试运行|集训|值守|留观|观察|静置|休息|暂定|发言|演讲|宣讲|答辩|陈述|汇报|展示|提问|问答|讨论"
    r"|面试|试讲|笔试|机考|考试|比赛|竞赛|参观|消毒|通风|放假|休假|停[课水电气运机业工产诊售]|闭馆|闭园|封闭|封存|隔离|施工|浸泡"
)
# 约 before an amount of time: how long, unless words say how far away or how late something is.
_GOES_ON = re.compile(rf"(?:{_LASTING})$")
_EACH = re.compile(r"每[人位名次课节场轮组班题队项]|用时|历时|为期|共计?$|约$")
_ABOUT_LONG = re.compile(r"[\u4e00-\u9fff]{2,}$")
_AWAY = re.compile(r"[距离隔]|提前|步行|车程|路程|航程|[驾乘骑]|迟到|还有|每[天日周月年]|[去上][年月周]")
_LASTS = re.compile(
    r"(?:为期|历时|(?:时间|(?<![日学近长短同前后星中初晚末到假分定一二三四五六七八九\d])期限?|工期|周期|时长|课时|课程)(?:安排)?(?:一般|原则上|大体上?|约)?(?:为|是|共|：)?"
    r"|(?:一般|原则上)(?:为|是|共|安排|在|需)?|安排|每[次课节场轮组班位人题队项](?:[\u4e00-\u9fff]{0,4}(?=$))?|(?<![总一])共计?|持续|用时"
    rf"|(?:{_LASTING})"
    r"|\b(?:lasts?|takes?|runs?|is\s+valid|expires?)(?:\s+(?:for|after|between|from))?"
    r"|\b(?:is|are|be|may|can|must|shall|should|will|remains?|keep|kept|closed)\b[^.,;]{0,40}\bfor|\bperiod\s+(?:is|of))\s*$",
    re.IGNORECASE,
)
_TERM = re.compile(r"[\u4e00-\u9fff]期(?=限?(?:一般|原则上|约)?[为是共]?\s*$)")
_NOT_LASTING = re.compile(r"还有|还剩|不足|距|近|过去|第$")
_WANTED = re.compile(r"力争|争取|确保|应当?|必?须|要")
_AHEAD_OF = re.compile("前|申请|审批")  # what is asked for ahead of something is not itself moved
_IN_ADVANCE = re.compile(r"\s+(?:in\s+advance(?!\s+of\b)|beforehand)", re.IGNORECASE)
_NO_MORE = re.compile(
    r"\b(?:no\s+\w+(?:\s+\w+){0,3}\s+(?:may|must|shall|should|can)|(?:may|must|shall|should|can)\s*not)\b[^.;]*$",
    re.IGNORECASE,
)
_BY_LEAVE = re.compile(r"^\s*经[^，,]{1,16}(?:批准|同意|审批|审核)")
_AT_MOST_AHEAD = re.compile(r"(?:最多|至多|最早|最长|不得?超过)(?:可以?|能)?提前\s*$")
_AHEAD = re.compile(r"提前\s*$")
_DUE = re.compile(r"\b(?:due|payable)\s*$", re.IGNORECASE)
_COUNTED_BEHIND = re.compile(r"\s+(?:after|from|following)\b", re.IGNORECASE)
_BY = re.compile(r"\s*(?:within|(?:no|not)\s+later\s+than)\b", re.IGNORECASE)
_HELD_TO = re.compile(r"\s*(?:控制|限)")
_LED = re.compile(
    r"(?P<what>[^，,]{2,30}?)(?:之日)?(?:后|起|之后|以后)|(?:after|following|(?:up)?on\s+(?:the\s+)?completion\s+of)\s+(?P<english>.{3,60})",
    re.IGNORECASE,
)
_MEETS = re.compile(r"(?P<case>(?:如?遇|如|若|发生|出现|因)[^，,]{2,16}?)(?:的)?[应须要在于]")
_BEHIND_POINT = re.compile(
    r"[前后来]|以[前后来]|之[前后]|['’]?\s+(?:before|after|ago|prior|in\s+advance|(?:of\s+)?notice|beforehand)",
    re.IGNORECASE,
)
_NOTICE_ALONE = re.compile(r"['’]?\s+(?:of\s+)?notice\s*(?=[.,;]|$)", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:如?遇|如|若|因|凡|确|经|对|有条件)|.*的$|一般情况下$|\b(?:if|where|unless|in case)\b", re.IGNORECASE
)


def amounts(sentence: Sentence) -> Iterator[Draft]:
    """Yield a clause for each amount that limits something."""
    text = sentence.text
    moved = list(_moved_to(sentence))
    for amount in sentence.amounts:
        span = phrase(text, amount.start, amount.end)
        told = TOLD.search(text[slice(*span)])
        if told or (amount.length and _NOT_LASTING.search(text[span[0] : amount.start])):
            continue
        draft = _of_time(sentence, amount, span) if amount.length else None
        draft = draft or _limit(text, amount, span)
        if draft and draft.kind == "extension":
            said_again = next((one for one in moved if 0 <= one.start - draft.end <= 1 and not one.about), None)
            if said_again:
                moved.remove(said_again)
                draft = replace(draft, end=said_again.end, when=said_again.when)
        if draft:
            yield draft
    for draft in moved:
        yield draft if draft.about else replace(draft, about=once_set(sentence, draft.start))


def condition_before(text: str, start: int) -> tuple[str, int]:
    """The words before a phrase that limit when it holds, and where they begin; empty, and `start`, without any."""
    begin = start
    while (span := previous(text, begin)) and _CONDITION.match(text[slice(*span)]) and start - span[0] <= 40:
        begin = span[0]
    return text[begin:start].strip(" ，,\u3000"), begin


def _of_time(sentence: Sentence, amount: Amount, span: tuple[int, int]) -> Draft | None:
    text = sentence.text
    before, after = text[span[0] : amount.start], text[amount.end : span[1]]
    condition, _ = condition_before(text, span[0])
    if (moved := _MOVED.search(before)) and not _AHEAD_OF.search(before, moved.end()):
        named = re.sub(r"(?:可|将|在原.*|相应|现|但|，)+$", "", before[: moved.start()])
        what = about(_BY_LEAVE.sub("", named))
        return Draft(
            kind="extension", start=span[0], end=span[1], about=what, condition=_with_inner(condition, named),
            length=amount.length,
        )  # fmt: skip
    if amount.length and (ahead := _AT_MOST_AHEAD.search(before)):
        named, length = about(before[: ahead.start()]), replace(amount.length, bound="at_most")
        return Draft(kind="threshold", start=span[0], end=span[1], about=named, condition=condition, length=length)
    if _IN_ADVANCE.match(after):
        return Draft(kind="deadline", start=span[0], end=span[1], about=about(before), length=amount.length)
    if _AHEAD.search(before):
        named = "" if re.match("[报经]", after) else subject_or_object(_AHEAD.sub("", before), after)
        return Draft(kind="deadline", start=span[0], end=span[1], about=named, length=amount.length)
    within = _BY.match(text, amount.start)
    if _DUE.search(before) and _COUNTED_BEHIND.match(after):
        return _relative(text, amount, span)
    if _BEHIND_POINT.match(after) and not within:
        return None
    if amount.bound == "at_most" and not amount.trigger:
        return _relative(text, amount, span)
    told = TOLD.search(text[span[0] if text.isascii() else 0 : span[1]])
    if (
        amount.bound in ("exactly", "about")
        and not told
        and (_LASTS.search(before) or _is_about(amount, before, after))
    ):
        named = about(before if _GOES_ON.search(before) else _LASTS.sub("", before)) or (
            term[0] if (term := _TERM.search(before)) else ""
        )
        named = about(_EACH.sub("", named)) or about(_EACH.sub("", before))
        return Draft(kind="length", start=span[0], end=span[1], about=named, condition=condition, length=amount.length)
    return None


def _is_about(amount: Amount, before: str, after: str) -> bool:
    """Whether words name something and about how long it takes, and nothing else: 自由提问约10分钟."""
    return (
        amount.bound == "about" and not after.strip() and bool(_ABOUT_LONG.search(before)) and not _AWAY.search(before)
    )


def _with_inner(condition: str, words: str) -> str:
    """Add a condition that stands inside the phrase itself: 经批准可延长."""
    inner = re.match(r"\s*(经[^可，]{1,8})", words)
    return "，".join(part for part in (condition, inner[1] if inner else "") if part)


def _relative(text: str, amount: Amount, span: tuple[int, int]) -> Draft | None:
    """A deadline that counts from something: 自查结束后5个工作日内完成, within ten days of receipt."""
    before, after = text[span[0] : amount.start], text[amount.end : span[1]]
    if (
        not _BY.match(text, amount.start)
        and (not text[: amount.end].endswith("内") or _HELD_TO.match(text, amount.start))
        and not _DUE.search(before)
    ):
        return None
    anchor = _ANCHOR.fullmatch(before)
    if behind := _ANCHOR_BEHIND.match(after):
        named, counted = about(before), about(behind["after"])
    elif anchor:
        named, counted = subject_or_object(anchor["about"], after), about(anchor["after"])
    else:
        named, counted = subject_or_object(before, after), ""
    if not counted and (lead := previous(text, span[0])) and (led := _LED.fullmatch(text[slice(*lead)])):
        counted, span = about(led["what"] or led["english"]), (lead[0], span[1])
    condition, _ = condition_before(text, span[0])
    if not anchor and (met := _MEETS.match(before)):
        condition, named = met["case"], subject_or_object("", after)
    if not after.strip() and anchor and (not (who := about(anchor["about"])) or is_actor(who)):
        end = with_next(text, span[1])
        named, span = subject_or_object("", text[span[1] + 1 : end]), (span[0], end)
    recipient = recipients_in(text[amount.end : span[1]])[0]
    copy_to = recipients_in(text[amount.end :])[1]
    paper, to, copies = handed_in(text[slice(*span)])
    named, recipient, copy_to = paper or named, recipient or to, copy_to or copies
    if recipient:
        named = without_recipient(named, recipient) or named
        named = _ENDED.sub("", counted) if named == recipient else named
    return Draft(
        kind="deadline",
        start=span[0],
        end=span[1],
        about=named,
        condition=condition,
        length=amount.length,
        terms=Terms(after=counted, recipient=recipient, copy_to=copy_to),
    )


def _limit(text: str, amount: Amount, span: tuple[int, int]) -> Draft | None:
    if amount.bound not in ("at_least", "at_most") or (
        _BEHIND_POINT.match(text, amount.end)
        and not is_duration(text, amount)
        and not _NOTICE_ALONE.match(text, amount.end)
    ):
        return None
    start, end = span
    if amount.trigger and amount.bound == "at_least" and _NO_MORE.search(text[start : amount.start]):
        length = replace(amount.length, bound="at_most") if amount.length else None
        amount = replace(amount, bound="at_most", trigger=False, length=length)
    consequence = _CONSEQUENCE.match(text, amount.end)
    wanted = amount.bound == "at_least" and _WANTED.search(text[start : amount.start])
    reached = amount.bound == "at_least" and _RATE.search(text[start : amount.end])
    if amount.trigger and not consequence and not wanted and not reached:
        return None
    by = (text[: amount.end].endswith("内") and not _HELD_TO.match(text, amount.start)) or _BY.match(text, amount.start)
    if amount.length and amount.bound == "at_most" and by and not amount.trigger:
        return None
    if consequence and (amount.trigger or text[end - 1] in "的者"):
        stop = STOP.search(text, max(end, consequence.end()))
        end = stop.start() if stop else len(text)
    minimum = amount.bound == "at_least" and not amount.trigger and (amount.length or amount.unit in _EFFORT)
    condition, _ = condition_before(text, start)
    named = about(_GAINED.sub("", text[start : amount.start])) or about(
        re.split(r"[的，,者]", text[amount.end : end])[0]
    )
    return Draft(
        kind="minimum" if minimum else "threshold",
        start=start,
        end=end,
        about=named,
        condition=condition,
        length=amount.length,
        terms=Terms() if amount.length else Terms(number=amount.number, unit=amount.unit, bound=amount.bound),
    )


def _end_of(when: When) -> When:
    """The day that something is moved to, of a range of the old one and the new."""
    return replace(when, first=when.last, edtf=when.edtf.rpartition("/")[2], start_time=when.end_time)


def _moved_to(sentence: Sentence) -> Iterator[Draft]:
    """Yield what is moved to a day that is named."""
    for found in sentence.times:
        value = found.values[0] if found.values else None
        span = phrase(sentence.text, found.start, found.end)
        before = sentence.text[span[0] : found.start]
        to = _TO.match(found.text)  # 推迟到4月20日, where the time holds the word for its end
        moved = _MOVED_TO.search(before + to[0] + " " if to else before)
        if isinstance(value, When) and _FROM.match(found.text) and _MOVED_FROM.search(before):
            moved, value = _MOVED_FROM.search(before), _end_of(value)
        if moved and isinstance(value, When):
            named = before[: moved.start()]
            for one in sentence.times:  # 由3月4日延至3月11日: the day that it is moved from
                if span[0] <= one.start < found.start and one.end <= found.start:
                    named = re.sub(rf"[由从自]?{re.escape(one.text)}\s*$", "", named)
            named = about(re.sub(r"可$|\s+automatically$", "", named))
            yield Draft(kind="extension", start=span[0], end=span[1], about=named, when=value)


AMOUNTS = (
    Family(
        amounts,
        (
            "试运行的时间一般不少于40个小时",
            "整改期限不超过30日",
            "展位高度不得突破4米",
            "体检证明有效期3年",
            "计划工期90日历天",
            "新员工集训一般安排3至5天",
            "改签以两次为限",
            "夜校共8天",
            "每位选手演讲8分钟",
            "答题每组用时15分钟",
            "自由提问大约10分钟",
            "报名由3月4日延至3月11日",
            "挂失期限推迟到4月20日",
            "Permits are extended automatically until 13 August 2026",
            "辩论时间控制在2小时以内",
            "浸泡时间应大于14天",
            "遇大雪，开班时间顺延3天左右",
            "复核在登记结束后5个工作日内完成",
            "合格率低于85%的班组要补课",
            "15%以上住户不同意的，要重新征求意见",
            "抽查比例不低于20%",
            "储备沙袋不少于2万条",
            "遇停电应在30分钟内报告值班室",
            "预约须提前3天办理",
            "报名时间延长至2026年4月3日",
            "每户断电一般在40分钟左右",
            "缺席超过三分之一的不发证书",
            "The review lasts about two weeks",
            "A licence is valid for six months",
            "Courses should last between two and four weeks",
            "Attendance must reach 95 percent",
            "Objections must be lodged not later than 20 days after the decision",
            "预订最多提前7天",
            "The opening is moved from 4 March to 11 March 2026",
            "Visitors may appeal for 10 working days",
            "Night work needs at least 48 hours' notice",
            "No crew may enter more than 3 races",
            "Visitors must inform the porter at least three days in advance",
            "差错率不得超过千分之一",
            "Reports are due 30 days after the project ends",
            "Each group must have no more than 30 people",
            "Corrections must be made within ten days of the inspection",
        ),
    ),
)
