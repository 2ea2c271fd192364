"""The nine events of May 2005 and the windows around them, built by hand, and plain text from what is shown."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from rich.console import Console

from planner.records import (
    Clause,
    Event,
    Finding,
    Length,
    Place,
    Repeat,
    Schedule,
    Subject,
    Verdict,
    When,
    Window,
    message,
)

if TYPE_CHECKING:
    from rich.text import Text

PATH = "schedules/may.txt"


def day(number: int) -> dt.date:
    return dt.date(2005, 5, number)


def days(text: str, first: dt.date, last: dt.date) -> When:
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return When(text=text, first=first, last=last, edtf=edtf)


def third(text: str, first: dt.date, last: dt.date) -> When:
    return When(text=text, first=first, last=last, edtf=f"[{first}..{last}]", fit="within", precision="third")


def afternoon(text: str, on: dt.date) -> When:
    return When(text=text, first=on, last=on, edtf=on.isoformat(), part="afternoon", precision="part")


def event(uid: str, title: str, when: When | None, line: int = 1, **more: object) -> Event:
    place = Place(path=PATH, line=line, quote=when.text if when else "")
    return Event(uid=uid, title=title, when=when, place=place, **more)  # type: ignore[arg-type]


EVENTS = (
    event("1", "党员大会", afternoon("5月12日下午", day(12)), 11, note="全体党员参加"),
    event("2", "党组理论学习", afternoon("5月13日\n\n下午", day(13)), 15),
    event("3", "党委会议", third("5月中旬", day(11), day(20)), 20),
    event("4", "制定方案", days("5月16日至20日", day(16), day(20)), 24),
    event("5", "实施整改", third("5月中旬", day(11), day(20)), 28),
    event("6", "支部会议", days("5月23日至27日", day(23), day(27)), 31, note="各党支部组织"),
    event("7", "公布情况", days("5月23日至27日", day(23), day(27)), 35),
    event("8", "总结会议", third("5月下旬", day(21), day(31)), 40),
    event("9", "测评工作", third("5月下旬", day(21), day(31)), 44),
)
SCHEDULE = Schedule(PATH, "整改提高阶段工作安排", Subject(stage="整改提高"), EVENTS)

# Every other kind of event that a schedule can hold.
OTHERS = (
    event(
        "10",
        "上报总结材料，抄送有关部门并在内部网站上公布，征求各支部意见",
        When(text="5月30日前", first=None, last=day(30), edtf="../2005-05-30"),
        50,
        kind="deadline",
    ),
    event("11", "巩固成果", When(text="5月20日起", first=day(20), last=None, edtf="2005-05-20/.."), 52),
    event(
        "12",
        "走访群众",
        When(
            text="5月9日左右",
            first=day(8),
            last=day(10),
            edtf="2005-05-09~",
            fit="within",
            approximate_first=True,
            approximate_last=True,
        ),
        54,
    ),
    event("13", "学习", None, 56, repeat=Repeat("每周三下午", "FREQ=WEEKLY;BYDAY=WE", part="afternoon")),
    event("14", "谈心活动", None, 58),
    event("15", "检查", When(text="5月", first=None, last=None, edtf="XXXX-05"), 60, status="tentative"),
    event(
        "16",
        "会议",
        When(text="5月18日9:00-11:30", first=day(18), last=day(18), edtf="2005-05-18", start_time=540, end_time=690),
        62,
        status="cancelled",
    ),
)


def window(name: str, when: When | None, line: int, quote: str, **more: object) -> Window:
    place = Place(path="schedules/notice.txt", line=line, quote=quote)
    clause = Clause(kind="window", subject=Subject(), place=place, when=when)
    return Window(name=name, subject=Subject(), basis=(clause,), when=when, **more)  # type: ignore[arg-type]


STAGE = window(
    "整改提高",
    When(text="5月份", first=day(1), last=day(31), edtf="2005-05", fit="within", precision="month"),
    7,
    "整改提高放在5月份",
    length=Length("1个月左右", ((1, "month"),), "about"),
)
BATCH_TWO = window(
    "第二批",
    When(
        text="从2005年7月开始，到2005年12月基本结束",
        first=dt.date(2005, 7, 1),
        last=dt.date(2005, 12, 31),
        edtf="2005-07/2005-12~",
        fit="within",
        precision="month",
        approximate_last=True,
    ),
    9,
    "第二批7月开始，12月基本结束",
    slack_last=5,
)
EXTENSION = window("学习动员", None, 5, "延长10天左右", extension=Length("10天左右", ((10, "day"),), "about"))
YEARLESS = window("学习动员", When(text="5月", first=None, last=None, edtf="XXXX-05"), 3, "5月")


def finding(about: Event | None, verdict: Verdict, **more: object) -> Finding:
    values: dict[str, object] = {
        "code": "W101",
        "severity": {"sure": "info", "impossible": "error"}.get(verdict, "warning"),
        "message": message("measured against {window}", window="整改提高"),
        "place": about.place if about else Place(path=PATH),
        "event": about.title if about else None,
        "event_uid": about.uid if about else None,
    }
    return Finding(verdict=verdict, **{**values, **more})  # type: ignore[arg-type]


SURE = tuple(finding(one, "sure") for one in EVENTS)


def plain(text: Text, width: int) -> str:
    """Print as a pipe gets it: no terminal, no colour."""
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, _environ={}).print(text)
    return stream.getvalue()
