"""Papers: who reviews them, with whom they are filed, what must be drawn up, and which papers a notice rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.extract.clauses.model import Draft, Family, Triggered, any_of
from planner.extract.clauses.words import DEMAND, about, is_actor, phrase
from planner.records import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.extract.clauses.model import Sentence

_PAPER = r"(?:报告|方案|措施|总结|小结|意见|材料|计划|申请|名单|名册|清单|回执|台账|文本|预算|细则|规划|书|表|报)"
_PAPER_ENDS = rf"{_PAPER}(?![告纸名到送名批])(?=[要应须请经由报在于，,。；;]|$)"
_PAPER_NAMED = re.compile(rf"[^，,。；;：:（）\s]{{0,24}}?{_PAPER_ENDS}")
_PAPER_END = re.compile(_PAPER_ENDS)
_PAPER_BEGINS = re.compile(r"[，,。；;：:（）\s]")
_MAKING = re.compile(r"^.*(?:制定|写出|形成|拟订|撰写|提出)")
_LONGEST_PAPER = 24  # characters before the word for it
_REVIEW_VERB = r"审核|审查|审批|审定|审阅|把关|复审|核准|会签"
_BY = Triggered(
    re.compile(
        rf"(?P<paper>[^，,。；;：:]{{2,40}}?)由(?P<who>[^，,。；;：:]{{2,30}}?)(?:负责)?(?:{_REVIEW_VERB})(?!的|意见)"
        r"(?P<with>[，,][^，,。；;：:]{2,14}配合)?"
    ),
    re.compile(_REVIEW_VERB),
)
_SUBMIT_REVIEW = Triggered(
    re.compile(
        rf"(?:要|须|应|请|一律|由[^，,。；;]{{1,12}})?报(?![告名到表刊])(?:请|送|经)?(?P<who>[^，,。；;：:由]{{2,36}}?)(?:{_REVIEW_VERB}|批准)(?!的|后(?!实施|执行|印发|组织|开展|方可|再|发布|施行|办理))"
    ),
    re.compile(rf"{_REVIEW_VERB}|批准"),
)
_REVIEW_ENGLISH = Triggered(
    re.compile(
        r"(?P<paper>[^.,;]{3,80}?)\s+(?:must|shall|should|will|is to|are to)\s+be\s+"
        r"(?:reviewed|approved|checked|signed\s+off)\s+by\s+(?P<who>[^.,;]{3,60}?)(?=\s+(?:within|by|before|no\s+later|on|after)\b|[.,;]|$)",
        re.IGNORECASE,
    ),
    any_of("reviewed", "approved", "checked", "signed"),
)
_FILE = Triggered(
    re.compile(
        r"(?:(?<![上申填通汇本日晚早简周画海情预])报(?!到|名|告|刊|纸|道|社|酬|表(?![彰决])|请.{0,20}批)送?|上报|报送|送交|传真|发送|呈报|寄送|送(?![学达温])|提交(?:给|至|到)?"
        r"|(?<![提上递转移外社成结开相杂])交(?=[至到给]?[^，,。；;：:]{2,24}?[委办科处局部组会心司院位社所校队团府](?:[，,。；;]|$)))"
        r"(?:至|到|给|请)?(?P<who>[^，,。；;：:]{2,36}?)(?P<keep>备案|存档|备查|留存|存查)?(?=[，,。；;]|[（(](?:电话|联系|邮箱|地址|邮编|附)|$)"
    ),
    any_of("报", "送", "交", "传真"),
)
_SENDING = re.compile(r"(?:书面|及时)*(?:报送?|上报|提交|送)$")
_BODY = re.compile(
    r"(?:中央|[省市县区]|政府|街道|委|办|办公室|科|处|局|部|组织|专班|委员会|小组|中心|公司|总站|学院|支部|单位|秘书处|会|台|室|站|馆|院|厅|社|所|校|队|团|司|[银分支]行)$"
)
_KEEP = Triggered(
    re.compile(
        r"(?P<paper>[^，,。；;：:]{2,30}?)由(?P<who>[^，,。；;：:]{2,20}?)(?:负责)?(?:保存|保管|存档|留存|归档|备案)"
    ),
    any_of("保存", "保管", "存档", "留存", "归档", "备案"),
    among="存管档案",
)
_COPY = Triggered(
    re.compile(r"(?:同时|并)?(?:抄送|抄报|同时送|并送|同时报)(?:至|到)?(?P<who>[^，,。；;：:]{2,40})"),
    any_of("抄", "同时", "并送"),
)
_COPY_ENGLISH = re.compile(r"\bwith\s+(?:a\s+)?cop(?:y|ies)\s+to\s+(?P<who>[^.;,]{3,80})", re.IGNORECASE)
_HANDS_IN = Triggered(
    re.compile(
        r"\b(?:must|shall|should|will|is\s+to|are\s+to)\s+(?:submit|send|file|provide|forward|deliver|return)\s+"
        r"(?P<paper>[^.,;]{3,80}?)\s+(?:to|with)\s+(?P<who>[^.,;]{3,60}?)"
        r"(?=\s+(?:by|no|not|before|within|on|in|at|with|immediately|after|once)\b|[,.;]|$)",
        re.IGNORECASE,
    ),
    any_of("submit", "send", "file", "provide", "forward", "deliver", "return"),
)
_SENT_TO = re.compile(r"\b(?:submitted|sent|filed|reported)\s+(?:to|with)\s+(?P<who>[^.,;]{3,60})", re.IGNORECASE)
_FILE_ENGLISH = Triggered(
    re.compile(
        r"(?P<paper>[^.,;]{3,80}?)\s+(?:must|shall|should|will|is to|are to)\s+be\s+(?:submitted|sent|filed|reported)"
        r"\s+(?:to|with)\s+(?P<who>[^.,;]{3,60}?)(?:\s+(?:by|no|before|within|with\s+a\s+copy\s+to\s+(?P<copy>[^.,;]{3,60})).*?)?(?=[.,;]|$)",
        re.IGNORECASE,
    ),
    any_of("submitted", "sent", "filed", "reported"),
)
_DRAW_UP = Triggered(
    re.compile(
        rf"(?:拿出|写出|形成|提交|出台|编制|编印|撰写|起草)(?!的)(?P<paper>[^，,。；;：:]{{0,28}}?{_PAPER})(?![告中里的时后])(?=[，,。；;]|$)"
    ),
    any_of("拿出", "写出", "形成", "提交", "出台", "编制", "编印", "撰写", "起草"),
    among="拿写形交台编草",
)
_DRAW_UP_ENGLISH = Triggered(
    re.compile(
        r"\b(?:must|shall|should|will|aims?\s+to|strives?\s+to)\s+(?:produce|prepare|draw\s+up|draft|deliver)\s+(?P<paper>[^.,;]{3,80})",
        re.IGNORECASE,
    ),
    any_of("must", "shall", "should", "will", "aim", "strive"),
)
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}[发字函办令通电号规]\s*[\[〔【(（]\s*\d{4}\s*[\]〕】)）]\s*第?\s*\d+\s*号"
    r"|\b(?:circular|notice|order|memo(?:randum)?|directive)\s+(?:no\.?\s*)?[A-Z]*\d+[/-]\d+\b",
    re.IGNORECASE,
)
_CITED = Triggered(_NUMBER, re.compile(r"\d\s*[\]〕】)）]|\d[/-]\d"), among="]〕】)）/-")
_BRACKET = re.compile(r"[\[〔【(（]")
_BEFORE_NUMBER = re.compile(r".*(?:根据|按照|依据|贯彻|落实|遵照|参照|执行|党章|和|及|与|由|经|的|关于|是)")
_TITLE = Triggered(
    re.compile(r"《(?P<name>[^》]{4,80}(?:通知|意见|办法|规定|条例|方案|决定|纲要|章程|细则))》"), any_of("《")
)
_RESTS = re.compile(
    r"(?:根据|按照|依据|遵照|贯彻|落实)[^，,。；;]{0,80}$|\b(?:under|pursuant to|according to)\b[^.;]*$", re.IGNORECASE
)


def recipients_in(text: str) -> tuple[str, str]:
    """With whom words file something, and who gets a copy; empty where they do not say."""
    found = _FILE.search(text)
    copy = _COPY.search(text)
    who = found["who"].removeprefix("送") if found and _BODY.search(found["who"]) else ""
    if english := _SENT_TO.search(text):
        who = about(english["who"])
    return who, copy["who"] if copy else ""


def without_recipient(words: str, recipient: str) -> str:
    """What is handed in, without the words from the verb on that say to whom: 盘点表 of 盘点表报县局备案."""
    cut = words.find(recipient)
    return _SENDING.sub("", words[:cut]) if cut > 0 else words


def handed_in(text: str) -> tuple[str, str, str]:
    """What an English sentence says somebody hands in, to whom, and who gets copies; empty where it says none."""
    found = _HANDS_IN.search(text)
    copy = _COPY_ENGLISH.search(text)
    copies = about(copy["who"]) if copy else ""
    return (about(found["paper"]), about(found["who"]), copies) if found else ("", "", copies)


def reviews(sentence: Sentence) -> Iterator[Draft]:
    """Yield who reviews what."""
    text = sentence.text
    for found in _BY.finditer(text):
        start = phrase(text, found.start("paper"), found.end("paper"))[0]
        if _FIRST.match(text, start):
            continue
        reviewer = _ALONG.sub("、", found["who"].removesuffix("负责"))
        also = _ALSO.match(text, found.end())
        terms = Terms(reviewer=f"{reviewer}、{also['who']}" if also else reviewer)
        yield Draft(kind="review", start=start, end=found.end(), about=about(found["paper"]), terms=terms)
    for found in _SUBMIT_REVIEW.finditer(text):
        yield _submitted(sentence, found, "review", Terms(reviewer=found["who"]))
    for found in _REVIEW_ENGLISH.finditer(text):
        terms = Terms(reviewer=about(found["who"]))
        yield Draft(kind="review", start=found.start(), end=found.end(), about=about(found["paper"]), terms=terms)


_ALONG = re.compile(r"(?:审核|审查)?[，、](?:再)?由")
_ALSO = re.compile(rf"[，,、](?P<who>[^，,。；;：:由、]{{2,12}}?)(?:负责)?(?:{_REVIEW_VERB})")
_FIRST = re.compile(r"\s*(?:先|再|最后|然后)")


def filings(sentence: Sentence) -> Iterator[Draft]:
    """Yield with whom a paper is filed, and who gets a copy. A filing with a day is a deadline, not read here."""
    text = sentence.text
    copy = _COPY.search(text)
    for found in _FILE.finditer(text):
        if copy and found.start() >= copy.start():
            continue
        if not (found["keep"] or _BODY.search(found["who"])) or "经" in found["who"][:1]:
            continue
        if any(phrase(text, *found.span())[0] <= one.start < found.start() for one in sentence.times if one.values):
            continue
        yield _submitted(
            sentence, found, "filing", Terms(recipient=found["who"], copy_to=copy["who"] if copy else ""), copy
        )
    for found in _KEEP.finditer(text):
        terms = Terms(recipient=found["who"])
        start = phrase(text, found.start("paper"), found.end("paper"))[0]
        yield Draft(kind="filing", start=start, end=found.end(), about=about(found["paper"]), terms=terms)
    handed = _HANDS_IN.search(text)
    if handed and not any(one.values for one in sentence.times):
        paper, who, copies = handed_in(text)
        start, end = phrase(text, *handed.span())
        terms = Terms(recipient=who, copy_to=copies)
        yield Draft(kind="filing", start=start, end=end, about=paper, terms=terms)
    for found in _FILE_ENGLISH.finditer(text):
        if sentence.times and any(one.values for one in sentence.times):
            continue
        terms = Terms(recipient=about(found["who"]), copy_to=about(found["copy"] or ""))
        yield Draft(kind="filing", start=found.start(), end=found.end(), about=about(found["paper"]), terms=terms)


def _submitted(
    sentence: Sentence, found: re.Match[str], kind: str, terms: Terms, copy: re.Match[str] | None = None
) -> Draft:
    """A paper that is handed in: named in the same phrase, else the last one that the sentence named before."""
    text = sentence.text
    start = phrase(text, found.start(), found.start())[0]
    named = about(re.sub(r"(?:书面|及时|一并|并|连同.*|经[^，,]{2,16}后)$", "", text[start : found.start()]))
    if re.search(r"\d|提前", named):
        named = ""
    if not re.search(_PAPER, named) and (not named or is_actor(named)):
        earlier = list(_PAPER_NAMED.finditer(text, 0, found.start()))
        if earlier:
            start = max(earlier[-1].start(), 0)
            named = about(_MAKING.sub("", earlier[-1][0]))
        else:
            named = sentence.paper or named
    end = max(found.end(), copy.end() if copy else 0)
    return Draft(kind="review" if kind == "review" else "filing", start=start, end=end, about=named, terms=terms)


def last_paper(text: str) -> str:
    """The paper that a sentence names last, for the sentences that go on about it; empty without one."""
    ends = [one.span() for one in _PAPER_END.finditer(text)]
    if not ends:
        return ""
    start, end = ends[-1]
    begin = max(ends[-2][1] if len(ends) > 1 else 0, start - _LONGEST_PAPER)
    return about(_MAKING.sub("", _PAPER_BEGINS.split(text[begin:end])[-1]))


def deliverables(sentence: Sentence) -> Iterator[Draft]:
    """Yield papers that must be drawn up."""
    text = sentence.text
    for pattern in (_DRAW_UP, _DRAW_UP_ENGLISH):
        for found in pattern.finditer(text):
            start, end = phrase(text, found.start(), found.end())
            words = text[start:end]
            wanted = (
                pattern is _DRAW_UP_ENGLISH or DEMAND.search(text, 0, found.start()) or re.search("争取|力争", words)
            )
            if not wanted or "是否" in text or found.start() - start > 60:
                continue
            named = about(re.sub(r"^[一两]个|^一份|\s+(?:by|before|no\s+later|within)\b.*$", "", found["paper"]))
            yield Draft(kind="deliverable", start=start, end=end, about=named)


def bases(sentence: Sentence) -> Iterator[Draft]:
    """Yield the papers that a notice cites, by number or, where it rests on them, by title."""
    text = sentence.text
    for found in _CITED.finditer(text):
        lead = _BEFORE_NUMBER.match(text, found.start(), found.start() + len(_BRACKET.split(found[0])[0]))
        start = lead.end() if lead else found.start()
        number = text[start : found.end()]
        title = re.search(r"《[^》]+》[（(]$", text[:start])
        begin = title.start() if title else start
        closed = bool(title) and text[found.end() : found.end() + 1] in ("）", ")")
        yield Draft(kind="basis", start=begin, end=found.end() + closed, about=number, terms=Terms(documents=(number,)))
    for found in _TITLE.finditer(text):
        if _RESTS.search(text[: found.start()]) and not (
            text[found.end() : found.end() + 1] in ("（", "(") and _NUMBER.match(text, found.end() + 1)
        ):
            name = found["name"]
            yield Draft(kind="basis", start=found.start(), end=found.end(), about=name, terms=Terms(documents=(name,)))


PAPERS = (
    Family(
        reviews,
        (
            "班组的改进措施由车间主任审核，安全员配合",
            "年度预算报上级财务部门审批",
            "试卷由命题组审核，教研组长审定",
            "招生方案报市教育局审批后实施",
            "The budget must be approved by the board",
        ),
        (_BY, _SUBMIT_REVIEW, _REVIEW_ENGLISH),
    ),
    Family(
        filings,
        (
            "改进方案要报上一级单位备案",
            "总结报告请及时报公司，同时送安全办公室",
            "个人计划由各班组保存",
            "The minutes must be filed with the registry",
            "Each office shall send its list to the registry with a copy to the dean",
        ),
        (_FILE, _COPY, _KEEP, _HANDS_IN, _FILE_ENGLISH),
    ),
    Family(
        deliverables,
        ("争取在试点期间拿出一个初步方案", "Each team shall prepare a summary report"),
        (_DRAW_UP, _DRAW_UP_ENGLISH),
    ),
    Family(bases, ("根据某安发[2019]12号文件的要求", "按照《冬季安全检查办法》的规定"), (_CITED, _TITLE)),
)
