"""Real calendar servers on free ports of the loopback: Radicale and xandikos, each in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the loopback, whatever the proxy settings
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[str]:
    """Run a server until the block ends; give its address once it answers."""
    with log.open("wb") as file:
        server = subprocess.Popen(command, stdout=file, stderr=file)
        try:
            wait_for(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        assert server.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


@contextmanager
def radicale(folder: Path, password: str = "") -> Iterator[str]:
    """Give the address of the calendars of the user "office", for whom a password may be asked."""
    port = free_port()
    command = [sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}"]
    users = folder / "users"
    users.write_text(f"office:{password}\n", encoding="utf-8")
    auth = ["--auth-type", "htpasswd", "--auth-htpasswd-filename", str(users), "--auth-htpasswd-encryption", "plain"]
    command += [*(auth if password else ["--auth-type", "none"]), "--rights-type", "owner_only"]
    command += ["--storage-filesystem-folder", str(folder / "radicale")]
    with running(command, port, folder / "radicale.log") as address:
        yield f"{address}/office/"


@contextmanager
def xandikos(folder: Path) -> Iterator[str]:
    port = free_port()
    data = str(folder / "xandikos")
    command = [str(BIN / "xandikos"), "serve", "-d", data, "-l", "127.0.0.1"]
    command += ["-p", str(port), "--current-user-principal", "/office/", "--defaults"]
    with running(command, port, folder / "xandikos.log") as address:
        yield f"{address}/office/calendars/"


def call(method: str, url: str, body: bytes = b"", **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Send a request as the user "office" (the servers ask for no password)."""
    sent = {"Authorization": "Basic b2ZmaWNlOng=", **{name.replace("_", "-"): value for name, value in headers.items()}}
    request = urllib.request.Request(url, data=body or None, method=method, headers=sent)  # noqa: S310
    try:
        with DIRECT.open(request, timeout=60) as answer:
            return answer.status, answer.read(), {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, error.read(), {k.lower(): v for k, v in error.headers.items()}
