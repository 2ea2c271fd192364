"""Lists, outlines, agendas and cards: lines that give a time and a title."""

import pytest

from tests.extract.build import codes, dated, read


@pytest.mark.parametrize(
    ("line", "title", "edtf"),
    [
        ("5月16日—20日：制定方案", "制定方案", "2024-05-16/2024-05-20"),
        ("* 公告发布：4月上旬", "公告发布", "[2024-04-01..2024-04-10]"),
        ("1、报名：3月1日-3月10日", "报名", "2024-03-01/2024-03-10"),
        ("- 6月1日 文艺演出", "文艺演出", "2024-06-01"),
        ("申报时间：6月3日至6月20日。由牵头人领取表格。", "申报时间", "2024-06-03/2024-06-20"),
        ("* 14-15 March: Workshop on maps", "Workshop on maps", "2024-03-14/2024-03-15"),
        ("3月5日\t开学典礼\t礼堂", "开学典礼", "2024-03-05"),
        ("（一）问题征集：3月9日至3月27日。在大厅设意见簿。", "问题征集", "2024-03-09/2024-03-27"),
    ],
)
def test_a_line_with_a_time_and_a_title(line: str, title: str, edtf: str) -> None:
    assert dated(read("活动安排", line)) == [(title, edtf)]


def test_an_outline_of_stages_with_steps_inside() -> None:
    found = read(
        "关于开展读书活动的通知",
        "一、学习动员阶段（3月上旬至4月中旬）",
        "（一）集中学习：3月5日至3月15日。",
        "二、总结阶段（4月下旬）",
        "教务处",
        "2024年2月28日",
    )
    first, step, last = found.schedule.events
    assert (first.title, first.when and first.when.edtf) == ("学习动员阶段", "2024-03-01/2024-04-20")
    assert (step.parent, step.stage) == (first.uid, "学习动员")
    assert (last.title, last.parent) == ("总结阶段", None)


def test_an_agenda_under_days_with_parent_and_child_sessions() -> None:
    found = read(
        "## Monday 4 March",
        "* 9:30 lunch",
        "* 13:30 - 17:00 Plenary",
        "    * 13:30 - 14:00 Welcome",
        "    * 14:00 - 14:20 Reports",
        "* 18:30 dinner",
        "## Tuesday 5 March",
        "* 9:00 Excursion",
    )
    assert dated(found) == [
        ("lunch", "2024-03-04T09:30:00"),
        ("Plenary", "2024-03-04T13:30:00/2024-03-04T17:00:00"),
        ("Welcome", "2024-03-04T13:30:00/2024-03-04T14:00:00"),
        ("Reports", "2024-03-04T14:00:00/2024-03-04T14:20:00"),
        ("dinner", "2024-03-04T18:30:00"),
        ("Excursion", "2024-03-05T09:00:00"),
    ]
    plenary = found.schedule.events[1].uid
    assert [event.parent for event in found.schedule.events] == [None, None, plenary, plenary, None, None]


def test_plain_lines_below_days_happen_on_them() -> None:
    found = read("招生工作时间表", "3月1日", "网上报名开始", "4月20日—21日", "考试")
    assert dated(found) == [("网上报名开始", "2024-03-01"), ("考试", "2024-04-20/2024-04-21")]


def test_a_card_with_its_fields_in_lines() -> None:
    found = read("讲座预告", "主题：人工智能", "时间：2024年3月15日14:00-16:00", "地点：图书馆报告厅")
    assert dated(found) == [("人工智能", "2024-03-15T14:00:00/2024-03-15T16:00:00")]
    assert found.schedule.events[0].location == "图书馆报告厅"


def test_cards_under_headings_are_called_what_the_headings_say() -> None:
    found = read("# 活动预告", "## 诗词欣赏", "时间：3月8日19:00", "地点：礼堂", "## 摄影入门", "时间：3月9日19:00")
    assert dated(found) == [("诗词欣赏", "2024-03-08T19:00:00"), ("摄影入门", "2024-03-09T19:00:00")]
    assert [event.location for event in found.schedule.events] == ["礼堂", ""]


def test_what_will_be_told_later_is_listed_without_a_time() -> None:
    found = read("招聘日程", "1、报名：3月1日", "2、面试：时间另行通知", "* 成绩发放视进度另行公布")
    assert dated(found) == [("报名", "2024-03-01"), ("面试", None), ("成绩发放", None)]
    assert codes(found) == ["X201"]


def test_four_stages_announced_and_three_listed() -> None:
    stages = ["一、动员阶段（3月1日至3月5日）", "二、实施阶段（3月6日至3月20日）", "三、总结阶段（3月下旬）"]
    found = read("活动分四个阶段进行。", *stages)
    (finding,) = found.findings
    assert (finding.code, finding.place.quote, len(finding.related)) == ("X215", "分四个阶段", 3)
    assert codes(read("活动分三个阶段进行。", *stages)) == []


def test_figures_in_addresses_are_no_dates() -> None:
    assert dated(read("## Monday 4 March", "* 9:30 Talk [Notes](https://example.org/n/20240307)")) == [
        ("Talk Notes", "2024-03-04T09:30:00")
    ]


def test_a_time_that_says_no_date_below_a_heading_for_times_dates_nothing() -> None:
    found = read("（一）时间：", "近日")
    assert found.schedule.events == ()
    assert codes(found) == ["X107"]


def test_lines_below_the_title_are_no_part_of_it() -> None:
    found = read(
        "2025-2026学年第二学期校历", "3月1日 报到", "4月4日—6日 清明节放假，共3天", "7月11日起 放暑假", on="2026-02-20"
    )
    assert dated(found) == [
        ("报到", "2026-03-01"),
        ("清明节放假", "2026-04-04/2026-04-06"),
        ("放暑假", "2026-07-11/.."),
    ]


def test_parts_of_a_day_below_the_day() -> None:
    found = read("# 研学行程", "第二天（10月13日）", "1. 上午：植物园", "2. 下午：分组活动", "3. 晚上：联欢")
    assert dated(found) == [("植物园", "2024-10-13"), ("分组活动", "2024-10-13"), ("联欢", "2024-10-13")]
    parts = [event.when.part for event in found.schedule.events if event.when]
    assert parts == ["morning", "afternoon", "evening"]


def test_a_month_alone_heads_the_days_below_it() -> None:
    found = read(
        "近期要点", "3月", "5日  义诊", "20日-22日  外出学习", "下旬  体检", "4月", "15日  演练（14:30，北门）"
    )
    assert dated(found) == [
        ("义诊", "2024-03-05"),
        ("外出学习", "2024-03-20/2024-03-22"),
        ("体检", "[2024-03-21..2024-03-31]"),
        ("演练（14:30，北门）", "2024-04-15"),
    ]


def test_a_title_above_its_moment_and_place() -> None:
    found = read(
        "### Upcoming events",
        "Story time",
        "Saturday, March 2, 10:30 a.m.",
        "Children's room",
        "Author talk: Jane Roe",
        "Thursday, March 21 at 7 pm",
    )
    assert dated(found) == [("Story time", "2024-03-02T10:30:00"), ("Author talk: Jane Roe", "2024-03-21T19:00:00")]


def test_starred_items_end_where_a_further_time_is_told() -> None:
    found = read(
        "# 通讯", "本月活动预告：", "★ 3月16日上午，开放日，请于3月12日前报名。", "★ 3月8日，演练，集合地点：南广场。"
    )
    assert dated(found) == [("开放日", "2024-03-16"), ("报名", "../2024-03-12"), ("演练", "2024-03-08")]


def test_numbered_stages_are_headings_by_their_names() -> None:
    found = read(
        "# 工作方案",
        "第一阶段 准备阶段（1月—3月）",
        "1.成立小组（1月10日前）",
        "第二阶段 实施阶段（4月—10月）",
        "1.排查（4月1日—5月31日）",
        "本项工作分为三个阶段进行。",
    )
    assert [event.stage for event in found.schedule.events] == ["准备", "准备", "实施", "实施"]
    assert "X215" in codes(found)


def test_a_field_s_clock_time_joins_the_announced_day() -> None:
    found = read(
        "# 关于召开年度工作会议的通知",
        "定于3月12日召开年度工作会议。",
        "一、会议时间",
        "3月12日上午9:00，会期半天。",
    )
    assert dated(found) == [("召开年度工作会议", "2024-03-12T09:00:00")]
    assert len(found.schedule.events[0].places) == 1
    assert codes(found) == ["X211"]


def test_births_and_conditions_date_nothing() -> None:
    found = read("应聘者须为1990年1月1日以后出生。", "如遇雨天，活动顺延至3月20日。", "3月30日面试。")
    assert dated(found) == [("面试", "2024-03-30")]


def test_pictures_are_bullets_and_a_pin_is_a_place() -> None:
    found = read(
        "📢六月活动安排",
        "📅 6月8日（周六）9:30-11:00",
        "📍 绘本馆",
        "👉 讲绘本",
        "📅 6月15日—16日",
        "👉 端午露营",
        "⏰ 报名截止：6月4日18:00",
        "☎️ 咨询：李老师",
    )
    assert dated(found) == [
        ("讲绘本", "2024-06-08T09:30:00/2024-06-08T11:00:00"),
        ("端午露营", "2024-06-15/2024-06-16"),
        ("报名", "../2024-06-04T18:00:00"),
    ]
    assert found.schedule.events[0].location == "绘本馆"


def test_a_day_of_which_nothing_is_told_names_itself() -> None:
    found = read("活动", "📅 6月8日9:30-11:00", "📅 6月9日9:30-11:00", "👉 讲座")
    assert [edtf for _, edtf in dated(found)] == [
        "2024-06-09T09:30:00/2024-06-09T11:00:00",
        "2024-06-08T09:30:00/2024-06-08T11:00:00",
    ]


def test_an_agenda_takes_the_one_day_stated_above_it() -> None:
    found = read("总结会议程", "时间：2024年7月3日14:00", "地点：会议室", "一、14:00—14:20 宣读决定", "二、14:20 汇报")
    assert [edtf for _, edtf in dated(found)] == [
        "2024-07-03T14:00:00",
        "2024-07-03T14:00:00/2024-07-03T14:20:00",
        "2024-07-03T14:20:00",
    ]
    several = read("培训", "培训时间：2024年7月3日至5日", "9:00 开班")
    assert dated(several)[-1] == ("开班", None)


def test_a_day_and_its_place_below_a_title() -> None:
    found = read("SUMMER FETE", "Saturday 13 July 2024, The Green", "10.00 am   Gates open", "3 pm   Raffle")
    assert dated(found) == [
        ("SUMMER FETE", "2024-07-13"),
        ("Gates open", "2024-07-13T10:00:00"),
        ("Raffle", "2024-07-13T15:00:00"),
    ]


def test_boxes_to_tick_and_days_in_figures() -> None:
    found = read("待办", "- [ ] 5/8 联调", "- [x] 5/20 上线")
    assert dated(found) == [("联调", "2024-05-08"), ("上线", "2024-05-20")]


def test_a_deadline_of_its_own_is_called_after_its_heading() -> None:
    found = read("招标公告", "二、提交文件截止时间、开标时间和地点", "截止时间：2024年7月24日9点30分（北京时间）")
    assert dated(found) == [("提交文件", "../2024-07-24T09:30:00")]


def test_who_signs_before_the_date_is_no_event() -> None:
    assert dated(read("停电公告", "5月9日停电", "城南供电所　2024年5月1日")) == [("停电", "2024-05-09")]


def test_a_school_year_in_the_title_completes_both_its_years() -> None:
    found = read("2023-2024学年校历", "秋季学期", "9月2日 报到", "春季学期", "4月26日 运动会", on=None)
    assert dated(found) == [("报到", "2023-09-02"), ("运动会", "2024-04-26")]


def test_a_clause_that_goes_on_names_its_subject() -> None:
    found = read("会议纪要", "资产盘点5月16日启动，5月30日前完成，由后勤部负责。")
    assert dated(found) == [("资产盘点", "2024-05-16"), ("资产盘点完成", "../2024-05-30")]


def test_what_only_announces_a_table_is_no_event() -> None:
    found = read("通知", "6月培训计划见下表，请于5月20日前回复。")
    assert [edtf for _, edtf in dated(found)] == ["../2024-05-20"]


def test_every_bullet_of_one_picture_below_a_day_is_an_event() -> None:
    found = read("安排", "📅 5月14日", "🔹升旗仪式", "🔹体检", "☎️ 咨询处")
    assert dated(found) == [("升旗仪式", "2024-05-14"), ("体检", "2024-05-14")]
