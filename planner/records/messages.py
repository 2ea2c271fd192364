"""Sentences for a person, still without a language."""

from __future__ import annotations

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


class PlannerError(Exception):
    """What stops a whole job: a wrong call, or nothing that could be done. Said in one line, at the edge."""

    def __init__(self, said: Message) -> None:
        super().__init__(_in_english(said))
        self.message = said


def _in_english(said: Message) -> str:
    """What a message says where no catalogue is at hand; for tracebacks, not for people."""
    values = {name: _in_english(value) if isinstance(value, Message) else value for name, value in said.values}
    return said.template.format(**values)
