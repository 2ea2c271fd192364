import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.show.width import cell_len, clean, cut, cut_start, pad, wrap


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("5月13日\n\n下午", "5月13日 下午"),
        (" a\t b\u3000c ", "a b c"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("a\u202eb\u200dc\ufe0fd\ufeff", "abcd"),
        ("\ud800", "\ufffd"),
        ("e\u0301", "e\u0301"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "width", "left", "right"),
    [
        ("党员大会", 8, "党员大会", "党员大会"),
        ("党员大会", 7, "党员大…", "…员大会"),
        ("党员大会", 6, "党员…", "…大会"),
        ("党员大会", 2, "…", "…"),
        ("abcdef", 4, "abc…", "…def"),
        ("abc", 0, "", ""),
        ("", 0, "", ""),
    ],
)
def test_cut(text: str, width: int, left: str, right: str) -> None:
    assert cut(text, width) == left
    assert cut_start(text, width) == right


def test_pad_counts_cells() -> None:
    assert pad("大会", 6) == "大会  "
    assert pad("大会", 3) == "大会"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the window begins", 10, ("the window", "begins")),
        ("抄送有关部门，并公布", 12, ("抄送有关部", "门，并公布")),  # no comma begins a line
        ("材料（草案）", 6, ("材料", "（草", "案）")),  # no bracket ends a line
        ("会议5月20日结束", 9, ("会议5月", "20日结束")),  # a number keeps its unit
        ("abcdefgh", 3, ("abc", "def", "gh")),
        ("", 5, ("",)),
    ],
)
def test_wrap(text: str, width: int, lines: tuple[str, ...]) -> None:
    assert wrap(text, width) == lines


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80), st.integers(2, 30))
def test_nothing_is_wider_than_asked_and_wrapping_loses_only_blanks(text: str, width: int) -> None:
    cleaned = clean(text)
    assert cell_len(cut(cleaned, width)) <= width
    assert cell_len(cut_start(cleaned, width)) <= width
    lines = wrap(cleaned, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == cleaned.replace(" ", "")


def test_a_megabyte_without_blanks_is_wrapped_in_linear_time() -> None:
    assert len(wrap("x" * 1_000_000, 40)) == 25_000
