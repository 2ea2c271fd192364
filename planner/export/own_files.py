"""Files that planner wrote, told from those of people by what is in them, so that only its own are written over."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from planner.export.calendar_csv import GOOGLE, OUTLOOK
from planner.export.seal import is_as_written
from planner.export.tables import COLUMNS
from planner.export.workbook import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Kind: TypeAlias = Literal["csv", "json", "plan", "report", "svg", "xlsx"]

_HEADS = tuple(",".join(columns) for columns in (COLUMNS, GOOGLE, OUTLOOK))
_KEYS = ({"events", "findings"}, {"windows", "verdicts", "findings"})
_CREATOR = f"<dc:creator>{AUTHOR}</dc:creator>".encode()
_CONCISE = re.compile(r"[^\n]*?(?::[0-9]+){0,2}: [A-Z][0-9]{3} [^\n]*")
_GITHUB = re.compile(r"::(?:error|warning|notice) [^\n]*title=[A-Z][0-9]{3}[^\n]*::[^\n]*")
_COUNTS = re.compile(r"(?:.* · )?[0-9]+ (?:notes?|条说明)(?: · .*)?")
_PLAN_ENTRY = re.compile(r"(?m)^\[\[(?:batch|order|match|silence)\]\]\s*$")


def wrote(kind: Kind, data: bytes) -> bool:
    """Whether the content of a file is of a kind that planner writes, and its own; an empty file is nobody's."""
    return not data or _TESTS[kind](data)


def is_corrected(data: bytes) -> bool:
    """Whether a person has changed a plan file or a draft since planner wrote it; an empty file is nobody's."""
    return bool(data) and not is_as_written(_text(data))


def _csv(data: bytes) -> bool:
    return _text(data).split("\n", 1)[0].rstrip("\r") in _HEADS


def _json(data: bytes) -> bool:
    """Whether it is what `extract` or `check` print, jCal (RFC 7265) or JSCalendar (RFC 8984) of ours."""
    match _parsed(data):
        case ["vcalendar", list(properties), *_]:
            return any("planner" in str(one[-1]) for one in properties if one and one[0] == "prodid")
        case {"@type": "Group", **group}:
            return "planner" in str(group.get("prodId"))
        case dict(table):
            return any(keys <= table.keys() for keys in _KEYS)
    return False


def _xlsx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _CREATOR in package.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, OSError):
        return False


def _plan(data: bytes) -> bool:
    """Whether it is a plan, which people correct: it holds a table of one, or nothing but comments."""
    text = _text(data)
    bare = all(line.startswith("#") for line in text.splitlines() if line.strip())
    return bare or _PLAN_ENTRY.search(text) is not None


def _report(data: bytes) -> bool:
    """Whether it is what a check writes, in any of its formats."""
    text = _text(data)
    lines = [line for line in text.split("\n") if line.strip()]
    if text.startswith(("<?xml", "<!DOCTYPE html>")):
        return '<testsuites name="planner"' in text[:200] or '<ul class="counts"><li><b>' in text
    if text.startswith("{"):
        return _json(data) or _sarif(_parsed(data))
    by_line = any(all(form.fullmatch(line) for line in lines) for form in (_CONCISE, _GITHUB))
    return by_line or _COUNTS.fullmatch(lines[-1] if lines else "") is not None


def _sarif(log: Any) -> bool:
    match log:
        case {"runs": [{"tool": {"driver": {"name": "planner"}}}, *_]}:
            return True
    return False


def _svg(data: bytes) -> bool:
    return data.startswith(b"<svg") and b".planner-" in data


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(_text(data))
    except (ValueError, RecursionError):
        return None


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


_TESTS: Mapping[Kind, Callable[[bytes], bool]] = {
    "csv": _csv,
    "json": _json,
    "plan": _plan,
    "report": _report,
    "svg": _svg,
    "xlsx": _xlsx,
}
