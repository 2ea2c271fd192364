"""The worker process from outside: started when first needed, asked one thing at a time, replaced when it fails."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
from contextlib import suppress
from threading import Event, Timer
from typing import TYPE_CHECKING, Any

from planner.read.unreadable import UnreadableError
from planner.read.wire import unpacked
from planner.records import message

if TYPE_CHECKING:
    from pathlib import Path

    from planner.settings import Settings

MOST_ANSWER = 100_000_000  # bytes of a pickled document


class Worker:
    """A process that reads documents within the limits of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def ask(self, path: Path, inside: tuple[str, ...], *, listed: bool) -> Any:
        """Let the worker read a file, or list its members.

        Raises UnreadableError for what it cannot read, and where it exceeds a limit or breaks down; then the next
        question starts a new process.
        """
        request = {
            "path": str(path),
            "inside": inside,
            "list": listed,
            "time_zone": self._settings.time_zone,
        }
        process = self._process = self._process or self._start()
        late = Event()
        overdue = Timer(self._settings.reading_seconds, _give_up, (process, late))
        overdue.start()
        try:
            kind, value = _exchange(process, json.dumps(request).encode() + b"\n")
        except (OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError) as error:
            self.close()
            raise self._broken(timed_out=late.is_set()) from error
        finally:
            overdue.cancel()
        if kind == "exhausted":
            self.close()
            raise self._exhausted()
        if kind == "unreadable":
            said, code = value
            raise UnreadableError(said, code)
        return value

    def close(self) -> None:
        """End the process, if there is one, and everything that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        process.wait()
        if self._folder is not None:
            self._folder.cleanup()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a process with a folder of its own, which goes away with it however it ends."""
        self._folder = tempfile.TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
        megabytes = str(self._settings.reading_megabytes)
        return subprocess.Popen(  # noqa: S603  (our own module, by the interpreter that runs us)
            (sys.executable, "-m", "planner.read.worker", megabytes, self._folder.name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _broken(self, *, timed_out: bool) -> UnreadableError:
        if timed_out:
            return UnreadableError(message("given up after {limit} seconds", limit=self._settings.reading_seconds))
        return UnreadableError(
            message(
                "reading it broke the reader down, most likely for want of memory (the limit is {limit} MB)",
                limit=self._settings.reading_megabytes,
            )
        )

    def _exhausted(self) -> UnreadableError:
        return UnreadableError(
            message("needs more memory than the limit of {limit} MB", limit=self._settings.reading_megabytes)
        )


def _give_up(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and, where the system knows sessions, what it started."""
    if sys.platform == "win32":
        process.kill()
        return
    import signal

    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> tuple[str, Any]:
    assert process.stdin is not None  # noqa: S101  (both are pipes)
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(request)
    process.stdin.flush()
    size = int.from_bytes(_exactly(process.stdout, 8), "big")
    if size > MOST_ANSWER:
        raise ValueError(size)
    return unpacked(_exactly(process.stdout, size))


def _exactly(stream: Any, size: int) -> bytes:
    data: bytes = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
