"""The words of the grammar, as tables: units, relative words, parts of the day, festivals, eras."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from planner.records import LengthUnit, PartOfDay

Units = Mapping[str, LengthUnit]

YEARS_AWAY: Mapping[str, tuple[int, bool]] = MappingProxyType(
    {
        "今年": (0, False),
        "本年": (0, False),
        "这一年": (0, False),
        "明年": (1, False),
        "后年": (2, False),
        "大后年": (3, False),
        "去年": (-1, False),
        "前年": (-2, False),
        "大前年": (-3, False),
        "上年": (-1, False),
        "上一年": (-1, False),
        "下年": (1, False),
        "下一年": (1, False),
        "当年": (0, True),
        "同年": (0, True),
        "次年": (1, True),
        "翌年": (1, True),
    }
)
"""A year by its distance, and whether from the date before it in the text."""

DAYS_AWAY: Mapping[str, tuple[int, bool]] = MappingProxyType(
    {
        "今": (0, False),
        "本日": (0, False),
        "明": (1, False),
        "后天": (2, False),
        "大后": (3, False),
        "大大后": (4, False),
        "昨": (-1, False),
        "前天": (-2, False),
        "前晚": (-2, False),
        "大前": (-3, False),
        "大大前": (-4, False),
        "当": (0, True),
        "同": (0, True),
        "次": (1, True),
        "翌": (1, True),
    }
)

PARTS: Mapping[str, PartOfDay] = MappingProxyType(
    {
        "凌晨": "early_morning",
        "后半夜": "early_morning",
        "下半夜": "early_morning",
        "清晨": "early_morning",
        "黎明": "early_morning",
        "拂晓": "early_morning",
        "清早": "morning",
        "早晨": "morning",
        "早上": "morning",
        "早间": "morning",
        "一早": "morning",
        "上午": "morning",
        "午前": "morning",
        "早": "morning",
        "晨": "morning",
        "中午": "noon",
        "正午": "noon",
        "午间": "noon",
        "下午": "afternoon",
        "午后": "afternoon",
        "傍晚": "dusk",
        "黄昏": "dusk",
        "晚上": "evening",
        "晚间": "evening",
        "当晚": "evening",
        "晚": "evening",
        "夜间": "night",
        "夜里": "night",
        "夜晚": "night",
        "深夜": "night",
        "午夜": "night",
        "半夜": "night",
        "夜": "night",
        "上下午": "all_day",
        "上、下午": "all_day",
        "全天": "all_day",
        "整天": "all_day",
        "全日": "all_day",
        "白天": "all_day",
    }
)

UNITS: Units = MappingProxyType(
    {
        "年": "year",
        "周年": "year",
        "载": "year",
        "季度": "quarter",
        "月": "month",
        "周": "week",
        "星期": "week",
        "礼拜": "week",
        "天": "day",
        "日": "day",
        "昼夜": "day",
        "日历天": "day",
        "日历日": "day",
        "自然天": "day",
        "自然日": "day",
        "工作日": "working_day",
        "交易日": "working_day",
        "小时": "hour",
        "钟头": "hour",
        "时": "hour",
        "刻钟": "minute",
        "分钟": "minute",
        "分": "minute",
        "秒钟": "minute",
        "秒": "minute",
    }
)

# The year before the first of each era, the last year of its calendar rules: eras before 1912 count lunar months.
ERAS: Mapping[str, int] = MappingProxyType(
    {
        "民国": 1911,
        "贞观": 626,
        "神龙": 704,
        "开元": 712,
        "天宝": 741,
        "洪武": 1367,
        "永乐": 1402,
        "万历": 1572,
        "崇祯": 1627,
        "顺治": 1643,
        "康熙": 1661,
        "雍正": 1722,
        "乾隆": 1735,
        "嘉庆": 1795,
        "道光": 1820,
        "咸丰": 1850,
        "同治": 1861,
        "光绪": 1874,
        "宣统": 1908,
    }
)

Kind = Literal["fixed", "lunar", "term", "nth", "easter"]

# Fixed days (month, day); lunar days (month, day; day 0 is the last of the month); solar terms; the n-th weekday of a
# month (month, n, weekday); days after Easter Sunday of the Western churches.
FESTIVALS: Mapping[str, tuple[Kind, tuple[int, ...]]] = MappingProxyType(
    {
        "元旦": ("fixed", (1, 1)),
        "新年": ("fixed", (1, 1)),
        "情人节": ("fixed", (2, 14)),
        "女生节": ("fixed", (3, 7)),
        "三八妇女节": ("fixed", (3, 8)),
        "妇女节": ("fixed", (3, 8)),
        "三八节": ("fixed", (3, 8)),
        "植树节": ("fixed", (3, 12)),
        "愚人节": ("fixed", (4, 1)),
        "五一": ("fixed", (5, 1)),
        "劳动节": ("fixed", (5, 1)),
        "五一劳动节": ("fixed", (5, 1)),
        "五一国际劳动节": ("fixed", (5, 1)),
        "三八国际妇女节": ("fixed", (3, 8)),
        "五四青年节": ("fixed", (5, 4)),
        "六一儿童节": ("fixed", (6, 1)),
        "六一国际儿童节": ("fixed", (6, 1)),
        "八一建军节": ("fixed", (8, 1)),
        "五四": ("fixed", (5, 4)),
        "青年节": ("fixed", (5, 4)),
        "护士节": ("fixed", (5, 12)),
        "六一": ("fixed", (6, 1)),
        "儿童节": ("fixed", (6, 1)),
        "七一": ("fixed", (7, 1)),
        "建党节": ("fixed", (7, 1)),
        "八一": ("fixed", (8, 1)),
        "建军节": ("fixed", (8, 1)),
        "教师节": ("fixed", (9, 10)),
        "十一": ("fixed", (10, 1)),
        "国庆": ("fixed", (10, 1)),
        "万圣节": ("fixed", (10, 31)),
        "记者节": ("fixed", (11, 8)),
        "光棍节": ("fixed", (11, 11)),
        "双十一": ("fixed", (11, 11)),
        "双11": ("fixed", (11, 11)),
        "双十二": ("fixed", (12, 12)),
        "双12": ("fixed", (12, 12)),
        "平安夜": ("fixed", (12, 24)),
        "圣诞": ("fixed", (12, 25)),
        "圣诞节": ("fixed", (12, 25)),
        "春节": ("lunar", (1, 1)),
        "大年初一": ("lunar", (1, 1)),
        "元宵": ("lunar", (1, 15)),
        "端午": ("lunar", (5, 5)),
        "七夕": ("lunar", (7, 7)),
        "中元节": ("lunar", (7, 15)),
        "中秋": ("lunar", (8, 15)),
        "重阳": ("lunar", (9, 9)),
        "腊八": ("lunar", (12, 8)),
        "小年": ("lunar", (12, 23)),
        "除夕": ("lunar", (12, 0)),
        "大年三十": ("lunar", (12, 0)),
        "年三十": ("lunar", (12, 0)),
        "复活节": ("easter", (0,)),
        "耶稣受难日": ("easter", (-2,)),
        "复活节星期一": ("easter", (1,)),
        "跨年夜": ("fixed", (12, 31)),
        "清明": ("term", ()),
        "母亲节": ("nth", (5, 2, 7)),
        "父亲节": ("nth", (6, 3, 7)),
        "感恩节": ("nth", (11, 4, 4)),
    }
)

# Only those that fall on one day whatever the country.
ENGLISH_FESTIVALS: Mapping[str, str] = MappingProxyType(
    {
        "christmas eve": "平安夜",
        "christmas day": "圣诞节",
        "christmas": "圣诞节",
        "xmas": "圣诞节",
        "new year's day": "元旦",
        "new year's eve": "跨年夜",
        "halloween": "万圣节",
        "valentine's day": "情人节",
        "april fools' day": "愚人节",
        "april fool's day": "愚人节",
        "good friday": "耶稣受难日",
        "easter sunday": "复活节",
        "easter monday": "复活节星期一",
        "easter": "复活节",
        "international women's day": "妇女节",
        "women's day": "妇女节",
        "international workers' day": "劳动节",
        "international children's day": "儿童节",
        "international nurses day": "护士节",
        "spring festival": "春节",
        "chinese new year": "春节",
        "lunar new year": "春节",
        "lantern festival": "元宵",
        "qingming festival": "清明",
        "tomb-sweeping day": "清明",
        "dragon boat festival": "端午",
        "mid-autumn festival": "中秋",
        "double ninth festival": "重阳",
    }
)

# Names that are also other words, or numbers: taken only with 节, 假, 期间, or inside quotation marks.
GUARDED = frozenset({"五四", "六一", "七一", "八一", "十一", "小年", "腊八"})

# fmt: off
TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨",
    "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑",
    "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)
# fmt: on

STATUTORY: Mapping[str, str] = MappingProxyType(
    {
        "元旦": "New Year's Day",
        "新年": "New Year's Day",
        "春节": "Spring Festival",
        "除夕": "Spring Festival",
        "清明": "Tomb-sweeping Day",
        "五一": "Labour Day",
        "劳动节": "Labour Day",
        "端午": "Dragon Boat Festival",
        "国庆": "National Day",
        "十一": "National Day",
        "中秋": "Mid-autumn Festival",
    }
)
"""Names of the statutory holidays in chinesecalendar."""
