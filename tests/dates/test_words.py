"""Values of time as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates.words import in_words
from planner.language import Language

ENGLISH, CHINESE = Language("en"), Language("zh")


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("2005-05-12", "12 May 2005", "2005年5月12日"),
        ("2005-05-16/2005-05-20", "16–20 May 2005", "2005年5月16日至20日"),
        ("2005-05-27/2005-06-02", "27 May – 2 Jun 2005", "2005年5月27日至6月2日"),
        ("2005-12-27/2006-01-02", "27 Dec 2005 – 2 Jan 2006", "2005年12月27日至2006年1月2日"),
        ("[2005-05-11..2005-05-20]", "some time in 11–20 May 2005", "2005年5月11日至20日之间"),
        (
            "[2005-07-11~..2005-07-20~]",
            "some time in about 11 Jul – about 20 Jul 2005",
            "2005年约7月11日至约7月20日之间",
        ),
        ("2005-05", "May 2005", "2005年5月"),
        ("2005-07/2005-12~", "Jul – about Dec 2005", "2005年7月至约12月"),
        ("2005-05-09~", "about 9 May 2005", "约2005年5月9日"),
        ("../2005-05-30", "until 30 May 2005", "截至2005年5月30日"),
        ("2005-05-20/..", "from 20 May 2005 on", "2005年5月20日起"),
        ("2005-05-12T09:00:00/2005-05-12T11:30:00", "12 May 2005, 09:00–11:30", "2005年5月12日 09:00–11:30"),
        ("2005", "year 2005", "2005年"),
        ("XXXX-05", "May", "5月"),
        ("XXXX-05-12/XXXX-05-14", "12–14 May", "5月12日至14日"),
        ("P1D", "1 day", "1天"),
        ("P25D", "25 days", "25天"),
        ("P25D/P35D", "25–35 days", "25–35天"),
        ("P18D/P18D", "18 days", "18天"),
        ("PT40H", "40 hours", "40小时"),
        ("P1M", "1 month", "1个月"),
        ("P2W", "2 weeks", "2周"),
    ],
)
def test_in_words(value: str, english: str, chinese: str) -> None:
    assert ENGLISH.say(in_words(value)) == english
    assert CHINESE.say(in_words(value)) == chinese


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2005-05-27/2005-05-30", "27–30 May"),
        ("2005-05-27/2005-06-02", "27 May – 2 Jun"),
        ("2005-05", "May"),
        ("2005-12-27/2006-01-02", "27 Dec – 2 Jan 2006"),
    ],
)
def test_the_year_that_all_share_is_left_out(value: str, said: str) -> None:
    assert ENGLISH.say(in_words(value, 2005)) == said


@pytest.mark.parametrize(
    "value", ["2005-21", "2005-05-09?", "[2005-05-11,2005-05-13]", "words", "", "/", "P1D/2005-05-01", "XXXX", "../.."]
)
def test_what_has_no_words_is_said_as_written(value: str) -> None:
    assert ENGLISH.say(in_words(value)) == value


_DATE = st.builds(
    "{}{}{}".format,
    st.sampled_from(("2005", "XXXX", "201X", "-0300")),
    st.sampled_from(("", "-05", "-XX", "-21", "-12~")),
    st.sampled_from(("", "-07", "-X1", "-31~", "-02T24:00:00", "-02T09:00:00Z")),
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.builds("{}{}{}".format, _DATE, st.sampled_from(("", "/", "..", "~")), _DATE) | st.text(max_size=20))
def test_never_raises(value: str) -> None:
    for year in (None, 2005):
        assert CHINESE.say(in_words(value, year)) != "" or not value
