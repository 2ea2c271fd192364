"""Both languages: nothing that is said lacks a translation, and the compiled catalogue is current."""

from __future__ import annotations

import re

from planner.language import Language
from planner.records import message, plural_message
from tests.messages import PO, collected, compiled, renewed

FIELDS = re.compile(r"\{(\w*)(?:![rs])?\}")


def test_every_message_is_translated() -> None:
    catalog = renewed()
    lacking = [
        entry.id
        for entry in catalog
        if entry.id and not all(entry.string if isinstance(entry.string, tuple) else (entry.string,))
    ]
    assert lacking == []
    assert len(catalog) > 100


def test_translations_fill_in_the_same_values() -> None:
    for entry in renewed():
        if not entry.id:
            continue
        asked = set(FIELDS.findall("".join(entry.id)))
        for text in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            # a Chinese sentence need not tell one from many
            assert set(FIELDS.findall(text)) in (asked, asked - {"count"}), entry.id


def test_the_catalogues_are_current() -> None:
    assert PO.with_suffix(".mo").read_bytes() == compiled(renewed()), "run make messages"


def test_what_is_collected_includes_help_and_messages_of_every_step() -> None:
    said = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in collected()}
    assert {"the file is empty", "Say the version and stop.", "{words} lies inside {window} ({span})"} <= said


def test_values_lists_dates_and_messages_are_put_into_the_language() -> None:
    inner = message("line {number}", number=3)
    said = message("{path}: {key} must be {expected}", path="a", key=("x", "y"), expected=inner)
    assert Language("en").say(said) == "a: x, y must be line 3"
    assert Language("zh").say(said) == "a：x、y 应为 第 3 行"


def test_plurals_follow_the_language() -> None:
    for count, english in ((1, "1 error"), (2, "2 errors")):
        said = plural_message("{count} error", "{count} errors", count=count)
        assert (Language("en").say(said), Language("zh").say(said)) == (english, f"{count} 个错误")


def test_braces_in_values_are_only_text() -> None:
    assert Language("zh").say(message("left out: {reason}", reason="{0} {path}")) == "未读取：{0} {path}"
