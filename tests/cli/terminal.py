"""The command line as a user calls it: a process of its own, or this one."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Mapping


def planner(
    *arguments: str, columns: int = 80, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `planner`, in English and as a pipe unless the environment says otherwise; `given` is its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "planner.cli", *arguments],
        capture_output=True,
        input=given,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=_plain(columns, environment),
    )


def here(*arguments: str, columns: int = 80, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `planner` in this process: the same, without starting Python, which takes a second."""
    from planner.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        mock.patch.dict(os.environ, _plain(columns, environment), clear=True),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(list(arguments))
    read = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(arguments, code, *read)


def _plain(columns: int, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of the tests without its language, and with what a call says of it."""
    plain = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANGUAGE")}
    return {**plain, "LANG": "C.UTF-8", "COLUMNS": str(columns), **environment}
