from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.language import Language
from planner.records import Finding, Place, message, plural_message
from planner.show.findings import findings_table, margin_text, summary_line
from planner.show.width import cell_len
from tests.show.may import EVENTS, OTHERS, PATH, SURE, finding, plain

ENGLISH = Language("en")

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
        code="other-batch",
        severity="info",
        message=message("not checked against 第二批: its window lies wholly apart from all events of the schedule"),
        related=(Place(path="schedules/notice.txt", line=9),),
    ),
    finding(OTHERS[4], "open", code="undated", message=message("the row has no date")),
    finding(
        EVENTS[1], "impossible", message=MISSING, margin=(-49, -49), required="2005-07/2005-12~", actual="2005-05-13"
    ),
    finding(
        EVENTS[0],
        "impossible",
        place=Place(path="schedules/april.docx", table=1, row=3, cell=2),
        margin=(-51, -41),
    ),
    finding(EVENTS[2], "possible", margin=(-3, 6), readings=("2005-05-14", "2005-05-15")),
    SURE[3],
)


def shown(findings: Sequence[Finding], width: int = 80, *, verbose: bool = False) -> str:
    return plain(findings_table(findings, width=width, language=ENGLISH, verbose=verbose), width)


@pytest.mark.parametrize("width", [80, 120])
def test_snapshot(width: int, golden: Callable[[str, bytes | str], None]) -> None:
    text = shown(FINDINGS, width)
    golden(f"show/findings-{width}.txt", text)
    assert text == shown(FINDINGS[::-1], width)


def test_errors_come_first_by_document_and_line() -> None:
    lines = shown(FINDINGS).splitlines()
    assert [line for line in lines if line and line[0] not in " ✓"] == ["2 errors", "2 warnings", "1 note"]
    assert lines[1:3] == ["  schedules/april.docx", "  ✗ 党员大会: measured against 整改提高"]
    assert lines[4:6] == [f"  {PATH}", "  ✗ 党组理论学习: 5月13日 下午 lies outside 第二批: 49 days are missing"]
    assert lines[6] == "    outside-window · line 15 · margin −49 d · required 2005-07/2005-12~"


def test_good_news_is_counted_unless_asked_for() -> None:
    assert shown(SURE) == "✓ 9 checks hold.\n"
    assert shown(SURE[:1]) == "✓ 1 check holds.\n"
    told = shown(SURE, verbose=True)
    assert told.startswith("9 notes\n")
    assert all(f"✓ {event.title}:" in told for event in EVENTS)
    assert shown(()) == "Nothing was found.\n"


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


def test_summary_counts_verdicts_and_severities() -> None:
    assert plain(summary_line(FINDINGS, width=80, language=ENGLISH), 80) == (
        "✗ 3 impossible   ? 1 possible   · 1 open   ✓ 2 sure   2 errors   2 warnings\n"
    )
    assert plain(summary_line(SURE, width=80, language=ENGLISH), 80) == "✓ 9 sure   0 errors   0 warnings\n"
    assert plain(summary_line((), width=80, language=ENGLISH), 80) == "0 errors   0 warnings\n"


TEXTS = st.text(max_size=200)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.builds(
            lambda verdict, severity, said, path, line, margin, readings: replace(
                FINDINGS[0],
                verdict=verdict,
                severity=severity,
                message=message("{said}", said=said),
                place=Place(path=path, line=line),
                margin=margin,
                readings=tuple(readings),
                related=(Place(path=path),),
            ),
            st.sampled_from(("sure", "possible", "impossible", "open")),
            st.sampled_from(("error", "warning", "info")),
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
        shown(findings, width, verbose=True),
        plain(summary_line(findings, width=width, language=ENGLISH), width),
    ):
        assert max(map(cell_len, text.splitlines()), default=0) <= width
    assert shown(findings, width, verbose=True).count("outside-window") == len(findings)
