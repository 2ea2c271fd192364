"""The readers from npm, where node has been given them (`make .venv/clients`)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

MODULES = Path(__file__).parents[2] / ".venv" / "clients"
_SCRIPT = Path(__file__).with_name("read.mjs")


def ask(library: str, path: Path) -> Any:
    """Let node read a file; skips where node or its packages are missing."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if not (MODULES / "node_modules").is_dir():
        pytest.skip("the npm clients are not installed: make .venv/clients")
    command = ["node", str(_SCRIPT), library, str(path), str(MODULES)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
