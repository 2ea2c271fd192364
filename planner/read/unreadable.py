"""The one exception of the readers: a file from which nothing can be got."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner import codes
from planner.records import Message, PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnreadableError(PlannerError):
    """Nothing can be got from this file; the message is the reason, `code` the kind of finding it becomes."""

    def __init__(self, said: Message, code: codes.Code = codes.UNREADABLE_FILE) -> None:
        super().__init__(said)
        self.code = code


@contextmanager
def faults_of(said: Message) -> Iterator[None]:
    """Turn what a parsing library raises on damaged input, which may be anything, into UnreadableError.

    `said` is a message that {error} is filled into. What says that a limit is reached goes on.
    """
    try:
        yield
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except BaseException as error:
        # A library written in Rust panics with an exception that is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(Message(said.template, (("error", in_one_line(error)),))) from error


def in_one_line(error: BaseException) -> str:
    """Say an exception in one line of at most 200 characters, by its kind where it says nothing itself."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    line = " ".join("".join(one if one.isprintable() else " " for one in text[:1000]).split())
    return line[:200] or type(error).__name__


ENCRYPTED = message("the file is encrypted: open it with its password, save a copy without one, and give that")


def refusal(error: OSError) -> Message:
    """Say why the system does not give a file."""
    match error:
        case FileNotFoundError():
            return message("there is no such file")
        case IsADirectoryError():
            return message("it is a folder")
        case PermissionError():
            return message("reading it is not allowed")
        case _:
            return message("{reason}", reason=in_one_line(error))
