"""Grids: day by slot, rotas, timetables, month calendars."""

import pytest

from tests.extract.build import ABOVE, LEFT, codes, dated, read, table


def test_days_by_slots_with_a_cell_over_two_slots() -> None:
    found = read(
        "# 实验营日程（七月）",
        table(
            ("", "上午8:40—11:20", "下午13:50—16:40"),
            ("20日", "签到", LEFT),
            ("第一天\n(21日)", "开营式\n宣布分组", "参观"),
            ("第二天\n(22日)", "—", "离营"),
        ),
    )
    assert dated(found) == [
        ("签到", "2024-07-20T08:40:00/2024-07-20T16:40:00"),
        ("开营式", "2024-07-21T08:40:00/2024-07-21T11:20:00"),
        ("参观", "2024-07-21T13:50:00/2024-07-21T16:40:00"),
        ("离营", "2024-07-22T13:50:00/2024-07-22T16:40:00"),
    ]
    assert found.schedule.events[1].details == ("宣布分组",)


def test_days_across_and_shifts_down() -> None:
    found = read("2024年3月值班表", table(("", "3月4日", "3月5日"), ("白班", "张三", "李四"), ("夜班", "王五", "赵六")))
    assert dated(found) == [
        ("白班 张三", "2024-03-04"),
        ("白班 李四", "2024-03-05"),
        ("夜班 王五", "2024-03-04"),
        ("夜班 赵六", "2024-03-05"),
    ]


def test_weekdays_of_the_one_week_that_the_caption_states() -> None:
    found = read(
        "3月4日-3月8日值班安排", table(("", "星期一", "星期五"), ("上午", "张三", "李四"), ("下午", "王五", "赵六"))
    )
    assert dated(found)[:2] == [("张三", "2024-03-04"), ("李四", "2024-03-08")]


TIMETABLE = (
    ("节次", "星期一", "星期二"),
    ("第1-2节\n8:00-9:35", "高等数学\n1-8周", "英语\n单周 1-15周"),
    ("第3-4节\n9:55-11:30", "线性代数\n(2-16双周) A203", ""),
)


def test_a_timetable_repeats_weekly_in_the_weeks_of_the_term() -> None:
    found = read("课程表", table(*TIMETABLE), term_start="2024-02-28")
    lessons = [
        (event.title, event.when and event.when.edtf, event.repeat and event.repeat.rrule)
        for event in found.schedule.events
    ]
    assert lessons == [
        ("高等数学", "2024-02-26", "FREQ=WEEKLY;COUNT=8;BYDAY=MO"),
        ("英语", "2024-02-27", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU"),
        ("线性代数", "2024-03-04", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=MO"),
    ]
    assert [event.when and event.when.start_time for event in found.schedule.events] == [480, 480, 595]


def test_a_timetable_without_a_term_is_not_dated_and_says_why() -> None:
    found = read("课程表", table(*TIMETABLE))
    assert [event.when for event in found.schedule.events] == [None, None, None]
    assert codes(found) == ["X210"]


def test_periods_take_their_clock_times_from_another_table() -> None:
    found = read(
        "课程表",
        table(("节次", "时间"), ("第1节", "8:00-8:45"), ("第2节", "8:55-9:40")),
        table(("节次", "星期一", "星期二"), ("第1节", "语文", "数学"), ("第2节", "英语", ABOVE), number=2),
    )
    hours = [
        (event.title, event.repeat and (event.repeat.start_time, event.repeat.end_time))
        for event in found.schedule.events
    ]
    assert hours == [("语文", (480, 525)), ("数学", (480, 580)), ("英语", (535, 580))]


MONTH = (
    ("一", "二", "三", "四", "五", "六", "日"),
    ("", "", "", "", "1", "2", "3"),
    ("4", "5\n例会", "6", "7", "8\n义诊", "9", "10"),
    ("11", "12\n植树\n评比", "13", "14", "15", "16", "17"),
)


def test_a_month_calendar_dates_what_stands_beside_the_numbers() -> None:
    found = read("2024年3月活动日历", table(*MONTH), on=None)
    assert dated(found) == [
        ("例会", "2024-03-05"),
        ("义诊", "2024-03-08"),
        ("植树", "2024-03-12"),
        ("评比", "2024-03-12"),
    ]


@pytest.mark.parametrize("caption", ["活动日历", "2024年5月活动日历"])
def test_a_month_calendar_without_its_month_or_with_the_wrong_one_is_not_dated(caption: str) -> None:
    assert [edtf for _, edtf in dated(read(caption, table(*MONTH), on=None))] == [None] * 4


def test_a_month_calendar_of_true_dates_with_entries_beside_it() -> None:
    days = ["2024-12-30", "2024-12-31", "2025-01-01\n元旦", "2025-01-02", "2025-01-03", "2025-01-04", "2025-01-05"]
    found = read(
        table(
            ("周次", "一", "二", "三", "四", "五", "六", "日", "活动"),
            ("18", *days, "12月31日：联欢会\n1月3日：总结"),
        )
    )
    assert dated(found) == [("元旦", "2025-01-01"), ("联欢会", "2024-12-31"), ("总结", "2025-01-03")]


@pytest.mark.parametrize("heads", [("星期一", "星期二", "5月6日", "5月7日"), ("5月6日", "5月7日", "星期一", "星期二")])
def test_weekdays_and_dates_in_two_rows_of_heads(heads: tuple[str, str, str, str]) -> None:
    rows = (("", *heads[:2]), ("", *heads[2:]), ("上午", "甲", "乙"), ("下午", "丙", "丁"))
    found = read("2024年5月值班表", table(*rows))
    assert [
        (event.title, event.when and (event.when.edtf[:10], event.when.part)) for event in found.schedule.events
    ] == [
        ("甲", ("2024-05-06", "morning")),
        ("乙", ("2024-05-07", "morning")),
        ("丙", ("2024-05-06", "afternoon")),
        ("丁", ("2024-05-07", "afternoon")),
    ]


def test_a_roster_of_people_by_days_leaves_out_days_off() -> None:
    found = read(
        "5月值班表",
        table(("姓名", "5月4日", "5月5日", "5月6日"), ("甲一", "早", "休", "晚"), ("乙二", "晚", "早", "√")),
    )
    assert dated(found) == [
        ("早 甲一", "2024-05-04"),
        ("晚 甲一", "2024-05-06"),
        ("晚 乙二", "2024-05-04"),
        ("早 乙二", "2024-05-05"),
        ("5月值班 乙二", "2024-05-06"),
    ]
    assert found.schedule.events[0].participants == ("甲一",)


def test_a_roster_whose_days_are_numbers_of_the_caption_s_month() -> None:
    days = [str(number) for number in range(1, 8)]
    found = read(
        "2024年5月排班表",
        table(("姓名", *days), ("甲一", "白", "白", "休", "夜", "夜", "休", "休"), ("乙二", *("休",) * 6, "白")),
    )
    assert dated(found) == [
        ("白 甲一", "2024-05-01"),
        ("白 甲一", "2024-05-02"),
        ("夜 甲一", "2024-05-04"),
        ("夜 甲一", "2024-05-05"),
        ("白 乙二", "2024-05-07"),
    ]


def test_a_roster_of_one_week_by_weekdays() -> None:
    found = read(
        "值班表（2024年5月13日—19日）",
        table(("人员", "周一", "周二", "周三"), ("甲一", "东门", "休息", "西门"), ("乙二", "西门", "东门", "休息")),
    )
    assert dated(found) == [
        ("东门 甲一", "2024-05-13"),
        ("西门 甲一", "2024-05-15"),
        ("西门 乙二", "2024-05-13"),
        ("东门 乙二", "2024-05-14"),
    ]


def test_lessons_that_share_a_cell() -> None:
    found = read(
        table(
            ("节次", "星期一", "星期二"),
            ("第1-2节", "语文（1-8周）\n301教室\n历史（9-16周）\n302教室", "化学(单周)/生物(双周)"),
            ("第3-4节", "美术", "音乐"),
        ),
        term_start="2024-02-26",
    )
    titles = [(event.title, event.location) for event in found.schedule.events]
    assert titles[:2] == [("语文（1-8周）", "301教室"), ("历史（9-16周）", "302教室")]
    assert [title for title, _ in titles[2:4]] == ["化学(单周)", "生物(双周)"]
    assert [event.when.edtf if event.when else "" for event in found.schedule.events[:4]] == [
        "2024-02-26",
        "2024-04-22",
        "2024-02-27",
        "2024-03-05",
    ]
    rules = [event.repeat.rrule if event.repeat else "" for event in found.schedule.events[2:4]]
    assert rules == ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"] * 2


def test_days_over_clock_times_by_groups() -> None:
    found = read(
        "期中考试安排",
        table(
            ("年级", "4月23日", LEFT, "4月24日", LEFT),
            ("", "8:00-10:00", "14:00-16:00", "8:00-10:00", "14:00-15:30"),
            ("高一", "语文", "数学", "英语", "物理"),
            ("高二", "数学", "语文", "物理", ""),
        ),
    )
    assert dated(found) == [
        ("语文 高一", "2024-04-23T08:00:00/2024-04-23T10:00:00"),
        ("数学 高一", "2024-04-23T14:00:00/2024-04-23T16:00:00"),
        ("英语 高一", "2024-04-24T08:00:00/2024-04-24T10:00:00"),
        ("物理 高一", "2024-04-24T14:00:00/2024-04-24T15:30:00"),
        ("数学 高二", "2024-04-23T08:00:00/2024-04-23T10:00:00"),
        ("语文 高二", "2024-04-23T14:00:00/2024-04-23T16:00:00"),
        ("物理 高二", "2024-04-24T08:00:00/2024-04-24T10:00:00"),
    ]


def test_month_calendars_whose_weeks_begin_on_sunday() -> None:
    found = read(
        "2026年4月活动日历",
        table(
            ("日", "一", "二", "三", "四", "五", "六"),
            ("", "", "", "1", "2\n例会", "3", "4"),
            ("5\n扫墓", "6", "7", "8", "9\n体检", "10", "11"),
            ("12", "13", "14", "15", "16", "17", "18"),
        ),
    )
    assert dated(found) == [("例会", "2026-04-02"), ("扫墓", "2026-04-05"), ("体检", "2026-04-09")]


def test_a_week_named_in_words_gives_way_to_its_days() -> None:
    found = read(
        "本周工作安排（2024年3月11日—3月15日）",
        table(
            ("星期", "上午", "下午"),
            ("星期一", "党组会", "调研"),
            ("星期二", "学习", "1.总结会\n2.大扫除"),
        ),
    )
    assert dated(found) == [
        ("党组会", "2024-03-11"),
        ("调研", "2024-03-11"),
        ("学习", "2024-03-12"),
        ("总结会", "2024-03-12"),
        ("大扫除", "2024-03-12"),
    ]


def test_the_span_of_a_timetable_s_caption_starts_its_term() -> None:
    found = read(
        "课程表（2024年2月26日—6月28日）",
        table(
            ("", "周一", "周二"),
            ("1-2节\n8:00-9:40", "数学\n1-16周 甲楼101", "英语\n单周 乙楼203"),
            ("3-4节\n10:00-11:40", "", "物理\n3-10周"),
        ),
    )
    assert [(event.title, event.location) for event in found.schedule.events] == [
        ("数学", "甲楼101"),
        ("英语", "乙楼203"),
        ("物理", ""),
    ]
    assert [event.when.first.isoformat() for event in found.schedule.events if event.when and event.when.first] == [
        "2024-02-26",
        "2024-02-27",
        "2024-03-12",
    ]


def test_charts_of_tasks_by_months_and_thirds() -> None:
    months = read(
        "2024年进度计划",
        table(
            ("任务", "3月", "4月", "5月"),
            ("调研", "√", "", ""),
            ("开发", "", "√", "√"),
            ("验收", "", "", ""),
        ),
    )
    assert dated(months) == [("调研", "2024-03"), ("开发", "2024-04/2024-05"), ("验收", None)]
    assert codes(months) == ["X201"]
    thirds = read(
        "2024年推进表",
        table(
            ("序号", "工作内容", "3月", LEFT, LEFT, "4月", LEFT, LEFT),
            (ABOVE, ABOVE, "上旬", "中旬", "下旬", "上旬", "中旬", "下旬"),
            ("1", "摸底", "●", "●", "", "", "", ""),
            ("2", "督查", "", "●", "", "", "●", ""),
        ),
    )
    assert dated(thirds) == [
        ("摸底", "2024-03-01/2024-03-20"),
        ("督查", "[2024-03-11..2024-03-20]"),
        ("督查", "[2024-04-11..2024-04-20]"),
    ]


def test_a_roster_of_posts_names_who_stands_there() -> None:
    rows = (("岗位", "3月4日", LEFT, "3月5日", LEFT), ("", "上午", "下午", "上午", "下午"))
    found = read(table(*rows, ("咨询台", "谭咏", "唐果", "严冬", "谭咏"), ("检票口", "万里", "向阳", "万里", "向阳")))
    assert dated(found)[:3] == [
        ("咨询台 谭咏", "2024-03-04"),
        ("咨询台 唐果", "2024-03-04"),
        ("咨询台 严冬", "2024-03-05"),
    ]
    assert [event.participants for event in found.schedule.events][:2] == [("谭咏",), ("唐果",)]


def test_posts_by_weekdays_repeat_each_week() -> None:
    found = read(
        table(
            ("岗位", "星期一", "星期二", "星期三"), ("校门", "张丽", "王强", "李娜"), ("操场", "周杰", "停课", "郑凯")
        )
    )
    assert [(event.title, event.repeat and event.repeat.rrule) for event in found.schedule.events][:2] == [
        ("校门 张丽", "FREQ=WEEKLY;BYDAY=MO"),
        ("校门 王强", "FREQ=WEEKLY;BYDAY=TU"),
    ]
    assert len(found.schedule.events) == 5


def test_people_by_parts_of_days() -> None:
    found = read(
        "工作安排（3月4日—3月8日）",
        table(
            ("姓名", "时间", "星期一", "星期二", "星期三"),
            ("甲局长", "上午", "党组会", "", "开会"),
            (ABOVE, "下午", "", "培训", ""),
        ),
    )
    assert dated(found) == [
        ("党组会 甲局长", "2024-03-04"),
        ("开会 甲局长", "2024-03-06"),
        ("培训 甲局长", "2024-03-05"),
    ]


def test_days_in_figures_that_follow_each_other_show_their_order() -> None:
    found = read(table(("姓名", "4/1", "4/2", "4/3", "4/4"), ("林晓", "早", "早", "休", "晚")))
    assert dated(found) == [("早 林晓", "2024-04-01"), ("早 林晓", "2024-04-02"), ("晚 林晓", "2024-04-04")]


def test_a_chart_whose_thirds_are_one_character() -> None:
    found = read(
        "2024年进度",
        table(
            ("研究内容", "3月", LEFT, LEFT, "4月", LEFT, LEFT),
            (ABOVE, "上", "中", "下", "上", "中", "下"),
            ("综述", "√", "√", "", "", "", ""),
            ("问卷", "", "", "√", "", "", ""),
        ),
    )
    assert dated(found) == [("综述", "2024-03-01/2024-03-20"), ("问卷", "[2024-03-21..2024-03-31]")]


def test_entries_beside_a_calendar_name_the_day_of_their_week() -> None:
    days = ("26", "27", "28", "29", "30", "31", "1")
    found = read(
        "2024年8月校历",
        table(
            ("周次", "一", "二", "三", "四", "五", "六", "日", "工作"),
            ("1", *days, "26日返校；30日—31日注册；1日自习"),
            ("2", "2", "3", "4", "5", "6", "7", "8", "2日开学典礼"),
        ),
    )
    assert dated(found) == [
        ("返校", "2024-08-26"),
        ("注册", "2024-08-30/2024-08-31"),
        ("自习", "2024-09-01"),
        ("开学典礼", "2024-09-02"),
    ]


def test_an_entry_of_a_calendar_has_the_clock_time_that_it_names() -> None:
    rows = (("一", "二", "三", "四", "五", "六", "日"), ("", "", "", "", "1\n书会 16:00", "2\n报名截止12:00", "3"))
    found = read("2024年3月", table(*rows, ("4", "5", "6", "7", "8", "9", "10")))
    assert dated(found) == [("书会", "2024-03-01T16:00:00"), ("报名截止12:00", "2024-03-02")]
