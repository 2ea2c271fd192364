"""Tables with a row for each event, in the variants that people make of them."""

import pytest

from tests.extract.build import ABOVE, LEFT, codes, dated, read, table


def test_no_header() -> None:
    found = read(table(("3月5日", "开幕"), ("3月6日上午", "参观"), ("3月7日", "总结")))
    assert dated(found) == [("开幕", "2024-03-05"), ("参观", "2024-03-06"), ("总结", "2024-03-07")]


def test_two_header_rows_with_merged_cells() -> None:
    found = read(
        table(
            ("时间", LEFT, "内容", "地点"),
            ("日期", "时段", ABOVE, ABOVE),
            ("3月5日", "上午", "开幕", "礼堂"),
            (ABOVE, "14:00-16:00", "讨论", "201室"),
        )
    )
    assert dated(found) == [("开幕", "2024-03-05"), ("讨论", "2024-03-05T14:00:00/2024-03-05T16:00:00")]
    assert [event.location for event in found.schedule.events] == ["礼堂", "201室"]
    assert found.schedule.events[0].when
    assert found.schedule.events[0].when.part == "morning"


def test_a_table_on_its_side() -> None:
    found = read(table(("日期", "3月5日", "3月6日"), ("内容", "开幕", "参观"), ("地点", "礼堂", "博物馆")))
    assert dated(found) == [("开幕", "2024-03-05"), ("参观", "2024-03-06")]
    assert [event.location for event in found.schedule.events] == ["礼堂", "博物馆"]


def test_date_weekday_and_clock_in_columns_of_their_own() -> None:
    found = read(
        table(
            ("日期", "星期", "时间", "课程"),
            ("3月5日", "二", "9:00-11:00", "写作"),
            ("3月7日", "五", "9:00-11:00", "口语"),
        )
    )
    assert dated(found) == [
        ("写作", "2024-03-05T09:00:00/2024-03-05T11:00:00"),
        ("口语", "2024-03-07T09:00:00/2024-03-07T11:00:00"),
    ]
    faults = [(finding.code, finding.event) for finding in found.findings]
    assert faults == [("X203", "口语")]  # the printed date is kept


def test_day_and_month_in_columns_of_their_own() -> None:
    found = read(table(("Day", "Month", "Subject"), ("5", "Mar", "Maps"), ("7", "Mar", "Rivers")))
    assert dated(found) == [("Maps", "2024-03-05"), ("Rivers", "2024-03-07")]


def test_year_merged_over_the_dates() -> None:
    found = read(table(("时间", LEFT, "事项"), ("2025年", "11月3日", "开始"), (ABOVE, "12月25日12:00前", "交稿")))
    assert dated(found) == [("开始", "2025-11-03"), ("交稿", "../2025-12-25T12:00:00")]
    assert [event.kind for event in found.schedule.events] == ["event", "deadline"]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_blank_date_beside_a_clock_time_is_the_date_above(blank: str) -> None:
    found = read(table(("日期", "时间", "内容"), ("3月5日", "9:00", "开幕"), (blank, "10:00", "报告")))
    assert dated(found) == [("开幕", "2024-03-05T09:00:00"), ("报告", "2024-03-05T10:00:00")]


def test_blank_dates_below_dates_are_groups_but_a_single_one_stays_undated() -> None:
    head = ("日期", "内容")
    groups = read(table(head, ("3月5日", "开幕"), ("", "报告"), ("", "讨论"), ("3月6日", "参观")))
    assert dated(groups)[:3] == [("开幕", "2024-03-05"), ("报告", "2024-03-05"), ("讨论", "2024-03-05")]
    single = read(table(head, ("3月5日", "开幕"), ("", "报告"), ("3月6日", "参观"), ("3月7日", "总结")))
    assert dated(single)[1] == ("报告", None)


def test_a_merged_date_holds_for_all_its_rows() -> None:
    found = read(table(("日期", "内容"), ("3月5日", "开幕"), (ABOVE, "报告"), ("3月6日", "参观")))
    assert dated(found) == [("开幕", "2024-03-05"), ("报告", "2024-03-05"), ("参观", "2024-03-06")]


def test_a_section_row_completes_its_rows_and_is_an_event_where_it_names_its_days() -> None:
    found = read(
        table(
            ("时间", "工作内容", "责任单位"),
            ("一、宣传发动阶段（3月1日—3月10日）", LEFT, LEFT),
            ("2日", "动员会", "办公室"),
            ("二、总结阶段（2024年4月）", LEFT, LEFT),
            ("15日前", "报送总结", "各部门"),
        )
    )
    assert dated(found) == [
        ("宣传发动阶段", "2024-03-01/2024-03-10"),
        ("动员会", "2024-03-02"),
        ("报送总结", "../2024-04-15"),
    ]
    assert [event.stage for event in found.schedule.events] == ["宣传发动", "宣传发动", "总结"]


def test_a_header_that_stands_again_begins_a_new_part() -> None:
    found = read(
        table(
            ("周次", "日期", "内容"),
            ("第1周", "2024-03-04", "绪论"),
            ("书面作业", "", ""),
            ("布置日期", "截止日期", "内容"),
            ("2024-03-18", "三周后", "报告"),
        )
    )
    assert dated(found) == [("绪论", "2024-03-04"), ("报告", "2024-03-18/2024-04-08")]


def test_start_and_end_in_two_columns() -> None:
    found = read(
        table(
            ("任务", "开始时间", "结束时间", "负责人"),
            ("调研", "2024-03-01", "2024-03-15", "甲"),
            ("设计", "2024-03-16", "2024-03-10", "乙"),
        )
    )
    assert dated(found) == [("调研", "2024-03-01/2024-03-15"), ("设计", None)]
    assert codes(found) == ["X203"]
    assert [event.organizer for event in found.schedule.events] == ["甲", "乙"]


def test_one_cell_with_several_dated_items() -> None:
    found = read(
        table(
            ("月份", "主要活动"),
            ("三月", "3月5日：义诊\n3月8日：茶话会\n3月12日：植树"),
            ("四月", "1.5日召开例会\n2.22日知识竞赛"),
        )
    )
    assert dated(found) == [
        ("义诊", "2024-03-05"),
        ("茶话会", "2024-03-08"),
        ("植树", "2024-03-12"),
        ("召开例会", "2024-04-05"),
        ("知识竞赛", "2024-04-22"),
    ]


def test_a_row_broken_over_several_rows_is_one_event() -> None:
    found = read(
        table(("想做的事", "怎么做", "大约何时"), ("捐书箱", "在路口放置，", "3月上旬"), ("", "登记后上架。", ""))
    )
    assert dated(found) == [("捐书箱", "[2024-03-01..2024-03-10]")]
    assert found.schedule.events[0].details == ("在路口放置，登记后上架。",)


def test_a_row_without_content_and_a_row_without_clock_time_are_reported() -> None:
    rows = [("3月5日", f"{hour}:00", f"第{hour}项") for hour in range(8, 14)]
    found = read(table(("日期", "时间", "内容"), *rows, ("3月5日", "15:00", ""), ("3月5日", "", "散会")))
    assert codes(found) == ["X208", "X209"]
    assert dated(found)[-1] == ("散会", "2024-03-05")


def test_week_numbers_need_the_start_of_the_term() -> None:
    rows = (("周次", "内容"), ("1", "绪论"), ("第2周", "集合"))
    assert dated(read(table(*rows), term_start="2024-02-26")) == [
        ("绪论", "[2024-02-26..2024-03-03]"),
        ("集合", "[2024-03-04..2024-03-10]"),
    ]
    open_ = read(table(*rows))
    assert dated(open_) == [("绪论", None), ("集合", None)]
    assert codes(open_) == ["X201", "X210"]
    stated = read("本学期2月26日正式上课。", table(*rows))
    assert ("集合", "[2024-03-04..2024-03-10]") in dated(stated)


def test_a_week_number_that_does_not_fit_its_date() -> None:
    rows = [(f"2024-03-{day:02}", f"第{week}周", f"议题{week}") for week, day in ((1, 4), (2, 11), (5, 18), (4, 25))]
    found = read(table(("日期", "周次", "议题"), *rows))
    assert [(one.code, one.event) for one in found.findings] == [("X216", "议题5")]


def test_a_rota_is_called_what_its_caption_says() -> None:
    found = read(
        "三月值班表", table(("日期", "星期", "值班人员", "带班领导"), ("3月1日", "五", "张三、李四", "王主任"))
    )
    (event,) = found.schedule.events
    assert (event.title, event.participants, event.organizer) == ("三月值班", ("张三", "李四"), "王主任")


def test_a_cancelled_and_a_struck_out_row() -> None:
    found = read(table(("时间", "活动", "备注"), ("3月5日", "春游", "已取消"), ("3月6日", "~~讲座~~", "")))
    assert [(event.title, event.status) for event in found.schedule.events] == [
        ("春游", "cancelled"),
        ("讲座", "cancelled"),
    ]


def test_the_figures_of_a_table_show_the_order_of_day_and_month() -> None:
    found = read(table(("Date", "Event"), ("3/14", "Fair"), ("4/11", "Show")))
    assert dated(found) == [("Fair", "2024-03-14"), ("Show", "2024-04-11")]


def test_tables_that_only_arrange_text_are_read_as_lines() -> None:
    found = read(table(("1.", "请带证件。"), ("2.", "营员3月8日9:00-17:30到东门值班室签到。")))
    assert dated(found) == [("营员签到", "2024-03-08T09:00:00/2024-03-08T17:30:00")]
    assert found.schedule.events[0].location == "东门值班室"


def test_rows_outside_the_month_of_the_caption_are_reported_with_both_places() -> None:
    found = read("活动安排（2024年3月）", table(("时间", "项目"), ("3月18日", "初赛"), ("4月2日", "决赛")))
    (finding,) = found.findings
    assert (finding.code, finding.event) == ("X213", "决赛")
    assert [place.quote for place in finding.related] == ["活动安排（2024年3月）"]


def test_one_event_with_two_times_is_a_contradiction() -> None:
    found = read("比赛安排", "决赛：3月20日", table(("时间", "项目"), ("3月18日", "初赛"), ("3月22日", "决赛")))
    (finding,) = found.findings
    assert (finding.code, finding.place.quote, finding.related[0].quote) == ("X212", "3月22日", "3月20日")


def test_the_same_event_stated_twice_is_one_with_two_places() -> None:
    rows = table(("时间", "项目"), ("3月18日", "初赛"), ("3月22日", "决赛"))
    found = read("比赛安排", "决赛：3月22日", rows)
    final = next(event for event in found.schedule.events if event.title == "决赛")
    assert [event.title for event in found.schedule.events] == ["决赛", "初赛"]
    assert [place.row for place in final.places] == [3]
    assert codes(found) == ["X211"]


@pytest.mark.parametrize(
    "rows",
    [
        (("时间", LEFT, "工作内容"), ("开始", "结束", ABOVE)),
        (("时间", LEFT, "工作内容"),),
        (("计划开始时间", "计划完成时间", "工作内容"),),
        (("起始", "终止", "工作内容"),),
        (("Start", "End", "Task"),),
        (),
    ],
)
def test_columns_of_starts_and_ends_make_one_span(rows: tuple[tuple[str, ...], ...]) -> None:
    found = read(table(*rows, ("5月10日", "5月12日", "培训"), ("5月13日", "5月15日", "考核")))
    assert dated(found) == [("培训", "2024-05-10/2024-05-12"), ("考核", "2024-05-13/2024-05-15")]


def test_starts_and_ends_that_are_clock_times_belong_to_the_date_beside_them() -> None:
    head = ("日期", "开始时间", "结束时间", "内容")
    found = read(table(head, ("5月10日", "8:00", "9:30", "培训"), ("", "10:00", "11:30", "考核")))
    assert dated(found) == [
        ("培训", "2024-05-10T08:00:00/2024-05-10T09:30:00"),
        ("考核", "2024-05-10T10:00:00/2024-05-10T11:30:00"),
    ]


def test_starts_and_ends_keep_the_clock_times_of_their_days() -> None:
    found = read(table(("Start", "End", "Task"), ("2024-05-10 9:00", "2024-05-12 17:00", "Training")))
    assert dated(found) == [("Training", "2024-05-10T09:00:00/2024-05-12T17:00:00")]


def test_two_columns_of_dates_with_heads_of_their_own_are_two_events() -> None:
    found = read(table(("考试时间", "成绩公布时间", "科目"), ("5月10日", "5月12日", "法律")))
    assert dated(found) == [("法律 考试", "2024-05-10"), ("法律 成绩公布", "2024-05-12")]


@pytest.mark.parametrize("again", [ABOVE, "", "自查自纠阶段"])
def test_a_column_of_stages_gives_the_stages_of_the_events(again: str) -> None:
    found = read(
        table(
            ("阶段", "时间", "工作内容", "参加人员"),
            ("自查自纠阶段", "3月20日", "动员大会", "职工"),
            (again, "3月22日", "座谈会", "职工"),
            ("整改阶段", "3月25日", "总结会", "职工"),
        )
    )
    assert dated(found) == [("动员大会", "2024-03-20"), ("座谈会", "2024-03-22"), ("总结会", "2024-03-25")]
    assert [event.stage for event in found.schedule.events] == ["自查自纠", "自查自纠", "整改"]


def test_stages_with_spans_of_their_own_are_the_events() -> None:
    rows = (("自查阶段", "3月1日至10日", "查找问题"), ("整改阶段", "3月11日至20日", "落实措施"))
    found = read(table(("阶段", "时间", "工作内容"), *rows))
    assert dated(found) == [("自查阶段", "2024-03-01/2024-03-10"), ("整改阶段", "2024-03-11/2024-03-20")]


def test_week_numbers_beside_dates_are_no_titles() -> None:
    rows = (("一", "3月4日-8日", "开学"), ("二", "3月11日-15日", "听课"))
    found = read(table(("周次", "时间", "工作内容"), *rows))
    assert dated(found) == [("开学", "2024-03-04/2024-03-08"), ("听课", "2024-03-11/2024-03-15")]
