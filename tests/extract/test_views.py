"""Tables whose rows hold several events side by side."""

from tests.extract.build import ABOVE, LEFT, codes, dated, read, table


def test_two_halves_of_one_list_beside_each_other() -> None:
    found = read(
        table(
            ("日期", "活动", "地点", "", "日期", "活动", "地点"),
            ("3月5日", "义诊", "广场", "", "3月12日", "植树", "西山"),
            ("3月8日", "茶话会", "礼堂", "", "3月15日", "讲座", "礼堂"),
        )
    )
    assert dated(found) == [
        ("义诊", "2024-03-05"),
        ("茶话会", "2024-03-08"),
        ("植树", "2024-03-12"),
        ("讲座", "2024-03-15"),
    ]
    assert [event.location for event in found.schedule.events] == ["广场", "礼堂", "西山", "礼堂"]


def test_groups_of_columns_below_a_head_of_their_own() -> None:
    found = read(
        table(
            ("日期", "时间", "甲班", LEFT, "乙班", LEFT),
            (ABOVE, ABOVE, "科目", "教室", "科目", "教室"),
            ("6月3日", "8:00-9:00", "数学", "101", "语文", "102"),
            (ABOVE, "10:00-11:00", "物理", "101", "", ""),
        )
    )
    assert dated(found) == [
        ("数学 甲班", "2024-06-03T08:00:00/2024-06-03T09:00:00"),
        ("物理 甲班", "2024-06-03T10:00:00/2024-06-03T11:00:00"),
        ("语文 乙班", "2024-06-03T08:00:00/2024-06-03T09:00:00"),
    ]
    assert [event.location for event in found.schedule.events] == ["101", "101", "102"]
    assert codes(found) == []


def test_what_was_planned_and_what_was_done_are_two_spans() -> None:
    found = read(
        "2024年进度表",
        table(
            ("分项", "计划", LEFT, "实际", LEFT),
            (ABOVE, "开始", "结束", "开始", "结束"),
            ("挖土", "3月2日", "3月9日", "3月3日", "3月12日"),
            ("浇筑", "3月10日", "3月20日", "", ""),
        ),
    )
    assert dated(found) == [
        ("挖土 计划", "2024-03-02/2024-03-09"),
        ("浇筑 计划", "2024-03-10/2024-03-20"),
        ("挖土 实际", "2024-03-03/2024-03-12"),
    ]
    assert codes(found) == []


def test_columns_of_different_days_are_events_of_their_own() -> None:
    found = read(
        table(
            ("工种", "报名开始", "报名结束", "考试日期"),
            ("电工", "3月4日", "3月15日", "4月6日"),
            ("焊工", "4月8日", "4月19日", "待定"),
        )
    )
    assert dated(found) == [
        ("电工 报名", "2024-03-04/2024-03-15"),
        ("焊工 报名", "2024-04-08/2024-04-19"),
        ("电工 考试", "2024-04-06"),
        ("焊工 考试", None),
    ]
    assert codes(found) == ["X201"]


def test_dates_below_the_name_of_a_class() -> None:
    found = read(table(("课次", "书法", "绘画"), ("第1次", "3月2日", "3月3日"), ("第2次", "3月9日", "3月10日")))
    assert dated(found) == [
        ("书法 第1次", "2024-03-02"),
        ("书法 第2次", "2024-03-09"),
        ("绘画 第1次", "2024-03-03"),
        ("绘画 第2次", "2024-03-10"),
    ]


def test_a_time_that_was_changed_holds_no_longer() -> None:
    found = read(table(("课程", "原定时间", "调整后时间"), ("统计", "3月5日", "3月7日"), ("会计", "3月6日", "3月8日")))
    assert dated(found) == [("统计", "2024-03-07"), ("会计", "2024-03-08")]
    assert [str(claim.reason.template) for claim in found.claims if claim.reason and claim.place.cell == 2] == [
        "superseded: the words say that it was planned so before"
    ] * 2


def test_tracks_at_the_same_time_share_what_reaches_over_them() -> None:
    found = read(
        "3 June 2024",
        table(
            ("Time", "Track A", "Track B"),
            ("9:00-9:30", "Welcome", LEFT),
            ("10:00-11:00", "Maps", "Globes"),
            ("12:00", "Lunch", LEFT),
        ),
    )
    assert [title for title, _ in dated(found)] == ["Welcome", "Maps", "Lunch", "Globes"]
    assert [event.details for event in found.schedule.events] == [(), ("Track A",), (), ("Track B",)]


def test_a_note_below_several_views_is_read_once() -> None:
    found = read(
        table(
            ("节日", "放假时间", "调休上班日期"),
            ("元旦", "1月1日至3日", "1月4日"),
            ("清明", "4月4日至6日", "无"),
            ("注：3月9日前报值班表。", LEFT, LEFT),
        )
    )
    assert [edtf for _, edtf in dated(found)] == [
        "2024-01-01/2024-01-03",
        "2024-04-04/2024-04-06",
        "../2024-03-09",
        "2024-01-04",
    ]


def test_the_finer_of_two_times_of_a_row_holds() -> None:
    found = read(
        "2024年计划", table(("季度", "月份", "内容"), ("一季度", "2月", "岗前培训"), (ABOVE, "3月", "安全培训"))
    )
    assert dated(found) == [("岗前培训", "2024-02"), ("安全培训", "2024-03")]


def test_items_of_a_cell_beside_a_span_of_days() -> None:
    found = read(
        table(
            ("阶段", "时间", "内容"),
            ("准备", "8月26日—8月31日", "1.订方案（8月26日）\n2.布置宿舍（8月31日前）"),
            ("实施", "9月2日—9月6日", "1.报到（9月2日）\n2.军训（9月3日至6日）"),
        )
    )
    assert dated(found) == [
        ("准备", "2024-08-26/2024-08-31"),
        ("订方案", "2024-08-26"),
        ("布置宿舍", "../2024-08-31"),
        ("实施", "2024-09-02/2024-09-06"),
        ("报到", "2024-09-02"),
        ("军训", "2024-09-03/2024-09-06"),
    ]


def test_items_in_figures_and_a_numbered_item_without_a_day() -> None:
    weeks = read(
        table(("週次", "日期", "行事"), ("一", "8/26-9/1", "8/27備課日\n8/30註冊"), ("二", "9/2-9/8", "9/3晨會"))
    )
    assert dated(weeks) == [("備課日", "2024-08-27"), ("註冊", "2024-08-30"), ("晨會", "2024-09-03")]
    months = read("2024年计划", table(("月份", "工作"), ("3月", "1.3月5日志愿服务\n2.植树"), ("4月", "清扫")))
    assert dated(months) == [("志愿服务", "2024-03-05"), ("植树", "2024-03"), ("清扫", "2024-04")]


def test_a_day_and_its_clock_time_in_two_columns_of_starts_and_ends() -> None:
    found = read(
        table(
            ("Subject", "Start Date", "Start Time", "End Date", "End Time"),
            ("Kick-off", "05/13/2024", "09:00 AM", "05/13/2024", "10:30 AM"),
            ("Camp", "07/08/2024", "", "07/12/2024", ""),
        )
    )
    assert dated(found) == [
        ("Kick-off", "2024-05-13T09:00:00/2024-05-13T10:30:00"),
        ("Camp", "2024-07-08/2024-07-12"),
    ]


def test_a_row_takes_the_clock_time_that_its_title_names() -> None:
    found = read("2024年3月", table(("5日", "讲座，上午9:00在礼堂"), ("6日", "交表（10:00前）"), ("7日", "参观")))
    assert [edtf for _, edtf in dated(found)] == ["2024-03-05T09:00:00", "2024-03-06", "2024-03-07"]


def test_numbers_and_pictures_leave_titles_and_a_count_of_rows_is_a_total() -> None:
    found = read(
        table(
            ("日期", "时间", "事项"),
            ("3月5日", "9:00", "◆ 评审"),
            ("3月6日", "9:00", "1.走访\n2.排查"),
            ("共2项", LEFT, LEFT),
        )
    )
    assert [title for title, _ in dated(found)] == ["评审", "走访"]
    assert codes(found) == ["X105"]
