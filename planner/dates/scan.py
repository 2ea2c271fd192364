"""Stage one: where in a text a time expression may begin.

One pattern whose every branch begins with a literal or a class, so that the engine skips by first character; a branch
asks for just enough that few places are handed to the grammar in vain.
"""

from __future__ import annotations

import re
from functools import cache

from planner.dates.lexicon import ERAS, FESTIVALS, TERMS
from planner.dates.patterns import compiled

_CHINESE = "〇零○Ｏ一二两三四五六七八九十廿卅"
_NUMBERED = (
    rf"(?<![{_CHINESE}百千万亿])[{_CHINESE}俩仨百千万]{{1,8}}[多余]?(?:[ ]?个?[多余]?[ ]?半?(?:[年月日号天周载]|季|星期|礼拜|工作日|交易日|小时|钟头|刻钟|分钟|秒|世纪|点|时)"
    r"|[—－\-~～至到][一二三四五六七八九十\d]{1,3}个?[年月日天周点时])"
)
_HEADS = (
    r"\d",
    _NUMBERED,
    r"半个?[月小钟]|半[年天]|大半天",
    r"[今明昨前后当次同翌][天日年月晚早晨]|[今明]两年|大大?[前后]天|大[前后]年|隔天",
    r"[上下这本]{1,4}一?个?(?:[周月日年旬午]|星期|礼拜|季|半年|小时|半[月周年]|世纪)|[前后]半年",
    r"[年月][初底末]|中旬|岁末|年三十",
    r"周[一二三四五六日末](?![年岁期])|星期[一二三四五六日天]|礼拜[一二三四五六日天]",
    r"第[ ]?[\d一二三四五六七八九十]{1,3}个?(?:季|周|星期|礼拜|天|年|月)|首[季月]",
    r"最后[一二三四五]?个?的?(?:周|星期|礼拜)",
    r"每|逢(?:周|星期)|[单双隔](?:周|星期|礼拜)|天天",
    r"[凌清早中正午傍晚夜深半全整白黎拂黄后][晨早上午间晚里夜天明晓昏半]|早[\d一二三四五六七八九十]|晚[\d一二三四五六七八九十]",
    r"[近日当目最岁现][近日期前来末在些]|如今|眼下|即日",
    r"[正腊冬闰]月|[农阴]历|初[一二三四五六七八九十](?!中|[级年])",
    "|".join(name for name in (*FESTIVALS, *TERMS) if name[0] not in "一二三四五六七八九十"),
    r"(?<=[“‘「])[五六七八十][一四]|双十一|[五六七八十][一四](?:节|国?[际庆]|小?长?假|期间|前|后|放|黄)|五一|三八[妇节]",
    r"不[少低短得超多长晚迟]|至[少多]|最[少多长]|起码|(?:大约|大概|约|将近)[\d一二两三四五六七八九十半]",
    "大年初|年末岁初",
    "|".join(ERAS),
    r"[近前后上下过][ ]?[一二两三四五六七八九十几\d]{1,3}[ ]?个?[年月天周]|未来|今后|过去|再过|还剩",
    r"Q[1-4]",
)


@cache
def heads() -> re.Pattern[str]:
    """The places where the grammar is tried."""
    return compiled("|".join(_HEADS))
