"""The shapes of lines: how deep one stands in an outline, whether it is a day, a sign-off, a title with its time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.extract.prose import is_explicit
from planner.extract.times import clock_only, is_dated, part_of
from planner.extract.wording import OUTLINE, plain, trimmed, without_mark, without_signer
from planner.records import Length, Repeat, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Context, Found
    from planner.records import Event, Paragraph

_SEPARATOR = re.compile(r"^\s*(?:[：:|、，,]|[\-–—~]\s|\t|\s)\s*")
_ADDRESS = re.compile(r"https?://[^\s)）>\]，。；]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
SENTENCE_END = re.compile(r"[。；;！!？?]|\.\s*$")
ONLY_TIME = re.compile(
    r"^(?:.*[\s，,])?(?:(?:截止|起止|具体|开始)?时间|時間|日期|日程|期限|when|dates?|times?|date and time|time)$",
    re.IGNORECASE,
)
TIME_HEADING = re.compile(r"(?:时间|時間|日期|期限|\b(?:dates?|times?|when))\s*$", re.IGNORECASE)
_DAY_NUMBER = re.compile(
    r"第[一二三四五六七八九十0-9]+天|\bday\s+(?:[0-9]+|one|two|three|four|five)\b|[（(）)\s,，:：.\-–—]|星期[一二三四五六日天]|周[一二三四五六日]"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_WHOLE_DATE = re.compile(r"[0-9年月日〇○零一二三四五六七八九十./\-\s()（）星期]+")
_OF_A_WEEK = re.compile(
    r"第.{1,3}[周週](?!年)|[本下上一这這每][周週]|[周週](?:工作|会议|活动|计划|安排|次|报|程)|\bweek\b", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"^[^。；;]*(?:通知|安排|预告|計劃|计划|日程|公告|一览|活动表)[^。；;]*$"
    r"|^(?:[a-z]+ ){0,3}(?:services|events|dates|programme|schedule|calendar|fixtures|diary)\b[^.;:]*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*[）)]\s*[。；;，,]?\s*")
_DOTTED = re.compile(
    r"^\s*[*\-•]?\s*[0-2]?[0-9]\.[0-5][0-9](?:\s*[\-–—]\s*[0-2]?[0-9]\.[0-5][0-9])?(?=\s)"
)  # 10.00-12.30
BULLET_DEPTH, _NUMBER_DEPTHS = (
    30,
    (
        (re.compile(r"\s*第.{1,3}[章部编]|\s*第[一二三四五六七八九十0-9]{1,3}(?:个)?阶段"), 10),
        (re.compile(r"\s*[一二三四五六七八九十]+[、.．]"), 11),
        (re.compile(r"\s*[(（][一二三四五六七八九十]+[)）]"), 12),
        (re.compile(r"\s*[0-9]+[、.．]"), 13),
        (re.compile(r"\s*[(（]?[0-9]+[)）]"), 14),
    ),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that holds for the lines below it: how deep it stands, its words, what it says about dates."""

    depth: int
    text: str
    context: Context | None = None
    stage: str = ""
    event: Event | None = None


def depth(text: str, paragraph: Paragraph) -> int:
    """How deep a line stands: by heading level, by the kind of its number, by the indent of its bullet."""
    if paragraph.level:
        return paragraph.level
    for mark, depth in _NUMBER_DEPTHS:
        if mark.match(text):
            return depth
    if OUTLINE.match(text):
        return BULLET_DEPTH + (paragraph.place.column or 1)
    return 0


def is_sign_off(text: str, found: Sequence[Found]) -> bool:
    """Whether a line is one full date and nothing else."""
    if not _WHOLE_DATE.fullmatch(without_signer(text)) or len(found) != 1 or len(found[0].values) != 1:
        return False
    value = found[0].values[0]
    return (
        isinstance(value, When)
        and value.precision == "day"
        and value.first == value.last
        and bool(re.search(r"[0-9〇○零一二]{4}", text))
    )


def is_day(text: str, found: Sequence[Found], *, spans: bool = False) -> bool:
    """Whether a line is a day, and at most its number and weekday: a heading of what happens on it.

    With `spans`, a run of days will do.
    """
    named = [one for one in found if not _DAY_NUMBER.fullmatch(one.text)] or found
    found = named[:1] if len(named) == 1 else found
    value = found[0].values[0] if len(found) == 1 and found[0].values else None
    if not isinstance(value, When) or value.precision not in ("day", "part"):
        return False
    if not spans and is_dated(value) and value.first != value.last:
        return False
    rest = _DAY_NUMBER.sub("", text[: found[0].start] + text[found[0].end :])
    return not rest.strip() or bool(part_of(rest))


def is_marked_day(text: str, found: Sequence[Found]) -> bool:
    """Whether a line is a day or a run of days behind its bullet or number."""
    bare = without_mark(text)
    cut = len(text) - len(bare)
    return is_day(bare, [replace(one, start=one.start - cut, end=one.end - cut) for one in found], spans=True)


def announces(text: str, found: Sequence[Found]) -> bool:
    """Whether a line announces those below it for a month or longer (本月活动预告：), or is nothing but a month."""
    value = found[0].values[0] if len(found) == 1 and len(found[0].values) == 1 else None
    coarse = isinstance(value, When) and value.precision in ("week", "month", "quarter", "half", "year")
    return coarse and (bool(re.search(r"[：:]\s*$", text)) or found[0].text == text.strip())


def announces_all(text: str, found: Sequence[Found]) -> bool:
    """Whether the first line of a text announces its lines for a month, a week or the like: 六月亲子活动安排."""
    values = [one.values[0] for one in found if len(one.values) == 1 and not isinstance(one.values[0], Length)]
    span = ("week", "day") if _OF_A_WEEK.search(text) else ()
    coarse = [
        isinstance(value, When) and value.precision in ("week", "month", "quarter", "year", *span) for value in values
    ]
    return bool(coarse) and all(len(one.values) == 1 for one in found) and all(coarse) and bool(_ANNOUNCED.search(text))


def clock_of_line(text: str, start: int, found: Sequence[Found]) -> Found | None:
    """The clock time that opens a line behind its mark, or closes it alone in brackets; None where it has neither.

    Before one that closes it (总结2025年工作（9:30—11:00）) years may stand, which say what it is about.
    """
    if not found:
        return None
    if not text[start : found[0].start].strip():
        return found[0] if clock_only(found[0].text) else None
    last = found[-1]
    years = all(isinstance(value, When) and value.precision == "year" for one in found[:-1] for value in one.values)
    closes = text[: last.start].rstrip().endswith(("（", "(")) and _CLOSED.fullmatch(text[last.end :])
    return last if years and closes and clock_only(last.text) else None


def with_colons(text: str) -> str:
    """A line that opens with hours in dotted figures (10.00-12.30), with colons in them."""
    return _DOTTED.sub(lambda dotted: dotted[0].replace(".", ":"), text, count=1)


def in_brackets(text: str) -> bool:
    """Whether a line ends with a bracket."""
    return bool(re.search(r"[（(][^（()）]*[)）]\s*$", text))


def without_addresses(text: str) -> str:
    """A line with blanks in place of its addresses: the figures in them are no dates."""
    if "@" not in text and "://" not in text:
        return text
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def without_brackets(text: str) -> str:
    """A line without what stands in brackets."""
    return re.sub(r"[（(][^（()）]*[)）]", "", text)


def bracketed(head: str, tail: str) -> bool:
    """Whether what stands between two pieces of a line stands in brackets of its own."""
    return bool(re.search(r"[（(][^（()）]*$", head)) and bool(re.match(r"^[^（()）]{0,6}[)）]\s*[：:]?", tail))


def titled(text: str, found: Sequence[Found]) -> tuple[str, When | None]:
    """The title and time of a heading such as 一、宣传阶段（3月上旬至4月中旬）; no time for a month or a year alone."""
    usable = [
        one for one in found if len(one.values) == 1 and isinstance(one.values[0], When) and is_dated(one.values[0])
    ]
    usable = [one for one in usable if is_explicit(one)] or usable  # 中秋放假（9月25日—27日）
    if len(usable) != 1:
        return "", None
    when = usable[0].values[0]
    if not isinstance(when, When) or not is_dated(when) or when.precision in ("year", "half"):
        return "", None
    bare = text[: usable[0].start] + text[usable[0].end :]
    title = trimmed(_without_empty(without_mark(plain(bare))))
    if (
        when.precision == "month"
        and when.first
        and when.last
        and (when.first.month == when.last.month)
        and not re.search(r"阶段|階段|stage|phase", title)
    ):
        return "", None
    return title, when


def _without_empty(text: str) -> str:
    return re.sub(r"[（(]\s*[)）]|[：:]\s*$", "", text)


def first_clause(told: str, text: str, first: Found, found: Sequence[Found]) -> tuple[str, int]:
    """The title of an item and where it ends: what is told behind its time, to the comma where more is said of it.

    More is said where another time stands there, or a field (集合地点：).
    """
    head = re.split(r"[，,]", told, maxsplit=1)[0]
    at = text.find(head, first.end)
    more = any(one.start > at + len(head) for one in found) or re.search(r"[，,][^，,：:]{2,6}[：:]", told)
    if at < 0 or len(head) < 2 or head == told or not more or re.search(r"[（(][^（()）]*$", head):
        return told, len(text)
    return head, at + len(head)


def behind(tail: str, first: Found, *, bulleted: bool) -> str | None:
    """The title behind a time that opens a line; None where the line is a sentence."""
    words = plain(tail)
    separator = _SEPARATOR.match(re.sub(r"^\s*[)）\]】]", "", words))
    rest = trimmed(re.split(r"[。；;\t]", re.sub(r"^\s*[)）\]】]\s*", "", words).lstrip("：:|、，, \t-–—~"))[0])
    clock = isinstance(first.values[0], When) and first.values[0].precision in ("minute", "part")
    sentence = re.search(r"[。；;，,]", without_brackets(tail).rstrip("。")) and not bulleted
    named = bool(separator and re.match(r"^\s*[)）\]】]?\s*[：:|\t]", words))
    if rest and (named or (separator and (clock or bulleted) and not sentence) or (clock and bulleted)):
        return rest
    if rest and separator and not sentence and not SENTENCE_END.search(tail):
        return rest
    return None


def says_when(one: Found) -> bool:
    """Whether an expression is a repeat, a day or a clock time."""
    value = one.values[0]
    return isinstance(value, Repeat) or (isinstance(value, When) and (is_dated(value) or value.start_time is not None))


def is_told(one: Found) -> bool:
    """Whether an expression names a day or a month itself, or a part of the day that a heading above is."""
    value = one.values[0]
    return is_explicit(one) or (
        isinstance(value, When) and is_dated(value) and (value.part is not None or value.precision == "third")
    )


def holds(parent: Event, when: When | None) -> bool:
    """Whether a time lies in that of an event above it."""
    outer = parent.when
    if outer is None or when is None or outer.first is None or outer.last is None:
        return False
    first, last = when.first or when.last, when.last or when.first
    return first is not None and last is not None and outer.first <= first and last <= outer.last


def is_day_and_place(text: str, found: Sequence[Found]) -> bool:
    """Whether a line is a day or days and, behind commas, a few words: 11-12 July 2026, The Green, Ashford."""
    value = found[0].values[0] if len(found) == 1 and len(found[0].values) == 1 else None
    if not isinstance(value, When) or value.precision != "day" or not value.first or not value.last:
        return False
    return not text[: found[0].start].strip() and bool(
        re.fullmatch(r"(?:\s*[,，]\s*[^,，。.：:0-9]{2,40}){1,3}", text[found[0].end :])
    )


def is_remarked_day(text: str, found: Sequence[Found]) -> bool:
    """Whether a line is one day and a remark in brackets: Sunday 6 December (Advent 2)."""
    value = found[0].values[0] if len(found[0].values) == 1 else None
    if not isinstance(value, When) or value.precision != "day" or not value.first or value.first != value.last:
        return False
    remark = re.fullmatch(r"\s*[（(][^（()）]{2,30}[)）]\s*[：:]?\s*", text[found[0].end :])
    return remark is not None and not text[: found[0].start].strip()


def is_moment(text: str, found: Sequence[Found]) -> bool:
    """Whether a line is a day with its clock time and nothing else, as below the title of an announcement."""
    whens = [one.values[0] for one in found if len(one.values) == 1 and isinstance(one.values[0], When)]
    words = sum(one.end - one.start for one in found)
    timed = any(when.start_time is not None for when in whens)
    return len(whens) == len(found) and is_dated(whens[0]) and timed and words * 10 >= len(text.strip()) * 8
