"""How many requests `serve` answers in a second of one core's time, and a bare application of Starlette beside it.

A core's time is the processor time of the server (from /proc, else the clock's), so that a busy machine counts less.

The client is wrk where it is installed, else a plain one of ours, which is slower than the servers it measures.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from planner.export.ical import calendar
from planner.language import Language
from planner.serve import server, tokens
from planner.serve.app import application
from planner.serve.feeds import Served
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

SECONDS = 4
CONNECTIONS = 16
INDEX = "0" * 64


class Fixed:
    """One feed of a thousand events that never changes."""

    def state(self) -> int:
        return 0

    def build(self) -> tuple[Served, ...]:
        events = [
            event(f"第{n}次会议", when(f"2005-{n % 12 + 1:02}-{n % 28 + 1:02}"), uid=f"uid-{n}") for n in range(1000)
        ]
        data = calendar(schedule(*events), settings=Settings(), language=Language("en"))
        return (Served("schedule", "May", data, 0, 1000),)


def bare(size: int) -> object:
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    async def constant(_: object) -> Response:
        return Response(b"x" * size, status_code=200 if size else 304)

    return Starlette(routes=[Route("/{token}/{name}.ics", constant)])


def run(kind: str, folder: Path, port: int) -> None:
    """Serve in this process, on its first core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    grants = folder / "addresses.json"
    tokens.save(grants, tokens.Grants().with_feeds(INDEX, [feed().id]))
    app = application(Fixed(), grants, language=Language("en")) if kind == "ours" else bare(int(kind))
    with server.listen("127.0.0.1", port) as taken:
        server.serve(app, taken, lambda _: None)  # type: ignore[arg-type]


def feed() -> Served:
    return Fixed().build()[0]


def measured(kind: str, headers: dict[str, str]) -> float:
    """Give the requests that a server of a kind answers in a second of a core."""
    with tempfile.TemporaryDirectory() as name, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen([sys.executable, "-m", "tests.bench.serve_bench", kind, name, str(port)])
        try:
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.05)
            only = feed()
            url = f"http://127.0.0.1:{port}/{tokens.Grants().token(INDEX, only.id)}/{only.id}.ics"
            before = core_seconds(process.pid)
            count = load(url, headers) * SECONDS
            return count / (core_seconds(process.pid) - before)
        finally:
            process.terminate()
            process.wait()


def core_seconds(pid: int) -> float:
    """The processor time of a process, where the system tells it, else the clock."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return time.perf_counter()
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def load(url: str, headers: dict[str, str]) -> float:
    if shutil.which("wrk"):
        given = [part for key, value in headers.items() for part in ("-H", f"{key}: {value}")]
        command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *given, url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "Socket errors" not in done.stdout
        return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])  # type: ignore[index]
    address = urlsplit(url)
    lines = [f"GET {address.path} HTTP/1.1", "Host: x", *(f"{key}: {value}" for key, value in headers.items()), "", ""]
    count, end = 0, time.perf_counter() + SECONDS
    with socket.create_connection((address.hostname or "", address.port or 80)) as line, line.makefile("rb") as answers:
        while time.perf_counter() < end:
            line.sendall("\r\n".join(lines).encode())
            length = 0
            while (head := answers.readline()) != b"\r\n":
                if head.lower().startswith(b"content-length:") and b"304" not in head:
                    length = int(head.partition(b":")[2])
            answers.read(length)
            count += 1
    return count / SECONDS


def main() -> None:
    if len(sys.argv) == 4:
        run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
        return
    only = feed()
    for name, headers, size in (
        ("304 to If-None-Match", {"If-None-Match": f'"{only.etag}"'}, 0),
        ("a body of 1,000 events", {}, len(only.data)),
        ("the same by gzip", {"Accept-Encoding": "gzip"}, len(gzip.compress(only.data))),
    ):
        ours, theirs = measured("ours", headers), measured(str(size), headers)
        sys.stdout.write(
            f"serve: {name:24} {ours:8.0f} requests a core second   bare Starlette {theirs:8.0f}"
            f"   ({ours / theirs:.2f} times)\n"
        )


if __name__ == "__main__":
    main()
