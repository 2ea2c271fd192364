"""Shapes of schedules that offices write: charts with columns behind them, rooms side by side, dates that moved."""

import pytest

from tests.extract.build import ABOVE, LEFT, dated, read, table


def test_the_columns_behind_a_chart_are_no_times() -> None:
    found = read(
        table(
            ("序号", "工作内容", "3月", LEFT, LEFT, "责任单位"),
            (ABOVE, ABOVE, "上旬", "中旬", "下旬", ABOVE),
            ("1", "测量", "■", "", "", "甲队"),
            ("2", "铺设", "", "■", "■", "乙队"),
        )
    )
    whens = [(event.title, event.when and event.when.edtf) for event in found.schedule.events]
    assert whens == [("测量", "[2024-03-01..2024-03-10]"), ("铺设", "2024-03-11/2024-03-31")]
    assert [event.details for event in found.schedule.events] == [("甲队",), ("乙队",)]


def test_rooms_side_by_side_hold_an_event_each() -> None:
    found = read(
        "# Open day",
        "Saturday 9 March 2024, The Mill",
        table(
            ("Time", "Main Hall", "Room 2"),
            ("9:00 - 9:30", "Welcome", LEFT),
            ("9:30 - 10:00", "Weaving", "Dyeing"),
            ("10:00 - 10:30", "Spinning", "Felting"),
        ),
    )
    assert [title for title, _ in dated(found)[-5:]] == ["Welcome", "Weaving", "Spinning", "Dyeing", "Felting"]


def test_a_roster_with_hours_in_the_heads_of_its_posts() -> None:
    found = read(
        table(
            ("日期", "白班（8:00-18:00）", "夜班（18:00-次日8:00）"),
            ("3月5日", "周海", "吴敏"),
            ("3月6日", "吴敏", "周海"),
        )
    )
    assert dated(found)[:2] == [
        ("白班 周海", "2024-03-05T08:00:00/2024-03-05T18:00:00"),
        ("夜班 吴敏", "2024-03-05T18:00:00/2024-03-06T08:00:00"),
    ]


def test_numbers_of_files_are_no_titles() -> None:
    rows = (("1", "（2024）某民初12号", "借款"), ("2", "（2024）某民初15号", "租赁"))
    found = read(table(("序号", "案号", "案由", "开庭时间"), *((*row, "2024-03-05 09:30") for row in rows)))
    assert [title for title, _ in dated(found)] == ["借款", "租赁"]


def test_a_date_in_two_languages_is_one() -> None:
    found = read(table(("日期 Date", "时间 Time", "活动 Activity"), ("3月5日\nMarch 5", "9:00-10:00", "体检 Check")))
    assert dated(found) == [("体检 Check", "2024-03-05T09:00:00/2024-03-05T10:00:00")]


@pytest.mark.parametrize(
    ("line", "title", "edtf"),
    [
        ("3月5日 音乐会，推迟至4月2日15:00", "音乐会", "2024-04-02T15:00:00"),
        ("- Sun 10 March - Concert - POSTPONED to 7 April", "Concert", "2024-04-07"),
        ("3月5日 郊游，如遇雨改期至3月9日", "郊游", "2024-03-05"),
        ("音乐会由3月5日改为4月2日举行。", "音乐会", "2024-04-02"),
        ("1.清明放假（4月4日—6日）", "清明放假", "2024-04-04/2024-04-06"),
        ("- April 5: Last day of classes", "Last day of classes", "2024-04-05"),
        ("- April 5-9: Recess", "Recess", "2024-04-05/2024-04-09"),
    ],
)
def test_the_day_that_holds(line: str, title: str, edtf: str) -> None:
    assert dated(read("活动安排", line)) == [(title, edtf)]


def test_the_clock_times_below_a_sentence_are_on_its_day() -> None:
    found = read("各位同事：", "年会定于3月8日召开，议程如下：", "9:00-10:00 报告", "10:00 讨论")
    assert dated(found)[1:] == [
        ("报告", "2024-03-08T09:00:00/2024-03-08T10:00:00"),
        ("讨论", "2024-03-08T10:00:00"),
    ]


def test_a_card_is_called_what_stands_above_its_speaker() -> None:
    found = read("讲座预告", "", "第一讲：急救", "主讲人：林某", "时间：3月8日（周五）上午", "地点：礼堂")
    (event,) = found.schedule.events
    assert (event.title, event.location, event.organizer) == ("第一讲：急救", "礼堂", "林某")


def test_a_day_with_a_remark_heads_the_clock_times_below_it() -> None:
    found = read("Parish", "Sunday 10 March (Lent 4)", "8.00 am Communion", "Wednesday 13 March", "7.30 pm Council")
    assert ("Communion", "2024-03-10T08:00:00") in dated(found)
    assert ("Council", "2024-03-13T19:30:00") in dated(found)


def test_the_year_of_an_english_heading_holds_below_it() -> None:
    found = read(
        "# Term dates", "## Spring Term 2025", "Term ends: 28 March", "## Summer Term 2025", "Term ends: 21 July"
    )
    assert dated(found) == [("Term ends", "2025-03-28"), ("Term ends", "2025-07-21")]


def test_what_is_struck_out_and_replaced_is_no_time() -> None:
    found = read("# Dates", "- Papers due: ~~1 March~~ 8 March")
    assert [edtf for _, edtf in dated(found)] == ["../2024-03-08"]
    assert [event.status for event in found.schedule.events] == ["confirmed"]


def test_a_column_beside_the_titles_is_no_track_though_a_break_reaches_over_both() -> None:
    found = read(
        "Programme",
        table(
            ("Time", "Session", "Seats"),
            ("9:00-9:30", "Opening", "Hall"),
            ("9:30-10:00", "Coffee", LEFT),
            ("10:00-11:00", "Keynote", "Attic"),
        ),
    )
    assert [event.title for event in found.schedule.events] == ["Opening", "Coffee", "Keynote"]


def test_what_will_be_published_is_an_event() -> None:
    found = read("Questions are due by 8 March 2024. Answers will be published no later than 15 March 2024.")
    assert [edtf for _, edtf in dated(found)] == ["../2024-03-08", "../2024-03-15"]


def test_agenda_items_may_close_with_their_hours() -> None:
    found = read(
        "关于召开年会的通知",
        "会议时间：3月8日9:00",
        "议程",
        "1. 总结2023年工作（9:00—9:30）",
        "2. 签约（9:30—9:40）；",
        "3. 用餐（自助）",
    )
    assert dated(found)[1:] == [
        ("总结2023年工作", "2024-03-08T09:00:00/2024-03-08T09:30:00"),
        ("签约", "2024-03-08T09:30:00/2024-03-08T09:40:00"),
    ]


def test_a_line_that_lists_days_is_an_event_on_each() -> None:
    found = read("安排", "- 3月12日、13日：培训", "- Thu 14 & Fri 15 March: audit")
    assert dated(found) == [
        ("培训", "2024-03-12"),
        ("培训", "2024-03-13"),
        ("audit", "2024-03-14"),
        ("audit", "2024-03-15"),
    ]
    assert [event.place.quote for event in found.schedule.events[:2]] == ["3月12日", "13日"]
    assert len({event.uid for event in found.schedule.events}) == 4
