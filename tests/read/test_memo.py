"""The heads of memos and of mails pasted as text."""

import datetime as dt
from pathlib import Path

import pytest

from planner.read import Reader
from planner.records import Paragraph
from planner.settings import Settings

BODY = "The count runs from 2 March 2026 to 6 March 2026."
MEMO = f"""MEMORANDUM

To: All heads of stores
From: Office of supplies
Date: 9 February 2026, 14:30
Subject: Spring 2026 stock count

{BODY}
"""
PASTED = """发件人：后勤处
收件人：各仓库
发送时间：2026年2月9日 14:30
主题：春季盘点
请于3月6日前报送盘点表。
"""


def read(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "memo.txt"
    path.write_text(text, encoding="utf-8")
    with Reader(Settings()) as reader:
        return reader.document(path)


@pytest.mark.parametrize(
    ("text", "title", "body", "first"),
    [
        (MEMO, "Spring 2026 stock count", BODY, ("to", "All heads of stores")),
        (PASTED, "春季盘点", "请于3月6日前报送盘点表。", ("from", "后勤处")),
    ],
)
def test_the_fields_of_a_head_are_metadata(tmp_path: Path, text, title, body, first) -> None:  # type: ignore[no-untyped-def]
    found = read(tmp_path, text)
    assert (found.title, found.published) == (title, dt.date(2026, 2, 9))
    assert found.metadata[0] == first
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == [body]


@pytest.mark.parametrize(
    "text", ["主题：春季盘点\n时间：3月6日\n地点：仓库\n", "Date: 6 March 2026\nSubject: Stock count\n"]
)
def test_a_card_is_no_head(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert (found.metadata, len(found.blocks)) == ((), len(text.splitlines()))


def test_a_head_alone_keeps_its_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "From: Office of supplies\nSubject: Stock count\n")
    assert (found.title, len(found.blocks)) == ("Stock count", 2)
