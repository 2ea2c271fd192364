"""What a command needs of its terminal: the language, the width, where to say what."""

from __future__ import annotations

import locale
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.language import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console, RenderableType

    from planner.records import Message

PIPE_WIDTH = 100  # columns of text output that goes to no terminal


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of `--lang` wherever it stands in the call, else that of the terminal's locale, else English.

    It is needed before the call is parsed, for the help and for what is said of a wrong call.
    """
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and at + 1 < len(arguments):
            value = arguments[at + 1]
        if value in LANGUAGES:
            return Language(value)
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
        if not console.is_terminal and "COLUMNS" not in console._environ:
            console.width = PIPE_WIDTH
        return console

    def show(self, *renderables: RenderableType) -> None:
        """Print for a person."""
        console = self.console()
        for renderable in renderables:
            console.print(renderable)

    def say(self, *messages: Message) -> None:
        """Print sentences for a person, a line each."""
        for said in messages:
            print(self.language.say(said))

    def answer(self, value: Any) -> None:
        """Print the one JSON object that is the whole of standard output."""
        from planner.export.json_records import dump

        sys.stdout.flush()
        sys.stdout.buffer.write(dump(value).encode("utf-8", "replace"))

    def complain(self, said: Message) -> None:
        """Say in one line on standard error why nothing could be done."""
        print(f"planner: {' '.join(self.language.say(said).split())}", file=sys.stderr)

    def progress(self, items: Sequence[Any], said: Message) -> Iterable[Any]:
        """Pass the items on, with a bar on the terminal's standard error where there are many."""
        if len(items) < 20 or not sys.stderr.isatty():
            return items
        from rich.progress import track

        return track(items, self.language.say(said), console=self.console(error=True), transient=True)
