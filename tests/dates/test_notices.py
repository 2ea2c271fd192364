"""What notices, timetables, rosters and memos say: words and values, written down from their meaning."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.dates import Found, Reference, find, read
from planner.records import Length, Repeat, When

REFERENCE = Reference(document_date=dt.date(2024, 5, 8), document_time=600, term_start=dt.date(2024, 2, 26))


def said(found: tuple[Found, ...]) -> list[str]:
    return [f"{one.text} = {' | '.join(map(value_of, one.values)) or 'vague'}" for one in found]


def value_of(value: When | Length | Repeat) -> str:
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, Length):
        parts = [f"{count}{unit}" for count, unit in (*value.parts, *value.upper)]
        return f"{value.bound} {' '.join(parts)}"
    hours = [f"{minute // 60}:{minute % 60:02}" for minute in (value.start_time, value.end_time) if minute is not None]
    return " ".join((value.rrule.removeprefix("FREQ="), *hours))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月18日-20日8:30—11:30", ["3月18日-20日 = 2024-03-18/2024-03-20", "8:30—11:30 = DAILY 8:30 11:30"]),
        ("周一至周五上午8:00—12:00，下午14:00—17:30",
         ["周一至周五上午8:00—12:00 = WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 12:00",
          "下午14:00—17:30 = WEEKLY;BYDAY=MO,TU,WE,TH,FR 14:00 17:30"]),
        ("周一至周五每天9:00-17:00", ["周一至周五每天9:00-17:00 = WEEKLY;BYDAY=MO,TU,WE,TH,FR 9:00 17:00"]),
        ("第18周周一至周五考试", ["第18周周一至周五 = 2024-06-24/2024-06-28"]),
        ("下周三（15日）开会", ["下周三（15日） = 2024-05-15"]),
        ("预计在六、七月份", ["六、七月份 = 2024-06/2024-07"]),
        ("六七月份", ["六七月份 = 2024-06/2024-07"]),
        ("2、3月15日前完成", ["3月15日前 = ../2024-03-15"]),
        ("今年前三季度", ["今年前三季度 = 2024-01-01/2024-09-30"]),
        ("从5月10日持续到6月10日", ["从5月10日持续到6月10日 = 2024-05-10/2024-06-10"]),
        ("5月20日（周一）下班前报送", ["5月20日（周一）下班前 = ../2024-05-20"]),
        ("最迟不超过5月10日", ["最迟不超过5月10日 = ../2024-05-10"]),
        ("满30日即视为送达", ["30日 = exactly 30day"]),
        ("工期180日历天", ["180日历天 = exactly 180day"]),
        ("三年以上七年以下", ["三年以上七年以下 = at_least 3year 7year"]),
        ("每10～15分钟一班", ["每10～15分钟 = MINUTELY;INTERVAL=10 | MINUTELY;INTERVAL=15"]),
        ("每月第二、第四个周三", ["每月第二、第四个周三 = MONTHLY;BYDAY=2WE,4WE"]),
        ("每年的6月5日", ["每年的6月5日 = YEARLY;BYMONTH=6;BYMONTHDAY=5"]),
        ("双休日照常开放", ["双休日 = WEEKLY;BYDAY=SA,SU"]),
        ("周末", ["周末 = XXXX-XX-XX"]),
        ("最后一个周五", ["最后一个周五 = 2024-XX-XX"]),
        ("端午假期", ["端午假期 = 2024-06-08/2024-06-10"]),
        ("“十一”黄金周", ["“十一”黄金周 = 2024-10-01/2024-10-07"]),
        ("正月初一到十五", ["正月初一到十五 = 2024-02-10/2024-02-24"]),
        ("by COB Friday, May 17", ["by COB Friday, May 17 = ../2024-05-17"]),
        ("on or before June 1", ["on or before June 1 = ../2024-06-01"]),
        ("the last Friday of May", ["the last Friday of May = 2024-05-31"]),
        ("open on weekdays", ["weekdays = WEEKLY;BYDAY=MO,TU,WE,TH,FR"]),
        ("every other Friday", ["every other Friday = WEEKLY;INTERVAL=2;BYDAY=FR"]),
        ("every second Tuesday of the month", ["every second Tuesday of the month = MONTHLY;BYDAY=2TU"]),
        ("every Tuesday and Thursday from 3 to 5 pm",
         ["every Tuesday and Thursday from 3 to 5 pm = WEEKLY;BYDAY=TU,TH 15:00 17:00"]),
        ("Tue/Thu 14:00-15:20", ["Tue/Thu 14:00-15:20 = WEEKLY;BYDAY=TU,TH 14:00 15:20"]),
        ("annually on 1 June", ["annually on 1 June = YEARLY;BYMONTH=6;BYMONTHDAY=1"]),
        ("in a fortnight", ["in a fortnight = 2024-05-22"]),
        ("the next two weeks", ["the next two weeks = 2024-05-09/2024-05-22"]),
        ("1 hour 30 minutes", ["1 hour 30 minutes = exactly 1hour 30minute"]),
        ("between June and August", ["between June and August = 2024-06/2024-08"]),
        ("next weekend", ["next weekend = [2024-05-18..2024-05-19]"]),
        ("2024 Q3", ["2024 Q3 = 2024-35"]),
        ("the 1990s", ["the 1990s = 199X"]),
        ("Christmas Day", ["Christmas Day = 2024-12-25"]),
        ("Easter Monday 2024", ["Easter Monday 2024 = 2024-04-01"]),
        ("FY2025 budget", ["FY2025 = vague"]),
        ("the twenty-second of June", ["the twenty-second of June = 2024-06-22"]),
        ("28 June 2025: sports day", ["28 June 2025 = 2025-06-28"]),
        ("June 28: sports day", ["June 28 = 2024-06-28"]),
        ("15JUN at 07:45", ["15JUN at 07:45 = 2024-06-15T07:45:00"]),
        ("late 2023, the summer of 2025", ["late 2023 = 2023", "the summer of 2025 = 2025-22"]),
        ("June ’23", ["June ’23 = 2023-06"]),
        ("7:30-9 p.m. tonight", ["7:30-9 p.m. tonight = 2024-05-08T19:30:00/2024-05-08T21:00:00"]),
        ("before the end of June", ["before the end of June = ../2024-06-30"]),
        ("on or after 3 June", ["on or after 3 June = 2024-06-03/.."]),
        ("now until 3 June", ["now until 3 June = 2024-05-08/2024-06-03"]),
        ("this coming Friday", ["this coming Friday = 2024-05-10"]),
        ("the evening of 3 June", ["the evening of 3 June = 2024-06-03"]),
        ("9am-6pm, Mon-Sat", ["9am-6pm, Mon-Sat = WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA 9:00 18:00"]),
        ("on June 3, 4 and 8 at 8 pm", ["June 3 = 2024-06-03", "4 = 2024-06-04", "8 at 8 pm = 2024-06-08T20:00:00"]),
        ("valid through 11/2026", ["through 11/2026 = ../2026-11"]),
        ("runs 1h 35m, with a 90min talk", ["1h 35m = exactly 1hour 35minute", "90min = exactly 90minute"]),
        ("every year in June", ["every year in June = YEARLY;BYMONTH=6"]),
        ("at 0745 hrs", ["0745 hrs = XXXX-XX-XXT07:45:00"]),
        ("in mid-February 2025", ["mid-February 2025 = [2025-02-11~..2025-02-20~]"]),
        ("6/21前交齐", ["6/21前 = ../2024-06-21"]),
        ("下午四点许，晚上九点多", ["下午四点许 = XXXX-XX-XXT16:00:00~", "晚上九点多 = XXXX-XX-XXT21:00:00~"]),
        ("5月20日（周一）一直办到5月24日", ["5月20日（周一）一直办到5月24日 = 2024-05-20/2024-05-24"]),
        ("6月2日，周日闭馆", ["6月2日 = 2024-06-02", "周日 = XXXX-XX-XX"]),
        ("每周四下班前上报", ["每周四下班前 = WEEKLY;BYDAY=TH"]),
        ("每月中旬", ["每月中旬 = MONTHLY;BYMONTHDAY=11,12,13,14,15,16,17,18,19,20"]),
        ("每季度首月5日前", ["每季度首月5日前 = YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"]),
        ("每年11月1日至次年3月31日", ["每年11月1日至次年3月31日 = YEARLY;BYMONTH=11,12,1,2,3"]),
        ("单位年初制定", ["年初 = [2024-01-01..2024-01-10~]"]),
        ("6月5、6两日", ["6月5 = 2024-06-05", "6两日 = 2024-06-06"]),
        ("2021、2022两年", ["2021 = 2021", "2022两年 = 2022"]),
        ("2022年秋，学校迁址", ["2022年秋 = 2022-23"]),
        ("早于6月1日", ["早于6月1日 = ../2024-05-31"]),
        ("历时近三个小时", ["近三个小时 = about 3hour"]),
        ("开标三日前", ["开标三日前 = exactly 3day"]),
        ("任职满两年后", ["两年后 = exactly 2year"]),
        ("去年的今天", ["去年的今天 = 2023-05-08"]),
        ("六天后的下午3点", ["六天后的下午3点 = 2024-05-14T15:00:00"]),
        ("从现在到四点", ["从现在到四点 = 2024-05-08T10:00:00/2024-05-08T16:00:00"]),
        ("上个小时", ["上个小时 = 2024-05-08T09:00:00/2024-05-08T10:00:00"]),
        ("下周二、周四", ["下周二 = 2024-05-14", "周四 = 2024-05-16"]),
        ("今明两天", ["今明两天 = 2024-05-08/2024-05-09"]),
        ("展期5.20～6.6", ["5.20～6.6 = 2024-05-20/2024-06-06"]),
        ("第3、5、7周", ["第3 = [2024-03-11..2024-03-17]", "5 = [2024-03-25..2024-03-31]",
                      "7周 = [2024-04-08..2024-04-14]"]),
        ("周二、周四晚七点训练", ["周二、周四晚七点 = WEEKLY;BYDAY=TU,TH 19:00"]),
        ("6月5日08:00起飞", ["6月5日08:00 = 2024-06-05T08:00:00"]),
        ("每周二四六晚上", ["每周二四六晚上 = WEEKLY;BYDAY=TU,TH,SA"]),
        ("每周一二次", ["每周 = WEEKLY"]),
        ("每年6月第三个星期日", ["每年6月第三个星期日 = YEARLY;BYMONTH=6;BYDAY=3SU"]),
        ("工作日早上8点", ["工作日早上8点 = WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00"]),
        ("二十来天", ["二十来天 = about 20day"]),
        ("五年前的今天", ["五年前的今天 = 2019-05-08"]),
        ("every 20 minutes", ["every 20 minutes = MINUTELY;INTERVAL=20"]),
        ("the second and fourth Friday of each month",
         ["the second and fourth Friday of each month = MONTHLY;BYDAY=2FR,4FR"]),
        ("from June 3rd through the 7th", ["from June 3rd through the 7th = 2024-06-03/2024-06-07"]),
        ("last night", ["last night = 2024-05-07"]),
        ("H2 2024", ["H2 2024 = 2024-41"]),
        ("by year end", ["by year end = ../2024-12-31"]),
        ("EOD Friday 14 June", ["EOD Friday 14 June = ../2024-06-14"]),
    ],
)  # fmt: skip
def test_values(text: str, expected: list[str]) -> None:
    assert said(find(text, REFERENCE)) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("八点差五分", 475), ("差一刻九点", 525), ("八点三刻", 525), ("half past eight", 510), ("quarter to nine", 525),
        ("7 o'clock in the evening", 1140), ("tonight at 8", 1200), ("10 at night", 1320), ("9 a.m.", 540),
    ],
)  # fmt: skip
def test_clock_times(text: str, minutes: int) -> None:
    (found,) = find(text, REFERENCE)
    (value,) = found.values
    assert isinstance(value, When)
    assert (found.text, value.start_time) == (text, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "尽早上报", "五一路口", "八一路12号", "3号会议室", "编号2024-05-12-001", "10号令", "3-5人一组", "第3-4节",
        "1-2号楼", "v5.12", "10.1版", "1/2的学生", "京A12345", "ISO 9001:2015", "单价3.15元",
        "三月街", "二月兰", "十月革命", "春节联欢晚会", "五一劳动奖章", "比例1:30", "ratio 1:30", "以21:18获胜",
        "Resolution 12/2020", "青少年初步了解",
    ],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert find(text, REFERENCE) == ()


def test_dotted_clock_times_are_no_date() -> None:
    assert read("9.00-10.30", REFERENCE) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12月24日休息，1月3日上课", ["2023-12-24", "2024-01-03"]),
        ("2023年12月24日、1月3日", ["2023-12-24", "2024-01-03"]),
        ("明年3月开工，5月完工", ["2025-03", "2025-05"]),
        ("年底前", ["../2024-12-31"]),
    ],
)
def test_only_a_year_that_words_state_is_carried_on(text: str, expected: list[str]) -> None:
    reference = Reference(document_date=dt.date(2024, 2, 8))
    assert [value.edtf for one in find(text, reference) for value in one.values if isinstance(value, When)] == expected


def test_a_bracket_that_never_closes_is_no_error() -> None:
    assert [one.text for one in find("会议在周五（27日", REFERENCE)] == ["周五", "27日"]


@pytest.mark.parametrize("words", ["week of ", "the evening of ", "周五（", "第3周（"])
def test_words_that_lead_a_date_may_be_repeated(words: str) -> None:
    assert find(words * 2000 + "3 May", REFERENCE)[-1].text.endswith("3 May")
