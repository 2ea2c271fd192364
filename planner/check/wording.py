"""What the words of a rule or of an event say: the acts that they name, and what is left when weak words are gone.

A rule says 认真进行整改 and the row says 实施整改; both name the act of carrying out. Words such as 工作, 会议 or 认真
stand everywhere and tell nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Acts, each with the words that name it; what stands behind a word may make it a thing (整改方案, 总结报告).
_ACTS = {
    "draw up": "制定|制订|拟定|拟订|起草|形成|编制|撰写|编写",
    "publish": "公布|公示|公开(?!课)|张贴|发布|告知|告诉",
    "carry out": "整改(?!方案|措施|情况|任务|提高|意见|通知)|实施(?!方案|意见|办法|细则)|落实|执行|试行|推行|施工",
    "assess": "测评|测验|评价|评分|打分|考核|考试",
    "discuss": "评议(?!阶段|意见)|互评|讨论|座谈",
    "sum up": "总结(?!报告|材料|推广)",
    "approve": "批复|审批|批准|审核|审查|审议|审定|会审|评审|同意",
    "mobilise": "动员|启动|部署(?!会议精神)",
    "learn": "学习(?!动员|教育|培训阶段)|培训|补课",
    "collect": "征求|征集|收集|摸底",
    "compare": "比对|对照|核对|梳理",
    "submit": "报送|上报|备案|提交|交付",
    "inspect": "验收|检查|抽查|督查|复核|自查|巡查|回头看",
    "enrol": "登记|报名|注册|申报|填报",
    "visit": "走访|回访|家访|调研|入户|慰问",
    "train": "演练|演习|比赛|竞赛",
    "decide": "表决|选举|投票|决定",
    "meet": "组织生活|民主生活",
}
_ACT = re.compile("|".join(f"(?P<a{number}>{words})" for number, words in enumerate(_ACTS.values())))
_NAMES = tuple(_ACTS)
_DONE = re.compile(
    r"(?:工作|任务)?(?:(?:基本|全部|全面|没有|尚未|未|已经?)*(?:结束|完成|完毕|确定|到位|做完|通过|定稿))+(?:之?后|时)?$"
)
_WEAK = re.compile(
    r"(?:在[^，。]{0,8}?范围内|通过[^，。]{0,8}?形式|在适当时候|向[^，。]{0,6}?(?:群众|社会|职工|居民|学生|家长)|根据[^，。]*要求"
    r"|认真|切实|扎实|扎扎实实|及时|必须|一定|进行|开展|组织|做好|抓好|搞好|召开|举行|工作|会议|大会|活动|情况$|有关|相关|各项"
    r"|[的和与及或对把将并等各要应须可再、，。；：:（）()“”\"《》\s])"
)
_ENGLISH_WEAK = re.compile(
    r"\b(?:the|an?|of|to|and|or|for|in|on|at|by|with|all|each|every|must|shall|should|will|may|be|is|are|meeting|work"
    r"|complete[ds]?|finish(?:ed)?|done|has|have|been)\b|[^\w\s]"
)
_ENGLISH_END = re.compile(r"(?<=[a-z]{4})(?:e[ds]?|ing|s|d)$")  # submit, submits and submitted are one
_TWICE = re.compile(r"([b-df-hj-np-tv-z])\1$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words without what is weak: `core`, the `acts` that they name, and the pairs of neighbouring characters."""

    core: str
    acts: frozenset[str]
    pairs: frozenset[str]
    is_chinese: bool


@lru_cache(maxsize=16_384)
def wording(text: str) -> Wording:
    """Reduce words to what tells them from others."""
    bare = without_end(text)
    is_chinese = _CHINESE.search(text) is not None
    if is_chinese:
        core = _WEAK.sub("", bare) or bare
        found = (one.lastgroup for one in _ACT.finditer(text))
        acts = frozenset(_NAMES[int(group[1:])] for group in found if group)
        pairs = frozenset(core[at : at + 2] for at in range(len(core) - 1))
        return Wording(core, acts, pairs, is_chinese)
    words = [_TWICE.sub(r"\1", _ENGLISH_END.sub("", word)) for word in _ENGLISH_WEAK.sub(" ", bare.lower()).split()]
    return Wording(" ".join(words), frozenset(), frozenset(words), is_chinese)


@lru_cache(maxsize=16_384)
def without_end(text: str) -> str:
    """Words without those that say that something is over: 整改提高阶段工作结束 is 整改提高阶段."""
    return _DONE.sub("", text) or text
