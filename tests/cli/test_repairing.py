"""planner repair and planner draft, as a user calls them."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.terminal import here, planner

SCHEDULE = """# 绿化月活动检查验收阶段日程表（2021年）

| 时间 | 项目 |
|---|---|
| 6月7日至11日 | 制定方案 |
| 6月上旬 | 组织栽种 |
| 6月21日至22日 | 公布结果 |
"""
NOTICE = """关于绿化月活动检查验收阶段的通知

检查验收阶段安排在2021年6月份进行。

这一阶段按照制定方案、组织栽种、公布结果的程序进行。

区绿化办公室
2021年5月20日
"""


@pytest.fixture
def documents(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "unit.md").write_text(SCHEDULE, encoding="utf-8")
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    return (str(tmp_path / "unit.md"), "--notice", str(tmp_path / "notice.txt"))


def test_what_the_words_leave_open_is_moved_no_more_than_it_must(documents: tuple[str, ...]) -> None:
    done = here("repair", *documents, "--format", "json")
    (edit,) = json.loads(done.stdout)["edits"]
    assert (edit["event"], edit["before"]["edtf"]) == ("组织栽种", "[2021-06-01..2021-06-10]")
    assert (edit["after"]["first"], edit["days_moved"], edit["safe"]) == ("2021-06-11", 1, True)


def test_a_person_sees_before_after_and_the_difference(documents: tuple[str, ...]) -> None:
    done = here("repair", *documents)
    assert done.returncode == 0
    assert "moved by 1 day; safe" in done.stdout
    assert '-when = "[2021-06-01..2021-06-10]"\n+when = "2021-06-11' in done.stdout
    assert done.stdout.index("Before:") < done.stdout.index("After:")
    assert all(cell_len(line) <= 80 for line in done.stdout.splitlines())


def test_nothing_is_written_unless_asked(documents: tuple[str, ...], tmp_path: Path) -> None:
    here("repair", *documents)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt", "unit.md"]


def test_a_pinned_event_stays_and_the_others_make_room(documents: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "unit.md").write_text(SCHEDULE.replace("6月上旬", "6月10日"), encoding="utf-8")
    done = here("repair", *documents, "--pin", "组织栽种", "--format", "json")
    edits = json.loads(done.stdout)["edits"]
    assert [(one["event"], one["after"]["edtf"]) for one in edits] == [("制定方案", "2021-06-04/2021-06-08")]


def test_an_unknown_event_to_pin_is_said(documents: tuple[str, ...]) -> None:
    done = here("repair", *documents, "--pin", "种树")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no event is called 种树; there are: 制定方案" in done.stderr


def test_one_reading_is_enough_when_possible_is_asked_for(documents: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "unit.md").write_text(SCHEDULE.replace("6月上旬", "6月中旬"), encoding="utf-8")
    done = here("repair", *documents, "--aim", "possible")
    assert done.stdout.strip() == "Nothing to mend: every rule asked for is kept."


def test_rules_without_a_solution_are_named(documents: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(
        NOTICE.replace("2021年6月份进行。", "2021年6月份进行。\n\n检查验收阶段的时间为60天。"), encoding="utf-8"
    )
    done = here("repair", *documents)
    assert done.returncode == 1
    assert "检查验收阶段安排在2021年6月份进行" in done.stdout
    assert "检查验收阶段的时间为60天" in done.stdout
    assert "程序进行" not in done.stdout


def test_the_schedule_itself_is_never_written_over(documents: tuple[str, ...]) -> None:
    done = planner("repair", *documents, "-o", documents[0])
    assert done.returncode == 2
    assert Path(documents[0]).read_text(encoding="utf-8") == SCHEDULE


@pytest.fixture
def laid(tmp_path: Path) -> tuple[dict[str, object], Path, str]:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    target = tmp_path / "draft.events.toml"
    done = here("draft", "--notice", str(notice), "--start", "2021-06-01", "-o", str(target), "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), target, str(notice)


def test_a_draft_holds_every_step_in_order_inside_the_window(laid: tuple[dict[str, object], Path, str]) -> None:
    answer, _, _ = laid
    events = answer["events"]
    assert isinstance(events, list)
    assert [one["title"] for one in events] == ["制定方案", "组织栽种", "公布结果"]
    days = [(one["when"]["first"], one["when"]["last"]) for one in events]
    assert days == sorted(days)
    assert days[0][0] == "2021-06-01"
    assert days[-1][1] == "2021-06-30"
    assert all(one["note"].startswith("proposed: ") and one["status"] == "tentative" for one in events)


def test_a_draft_is_a_schedule_that_the_check_passes(laid: tuple[dict[str, object], Path, str]) -> None:
    _, target, notice = laid
    entries = tomllib.loads(target.read_text(encoding="utf-8"))
    assert entries["schedule"]["title"]
    assert len(entries["event"]) == 3
    done = here("check", str(target), "--notice", notice, "--format", "json")
    assert done.returncode == 0
    findings = json.loads(done.stdout)["findings"]
    assert {one["verdict"] for one in findings if one["code"] in ("W101", "P101")} == {"sure"}


def test_a_draft_without_a_batch_to_lay_out_says_so(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("关于安全的通知\n\n各单位要重视安全。\n\n办公室\n2021年5月1日\n", encoding="utf-8")
    done = here("draft", "--notice", str(notice), "--start", "2021-06-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing to lay out" in done.stderr


def test_what_was_some_time_within_stays_so_where_days_are_left(documents: tuple[str, ...], tmp_path: Path) -> None:
    rows = SCHEDULE.replace("6月7日至11日", "6月9日至15日").replace("6月上旬", "6月中旬")
    (tmp_path / "unit.md").write_text(rows, encoding="utf-8")
    (edit,) = json.loads(here("repair", *documents, "--apply", "--format", "json").stdout)["edits"]
    assert (edit["after"]["edtf"], edit["after"]["fit"]) == ("[2021-06-15..2021-06-18]", "within")
    assert edit["days_moved"] == 0
    shown = json.loads(here("extract", documents[0], "--format", "json").stdout)
    (when,) = (one["when"] for one in shown["events"] if one["title"] == "组织栽种")
    assert (when["text"], when["fit"]) == ("[2021-06-15..2021-06-18]", "within")
    assert here("check", *documents).returncode == 0


def test_the_window_of_the_schedules_own_prose_counts_beside_a_notice(tmp_path: Path) -> None:
    may = Path("schedules/arrangement-table-2005-05.txt").resolve()
    notice = Path("schedules/rectification-stage.txt").resolve()
    call = ("check", str(may), "--notice", str(notice), "--format", "json")
    alone = json.loads(here(*call, "--what-if", "总结会议=6月6日").stdout)["findings"]
    verdicts = sorted(one["verdict"] for one in alone if one["code"] == "W101")
    assert verdicts == ["impossible", *["sure"] * 8]
    twice = json.loads(here(*call, "--notice", str(may), "--what-if", "总结会议=6月6日").stdout)["findings"]
    assert sum(one["code"] == "W101" for one in twice) == 9
    plan = tmp_path / "plan.toml"
    here("plan", str(may), str(notice), "-o", str(plan))
    filed = json.loads(here("check", str(may), "--plan", str(plan), "--format", "json").stdout)["findings"]
    assert sum(one["code"] == "P103" for one in filed) == sum(one["code"] == "P103" for one in twice)


def test_a_draft_takes_over_the_stages_in_their_order_with_what_is_done_in_them() -> None:
    answer = json.loads(here("draft", "--notice", "schedules", "--start", "2005-07-04", "--format", "json").stdout)
    assert [(one["stage"], one["title"]) for one in answer["events"]] == [
        ("学习动员", "学习动员"),
        ("整改提高", "制定整改措施和整改方案"),
        ("整改提高", "整改方案 is filed with 上一级党组织"),
        ("整改提高", "党委主要负责同志 reviews 领导班子成员的整改措施"),
        ("整改提高", "认真进行整改"),
        ("整改提高", "向群众公布整改情况"),
        ("整改提高", "群众满意度测评"),
        ("整改提高", "作总结"),
    ]
    assert "stage before" not in answer["events"][0]["note"]
    assert [one["kind"] for one in answer["not_laid"]] == ["follows", "gate", "filing"]


def test_weeks_are_counted_from_the_start_of_the_term(tmp_path: Path) -> None:
    schedule, notice = tmp_path / "s.csv", tmp_path / "n.txt"
    schedule.write_text("事项,时间\n动员大会,第1周周一\n总结会议,第3周周五\n", encoding="utf-8")
    notice.write_text("关于开展学习教育活动的通知\n学习教育活动从2006年2月20日开始，到3月8日结束。\n", encoding="utf-8")
    asked = ("repair", str(schedule), "--notice", str(notice), "--term-start", "2006-02-20", "--format", "json")
    (edit,) = json.loads(here(*asked).stdout)["edits"]
    assert (edit["before"]["edtf"], edit["after"]["edtf"]) == ("2006-03-10", "2006-03-08")


def test_the_difference_is_headed_in_the_language_of_the_reader(documents: tuple[str, ...]) -> None:
    assert "\n--- before\n+++ after\n" in here("repair", *documents).stdout
    assert "\n--- 调整前\n+++ 调整后\n" in here("repair", *documents, "--lang", "zh").stdout


def test_a_draft_that_a_person_corrected_is_not_written_over(tmp_path: Path) -> None:
    notice, draft = tmp_path / "n.txt", tmp_path / "d.events.toml"
    notice.write_text(NOTICE, encoding="utf-8")
    asked = ("draft", "--notice", str(notice), "-o", str(draft), "--start")
    said = f"{draft} is written: correct it, then: planner check {draft} --notice {notice}\n"
    assert here(*asked, "2021-06-01", columns=400).stdout.endswith(said)
    assert here(*asked, "2021-06-07").returncode == 0
    corrected = draft.read_text(encoding="utf-8").replace("公布结果", "公布结果会")
    draft.write_text(corrected, encoding="utf-8")
    refused = here(*asked, "2021-06-01")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == f"planner: {draft}: is there already, and not as planner wrote it; give another name\n"
    assert draft.read_text(encoding="utf-8") == corrected


def test_a_row_that_is_too_short_is_made_longer_and_a_person_approves_it(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("关于摸排工作的通知\n入户摸排时间不少于20天。\n2023年2月1日\n", encoding="utf-8")
    rows = "| 时间 | 工作 |\n|---|---|\n| 3月6日至17日 | 入户摸排 |\n| 5月15日 | 总结会 |\n"
    (tmp_path / "s.md").write_text(f"# 2023年摸排工作安排\n\n{rows}", encoding="utf-8")
    asked = ("repair", str(tmp_path / "s.md"), "--notice", str(tmp_path / "n.txt"), "--format", "json")
    (edit,) = json.loads(here(*asked).stdout)["edits"]
    after = edit["after"]
    first, last = (dt.date.fromisoformat(after[end]) for end in ("first", "last"))
    assert ((last - first).days + 1, edit["safe"]) == (20, False)
    written = json.loads(here(*asked, "--apply", "--approve").stdout)["file"]
    assert f'when = "{after["edtf"]}"' in Path(written).read_text(encoding="utf-8")


def test_a_draft_holds_the_days_that_the_notice_itself_sets(tmp_path: Path) -> None:
    notice = tmp_path / "n.txt"
    notice.write_text(
        "关于接种工作的通知\n准备阶段（2025年9月1日—20日）：9月15日前完成人员培训。\n"
        "接种阶段（9月21日—11月30日）。学生接种安排在10月份。\n2025年8月25日\n",
        encoding="utf-8",
    )
    done = here("draft", "--notice", str(notice), "--start", "2025-09-01", "--format", "json")
    laid = {
        one["title"]: (one["stage"], one["when"]["edtf"], one["status"]) for one in json.loads(done.stdout)["events"]
    }
    assert laid == {
        "准备": ("准备", "2025-09-01/2025-09-19", "tentative"),
        "人员培训": ("准备", "../2025-09-15", "confirmed"),
        "接种": ("接种", "2025-09-22/2025-11-28", "tentative"),
        "学生接种": ("接种", "2025-10", "confirmed"),
    }
