"""`planner serve` as a process of its own, on a free port of the loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.serve.servers import call


@dataclass(frozen=True)
class Running:
    """A server: its root, the address of its index page (empty where it was not said), its process and its log."""

    root: str
    index: str
    process: subprocess.Popen[bytes]
    log: Path

    def feeds(self) -> dict[str, str]:
        """The addresses on the index page, by the names of the feeds."""
        status, page, _ = call("GET", self.index)
        assert status == 200
        found = re.findall(r'href="webcal:(//[^"]+)">([^<]*)</a>', page.decode())
        return {name: f"http:{address}" for address, name in found}


@contextmanager
def serving(folder: Path, *arguments: str, log: Path) -> Iterator[Running]:
    """Serve a folder until the block ends, then stop it by SIGTERM; it must end well."""
    command = [sys.executable, "-m", "planner.cli", "serve", str(folder), "--port", "0", *arguments]
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=file, env=environment)
        try:
            assert process.stdout
            first = process.stdout.readline().decode()
            assert first, log.read_text()
            index = process.stdout.readline().decode().strip() if "once" in first else ""
            root = re.search(r"http://[^/;\s]+", index or first)
            assert root
            yield Running(root[0], index, process, log)
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
            process.stdout and process.stdout.close()
