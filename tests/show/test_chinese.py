from dataclasses import replace

import pytest

from planner.language import Language
from planner.records import message
from planner.show.axis import lower_labels, make_axis, upper_labels
from planner.show.timeline import Panel, timeline
from planner.show.width import cell_len
from tests.show.may import BATCH_TWO, EVENTS, OTHERS, SCHEDULE, STAGE, day, days, plain


@pytest.fixture
def chinese() -> Language:
    language = Language("zh")
    try:
        said = language.say(message("Words"))
    except FileNotFoundError:
        pytest.skip("the Chinese catalogue is not compiled")
    assert said != "Words"
    return language


def test_labels_fit_in_chinese(chinese: Language) -> None:
    axis = make_axis([days("", day(1), day(31))], [], 40)
    assert axis is not None
    assert upper_labels(axis, chinese) == {0: "2005年5月"}
    for last in (2005, 2006, 2008):
        axis = make_axis([days("", day(1), day(31).replace(year=last, month=12))], [], 60)
        assert axis is not None
        for labels in (upper_labels(axis, chinese), lower_labels(axis, chinese)):
            free = 0
            for cell, text in sorted(labels.items()):
                assert cell >= free
                free = cell + cell_len(text) + 1


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_the_timeline_speaks_chinese_and_keeps_its_width(chinese: Language, width: int) -> None:
    schedule = replace(SCHEDULE, events=(*EVENTS, *OTHERS))
    text = plain(
        timeline((Panel(schedule, (STAGE, BATCH_TWO)),), (), width=width, language=chinese, today=day(18)), width
    )
    assert max(map(cell_len, text.splitlines())) <= width
    assert "原文" in text
    assert not {"Words", "Event", "window", "weekend", "line"} & set(text.split())
