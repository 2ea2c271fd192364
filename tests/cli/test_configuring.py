"""`planner settings`: every value, and where it comes from."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from planner.settings import Settings
from tests.cli.terminal import here


def rows(*arguments: str) -> dict[str, tuple[Any, str | None]]:
    answered = json.loads(here("settings", *arguments, "--format", "json").stdout)["settings"]
    return {row["name"]: (row["value"], row["from"]) for row in answered}


def test_every_setting_is_said_with_its_default(tmp_path: Path) -> None:
    found = rows(str(tmp_path))
    named = {name.partition(".")[0] for name in found}
    assert {one.name for one in fields(Settings)} - named <= {"severity"}  # a table without entries
    assert found["time_zone"] == ("Asia/Shanghai", None)
    assert found["parts_of_day.afternoon"] == (["14:00", "18:00"], None)
    assert found["strength.in_principle.severity"] == ("warning", None)
    assert {source for _, source in found.values()} == {None}


def test_what_a_file_states_names_the_file(tmp_path: Path) -> None:
    beside = tmp_path / "planner.toml"
    beside.write_text(
        'at_once_days = 5\n[severity]\nW101 = "info"\n[parts_of_day]\ndusk = ["17:30", "19:00"]\n', "utf-8"
    )
    found = rows(str(tmp_path))
    assert {name: value for name, (value, source) in found.items() if source == str(beside)} == {
        "at_once_days": 5,
        "severity.W101": "info",
        "parts_of_day.dusk": ["17:30", "19:00"],
    }
    assert found["parts_of_day.noon"][1] is None
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert rows(str(tmp_path / "a.txt")) == rows("--config", str(beside)) == found
    shown = here("settings", str(tmp_path), columns=400).stdout
    line = next(line for line in shown.splitlines() if line.startswith("  at_once_days"))
    assert line.split()[1:] == ["5", str(beside)]


def test_what_is_printed_is_what_a_file_may_say(tmp_path: Path) -> None:
    written = "".join(
        f"{name} = {json.dumps(value)}\n" for name, (value, _) in rows(str(tmp_path)).items() if value is not None
    )
    again = tmp_path / "all.toml"
    again.write_text(written, encoding="utf-8")
    assert tomllib.loads(written)
    assert {source for _, source in rows("--config", str(again)).values()} == {str(again), None}
    assert [value for value, _ in rows("--config", str(again)).values()] == [
        value for value, _ in rows(str(tmp_path / "nowhere")).values()
    ]


def test_a_wrong_file_is_one_line(tmp_path: Path) -> None:
    wrong = tmp_path / "planner.toml"
    wrong.write_text("at_once = 5\n", encoding="utf-8")
    for arguments in ((str(tmp_path),), ("--config", str(tmp_path / "none.toml"))):
        done = here("settings", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
