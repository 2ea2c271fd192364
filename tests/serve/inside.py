"""The command line called in this process: what takes a second in one of its own takes a moment here."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from planner.cli import main


def planner(*arguments: str, columns: int = 200, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `planner`, in English and as a pipe unless the environment says otherwise."""
    plain = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANGUAGE")}
    out, error = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    changed = {**plain, "LANG": "C.UTF-8", "COLUMNS": str(columns), **environment}
    with mock.patch.dict(os.environ, changed, clear=True), redirect_stdout(out), redirect_stderr(error):
        code = main(list(arguments))
    said = [stream.buffer.getvalue().decode() for stream in (out, error)]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess([sys.executable, *arguments], code, *said)
