"""The command line as a user calls it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys


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
