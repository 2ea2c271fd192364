"""A supposed time is read with what the row and the schedule tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.extract import extract
from planner.extract.supposed import supposed
from planner.read import Reader
from planner.records import Event, PlannerError, Schedule
from planner.settings import Settings

SCHEDULES = Path(__file__).parents[2] / "schedules"


def schedule_of(name: str) -> Schedule:
    with Reader(Settings()) as reader:
        documents, _ = reader.read(SCHEDULES / name)
    return extract(documents[0], Settings()).schedule


@pytest.fixture(scope="module")
def street() -> Schedule:
    return schedule_of("street-office-batch-two.txt")


def event_of(schedule: Schedule, title: str) -> Event:
    return next(one for one in schedule.events if one.title == title)


@pytest.mark.parametrize(
    ("title", "words", "edtf", "kind"),
    [
        ("群众测评", "12月28日至30日", "2005-12-28/2005-12-30", "event"),  # the year that keeps it in the schedule
        ("群众测评", "23日", "2006-01-23", "event"),  # the row's own month
        ("群众测评", "1月20日前", "../2006-01-20", "deadline"),
        ("总结会议", "12月中旬", "[2005-12-11..2005-12-20]", "event"),  # the row has no date: other rows tell the year
        ("转段会议", "2007年3月1日", "2007-03-01", "event"),
        ("民主评议", "10月12日上午9:00-11:30", "2005-10-12T09:00:00/2005-10-12T11:30:00", "event"),
    ],
)
def test_words_are_completed_from_the_row(street: Schedule, title: str, words: str, edtf: str, kind: str) -> None:
    after = supposed(street, event_of(street, title), words, Settings())
    assert after.when is not None
    assert (after.when.edtf, after.when.text, after.kind) == (edtf, words, kind)
    assert after.uid == event_of(street, title).uid


@pytest.mark.parametrize("words", ["近期", "5月12日和5月14日", "三天", "每周三", "2月30日", "23日"])
def test_what_is_not_one_day_is_refused(street: Schedule, words: str) -> None:
    with pytest.raises(PlannerError, match=words):
        supposed(street, event_of(street, "总结会议"), words, Settings())
