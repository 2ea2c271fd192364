"""One fault of each family, put into a valid schedule; each gives the codes that must find it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.faults.sample import Row, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.sample import Sample


def outside_window(sample: Sample) -> str:
    """An event two months before its stage."""
    _without(sample, "length", "at once")
    day = _working(sample.month - dt.timedelta(40))
    sample.rows["free"].time = said(day, hours="下午")
    return "W101"


def out_of_order(sample: Sample) -> str:
    """The third step before the first."""
    one, three = sample.rows["step 1"], sample.rows["step 3"]
    one.time, three.time = three.time, one.time
    return "P101"


def not_at_once(sample: Sample) -> str:
    """The survey a week before the stage's work ends."""
    _without(sample, "length")
    sample.rows["survey"].time = said(sample.days[5])
    return "P102"


def too_short(sample: Sample) -> str:
    """A stage that should last ten days more."""
    length = (sample.days[13] - sample.days[0]).days + 1
    sample.demands["length"] = f"{sample.stage}阶段的时间为{length + 10}天。"
    return "D101"


def too_long(sample: Sample) -> str:
    """A stage that should last five days less."""
    length = (sample.days[13] - sample.days[0]).days + 1
    sample.demands["length"] = f"{sample.stage}阶段的时间为{length - 5}天。"
    return "D102"


def base_not_finished(sample: Sample) -> str:
    """Posters before the training that they must follow is over."""
    free = sample.rows["free"]
    sample.demands["after"] = f"技能培训结束后，各组要进行{free.title}。"
    free.time = said(sample.days[1], hours="下午")
    return "P103"


def wrong_distance(sample: Sample) -> str:
    """A notice put up the day after the meeting instead of three days before."""
    meeting = sample.rows["meeting"]
    sample.demands["distance"] = f"{meeting.title}召开前3天，办公室要张贴告示。"
    sample.rows["notice"] = Row(said(sample.days[2]), "张贴告示")
    return "P104"


def too_little_effort(sample: Sample) -> str:
    """Four of the hours of training left out."""
    sample.demands["minimum"] = "技能培训的时间不少于8个小时。"
    del sample.rows["training again"]
    return "D103"


def step_left_out(sample: Sample) -> str:
    """The second step is no row."""
    del sample.rows["step 2"]
    return "S101"


def before_approval(sample: Sample) -> str:
    """The meeting before the approval that it needs."""
    sample.demands["gate"] = f"经{sample.office}批准后，方可召开{sample.rows['meeting'].title}。"
    sample.rows["approval"].time = said(sample.days[3])
    _without(sample, "length")
    return "G101"


def after_deadline(sample: Sample) -> str:
    """The report three working days after it is due."""
    day = sample.days[9]
    sample.demands["deadline"] = f"总结报告于{day.year}年{day.month}月{day.day}日前报{sample.office}。"
    return "F103"


def reviewed_too_early(sample: Sample) -> str:
    """A paper reviewed before anybody draws it up."""
    sample.demands["review"] = f"验收标准由{sample.office}审核。"
    sample.rows["review"] = Row(said(sample.days[1]), f"{sample.office}审核验收标准")
    sample.rows["draft"] = Row(said(sample.days[4]), "起草验收标准")
    return "F101"


def filed_too_early(sample: Sample) -> str:
    """A paper filed before anybody draws it up."""
    sample.demands["filing"] = f"验收标准要报{sample.office}备案。"
    sample.rows["filing"] = Row(said(sample.days[1]), f"验收标准报{sample.office}备案")
    sample.rows["draft"] = Row(said(sample.days[4]), "起草验收标准")
    return "F102"


def on_weekend(sample: Sample) -> str:
    """An event on a Saturday or Sunday between two of the working days."""
    inside = (sample.days[0] + dt.timedelta(n) for n in range((sample.days[12] - sample.days[0]).days))
    sample.rows["free"].time = said(next(day for day in inside if day.weekday() > 4 and not _is_workday(day)))
    return "C101"


def on_holiday(sample: Sample) -> str:
    """An event on National Day, in a window that holds it."""
    _without(sample, "length", "at once", "window")
    sample.rows["free"].time = f"{sample.month.year}年10月1日"
    return "C102"


def at_night(sample: Sample) -> str:
    """A meeting at two in the night instead of the afternoon."""
    sample.rows["free"].time = said(sample.days[11], hours="2:30")
    return "C104"


def clash(sample: Sample) -> str:
    """Two meetings of the same people at overlapping hours."""
    meeting = sample.rows["meeting"]
    sample.rows["second"] = Row(meeting.time.replace("9:00-11:00", "10:00-12:00"), "座谈", meeting.people, "会议室")
    return "K101"


def place_taken(sample: Sample) -> str:
    """Two meetings in one room at overlapping hours."""
    meeting = sample.rows["meeting"]
    sample.rows["second"] = Row(meeting.time.replace("9:00-11:00", "10:30-12:00"), "座谈", "居民代表", meeting.room)
    return "K103"


def against_higher_notice(sample: Sample) -> str:
    """A lower notice whose window reaches out of the higher one."""
    _without(sample, "length")
    last = (sample.month + dt.timedelta(45)).replace(day=10)
    text = f"{sample.stage}阶段定于{_full(sample.month)}至{_full(last)}。"
    sample.more["lower.txt"] = sample.notice([text], office="东河市委", issued=sample.month - dt.timedelta(5))
    sample.more["lower.txt"] = sample.more["lower.txt"].replace("关于", "中共东河市委关于", 1)
    sample.office, window = "中共中央办公厅", sample.demands["window"]
    sample.demands = {"window": window}
    return "H101"


def no_such_day(sample: Sample) -> str:
    """A day that no month has."""
    _without(sample, "length")
    sample.rows["free"].time = f"{sample.month.month}月32日"
    return "X202"


def ends_before_it_begins(sample: Sample) -> str:
    """A range whose ends are the wrong way round."""
    _without(sample, "length")
    sample.rows["free"].time = said(sample.days[11], sample.days[10])
    return "X203"


def amended(sample: Sample) -> str:
    """A second notice of the same office that gives the stage half a month more."""
    _without(sample, "length", "at once")
    sample.demands["window"] = f"{sample.stage}阶段定于{_full(sample.month)}至{_full(sample.days[10])}。"
    text = f"{sample.stage}阶段定于{_full(sample.month)}至{_full(sample.days[13])}。"
    sample.more["second.txt"] = sample.notice([text], issued=sample.month - dt.timedelta(3))
    return "A101"


def not_together(sample: Sample) -> str:
    """Two orders that each leave the first step some days, and none together."""
    month = sample.month.month
    first, second, _ = sample.steps
    window = sample.demands["window"]
    steps = f"这一阶段按照{first}、{second}的程序进行。"
    sample.demands = {"window": window, "steps": steps, "at once": f"{first}结束后，随即进行民意测评。"}
    sample.rows["step 1"].time, sample.rows["step 2"].time = f"{month}月中旬", f"{month}月16日"
    sample.rows["survey"].time = f"{month}月20日"
    return "J101"


def _without(sample: Sample, *names: str) -> None:
    for name in names:
        sample.demands.pop(name, None)


def _full(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _is_workday(day: dt.date) -> bool:
    from chinese_calendar import is_workday

    return bool(is_workday(day))


def _working(day: dt.date) -> dt.date:
    """The day, or the next one that is worked."""
    while not _is_workday(day) or day.weekday() > 4:
        day += dt.timedelta(1)
    return day


FAULTS: tuple[Callable[[Sample], str], ...] = (
    outside_window,
    out_of_order,
    not_at_once,
    base_not_finished,
    wrong_distance,
    too_short,
    too_long,
    too_little_effort,
    step_left_out,
    before_approval,
    reviewed_too_early,
    filed_too_early,
    after_deadline,
    on_weekend,
    on_holiday,
    at_night,
    clash,
    place_taken,
    against_higher_notice,
    no_such_day,
    ends_before_it_begins,
    amended,
    not_together,
)
