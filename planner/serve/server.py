"""The server around the application: uvicorn, with a limit on how long a request's head may take."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from planner.records import PlannerError, message

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HEAD_SECONDS = 5.0
_HEAD_BYTES = 16_384
_STOP_SECONDS = 5
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class _Protocol(H11Protocol):
    """HTTP/1.1 that answers 408 where the head of a request does not come in time (against slow clients)."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._arm()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._disarm()
        elif self._timer is None:
            self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    def _arm(self) -> None:
        self._timer = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
            self.transport.close()


class _Server(uvicorn.Server):
    """A server that stops at SIGINT and SIGTERM once its answers are given, and then lets the command end well."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        former = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)


def is_loopback(host: str) -> bool:
    """Whether a host names this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Take the address; port 0 takes any that is free. Raises PlannerError where it cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        said = message("cannot listen at {host}, port {port}: {error}", host=host, port=port, error=error)
        raise PlannerError(said) from error


def serve(app: ASGIApp, taken: socket.socket, log: Callable[[str], None]) -> None:
    """Answer requests at an address until SIGINT or SIGTERM; `log` is given a line for each event."""
    handler = _Lines(log)
    logger = logging.getLogger("planner.serve")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_HEAD_BYTES,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    _Server(config).run(sockets=[taken])


class _Lines(logging.Handler):
    """Hands every record on as a line with its time in UTC."""

    def __init__(self, log: Callable[[str], None]) -> None:
        super().__init__()
        self._log = log
        formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        formatter.converter = _gmtime
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        self._log(self.format(record))


def _gmtime(seconds: float | None) -> Any:
    import time

    return time.gmtime(seconds)
