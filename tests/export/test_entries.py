"""What entries say beyond time and title: findings, relations, holidays, alarms, tasks, windows, profiles."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest

from planner import codes
from planner.export.ical import Options, calendar, contents_of, feed, tasks_of, windows_feed
from planner.export.lint import lint
from planner.export.profile import PROFILES
from planner.language import Language
from planner.records import Clause, Event, Finding, Place, Plan, Precedence, Repeat, Subject, Window, message
from planner.settings import Settings
from tests.export.feed_reader import Component, event, logical_lines, parsed, schedule, when
from tests.export.test_round_trip import by_uid, read_back

BY_NAME = {profile.name: profile for profile in PROFILES}
PLAN = schedule(
    event("大会", when("2005-05-12"), location="礼堂", stage="整改提高", organizer="办公室", participants=("全体",)),
    event("小组会", when("2005-05-12", start_time=840, end_time=900), parent="uid-大会"),
    event("委员会", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬")),
    event("报送", when(None, "2005-05-31"), kind="deadline"),
)


def written(
    *, events: tuple[Event, ...] = PLAN.events, windows: tuple[Window, ...] = (), **options: object
) -> Component:
    made = Options(**options)  # type: ignore[arg-type]
    rows = schedule(*events)
    return parsed(calendar(rows, settings=Settings(), language=Language("zh"), windows=windows, options=made))


def named(found: Component, title: str) -> Component:
    (only,) = [one for one in found.children if "SUMMARY" in one.names() and title in one.text("SUMMARY")]
    return only


def test_parent_and_child_name_each_other():
    found = written()
    parent, child = named(found, "大会"), named(found, "小组会")
    assert (parent.raw("RELATED-TO"), parent.parameters("RELATED-TO")) == ("uid-小组会", {"RELTYPE": "CHILD"})
    assert (child.raw("RELATED-TO"), child.parameters("RELATED-TO")) == ("uid-大会", {"RELTYPE": "PARENT"})


def test_what_is_said_of_another_document_is_not_said_here():
    row = PLAN.events[0]
    other = Finding("K101", "impossible", "error", message("elsewhere"), Place(path="b.txt"), event_uid=row.uid)
    mine = other._replace(message=message("here"), place=row.place)
    text = named(written(findings=(other, mine)), "大会").text("DESCRIPTION")
    assert ("here" in text, "elsewhere" in text) == (True, False)


def test_a_parent_that_is_not_in_the_feed_is_not_named():
    found = written(events=(event("小组会", when("2005-05-12"), parent="gone"),))
    assert "RELATED-TO" not in found.children[0].names()


def weekday_finding(code: codes.Code, row: Event, **changes: object) -> Finding:
    values: dict[str, object] = {
        "code": code.code,
        "verdict": "open",
        "severity": code.severity,
        "message": message("the weekday is wrong"),
        "place": row.place,
        "event": row.title,
        **changes,
    }
    return Finding(**values)  # type: ignore[arg-type]


def test_a_date_that_its_weekday_contradicts_is_tentative_and_says_so():
    row = PLAN.events[0]
    found = written(findings=(weekday_finding(codes.CONTRADICTORY_TIME, row),))
    one = named(found, "大会")
    assert one.raw("STATUS") == "TENTATIVE"
    assert "X203：the weekday is wrong" in one.text("DESCRIPTION").split("\n")
    assert "TRANSP" not in one.names()
    assert "X203" not in named(found, "小组会").text("DESCRIPTION")


def test_a_finding_of_a_check_stands_with_its_clause():
    row = PLAN.events[1]
    clause = Place(path="/n/notice.txt", line=3, quote="安排在\n6月")
    finding = weekday_finding(codes.OUTSIDE_WINDOW, row, event_uid=row.uid, verdict="impossible", related=(clause,))
    lines = named(written(findings=(finding,)), "小组会").text("DESCRIPTION").split("\n")
    assert lines[:2] == ["W101：the weekday is wrong", "见 notice.txt、第3行：安排在 6月"]
    sure = weekday_finding(codes.OUTSIDE_WINDOW, row, event_uid=row.uid, verdict="sure")
    assert named(written(findings=(sure,)), "小组会").text("DESCRIPTION").startswith("来源")


@pytest.mark.parametrize(
    ("words", "hours", "expected"),
    [
        ("每周三（法定节假日除外）", {"except_holidays": True}, ("DATE", "20050511", ["20051005"])),
        (
            "每周三9时，节假日休息",
            {"start_time": 540, "except_holidays": True},
            ("", "20050511T090000", ["20051005T090000"]),
        ),
        ("每周三", {}, ("DATE", "20050504", [])),
    ],
)
def test_statutory_holidays_are_left_out_where_the_schedule_says_so(words, hours, expected):
    repeat = Repeat(words, "FREQ=WEEKLY;BYDAY=WE", **hours)
    (one,) = written(events=(event("学习", when("2005-05-01", "2005-12-31"), repeat=repeat),)).all("VEVENT")
    value, first, left_out = expected
    assert one.parameters("DTSTART").get("VALUE", "") == value
    assert (one.raw("DTSTART"), [text for name, _, text in one.properties if name == "EXDATE"]) == (first, left_out)
    assert ("法定节假日已除去。" in one.text("DESCRIPTION")) == bool(left_out)


@pytest.mark.parametrize(
    ("zone", "days", "left_out", "said"),
    [
        ("Asia/Shanghai", ("2005-04-30", "2005-05-09"), 7, "法定节假日已除去。"),
        ("Asia/Shanghai", ("2003-04-30", "2003-05-09"), 0, "法定节假日只在本软件已知的年份（2004至2026年）除去。"),
        ("Asia/Shanghai", ("2026-09-30", "2027-05-09"), 7, "法定节假日只在本软件已知的年份（2004至2026年）除去。"),
        (
            "Europe/Berlin",
            ("2005-04-30", "2005-05-09"),
            0,
            "文件除去节假日；本软件不知道 Europe/Berlin 的节假日，未能除去。",
        ),
    ],
)
def test_the_feed_says_how_far_holidays_are_left_out(zone, days, left_out, said):
    rows = schedule(event("值日", when(*days), repeat=Repeat("每天，节假日除外", "FREQ=DAILY", except_holidays=True)))
    data = calendar(rows, settings=Settings(time_zone=zone), language=Language("zh"))
    (one,) = parsed(data).all("VEVENT")
    assert [name for name, _, _ in one.properties].count("EXDATE") == left_out
    assert one.text("DESCRIPTION").split("\n")[0] == said
    assert by_uid(read_back(data).events) == by_uid(rows.events)


@pytest.mark.parametrize(
    ("rule", "hours", "written_as"),
    [
        ("FREQ=HOURLY", (None, None), ("20050501", "FREQ=DAILY;UNTIL=20050531")),
        ("FREQ=MINUTELY;INTERVAL=30;BYDAY=MO", (None, None), ("20050502", "FREQ=DAILY;BYDAY=MO;UNTIL=20050531")),
        ("FREQ=HOURLY;INTERVAL=48", (None, None), ("20050501", "FREQ=DAILY;INTERVAL=2;UNTIL=20050531")),
        ("FREQ=HOURLY", (480, 1020), ("20050501T080000", "FREQ=DAILY;UNTIL=20050531T155959Z")),
        ("FREQ=HOURLY", (480, 500), ("20050501T080000", "FREQ=HOURLY;UNTIL=20050531T155959Z")),
    ],
)
def test_what_repeats_within_a_day_stands_once_a_day_unless_it_fits(rule, hours, written_as):
    repeat = Repeat("每到时候", rule, start_time=hours[0], end_time=hours[1])
    rows = schedule(event("巡查", when("2005-05-01", "2005-05-31"), repeat=repeat))
    data = calendar(rows, settings=Settings(), language=Language("zh"))
    (one,) = parsed(data).all("VEVENT")
    assert (one.raw("DTSTART"), one.raw("RRULE")) == written_as
    assert one.text("SUMMARY") == ("巡查" if "HOURLY" in written_as[1] else "巡查（每到时候）")
    assert "TRANSP" not in one.names()
    assert by_uid(read_back(data).events) == by_uid(rows.events)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY;INTERVAL=36", "FREQ=HOURLY;COUNT=5"])
def test_what_no_days_can_say_is_named_as_without_a_day(rule):
    found = written(events=(event("巡查", when("2005-05-01", "2005-05-31"), repeat=Repeat("每到时候", rule)),))
    assert found.all("VEVENT") == []
    assert found.text("DESCRIPTION") == "1项没有日期，未列入本日历：巡查"


def test_the_first_day_of_a_repeat_is_no_holiday():
    repeat = Repeat("每天，节假日除外", "FREQ=DAILY", except_holidays=True)
    (one,) = written(events=(event("值日", when("2005-05-01", "2005-05-09"), repeat=repeat),)).all("VEVENT")
    assert one.raw("DTSTART") == "20050508"
    assert "EXDATE" not in one.names()


def test_alarms():
    found = written(
        alarm=dt.timedelta(days=1), events=(*PLAN.events, event("消", when("2005-05-12"), status="cancelled"))
    )
    alarm = named(found, "小组会").children[0]
    assert alarm.name == "VALARM"
    assert (alarm.raw("ACTION"), alarm.raw("TRIGGER"), alarm.text("DESCRIPTION")) == ("DISPLAY", "-P1D", "小组会")
    assert named(found, "消").children == []
    assert written().children[-1].children == []


def test_tasks_are_due_on_their_last_day():
    data = schedule(
        *PLAN.events,
        event("交表", when(None, "2005-06-01", end_time=17 * 60), kind="deadline"),
        event("撤销", when(None, "2005-06-01"), kind="deadline", status="cancelled"),
    )
    options = Options(alarm=dt.timedelta(minutes=90))
    contents = tasks_of(data, Settings(), Language("zh"), options)
    found = parsed(feed(data, contents, Settings(), Language("zh"), options))
    tasks = found.all("VTODO")
    assert [(task.text("SUMMARY"), task.raw("DUE"), task.raw("STATUS")) for task in tasks] == [
        ("报送", "20050531", "NEEDS-ACTION"),
        ("交表", "20050601T170000", "NEEDS-ACTION"),
        ("撤销", "20050601", "CANCELLED"),
    ]
    assert [one.name for one in found.children] == ["VTIMEZONE", "VTODO", "VTODO", "VTODO"]
    assert (tasks[0].children[0].raw("TRIGGER"), tasks[0].children[0].parameters("TRIGGER")) == (
        "-PT90M",
        {"RELATED": "END"},
    )
    assert {task.text("UID") for task in tasks}.isdisjoint(row.uid for row in data.events)
    back = read_back(feed(data, contents, Settings(), Language("zh"), options))
    assert by_uid(back.events) == {row.uid: row for row in data.events if row.kind == "deadline"}


def test_deadlines_that_repeat_are_tasks_and_those_without_a_day_are_named():
    monthly = Repeat("每月15日前", "FREQ=MONTHLY;BYMONTHDAY=15")
    span = when("2006-03-01", "2006-06-30", fit="within", precision="month", edtf="2006-03/2006-06")
    data = schedule(
        event("报表", span, kind="deadline", repeat=monthly), event("进度", None, kind="deadline", repeat=monthly)
    )
    contents = tasks_of(data, Settings(), Language("zh"), Options())
    found = parsed(feed(data, contents, Settings(), Language("zh"), Options()))
    (task,) = found.all("VTODO")
    assert [task.raw(name) for name in ("DTSTART", "DUE", "RRULE")] == [
        "20060315T000000",
        "20060315T235900",
        "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20060630T155959Z",
    ]
    assert found.text("DESCRIPTION") == "1项没有日期，未列入本日历：进度"
    back = read_back(feed(data, contents, Settings(), Language("zh"), Options()))
    assert by_uid(back.events) == {row.uid: row for row in data.events}


WINDOW = Window(
    name="整改提高",
    subject=Subject(stage="整改提高"),
    when=when("2005-05-01", "2005-05-31", fit="within", precision="month"),
    basis=(Clause(kind="window", subject=Subject(), place=Place(path="n.txt", line=3, quote="5月")),),
)


def test_windows_read_back_as_stages():
    data = calendar(schedule(), settings=Settings(), language=Language("zh"), windows=(WINDOW,))
    (stage,) = read_back(data).events
    assert (stage.kind, stage.title, stage.when, stage.place) == (
        "stage",
        "整改提高",
        WINDOW.when,
        WINDOW.basis[0].place,
    )


PROPERTIES = {
    "plain": ({"X-MICROSOFT-CDO-ALLDAYEVENT"}, {"X-APPLE-CALENDAR-COLOR"}),
    "outlook": ({"X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-BUSYSTATUS"}, set()),
    "google": (set(), set()),
    "apple": (set(), {"X-APPLE-CALENDAR-COLOR"}),
    "rich": ({"X-MICROSOFT-CDO-ALLDAYEVENT", "LINK", "CONCEPT"}, {"X-APPLE-CALENDAR-COLOR"}),
}
SPECIAL = {"X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-BUSYSTATUS", "LINK", "CONCEPT"}


@pytest.mark.parametrize("name", BY_NAME)
def test_profiles_differ_in_these_properties_and_in_no_other(name):
    found = written(profile=BY_NAME[name], source="https://example.org/plan")
    events, head = PROPERTIES[name]
    assert set(named(found, "大会").names()) & SPECIAL == events
    assert set(found.names()) & {"X-APPLE-CALENDAR-COLOR"} == head
    assert "X-MICROSOFT-CDO-ALLDAYEVENT" not in named(found, "小组会").names()
    plain = written(source="https://example.org/plan")
    for mine, theirs in zip(found.all("VEVENT"), plain.all("VEVENT"), strict=True):
        rest = [one for one in mine.properties if one[0] not in SPECIAL]
        assert rest == [one for one in theirs.properties if one[0] not in SPECIAL]
        assert mine.raw("URL") == "https://example.org/plan"
    kinds = [child.name for child in named(found, "大会").children]
    assert kinds == (["PARTICIPANT", "PARTICIPANT", "VLOCATION"] if name == "rich" else [])


@pytest.mark.parametrize("name", BY_NAME)
def test_every_profile_reads_back(name):
    options = Options(profile=BY_NAME[name], alarm=dt.timedelta(hours=2), source="https://example.org/")
    data = calendar(PLAN, settings=Settings(), language=Language("en"), options=options)
    assert by_uid(read_back(data).events) == by_uid(PLAN.events)
    assert not any(one.errors for one in icalendar.Calendar.from_ical(data).walk())
    assert all(logical_lines(data))


def test_contents_keep_what_has_no_day():
    rows = schedule(event("未定", None), *PLAN.events)
    contents = contents_of(rows, (), Settings(), Language("zh"), Options())
    assert [row.title for row in contents.undated] == ["未定"]
    assert len(contents.entries) == 4


def test_rich_windows_name_the_ones_before_them_with_the_days_between():
    def window(stage: str, first: str, last: str, batch: str = "第一批") -> Window:
        place = Place(path="n.txt", line=3, quote=f"{stage}{batch}{first}")
        subject = Subject(stage=stage, batch=batch)
        clause = Clause(kind="window", subject=subject, place=place)
        return Window(name=stage, subject=subject, when=when(first, last), basis=(clause,))

    one, two = window("动员", "2005-05-01", "2005-05-10"), window("整改", "2005-05-16", "2005-05-31")
    other = window("动员", "2005-06-01", "2005-06-10", "第二批")
    order = Precedence("动员", "整改", "", Place(path="n.txt"))
    plan = Plan(windows=(one, two, other), precedences=(order, order))
    written = windows_feed(schedule(), plan, Settings(), Language("zh"), Options(profile=BY_NAME["rich"]))
    first, second, third = parsed(written).all("VEVENT")
    assert second.raw("RELATED-TO") == first.raw("UID")
    assert second.parameters("RELATED-TO") == {"RELTYPE": "FINISHTOSTART", "GAP": "P5D"}
    assert "RELATED-TO" not in (*first.names(), *third.names())
    assert lint(written) == ()
    plain = windows_feed(schedule(), plan, Settings(), Language("zh"), Options())
    assert b"RELATED-TO" not in plain
