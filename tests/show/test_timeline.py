from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from planner.language import Language
from planner.records import Event, Finding, Place, Repeat, Schedule, Subject, When, Window
from planner.show.timeline import Panel, timeline
from planner.show.width import cell_len
from tests.show.may import (
    BATCH_TWO,
    EVENTS,
    EXTENSION,
    OTHERS,
    SCHEDULE,
    STAGE,
    SURE,
    YEARLESS,
    day,
    days,
    event,
    finding,
    plain,
)

ENGLISH = Language("en")
WIDTHS = (80, 120, 200)
FULL = replace(SCHEDULE, title="扩充的安排", events=(*EVENTS, *OTHERS))


def shown(
    *schedules: Schedule,
    width: int = 80,
    windows: tuple[Window, ...] = (STAGE,),
    findings: tuple[Finding, ...] = (),
    today: dt.date | None = None,
) -> str:
    panels = [Panel(one, windows) for one in schedules] or [Panel(None, windows)]
    return plain(timeline(panels, findings, width=width, language=ENGLISH, today=today), width)


def row(text: str, title: str) -> str:
    """Give the line of an event or a window by its title."""
    (line,) = [line for line in text.splitlines() if f" {title} " in f"{line} "]
    return line


def column(line: str, part: str) -> int:
    """Give the cell in which a part of a line begins."""
    return cell_len(line[: line.index(part)])


@pytest.mark.parametrize("width", WIDTHS)
def test_may_inside_its_stage(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    made = shown(SCHEDULE, width=width, findings=SURE)
    assert made == golden(f"show/may-{width}.txt", made)


@pytest.mark.parametrize("width", WIDTHS)
def test_may_against_batch_two(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    findings = tuple(finding(one, "impossible") for one in EVENTS)
    made = shown(SCHEDULE, width=width, windows=(BATCH_TWO,), findings=findings)
    assert made == golden(f"show/batch-two-{width}.txt", made)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_event(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    findings = (finding(EVENTS[0], "impossible"), finding(EVENTS[3], "possible"), finding(OTHERS[4], "open"), *SURE)
    windows = (BATCH_TWO, STAGE, EXTENSION, YEARLESS)
    text = shown(FULL, width=width, windows=windows, findings=findings, today=day(18))
    assert text == golden(f"show/every-kind-{width}.txt", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_half_a_year(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    autumn = event("20", "测评", days("11月1日至20日", dt.date(2005, 11, 1), dt.date(2005, 11, 20)))
    schedule = replace(SCHEDULE, title="半年安排", events=(autumn, EVENTS[3]))
    made = shown(schedule, width=width, windows=(BATCH_TWO,), today=day(18))
    assert made == golden(f"show/half-year-{width}.txt", made)


@pytest.mark.parametrize("width", [40, *WIDTHS])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = shown(FULL, SCHEDULE, width=width, windows=(BATCH_TWO, STAGE, EXTENSION), findings=SURE)
    assert max(map(cell_len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())


def test_bars_stand_under_their_days() -> None:
    text = shown(SCHEDULE, width=80)
    labels, rule = text.splitlines()[2:4]
    monday = column(labels, "16")
    assert column(rule, "═") == monday - 15  # Sunday, 1 May
    bar = row(text, "制定方案")
    assert column(bar, "█████") == monday
    assert column(row(text, "支部会议"), "█████") == monday + 7
    assert column(row(text, "总结会议"), "▒▒▒▒▒▒▒▒▒▒▒") == monday + 5
    assert column(row(text, "党员大会"), "▐") == monday - 4
    assert column(row(text, "整改提高"), "━" * 31) == monday - 15


def test_rows_are_in_date_order_however_the_document_orders_them() -> None:
    titles = [
        "党委会议",
        "实施整改",
        "党员大会",
        "党组理论学习",
        "制定方案",
        "总结会议",
        "测评工作",
        "支部会议",
        "公布情况",
    ]
    forward = shown(SCHEDULE)
    assert sorted(titles, key=lambda title: forward.index(f" {title} ")) == titles
    backward = shown(replace(SCHEDULE, events=EVENTS[::-1]))
    # What lies on the same days keeps the order of the document.
    titles[0], titles[1], titles[5:7], titles[7:9] = titles[1], titles[0], titles[6:4:-1], titles[8:6:-1]
    assert sorted(titles, key=lambda title: backward.index(f" {title} ")) == titles


def test_the_worst_verdict_marks_the_event() -> None:
    findings = (finding(EVENTS[3], "sure"), finding(EVENTS[3], "impossible"), finding(EVENTS[5], "open"))
    text = shown(SCHEDULE, findings=(*findings, finding(None, "impossible")))
    assert row(text, "制定方案").startswith("✗ ")
    assert row(text, "支部会议").startswith("· ")
    assert row(text, "党员大会").startswith("  ")
    assert "✗ impossible   · open" in text
    assert "✓" not in text


def test_today_is_drawn_only_where_the_axis_covers_it() -> None:
    inside = shown(SCHEDULE, today=day(18))
    rule = inside.splitlines()[3]
    assert column(row(inside, "支部会议"), "│") == column(rule, "▼")
    assert "│" not in row(inside, "制定方案")  # the bar lies over the line
    assert "today, 2005-05-18" in inside
    assert shown(SCHEDULE, today=dt.date(2006, 5, 18)) == shown(SCHEDULE)


def test_undated_and_repeating_events_are_listed_with_their_words_and_places() -> None:
    text = shown(FULL, findings=(finding(OTHERS[4], "open"),))
    tail = text[text.index("1 event that repeats") :].splitlines()
    assert tail[2].split() == ["每周三下午", "学习", "FREQ=WEEKLY;BYDAY=WE", "line", "56"]
    assert tail[4] == "2 events without a date"
    assert tail[6].split() == ["·", "–", "谈心活动", "line", "58"]
    assert tail[7].split() == ["5月", "检查", "(tentative)", "XXXX-05", "line", "60"]


def test_a_schedule_without_any_date_has_no_axis() -> None:
    text = shown(replace(SCHEDULE, events=OTHERS[4:5]), windows=(STAGE, EXTENSION))
    assert text.splitlines() == [
        "整改提高阶段工作安排  1 event",
        "",
        "1 event without a date",
        "  Words  Event     Place",
        "  –      谈心活动  line 58",
        "",
        "Windows without dates: 学习动员",
    ]


def test_windows_alone_are_drawn() -> None:
    text = shown(windows=(BATCH_TWO,))
    assert "━━━━━" in row(text, "第二批")
    assert shown(windows=()) == "\n"


def test_dates_carry_the_year_where_there_are_two() -> None:
    later = event("20", "复查", days("", dt.date(2006, 1, 10), dt.date(2006, 1, 12)))
    text = shown(replace(SCHEDULE, events=(EVENTS[3], later)), width=160)
    assert "2005-05-16 – 2005-05-20" in row(text, "制定方案")
    assert "2006-01-10 – 2006-01-12" in row(text, "复查")


def test_a_title_full_of_escapes_prints_none() -> None:
    hostile = event("20", "\x1b[2J\x1b]0;x\x07\u202e清屏\r\n" + "长" * 500, days("5月16日\x1b[31m", day(16), day(16)))
    text = shown(replace(SCHEDULE, title="\x1b[2J", events=(hostile,)))
    assert not {character for character in text if ord(character) < 32} - {"\n"}
    assert "\u202e" not in text
    assert max(map(cell_len, text.splitlines())) <= 80


def printed(*, color: str | None, environment: dict[str, str]) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system=color, _environ=environment)  # type: ignore[arg-type]
    console.print(timeline((Panel(SCHEDULE, (STAGE,)),), SURE, width=80, language=ENGLISH))
    return stream.getvalue()


def test_colour_is_the_consoles_choice() -> None:
    assert "\x1b[32m" in printed(color="standard", environment={})  # green: sure
    assert "\x1b" not in printed(color=None, environment={})
    assert "\x1b[32m" not in printed(color="standard", environment={"NO_COLOR": "1"})


DATES = st.dates()
TEXTS = st.text(max_size=30)


@st.composite
def times(draw: st.DrawFn) -> When:
    first, last = draw(st.none() | DATES), draw(st.none() | DATES)
    if first and last and first > last:
        first, last = last, first
    return When(
        text=draw(TEXTS),
        first=first,
        last=last,
        edtf=draw(TEXTS),
        fit=draw(st.sampled_from(("fills", "within"))),
        part=draw(st.sampled_from((None, "morning", "noon", "night"))),
        start_time=draw(st.none() | st.integers(0, 1440)),
        end_time=draw(st.none() | st.integers(0, 1440)),
        approximate_first=draw(st.booleans()),
        approximate_last=draw(st.booleans()),
    )


@st.composite
def events(draw: st.DrawFn) -> Event:
    return Event(
        uid=draw(st.sampled_from("abc")),
        title=draw(TEXTS),
        place=Place(path=draw(TEXTS), line=draw(st.none() | st.integers(1, 10**6))),
        kind=draw(st.sampled_from(("event", "deadline", "stage"))),
        when=draw(st.none() | times()),
        repeat=draw(st.none() | st.builds(Repeat, TEXTS, TEXTS)),
        status=draw(st.sampled_from(("confirmed", "tentative", "cancelled"))),
    )


WINDOWS = st.lists(
    st.builds(Window, name=TEXTS, subject=st.just(Subject()), basis=st.just(()), when=st.none() | times()), max_size=3
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(events(), max_size=6),
    WINDOWS,
    st.sampled_from(("sure", "possible", "impossible", "open")),
    st.integers(40, 250),
    st.none() | DATES,
)
def test_never_raises_never_too_wide_loses_no_event(
    items: list[Event], windows: list[Window], verdict: str, width: int, today: dt.date | None
) -> None:
    schedule = Schedule("a.txt", "", Subject(), tuple(items))
    findings = tuple(finding(one, verdict) for one in items[:2])  # type: ignore[arg-type]
    text = shown(schedule, width=width, windows=tuple(windows), findings=findings, today=today)
    assert max(map(cell_len, text.splitlines()), default=0) <= width
    dated = [one for one in items if one.when and (one.when.first or one.when.last)]
    bars = [line for line in text.splitlines() if set(line) & set("█▒▌▐~◆◀▶")]
    assert len(bars) >= len(dated)


def test_the_worst_verdict_of_all_families_marks_an_event_and_what_is_silenced_does_not() -> None:
    met = (
        *SURE,
        finding(EVENTS[7], "possible", code="C101"),
        finding(EVENTS[8], "possible", code="P102"),
        finding(EVENTS[8], "impossible", code="K101", severity="error"),
        finding(EVENTS[6], "impossible", code="C101", severity="warning"),
        finding(EVENTS[0], "impossible", code="C101", silenced="the hall is open on that day"),
    )
    text = shown(SCHEDULE, findings=met)
    assert [row(text, event.title)[0] for event in EVENTS] == [*"✓" * 6, "?", "?", "✗"]
    assert text == shown(SCHEDULE, findings=met[::-1])
