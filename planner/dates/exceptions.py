"""What a repeat leaves out: 每天9:00（周日除外）, 每周一至周五，节假日除外, every weekday except public holidays.

>>> without(Recurrence(0, 2, "FREQ=DAILY"), "每天，周一除外").rrule
'FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU'
"""

from __future__ import annotations

import re

from planner.dates.english import weekday_of
from planner.dates.nodes import Recurrence
from planner.dates.patterns import BLANK, DASH, compiled, lazy, simplified
from planner.dates.points import WEEKDAYS

_B = BLANK
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = r"(?:周|星期|礼拜)"
_ONE = (
    rf"(?:{_WEEK}[一二三四五六日天末](?:{_B}(?:[、，,和及与]{_B}|{DASH}{_B}{_WEEK}?)[一二三四五六日天末]){{0,6}}|双休日"
    r"|(?:国家|法定|公众|公共){0,2}的?(?:节日?假日?|假期|假日|节日))"
)
_WHAT = rf"(?P<what>{_ONE}(?:(?:{_B}[、，,和及与])?{_B}{_ONE}){{0,6}})"
_BEHIND = compiled(
    rf"{_B}[，,；;（(]?{_B}(?:但|唯)?(?:逢|遇|在)?(?:"
    rf"{_WHAT}{_B}(?:除外|不含|以外|例外|不计|休息|顺延|停[课诊止办]|不(?:上班|办公|开放|上课))"
    rf"|(?:不含|不包括|不包含|除去?){_B}{_WHAT.replace('what', 'what2')}(?:之?外|以外)?)[）)]?"
)
_BEFORE = compiled(rf"除(?:了)?{_B}{_WHAT}(?:之外|以外|外){_B}[，,]?{_B}")
_HOLIDAYS = lazy("(?:国家|法定|公众|公共){0,2}的?(?:节假日|假日|节日|假期)")
_ENGLISH_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_ENGLISH_WEEKDAY = lazy(_ENGLISH_DAY, re.IGNORECASE)
_ENGLISH_ONE = rf"(?:{_ENGLISH_DAY}|weekends?|(?:public|national|bank|statutory|official)[ ]holidays|holidays)"
_ENGLISH = lazy(
    rf",?[ ]?[(]?(?:except(?:[ ](?:for|on))?|excluding|but[ ]not(?:[ ]on)?|other[ ]than|not[ ]on)[ ]"
    rf"(?P<what>{_ENGLISH_ONE}(?:(?:,[ ]|[ ]and[ ]|[ ]or[ ]|,[ ]and[ ]){_ENGLISH_ONE}){{0,6}})[)]?",
    re.IGNORECASE,
)


def weekdays(words: str) -> list[str]:
    """List the BYDAY codes of 一、三、五 or 一至五; 末 is Saturday and Sunday."""
    days: list[int] = []
    through = False
    for character in words:
        if character in "-－—–―~～至到":
            through = True
        elif character in WEEKDAYS:
            day = WEEKDAYS[character]
            days.extend([6, 7] if character == "末" else range(days[-1] + 1, day + 1) if through and days else [day])
            through = False
    return [DAYS[day - 1] for day in dict.fromkeys(days)]


def without(repeat: Recurrence, text: str) -> Recurrence:
    """Take out what stands behind a repeat: weekdays from its rule, holidays as a flag.

    The repeat unchanged where nothing does, or where its rule cannot leave those days out.
    """
    found = _BEHIND.match(text, repeat.end)
    if found:
        left = less(repeat, found["what"] or found["what2"])
    elif found := _ENGLISH.match(text, repeat.end):
        names = re.findall("[a-z]+", found["what"].lower())
        days = [DAYS[weekday_of(one) - 1] for one in names if _ENGLISH_WEEKDAY.fullmatch(one)]
        days += ["SA", "SU"] if {"weekend", "weekends"} & set(names) else []
        left = _left_out(repeat, days, holidays="holidays" in names)
    else:
        return repeat
    return left._replace(end=found.end()) if left else repeat


def excepted_at(text: str, at: int) -> tuple[int, str] | None:
    """What is left out of a repeat that follows, standing at `at`, and where it ends: 除周日外，每天9:00."""
    found = _BEFORE.match(text, at)
    return (found.end(), found["what"]) if found else None


def less(repeat: Recurrence, words: str) -> Recurrence | None:
    """The repeat without the weekdays and holidays that words name; None where its rule cannot leave them out."""
    words = simplified(words)
    named = _HOLIDAYS.compile().sub("", words).replace("双休日", "周末")
    return _left_out(repeat, weekdays(named), holidays=_HOLIDAYS.search(words) is not None)


def _left_out(repeat: Recurrence, days: list[str], *, holidays: bool) -> Recurrence | None:
    """The repeat without weekdays and holidays; None where its rule has no weekdays to leave out, or no others."""
    rule = repeat.rrule
    if days:
        parts = dict(part.split("=") for part in rule.split(";"))
        if rule == "FREQ=DAILY":
            parts = {"FREQ": "WEEKLY", "BYDAY": ",".join(DAYS)}
        if parts["FREQ"] != "WEEKLY" or "BYDAY" not in parts:
            return None
        kept = [day for day in parts["BYDAY"].split(",") if day not in days]
        if not kept:
            return None
        rule = ";".join(f"{name}={value}" for name, value in {**parts, "BYDAY": ",".join(kept)}.items())
    return repeat._replace(rrule=rule, except_holidays=repeat.except_holidays or holidays)
