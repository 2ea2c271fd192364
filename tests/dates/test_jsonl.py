"""The line protocol: values in the forms that the scorer of the suites documents."""

from __future__ import annotations

import json

import pytest

from planner.dates.jsonl import answer
from planner.records import PlannerError


def values(text: str, reference: str | None = "2005-05-08T10:00:00") -> list[object]:
    line = json.dumps({"id": "a/1", "text": text, "reference": reference, "more": 1})
    return [one["values"] for one in json.loads(answer(line))["found"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5月12日", {"kind": "interval", "from": "2005-05-12T00:00:00", "to": "2005-05-13T00:00:00"}),
        ("5月12日下午", {"kind": "interval", "from": "2005-05-12T14:00:00", "to": "2005-05-12T18:00:00"}),
        ("5月12日9:00", {"kind": "interval", "from": "2005-05-12T09:00:00", "point": True}),
        ("5月16日至20日", {"kind": "interval", "from": "2005-05-16T00:00:00", "to": "2005-05-21T00:00:00"}),
        ("6月30日前", {"kind": "interval", "from": None, "to": "2005-07-01T00:00:00"}),
        ("从7月开始", {"kind": "interval", "from": "2005-07-01T00:00:00", "to": None}),
        ("5月12日24:00前", {"kind": "interval", "from": None, "to": "2005-05-13T00:00:00"}),
        ("上午9:00-11:30", {"kind": "time", "from": "09:00", "to": "11:30"}),
        ("下午3点", {"kind": "time", "from": "15:00", "to": None}),
        ("下午", {"kind": "time", "from": "14:00", "to": "18:00"}),
        ("1个月左右", {"kind": "duration", "seconds": 2592000}),
        ("每周三", {"kind": "set"}),
        ("2小时后", {"kind": "interval", "from": "2005-05-08T12:00:00", "point": True}),
    ],
)
def test_value(text: str, value: dict[str, object]) -> None:
    assert values(text) == [[value]]


def test_what_is_open_has_no_values() -> None:
    assert values("近日") == [[]]
    assert values("5月", reference=None) == [[]]
    assert values("12日") == [[]]


def test_answer_keeps_the_id_and_the_offsets() -> None:
    line = answer('{"id": "x", "text": "定于5月12日召开", "reference": "2005-05-08"}')
    assert json.loads(line)["id"] == "x"
    (one,) = json.loads(line)["found"]
    assert (one["start"], one["end"]) == (2, 7)


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"text": 1}', "null", '{"text": "x", "reference": "no"}', "[" * 100_000]
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(PlannerError):
        answer(line)
