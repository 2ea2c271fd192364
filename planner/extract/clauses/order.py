"""Order: what follows what, at once or at a distance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.clauses.amounts import is_duration
from planner.extract.clauses.model import Draft, Family, Triggered, any_of
from planner.extract.clauses.papers import handed_in
from planner.extract.clauses.words import (
    DEMAND,
    DONE_ONLY,
    STOP,
    TOLD,
    about,
    phrase,
    subject_or_object,
    two_states,
    with_next,
)
from planner.extract.clauses.words import named as named_event
from planner.records import Terms, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.clauses.amounts import Amount
    from planner.extract.clauses.model import Sentence

_LONGEST = 120  # characters of a follower's words that are quoted
_DONE = (
    r"竣工|结束|完成|完毕|确定|形成|通过|到位|启动|开始|验收|定稿|公布|收齐|汇总|做完|开工|开班|转段|合格"
    r"|期满|届满|到期"
)
_AFTER = Triggered(
    re.compile(
        rf"(?P<what>[^，,。；;：:“]{{1,40}}?(?:{_DONE}))(?P<side>时(?![间期代刻])|之?后|以后|之?前|以前)[，,]?(?!的)(?P<rest>[^。！？!?]+)"
    ),
    re.compile(rf"(?:{_DONE})(?:[时前后]|之[前后]|以[前后])"),
    among="时前后",
)
_MUST_BEFORE = Triggered(
    re.compile(
        r"(?:应当?|必须|须|要|请)(?:在|于)?(?P<what>[^，,。；;：:\d“]{2,12}?)(?<![目之以此日年月天周今先当眼提事超空史])"
        r"(?P<side>[之以]?前)(?![往来后期述任景进]|提(?![出交供前]))[，,]?(?P<rest>[^，,。；;！？!?]{2,60})"
    ),
    any_of("前"),
)
_AND_THEN = Triggered(
    re.compile(
        r"(?<![^，,。；;：:])(?P<what>[^，,。；;：:“]{2,16}?)(?P<side>之?后|以后)"
        r"(?P<rest>再(?![次接者造生])[^。；;！？!?]+)"
    ),
    any_of("后再"),
    among="再",
)
_AFTER_ENGLISH = Triggered(
    re.compile(
        r"\b(?P<side>(?:immediately\s+)?(?:after|following)|once|as\s+soon\s+as|before|prior\s+to|(?:up)?on\s+(?:the\s+)?completion\s+of)"
        r"\s+(?P<what>(?:[^,.;]|\.(?=\d)){3,80}?)(?:,\s+(?P<rest>[^.;]{3,160})|\.?\s*$)",
        re.IGNORECASE,
    ),
    any_of("after", "following", "once", "soon", "before", "prior", "completion"),
)
_LAG = re.compile(
    r"(?:(?P<about>[^，,。；;：:]*?)(?:应当?|须|必须|要|请)?[在于])?(?P<what>[^，,。；;：:在于]{1,16}?)"
    r"(?<![目之以提])(?<![\d近今当同本次即]日)前$"
)
_LAG_ENGLISH = re.compile(
    r"['’]?\s*(?:(?:of\s+)?notice\s+)?(?:(?:before|prior\s+to|ahead\s+of|in\s+advance\s+of)|(?P<later>after|following))\s+(?P<what>[^,.;]{3,80})",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"[以之]?前(?![后述期往任])")
_EVENT = re.compile(r"(?:(?P<about>[^，,]*?)(?:应当?|须|必须|要|请)?[在于距])?(?P<what>[^，,在于距]{2,16}?)的?")
_COMES_AFTER = Triggered(
    re.compile(
        r"(?P<later>[^.,;]{3,60}?)\s+(?:(?:must|shall|should|will)\s+follow|follows|(?:begins?|starts?)\s+(?:when|once))\s+"
        r"(?!(?:the\s+|an?\s+)?(?:same|order|rules?|guid\w+|instructions?|procedures?|example|format|pattern|advice)\b)"
        r"(?P<earlier>[^.,;]{3,60}?)(?:\s+(?:ends?|is\s+(?:complete|over))\b|\s+and\b|(?=[.,;]|$))",
        re.IGNORECASE,
    ),
    any_of("follow", "begin", "start"),
)
_AT_ONCE = re.compile(
    r"随即|立即|马上|即刻|随后立即|当即|\bimmediately\b|\bat\s+once\b|\bas\s+soon\s+as\b", re.IGNORECASE
)
_ACTS = re.compile(
    r"要|应|须|必须|转入|进入|随即|立即|马上|再|由|组织|及时|请|方可|开展|进行|支付|发[放证给]|颁发|退还|办理|上岗|移交|归档|公[布示]|各|permitted|allowed|must|shall|should|will|may|ha(?:s|ve)\s+to",
    re.IGNORECASE,
)
_BEFORE_DOING = Triggered(
    re.compile(
        r"(?<![^。；;，,：:\s])(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?(?P<what>[^，,。；;：:\d“]{2,16}?)(?<![目之以此日年月天周今然最先随其落背身事往会])(?P<side>[前后])"
        r"(?:[，,]|(?=[要应须]))(?P<rest>[^，,。！？!?；;]{0,16}(?:要|应|须|由)[^。！？!?；;]+?(?=[，,][^，,。！？!?；;]{1,12}[前后][，,要应须]|[。！？!?；;]|$))"
    ),
    re.compile("[前后][，,要应须]"),
    among="前后",
)
_PASSIVE = re.compile(r"\s+be\b", re.IGNORECASE)
_MAY_ONLY = re.compile(r"[^，,。；;]{0,8}?(?:方可|才能|方能|才可)")  # a gate
_NOTICE = re.compile(r"['’]?\s+(?:(?:of\s+)?notice\s+)?")
_WITHIN = re.compile(r"内$|^within", re.IGNORECASE)
_FORBIDS = re.compile(r"\b(?:may|must|shall|can)\s+not\b", re.IGNORECASE)
_SETTING = re.compile(r"由.*负责|在.*(?:基础上|前提下)")


def follows(sentence: Sentence) -> Iterator[Draft]:
    """Yield what must come after or before something else."""
    text = sentence.text
    taken: list[int] = []
    for pattern in (_AFTER, _AND_THEN, _AFTER_ENGLISH, _BEFORE_DOING, _MUST_BEFORE):
        for found in pattern.finditer(text):
            if found.end("what") not in taken and (draft := _follower(sentence, found)):
                taken.extend(range(found.start("what"), found.end("what") + 1))
                yield draft
    for found in _COMES_AFTER.finditer(text):
        terms = Terms(after=about(found["earlier"]))
        yield Draft(kind="follows", start=found.start(), end=found.end(), about=about(found["later"]), terms=terms)


def distances(sentence: Sentence) -> Iterator[Draft]:
    """Yield what must come a length of time after or before something else."""
    text = sentence.text
    for amount in sentence.amounts:
        if amount.length and (draft := _at_distance(text, amount, phrase(text, amount.start, amount.end))):
            yield draft


def _at_distance(text: str, amount: Amount, span: tuple[int, int]) -> Draft | None:
    """What comes by a length before or after something: 入户前3天张贴, 选举日的5日前公布, two weeks before the talk."""
    ahead = _LAG.search(text[span[0] : amount.start])
    behind = _LAG_ENGLISH.match(text, amount.end)
    until = _UNTIL.match(text, amount.end) and _EVENT.fullmatch(text[span[0] : amount.start])
    after = bool(behind and behind["later"])
    if behind and is_duration(text, amount):
        return None  # cooled for at least a day before the visit: how long, not how far ahead
    if after and amount.bound != "at_least":
        return None  # within two weeks after: a deadline
    if ahead:
        what, rest = about(ahead["what"]), text[amount.end : span[1]].lstrip("，, ")
        if not about(rest):
            span = (span[0], with_next(text, span[1]))
            rest = text[amount.end : span[1]].lstrip("，, ")
        named = about(ahead["about"] or "" if DONE_ONLY.fullmatch(rest) else rest) or about(rest)
    elif behind:
        what, named = about(behind["what"]), about(text[span[0] : amount.start])
        if states := two_states(text[span[0] : amount.start], behind["what"]):
            named, what = states
    elif until:
        what = about(until["what"])
        rest = _UNTIL.sub("", text[amount.end : span[1]], count=1)
        named = subject_or_object(until["about"] or "", rest)
    else:
        return None
    named = handed_in(text[slice(*span)])[0] or named
    terms = Terms(after=what) if after else Terms(before=what)
    if not (what and named):
        return None
    return Draft(kind="follows", start=span[0], end=span[1], about=named, length=amount.length, terms=terms)


def _follower(sentence: Sentence, found: re.Match[str]) -> Draft | None:
    text = sentence.text
    what, side = found["what"], found["side"].lower()
    rest, start, end = found["rest"], found.start(), found.end()
    begin = phrase(text, found.start(), found.start())[0]
    states = two_states(text[begin : found.start()], what)
    if states or not rest:  # English: the demand stands before its condition
        start, rest = begin, text[begin : found.start()]
    near = found.end("what") + 4
    side_at = found.start("side")
    dated = any(
        one.start < near and (start <= one.start if isinstance(one.values[0], When) else found.end("what") <= one.end)
        for one in sentence.times
        if one.values
    )
    counted = any(
        found.end("what") <= one.start < near or _NOTICE.fullmatch(text, one.end, side_at) for one in sentence.amounts
    )
    if (
        dated
        or counted
        or not (found.re is _MUST_BEFORE.pattern or _ACTS.search(rest))
        or TOLD.search(rest)
        or re.search(r"经.{0,20}(?:同意|批准)", what)
    ):
        return None
    if (
        _MAY_ONLY.match(rest)
        or _FORBIDS.search(rest)
        or re.match(r"\s*(?:in|the\s+)?(?:year|then|that)\b", what, re.IGNORECASE)
    ):
        return None
    end = _cut(sentence, start, end, near)
    if any(start <= one.start < end and _WITHIN.search(text[one.start : one.end]) for one in sentence.amounts):
        return None  # a deadline that counts from it
    earlier = "前" in side or side.startswith(("before", "prior"))
    named, other = states or (doing(rest), named_event(what))
    lag = "at once" if _AT_ONCE.search(rest) or _AT_ONCE.search(side) else ""
    terms = Terms(before=other) if earlier else Terms(after=other, lag=lag)
    return Draft(kind="follows", start=start, end=end, about=named, terms=terms)


def doing(words: str) -> str:
    """The first thing that words demand: behind its demand word, to the next stop."""
    demand = DEMAND.search(words)
    if demand and _PASSIVE.match(words, demand.end()):
        return about(words[: demand.start()])
    behind = words[demand.end() :] if demand and demand.end() < len(words) - 1 else words
    parts = [part for part in STOP.split(behind) if len(about(part)) > 1 and not _SETTING.fullmatch(part.strip())]
    return re.sub(
        r"^(?:方可|才能|方能|进行|开展|组织|做好|召开|转入|进入)(?=.{2})", "", about(parts[0] if parts else behind)
    )


def _cut(sentence: Sentence, start: int, end: int, near: int) -> int:
    """Keep a quotation short: to the last stop within reach, and before what an amount behind it demands."""
    reach = min(
        [end, start + _LONGEST, *(one.start for one in sentence.amounts if one.start > near and one.bound != "exactly")]
    )
    if reach == end:
        return end
    stops = [one.start() for one in STOP.finditer(sentence.text, near, reach)]
    return stops[-1] if stops else reach


ORDER = (
    Family(
        follows,
        (
            "分工确定后，随即组织培训",
            "抽查之后再开表彰会",
            "第一批试点结束前，由服务站组织一次测评",
            "换表前，要通知住户",
            "租户应在合同到期前提出续租意向",
            "洪水退去后，要尽快组织消毒",
            "试点阶段结束后，转入推广阶段",
            "After the audit is complete, each office must publish the results",
            "Immediately after the drill, wardens must report to the office",
            "On completion of the audit, each office must publish the results",
            "Keys must be returned before leaving",
            "The repair shall follow the survey",
        ),
        (_AFTER, _AND_THEN, _AFTER_ENGLISH, _BEFORE_DOING, _MUST_BEFORE, _COMES_AFTER),
    ),
    Family(
        distances,
        (
            "入户前3天由物业张贴告知单",
            "退订须在演出日前1天办理",
            "物业应于验收前5日公示清单",
            "评委名单应在比赛日的3日以前公布",
            "The agenda must be sent at least two weeks before the meeting",
            "The talk must be held at least two weeks after registration",
            "Each tenant must be given at least five days' notice before a visit",
        ),
    ),
)
