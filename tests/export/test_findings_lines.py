"""Findings as lines: what an editor and GitHub's runner read out of them."""

from __future__ import annotations

import re

from planner.export.lines import concise, github
from planner.language import Language
from tests.export.findings import ALL, FAIL, OPEN, REVIEW, TRICKY

ENGLISH = Language("en")
# The parts of a command as the runner takes them apart, and the errorformat %f:%l:%c: %m of editors.
COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:\r\n]*)::(?P<data>[^\r\n]*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read commands as GitHub's runner does: split, then undo the escapes."""
    read = []
    for line in text.splitlines():
        found = COMMAND.fullmatch(line)
        assert found, line
        pairs = dict(pair.split("=", 1) for pair in found["properties"].split(","))
        values = {name: unescaped(value, (":", ",")) for name, value in pairs.items()}
        read.append((found["name"], values, unescaped(found["data"])))
    return read


def unescaped(text: str, also: tuple[str, ...] = ()) -> str:
    for character in ("\r", "\n", *also, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_concise_is_a_line_a_finding() -> None:
    assert concise((FAIL, OPEN, REVIEW), ENGLISH) == (
        "units/a b/日程 #1%.txt:34:5: W101 群众测评: 1月9日 lies outside 第二批\n"
        "plan.txt:2: X201 no date\n"
        "/data/plan.xlsx: W101 党委会议: only on 2005-05-14\n"
    )
    assert concise(ALL, ENGLISH).count("\n") == len(ALL)
    assert concise(ALL, ENGLISH).isprintable() is False
    assert all(line.isprintable() for line in concise(ALL, ENGLISH).replace("\ufffe", "").splitlines())
    assert concise((), ENGLISH) == ""


def test_github_reads_back_what_was_said() -> None:
    (one, other, tricky) = commands(github((FAIL, REVIEW, TRICKY), ENGLISH))
    assert one == (
        "error",
        {"file": "units/a b/日程 #1%.txt", "line": "34", "col": "5", "title": "W101 outside-window"},
        "群众测评: 1月9日 lies outside 第二批",
    )
    assert other == (
        "warning",
        {"file": "/data/plan.xlsx", "title": "W101 outside-window"},
        "党委会议: only on 2005-05-14",
    )
    assert tricky[0] == "notice"
    assert tricky[1]["file"] == TRICKY.place.path
    assert "::error::<b>" in tricky[2]
