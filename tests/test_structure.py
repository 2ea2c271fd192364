"""The shape of the code: sizes of files and functions, and that nothing below the command line asks the outside."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from planner.codes import CODES

PACKAGE = Path(__file__).parents[1] / "planner"
FILES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))
OUTSIDE = ("now", "today", "localtime", "getlocale", "setlocale", "getenv", "urlopen", "socket", "create_connection")


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=lambda path: str(path.relative_to(PACKAGE.parent)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    tree = ast.parse(text)
    assert ast.get_docstring(tree) or path in TESTS
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 60, node.name


@pytest.mark.parametrize("path", [path for path in FILES if "cli" not in path.parts], ids=lambda path: path.name)
def test_the_core_reads_no_clock_no_locale_and_no_network(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    asked = called & set(OUTSIDE)
    assert asked == set()


def test_every_code_of_findings_is_documented() -> None:
    described = (PACKAGE.parent / "docs" / "findings.md").read_text(encoding="utf-8")
    for code in CODES:
        assert f"| {code.code} | {code.name} |" in described
    assert len({code.code for code in CODES}) == len(CODES) > 20
