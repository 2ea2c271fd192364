"""planner rule, and findings that the plan file sets aside, as a person calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from planner.codes import CODES
from tests.cli.terminal import here

if TYPE_CHECKING:
    from pathlib import Path

SCHEDULE = """
# 清洁月活动日程表（2005年5月）

| 时间 | 项目 | 参加人员 |
|---|---|---|
| 5月12日9:00-11:00 | 动员大会 | 全体队员 |
| 5月12日10:00-12:00 | 安全培训 | 全体队员 |
| 5月32日 | 清扫河岸 | |
"""
SILENCES = """
[[silence]]
code = "K101"
event = "安全培训"
reason = "两边轮流去"

[[silence]]
code = "X202"
reason = "已去问"

[[silence]]
code = "C102"
reason = "没有这回事"
"""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_rules_are_listed_within_the_terminal(language: str) -> None:
    done = here("rule", "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f" {one.code} " in done.stdout and f"  {one.name}\n" in done.stdout for one in CODES)
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= 80


def test_a_rule_says_what_why_the_clause_an_example_and_the_repair() -> None:
    done = here("rule", "p103", "--lang", "en")
    lines = done.stdout.splitlines()
    assert lines[0] == "P103 base-not-finished  error"
    assert [line for line in lines if line and not line.startswith(" ")][2:] == [
        "Why",
        "Comes from",
        "Repair",
        "Example",
    ]
    assert lines[-1] == "  ✗ gives: impossible"
    assert here("rule", "base-not-finished", "--lang", "en").stdout == done.stdout


def test_every_rule_has_a_page_in_both_languages_that_fits() -> None:
    for one in CODES:
        for language in ("en", "zh"):
            done = here("rule", one.code, "--lang", language)
            assert done.returncode == 0
            assert max(cell_len(line) for line in done.stdout.splitlines()) <= 80


def test_rules_for_programs() -> None:
    rules = json.loads(here("rule", "--format", "json", "--lang", "zh").stdout)["rules"]
    assert [one["code"] for one in rules] == sorted(one.code for one in CODES)
    (one,) = json.loads(here("rule", "C101", "--format", "json", "--lang", "en").stdout)["rules"]
    assert (one["name"], one["severity"]) == ("on-weekend", "warning")
    assert one["examples"][0]["verdict"] == "impossible"


def test_an_unknown_rule_is_one_line() -> None:
    done = here("rule", "Z999", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"planner: there is no rule Z999; planner rule lists all {len(CODES)}\n"


def test_silenced_findings_are_kept_and_do_not_count(tmp_path: Path) -> None:
    schedule, plan = tmp_path / "a.md", tmp_path / "plan.toml"
    schedule.write_text(SCHEDULE, encoding="utf-8")
    plan.write_text(SILENCES, encoding="utf-8")
    loud = here("check", str(schedule), "--format", "json")
    assert loud.returncode == 1
    quiet = here("check", str(schedule), "--plan", str(plan), "--format", "json")
    assert quiet.returncode == 0
    findings = json.loads(quiet.stdout)["findings"]
    assert {(one["code"], one["silenced"]) for one in findings if one["silenced"]} == {
        ("K101", "两边轮流去"),
        ("X202", "已去问"),
    }
    (useless,) = [one for one in findings if one["code"] == "X218"]
    assert (useless["severity"], useless["place"]["path"]) == ("warning", str(plan))
    assert len(findings) == len(json.loads(loud.stdout)["findings"]) + 1


def test_a_silence_without_a_reason_is_refused(tmp_path: Path) -> None:
    schedule, plan = tmp_path / "a.md", tmp_path / "plan.toml"
    schedule.write_text(SCHEDULE, encoding="utf-8")
    plan.write_text('[[silence]]\ncode = "K101"\n', encoding="utf-8")
    done = here("check", str(schedule), "--plan", str(plan), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "plan.toml:1: reason is wrong" in done.stderr


def test_the_weight_of_a_code_is_a_setting_also_for_reading(tmp_path: Path) -> None:
    schedule, config = tmp_path / "a.md", tmp_path / "own.toml"
    schedule.write_text(SCHEDULE, encoding="utf-8")
    config.write_text('[severity]\nX202 = "info"\nK101 = "info"\n', encoding="utf-8")
    assert here("check", str(schedule), "--config", str(config)).returncode == 0
