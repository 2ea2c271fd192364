"""The time of a row that stands in several cells: a date and its clock times, a start and an end."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from planner import dates
from planner.extract.times import clock_only, day_context, kind_of, read_cell, spanning, values_of, with_clock
from planner.extract.wording import trimmed
from planner.records import Length, Repeat, When, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.dates import Found, Reference
    from planner.records import Event


_UNTIL = re.compile(r"截止|截至|最迟|(?:\bby|\bbefore|\buntil|\bdue)\s*$", re.IGNORECASE)
_EMPTY = re.compile(r"[（(]\s*[)）]")


def written_out(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join the cells of year, month and day to one date; the others stay as they are."""
    by_role = {role: text.strip() for role, text in pieces if role in ("year", "month", "day")}
    if "day" not in by_role and not ("month" in by_role and len(by_role) > 1):
        if set(by_role) == {"month"} and len(pieces) > 1:
            return _month_first(pieces)
        return pieces
    month = by_role.get("month", "")
    if re.search(r"[A-Za-z]", month):
        date = " ".join(by_role[part] for part in ("day", "month", "year") if by_role.get(part))
    else:
        units = (("year", "年"), ("month", "月"), ("day", "日"))
        date = "".join(
            by_role[part] + ("" if by_role[part].endswith(unit) else unit) for part, unit in units if by_role.get(part)
        )
    rest = [(role, text) for role, text in pieces if role not in by_role]
    return [("time", date), *rest]


def _month_first(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A month cell beside a time cell: 5 or 5月 before 12日, unless the time names its own month."""
    month = next(text for role, text in pieces if role == "month").strip()
    rest = [(role, text) for role, text in pieces if role != "month"]
    if re.fullmatch(r"[0-9]{1,2}", month):
        month += "月"
    role, text = rest[0]
    if re.fullmatch(r"\s*(?:全|整|本|当)月\s*", text):
        return [(role, month), *rest[1:]]
    return [(role, month + text), *rest[1:]] if re.match(r"\s*[0-9]{1,2}\s*[日号號]", text) else rest


def joined_hours(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join a start and an end that are clock times, beside a date, to one range of clock times."""
    pieces = _days_with_clocks(pieces)
    ends = [text for role, text in pieces if role in ("start", "end")]
    rest = [(role, text) for role, text in pieces if role not in ("start", "end")]
    if len(ends) == 2 and rest and all(clock_only(text) for text in ends):
        return [*rest, ("time", "-".join(text.strip() for text in ends))]
    return pieces


def _days_with_clocks(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join a day and its clock time that stand in two columns of starts, or of ends (Start Date, Start Time)."""
    joined: list[tuple[str, str]] = []
    for role, text in pieces:
        if joined and joined[-1][0] == role in ("start", "end") and clock_only(text) and not clock_only(joined[-1][1]):
            joined[-1] = (role, f"{joined[-1][1]} {text.strip()}")
        else:
            joined.append((role, text))
    return joined


class Told(NamedTuple):
    """A title and its time."""

    title: str
    when: When | None


def own_hour(title: str, when: When | None) -> Told:
    """The time of a day with the one clock time that its title names (Chess club 16:00), which leaves the title.

    A clock time until which something can be done (register by 10:15) is none of it.
    """
    if when is None or when.precision != "day" or when.first is None or when.first != when.last:
        return Told(title, when)
    day = day_context("row", when, when.text)
    found = dates.find(title, dates.Reference(contexts=(day,) if day else ()))
    times = [one for one in found if one.values]
    value = times[0].values[0] if len(times) == 1 and len(times[0].values) == 1 else None
    if not isinstance(value, When) or value.start_time is None or not clock_only(times[0].text):
        return Told(title, when)
    if _UNTIL.search(title[: times[0].start]) or re.match(r"\s*(?:之|以)?前", title[times[0].end :]):
        return Told(title, when)
    rest = trimmed(_EMPTY.sub(" ", title[: times[0].start] + " " + title[times[0].end :]))
    dated = with_clock(when, times[0].text, dates.Reference())
    return Told(" ".join(rest.split()) if len(rest) > 1 else title, replace(dated, text=when.text))


def quoting(found: tuple[Found, ...], text: str) -> tuple[Found, ...]:
    """One time that is the whole of its cell quotes the cell as it was joined for people."""
    if len(found) == 1 and found[0].values and "".join(found[0].text.split()) == "".join(text.split()):
        if all(one.text == text for one in (found[0], *found[0].values)):
            return found
        values = tuple(replace(value, text=text) for value in found[0].values)
        return (replace(found[0], text=text, values=values),)
    return found


def start_and_end(pieces: list[tuple[str, str]], reference: Reference) -> tuple[Found, ...] | None:
    """A start and an end in two columns; None where the start is no day."""
    begins = next((text for wanted in ("start", "time") for role, text in pieces if role == wanted), "")
    ends = next((text for role, text in pieces if role == "end"), "")
    first = read_cell(begins, reference)
    start = next((value for value in values_of(first) if isinstance(value, When)), None)
    if not ends or start is None or start.first is None:
        return None
    beside = day_context("row", start, begins)
    last = read_cell(ends, replace(reference, contexts=(*((beside,) if beside else ()), *reference.contexts)))
    later = _later(ends) or next((value for one in last for value in one.values if isinstance(value, When)), None)
    when = spanning(start, later, f"{begins} {ends}") if later is not None else None
    if when is None:
        said = message("{words}: ends before it begins", words=f"{begins} – {ends}")
        fault = dates.Problem(code="inverted-range", message=said, start=0, end=len(begins))
        return (replace(first[0], values=(), problems=(*first[0].problems, fault)),)
    return (replace(first[0], text=when.text, values=(when,)),)


def _later(text: str) -> Length | None:
    """A length that counts from the start of its row: 三周后, 两个月内."""
    bare = re.sub(r"(?:之|以)?[后後内內]\s*$", "", text.strip())
    found = dates.read(bare)
    values = found[0].values if len(found) == 1 and bare != text.strip() else ()
    return values[0] if len(values) == 1 and isinstance(values[0], Length) else None


def combined(pieces: Sequence[str], reference: Reference) -> tuple[Found, ...]:
    """A date in one cell and clock times in others; what the date cell says alone where the others add nothing."""
    at = _finest([() if clock_only(piece) else read_cell(piece, reference) for piece in pieces])
    if at is None:
        return read_cell(" ".join(pieces), reference) if all(clock_only(piece) for piece in pieces) else ()
    found = read_cell(pieces[at], reference)
    whens = values_of(found)
    if len(found) != 1 or len(whens) != 1 or not isinstance(whens[0], When):
        return found
    when, problems = whens[0], found[0].problems
    for index, piece in enumerate(pieces):
        if index != at:
            when = with_clock(when, piece, reference) if clock_only(piece) else when
            beside = day_context("row", when, when.text)
            near = replace(reference, contexts=(*((beside,) if beside else ()), *reference.contexts))
            problems += tuple(problem for one in read_cell(piece, near) for problem in one.problems)
    return (replace(found[0], text=when.text, values=(when,), problems=problems),)


def _finest(read: Sequence[tuple[Found, ...]]) -> int | None:
    """Which of the cells of a row names its time: the first, unless another names a part of that (一季度, 2月)."""
    at = next((index for index, found in enumerate(read) if found), None)
    if at is None:
        return None
    for index, found in enumerate(read):
        spans = [value for one in (read[at], found) for value in values_of(one) if isinstance(value, When)]
        if index > at and len(spans) == 2 and _is_inside(spans[1], spans[0]):
            at = index
    return at


def _is_inside(one: When, other: When) -> bool:
    """Whether a time lies in another that is longer."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return (other.first, other.last) != (one.first, one.last) and other.first <= one.first and one.last <= other.last


def repeating_within(events: Sequence[Event]) -> list[Event]:
    """The events of one span of days and of what repeats within it (3月18日-20日，每天8:30); none for any others."""
    spans = [one.when for one in events if one.when and one.when.first and one.when.first != one.when.last]
    repeats = [one.repeat for one in events if one.repeat]
    if len(spans) != 1 or len(events) != 1 + len(repeats):
        return []
    return [replace(events[0], when=spans[0], repeat=repeat, kind=kind_of(repeat)) for repeat in repeats]


_BEFORE_HOURS = re.compile(r"[\s，,：:]*[（(]?\s*")


def with_hours(found: Sequence[Found], text: str) -> tuple[tuple[Found, ...], dict[When, Repeat]]:
    """Join days to the hours of each of them that stand right behind in a line: 12月7日—11日 8:30-17:30.

    Gives the expressions, the days with the words of their hours, and for each of these days what repeats on them.
    """
    joined: list[Found] = []
    hours: dict[When, Repeat] = {}
    for one in found:
        before = joined[-1] if joined else None
        days = before.values[0] if before and len(before.values) == 1 else None
        repeat = one.values[0] if len(one.values) == 1 else None
        gap = text[before.end : one.start] if before else ""
        if (
            before is None
            or not (isinstance(days, When) and days.precision == "day" and days.first and days.last)
            or not (isinstance(repeat, Repeat) and repeat.rrule == "FREQ=DAILY" and repeat.start_time is not None)
            or days.first == days.last
            or not _BEFORE_HOURS.fullmatch(gap)
        ):
            joined.append(one)
            continue
        end = one.end + ("(" in gap.replace("（", "(") and text[one.end : one.end + 1] in ("）", ")"))
        words = text[before.start : end]
        days = replace(days, text=words)
        hours[days] = replace(repeat, text=words)
        joined[-1] = replace(before, end=end, text=words, values=(days,), problems=(*before.problems, *one.problems))
    return tuple(joined), hours


def repeating(event: Event, hours: dict[When, Repeat]) -> Event:
    """The event with the hours that were joined to its days, as it is where none were."""
    return replace(event, repeat=hours[event.when]) if event.when in hours else event


def is_replaced(found: Found) -> bool:
    """Whether the words say that another time holds in place of this one."""
    return any(problem.code == "superseded" for problem in found.problems)
