"""Times that belong together (6月13日、14日; 2月1日开通，3月15日关闭), and days that are amounts (开标10日前)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.records import Length, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.dates import Found
    from planner.extract.clauses.amounts import Amount

# How an amount is read where the words are a time too: 上两周 is no time, and a day without a month an amount.
_MISREAD = re.compile(r"[上过前后][\d一二两三四五六七八九十半百]+个?(?:天|日|周|月|星期|小时|年)(?:左右)?")
_DAY_ALONE = re.compile(r"(?:截止(?:时间|日期)?)?\d{1,3}日(?:[以之]?[内前]|[以之]后)?")
_COUNTED_FROM = re.compile(
    r"(?:日的|时间|[召举]开|举[行办]|截止|开[工标庭业展幕]|到期|届满"
    r"|实施|施行|启动|活动|会议|考试|比赛|投票|选举)$"
)
_EVENT_BEFORE = re.compile(r"[\u4e00-\u9fff](?<![年月之以目提])前$")
_ENDS_ON = re.compile(r"\s*,?\s+and\s+(?:ends?|closes?|finish(?:es)?|concludes?)\s+(?:on|at)\s+$")
_ALSO = re.compile(r"\s*[、和与]\s*$")
_BEGINS = r"(?:正式|全面|集中|统一)*(?:开始|启动|开通|开放|开展|进点|进场|上线|起)"
_ENDS = re.compile(r"(?:全面|全部|基本|正式)*(?:结束|完成|关闭|截止|撤点|撤场|收官|完毕)(?=[，,。；;）)]|$)")
_BEGINS_THEN = re.compile(rf"(?:{_BEGINS})?[，,]\s*(?:并|预计|计划)?(?:于|到|至)?\s*")
_OPENS = re.compile(rf"{_BEGINS}$")


def joined(text: str, begin: int, times: Sequence[Found]) -> list[Found]:
    """The times of a sentence, those that make one time joined; `begin` is where the sentence begins in their text."""
    left = list(times)
    done: list[Found] = []
    while left:
        one = left.pop(0)
        while left and (both := _both(text, begin, one, left[0])):
            one, left = both, left[1:]
        done.append(one)
    return done


def settled(text: str, begin: int, times: Sequence[Found], measured: Sequence[Amount]) -> Iterator[Found]:
    """The times of a sentence, with the amount in place of a time where its words are one."""
    for one in times:
        over = [amount for amount in measured if amount.start < one.end - begin and one.start - begin < amount.end]
        amount = next((amount for amount in over if amount.length), None)
        length = one.values[0] if one.values and isinstance(one.values[0], Length) else None
        if amount is None or amount.length is None or not _is_meant(text, one, one.start - begin, amount, length):
            yield one
            continue
        span = (begin + amount.start, begin + amount.end)
        words = text[amount.start : amount.end]
        yield replace(one, start=span[0], end=span[1], text=words, values=(amount.length,), problems=())


def _is_meant(text: str, one: Found, start: int, amount: Amount, length: Length | None) -> bool:
    """Whether the amount is what words mean that were read as a time, or says more of it: its bound, its other end."""
    if length and amount.length:
        return (amount.bound, bool(amount.length.upper)) != (length.bound, bool(length.upper))
    return bool(_MISREAD.fullmatch(one.text)) or _is_amount(text, start, one.text, amount)


def _is_amount(text: str, start: int, words: str, amount: Amount) -> bool:
    """Whether a day that names no month is an amount: behind a bound (不超过30日), or counted (开标10日前)."""
    if not _DAY_ALONE.fullmatch(words):
        return False
    figure = start + len(words) - len(words.lstrip("截止时间日期"))
    if (
        text.endswith("提前", 0, start)
        or (_EVENT_BEFORE.search(text, 0, figure) and words[-1] == "日")
        or amount.start < figure
    ):
        return True
    return words.endswith("前") and bool(_COUNTED_FROM.search(text, 0, figure))


def _both(text: str, begin: int, one: Found, other: Found) -> Found | None:
    """Two times as one: days in a row, or a beginning and its end."""
    match (one.values, other.values):
        case ([When() as first, *_], [When() as last, *_]):
            between = text[one.end - begin : other.start - begin]
        case _:
            return None
    in_a_row = first.last and last.first and (last.first - first.last).days == 1
    begun, ended = _edge(first, 0, clocks=False), _edge(last, -1, clocks=False)
    ends = begun != ".." and ended != ".." and begun <= ended and _ENDS.match(text, other.end - begin)
    begins = _OPENS.search(one.text) or between[:1] not in ("，", ",")
    if (
        _ENDS_ON.fullmatch(between)
        or (in_a_row and _ALSO.fullmatch(between))
        or (ends and begins and _BEGINS_THEN.fullmatch(between))
    ):
        return _whole(text, begin, one, other, first, last)
    return None


def _whole(text: str, begin: int, one: Found, other: Found, first: When, last: When) -> Found:
    words = text[one.start - begin : other.end - begin]
    clocks = first.start_time is not None and last.start_time is not None
    whole = replace(
        first,
        text=words,
        edtf=f"{_edge(first, 0, clocks=clocks)}/{_edge(last, -1, clocks=clocks)}",
        last=last.last,
        fit="fills" if first.fit == last.fit == "fills" else "within",
        precision=first.precision if clocks or first.precision != "minute" else "day",
        start_time=first.start_time if clocks else None,
        end_time=(last.end_time or last.start_time) if clocks else None,
        last_part=last.part,
        approximate_last=last.approximate_last,
    )
    return replace(one, end=other.end, text=words, values=(whole,), problems=(*one.problems, *other.problems))


def _edge(when: When, at: int, *, clocks: bool) -> str:
    """The EDTF value of the first (0) or last (-1) end of a time; of a third of a month, its day."""
    day = when.last if at else when.first
    if "[" in when.edtf:
        return day.isoformat() if day else ".."
    value = when.edtf.split("/")[at]
    return value if clocks else value.partition("T")[0]
