"""The command line as a user calls it: a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from unittest import mock


def planner(
    *arguments: str, columns: int = 80, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `planner`, in English and as a pipe unless the environment says otherwise; `given` is its standard input."""
    plain = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANGUAGE")}
    return subprocess.run(
        [sys.executable, "-m", "planner.cli", *arguments],
        capture_output=True,
        input=given,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**plain, "LANG": "C.UTF-8", "COLUMNS": str(columns), **environment},
    )


def here(*arguments: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Run `planner` in this process, in English unless the call says otherwise: the same, without starting Python."""
    from planner.cli import main

    spoken = () if "--lang" in arguments else ("--lang", "en")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        mock.patch.dict(os.environ, {"COLUMNS": str(columns), "LANGUAGE": ""}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main([*arguments, *spoken])
        for stream in (out, err):
            stream.flush()
    read = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(arguments, code, *read)
