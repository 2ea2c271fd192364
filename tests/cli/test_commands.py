"""Every command as a user calls it: what it prints and writes, its exit code, and what wrong calls and files give."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.terminal import planner

SCHEDULES = Path(__file__).parents[2] / "schedules"
MAY = str(SCHEDULES / "arrangement-table-2005-05.txt")
STREET = str(SCHEDULES / "street-office-batch-two.txt")
BATCH = str(SCHEDULES / "batch-two.txt")
TABLE = "table.csv"  # a schedule that demands nothing


def test_run_writes_every_file_and_says_what_next(tmp_path: Path) -> None:
    done = planner("run", str(SCHEDULES), "--out", str(tmp_path / "build"))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [
        "events.csv",
        "events.json",
        "findings.json",
        "plan.toml",
        "windows.ics",
        "东门街道第二批学习教育活动日程表.ics",
        "市科普协会学习教育活动整改提高阶段日程表.ics",
    ]
    assert "✓ 5月12日下午" in done.stdout
    assert "✗ 2006年1月9日" in done.stdout
    assert "Google Calendar" in done.stdout
    lines = [line for line in done.stdout.splitlines() if not line.startswith(f"  {tmp_path}")]  # paths stay whole
    assert max(map(cell_len, lines)) <= 80


def test_what_run_writes_can_be_read_back(tmp_path: Path) -> None:
    planner("run", str(SCHEDULES), "--out", str(tmp_path))
    events = json.loads((tmp_path / "events.json").read_text(encoding="utf-8"))["events"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "events.csv").read_text(encoding="utf-8-sig"))))
    assert [row["uid"] for row in rows] == [event["uid"] for event in events]
    assert len([row for row in rows if row["kind"] != "stage"]) == 16
    assert [row["title"] for row in rows if not row["first"]] == ["总结会议"]
    plan = tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    batches = {batch.get("name", ""): batch for batch in plan["batch"]}
    assert batches["第二批"]["window"][0]["time"]["edtf"] == "2005-07/2005-12~"
    stages = {stage["name"]: stage for stage in batches["第一批"]["stage"]}
    assert stages["学习动员"]["unresolved"] == ["first", "last", "base"]
    findings = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert [one["margin"] for one in findings if one["severity"] == "error"] == [{"least": -13, "most": -13}]
    feed = (tmp_path / "市科普协会学习教育活动整改提高阶段日程表.ics").read_bytes()
    assert feed.count(b"BEGIN:VEVENT") == 9


def test_run_writes_deadlines_and_windows_as_feeds_where_there_are_any(tmp_path: Path) -> None:
    schedule, notice, out = tmp_path / "s.csv", tmp_path / "n.txt", tmp_path / "out"
    schedule.write_text("事项,时间\n动员大会,2005年5月12日\n报送总结,2005年5月20日前\n", encoding="utf-8")
    notice.write_text("关于开展学习教育活动的通知\n学习教育活动安排在2005年5月份进行。\n", encoding="utf-8")
    asked = ("run", str(schedule), "--out", str(out), "--format", "json")
    files = json.loads(planner(*asked, "--notice", str(notice)).stdout)["files"]
    assert [Path(one).name for one in files][:3] == ["s.ics", "tasks.ics", "windows.ics"]
    tasks, windows = (out / name for name in ("tasks.ics", "windows.ics"))
    assert "\r\nDUE;VALUE=DATE:20050520\r\nSUMMARY:报送总结\r\n".encode() in tasks.read_bytes()
    assert b"\r\nDTSTART;VALUE=DATE:20050501\r\nDTEND;VALUE=DATE:20050601\r\n" in windows.read_bytes()
    schedule.write_text("事项,时间\n动员大会,2005年5月12日\n", encoding="utf-8")
    planner(*asked)  # what is gone is cancelled in the calendars of people
    assert [path.read_bytes().count(b"STATUS:CANCELLED") for path in (tasks, windows)] == [1, 1]
    planner(*asked[:-4], "--out", str(tmp_path / "new"))
    assert not (tmp_path / "new" / "tasks.ics").exists()


def test_run_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        planner("run", str(SCHEDULES), "--out", str(tmp_path / name))
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_run_checks_against_the_notice_that_dates_its_schedules(tmp_path: Path) -> None:
    plan, notice = tmp_path / "plan.csv", tmp_path / "n.txt"
    plan.write_text("事项,时间\n动员大会,5月12日\n总结会议,7月5日\n", encoding="utf-8")
    notice.write_text("关于开展学习教育活动的通知\n学习教育活动安排在2005年5月份进行。\n", encoding="utf-8")
    asked = ("run", str(plan), "--notice", str(notice), "--out", str(tmp_path / "out"), "--format", "json")
    answered = json.loads(planner(*asked).stdout)
    assert [one["when"]["first"] for one in answered["events"]] == ["2005-05-12", "2005-07-05"]
    assert [one["verdict"] for one in answered["verdicts"]] == ["impossible"]
    assert [one["event"] for one in answered["findings"] if one["severity"] == "error"] == ["总结会议"]
    assert planner(*asked, "--strict").returncode == 1


@pytest.mark.parametrize("command", ["check", "diff", "import", "plan"])
def test_weeks_count_from_the_start_of_term(tmp_path: Path, command: str) -> None:
    path = tmp_path / "term.csv"
    path.write_text("周次,事项\n第3周,家长会\n", encoding="utf-8")
    feed = tmp_path / "term.ics"
    term = ("--term-start", "2025-09-01")
    planner("export", str(path), "-o", str(feed), *term)
    assert "DTSTART;VALUE=DATE:20250915" in feed.read_text(encoding="utf-8")
    arguments = {
        "check": (str(path),),
        "diff": (str(path), str(feed)),
        "import": (str(feed), "--schedule", str(path)),
        "plan": (BATCH,),
    }[command]
    assert planner(command, *arguments, *term).returncode == 0


def test_import_refuses_a_calendar_of_something_else(tmp_path: Path) -> None:
    other = tmp_path / "other.ics"
    entry = "BEGIN:VEVENT\nUID:1\nDTSTAMP:20050101T000000Z\nDTSTART;VALUE=DATE:20200101\nSUMMARY:牙医\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//me//EN\n{entry}END:VCALENDAR\n"
    other.write_bytes(text.replace("\n", "\r\n").encode())
    done = planner("import", str(other), "--schedule", MAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"planner: {other}: holds nothing of {MAY}; is it of another schedule?\n"


def test_run_names_the_feeds_of_former_runs(tmp_path: Path) -> None:
    planner("run", MAY, "--out", str(tmp_path))
    (tmp_path / "mine.ics").write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//me//EN\r\nEND:VCALENDAR\r\n")
    said = planner("run", STREET, "--out", str(tmp_path)).stdout
    former = tmp_path / "市科普协会学习教育活动整改提高阶段日程表.ics"
    assert f"\n  {former}\nNext:" in said.partition("There from before")[2]
    answered = json.loads(planner("run", STREET, "--out", str(tmp_path), "--format", "json").stdout)
    assert answered["former_feeds"] == [str(former)]


def test_run_does_not_read_its_own_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(Path(MAY).read_bytes())
    for _ in range(2):
        done = planner("run", str(tmp_path), "--out", str(tmp_path / "out"), "--format", "json")
        assert len(json.loads(done.stdout)["events"]) == 10  # nine events and the stage that the prose states


def test_strict_and_check_exit_with_1_on_errors(tmp_path: Path) -> None:
    assert planner("run", str(SCHEDULES), "--out", str(tmp_path), "--strict").returncode == 1
    assert planner("check", STREET, "--notice", BATCH).returncode == 1
    assert planner("check", MAY).returncode == 0


@pytest.mark.parametrize("command", ["extract", "check", "show", "run"])
def test_json_is_one_object_and_nothing_else(tmp_path: Path, command: str) -> None:
    out = ("--out", str(tmp_path)) if command == "run" else ()
    done = planner(command, STREET, BATCH, *out, "--format", "json", "--lang", "zh")
    answered = json.loads(done.stdout)
    assert done.stderr == ""
    assert (
        set(answered)
        == {
            "extract": {"events", "findings"},
            "check": {"windows", "verdicts", "findings"},
            "show": {"events", "windows", "verdicts", "findings"},
            "run": {"events", "windows", "verdicts", "findings", "files", "former_feeds", "plan_file"},
        }[command]
    )


def test_messages_in_json_speak_the_language_asked_for() -> None:
    said = {
        language: json.loads(planner("extract", STREET, "--format", "json", "--lang", language).stdout)["findings"]
        for language in ("en", "zh")
    }
    assert [one["message"] for one in said["en"]] == ["no date can be read from this row"]
    assert [one["message"] for one in said["zh"]] == ["此行读不出日期"]
    assert said["en"][0]["code"] == said["zh"][0]["code"] == "X201"


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "原文"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "原文"),
        ({"LANG": "en_US.UTF-8"}, "Words"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "Words"),
    ],
)
def test_language_follows_the_terminal(environment: dict[str, str], word: str) -> None:
    assert word in planner("show", MAY, **environment).stdout


def test_lang_stands_anywhere_in_the_call() -> None:
    one, two = planner("--lang", "zh", "show", MAY), planner("show", MAY, "--lang=zh")
    assert one.stdout == two.stdout
    assert "原文" in one.stdout


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_text_fits_the_terminal(columns: int) -> None:
    for command in ("show", "extract", "check"):
        done = planner(command, str(SCHEDULES), columns=columns)
        assert max(map(cell_len, done.stdout.splitlines())) <= columns
        assert "\x1b" not in done.stdout


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in planner("show", MAY, FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert "\x1b[3" not in planner("show", MAY, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1").stdout


def test_today_and_picture(tmp_path: Path) -> None:
    picture = tmp_path / "t.svg"
    done = planner("show", MAY, "--today", "2005-05-18", "--picture", str(picture))
    assert "today, 2005-05-18" in done.stdout
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_export_joins_schedules_and_stamps(tmp_path: Path) -> None:
    feed = tmp_path / "a.ics"
    done = planner("export", MAY, STREET, "-o", str(feed), "--stamp", "2026-01-02T03:04:05Z")
    assert done.returncode == 0
    text = feed.read_bytes()
    assert text.count(b"BEGIN:VEVENT") == 15
    assert text.count(b"DTSTAMP:20260102T030405Z\r\n") == 15


def test_dates_shows_how_a_phrase_is_read() -> None:
    done = planner("dates", "5月中旬", "--on", "2005-05-01", "--format", "json")
    (phrase,) = json.loads(done.stdout)["phrases"]
    (found,) = phrase["found"]
    assert found["values"][0]["edtf"] == "[2005-05-11..2005-05-20]"
    assert "some time in these days" in planner("dates", "5月中旬", "--on", "2005-05-01").stdout


def test_dates_answers_line_by_line() -> None:
    lines = [
        {"id": "a", "text": "定于5月12日召开", "reference": "2005-05-01T00:00:00", "more": 1},
        {"id": "b", "text": "近期", "reference": "2005-05-01T00:00:00"},
        {"id": "c", "text": "会议"},
    ]
    given = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines) + "\nnonsense\n"
    done = planner("dates", "--jsonl", given=given)
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[:3] == [
        {
            "id": "a",
            "found": [
                {
                    "start": 2,
                    "end": 7,
                    "values": [{"kind": "interval", "from": "2005-05-12T00:00:00", "to": "2005-05-13T00:00:00"}],
                }
            ],
        },
        {"id": "b", "found": [{"start": 0, "end": 2, "values": []}]},
        {"id": "c", "found": []},
    ]
    assert set(answers[3]) == {"id", "found", "error"}


def test_date_order_decides_what_else_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("（2024年）\n\n\t时间\n\t项目\n\n\t12/05\n\t例会\n\n\t3月6日\n\t考试\n", encoding="utf-8")
    firsts = []
    for order in ((), ("--date-order", "DMY"), ("--date-order", "MDY")):
        event, _ = json.loads(planner("extract", str(path), "--format", "json", *order).stdout)["events"]
        firsts.append(event["when"] and event["when"]["first"])
    assert firsts == [None, "2024-05-12", "2024-12-05"]
    both = planner("dates", "12/05", "--on", "2024-06-01").stdout
    assert "2024-05-12" in both
    assert "2024-12-05" in both


def test_window_by_name_and_windows_that_are_unknown() -> None:
    answered = json.loads(planner("check", MAY, "--notice", BATCH, "--window", "batch two", "--format", "json").stdout)
    assert [one["verdict"] for one in answered["findings"]] == ["impossible"] * 9
    done = planner("check", MAY, "--notice", BATCH, "--window", "第九批")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "planner: no window is called 第九批; there are: 第二批, 整改提高阶段\n"


def test_settings_beside_the_documents_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(Path(MAY).read_bytes())
    (tmp_path / "planner.toml").write_text('parts_of_day.afternoon = ["13:30", "17:00"]\n', encoding="utf-8")
    planner("export", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.ics"))
    assert b"DTSTART;TZID=Asia/Shanghai:20050512T133000" in (tmp_path / "a.ics").read_bytes()
    (tmp_path / "b.toml").write_text("month_edge_days = 99\n", encoding="utf-8")
    done = planner("show", MAY, "--config", str(tmp_path / "b.toml"))
    assert done.returncode == 2
    assert "month_edge_days must be 1-15" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "nowhere.txt"), "nothing could be read: nowhere.txt"),
        (("chek",), "there is no such command; there are run, show"),
        (("show",), "FILE is missing"),
        (("dates",), "PHRASE is missing"),
        (("show", "--colour", "x"), "there is no option --colour"),
        (("show", MAY, "--on", "May"), "--on May is not a date"),
        (("export", MAY, "-o", "a.ics", "--stamp", "soon"), "--stamp soon is not a time"),
        (("show", MAY, "--lang", "fr"), "the languages of --lang are zh, en"),
        (("extract", MAY, "--format", "xml"), "--format"),
        (("export", BATCH, "-o", "a.ics"), "no events in"),
        (("check", BATCH), "no events in"),
        (("export", MAY, "-o", "/nowhere/at/all/a.ics"), "there is no folder /nowhere/at/all"),
        (("show", MAY, "--config", "nowhere.toml"), "cannot be read as settings: there is no such file or folder"),
        (("check", MAY, "--plan", "nowhere.toml"), "cannot be read as a plan: there is no such file or folder"),
        (("check", MAY, "--plan", BATCH), "is no plan file; name a notice with --notice"),
        (("check", BATCH, "--notice", MAY), "is a notice: give the schedule"),
        (("plan", TABLE), "a plan is made of notices"),
        (("lint", TABLE), "is no calendar file"),
        (("extract", TABLE, "--save", TABLE), "is a document that was read"),
        (("extract", TABLE, "--save", "planner.toml"), "must end in .events.toml"),
        (("run", MAY, "--out", MAY), "there is a file of this name already"),
        (("check", MAY, "--format", "xml", "--lang", "zh"), "--format 只能是 full、concise"),
        (
            ("check", MAY, "--fail-on", "all", "--lang", "zh"),
            "--fail-on 只能是 error、warning、info、never，不能是 all",
        ),
        (("diff", MAY, MAY, "c", "d", "--lang", "zh"), "多余的参数：c d"),
        (("serve", "a", "--port", "b", "--lang", "zh"), "--port 必须是数字"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / TABLE).write_text("日期,事项\n2005-05-12,大会\n", encoding="utf-8")
    done = planner(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("planner: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_output_never_goes_over_a_document_that_is_read(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(Path(MAY).read_bytes())
    link = tmp_path / "a.ics"
    link.symlink_to(source)
    for arguments in (
        ("export", str(source), "-o", str(source)),
        ("export", str(source), "-o", str(link)),
        ("export", str(source), "-o", str(tmp_path / "b.txt")),
        ("show", str(source), "--picture", str(tmp_path / "b.png")),
        ("run", str(tmp_path), "--out", str(tmp_path)),
    ):
        done = planner(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), arguments
    assert source.read_bytes() == Path(MAY).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ics", "a.txt"]


def test_show_and_export_say_what_could_not_be_read(tmp_path: Path) -> None:
    assert "there is no such file" in planner("show", MAY, "nowhere.txt").stdout
    done = planner("export", MAY, "nowhere.txt", "-o", str(tmp_path / "a.ics"), "--lang", "zh")
    assert "没有这个文件" in done.stdout


def test_bad_files_are_findings_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "gb.txt").write_bytes(Path(MAY).read_text(encoding="utf-8").encode("gb18030"))
    (tmp_path / "utf16.txt").write_bytes(Path(STREET).read_text(encoding="utf-8").encode("utf-16"))
    paths = [str(tmp_path / name) for name in ("empty.txt", "binary.txt", "gb.txt", "utf16.txt", "missing.txt")]
    done = planner("extract", *paths, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answered = json.loads(done.stdout)
    assert len(answered["events"]) == 17  # with the stage that the prose states
    assert sorted((one["code"], Path(one["place"]["path"]).name) for one in answered["findings"]) == [
        ("X101", "binary.txt"),
        ("X101", "missing.txt"),
        ("X102", "empty.txt"),
        ("X103", "gb.txt"),
        ("X201", "utf16.txt"),
    ]


@pytest.mark.parametrize(
    ("redirection", "code", "said"),
    [
        ("extract {may} --format json | head -c 10", 0, b""),
        ("show {may} >&-", 0, b""),
        ("show nowhere.txt 2>&-", 2, b""),
        ("show {may} >/dev/full", 2, b"planner: cannot be written: the disk is full\n"),
    ],
)
def test_streams_that_are_closed_or_full(redirection: str, code: int, said: bytes) -> None:
    command = f"{sys.executable} -m planner.cli {redirection.format(may=MAY)}"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, said)
