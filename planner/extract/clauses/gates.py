"""Gates: what must be there before something may begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.clauses.model import Draft, Family, Triggered, any_of
from planner.extract.clauses.order import doing
from planner.extract.clauses.words import DEMAND, TOLD, about, phrase
from planner.extract.clauses.words import named as named_event
from planner.records import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.clauses.model import Sentence

_APPROVED = Triggered(
    re.compile(
        r"(?<!未)(?<!已)经过?(?!审核的)(?P<who>[^，,。；;由的]{0,24}?)(?:批复|审查|审核|审议|审批|集体研究)?(?P<how>同意|批准|批复|审定|审核通过|验收合格|审查通过|决定|(?:审批|审核|审查|合格)(?=后))"
        r"(?:后|之后)?[，,]?(?P<rest>[^。；;！？!?，,]{0,80}(?:[，,][^。；;！？!?，,]{0,80})?)"
    ),
    any_of("经"),
)
_UNMET = Triggered(
    re.compile(
        r"(?P<unmet>[^，,。；;：:]{0,40}?(?:没有|未|不|逾期)[^，,。；;：:]{1,16}?的[^，,。；;：:不]{0,6}?)[，,]?"
        r"(?P<ban>(?:原则上|一律|坚决|均)?(?:不得|不要|不能|不可|不予|不准|不应|不(?=进入|参加|享受|发放)|暂缓|视为|一律(?=作废|退回|取消|无效))(?P<what>[^，,。；;]{2,24}))"
    ),
    re.compile("不[得要能可予准应进参享发]|暂缓|视为|一律"),
    among="不缓视律",
)
_ONLY = Triggered(
    re.compile(
        r"(?:只有|待|须待|必须待|等)(?P<unmet>[^。；;，,]{2,30})[，,]?(?:方可|才能|方能|才可|再)(?P<what>[^。；;，,]{2,30})"
    ),
    any_of("方可", "才能", "方能", "才可", "再"),
)
_NEEDS_LEAVE = Triggered(
    re.compile(
        r"(?P<what>[^，,。；;：:]{2,24}?)(?:必须|须|应当|应|要|需)经过?(?P<who>[^，,。；;：:]{2,24}?)(?:集体)?(?:批准|同意|审批|审议|审定|核准)(?:同意|通过)?(?=[，,。；;]|$)"
    ),
    any_of("经"),
)
_ON_REQUEST = Triggered(
    re.compile(
        r"(?P<what>(?:需|因|如)[^，,。；;]{2,24})[，,](?:(?:应当?|须|由|可)?[^，,。；;]{0,16}申请[，,])?(?:报|经)(?P<who>[^，,。；;经]{2,16})(?:批准|同意)(?=[。；;，,]|$)"
    ),
    any_of("报", "经"),
)
_WITHOUT = Triggered(
    re.compile(
        r"(?P<unmet>未经?[^，,。；;]{2,24})[，,]?(?P<ban>(?:[^，,。；;]{0,10}?)(?:一律|均)?不(?:得|准|予|能|可)(?P<what>[^，,。；;]{2,24}))"
    ),
    re.compile("未"),
)
_NOT_BEFORE = Triggered(
    re.compile(
        r"(?<![^，,。；;：:])(?P<unmet>[^，,。；;：:\d]{2,24}?)(?<![目之以此日年月天周空提当])[之以]?前[，,]?[^，,。；;]{0,8}?"
        r"(?:一律|均)?(?:不得|不能|不可|不准|严禁|禁止)(?P<what>[^，,。；;]{2,24})"
    ),
    re.compile("前[^。；;]{0,24}(?:不[得能可准]|严禁|禁止)"),
    among="前",
)
_MET = Triggered(
    re.compile(
        r"(?P<unmet>[^，,。；;：:]{0,16}(?<![不未])(?:无异议|合格|属实|获批|通过)的)[，,]?"
        r"(?:方可|才能|予以|准予|给予|由[^，,。；;]{2,12}?|发给?|颁发|办理|可以?|列入|认定为|进入|按程序|退还|支付)(?P<what>[^，,。；;]{2,24})"
    ),
    any_of("议的", "格的", "实的", "批的", "过的"),
)
_THEN_MAY = Triggered(
    re.compile(
        r"(?P<unmet>[^。；;，,]{2,30}?)后[，,]?[^。；;，,]{0,8}?(?:方可|才能|方能|才可)(?P<what>[^。；;，,]{2,30})"
    ),
    any_of("方可", "才能", "方能", "才可"),
)
_SUBJECT_TO = Triggered(
    re.compile(
        r"\b(?:is|are)?\s*subject\s+to\s+(?:(?:the\s+)?(?:prior\s+)?(?:approval|consent|review)\s+(?:by|of|from)\s+(?P<who>[^,.;]{2,60})"
        r"|(?P<whose>[^,.;]{2,60}?)\s+approval)"
        r"|\b(?:requires?|needs?)\s+(?:the\s+)?(?:prior\s+)?(?:approval|consent)\s+(?:by|of|from)\s+(?P<giver>[^,.;]{2,60})"
        r"|\b(?:may|must|shall|can)\s+not\s+(?:begin|start|proceed|be\s+\w+)\s+(?:until|unless|before)\s+(?P<until>[^.;]{3,100})",
        re.IGNORECASE,
    ),
    any_of("subject", "not", "require", "need"),
)


def approvals(sentence: Sentence) -> Iterator[Draft]:
    """Yield whose leave something needs."""
    text = sentence.text
    for found in _APPROVED.finditer(text):
        then = re.search(r"后[，,]?$", text[: found.start("rest")]) and not TOLD.search(found["rest"])
        if not (then or DEMAND.search(found["rest"]) or re.search(r"方可|才能|可", found["rest"])):
            continue
        if re.search(r"延长|顺延|推迟", found["rest"]):
            continue
        terms = Terms(reviewer=found["who"].strip(), after=named_event(text[found.start() : found.end("how")]))
        end = len(text[: found.end()].rstrip())
        parts = [part for part in re.split(r"[，,]", found["rest"]) if DEMAND.search(part)]
        yield Draft(kind="gate", start=found.start(), end=end, about=doing((parts or [found["rest"]])[0]), terms=terms)
    for found in _NEEDS_LEAVE.finditer(text):
        start = phrase(text, found.start(), found.start())[0]
        terms = Terms(reviewer=found["who"])
        yield Draft(kind="gate", start=start, end=found.end(), about=about(found["what"]), terms=terms)
    for found in _ON_REQUEST.finditer(text):
        terms = Terms(reviewer=found["who"])
        yield Draft(kind="gate", start=found.start(), end=found.end(), about=about(found["what"]), terms=terms)
    for found in _SUBJECT_TO.finditer(text):
        start = phrase(text, found.start(), found.start())[0]
        who = about(found["who"] or found["whose"] or found["giver"] or "")
        terms = Terms(reviewer=who, after="" if who else about(found["until"] or ""))
        yield Draft(kind="gate", start=start, end=found.end(), about=about(text[start : found.start()]), terms=terms)


def gates(sentence: Sentence) -> Iterator[Draft]:
    """Yield what must be there before something may begin."""
    text = sentence.text
    for found in _THEN_MAY.finditer(text):
        if not re.search(r"经|只有|待", found["unmet"]):
            terms = Terms(after=named_event(found["unmet"]))
            yield Draft(kind="gate", start=found.start(), end=found.end(), about=about(found["what"]), terms=terms)
    taken: list[range] = []
    for pattern in (_UNMET, _ONLY, _WITHOUT, _NOT_BEFORE, _MET):
        for found in pattern.finditer(text):
            if any(found.start("unmet") in one for one in taken):
                continue
            taken.append(range(found.start(), found.end()))
            start, end = found.start(), len(text[: found.end()].rstrip("”"))
            named = re.sub(r"^(?:急于|再)", "", about(found["what"]))
            yield Draft(
                kind="gate",
                start=start,
                end=end,
                about=named,
                terms=Terms(after=named_event(found["unmet"])),
            )


GATES = (
    Family(
        approvals,
        (
            "方案经上级部门审核同意后，要及时组织实施",
            "停水须经管委会批准",
            "因天气原因需要改期的，由承办方提出申请，经组委会批准",
            "考核结果经办公会审定后生效",
            "Requests over 50 euros require the approval of the director",
            "The purchase is subject to approval by the finance committee",
        ),
        (_APPROVED, _NEEDS_LEAVE, _ON_REQUEST, _SUBJECT_TO),
    ),
    Family(
        gates,
        (
            "比对没有做完的，不得转入下一阶段",
            "待验收合格，方可开始运行",
            "验收合格后方可交付使用",
            "未经消防部门同意，任何商户不得占用通道",
            "验收无异议后，业主方可入住",
            "逾期送达的文件一律退回",
            "隐患排除前不得恢复生产",
            "公示期满无异议的，办理聘用手续",
        ),
        (_THEN_MAY, _UNMET, _ONLY, _WITHOUT, _NOT_BEFORE, _MET),
    ),
)
