"""The words around a time: what is left of a clause as the title of its event, and which words set a time aside."""

from __future__ import annotations

import re

_PICTURE = r"[\u2600-\u27bf\u23e9-\u23fa\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
OUTLINE = re.compile(
    r"\s*(?:(?:[*\-•·●▪◦‣o](?=\s)\s*)?\[[ xX✓√]\](?=\s)|(?:" + _PICTURE + r"\s*)+|[0-9]\ufe0f?\u20e3"
    r"|[*\-•·●▪◦‣o](?=\s)|[★☆◆◇■□▶►➢➤✦]|[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[0-9]{1,2}[、.．)](?![0-9])|[0-9]{1,2}[、.．](?=[0-9]{1,2}月)"
    r"|第[一二三四五六七八九十0-9]{1,3}[章节条](?=\s|[、：:])|[①-⑳])\s*"
)
_LABEL_END = re.compile(r"(?:时间|日期|日子|安排|期限|時間|日子|dates?|times?)\s*$", re.IGNORECASE)
# Words that tie a time to what happens; they go away with it. The first list stands before the time.
# A character that ends a word of its own (报到, 申请, 重要) ties nothing.
_TIE_BEFORE = re.compile(
    r"(?:[，,：:（(]|(?<![实发体表])现|現|(?<!模)拟|擬|暂|暫|初步|应当|应该|(?<![反对适供响])应|應|须|必须|務必|务必|(?<!急)需|(?<!即)将|將"
    r"|(?<![重主需必不纪摘提只])要|(?<![申邀聘])请|請|(?<!合)并|且|可以|(?<![认许])可|一般|原则上|原則上|大体|预计|預計|计划"
    r"|安排在|安排于|安排|定在|定于|定於|订于|确定为|定为|(?<![作行成])为|為|(?<!但)是|(?<![关对由])于|於|(?<![存现])在|(?<![各独亲])自|(?<!服)从|從"
    r"|(?<![理自])由|(?<![以甚])至|(?<![报签达])到|截至|截止到|截止|推迟至|提前至|延长至|延長至|顺延至|改为|改在|调整为|集中在"
    r"|时间|時間|日期|期限|(?<![发一引])起"
    r"|\b(?:by|on|at|from|in|no later than|not later than|before|until|till|is|are|will(?: be)?(?: held)?|takes? place"
    r"|is held|runs?|starts?|begins?|due|scheduled for|held)\b|[\s\-–—~～|])+$",
    re.IGNORECASE,
)
_TIE_AFTER = re.compile(
    r"^(?:[，,：:）)]|起(?![草飞诉点])|开始|開始|止|期间|期間|之前|前(?!往|提|期)|内(?![容部])|內|以内|的?时候|当天|當天|正式|集中|陆续|分批|全面|基本|统一|进行|進行|举行|舉行|召开时|实施|启动|結束|结束|截止|完毕"
    r"|\b(?:onwards?|is|are|will be)\b|[\s\-–—~～|])+"
)
_VERB_ONLY = re.compile(r"^(?:进行|進行|开展|举行|舉行|实施|启动|开始|開始|结束|結束|截止|完成)$")
_LEAD = re.compile(
    r"^(?:[\s，,、。；;：:]|notes?\s*:|[备備]?[注註另][：:]|但是|但|且|并且|并|而且|另外|此外|同时|其中|现将|现|請|请|通知说|通知要求|通知强调|要求|\b(?:and|but|please)\b)+",
    re.IGNORECASE,
)
_TRAIL = " \t\n\r\f\v\u3000\xa0，,、。；;：:.!！?？|-–—"
_LONGEST = 120  # characters of a clause that a title is made of
_NOTICE = re.compile(r"^.{0,20}?关于(?P<topic>.{2,40}?)(?:的)?(?:通知|公告|通告|函|启事|说明|预告)$")
_NO_TOPIC = re.compile(r"^\s*(?:重要|关键|主要)?(?:日期|时间节点|日程|时间安排)[：:]\s*$")
_PICTURED = re.compile(r"\s*" + _PICTURE)
_SIGNER = re.compile(
    r"^\s*[\u4e00-\u9fff（）()]{1,26}(?:[所局部处處科室院校厂廠站社司队隊委办辦厅廳馆館]|公司|集团|中心|政府|学院|大学|中学|小学|银行|街道"
    r"|协会|学会|委员会|工会|居委会|村委会|联合会|理事会|支部)[\s\u3000]+(?=[0-9〇○零一二]{4})"
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"<[^<>]{1,80}>|\*\*|__|~~|`")


def plain(text: str) -> str:
    """A line without the marks of a light markup language: links keep their words, emphasis goes."""
    return (
        _MARKUP.sub(" ", _LINK.sub(r"\1", text))
        if ("[" in text or "<" in text or "*" in text or "_" in text or "~~" in text)
        else text
    )


def picture_of(text: str) -> str:
    """The picture that is a line's bullet: 👉; empty for any other bullet."""
    return text.strip()[0] if _PICTURED.match(text) else ""


def without_mark(text: str) -> str:
    """A line without its bullet or number."""
    while (found := OUTLINE.match(text)) and found.end():
        text = text[found.end() :]
    return text


def trimmed(text: str) -> str:
    """A title without the conjunctions before it and the stops behind it."""
    bare = _balanced(_LEAD.sub("", text).rstrip(_TRAIL).strip())
    return _LEAD.sub("", bare).strip()


def _balanced(text: str) -> str:
    """Without a bracket that opens or closes nothing."""
    for opening, closing in ("（）", "()", "[]", "【】"):
        if text.count(opening) > text.count(closing):
            text = text.removesuffix(opening).removeprefix(opening).strip()
        if text.count(closing) > text.count(opening):
            text = text.removeprefix(closing).removesuffix(closing).strip()
    return text.replace("（）", "").replace("()", "").strip()


def without_signer(text: str) -> str:
    """A line without the organisation that signs before a date: 云溪供电所　2026年8月1日."""
    return _SIGNER.sub("", text)


def topic_of(title: str) -> str:
    """What a title is about: 关于举办春季运动会的通知 is 举办春季运动会."""
    return _NOTICE.sub(lambda found: found["topic"], title).strip()


def label(text: str) -> str:
    """What a label such as 报名时间 or «Opening times» is about."""
    bare = trimmed(without_mark(text))
    return _LABEL_END.sub("", bare).strip() or bare


def around(before: str, after: str) -> str:
    """The title of an event from the words before and after its time in one clause; empty where they name nothing."""
    before = _NO_TOPIC.sub("", before)
    head = trimmed(_TIE_BEFORE.sub("", before[-_LONGEST:]))
    tail = trimmed(_TIE_AFTER.sub("", after[:_LONGEST]))
    if _VERB_ONLY.match(tail) and head:
        tail = ""
    gap = " " if head and tail and head[-1].isascii() and tail[0].isascii() else ""
    title = trimmed(head + gap + tail)
    return "" if _VERB_ONLY.match(title) or len(title) < 2 else title
