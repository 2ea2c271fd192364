"""The original documents of 2005, by the command line as a user calls it: the events, the windows, both checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.terminal import planner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# title, words, first, last, fit, part, EDTF, margin against May, days missing to 1 July (least, most)
NINE = (
    ("党员大会", "5月12日下午", "12", "12", "fills", "afternoon", "2005-05-12", 50, 50),
    ("党组理论学习", "5月13日 下午", "13", "13", "fills", "afternoon", "2005-05-13", 49, 49),
    ("党委会议", "5月中旬", "11", "20", "within", None, "[2005-05-11..2005-05-20]", 42, 51),
    ("制定方案", "5月16日至20日", "16", "20", "fills", None, "2005-05-16/2005-05-20", 46, 46),
    ("实施整改", "5月中旬", "11", "20", "within", None, "[2005-05-11..2005-05-20]", 42, 51),
    ("支部会议", "5月23日至27日", "23", "27", "fills", None, "2005-05-23/2005-05-27", 39, 39),
    ("公布情况", "5月23日至27日", "23", "27", "fills", None, "2005-05-23/2005-05-27", 39, 39),
    ("总结会议", "5月下旬", "21", "31", "within", None, "[2005-05-21..2005-05-31]", 31, 41),
    ("测评工作", "5月下旬", "21", "31", "within", None, "[2005-05-21..2005-05-31]", 31, 41),
)


def answer(*arguments: str, code: int = 0) -> dict[str, Any]:
    done = planner(*arguments, "--format", "json")
    assert done.returncode == code, done.stderr
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered


def test_the_nine_events(original: Callable[[str], Path]) -> None:
    path = str(original("001"))
    stages = [one for one in answer("extract", path)["events"] if one["kind"] == "stage"]
    assert [(one["title"], one["when"]["edtf"]) for one in stages] == [("整改提高阶段", "2005-05")]
    assert [one["place"]["line"] for one in stages] == [39]
    events = [one for one in answer("extract", path)["events"] if one["kind"] != "stage"]
    read = [
        (
            one["title"],
            one["when"]["text"],
            one["when"]["first"],
            one["when"]["last"],
            one["when"]["fit"],
            one["when"]["part"],
            one["when"]["edtf"],
        )
        for one in events
    ]
    assert read == [
        (title, words, f"2005-05-{first}", f"2005-05-{last}", fit, part, edtf)
        for title, words, first, last, fit, part, edtf, *_ in NINE
    ]
    assert {one["kind"] for one in events} == {"event"}
    assert {one["stage"] for one in events} == {"整改提高"}
    assert len({one["uid"] for one in events}) == 9
    assert [one["place"]["line"] for one in events] == [52, 59, 70, 75, 80, 85, 90, 95, 100]
    assert {one["place"]["path"] for one in events} == {path}
    assert [one["place"]["quote"] for one in events] == [words for _, words, *_ in NINE]
    years = {
        (one["value"], one["source"], one["text"])
        for event in events
        for one in event["when"]["completed_from"]
        if one["part"] == "year" and one["source"] != "phrase"
    }
    assert years == {(2005, "caption", "（2005年5月）")}


def test_details_participants_and_organizers(original: Callable[[str], Path]) -> None:
    events = {one["title"]: one for one in answer("extract", str(original("001")))["events"]}
    assert [item[:2] for item in events["党员大会"]["details"]] == ["1、", "2、"]
    assert len(events["党组理论学习"]["details"]) == 3
    assert events["党员大会"]["participants"] == ["全体党员"]
    assert events["党组理论学习"]["participants"] == ["党组理论中心组成员"]
    assert events["党委会议"]["participants"] == ["省科协党委委员"]
    assert events["总结会议"]["participants"] == ["领导小组全体成员", "各党委委员", "纪委委员", "各党支部书记"]
    assert events["实施整改"]["organizer"] == "各党支部"
    assert events["制定方案"]["organizer"] == "党支部、党委、党组"
    assert events["支部会议"]["note"] == events["测评工作"]["note"] == ""
    assert events["党员大会"]["note"] == "全体党员参加"


def test_windows_of_all_notices(original: Callable[[str], Path]) -> None:
    schedule = str(original("001"))
    notices = [part for number in ("001", "000", "002", "003", "004") for part in ("--notice", str(original(number)))]
    windows = answer("check", schedule, *notices)["windows"]
    assert [
        (one["stage"], one["batch"], one["first"], one["last"], one["edtf"], one["approximate"]) for one in windows
    ] == [
        ("整改提高", "", "2005-05-01", "2005-05-31", "2005-05", False),
        ("整改提高", "第一批", None, None, None, False),
        ("", "第二批", "2005-07-01", "2005-12-31", "2005-07/2005-12~", True),
        ("整改提高", "第一批", None, None, "XXXX-05", False),
        ("", "第二批", None, None, "XXXX-07/..", False),
        ("学习动员", "第一批", None, None, None, False),
    ]


def test_lengths_and_extensions_are_kept_as_stated(original: Callable[[str], Path]) -> None:
    answered = answer("check", str(original("001")), "--notice", str(original("000")), "--notice", str(original("004")))
    stage, extended, _own = answered["windows"]
    assert (stage["length"]["number"], stage["length"]["unit"], stage["length"]["bound"]) == (1, "month", "about")
    assert stage["basis"][0]["quote"] == "整改提高阶段的时间原则上为1个月左右"
    assert (extended["extension"]["number"], extended["extension"]["unit"]) == (10, "day")
    assert extended["extension"]["bound"] == "about"
    assert extended["basis"][0]["quote"] == "学习动员阶段的时间可在原安排的基础上延长10天左右"


def test_speech_without_a_year_says_so_unless_its_date_is_given(original: Callable[[str], Path]) -> None:
    schedule, speech = original("001"), original("003")
    findings = answer("check", str(schedule), "--notice", str(speech))["findings"]
    assert [one["place"]["line"] for one in findings if one["code"] == "X204"] == [5, 36]
    dated = answer("check", str(schedule), "--notice", str(speech), "--on", "2005-04-25")
    assert [(one["first"], one["last"]) for one in dated["windows"]] == [
        ("2005-05-01", "2005-05-31"),
        ("2005-07-01", None),
        ("2005-05-01", "2005-05-31"),  # that of the schedule's own prose
    ]
    assert not [one for one in dated["findings"] if one["code"] == "X204"]


def test_all_nine_lie_in_the_window_of_their_stage(original: Callable[[str], Path]) -> None:
    path = str(original("001"))
    answered = answer("check", path, "--notice", path)
    verdicts = [(one["event"], one["verdict"]) for one in answered["findings"] if one["code"] == "W101"]
    assert verdicts == [(title, "sure") for title, *_ in NINE]
    assert [one["required"] for one in answered["findings"] if one["code"] == "W101"] == ["2005-05"] * 9
    (window,) = answered["windows"]
    assert window["basis"][0]["quote"] == "整改提高阶段的工作安排在5月份进行"
    assert window["basis"][0]["line"] == 39


@pytest.mark.parametrize("name", ["第二批", "batch two"])
def test_none_of_the_nine_lies_in_batch_two(original: Callable[[str], Path], name: str) -> None:
    path, notice = str(original("001")), str(original("002"))
    answered = answer("check", path, "--notice", notice, "--window", name, code=1)
    margins = [(one["event"], one["verdict"], one["margin"]) for one in answered["findings"]]
    assert margins == [(title, "impossible", {"least": -most, "most": -least}) for title, *_, least, most in NINE]


def test_batch_two_is_set_aside_in_one_line(original: Callable[[str], Path]) -> None:
    answered = answer("check", str(original("001")), "--notice", str(original("002")))
    of_windows = [one for one in answered["findings"] if one["code"][0] == "W" and one["verdict"] != "sure"]
    assert [(one["code"], one["event"], one["severity"]) for one in of_windows] == [("W103", None, "info")]
    window, own = answered["windows"]
    assert own["basis"][0]["line"] == 39
    assert [(one["picked"], one["reason"]) for one in window["schedules"]] == [(False, "apart")]
