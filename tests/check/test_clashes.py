"""Family K: clashes by hand, against all pairs, and with ten thousand events."""

import itertools
import random

import pytest

from planner.check.clashes import check_clashes
from planner.check.scope import Scope
from planner.language import Language
from planner.records import Event, Finding, Plan, Repeat
from planner.settings import Settings
from tests.make import event, schedule, when

DAY = ("2005-05-12", "2005-05-12")


def found(*events: Event) -> tuple[Finding, ...]:
    return check_clashes(Scope(schedule(*events), Plan()), Settings())


def at(start: int | None, end: int | None, *span: str, **more: object):  # type: ignore[no-untyped-def]
    first, last = span or DAY
    return when(first, last, start_time=start, end_time=end, **more)


def pair(one: object, other: object) -> list[tuple[str, str, str]]:
    events = [event(name, time, participants=("全体队员",)) for name, time in (("甲", one), ("乙", other))]
    assert {(f.code, f.verdict) for f in found(*events)} == {(f.code, f.verdict) for f in found(*reversed(events))}
    return [(finding.code, finding.verdict, finding.severity) for finding in found(*events)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (at(540, 660), at(600, 720), [("K101", "impossible", "error")]),
        (at(540, 660), at(660, 720), []),
        (at(540, None), at(540, None), [("K101", "impossible", "error")]),
        (at(540, None), at(570, None), [("K101", "possible", "warning")]),
        (at(540, None), at(600, None), []),
        (when(*DAY, part="morning"), when(*DAY, part="afternoon"), []),
        (when(*DAY, part="morning"), when(*DAY, part="morning"), [("K101", "possible", "warning")]),
        (when(*DAY, part="morning"), at(540, 660), [("K101", "possible", "warning")]),
        (when(*DAY), at(540, 660), [("K101", "possible", "warning")]),
        (when(*DAY), when("2005-05-13", "2005-05-13"), []),
        (when("2005-05-11", "2005-05-20", fit="within"), at(540, 660), [("K101", "possible", "info")]),
        (when("2005-05-11", "2005-05-20", fit="within"), when("2005-05-21", "2005-05-31", fit="within"), []),
        (at(540, 660, "2005-05-11", "2005-05-13"), at(600, 720), [("K101", "impossible", "error")]),
        (at(540, 660, "2005-05-11", "2005-05-13"), at(900, 960), [("K101", "possible", "info")]),
        (at(1320, 360, "2005-05-11", "2005-05-12"), at(60, 120), [("K101", "impossible", "error")]),
        (when(None, "2005-05-12"), at(540, 660), []),
        (None, at(540, 660), []),
    ],
)
def test_hours_parts_and_spans(one: object, other: object, expected: list[tuple[str, str, str]]) -> None:
    assert pair(one, other) == expected


def test_organizers_and_places_have_codes_of_their_own() -> None:
    events = [event(name, at(540, 660), organizer="办公室", location="礼堂") for name in ("甲", "乙")]
    assert [(one.code, one.verdict, one.severity) for one in found(*events)] == [
        ("K103", "impossible", "error"),
        ("K102", "impossible", "warning"),
    ]
    work = [event(name, when("2005-05-09", "2005-05-20"), organizer="办公室") for name in ("甲", "乙")]
    assert found(*work) == ()


def test_only_the_same_words_are_the_same_people() -> None:
    assert (
        found(
            event("甲", at(540, 660), participants=("全体党员",)), event("乙", at(540, 660), participants=("各支部",))
        )
        == ()
    )


def test_a_deadline_a_cancelled_event_and_a_stage_take_up_nobody() -> None:
    meeting = event("甲", at(540, 660), participants=("张三",))
    for more in ({"kind": "deadline"}, {"kind": "stage"}, {"status": "cancelled"}):
        assert found(meeting, event("乙", at(540, 660), participants=("张三",), **more)) == ()


def test_sessions_of_an_event_clash_with_one_another_and_not_with_it() -> None:
    whole = event("培训", at(480, 1020), participants=("张三",))
    sessions = [event(f"第{n}讲", at(480, 540), participants=("张三",), parent="培训") for n in (1, 2)]
    assert [(one.event, one.verdict) for one in found(whole, *sessions)] == [("第2讲", "impossible")]


def test_the_message_names_who_and_the_other_row() -> None:
    events = [event(name, at(540, 660, text="9:00-11:00"), participants=("张三", "李四")) for name in ("甲", "乙")]
    (finding,) = found(*events)
    assert Language().say(finding.message) == "张三, 李四 must be at that time also at 乙 (9:00-11:00)"
    assert (finding.event, finding.related) == ("甲", (events[1].place,))


def test_occurrences_of_a_repeat_clash() -> None:
    course = event(
        "课",
        when("2005-05-02", "2005-06-30"),
        repeat=Repeat("每周四9:00-11:00", "FREQ=WEEKLY;BYDAY=TH", start_time=540, end_time=660),
        location="礼堂",
    )
    assert [one.code for one in found(course, event("会", at(600, 720), location="礼堂"))] == ["K103"]
    assert found(course, event("会", at(600, 720, "2005-05-13", "2005-05-13"), location="礼堂")) == ()


def test_agrees_with_all_pairs() -> None:
    chance = random.Random(5)  # noqa: S311 -- chance from a seed
    for _ in range(200):
        events = []
        for number in range(8):
            day, start = f"2005-05-{chance.randint(10, 12)}", chance.randrange(480, 1020, 30)
            end = start + chance.choice((30, 60, 120))
            events.append(event(str(number), at(start, end, day, day), location=chance.choice("东西")))
        pairs = {
            max(
                (one, other), key=lambda item: (item.when.first, item.when.start_time, item.when.end_time, item.uid)
            ).uid
            for one, other in itertools.combinations(events, 2)
            if one.location == other.location
            and one.when.first == other.when.first
            and one.when.start_time < other.when.end_time
            and other.when.start_time < one.when.end_time
        }
        findings = found(*events)
        assert {one.event_uid for one in findings} == pairs
        assert {one.verdict for one in findings} <= {"impossible"}


def test_ten_thousand_events_of_one_room_are_swept_not_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def counted(uid: str, other: str, _: object) -> bool:
        nonlocal looked_at
        looked_at += 1
        return uid == other

    monkeypatch.setattr("planner.check.clashes._are_related", counted)
    events = [event(str(n), when("2005-05-01", "2005-05-31", fit="within"), location="礼堂") for n in range(10_000)]
    findings = found(*events)
    assert len(findings) == 9_999
    assert looked_at <= 10_000 * 20
