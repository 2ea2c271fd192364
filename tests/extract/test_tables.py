"""Tables with a row for each event: roles of columns, rows without a date, faults in the time cell, who takes part."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.extract import Extract, extract
from planner.extract.same import merge_equal
from planner.read.text import document_of
from planner.settings import Settings


def flattened(*rows: tuple[str, ...], caption: str = "（2024年3月）") -> str:
    body = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    return f"日程表\n{caption}\n\n{body}\n"


def read(*rows: tuple[str, ...], caption: str = "（2024年3月）", on: dt.date | None = None) -> Extract:
    return extract(document_of("a.txt", flattened(*rows, caption=caption)), Settings(), on)


HEAD = ("时间", "项目", "内容", "备注")


@pytest.mark.parametrize(
    "header",
    [
        ("时间", "项目", "内容", "备注"),
        ("日期", "活动", "主要内容", "说明"),
        ("起止时间", "事项", "工作内容", "备注"),
        ("When", "Event", "Details", "Notes"),
    ],
)
def test_columns_are_told_by_their_words_in_any_order(header: tuple[str, ...]) -> None:
    row = ("3月5日", "例会", "1、甲", "全体员工参加")
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2)):
        (event,) = read(tuple(header[i] for i in order), tuple(row[i] for i in order)).schedule.events
        assert (event.title, event.details, event.note) == ("例会", ("1、甲",), "全体员工参加")
        assert event.when is not None
        assert event.when.edtf == "2024-03-05"


def test_a_table_without_a_header_is_told_by_its_dates() -> None:
    events = read(("例会", "3月5日"), ("考试", "3月6日至8日"), ("放假", "3月下旬")).schedule.events
    assert [(event.title, event.when and event.when.edtf) for event in events] == [
        ("例会", "2024-03-05"),
        ("考试", "2024-03-06/2024-03-08"),
        ("放假", "[2024-03-21..2024-03-31]"),
    ]


def test_a_table_without_times_is_reported_with_its_place() -> None:
    found = read(("姓名", "电话"), ("甲", "一"), ("乙", "二"))
    assert found.schedule.events == ()
    assert [(one.code, one.place.line) for one in found.findings if one.code == "X205"] == [("X205", 4)]


@pytest.mark.parametrize(
    ("time", "code"),
    [
        ("", "X201"),
        ("另行通知", "X201"),
        ("3月32日", "X202"),
        ("2月30日", "X202"),
        ("3月20日至16日", "X203"),
        ("3月5日（周日）", "X203"),
        ("3月5日25:00", "X202"),
    ],
)
def test_faults_of_a_time_cell_are_findings_with_the_row(time: str, code: str) -> None:
    found = read(HEAD, ("3月4日", "早会", "", ""), (time, "例会", "", ""))
    hits = [one for one in found.findings if one.code == code]
    assert [(one.event, one.place.line) for one in hits] == [("例会", 14)]
    assert [event.title for event in found.schedule.events] == ["早会", "例会"]


def test_a_printed_date_is_kept_against_its_weekday_and_an_inverted_range_is_not() -> None:
    kept, inverted = read(HEAD, ("3月5日（周日）", "甲", "", ""), ("3月20日至16日", "乙", "", "")).schedule.events
    assert kept.when is not None
    assert kept.when.first == dt.date(2024, 3, 5)
    assert inverted.when is None


def test_a_date_with_two_readings_is_left_open_and_reported() -> None:
    found = read(HEAD, ("12/05", "例会", "", ""), caption="（2024年）")
    assert [event.when for event in found.schedule.events] == [None]
    assert "X206" in [one.code for one in found.findings]


def test_several_dates_in_a_cell_are_several_events() -> None:
    events = read(HEAD, ("3月5日、7日和9日", "例会", "", "")).schedule.events
    assert [event.when and event.when.edtf for event in events] == ["2024-03-05", "2024-03-07", "2024-03-09"]
    assert len({event.uid for event in events}) == 3


def test_deadlines_repeats_and_what_is_tentative_or_cancelled() -> None:
    events = read(
        HEAD,
        ("3月20日前", "报送", "", ""),
        ("每周三下午", "学习", "", ""),
        ("3月中旬（暂定）", "考察", "", ""),
        ("3月8日", "运动会", "", "已取消"),
    ).schedule.events
    deadline, repeated, tentative, cancelled = events
    assert (deadline.kind, deadline.when and deadline.when.edtf) == ("deadline", "../2024-03-20")
    assert repeated.repeat is not None
    assert (repeated.repeat.rrule, repeated.repeat.part) == ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20240331", "afternoon")
    assert (tentative.status, cancelled.status) == ("tentative", "cancelled")


def test_section_rows_are_headings_of_the_rows_below() -> None:
    import docx

    word = docx.Document()
    table = word.add_table(rows=4, cols=2)
    for row, texts in enumerate(
        (("时间", "项目"), ("一、宣传发动阶段（2024年4月）", ""), ("5日", "动员会"), ("8日", "例会"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    import tempfile
    from pathlib import Path

    from planner.read import read as read_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        word.save(str(path))
        events = extract(read_file(path), Settings()).schedule.events
    assert [(event.title, event.stage, event.when and event.when.edtf) for event in events] == [
        ("动员会", "宣传发动", "2024-04-05"),
        ("例会", "宣传发动", "2024-04-08"),
    ]


@pytest.mark.parametrize(
    ("note", "participants", "organizer"),
    [
        ("全体党员参加", ("全体党员",), ""),
        ("甲组成员参加；乙作报告，", ("甲组成员",), ""),
        ("甲、乙，丙参加", ("丙",), ""),
        ("各组长、副组长均应参加", ("各组长", "副组长"), ""),
        ("各支部组织", (), "各支部"),
        ("甲、乙分别组织进行", (), "甲、乙"),
        ("由办公室牵头", (), "办公室"),
        ("带好工具", (), ""),
        ("", (), ""),
    ],
)
def test_who_takes_part_and_who_organises(note: str, participants: tuple[str, ...], organizer: str) -> None:
    (event,) = read(HEAD, ("3月5日", "例会", "", note)).schedule.events
    assert (event.participants, event.organizer) == (participants, organizer)


def test_numbered_items_stay_items() -> None:
    (event,) = read(HEAD, ("3月5日", "例会", "1、听报告 2、讨论3.5小时 3、散会", "")).schedule.events
    assert event.details == ("1、听报告", "2、讨论3.5小时", "3、散会")


def test_document_date_completes_a_year_never_a_month() -> None:
    year, day = read(
        HEAD, ("3月5日", "甲", "", ""), ("5日", "乙", "", ""), caption="第一组", on=dt.date(2024, 1, 9)
    ).schedule.events
    assert year.when is not None
    assert year.when.edtf == "2024-03-05"
    assert day.when is None or day.when.first is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["3月5日", "3月6日下午", "3月中旬", "另行通知", "4月1日前"]), st.sampled_from("甲乙丙丁戊")
    ),
    min_size=2,
    max_size=6,
    unique=True,
)


@given(ROWS)
def test_order_of_rows_changes_neither_events_nor_uids(rows: list[tuple[str, str]]) -> None:
    full = [(time, title, f"做{title}", "") for time, title in rows]

    def found(rows: list[tuple[str, str, str, str]]) -> set[tuple[str, str, str | None]]:
        events = read(HEAD, *rows).schedule.events
        return {(event.uid, event.title, event.when.edtf if event.when else None) for event in events}

    assert found(full) == found(full[::-1])
    assert len(found(full)) == len(rows)


def test_an_event_that_moves_keeps_its_uid() -> None:
    (before,) = read(HEAD, ("3月5日", "例会", "甲", "")).schedule.events
    (after,) = read(HEAD, ("3月9日下午", "例会", "甲", "带笔")).schedule.events
    assert before.uid == after.uid


def test_one_schedule_in_two_files_is_one_with_two_places() -> None:
    text = flattened(HEAD, ("3月5日", "例会", "甲", ""))
    one, two = (extract(document_of(name, text), Settings()).schedule for name in ("a.txt", "b.txt"))
    (merged,), (finding,) = merge_equal((one, two))
    assert [place.path for place in merged.events[0].places] == ["b.txt"]
    assert (finding.code, finding.place.path) == ("X108", "b.txt")


def test_a_cell_of_many_dates_is_read_in_linear_space() -> None:
    cell = "、".join(f"{month}月{day}日" for month in range(1, 13) for day in range(1, 29)) + "、3月5日" * 5_000
    events = read(HEAD, (cell, "例会", "", ""), caption="（2024年）").schedule.events
    assert len(events) == 12 * 28 + 5_000
    assert sum(len(event.place.quote) for event in events) < 2 * len(cell)
