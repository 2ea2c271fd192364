"""What a text says will be dated later: 面试时间另行通知."""

from __future__ import annotations

import re

from planner.extract.wording import trimmed, without_mark

_TO_BE_TOLD = re.compile(
    r"(?P<what>[^，,。；;：:（）()]{2,24}?)(?:的)?(?:具体)?(?:时间|時間|日期|日子|安排|事宜|办法){0,3}(?:和地点|、地点|及地点)?(?:将"
    r"|由[^，,。]{2,8})?(?:视[^，,。；;]{1,8}?|根据[^，,。；;]{1,10}?)?"
    r"(?:另行|另|以后再|以後再|届时|屆時|稍后|稍後|再行|择日|择期)(?:再|另行)?(?:通知|告知|公布|公佈|安排|确定|發布|发布|通告)"
)
_OPEN = re.compile(
    r"(?P<what>[^，,。；;：:（）()]{2,24}?)(?:的|[，,])?(?:具体)?(?:时间|時間|日期)(?:和地点|、地点|及地点)?(?:待定|未定|待通知)"
)
# Without these the above finds nothing.
_LATER = re.compile("[待未]定|待通知|另|以后再|以後再|[届屆][时時]|稍[后後]|再行|择[日期]")
_NOT_A_SUBJECT = re.compile(
    r"^(?:具体|其他|其它|未尽|时间|日期|详情|详见|地点|届时|屆時|内容|名单|另|以上|上述|如有|如遇|如需|若|本)|变动|变更|特殊|详情|调整$"
)


def to_be_told(text: str) -> str:
    """What a text says will be dated later (…另行通知), empty where it says no such thing."""
    if not _LATER.search(text) or not (found := _TO_BE_TOLD.search(text) or _OPEN.search(text)):
        return ""
    what = trimmed(without_mark(found["what"]))
    if len(what) < 2 or _NOT_A_SUBJECT.search(what):
        what = trimmed(without_mark(text[: found.start()]))
    what = re.sub(r"^(?:.*(?:，|,))", "", what)
    return "" if _NOT_A_SUBJECT.search(what) else what
