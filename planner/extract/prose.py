"""Prose: deadlines, ranges and events in sentences, one event each, with the clause that states it as source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner import codes
from planner.extract.fields import status_of
from planner.extract.later import to_be_told
from planner.extract.moves import CONDITION, EXTENDED, GIVES_WAY, MOVED, SUPERSEDED, without_old_day, without_old_status
from planner.extract.problems import problem_finding
from planner.extract.reading import NOTHING, Claim, Fate, Reading
from planner.extract.times import is_dated
from planner.extract.wording import around, label, plain, trimmed, without_mark
from planner.records import Event, Length, Message, Repeat, When, message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from planner.dates import Found
    from planner.records import Clause, Finding, Place

_END = re.compile(r"[。！？!?；;\n]|(?<![ap]\.m)(?<=[a-z0-9)])\.(?=\s+[A-Z]|\s*$)")
_TOPIC = re.compile(r"(?:^|[，,。；;])([^，,。；;]{2,20}的)[，,][^，,]{0,3}$")  # 要退费的，3月27日前提出
_STOP = re.compile(r"[，,。！？!?；;\n]")
_EXPLICIT = re.compile(
    r"[0-9０-９月日号號天周週]|[一二三四五六七八九十〇]年|[今明][天日年晚早]|現在|现在|[初底末]$|\b(?:monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|noon)|[a-z]{3,9}\.? ?[0-9]",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^\s*(?:电|讯|訊|報道|报道)(?=[\s\u3000]|$)|^[^。]{0,6}(?:报道|印发|发布|公布的)")
_ATTRIBUTE = re.compile(
    r"^\s*(?:[（(][^（()）]{0,8}[)）])?\s*(?!补)[^，,。；;：:0-9]{0,8}的(?!时候|時候|当天)(?=[^，,。；;\s])"
)
_BETWEEN = re.compile(r"^\s*(?:[（(][^（()）]{0,8}[)）])?\s*(?:、|和|与|及|以及|or|and|,)\s*$")
_SPEAKER = re.compile(
    r"(?:(?<!\bbe )\b(?:published|issued|updated|revised|amended|posted|dated|as (?:of|at))\b"
    r"|发布时间|发布日期|更新时间|发表于|评论|回复|印发日期|稿件来源)[^。]{0,12}$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?P<who>.{0,12}?)到(?P<place>[^，,。到]{2,20}?)(?P<act>(?:签到|簽到|报到|報到|集合|领取|領取|参加).*)$"
)
_AFTER_EVENT = re.compile(
    r"(?P<what>[^，,。；;]{0,20}?)(?:结束|完成|确定|开始|启动|通过|期满|无异议)(?:之)?(?P<side>前|后|後)\s*[，,]?\s*(?P<rest>(?:随即|再|即|由"
    r"|及时|立即|应|须|要)[^，,。；;]{2,30})"
)
_SIDE = re.compile(r"(?:结束|完成|确定|开始|启动|通过|期满|无异议)之?[前后後]")  # without it the above finds nothing
_LENGTH_OF = re.compile(
    r"(?:^|[，,。；;])(?P<what>[^，,。；;]{2,10}?)(?:(?:的)?时间(?:一般|原则上)?(?:安排|为|持续|是)?|(?:一般|原则上)(?:安排|为|持续))\s*$"
)
BORN = re.compile(r"^\s*(?:之?[前后後]|以[前后後])?\s*(?:[（(][^（()）]{0,10}[)）])?\s*(?:期间|之间)?(?:的)?出生")
_AS_FOLLOWS = re.compile(
    r"^[^。；;，,]{0,20}(?:如下|见下|見下|见附|見附|详见|詳見|下表|附表|附件)"
    r"|^[^.;]{0,40}\b(?:as follows|see (?:below|the table))",
    re.IGNORECASE,
)
_ENDS_BY = re.compile(r"^\s*(?:之前|以前|前)?(?:全部|基本)?(完成|结束|截止|完工|到位)\s*$")
_OCCASION = re.compile(
    r"\bat (?:the|your|its) (?:last|first|next|final) (?:meeting|class|session|lesson)\b|(?:于|在)(?:最后|下)一?次(?:课"
    r"|会议|例会)"
)
_STEP = re.compile(r"(?:先|再|最后|最後)由[^，,。；;]{2,20}")
_LENGTHS_OF_STAGES = re.compile(r"阶段|階段|批次")
_NEAR = 300  # characters around a time that can say what happens at it
_LAST = 50  # events of a paragraph that a later sentence may say more about
_EARLIER = 45  # days before the document's date from which a start is taken for a slip


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a sentence: where its paragraph stands, the heading above, the stage, the document's date.

    `offset` is where the text begins in its paragraph.
    """

    place: Place
    offset: int = 0
    heading: str = ""
    stage: str = ""
    issued: dt.date | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass
class _State:
    """What has been read so far of one paragraph; `before` counts the events that its earlier sentences told."""

    before: int
    events: list[Event]
    findings: list[Finding]
    claims: list[Claim]


def read_prose(text: str, found: Sequence[Found], near: Around) -> Reading:
    """Read the events of a text whose time expressions have been found."""
    state = _State(0, [], [], [])
    for start, end in sentences(text):
        state.before = len(state.events)
        if inside := [one for one in found if start <= one.start < end]:
            _read_sentence(text, (start, end), inside, near, state)
        _undated(text[start:end], near, state)
    return Reading(tuple(state.events), tuple(state.findings), tuple(state.claims))


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a text, end exclusive, without their stops."""
    ends = [*[found.end() for found in _END.finditer(text)], len(text)]
    starts = [0, *ends[:-1]]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def is_explicit(one: Found) -> bool:
    """Whether an expression names a day or a month itself, rather than a holiday or a season."""
    return bool(_EXPLICIT.search(one.text))


def is_of_document(words: str) -> bool:
    """Whether the words before a time make it the date of the document or of a comment (发布时间)."""
    return bool(_SPEAKER.search(words))


def _read_sentence(text: str, span: tuple[int, int], found: Sequence[Found], near: Around, state: _State) -> None:
    pending: list[Found] = []
    for index, one in enumerate(found):
        window = (max(span[0], one.start - _NEAR), min(span[1], one.end + _NEAR))
        fate, reason = _fate(text, window, one, near, state)
        if fate != "event":
            _claim(state, near, one, fate, reason)
            continue
        follower = found[index + 1] if index + 1 < len(found) else None
        if follower and _BETWEEN.match(text[one.end : follower.start]) and text[one.end] not in "，,":
            pending.append(one)
            continue
        group = (*pending, one)
        for each in group:
            _add(text, window, each, replace(one, start=group[0].start), near, state)
        pending = []


def _claim(state: _State, near: Around, one: Found, fate: Fate, reason: Message | None) -> None:
    start, end = near.offset + one.start, near.offset + one.end
    state.claims.append(Claim(near.place, fate, start, end, reason))


def _fate(text: str, span: tuple[int, int], one: Found, near: Around, state: _State) -> tuple[Fate, Message | None]:
    """Whether an expression dates an event, and if not, why."""
    if not one.values:
        return "rejected", message("says no date")
    value = one.values[0]
    if isinstance(value, Length):
        return "rejected", message("a length of time, not a date")
    if isinstance(value, Repeat):
        return "rejected", message("repeats, without a date that it starts from")
    if len(one.values) > 1 or not is_dated(value):
        return "rejected", message("the words leave the date open")
    reason = _not_an_event(text, span, one, value, near, state)
    return ("rejected", reason) if reason else ("event", None)


def _not_an_event(
    text: str, span: tuple[int, int], one: Found, when: When, near: Around, state: _State
) -> Message | None:
    before, after = text[span[0] : one.start], text[one.end : span[1]]
    if when.precision in ("year", "half") or not is_explicit(one):
        return message("names no day or month of its own")
    if BORN.match(after) or before.endswith("出生于"):
        return message("when people were born, not when something happens")
    if CONDITION.search(before):
        return message("holds only under a condition")
    if _DATELINE.match(after) or is_of_document(before):
        return message("the date of the document or of a comment")
    if SUPERSEDED.search(before):
        _superseded(text, span, one, near, state)
        return message("superseded: the words say that it was planned so before")
    if GIVES_WAY.match(after):
        return message("superseded: the words say that it was planned so before")
    if _says_which(when, after):
        return message("says which thing is meant, not when something happens")
    return _told_already(text, span, one, when, near, state)


def _told_already(
    text: str, span: tuple[int, int], one: Found, when: When, near: Around, state: _State
) -> Message | None:
    same = [event for event in state.events[-_LAST:] if event.when and _same_time(event.when, when)]
    if same and when.first is not None and not trimmed(_clause(text, span, one)[0]):
        return message("says more about an event that is dated already")
    if _is_past(when, near):
        if when.last is None:
            _too_early(text, span, one, near, state)
            return message("lies before the document's own date")
        return message("lies before the document: reported, not planned")
    return None


def _says_which(when: When, after: str) -> bool:
    """Whether a time tells which thing is meant: 3月27日的课程, 12月培训计划见下表."""
    attribute = _ATTRIBUTE.match(after)
    announced = when.precision in ("month", "week", "quarter") and bool(_AS_FOLLOWS.search(after))
    bounded = when.first is not None and (when.last is not None or when.precision != "day")
    return announced or bool(attribute and bounded)


def _same_time(one: When, two: When) -> bool:
    return (one.first, one.last, one.start_time) == (two.first, two.last, two.start_time)


def _is_past(when: When, near: Around) -> bool:
    if near.issued is None:
        return False
    if when.last is None:
        return when.first is not None and (near.issued - when.first).days > _EARLIER and when.precision == "day"
    return when.last < near.issued


def _clause(text: str, span: tuple[int, int], one: Found) -> tuple[str, str]:
    """The words of a clause before and after its time."""
    begin, end = span
    for stop in _STOP.finditer(text, span[0], one.start):
        begin = stop.end()
    if stop_after := _STOP.search(text, one.end, span[1]):
        end = stop_after.start()
    return text[begin : one.start], text[one.end : end]


def _title(text: str, span: tuple[int, int], one: Found, near: Around) -> str:
    """What happens at a time: its clause without it, else the next clause, else the one before, else the heading."""
    before, after = _clause(text, span, one)
    if text[span[0] : one.start].isascii() and text[one.end : span[1]].isascii():
        before, after = text[span[0] : one.start], text[one.end : span[1]]
    before = without_mark(plain(before))
    before = without_old_day(before)
    if (topic := _TOPIC.search(text[span[0] : one.start])) and not trimmed(re.sub(r"请|应|須|须|於|于|在", "", before)):
        before = without_mark(topic[1]) + before
    if title := around(before, plain(after)):
        return title
    pieces = [trimmed(without_mark(piece)) for piece in _STOP.split(text[one.end : span[1]])]
    behind = next((piece for piece in pieces[1:] if len(piece) > 2 and not re.search(r"[0-9]", piece)), "")
    ahead = [trimmed(without_mark(piece)) for piece in _STOP.split(text[span[0] : one.start])]
    front = next((piece for piece in reversed(ahead[:-1]) if len(piece) > 1), "")
    if MOVED.search(text[span[0] : one.start]):
        return front or behind
    above = [text[slice(*one)] for one in sentences(text[max(0, span[0] - _NEAR) : span[0]])]
    said = trimmed(without_mark(above[-1])) if above and not re.search(r"[0-9]", without_mark(above[-1])) else ""
    return said or (label(near.heading) if near.heading else "") or behind or front or trimmed(text[span[0] : span[1]])


def _goes_on(text: str, span: tuple[int, int], one: Found, state: _State) -> str:
    """The title of a clause that only goes on with the one before: 盘点16日启动，30日前完成; else empty."""
    before, after = _clause(text, span, one)
    verb = _ENDS_BY.match(after)
    if trimmed(without_mark(before)) or not verb or len(state.events) == state.before:
        return ""
    return re.sub(r"(?:启动|开始|开工|进行)$", "", state.events[-1].title) + verb[1]


def _add(text: str, span: tuple[int, int], one: Found, titled: Found, near: Around, state: _State) -> None:
    when = one.values[0]
    if not isinstance(when, When):
        return
    if EXTENDED.search(text[span[0] : one.start]) and when.first is not None:
        when = replace(when, first=None, edtf=f"../{when.edtf}", fit="fills")
    title = _goes_on(text, span, titled, state) or _title(text, span, titled, near)
    location = ""
    if place := _PLACE.match(title):
        title, location = place["who"] + place["act"], place["place"]
    clause = next(
        (c for c in near.clauses if c.kind == "window" and not c.about and c.when and c.when.text == one.text), None
    )
    window = clause is not None and bool(clause.subject.stage or clause.subject.batch or clause.subject.activity)
    stage = clause.subject.stage if clause and clause.subject.stage else near.stage
    if clause and clause.subject.stage:
        title = clause.subject.stage + ("阶段" if re.search(r"[\u4e00-\u9fff]", clause.subject.stage) else " stage")
    quote = trimmed(text[slice(*span)])
    column = None if near.place.column is None else near.place.column + near.offset + one.start
    event = Event(
        uid="",
        title=title,
        place=replace(near.place, column=column, quote=one.text),
        kind="stage" if window else "deadline" if when.first is None else "event",
        when=when,
        location=location,
        details=() if quote == title else (quote,),
        stage=stage,
        status=status_of(without_old_status(quote)),
    )
    state.events.append(event)
    for fault in one.problems:
        state.findings.append(problem_finding(fault, event.place, event.title))
    _claim(state, near, one, "event", None)


def _open_event(title: str, quote: str, near: Around) -> Event:
    return Event(uid="", title=title, place=replace(near.place, quote=quote), stage=near.stage, status=status_of(quote))


def _too_early(text: str, span: tuple[int, int], one: Found, near: Around, state: _State) -> None:
    """A start long before the document's date is a slip: the event stays undated, and the likely year is suggested."""
    when = one.values[0]
    if not isinstance(when, When) or when.first is None or near.issued is None:
        return
    title = _title(text, span, one, near)
    if near.heading and label(near.heading) not in title:
        title = f"{label(near.heading)} {title}"
    event = _open_event(title, trimmed(text[slice(*span)]), near)
    state.events.append(event)
    year = when.first.year + 1
    said = message(
        "{words} lies before the document's own date {date}: is {year} meant?",
        words=one.text,
        date=near.issued,
        year=year,
    )
    state.findings.append(codes.reading_finding(codes.BEFORE_DOCUMENT, said, event.place, event=title))


def _superseded(text: str, span: tuple[int, int], one: Found, near: Around, state: _State) -> None:
    """What was planned for a time that no longer holds is undated, unless a later date is told for it."""
    rest = text[one.end :]
    again = SUPERSEDED.search(rest) or re.search(r"原定|原计划", rest)
    if re.search(
        r"(?:延长|推迟|提前|改|调整|顺延)(?:至|到|为|在|于)\s*[0-9一二三四五六七八九十]",
        rest[: again.start() if again else None],
    ):
        return
    title = around(re.sub(r"原定|原计划|原拟|原为|原来的?", "", _clause(text, span, one)[0]), "")
    if title:
        _list_undated(title, trimmed(text[slice(*span)]), near, state)


def _list_undated(title: str, quote: str, near: Around, state: _State) -> None:
    if any(title in event.title or event.title in title for event in state.events):
        return
    event = _open_event(title, quote, near)
    state.events.append(event)
    said = message("no date can be read for this: {words}", words=quote)
    state.findings.append(codes.reading_finding(codes.UNDATED_ROW, said, event.place, event=title))


def _undated(sentence: str, near: Around, state: _State) -> None:
    """List what a sentence says will happen without a day of its own: after something else, or to be told later."""
    if what := to_be_told(sentence):
        _list_undated(what, trimmed(sentence), near, state)
    for found in _AFTER_EVENT.finditer(sentence) if _SIDE.search(sentence) else ():
        if _LENGTHS_OF_STAGES.search(found["what"]):
            continue  # what follows a stage is a demand on stages, which the clauses keep
        title = trimmed(re.sub(r"^(?:随即|再|即|及时|立即|应|须|要)+", "", found["rest"]))
        if not re.search(r"[0-9]", title):
            _list_undated(title, trimmed(sentence), near, state)
    if ("次" in sentence or "at " in sentence) and _OCCASION.search(sentence):
        _list_undated(trimmed(sentence), trimmed(sentence), near, state)
    for step in _STEP.finditer(sentence) if "由" in sentence else ():
        title = re.sub(r"^(?:先|再|最后|最後)由", "", step[0])
        if not any(_shares(title, event.title) for event in state.events) and step[0].startswith("最"):
            _list_undated(title, trimmed(sentence), near, state)


def _shares(one: str, two: str) -> bool:
    return any(one[at : at + 2] in two for at in range(len(one) - 1))


def list_lengths(text: str, found: Sequence[Found], near: Around, already: Sequence[Event]) -> Reading:
    """List what a text only gives a length: within days of something else, or for so many days."""
    counted = [(one, one.values[0]) for one in found if one.values and isinstance(one.values[0], Length)]
    if not counted:
        return NOTHING
    state = _State(0, list(already), [], [])
    for one, length in counted:
        span = next(((start, end) for start, end in sentences(text) if start <= one.start < end), (0, len(text)))
        before, after = _clause(text, span, one)
        before = "，" + without_mark(before)
        days = all(unit not in ("minute", "hour") for _, unit in length.parts)
        if days and (one.anchor or re.match(r"\s*(?:之)?内", after) or one.text.endswith(("内", "内完成"))):
            head = (
                re.sub(r"在?[^，,。在]{0,10}(?:结束|完成|确定|开始|启动)?(?:之)?后\s*$", "", before)
                if one.anchor or "后" in before
                else before
            )
            title = around(head, re.sub(r"^\s*(?:之)?内", "", after))
        elif days and (what := _LENGTH_OF.search(before)) and not _LENGTHS_OF_STAGES.search(before):
            title = trimmed(without_mark(what["what"]))
            if any(_shares(title, event.title) for event in state.events):
                continue
        else:
            continue
        if title:
            _list_undated(title, trimmed(text[slice(*span)]), near, state)
    return Reading(tuple(state.events[len(already) :]), tuple(state.findings))
