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
| 以后 of a year or month  | from its first day            | from the day after it      | as ours                    |
| N 内 (15天内)            | a length, at most             | as ours                    | from the reference         |
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys

from planner.dates import Context, Reference, find
from planner.dates.calendar import months_on
from planner.dates.jsonl import SECONDS, reference_at, wired
from planner.records import Length, Repeat, When

DAY = dt.timedelta(days=1)
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
        "noon": (660, 840),
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


def convert(suite: str, value: When | Length | Repeat, reference: Reference) -> dict | None:
    """Put one value into the suite's convention."""
    if isinstance(value, Length) and suite == "jionlp" and value.text.endswith("内") and value.bound == "at_most":
        seconds = sum(count * SECONDS[unit] for count, unit in value.parts)
        start = moment(reference)
        return interval(start, start + dt.timedelta(seconds=seconds))
    if not isinstance(value, When):
        return wired(value)
    wire = wired(value, PARTS[suite])
    if wire is None or wire["kind"] != "interval" or value.start_time is not None or value.end_time is not None:
        return wire
    return recognizers(value, wire) if suite == "recognizers" else jionlp(value, wire, reference)


def moment(reference: Reference) -> dt.datetime:
    """The suite's reference as a moment."""
    return dt.datetime.combine(reference.document_date, dt.time()) + dt.timedelta(minutes=reference.document_time)


def interval(start: dt.datetime | None, end: dt.datetime | None) -> dict:
    """An interval in line form."""
    return {"kind": "interval", "from": start and start.isoformat(), "to": end and end.isoformat()}


def recognizers(value: When, wire: dict) -> dict:
    """A range ends where its last unit begins; so does a deadline; 以后 of a month begins behind it."""
    start, slash, end = value.edtf.partition("/")
    if not slash:
        return wire
    if value.last and value.precision in ("year", "month", "quarter", "half"):
        wire = {**wire, "to": opening(end.rstrip("~"), value.last).isoformat()}
    if value.last is None and value.precision in ("year", "month") and value.text[-1] in "后後":
        wire = {**wire, "from": closing(start, value.first).isoformat()}
    return wire


def opening(edtf: str, last: dt.date) -> dt.date:
    """The first day of the unit that ends a range."""
    return dt.date(last.year, 1, 1) if len(edtf) == 4 else last.replace(day=1) if len(edtf) == 7 else last


def closing(edtf: str, first: dt.date) -> dt.date:
    """The day behind the unit that opens a range."""
    return dt.date(first.year + 1, 1, 1) if len(edtf) == 4 else months_on(first, 1)


def jionlp(value: When, wire: dict, reference: Reference) -> dict:
    """A deadline runs from the reference; edges of months are 5 or 6 days, edges of years two months."""
    if value.first is None:
        return {**wire, "from": moment(reference).isoformat()}
    return wire


def main() -> None:
    """Read a suite, write its predictions."""
    suite = sys.argv[1]
    for line in sys.stdin:
        case = json.loads(line)
        runs = [(reference, find(case["text"], reference)) for reference in references(suite, case["reference"])]
        found = []
        for place, one in enumerate(runs[0][1]):
            values = []
            for reference, others in runs:
                same = others[place] if place < len(others) and others[place].start == one.start else None
                values += [convert(suite, value, reference) for value in same.values] if same else []
            kept = [value for value in values if value is not None]
            found.append({"start": one.start, "end": one.end, "values": kept})
        print(json.dumps({"id": case["id"], "found": found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
