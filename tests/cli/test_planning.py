"""The command `planner plan` and what takes its file."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.terminal import here, planner

SCHEDULES = Path(__file__).parents[2] / "schedules"
BATCH, EXTENSION = str(SCHEDULES / "batch-two.txt"), str(SCHEDULES / "extension.txt")
STREET = str(SCHEDULES / "street-office-batch-two.txt")

WRITTEN = ("s.ics", "windows.ics", "events.csv", "events.json", "plan.toml", "findings.json")


def test_the_tree_and_the_share_understood() -> None:
    done = planner("plan", BATCH, EXTENSION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "第二批" in done.stdout
    assert "sentences with a time or a demand were understood" in done.stdout


def test_show_draws_the_outline_of_the_plan_below_the_timeline() -> None:
    shown = planner("show", BATCH, EXTENSION).stdout
    outline = shown[shown.index("\nPlan\n") :]
    assert "第一批学习动员阶段" in outline
    assert "extension may “" in outline
    assert "filing" not in outline
    assert "\nPlan\n" not in planner("show", STREET).stdout


def test_json_has_the_keys_that_programs_count_on() -> None:
    answer = json.loads(planner("plan", BATCH, "--format", "json").stdout)
    assert [*answer] == ["clauses", "windows", "stages", "unresolved", "not_understood", "understood"]
    keys = {"kind", "subject", "values", "strength", "level", "condition", "quote", "place", "batch", "stage", "unit"}
    assert all(keys <= set(clause) for clause in answer["clauses"])
    window = next(one for one in answer["clauses"] if one["kind"] == "window")
    assert (window["batch"], window["values"]["first"]) == ("第二批", "2005-07-01")


def test_a_plan_file_stands_in_for_its_notices(tmp_path: Path) -> None:
    path = str(tmp_path / "plan.toml")
    assert planner("plan", BATCH, EXTENSION, "-o", path).returncode == 0
    by_file = json.loads(planner("check", STREET, "--plan", path, "--format", "json").stdout)
    by_notice = json.loads(
        planner("check", STREET, "--notice", BATCH, "--notice", EXTENSION, "--format", "json").stdout
    )
    assert [one["name"] for one in by_notice["windows"]] == ["第二批", "第一批学习动员阶段"]
    assert {one["name"] for one in by_notice["windows"]} <= {one["name"] for one in by_file["windows"]}
    verdicts = [
        [(one["event"], one["verdict"], one["margin"]) for one in answer["findings"] if one["window"] == "第二批"]
        for answer in (by_file, by_notice)
    ]
    assert verdicts[0] == verdicts[1] != []


def test_a_wrong_plan_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text('[[batch]]\nname = "x"\nwindow = 1\n', encoding="utf-8")
    done = planner("check", STREET, "--plan", str(path))
    assert done.returncode == 2
    assert "plan.toml:3: window" in done.stderr


def test_a_cover_notice_dates_a_schedule_without_a_month(tmp_path: Path) -> None:
    schedule, notice = tmp_path / "s.txt", tmp_path / "n.txt"
    schedule.write_text("安排表\n\n\t时间\n\t内容\n\n\t17日上午\n\t开班\n\n\t18日下午\n\t讨论\n", encoding="utf-8")
    notice.write_text("通知\n\n定于2026年6月17日至19日举办值守短训班。\n", encoding="utf-8")
    alone = json.loads(planner("extract", str(schedule), "--format", "json").stdout)["events"]
    assert [one["when"] and one["when"]["first"] for one in alone] == [None, None]
    dated = json.loads(planner("extract", str(schedule), "--notice", str(notice), "--format", "json").stdout)["events"]
    assert [one["when"]["first"] for one in dated] == ["2026-06-17", "2026-06-18"]
    assert {part["source"] for one in dated for part in one["when"]["completed_from"]} >= {"notice"}


def test_history_says_which_notice_set_what() -> None:
    done = planner("plan", BATCH, EXTENSION, "--history")
    first, second = (done.stdout.index(day) for day in ("2005-02", "2005-06"))
    assert first < second


def test_a_plan_that_a_person_corrected_stays_and_is_followed(tmp_path: Path) -> None:
    schedule, notice, out = tmp_path / "s.csv", tmp_path / "n.txt", tmp_path / "out"
    schedule.write_text("事项,时间\n总结会议,2005年6月3日\n", encoding="utf-8")
    notice.write_text("关于开展学习教育活动的通知\n学习教育活动安排在2005年5月份进行。\n", encoding="utf-8")
    asked = ("run", str(schedule), "--notice", str(notice), "--out", str(out), "--format", "json")
    plan = out / "plan.toml"
    first = json.loads(here(*asked).stdout)
    assert (first["plan_file"], first["verdicts"][0]["verdict"]) == (None, "impossible")
    assert json.loads(here(*asked).stdout)["plan_file"] is None  # nobody has corrected what stands there
    corrected = plan.read_text(encoding="utf-8").replace("2005-05-31", "2005-06-05")
    plan.write_text(corrected, encoding="utf-8-sig", newline="\r\n")
    kept = plan.read_bytes()
    again = json.loads(here(*asked).stdout)
    assert (again["plan_file"], again["verdicts"][0]["verdict"]) == (str(plan), "sure")
    assert [Path(one).name for one in first["files"]] == [*WRITTEN]
    assert [Path(one).name for one in again["files"]] == [one for one in WRITTEN if one != "plan.toml"]
    assert "was corrected: this run follows it" in here(*asked[:-2], columns=300).stdout
    assert plan.read_bytes() == kept
    other = tmp_path / "other.toml"
    assert here("plan", str(notice), "-o", str(other)).returncode == 0
    told = here(*asked[:-2], "--plan", str(other), columns=300)
    assert "✗ impossible" in told.stdout
    assert "was corrected: it stays as it is" in told.stdout
    refused = here("plan", str(notice), "-o", str(plan))
    assert (refused.returncode, "was corrected since planner wrote it" in refused.stderr) == (2, True)
    assert plan.read_bytes() == kept


def test_a_plan_with_other_line_ends_is_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    assert here("plan", BATCH, "-o", str(path)).returncode == 0
    written = path.read_bytes()
    path.write_bytes(written.replace(b"\n", b"\r\n"))
    assert here("plan", BATCH, "-o", str(path)).returncode == 0
    assert path.read_bytes() == written
