"""The worker process: takes requests for files on standard input, reads them in confinement, answers with records.

A request is a line of JSON; an answer is its length in 8 bytes, big-endian, and a pickle of plain records. Run as
`python -m planner.read.worker MEGABYTES FOLDER`, where the folder takes temporary files; ends when its input does.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import codes
from planner.read import containers
from planner.read.confine import confine
from planner.read.limits import refuse_bytes
from planner.read.one import read_here
from planner.read.source import Source
from planner.read.unreadable import UnreadableError, in_one_line
from planner.read.wire import packed
from planner.records import Document, Finding, Message, message
from planner.settings import Settings

if TYPE_CHECKING:
    from typing import BinaryIO

_GARBAGE = (
    50_000  # new objects between two looks for garbage in circles: a document is many objects, few of them garbage
)


def main() -> None:
    """Serve requests until the input ends."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # what a library prints must not mix with the answers
    tempfile.tempdir = sys.argv[2]
    gc.set_threshold(_GARBAGE)
    confine(int(sys.argv[1]))
    for line in requests:
        _send(answers, _answer(json.loads(line)))


def _send(answers: BinaryIO, answer: tuple[str, Any]) -> None:
    data = packed(answer)
    answers.write(len(data).to_bytes(8, "big"))
    answers.write(data)
    answers.flush()


def _answer(request: dict[str, Any]) -> tuple[str, Any]:
    """Do what a request asks; the first part of the answer is its kind: done, unreadable or exhausted."""
    try:
        return "done", plain(_done(request))
    except UnreadableError as error:
        return "unreadable", (plain(error.message), error.code)
    except RecursionError:
        return "unreadable", (message("nested too deeply"), codes.UNREADABLE_FILE)
    except MemoryError:
        return "exhausted", None
    except Exception as error:
        said = message("the reader failed: {error}", error=f"{type(error).__name__}: {in_one_line(error)}")
        return "unreadable", (said, codes.UNREADABLE_FILE)


def _done(request: dict[str, Any]) -> Any:
    names: tuple[str, ...] = (request["path"], *request["inside"])
    zone: str = request["time_zone"]
    if request["list"]:
        return containers.members(_container(names, zone))
    if len(names) > 1:
        return read_here(containers.member(_container(names[:-1], zone), names[-1]))
    return read_here(_file(names[0], zone))


def _file(path: str, zone: str) -> Source:
    refuse_bytes(Path(path).stat().st_size)
    return Source(Path(path).read_bytes(), path, Settings(time_zone=zone))


@lru_cache(maxsize=2)  # an archive, and one within it: a run asks for member after member
def _container(names: tuple[str, ...], zone: str) -> Source:
    """An archive or mail by its path and the names that lead to it inside others."""
    if len(names) == 1:
        return _file(names[0], zone)
    return containers.member(_container(names[:-1], zone), names[-1])


def plain(value: Any) -> Any:
    """Give a record whose messages hold only texts, numbers, days and messages, so that it can be sent."""
    if isinstance(value, Message):
        return value._replace(values=tuple((name, _plain_value(one)) for name, one in value.values))
    if isinstance(value, Finding):
        return value._replace(message=plain(value.message))
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if isinstance(value, Document | containers.Members):
        return replace(value, problems=plain(value.problems))
    return value


def _plain_value(value: object) -> object:
    if isinstance(value, Message | tuple):
        return plain(value) if isinstance(value, Message) else tuple(map(_plain_value, value))
    return value if isinstance(value, str | int | float) else str(value)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        main()
