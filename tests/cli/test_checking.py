"""`planner check` as a user calls it: its formats, its exit codes, and what would follow from another time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from lxml import html
from rich.cells import cell_len

from tests.cli.terminal import here, planner
from tests.export.test_sarif import PUBLISHED

SCHEDULES = Path(__file__).parents[2] / "schedules"
STREET = str(SCHEDULES / "street-office-batch-two.txt")
BATCH = str(SCHEDULES / "batch-two.txt")
MAY = str(SCHEDULES / "arrangement-table-2005-05.txt")
CALL = ("check", STREET, "--notice", BATCH)
FORMATS = ("full", "concise", "json", "sarif", "junit", "github", "html")


def test_full_is_the_default_and_quotes_row_and_clause() -> None:
    done = here(*CALL)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == planner(*CALL, "--format", "full").stdout
    lines = done.stdout.splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("error[W101] outside-window: 群众测评"))
    block = lines[head : lines.index("", head)]
    assert f"   ┌─ {STREET}:34" in block
    assert any(line.startswith("   │ ^^^^^^^^^^^^^^^^^^ ✗ impossible") for line in block)
    assert "   │ 第二批学习教育活动从2005年7月开始，到2005年12月基本结束" in block
    assert f"✗ impossible  {STREET}" in lines
    assert re.search(r"^1 error · [0-9]+ warnings · [0-9]+ notes?$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_read_back_and_stands_alone_on_stdout(form: str, language: str, tmp_path: Path) -> None:
    done = here(*CALL, "--format", form, "--lang", language)
    assert (done.returncode, done.stderr) == (1, "")
    match form:
        case "full":
            assert max(map(cell_len, done.stdout.splitlines())) <= 80
        case "concise":
            assert all(re.match(r".+?(:[0-9]+)?: [A-Z][0-9]{3} ", line) for line in done.stdout.splitlines())
        case "json":
            assert json.loads(done.stdout)["verdicts"] == [{"path": STREET, "verdict": "impossible"}]
        case "sarif":
            jsonschema.Draft4Validator(PUBLISHED).validate(json.loads(done.stdout))
        case "junit":
            assert sum(suite.failures for suite in JUnitXml.fromstring(done.stdout.encode())) == 1
        case "github":
            assert sum(line.startswith("::error file=") for line in done.stdout.splitlines()) == 1
        case "html":
            assert html.document_fromstring(done.stdout.encode()).get("lang") == {"en": "en", "zh": "zh-CN"}[language]
    target = tmp_path / "out"
    written = here(*CALL, "--format", form, "--lang", language, "-o", str(target))
    assert (written.returncode, written.stdout) == (1, "")
    assert str(target) in written.stderr
    assert written.stderr.count("\n") == 1
    assert done.stdout.startswith(target.read_text(encoding="utf-8"))  # a file is not told of --all
    assert target.stat().st_size > 100


def test_colour_goes_to_terminals_that_want_it() -> None:
    assert "\x1b[1;31merror[W101]" in planner(*CALL, FORCE_COLOR="1", TERM="xterm").stdout
    assert "\x1b[3" not in planner(*CALL, FORCE_COLOR="1", TERM="xterm", NO_COLOR="1").stdout


def test_all_says_what_holds_too() -> None:
    less, more = here(*CALL).stdout, here(*CALL, "--all").stdout
    assert "民主评议" not in less
    assert re.search("checks hold .*W101 outside-window 5", " ".join(less.split()))
    assert "--all says also what holds" in less
    assert "outside-window: 民主评议" in more
    assert "--all" not in more
    lines = [here(*CALL, "--format", "concise", *given).stdout.count("\n") for given in ((), ("--all",))]
    assert lines[0] < lines[1]


@pytest.mark.parametrize(
    ("level", "codes"), [("error", (1, 0)), ("warning", (1, 1)), ("info", (1, 1)), ("never", (0, 0))]
)
def test_fail_on_decides_the_exit_code(level: str, codes: tuple[int, int], tmp_path: Path) -> None:
    undated = tmp_path / "a.txt"
    undated.write_text(
        "（2005年10月）\n\n\t时间\n\t项目\n\n\t另行通知\n\t总结会议\n\n\t10月8日\n\t会议\n", encoding="utf-8"
    )
    calls = (CALL, ("check", str(undated)))
    assert tuple(here(*call, "--fail-on", level).returncode for call in calls) == codes


def test_junit_fails_what_the_exit_code_fails() -> None:
    for level, failing in (("never", 0), ("error", 1)):
        done = here(*CALL, "--format", "junit", "--fail-on", level)
        assert sum(suite.failures for suite in JUnitXml.fromstring(done.stdout.encode())) == failing


def test_what_if_answers_without_editing() -> None:
    before = Path(STREET).read_bytes()
    call = (*CALL, "--what-if", "群众测评=12月28日至30日", "--what-if", "总结会议 = 12月31日")
    done = here(*call, "--format", "json")
    answered = json.loads(done.stdout)
    assert done.returncode == 0
    (one, other) = answered["what_if"]["changes"]
    assert (one["event"], one["before"]["edtf"], one["after"]["edtf"]) == (
        "群众测评",
        "2006-01-09/2006-01-13",
        "2005-12-28/2005-12-30",
    )
    assert (other["before"], other["after"]["edtf"]) == (None, "2005-12-31")
    (verdict,) = answered["what_if"]["verdicts"]
    assert (verdict["path"], verdict["before"]) == (STREET, "impossible")
    turned = [
        (one["before"]["event"], one["before"]["verdict"], one["after"]["verdict"])
        for one in answered["what_if"]["findings"]
        if one["before"] and one["after"] and one["before"]["code"] == "W101"
    ]
    assert turned == [("群众测评", "impossible", "sure"), ("总结会议", "open", "sure")]
    shown = here(*call).stdout
    assert "What if 群众测评 is on 12月28日至30日 (28–30 Dec 2005) instead of" in shown
    assert "✗ impossible → ✓ sure  W101 outside-window  群众测评" in shown
    assert Path(STREET).read_bytes() == before
    assert "what_if" not in json.loads(here(*CALL, "--format", "json").stdout)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("群众评测=12月1日", "no event is called 群众评测; the nearest are: 群众测评"),
        ("群众测评", "--what-if 群众测评 is not EVENT=TIME"),
        ("群众测评=近期", "“近期” is not one time"),
        ("总结会议=23日", "“23日” leaves the day open"),
        ("群众测评#2=12月1日", "no event is called 群众测评#2"),
    ],
)
def test_what_if_that_cannot_be_is_one_line(given: str, said: str) -> None:
    done = here(*CALL, "--what-if", given)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_events_of_the_same_title_are_told_apart_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    rows = "".join(f"\t10月{day}日\n\t例会\n\n" for day in (8, 15))
    path.write_text(f"（2005年10月）\n\n\t时间\n\t项目\n\n{rows}", encoding="utf-8")
    done = here("check", str(path), "--what-if", "例会=10月22日")
    assert done.returncode == 2
    assert f"例会#1 ({path}:6), 例会#2 ({path}:9)" in done.stderr
    answered = json.loads(here("check", str(path), "--what-if", "例会#2=22日", "--format", "json").stdout)
    assert [one["after"]["edtf"] for one in answered["what_if"]["changes"]] == ["2005-10-22"]


def test_explain_says_what_bounds_an_event_and_nothing_else() -> None:
    done = here(*CALL, "--explain", "转段会议")
    assert done.returncode == 1  # the schedule's errors stay errors
    lines = done.stdout.splitlines()
    assert lines[0] == f"转段会议  {STREET}:14"
    assert "   begins on 1 Jul 2005 at the earliest" in lines
    assert "      W101 outside-window bounds 转段会议: 1 Jul 2005" in lines
    assert "群众测评" not in done.stdout
    explained = json.loads(here(*CALL, "--explain", "转段会议", "--format", "json").stdout)["explain"]
    assert (explained["event"], explained["actual"]) == ("转段会议", "[2005-11-01..2005-11-10]")
    assert (explained["first"], explained["contradictory"]) == ("2005-07-01", False)
    (link,) = explained["earliest"]
    assert (link["code"], link["day"], link["clauses"][0]["line"]) == ("W101", "2005-07-01", 5)


def test_show_explains_below_the_timeline() -> None:
    call = ("show", STREET, BATCH, "--explain", "转段会议")
    assert "begins on 1 Jul 2005 at the earliest" in here(*call).stdout
    assert json.loads(here(*call, "--format", "json").stdout)["explain"]["event"] == "转段会议"
    wrong = here("show", STREET, "--explain", "转段")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "planner: no event is called 转段; the nearest are: 转段会议\n"


def test_output_never_goes_over_what_is_read(tmp_path: Path) -> None:
    for target in (STREET, BATCH):
        before = Path(target).read_bytes()
        done = here(*CALL, "--format", "json", "-o", target)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert Path(target).read_bytes() == before
    done = here(*CALL, "-o", str(tmp_path / "nowhere" / "a.json"), "--format", "json")
    assert done.returncode == 2
    assert "there is no folder" in done.stderr


def test_golden_of_the_shipped_documents(golden, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(SCHEDULES.parent)
    for language in ("en", "zh"):
        call = ("check", "schedules/street-office-batch-two.txt", "--notice", "schedules/batch-two.txt")
        made = here(*call, "--lang", language).stdout
        assert made == golden(f"cli/check-{language}.txt", made)


@pytest.mark.parametrize("command", ["check", "repair"])
def test_the_notice_dates_a_schedule_without_a_year(command: str, tmp_path: Path) -> None:
    schedule, notice = tmp_path / "s.csv", tmp_path / "n.txt"
    schedule.write_text("事项,时间\n动员大会,3月1日\n总结会议,6月5日\n", encoding="utf-8")
    notice.write_text("关于开展学习教育活动的通知\n学习教育活动从2006年3月1日开始，到5月31日结束。\n", encoding="utf-8")
    asked = (str(schedule), "--notice", str(notice), "--format", "json")
    answer = json.loads(here(command, *asked).stdout)
    if command == "check":
        late = next(one for one in answer["findings"] if one["event"] == "总结会议")
        assert (late["actual"], late["margin"]) == ("2006-06-05", {"least": -5, "most": -5})
        events = json.loads(here("extract", *asked).stdout)["events"]
        assert events[1]["when"]["completed_from"][0]["source"] == "notice"
    else:
        (edit,) = answer["edits"]
        assert (edit["before"]["edtf"], edit["after"]["edtf"]) == ("2006-06-05", "2006-05-31")


@pytest.mark.parametrize("command", ["check", "repair", "run"])
def test_a_notice_that_demands_nothing_is_noted(command: str, tmp_path: Path) -> None:
    notice = tmp_path / "n.txt"
    notice.write_text("关于做好有关工作的通知\n\n各单位要高度重视，抓好落实。\n", encoding="utf-8")
    out = ("--out", str(tmp_path / "out")) if command == "run" else ()
    done = here(command, MAY, "--notice", str(notice), *out)
    assert done.stderr == f"no demand was read from {notice}; planner read shows what was\n"
    assert here(command, MAY, "--notice", str(SCHEDULES / "batch-two.txt"), *out).stderr == ""


def test_a_schedule_that_was_checked_against_nothing_is_open_and_says_so(tmp_path: Path) -> None:
    alone = tmp_path / "a.txt"
    alone.write_text("2024年工作安排\n\n1. 3月5日：例会\n2. 3月7日：参观\n", encoding="utf-8")
    done = here("check", str(alone), "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    *_, heading, said, _, count = done.stdout.splitlines()
    assert heading.startswith("· open  ")
    assert said == "  checked against no notice: no window and no demand concerns this schedule"
    assert count.startswith("0 errors")
    (verdict,) = json.loads(here("check", str(alone), "--format", "json").stdout)["verdicts"]
    assert verdict["verdict"] == "open"
