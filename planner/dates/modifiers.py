"""The words around a phrase: 左右, 约, 以前, 之后, 起, 截止, 从 … 开始, 基本结束."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from planner.dates.nodes import Phrase
from planner.dates.patterns import BLANK, LazyPattern, compiled, lazy, simplified

_B = BLANK
Edge = Literal["", "before", "after"]


@cache
def suffix_pattern() -> LazyPattern:
    """What may follow a phrase: a blur, then a word that opens or closes it."""
    return compiled(
        rf"{_B}(?P<about>左右|前后|上下|许(?![多可])|的?样子)?{_B}"
        r"(?:[(（](?:含[^()（）]{0,4}|北京时间|当地时间)[)）])?"
        r"(?:(?:或|及|和|或者|包括)?(?P<before>(?:下班|收盘|放学|闭馆|停业)?[以之]前|(?:下班|收盘|放学|闭馆|停业)?前(?![往来后期夕者进景段言列述面两三几半\d]"
        r"|提(?=[是下之为条的，,。；;、）)”\s]|$))|截止|截至"
        r"|为止|止|结束前)"
        r"|(?P<either>或|及|和)?(?P<after>onwards?\b|(?:and|or)[ ](?:later|after)\b"
        r"|(?P<past>[以之]后)|以来|起始?(?![来草点义床色止码立初源动到用飞航程降跑诉])|开始"
        r"|(?P<past2>后)(?![来期面勤续备半辈方台两三几]))"
        r"|(?P<end>基本(?:结束|完成)|(?:前后)?结束|完成)|(?P<inside>内(?![容部外涵地政科])|[之期]?间(?![接隔断歇谍])))?"
    )


@cache
def prefix_pattern() -> LazyPattern:
    """What may stand before a phrase, up to where it begins."""
    return compiled(
        r"(?:(?P<deadline>截[止至](?:日期|时间)?[:：]?(?:为|到|至|于)?|不得?[迟晚]于|(?:最[迟晚]|至迟)(?:应|须|要)?(?:不得?(?:超过|晚于|迟于))?(?:于|至|到|在)?)"
        r"|(?P<since>自从|自|从|打|不得?早于)|(?P<strict>早于)|(?P<between>(?!))|(?P<after>[晚迟]于)|(?P<until>直到|到|至)"
        r"|(?P<about>大?约|大概|大致|将近|近|(?<![\d一-龥A-Za-z)）])[~～]))"
        r"[ \u3000]?(?P<about2>大?约|大概|近)?[ ]?$"
    )


@cache
def _english_prefix() -> LazyPattern:
    return lazy(
        r"\b(?:(?P<deadline>deadline(?: is)?:?|due(?: by| on)?|on or before"
        r"|(?:(?:due )?(?:by|before|until)(?: the)? )?(?:close of business|cob|eob|eod"
        r"|end of (?:the )?(?:business )?day)(?: on)?"
        r"|by|until|till|no later than|not later than|through|up to)"
        r"|(?P<strict>before"
        r"|prior to)"
        r"|(?P<since>from|since|as of|on or after|(?:no|not) (?:earlier|sooner) than"
        r"|effective(?: from)?|starting(?: on)?|beginning(?: on)?)|(?P<until>to)"
        r"|(?P<about>about|around|approximately|roughly|circa)"
        r"|(?P<between>between)|(?P<after>after))(?: the)? (?P<about2>about )?$",
        re.IGNORECASE,
    )


def prefix_at(text: str, floor: int, at: int) -> re.Match[str] | None:
    """The prefix words that end where a phrase begins."""
    if text[at].isascii() and text[at - 1 : at] == " ":
        return _english_prefix().search(text, max(floor, at - 40), at) or prefix_pattern().search(
            text, max(floor, at - 8), at
        )
    return prefix_pattern().search(text, max(floor, at - 8), at) if at > floor else None


_SINCE = frozenset(
    (
        "自从",
        "自",
        "不得早于",
        "不早于",
        "since",
        "from",
        "starting",
        "starting on",
        "as of",
        "effective",
        "effective from",
        "on or after",
        "no earlier than",
        "not earlier than",
        "no sooner than",
        "not sooner than",
    )
)
_EXCLUDED = compiled(r"[(（](?:不含|不包括|不包含)[^()（）]{0,8}[)）]")


class _After(NamedTuple):
    """What the words behind a phrase say, and where they end."""

    end: int
    edge: Edge = ""
    about: bool = False
    about_end: bool = False
    past: bool = False


def modified(text: str, node: Phrase, prefix: re.Match[str] | None, opened: bool) -> Phrase:
    """Apply the words before and after a phrase; `opened` is a range that runs to the present."""
    if prefix is None and node.end == len(text) and not (opened or node.first.approximate):
        return node
    behind = _behind(text, node, prefix)
    if node.last is not None:
        start, _edge, about = _before(node, prefix, "")
        blurred_start = node.first.approximate or bool(prefix and (prefix["about"] or prefix["about2"]))
        return node._replace(
            start=start,
            end=behind.end,
            approximate_first=blurred_start,
            approximate_last=behind.about or behind.about_end,
        )
    start, edge, about = _before(node, prefix, "after" if opened else behind.edge)
    about = about or behind.about or node.first.approximate
    left_out = _EXCLUDED.match(text, behind.end) if edge == "before" else None
    return node._replace(
        start=start,
        end=left_out.end() if left_out else behind.end,
        edge=edge,
        exclusive=bool(left_out) or _passes(node, prefix, behind, edge),
        strict=bool(prefix and prefix["after"]),
        approximate_first=about and edge != "before",
        approximate_last=(about or behind.about_end) and edge != "after",
    )


def _passes(node: Phrase, prefix: re.Match[str] | None, behind: _After, edge: Edge) -> bool:
    """Whether the words leave out what is named: before 20 March, after May, 5月以后."""
    if prefix and (prefix["strict"] or prefix["after"]):
        return node.first.clock is None and node.first.unit != "edge"
    return edge == "after" and behind.past


def _behind(text: str, node: Phrase, prefix: re.Match[str] | None) -> _After:
    match = suffix_pattern().match(text, node.end)
    if not match or not match[0].strip():
        return _After(node.end)
    closes = bool(match["end"]) and (node.last is not None or bool(prefix and prefix["until"]))
    about, rough = bool(match["about"]), closes and simplified(match["end"]).startswith("基本")
    edge: Edge = ""
    if node.last is None:
        edge = "before" if match["before"] or closes else "after" if match["after"] else ""
    if match["before"] or match["after"] or closes or match["inside"]:
        past = bool(match["past"] or match["past2"]) and not match["either"]
        return _After(match.end(), edge, about, rough, past)
    return _After(match.end("about") if about else node.end, edge, about)


def _before(node: Phrase, prefix: re.Match[str] | None, edge: Edge) -> tuple[int, Edge, bool]:
    """Where the phrase begins with its prefix, the end that the prefix opens, and whether it blurs."""
    if prefix is None:
        return node.start, edge, False
    blurred = bool(prefix["about2"])
    if (prefix["strict"] or prefix["after"]) and node.last is None:
        return prefix.start(), "before" if prefix["strict"] else "after", blurred
    if prefix["deadline"] and node.last is None and edge != "after":
        return prefix.start(), "before", blurred
    if prefix["since"]:
        bare = node.last is None and not edge
        if not bare and edge != "before":
            return prefix.start(), edge, blurred
        if bare and simplified(prefix["since"]).lower() in _SINCE:
            return prefix.start(), "after", blurred
    if prefix["between"] and node.last is not None:
        return prefix.start(), edge, blurred
    if prefix["until"] and edge == "before":
        return prefix.start(), edge, blurred
    if prefix["about"]:
        return prefix.start("about"), edge, True
    return (prefix.start("about2") if blurred else node.start), edge, blurred
