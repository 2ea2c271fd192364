"""A small proxy in front of a calendar server that fails as it is told to: errors, silence, dropped answers."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import SplitResult, urlsplit

# Given the method and its number in the order of requests: an HTTP status, "hang", "drip", "drop", or None to pass on.
Fault = Callable[[str, int], int | str | None]


class _Handler(BaseHTTPRequestHandler):
    """Answers one request as `fault` says; `target` is the calendar behind, `stop` ends what hangs."""

    protocol_version = "HTTP/1.1"
    target: SplitResult
    fault: Callable[[str], int | str | None]
    stop: threading.Event

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.close_connection = True
        self._answered(self.fault(self.command), body)

    def _answered(self, what: int | str | None, body: bytes) -> None:
        if what == "hang":
            self.stop.wait(30)
        elif what == "drip":
            self.wfile.write(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 100000\r\n\r\n")
            while not self.stop.wait(0.05):
                self.wfile.write(b"<")
        elif what == "drop":
            self._passed(body)  # the server has done it, and the answer gets lost
        elif isinstance(what, int):
            self.wfile.write(f"HTTP/1.1 {what} Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        else:
            status, headers, answer = self._passed(body)
            kept = [pair for pair in headers if pair[0].lower() in ("etag", "content-type")]
            head = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in kept), f"Content-Length: {len(answer)}"]
            self.wfile.write("\r\n".join([*head, "Connection: close", "", ""]).encode() + answer)

    def _passed(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        server = http.client.HTTPConnection(self.target.hostname or "", self.target.port, timeout=30)
        kept = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "accept-encoding", "connection")}
        server.request(self.command, self.path, body, kept)
        answer = server.getresponse()
        data = answer.read()
        server.close()
        return answer.status, answer.getheaders(), data

    def log_message(self, *_: object) -> None:
        """Be quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """The client went away, as it should."""


@contextmanager
def failing(url: str, fault: Fault) -> Iterator[str]:
    """Give the address of the calendar behind the proxy."""
    target = urlsplit(url)
    stop = threading.Event()
    count = iter(range(1_000_000))

    class Handler(_Handler):
        pass

    Handler.target, Handler.stop = target, stop
    Handler.fault = staticmethod(lambda method: fault(method, next(count)))  # type: ignore[assignment]
    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{target.path}"
        finally:
            stop.set()
            server.shutdown()
            thread.join()
