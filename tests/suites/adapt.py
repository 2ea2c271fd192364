"""Answer a suite in its own conventions: `python tests/suites/adapt.py recognizers|jionlp < SUITE > PREDICTIONS`.

The suites' authors read some words otherwise than this project does. What is changed for them is listed below, by kind
of value; no case is looked at.

| kind of value            | ours                          | recognizers                | jionlp                     |
|--------------------------|-------------------------------|----------------------------|----------------------------|
| no year                  | near the document's date      | the reference's year       | the reference's year       |
| no month (29日)          | open                          | last, this and next month  | the reference's month      |
| a bare weekday           | open                          | last, this and next week   | the reference's week       |
| 当日, 次年 with no date before | open                    | from the reference         | from the reference         |
| a part of day            | declared hours                | PARTS below                | PARTS below                |
| the end of a range       | its last day                  | where its last unit begins | its last day               |
| a deadline               | includes the unit named       | ends where it begins       | runs from the reference    |
| 月初, 月底; 年初, 年底   | 10 days                       | as ours                    | 5 or 6 days; two months    |
| N 内 (15天内)            | a length, at most             | as ours                    | from the reference         |
| a time of day alone      | a time                        | as ours                    | on the reference's day     |
| a vague word (最近, 现在) | nothing                       | the reference's day        | the reference              |
| at most (六个月以下)     | the bound                     | as ours                    | from nothing               |
| a deadline at an hour    | ends as the hour begins       | as ours                    | includes the hour          |
| an open end (起, 以来)   | open                          | open                       | to the reference, if past  |
| N 年前, N 年后           | the year                      | the day                    | as ours                    |
| 近, 过去, 未来 N         | whole days                    | as ours                    | from or to the reference   |

The jionlp suite numbers 13 of its cases like others of its cases, and the scorer keeps one line for a number: the
answers to cases of one number are put into one line. With a number of its own for each case, and so each line answered
as it is, the score is the same (test_suites.py runs both).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import sys

from planner.dates import Context, Reference, find
from planner.dates.calendar import months_on
from planner.dates.jsonl import reference_at, wired
from planner.dates.lengths import span_at
from planner.dates.nodes import Span
from planner.dates.spans import moved
from planner.records import Length, Repeat, When

INCLUDED = re.compile("[及或][之以]?前$")  # a deadline that says that it includes the unit named
TO_NOW = re.compile("[到至](?:今天|现在|目前)$|以来$")
FROM_NOW = re.compile("近|未来|今后|过去|最近|前[一二两三四五六七八九十0-9]")
# Words that the jionlp suite tells apart and we do not.
JIONLP_WORDS = {
    "后半夜": (120, 300),
    "黎明": (240, 420),
    "白天": (360, 1140),
    "早上": (360, 600),
    "午后": (780, 900),
    "午夜": (0, 60),
    "上午": (420, 720),
}
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
# Minutes after midnight.
PARTS = {
    "recognizers": {
        "early_morning": (0, 240),
        "morning": (480, 720),
        "noon": (660, 780),
        "afternoon": (720, 960),
        "dusk": (960, 1200),
        "evening": (960, 1200),
        "night": (1200, 1440),
        "all_day": (0, 1440),
    },
    "jionlp": {
        "early_morning": (0, 300),
        "morning": (420, 720),
        "noon": (720, 840),
        "afternoon": (780, 1080),
        "dusk": (1020, 1140),
        "evening": (1080, 1440),
        "night": (1200, 1440),
        "all_day": (0, 1440),
    },
}


def references(suite: str, moment: str) -> list[Reference]:
    """The references a text is read with: the first finds the expressions, each gives its values."""
    base = reference_at(moment, Reference(year_policy="same", weekday_policy="this_week", anaphora="document"))
    day = base.document_date
    found = []
    for months in (0, -1, 1, 12, -12) if suite == "recognizers" else (0,):
        at = months_on(day, months)
        context = Context(source="document_date", text=moment, year=at.year, month=at.month)
        found.append(dataclasses.replace(base, contexts=(context,)))
    return found


def jionlp_hours(words: str) -> tuple[int, int] | None:
    """The hours that the suite gives to a part of day, by its word."""
    for word, hours in JIONLP_WORDS.items():
        if words.endswith(word):
            return hours
    return None


def convert(suite: str, value: When | Length | Repeat, reference: Reference, now: dt.datetime) -> dict | None:
    """Put one value into the suite's convention."""
    if isinstance(value, Length) and suite == "jionlp" and value.text.endswith("内") and value.bound == "at_most":
        day, minute = moved(reference, Span(0, 0, value.parts, "exactly", direction=1))
        return interval(now, dt.datetime.combine(day, dt.time()) + (DAY if minute is None else minute * MINUTE))
    if suite == "jionlp" and isinstance(value, Length) and value.text.endswith("以下") and not value.upper:
        return {"kind": "duration", "seconds": 0}
    if not isinstance(value, When):
        return wired(value)
    if suite == "jionlp":
        return jionlp(value, now)
    wire = wired(value, PARTS[suite])
    if wire is not None and (moved_to := other_day(value, reference)):
        wire = wired(dataclasses.replace(value, first=moved_to, last=moved_to), PARTS[suite])
    if wire is None or wire["kind"] != "interval" or value.start_time is not None or value.end_time is not None:
        return wire
    return recognizers(value, wire)


def other_day(value: When, reference: Reference) -> dt.date | None:
    """The day that the suite gives to a number of years from now; None where it gives ours."""
    if value.precision == "year" and (span := span_at(value.text, 0)) and span.reach == "point":
        return moved(reference, span)[0]
    return None


def ends(value: When | Length | Repeat) -> list[When | Length | Repeat]:
    """A length between two as both."""
    return [value, Length(value.text, value.upper)] if isinstance(value, Length) and value.upper else [value]


def interval(start: dt.datetime | None, end: dt.datetime | None) -> dict:
    """An interval in line form."""
    return {"kind": "interval", "from": start and start.isoformat(), "to": end and end.isoformat()}


def recognizers(value: When, wire: dict) -> dict:
    """A range ends where its last unit begins; so does a deadline."""
    _start, slash, end = value.edtf.partition("/")
    if not slash:
        return wire
    if value.last and not INCLUDED.search(value.text) and value.precision in ("year", "month", "quarter", "half"):
        wire = {**wire, "to": opening(end.rstrip("~"), value.last).isoformat()}
    return wire


def opening(edtf: str, last: dt.date) -> dt.date:
    """The first day of the unit that ends a range."""
    return dt.date(last.year, 1, 1) if len(edtf) == 4 else last.replace(day=1) if len(edtf) == 7 else last


def jionlp(value: When, now: dt.datetime) -> dict | None:
    """A deadline runs from the reference, an open end in the past to it, a time of day lies on its day."""
    parts = PARTS["jionlp"]
    if value.part and not value.last_part and (hours := jionlp_hours(value.text)):
        parts = {**parts, value.part: hours}
    wire = wired(value, parts)
    if wire is None or wire.get("point"):
        return wire
    if wire["kind"] == "time":
        return on_day(wire, now)
    return bounded(value, *edges(value, wire), now)


def bounded(value: When, start: dt.datetime | None, end: dt.datetime | None, now: dt.datetime) -> dict:
    """An interval with the ends that the suite gives to an open one, and to one that counts from the reference."""
    if start is None and value.end_time is not None and re.search("[点时]前", value.text):
        end += 60 * MINUTE
    if start is None:
        return interval(None if end < now else now, end)
    if end is None:
        return interval(start, now + dt.timedelta(seconds=1) if start < now and value.text[-1] in "起今来在" else None)
    if TO_NOW.search(value.text):
        return interval(start, now)
    if FROM_NOW.match(value.text):
        return from_now(value, start, end, now)
    if value.end_time is not None and end - start >= DAY:
        end += MINUTE
    return interval(start, end)


def from_now(value: When, start: dt.datetime, end: dt.datetime, now: dt.datetime) -> dict:
    """A stretch from or to the reference: days count to the moment, months to the day."""
    if value.start_time is not None:
        seconds = dt.timedelta(seconds=now.second)
        return interval(start + seconds, end + seconds)
    back, days = start <= now, value.text.rstrip("内里").endswith(("天", "日"))
    time = dt.timedelta(hours=now.hour, minutes=now.minute, seconds=now.second) if days else 0 * DAY
    return interval(start + time, now) if back else interval(now, end - DAY + time)


def on_day(wire: dict, now: dt.datetime) -> dict:
    """A time of day on the reference's day; an end that comes first is on the day after."""
    start, end = (clock(now, wire[side]) for side in ("from", "to"))
    if end is None:
        return {"kind": "interval", "from": start.isoformat(), "point": True}
    return interval(start, end if end > start else end + DAY)


def clock(day: dt.datetime, words: str | None) -> dt.datetime | None:
    """A clock time on a day."""
    if words is None:
        return None
    hour, minute = words.split(":")
    return day.replace(hour=0, minute=0, second=0) + dt.timedelta(hours=int(hour), minutes=int(minute))


def edges(value: When, wire: dict) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The ends, where 初 and 底 cover 5 to 7 days of a month, two months of a year, a month of a quarter."""
    start, end = (dt.datetime.fromisoformat(wire[side]) if wire[side] else None for side in ("from", "to"))
    words = value.text.rstrip("之以前")
    if value.precision != "third" or not words.endswith(("初", "底", "末", "伊始")):
        return start, end
    months = 1 if "季" in words else 0 if "月" in words else 1 if words.endswith("伊始") else 2
    if words.endswith(("初", "始")):
        first = (value.first or value.last).replace(day=1)
        last = months_on(first, months) if months else first.replace(day=6)
    else:
        last = value.last + DAY
        first = months_on(last, -months) if months else value.last.replace(day=25)
    return start and dt.datetime.combine(first, dt.time()), end and dt.datetime.combine(last, dt.time())


def main() -> None:
    """Read a suite, write its predictions."""
    suite = sys.argv[1]
    answers: dict[str, list[dict]] = {}
    for line in sys.stdin:
        case = json.loads(line)
        runs = [(reference, find(case["text"], reference)) for reference in references(suite, case["reference"])]
        found, now = [], dt.datetime.fromisoformat(case["reference"])
        for place, one in enumerate(runs[0][1]):
            values = []
            for reference, others in runs:
                same = others[place] if place < len(others) and others[place].start == one.start else None
                both = [one for value in same.values for one in ends(value)] if same else []
                values += [convert(suite, value, reference, now) for value in both]
            if not one.values and [fault.code for fault in one.problems] == ["vague"]:
                values.append({"kind": "interval", "from": now.isoformat(), "point": True})
            kept = [value for value in values if value is not None]
            found.append({"start": one.start, "end": one.end, "values": kept})
        answers.setdefault(case["id"], []).extend(found)
    for name, found in answers.items():
        print(json.dumps({"id": name, "found": found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
