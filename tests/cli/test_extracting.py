"""Corrections by the command line: saved beside a document, edited, applied by every command from then on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.terminal import planner

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "例会安排\n（2024年3月）\n\n\t时间\n\t项目\n\n\t3月5日\n\t例会\n\n\t3月中旬\n\t考察\n"


def events(path: Path, *arguments: str) -> list[tuple[str, str | None]]:
    done = planner("extract", str(path), "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return [(one["title"], one["when"] and one["when"]["edtf"]) for one in json.loads(done.stdout)["events"]]


def test_saved_edited_and_applied_again(tmp_path: Path) -> None:
    document, saved = tmp_path / "a.txt", tmp_path / "a.txt.events.toml"
    document.write_text(TEXT, encoding="utf-8")
    read = events(document, "--save", str(saved))
    assert read == [("例会", "2024-03-05"), ("考察", "[2024-03-11..2024-03-20]")]
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace('when = "[2024-03-11..2024-03-20]"', 'when = "2024-03-14"', 1), encoding="utf-8")
    assert events(document) == [("例会", "2024-03-05"), ("考察", "2024-03-14")]
    assert events(document, "--save", str(saved)) == [("例会", "2024-03-05"), ("考察", "2024-03-14")]
    assert events(document) == [("例会", "2024-03-05"), ("考察", "2024-03-14")]
    saved.write_text(saved.read_text(encoding="utf-8"), encoding="utf-8")
    feed = tmp_path / "a.ics"
    assert planner("export", str(document), "-o", str(feed)).returncode == 0
    assert b"DTSTART;VALUE=DATE:20240314" in feed.read_bytes()


def test_a_family_of_documents_shares_the_roles_of_columns(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        text = TEXT.replace("时间", "节点").replace("项目", "甲")
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "planner.events.toml").write_text('[columns]\n"甲" = "note"\n', encoding="utf-8")
    done = planner("extract", str(tmp_path), "--format", "json")
    found = json.loads(done.stdout)["events"]
    assert [one["note"] for one in found] == ["例会", "考察"]


def test_weeks_are_counted_from_the_start_of_the_term(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("教学进度\n\n\t周次\n\t内容\n\n\t第1周\n\t绪论\n\n\t第2周\n\t集合\n", encoding="utf-8")
    assert events(document) == [("绪论", None), ("集合", None)]
    assert events(document, "--term-start", "2024-02-26") == [
        ("绪论", "[2024-02-26..2024-03-03]"),
        ("集合", "[2024-03-04..2024-03-10]"),
    ]


def test_damaged_corrections_and_two_documents_end_in_one_line(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.events.toml").write_text("[[event", encoding="utf-8")
    done = planner("extract", str(document))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("planner: ")
    assert "cannot be read as corrections" in done.stderr
    (tmp_path / "a.txt.events.toml").unlink()
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    both = planner("extract", str(document), str(tmp_path / "b.txt"), "--save", str(tmp_path / "c.toml"))
    assert (both.returncode, (tmp_path / "c.toml").exists()) == (2, False)
