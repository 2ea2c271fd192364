import xml.etree.ElementTree as ET

import pytest

from planner.language import Language
from planner.show.picture import svg
from planner.show.timeline import Panel, timeline
from tests.show.may import SCHEDULE, STAGE, SURE


def picture() -> str:
    drawn = timeline((Panel(SCHEDULE, (STAGE,)),), SURE, width=100, language=Language("en"))
    return svg(drawn, width=100, title="整改提高 <May & June>")


def test_the_picture_is_the_same_each_time_and_names_what_it_shows() -> None:
    drawn = picture()
    assert drawn == picture()
    root = ET.fromstring(drawn)  # noqa: S314 - our own output
    words = "".join(root.itertext()).replace("\xa0", " ")
    assert "整改提高 <May & June>" in words
    assert all(event.title in words for event in SCHEDULE.events)
    assert "█████" in words


def test_the_picture_fetches_nothing_and_ignores_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = picture()
    assert "@font-face" not in drawn
    assert "url(http" not in drawn
    assert "//cdn" not in drawn
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "dumb")
    assert picture() == drawn
