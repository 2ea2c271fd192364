"""What a command needs of its terminal: the language, the width, where to say what."""

from __future__ import annotations

import locale
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.language import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console, RenderableType

    from planner.records import Message

PIPE_WIDTH = 100  # columns of text output that goes to no terminal


def take_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """Take `--lang` out of a call, wherever it stands; without it, the language is that of the terminal's locale.

    The language is needed before the call is parsed, for the help and for what is said of a wrong call. Any other
    value than a language is left in the call.
    """
    rest = list(arguments)
    end = rest.index("--") if "--" in rest else len(rest)
    for at, argument in enumerate(rest[:end]):
        name, _, value = argument.partition("=")
        if name == "--lang":
            given = [value] if value else rest[at + 1 : at + 2]
            if given[:1] and given[0] in LANGUAGES:
                del rest[at : at + (1 if value else 2)]
                return Language(given[0]), rest
    return _of_locale(environment), rest


def _of_locale(environment: Mapping[str, str]) -> Language:
    """Chinese for a Chinese locale, else English; the variables count in the order of POSIX."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return Language("zh" if environment[name].lower().startswith("zh") else "en")
    return Language("zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en")


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line."""

    language: Language

    def console(self, *, error: bool = False) -> Console:
        """A console on standard output, or standard error; as wide as the terminal."""
        from rich.console import Console

        console = Console(stderr=error, highlight=False, soft_wrap=False)
        if not console.is_terminal and "COLUMNS" not in os.environ:
            console.width = PIPE_WIDTH
        return console

    def show(self, *renderables: RenderableType) -> None:
        """Print for a person."""
        console = self.console()
        for renderable in renderables:
            console.print(renderable)

    def say(self, *messages: Message) -> None:
        """Print sentences for a person, each beginning a line."""
        from rich.text import Text

        self.show(*(Text(self.language.say(said)) for said in messages))

    def answer(self, value: Any) -> None:
        """Print the one JSON object that is the whole of standard output."""
        from planner.export.json_records import dump

        sys.stdout.flush()
        sys.stdout.buffer.write(dump(value).encode("utf-8", "replace"))

    def put(self, data: bytes) -> None:
        """Write what is the whole of standard output, for a program."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def note(self, said: Message) -> None:
        """Say a sentence on standard error, which leaves standard output to programs."""
        print(self.language.say(said), file=sys.stderr)

    def complain(self, said: Message) -> None:
        """Say in one line on standard error why nothing could be done."""
        print(f"planner: {' '.join(self.language.say(said).split())}", file=sys.stderr)

    def progress(self, items: Sequence[Any], said: Message) -> Iterable[Any]:
        """Pass the items on, with a bar on the terminal's standard error where there are many."""
        if len(items) < 20 or not sys.stderr.isatty():
            return items
        from rich.progress import track

        return track(items, self.language.say(said), console=self.console(error=True), transient=True)
