"""Words at the edges of a demand: where a phrase ends, and what it is about once its function words are gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.extract.clauses.model import Sentence

STOP = re.compile(r"[，；;：。！？!?\n]|[,:](?!\d)")
DEMAND = re.compile(
    r"(?<![主重需首想纪摘扼紧提概])要(?![求点素么闻害件领义塞])|必须|(?<![相反供适响效对])应(?![急用届聘邀征变试激力]|[该有]的)|须(?![知]|[该有]的)"
    r"|不得|严禁|(?<![申邀聘])请(?![示求假教柬])|务必|随即|立即|及时|一律"
    r"|\b(?:must|shall|should|may\s+not|is\s+required|are\s+required|requires?|needs?\s+to|ha(?:s|ve)\s+to(?!\s+do\b))\b",
    re.IGNORECASE,
)
# Words of a weaker demand, by which a sentence is listed where no rule reads it.
WISH = re.compile("争取|力争|原则上|可以|不准|禁止|strive|in principle|prohibited|is due|are due")
# Words of a report of what has happened, not of a demand.
TOLD = re.compile(
    r"已经?(?!有的)|[^为]了(?![解])|曾"
    r"|\b(?:was|were|(?<!must )(?<!shall )(?<!should )(?:has|have)\s+(?:been|\w+ed)|had)\b"
)

_BAN = re.compile(
    r"(?:不得|不能|不可|不要|不准|不应|不宜|严禁|禁止|避免)[^，,；;。：:、]{0,16}?"
    r"(?:周末|双休日|休息日|节假日|节日|法定假|假期|假日|寒假|暑假|工作日|工作时间|上班时间|上课时间|夜间|晚上|午休)[^，,；;。：:]*"
    r"|\b(?:may|must|shall|should|can)\s*not\b[^,.;:]{0,60}?\b(?:weekends?|(?:public|bank|school)\s+holidays?|holidays|working\s+(?:days|hours)"
    r"|office\s+hours|(?:Satur|Sun)days?|nights?|night-?time)\b[^,.;:]*",
    re.IGNORECASE,
)


def unread_ban(text: str, read: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The first ban of a kind of days or hours (不得安排在周末) outside the spans that were read; None without one.

    Spans are offsets in the text, end exclusive.
    """
    spans = tuple(read)
    bans = (found.span() for found in _BAN.finditer(text))
    return next((one for one in bans if all(one[1] <= start or end <= one[0] for start, end in spans)), None)


MARK = r"(?:[一二三四五六七八九十]+[、是要]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．)](?!\d)|[①-⑩])"
_LEAD = re.compile(
    rf"(?:\s|{MARK}|[“‘「『]|其中|但|并且?|且|同时|此外|另外|请(?!假)|即|则|以便|现(?![场金有状代行任职年实象])|原(?![则件稿籍])|应当?|必须|须|要|务必|随即|立即|马上|及时|再|由|将|把|先(?![进锋行后期导])|最后|然后"
    r"|通知(?:最后)?(?:要求|说|指出|强调)|因此|为此|争取|力争|凡|对(?!象)|和|与|及|就(?![诊餐业学读近])|均|都"
    r"|(?:the|a|an|all|of|and|if|when|where|then|please|that|be|to)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s：:]|原则上|一般情况下|一般|大体|大致|(?<![度作季月习施])计划|预计|拟|原定?|(?<![发体出呈实表])现|将|应当?|须|必须|要|(?<!申)请|可|(?<![鉴评审决规制认核确约协商签测])定|安排|集中|统一|时间|期限|为期|为|于|在|从|自"
    r"|(?<!预)约|控制|累计|总计|合计|共计?|均|(?<![首成])都|达到?|(?<![权时])限|最多|最长|最少|至少|(?<![心所获取])得|不|的|每次|[（(“‘]|、|[-—–]"
    r"|\b(?:is|are|be|will|shall|must|should|may|to|by|on|at|in|from|the|of|for|held|scheduled|submitted|no|not|later|than|and|normally|usually|generally)\b)+$",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"^(?:[^，,。；;]{1,12}?)?[将把](?P<what>[^，,。；;]{2,24}?)"
    r"(?:(?:书面|及时|一并|统一)?(?:报(?![告表刊名])送?|上报|送|函告|传真|发送|交|录入|提交|告知|通知|寄)|$)"
)
# Who holds something stands before its time, and what is held behind: 学校定于3月4日举办春季运动会.
_HOLDS = re.compile(
    r"\s*(?:各[^，,。；;的]{1,6}?)?(?:正式|集中|统一|联合)*(?:举办|召开|开展|上交|组织(?:开展|召开|举办)?)(?P<what>[^，,。；;：:]{3,30})$"
)
_TOLD_TO = re.compile(r"^.*?\b(?:reminded|informed|advised|noted?|asked|requested)\s+(?:that|to)\s+", re.IGNORECASE)
_RULED_OUT = re.compile(
    r"不(?:再|得|宜|能|要)?(?:安排|定|放|在|于)(?:在|于)?$|\b(?:is|are|will|shall|must|may)\s+not\s+[\w\s]{0,24}$",
    re.IGNORECASE,
)
_ONCE_SET = re.compile(
    r"原(?:来|先)?(?:定|拟|计划|安排)?(?:在|于)?$|\b(?:originally|previously)\b[^.;]{0,30}$", re.IGNORECASE
)
_ONCE = re.compile(r"(?:原|(?=定))(?:来|先)?(?:定|拟|计划|安排)?(?:在|于)?(?:[^的]{0,6}的)?")
_REASON = re.compile(r"因|由于|为")
_FROM = re.compile(r"[由从自]$")
_MOVED_ON = re.compile(r"(?:延[长期后]?|顺延|推迟|调整|变更|改期?|提前)(?:到|至|为|在|于)")
_MOVES_LATER = re.compile(rf"[^，,。；;：:]{{1,12}}[由从自][^，,。；;]{{1,20}}{_MOVED_ON.pattern}")
_NOW_SET = re.compile(
    r"(?:调整|变更|改期?|提前)(?:到|至|为|在|于)|\b(?:moved|changed|brought\s+forward)\s+to\b",
    re.IGNORECASE,
)
_FIRST_VERB = re.compile(
    r"由|从|自|于|在|坚持|按|要|应|须|必须|一式|定|拟|安排|时间|分|为|包括|预计|工期|每(?=[周日月年天季])|\s(?:is|are|will|shall|must|may)\s"
)
_ENGLISH_VERB = re.compile(
    r"\b(?:must|shall|should|will|may|can|is|are|ha(?:s|ve)\s+to|lasts?|runs?|takes?|begins?|starts?|follows?|opens|closes|ends|expires?|needs?|requires?|have|has|was|were|consists|comprises)\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(?:贵[^，的]{1,8}|[我你][们局司校会方]|各|全体|每|所有|有关|相关|参加|上述|符合)[^，的]{0,24}|.{0,12}(?:单位|部门|学员|人员|同志|住户|家长|教师|考生|党组织|成员|书记|负责人)"
)
_ACTORS_PAPER = re.compile(
    r"(?:各|全体|每个?|所有|有关|相关)(?:[区市]县|县[区市]|乡镇|镇街|街道|社区|单位|部门|学校|学院|科室|处室|支部|党委|党组织|企业|公司|班级|年级"
    r"|小组|车间|医院|机构|院系|[地市县区镇乡村校院系班组科处室局委办队厂店园所站级]|[、和及]|（[^）]{1,8}）)+(?:[\u4e00-\u9fff]{2}[局委办])?的?"
    r"(?P<paper>[^，的]{0,16}?(?:报告|方案|总结|小结|汇报|意见|材料|计划|申请|名单|名册|清单|台账|预算|规划|数据|资料|[表书]))"
)
_ENGLISH_ACTOR = re.compile(
    r"(?:each|every|all)(?:\s+[\w-]+){1,4}|(?:(?:any|the|our|your)\s+)?(?:[\w-]+\s+){0,3}(?:departments?|units?|offices?|heads?|members?|staff|schools?"
    r"|teams?|coordinators?|applicants?|students?|participants?|employees?|managers?|supervisors?|branch(?:es)?|facult(?:y|ies)"
    r"|contractors?|suppliers?|candidates?|directors?|authors?|chairs?|divisions?|sections?|groups?|committees?|teachers"
    r"|parents|residents|tenants?|owners?|you|we|they)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:must|shall|should|will|(?:is|are)\s+(?:required\s+|asked\s+|requested\s+)?to|needs?\s+to|ha(?:s|ve)\s+to)\s+"
    r"(?P<does>(?!be\b)[a-z]+\s[^,.;]{2,60}?)(?:\s+(?:by|before|on|no\s+later\s+than|until))?\s*$",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"(?:they|it|these|this)\s+(?P<is>(?:is|are|be|has\s+been|have\s+been)\s+)?(?P<does>\S.*)", re.IGNORECASE
)
_HAPPENS = re.compile(r"(?:take|begin|start|happen|occur|go|held|due|open)s?\b", re.IGNORECASE)
_MUST_BE = re.compile(
    r"^(?P<what>.*?)\s*\b(?:must|shall|should|will|may|can|is\s+to|are\s+to)\s+be\s+(?P<done>\w+(?:\s+by\s+[^,.;]{2,40})?)",
    re.IGNORECASE,
)
DONE_ONLY = re.compile(
    r"(?:统一|集中|及时|认真|组织|安排|负责|全部|全面|逐级|按要求|一并|正式|基本|书面)*(?:报送|上报|传真至?|发送至?|填报|申报|提交|报(?![到名告销])|送|上交|交回|交|完成|进行|举办|举行|召开"
    r"|开展|组织|实施|做好|召集|办理|启动|转入|进入|公布|发放|印发)?(?:一次|一份|一个|好)?"
)


def phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the phrase around it: between stops, or inside the quotation marks that open before it."""
    begin = 0
    for one in STOP.finditer(text, 0, start):
        begin = one.end()
    stop = STOP.search(text, end)
    close = stop.start() if stop else len(text)
    mark = text.rfind("“", begin, start)
    if mark >= 0 and "”" not in text[mark:start]:
        begin = mark + 1
    mark = text.find("”", end, close)
    if mark >= 0 and "“" not in text[end:mark]:
        close = mark
    return _trim(text, begin, close)


def is_ruled_out(before: str, behind: str) -> bool:
    """Whether a time is not what is demanded: 不安排在5月, or 原定4月15日 where words behind it move it."""
    return bool(
        _RULED_OUT.search(before)
        or _MOVES_LATER.match(behind)
        or (_FROM.search(before) and _MOVED_ON.match(behind))
        or (_ONCE_SET.search(before) and _NOW_SET.search(behind))
    )


def leading_subject(text: str, start: int) -> str:
    """What the phrases before the one at `start` begin with, up to their first verb; empty where none names it."""
    span = previous(text, start)
    while span:
        words = about(_FIRST_VERB.split(text[slice(*span)], maxsplit=1)[0])
        if len(words) > 1 and not _ACTOR.fullmatch(words) and not re.search(r"\d", words):
            return words
        span = previous(text, span[0])
    return ""


def once_set(sentence: Sentence, start: int) -> str:
    """What the phrase before the one at `start` says was set for another time: 报名 of 原定于3月31日截止的报名，…."""
    at = phrase(sentence.text, start, start)
    span = at if _ONCE.match(sentence.text, at[0]) else previous(sentence.text, at[0])
    while span and _REASON.match(sentence.text, span[0]):
        span = previous(sentence.text, span[0])
    if span is None:
        return ""
    words = sentence.text[slice(*span)]
    words = words[: moved.start()] if (moved := _NOW_SET.search(words)) else words
    for one in sentence.times:
        if span[0] <= one.start and one.end <= span[1]:
            words = words.replace(one.text, "")
    once = _ONCE.match(words)
    return about(re.sub("现$", "", words[once.end() :] if once else words))


def with_next(text: str, end: int) -> int:
    """The end of the phrase behind the stop at `end`; `end` itself where the sentence ends there."""
    if end >= len(text) or text[end] not in "，,":
        return end
    stop = STOP.search(text, end + 1)
    return stop.start() if stop else len(text)


def previous(text: str, start: int) -> tuple[int, int] | None:
    """The span of the phrase before the one that begins at `start`; None where a sentence begins there."""
    at = start
    while at > 0 and text[at - 1] in " \u3000“（(":
        at -= 1
    if at == 0 or text[at - 1] not in "，,":
        return None
    return phrase(text, at - 1, at - 1)


def about(words: str) -> str:
    """What a phrase is about: its words without list marks and function words at either end."""
    words = _TOLD_TO.sub("", words) if words.isascii() else words
    lead = _LEAD.match(words)
    words = words[lead.end() :] if lead else words
    if words.isascii() and (verb := _ENGLISH_VERB.search(words)) and len(words[: verb.start()].strip()) > 1:
        words = words[: verb.start()]
    return _balanced(_TAIL.sub("", words).strip(" \u3000‘’、.,;"))


def named(words: str) -> str:
    """An event or state that words name in full, without list marks and what binds it to the sentence."""
    lead = _LEAD.match(words)
    bare = words[lead.end() :] if lead else words
    return _balanced(bare.strip(" \u3000、").removeprefix("在").removesuffix("的"))


def act_of(words: str) -> str:
    """What an English phrase whose subject only names who acts has done: appoint a coordinator; empty for others."""
    if not words.isascii() or not (does := _DOES.search(words)) or not _ENGLISH_ACTOR.fullmatch(about(words)):
        return ""
    return does["does"].strip()


def two_states(words: str, later: str) -> tuple[str, str] | None:
    """An English demand on one thing, and another time of the same thing by a pronoun, both named in full.

    Of "the report must be approved by the dean" and "it is submitted": report approved by the dean, report submitted.
    None where the later words hold no pronoun for the thing.
    """
    must, other = _MUST_BE.match(words.strip()), _STANDS_FOR.match(later.strip())
    if not must or not other or not (what := about(must["what"])):
        return None
    same = what if _HAPPENS.match(other["does"]) else f"{what} {other['does'].strip()}"
    return f"{what} {must['done'].strip()}", same


def is_actor(words: str) -> bool:
    """Whether words only name who acts."""
    return bool(_ACTOR.fullmatch(words)) and not _ACTORS_PAPER.fullmatch(words)


def subject_or_object(before: str, after: str) -> str:
    """What is dated: the words before a time unless they only name who acts, then what stands behind the verb.

    Of 各校总结报告 it is the report.
    """
    if handed := _HANDED.match(after) or _HOLDS.match(after):
        return about(handed["what"])
    named, done = about(before), about(after)
    if paper := _ACTORS_PAPER.fullmatch(named):
        return paper["paper"]
    if named and not _ACTOR.fullmatch(named):
        return named
    verb = DONE_ONLY.match(done)
    return (done[verb.end() :].removeprefix("的") if verb else done) or done or named


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \u3000\t":
        start += 1
    while end > start and text[end - 1] in " \u3000\t":
        end -= 1
    return start, end


def _balanced(words: str) -> str:
    """Close or drop a bracket that lost its partner."""
    if words.count("（") > words.count("）"):
        return words.rpartition("（")[0]
    if words.count("）") > words.count("（"):
        words = words.replace("）", "")
    return words if words.count("“") == words.count("”") else re.sub(r"[“”]", "", words)
