"""planner export and lint as they are called."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli.options import CheckFormat
from planner.export.lint import lint
from tests.cli.terminal import here, planner
from tests.export.feed_reader import parsed

SCHEDULES = Path(__file__).parents[2] / "schedules"
MAY = SCHEDULES / "arrangement-table-2005-05.txt"
NOTICE = SCHEDULES / "batch-two.txt"


def test_a_feed_with_its_tasks_and_windows(tmp_path):
    names = ["may.ics", "tasks.ics", "windows.ics"]
    feed, tasks, windows = (tmp_path / name for name in names)
    done = planner(
        *("export", str(MAY), "-o", str(feed), "--tasks", str(tasks), "--windows", str(windows)),
        *("--notice", str(NOTICE), "--alarm", "1d", "--source", "https://example.org/may", "--profile", "apple"),
        columns=400,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.rpartition("/")[2].split()[0] for line in done.stdout.splitlines() if "is written" in line] == names
    for path in (feed, tasks, windows):
        assert lint(path.read_bytes()) == ()
    events = parsed(feed.read_bytes()).all("VEVENT")
    assert len(events) == 9
    for one in events:
        assert one.raw("URL") == "https://example.org/may"
        assert [child.raw("TRIGGER") for child in one.children] == ["-P1D"]
    spans = [one.text("SUMMARY") for one in parsed(windows.read_bytes()).all("VEVENT")]
    assert [span.partition(" (")[0] for span in spans] == ["第二批", "整改提高阶段"]
    assert parsed(windows.read_bytes()).text("NAME").endswith(": windows")


FORMS = {
    "jcal": ("json", b'["vcalendar",'),
    "jscalendar": ("json", b'{\n "@type": "Group",'),
    "google-csv": ("csv", b"Subject,Start Date,"),
    "outlook-csv": ("csv", b"\xef\xbb\xbfSubject,"),
}


@pytest.mark.parametrize("form", FORMS)
def test_formats_that_no_suffix_names(tmp_path, form):
    suffix, start = FORMS[form]
    path = tmp_path / f"may.{suffix}"
    done = planner("export", str(MAY), "-o", str(path), "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().startswith(start)


def test_the_suffix_names_the_format(tmp_path):
    for name, start in (("a.csv", b"\xef\xbb\xbfschedule,"), ("a.json", b"{"), ("a.xlsx", b"PK"), ("a.ICS", b"BEGIN:")):
        assert planner("export", str(MAY), "-o", str(tmp_path / name)).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "a.txt"), "name the format too"),
        (("-o", "may.jcal"), "--format jcal"),
        (("-o", "a.ics", "--format", "xlsx"), "must end in .xlsx"),
        (("-o", "a.ics", "--alarm", "soon"), "--alarm soon is no length of time"),
        (("-o", "a.ics", "--source", "javascript:alert(1)"), "is no web address"),
        (("-o", "a.ics", "--source", "https://a.b/\r\nX:1"), "is no web address"),
        (("-o", "a.ics", "--tasks", "a.ics"), "give another name"),
        (("-o", "a.ics", "--windows", "w.txt"), "must end in .ics"),
    ],
)
def test_wrong_calls(tmp_path, options, said):
    named = [str(tmp_path / one) if one.endswith((".ics", ".txt", ".jcal")) else one for one in options]
    done = planner("export", str(MAY), *named)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_lint_says_line_and_code_and_exits_with_1(tmp_path):
    path = tmp_path / "may.ics"
    planner("export", str(MAY), "-o", str(path))
    good = planner("lint", str(path), columns=400)
    assert (good.returncode, good.stdout.strip()) == (0, f"{path}: no faults")
    path.write_bytes(path.read_bytes().replace(b"CALSCALE:GREGORIAN", b"METHOD:PUBLISH"))
    bad = planner("lint", str(path))
    assert (bad.returncode, bad.stderr) == (1, "")
    assert bad.stdout == f"{path}:4: L123 METHOD makes some apps refuse the file or take it for an invitation\n"
    told = planner("lint", str(path), "--format", "json")
    assert told.returncode == 1
    assert json.loads(told.stdout) == {
        "faults": [
            {
                "code": "L123",
                "name": "method",
                "line": 4,
                "message": "METHOD makes some apps refuse the file or take it for an invitation",
            }
        ]
    }
    missing = planner("lint", str(tmp_path / "none.ics"))
    assert (missing.returncode, missing.stdout) == (2, "")
    assert len(missing.stderr.splitlines()) == 1


def test_a_title_that_a_spreadsheet_would_run_stays_text(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text('日期,事项\n2005-05-12,"=HYPERLINK(""http://x"")"\n', encoding="utf-8")
    for form in ("google-csv", "outlook-csv", "csv"):
        out = tmp_path / f"{form}.out.csv"
        assert planner("export", str(source), "-o", str(out), "--format", form).returncode == 0
        cells = [cell for row in csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))) for cell in row]
        assert '\'=HYPERLINK("http://x")' in cells
        assert not any(cell.startswith("=") for cell in cells)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (("export", MAY, "-o"), "mine.xlsx"),
        (("export", MAY, "-o"), "mine.csv"),
        (("export", MAY, "-o"), "mine.json"),
        (("export", MAY, "--format", "jcal", "-o"), "mine.json"),
        (("export", MAY, "-o"), "mine.ics"),
        (("check", MAY, "-o"), "mine.txt"),
        (("check", MAY, "--format", "html", "-o"), "mine.html"),
        (("plan", NOTICE, "-o"), "通知.txt"),
        (("show", MAY, "--picture"), "mine.svg"),
        (("run", MAY, "--out"), "events.csv"),
    ],
)
def test_a_file_of_somebody_else_is_never_written_over(tmp_path, call, name):
    path = tmp_path / name
    theirs = "标题,日期\n会议,2005-05-12\n".encode()
    path.write_bytes(theirs)
    done = here(*map(str, call), str(tmp_path if call[0] == "run" else path))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert f"{path}: is there already" in done.stderr
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {name: theirs}


def test_a_workbook_of_somebody_else_is_never_written_over(tmp_path):
    path = tmp_path / "mine.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "我的表"
    book.save(path)
    theirs = path.read_bytes()
    assert here("export", str(MAY), "-o", str(path)).returncode == 2
    assert path.read_bytes() == theirs


OWN = [
    *((("export", MAY, "-o"), f"a.{one}") for one in ("xlsx", "csv", "json", "ics")),
    *((("export", MAY, "--format", form, "-o"), f"a.{suffix}") for form, (suffix, _) in FORMS.items()),
    *((("check", MAY, "--format", form.value, "-o"), "report") for form in CheckFormat),
    (("check", MAY, "--lang", "zh", "-o"), "报告.txt"),
    (("plan", NOTICE, "-o"), "plan.toml"),
    (("show", MAY, "--picture"), "may.svg"),
    (("run", MAY, "--out"), "."),
]


@pytest.mark.parametrize(("call", "name"), OWN)
def test_what_planner_wrote_is_written_again(tmp_path, call, name):
    for _ in range(2):
        done = here(*map(str, call), str(tmp_path / name))
        assert (done.returncode, "planner:" in done.stderr) == (0, False)


def test_a_document_that_is_read_is_never_written_over(tmp_path):
    notice, schedule = tmp_path / "通知.txt", tmp_path / "d.docx"
    notice.write_bytes(NOTICE.read_bytes())
    schedule.write_bytes((SCHEDULES / "arrangement-table-2005-05.docx").read_bytes())
    for call in (("plan", str(notice), "-o", str(notice)), ("export", str(schedule), "-o", str(schedule))):
        done = here(*call)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is a document that was read" in done.stderr
    assert notice.read_bytes() == NOTICE.read_bytes()


@pytest.mark.parametrize(
    ("name", "imported"), [("a.xlsx", False), ("a.json", False), ("a.csv", False), ("a.ics", True)]
)
def test_only_calendars_are_said_to_be_imported(tmp_path, name, imported):
    done = here("export", str(MAY), "-o", str(tmp_path / name))
    assert ("import it into a calendar app" in " ".join(done.stdout.split())) is imported
