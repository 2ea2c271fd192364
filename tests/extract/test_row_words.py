"""What single cells of a row say: ditto marks, several times, repeats, faults, struck-out rows and notes."""

from dataclasses import replace

import pytest

from tests.extract.build import ABOVE, LEFT, codes, dated, read, table


def test_traditional_headers_are_known() -> None:
    (event,) = read(table(("時間", "項目", "內容", "備註"), ("3月5日", "會議", "甲", "乙"))).schedule.events
    assert (event.title, event.details, event.note) == ("會議", ("甲",), "乙")


def test_ditto_marks_stand_for_the_cells_above() -> None:
    rows = (
        ("5月6日", "8:30-10:00", "党史", "礼堂"),
        ("同上", "10:10-11:40", "法律", "同上"),
        ("〃", "〃", "座谈", "201室"),
    )
    found = read(table(("日期", "时间", "课程", "地点"), *rows))
    assert dated(found) == [
        ("党史", "2024-05-06T08:30:00/2024-05-06T10:00:00"),
        ("法律", "2024-05-06T10:10:00/2024-05-06T11:40:00"),
        ("座谈", "2024-05-06T10:10:00/2024-05-06T11:40:00"),
    ]
    assert [event.location for event in found.schedule.events] == ["礼堂", "礼堂", "201室"]
    assert codes(found) == []


def test_a_ditto_mark_below_nothing_stays_open() -> None:
    found = read(table(("时间", "内容"), ("同上", "座谈"), ("5月6日", "参观")))
    assert dated(found) == [("座谈", None), ("参观", "2024-05-06")]


def test_week_numbers_written_in_words() -> None:
    found = read(table(("周次", "工作内容"), ("一", "开学"), ("十二", "听课")), term_start="2024-02-26")
    assert dated(found) == [("开学", "[2024-02-26..2024-03-03]"), ("听课", "[2024-05-13..2024-05-19]")]


def test_a_column_of_participants_may_say_who_organises() -> None:
    rows = (
        ("3月4日", "开学", "全体职工参加"),
        ("3月5日", "听课", "各科室组织"),
        ("3月6日", "座谈", "甲、乙参加，办公室负责组织"),
        ("3月7日", "学习", "各党组织、丙"),
    )
    events = read(table(("时间", "工作内容", "参加人员"), *rows)).schedule.events
    assert [(event.participants, event.organizer) for event in events] == [
        (("全体职工",), ""),
        ((), "各科室"),
        (("甲", "乙"), "办公室"),
        (("各党组织", "丙"), ""),
    ]


@pytest.mark.parametrize("total", [("合计", "", "7"), ("总计", LEFT, "7"), ("Total", "", "7"), ("", "合 计", "7")])
def test_a_row_of_totals_is_left_out_and_said_so(total: tuple[str, str, str]) -> None:
    found = read(table(("时间", "内容", "学时"), ("5月6日", "甲课", "3"), ("5月7日", "乙课", "4"), total))
    assert dated(found) == [("甲课", "2024-05-06"), ("乙课", "2024-05-07")]
    assert [(one.code, one.place.row) for one in found.findings] == [("X105", 4)]


@pytest.mark.parametrize(("time", "code"), [("3月18日25:00", "X202"), ("3月20日至16日", "X203")])
def test_a_fault_of_a_time_is_one_finding(time: str, code: str) -> None:
    found = read(table(("时间", "内容"), (time, "开会"), ("3月19日", "参观")))
    assert [(one.code, one.event) for one in found.findings] == [(code, "开会")]
    assert dated(found) == [("开会", None), ("参观", "2024-03-19")]


def test_an_impossible_clock_time_beside_a_date_is_reported() -> None:
    rows = (("3月18日", "25:00", "开会"), ("3月19日", "9:00", "参观"), ("3月20日", "10:00-9:00", "座谈"))
    found = read(table(("日期", "时间", "内容"), *rows))
    assert [(one.code, one.event) for one in found.findings] == [("X202", "开会"), ("X203", "座谈")]
    assert dated(found) == [("开会", "2024-03-18"), ("参观", "2024-03-19T09:00:00"), ("座谈", "2024-03-20")]


def test_hours_of_every_day_of_a_span_are_one_event() -> None:
    found = read(table(("时间", "内容"), ("3月18日-20日，每天上午8:30—11:30", "培训"), ("3月25日", "考核")))
    assert dated(found) == [("培训", "2024-03-18/2024-03-20"), ("考核", "2024-03-25")]
    repeat = found.schedule.events[0].repeat
    assert repeat is not None
    assert (repeat.rrule, repeat.start_time, repeat.end_time) == ("FREQ=DAILY", 510, 690)


def test_a_date_that_another_replaces_is_reported_and_is_no_event() -> None:
    found = read(table(("时间", "内容"), ("原定3月3日，改为3月5日", "例会"), ("3月25日", "考核")))
    assert dated(found) == [("例会", "2024-03-05"), ("考核", "2024-03-25")]
    assert [(one.code, one.place.quote) for one in found.findings] == [("X207", "3月3日")]


@pytest.mark.parametrize(
    ("caption", "words", "first", "rule"),
    [
        ("2024年3月工作安排", "每周一上午", "2024-03-04", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20240331"),
        ("2024年3月6日至4月10日安排", "每天", "2024-03-06", "FREQ=DAILY;UNTIL=20240410"),
        ("2024年工作安排", "每周一上午", None, "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_a_repeat_is_bounded_by_the_span_of_the_caption(caption: str, words: str, first: str | None, rule: str) -> None:
    found = read(caption, table(("时间", "项目"), (words, "例会"), ("3月12日", "植树")))
    event = next(one for one in found.schedule.events if one.title == "例会")
    assert event.repeat is not None
    assert (event.when and event.when.edtf, event.repeat.rrule) == (first, rule)
    assert {one.text for one in (event.when.completed_from if event.when else ())} == ({caption} if first else set())


def test_a_roster_of_posts_by_days() -> None:
    found = read(
        "假期值守表",
        table(
            ("日期", "星期", "东门", "西门"), ("5月1日", "三", "甲一", "乙二、丙三"), ("5月2日", "四", "丁四", "甲一")
        ),
    )
    assert dated(found) == [
        ("东门 甲一", "2024-05-01"),
        ("西门 乙二、丙三", "2024-05-01"),
        ("东门 丁四", "2024-05-02"),
        ("西门 甲一", "2024-05-02"),
    ]
    assert found.schedule.events[1].participants == ("乙二", "丙三")


def test_people_by_their_duties_are_one_event_a_day() -> None:
    found = read(
        "节日值班表",
        table(
            ("日期", "带班领导", "值班员", "司机"),
            ("5月1日", "甲一", "乙二", "丙三"),
            ("5月2日", "丁四", "戊五", "己六"),
        ),
    )
    assert dated(found) == [("节日值班", "2024-05-01"), ("节日值班", "2024-05-02")]
    assert found.schedule.events[0].organizer == "甲一"
    assert found.schedule.events[0].participants == ("乙二", "丙三")


def test_a_column_headed_only_week_with_the_first_week_in_the_caption() -> None:
    found = read(
        "2024年春季学期教学进度表（第一周：2月26日）",
        table(("周", "教学内容"), ("1", "绪论"), ("2", "实验"), ("3-4", "习作")),
    )
    assert dated(found) == [
        ("绪论", "[2024-02-26..2024-03-03]"),
        ("实验", "[2024-03-04..2024-03-10]"),
        ("习作", "2024-03-11/2024-03-24"),
    ]


def test_a_column_headed_only_week_that_holds_weekdays() -> None:
    found = read(table(("日期", "周", "事项"), ("3月5日", "二", "例会"), ("3月6日", "四", "义诊")))
    assert dated(found) == [("例会", "2024-03-05"), ("义诊", "2024-03-06")]
    assert codes(found) == ["X203"]


def test_a_list_of_two_fields_is_one_event() -> None:
    found = read("会议通知", table(("会议时间", "2024年4月8日14:30"), ("会议地点", "三楼会议室")))
    assert dated(found) == [("会议", "2024-04-08T14:30:00")]
    assert found.schedule.events[0].location == "三楼会议室"


def test_struck_out_rows_are_cancelled() -> None:
    made = table(("时间", "事项"), ("3月5日", "座谈会"), ("3月6日", "总结会"))
    struck = [replace(cell, struck=True) if cell else None for cell in made.grid[1]]
    found = read(replace(made, grid=(made.grid[0], tuple(struck), made.grid[2])))
    assert [event.status for event in found.schedule.events] == ["cancelled", "confirmed"]


def test_planned_starts_and_ends_the_wrong_way_round() -> None:
    found = read(
        table(
            ("Milestone", "Planned start", "Planned end"),
            ("Draft", "2024-03-04", "2024-03-15"),
            ("Pilot", "2024-05-06", "2024-04-26"),
        )
    )
    assert dated(found) == [("Draft", "2024-03-04/2024-03-15"), ("Pilot", None)]
    assert codes(found) == ["X203"]


def test_departure_and_return_below_one_head() -> None:
    found = read(
        table(
            ("队伍", "时间", LEFT, "地点"),
            (ABOVE, "出发", "返回", ABOVE),
            ("一队", "7月10日", "7月20日", "甲县"),
            ("二队", "8月2日", "7月30日", "乙县"),
        )
    )
    assert dated(found) == [("一队", "2024-07-10/2024-07-20"), ("二队", None)]
    assert codes(found) == ["X203"]


def test_days_by_shifts_beside_who_leads() -> None:
    found = read(
        table(
            ("日期", "星期", "带班领导", "白班", "夜班"),
            ("10月1日", "二", "甲一", "乙二", "丙三"),
            ("10月2日", "五", "丁四", "戊五", "己六"),
        )
    )
    assert dated(found) == [
        ("白班 乙二", "2024-10-01"),
        ("夜班 丙三", "2024-10-01"),
        ("白班 戊五", "2024-10-02"),
        ("夜班 己六", "2024-10-02"),
    ]
    assert found.schedule.events[2].organizer == "丁四"
    assert codes(found) == ["X203"]


def test_a_holiday_in_a_title_is_no_item_of_a_cell() -> None:
    found = read("2024年度计划", table(("月份", "内容"), ("2月-3月", "春节慰问"), ("4月", "春游")))
    assert dated(found) == [("春节慰问", "2024-02/2024-03"), ("春游", "2024-04")]


def test_full_dates_show_the_order_of_day_and_month() -> None:
    found = read(table(("date", "event"), ("03/14/2024", "Talk"), ("04/01/2024", "Open house")))
    assert dated(found) == [("Talk", "2024-03-14"), ("Open house", "2024-04-01")]


def test_notes_below_a_table_are_no_rows() -> None:
    found = read(
        table(
            ("时间", "学生", "题目*"),
            ("5月18日 8:30", "甲某", "水库调度"),
            ("5月19日 14:00", "乙某", "河道演变"),
            ("*题目以最终提交为准。", "", ""),
            ("#如与会议冲突，顺延至5月20日。", "", ""),
        )
    )
    assert dated(found) == [("水库调度", "2024-05-18T08:30:00"), ("河道演变", "2024-05-19T14:00:00")]
    assert "X209" not in codes(found)


def test_a_part_of_the_day_in_brackets_belongs_to_its_day() -> None:
    found = read(table(("日期", "项目"), ("3月6日（下午）", "急救"), ("3月7日", "消防")))
    assert [(event.title, event.when and event.when.part) for event in found.schedule.events] == [
        ("急救", "afternoon"),
        ("消防", None),
    ]


def test_what_repeats_before_its_days_is_due() -> None:
    rows = [("2024年3月至6月每月15日前", "报表"), ("每周五前", "周报"), ("每周五", "例会")]
    found = read(table(("时间", "内容"), *rows)).schedule.events
    assert [(one.title, one.kind) for one in found] == [("报表", "deadline"), ("周报", "deadline"), ("例会", "event")]
