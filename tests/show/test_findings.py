from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.language import Language
from planner.records import Finding, Place, message, plural_message
from planner.show.findings import NO_TITLES, findings_view, margin_text, one_year, summary_line
from planner.show.width import cell_len
from tests.show.may import EVENTS, OTHERS, PATH, STAGE, SURE, finding, plain

ENGLISH = Language("en")
TITLES = {event.place: event.title for event in EVENTS}
CLAUSE = STAGE.basis[0].place

MISSING = plural_message(
    "{words} lies outside {window}: {days} day is missing",
    "{words} lies outside {window}: {days} days are missing",
    count=49,
    words="5月13日 下午",
    window="第二批",
    days=49,
)
FINDINGS = (
    SURE[0],
    finding(
        None,
        "impossible",
        code="W103",
        severity="info",
        message=message("not checked against 第二批: its window lies wholly apart from all events of the schedule"),
        related=(Place(path="schedules/notice.txt", line=9),),
    ),
    finding(OTHERS[4], "open", code="X201", message=message("the row has no date")),
    finding(
        EVENTS[1],
        "impossible",
        message=MISSING,
        margin=(-49, -49),
        required="2005-07/2005-12~",
        actual="2005-05-13",
        related=(CLAUSE, EVENTS[7].place),
        suggestion=message("move it to July"),
    ),
    finding(
        EVENTS[0],
        "impossible",
        place=Place(path="schedules/april.docx", table=1, row=3, cell=2),
        margin=(-51, -41),
    ),
    finding(EVENTS[2], "possible", margin=(-3, 6), readings=("2005-05-14/2005-05-20", "2005-05-11")),
    finding(EVENTS[5], "impossible", silenced="agreed by telephone"),
    SURE[3],
)


def shown(
    findings: Sequence[Finding],
    width: int = 80,
    *,
    verbose: bool = False,
    titles: Mapping[Place, str] = TITLES,
    language: Language = ENGLISH,
) -> str:
    view = findings_view(findings, width=width, language=language, titles=titles, verbose=verbose)
    return plain(view, width)


@pytest.mark.parametrize("width", [80, 120])
def test_snapshot(width: int, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    text = shown(FINDINGS, width)
    assert text == golden(f"show/findings-{width}.txt", text)
    assert text == shown(FINDINGS[::-1], width)


def test_snapshot_in_chinese_with_all(golden: Callable[[str, bytes | str], bytes | str]) -> None:
    made = shown(FINDINGS, verbose=True, language=Language("zh"))
    assert made == golden("show/findings-zh.txt", made)


def test_a_finding_quotes_its_row_the_clause_and_the_other_row() -> None:
    assert shown(FINDINGS[3:4]).splitlines() == [
        "error[W101] outside-window: 党组理论学习: 5月13日 下午 lies outside 第二批: 49",
        "  days are missing",
        f"   ┌─ {PATH}:15",
        "   │ 5月13日 下午  党组理论学习",
        "   │ ^^^^^^^^^^^^ ✗ impossible  margin −49 d",
        "   ├─ schedules/notice.txt:7",
        "   │ 整改提高放在5月份",
        f"   ├─ {PATH}:40",
        "   │ 5月下旬  总结会议",
        "   = required: Jul – about Dec · stated: 13 May",
        "   = help: move it to July",
    ]


def test_errors_come_first_by_document_and_line() -> None:
    heads = [line.partition("]")[0] for line in shown(FINDINGS).splitlines() if line[:1].isalpha()]
    assert heads == ["error[W101", "error[W101", "warning[W101", "warning[X201", "note[W103"]
    assert shown(FINDINGS).splitlines()[1:3] == [
        "   ── schedules/april.docx table 1 row 3 cell 2",
        "   = ✗ impossible · margin −51 … −41 d",
    ]


def test_days_that_would_do_are_said_as_people_say_them() -> None:
    assert "   = would do: 14–20 May, 11 May\n" in shown(FINDINGS[5:6])
    assert "   = 可行的日期：5月14日至20日、5月11日\n" in shown(FINDINGS[5:6], language=Language("zh"))
    two = (FINDINGS[5], finding(EVENTS[0], "impossible", actual="2006-01-09"))
    assert one_year(two) is None
    assert "14–20 May 2005, 11 May 2005" in shown(two)


def test_good_news_is_counted_by_rule_unless_asked_for() -> None:
    assert shown(SURE) == "✓ 9 checks hold (W101 outside-window 9).\n"
    assert shown(SURE[:1]) == "✓ 1 check holds (W101 outside-window 1).\n"
    told = shown(SURE, verbose=True)
    assert all(f"note[W101] outside-window: {event.title}:" in told for event in EVENTS)
    assert shown(()) == "Nothing was found.\n"


def test_what_a_person_silenced_is_left_out_unless_asked_for() -> None:
    silenced = FINDINGS[6:7]
    assert shown(silenced) == "\n"
    assert "   = silenced: agreed by telephone\n" in shown(silenced, verbose=True)
    assert plain(summary_line(silenced, width=80, language=ENGLISH), 80) == (
        "0 errors · 0 warnings · 0 notes · 1 silenced\n"
    )


@pytest.mark.parametrize(
    ("margin", "said"),
    [
        ((-50, -50), "margin −50 d"),
        ((-41, -31), "margin −41 … −31 d"),
        ((-3, 4), "margin −3 … +4 d"),
        ((0, 0), "margin +0 d"),
    ],
)
def test_margins(margin: tuple[int, int], said: str) -> None:
    assert margin_text(margin, ENGLISH) == said


def test_summary_counts_what_is_wrong() -> None:
    assert plain(summary_line(FINDINGS, width=80, language=ENGLISH), 80) == (
        "2 errors · 2 warnings · 1 note · 1 silenced\n"
    )
    assert plain(summary_line(SURE, width=80, language=ENGLISH), 80) == "0 errors · 0 warnings · 0 notes\n"


TEXTS = st.text(max_size=200)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(
    st.lists(
        st.builds(
            lambda verdict, severity, said, path, quote, line, margin, readings: FINDINGS[0]._replace(
                verdict=verdict,
                severity=severity,
                message=message("{said}", said=said),
                place=Place(path=path, line=line, quote=quote),
                margin=margin,
                readings=tuple(readings),
                related=(Place(path=path, quote=said),),
            ),
            st.sampled_from(("sure", "possible", "impossible", "open")),
            st.sampled_from(("error", "warning", "info")),
            TEXTS,
            TEXTS,
            TEXTS,
            st.none() | st.integers(1, 10**9),
            st.none() | st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)),
            st.lists(TEXTS, max_size=3),
        ),
        max_size=5,
    ),
    st.integers(40, 250),
)
def test_never_raises_never_too_wide(findings: list[Finding], width: int) -> None:
    for text in (
        shown(findings, width, verbose=True, titles=NO_TITLES),
        plain(summary_line(findings, width=width, language=ENGLISH), width),
    ):
        assert max(map(cell_len, text.splitlines()), default=0) <= width
    assert shown(findings, width, verbose=True).count("[W101]") == len(findings)
