"""Sentences for a person, still without a language."""

from __future__ import annotations

import errno
from typing import NamedTuple


class Message(NamedTuple):
    """A sentence for a person, still without a language: an English template and what fills it.

    A named tuple, as Finding is; whoever tells values apart asks for Message before tuple.

    `values` are pairs of name and value; a value may itself be a Message. `plural` is the English template for every
    count but one; then the value named "count" decides.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str | None = None


def message(template: str, /, **values: object) -> Message:
    """Make a Message; the translation catalogue is collected from the first argument of this function."""
    return Message(template, tuple(values.items()))


def plural_message(template: str, plural: str, /, *, count: int, **values: object) -> Message:
    """Make a Message whose wording depends on `count`, as gettext's ngettext does."""
    return Message(template, (("count", count), *values.items()), plural)


def missing_extra(extra: str) -> Message:
    """What to install for something that an extra of this package brings."""
    return message(
        "this needs more; in planner's folder: .venv/bin/pip install -c constraints.txt -e '.[{extra}]'", extra=extra
    )


def system_reason(error: OSError) -> Message:
    """Why the system does not do what was asked of it, where it is one of the usual reasons; else in its own words."""
    match error.errno:
        case errno.ENOENT:
            return message("there is no such file or folder")
        case errno.EEXIST:
            return message("there is a file of this name already")
        case errno.EISDIR:
            return message("it is a folder")
        case errno.ENOTDIR:
            return message("a part of its path is a file, not a folder")
        case errno.EACCES | errno.EPERM:
            return message("the system does not allow it")
        case errno.ENOSPC:
            return message("the disk is full")
        case errno.EROFS:
            return message("nothing can be written to this disk")
        case errno.ENAMETOOLONG:
            return message("the name is too long")
    return message("{reason}", reason=error.strerror or error)


class PlannerError(Exception):
    """What stops a whole job: a wrong call, or nothing that could be done. Said in one line, at the edge."""

    def __init__(self, said: Message) -> None:
        super().__init__(_in_english(said))
        self.message = said


def _in_english(said: Message) -> str:
    """What a message says where no catalogue is at hand; for tracebacks, not for people."""
    values = {name: _in_english(value) if isinstance(value, Message) else value for name, value in said.values}
    return said.template.format(**values)
