"""A valid schedule with the notice above it, made from a seed, as the documents that offices write."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chinese_calendar import is_workday

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFICES = ("街道办事处", "园区管委会", "区安全委员会", "镇党委")
# An activity, its stage, and three steps in order, whose words have nothing in common.
KINDS = (
    ("清洁月活动", "整治", ("制定方案", "清扫河岸", "公布结果")),
    ("安全月活动", "检查验收", ("登记设备", "排查隐患", "通报情况")),
    ("读书月活动", "宣传发动", ("征集书目", "布置展架", "印发手册")),
    ("节水月活动", "整改提高", ("抄录水表", "更换管道", "评选先进")),
)
MEETINGS = ("动员大会", "部署大会", "启动大会")
PEOPLE = ("全体队员", "全体职工", "各组组长")
ROOMS = ("小礼堂", "三楼教室", "文化站")
FREE = ("参观展览", "张贴海报", "拍摄照片")


@dataclass
class Row:
    """One row of the table: what stands in its cells."""

    time: str
    title: str
    people: str = ""
    room: str = ""


@dataclass
class Sample:
    """A schedule and the demands of its notice. `days` are working days of its month, in order, at most three apart.

    `more` are further notices: file name and whole text.
    """

    activity: str
    stage: str
    steps: tuple[str, str, str]
    office: str
    month: dt.date
    days: list[dt.date]
    rows: dict[str, Row]
    demands: dict[str, str]
    more: dict[str, str] = field(default_factory=dict)

    def documents(self) -> tuple[dict[str, str], dict[str, str]]:
        """The schedule and the notices, by file name."""
        year = self.month.year
        head = f"# {self.activity}{self.stage}阶段日程表（{year}年）\n\n| 时间 | 项目 | 参加人员 | 地点 |\n"
        head += "|---|---|---|---|\n"
        rows = "".join(f"| {one.time} | {one.title} | {one.people} | {one.room} |\n" for one in self.rows.values())
        return {"schedule.md": head + rows}, {"notice.txt": self.notice(self.demands.values()), **self.more}

    def notice(self, demands: Sequence[str] | object, *, office: str = "", issued: dt.date | None = None) -> str:
        """The text of a notice; without a day, it is issued in the month before."""
        issued = issued or self.month - dt.timedelta(12)
        paragraphs = "\n\n".join(demands)  # type: ignore[arg-type]
        day = f"{issued.year}年{issued.month}月{issued.day}日"
        return f"关于{self.activity}{self.stage}阶段的通知\n\n{paragraphs}\n\n{office or self.office}\n{day}\n"


def said(first: dt.date, last: dt.date | None = None, hours: str = "") -> str:
    """A day, or a range of days, as tables write them."""
    if last is None or last == first:
        return f"{first.month}月{first.day}日{hours}"
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def sample(seed: int) -> Sample:
    """Make a valid schedule."""
    chance = random.Random(seed)  # noqa: S311 -- chance from a seed
    activity, stage, steps = chance.choice(KINDS)
    office = chance.choice(OFFICES)
    month, days = _month(chance)
    meeting, people, room = chance.choice(MEETINGS), chance.choice(PEOPLE), chance.choice(ROOMS)
    rows = {
        "approval": Row(said(days[0]), f"{office}批准实施办法"),
        "meeting": Row(said(days[1], hours="9:00-11:00"), meeting, people, room),
        "training": Row(said(days[2], hours="8:00-12:00"), "技能培训", people, room),
        "training again": Row(said(days[3], hours="8:00-12:00"), "技能培训", people, room),
        "step 1": Row(said(days[4], days[5]), steps[0]),
        "step 2": Row(said(days[6], days[8]), steps[1]),
        "step 3": Row(said(days[9], days[9 + chance.randint(0, 1)]), steps[2]),
        "free": Row(said(days[11], hours="下午"), chance.choice(FREE)),
        "report": Row(said(days[12]), f"向{office}报送总结报告"),
        "survey": Row(said(days[13]), "民意测评"),
    }
    demands = {
        "window": f"{stage}阶段安排在{month.year}年{month.month}月份进行。",
        "steps": f"这一阶段按照{'、'.join(steps)}的程序进行。",
        "gate": f"经{office}批准后，方可召开{meeting}。",
        "minimum": "技能培训的时间不少于8个小时。",
        "deadline": f"总结报告于{month.year}年{month.month}月{days[13].day}日前报{office}。",
        "at once": f"{stage}阶段工作结束时，随即进行民意测评。",
    }  # fmt: skip
    length = (days[13] - days[0]).days + 1
    if chance.random() < 0.7:
        demands["length"] = f"{stage}阶段的时间为{length}天。"
    for name in ("minimum", "deadline", "gate"):
        if chance.random() < 0.2:
            del demands[name]
    return Sample(activity, stage, steps, office, month, days, rows, demands)


def _month(chance: random.Random) -> tuple[dt.date, list[dt.date]]:
    """A month, and fourteen working days of it in a row without a longer gap than a weekend."""
    while True:
        month = dt.date(chance.randint(2005, 2024), chance.randint(3, 12), 1)
        inside = [day for n in range(31) if (day := month + dt.timedelta(n)).month == month.month]
        days = [day for day in inside if is_workday(day) and day.weekday() < 5]
        starts = [
            n for n in range(len(days) - 14) if all((b - a).days <= 3 for a, b in itertools.pairwise(days[n : n + 14]))
        ]
        if starts:
            start = chance.choice(starts)
            return month, days[start : start + 14]
