"""Renew the catalogues: collect every message, merge them into the .po files, compile. Run by `make messages`.

Messages are the first arguments of `message` and `plural_message`, the help of the commands, and the words of typer
that a reader of the help or of an error meets.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "planner"
PO = PACKAGE / "locale" / "zh" / "LC_MESSAGES" / "planner.po"
KEYWORDS = {"message": (1,), "plural_message": (1, 2)}
# What typer says itself, taken from gettext by its own code.
TYPER_WORDS = (
    "Usage:",
    "Options",
    "Arguments",
    "Commands",
    "Show this message and exit.",
    "[required]",
    "[default: {}]",
)


def collected() -> Catalog:
    """Collect every message of the package into a new catalogue."""
    catalog = Catalog(domain="planner", fuzzy=False)
    for name, line, text, _, _ in extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS):
        catalog.add(text, locations=[(f"planner/{name}", line)])
    for text in (*TYPER_WORDS, *command_texts()):
        catalog.add(text)
    return catalog


def command_texts() -> set[str]:
    """The help of all commands and their parameters, as written."""
    from planner.cli.app import command_in
    from planner.language import Language

    texts: set[str] = set()
    commands = [command_in(Language("en"))]
    while commands:
        command = commands.pop()
        texts.update(text for text in (command.help, *(getattr(p, "help", None) for p in command.params)) if text)
        commands.extend(getattr(command, "commands", {}).values())
    return texts


def renewed() -> Catalog:
    """Merge what is collected into the translations that there are; what is no longer said goes."""
    with PO.open("rb") as file:
        translated = read_po(file, locale="zh", domain="planner")
    template = collected()
    template.creation_date = translated.creation_date  # the day of collecting says nothing of what was collected
    translated.update(template, no_fuzzy_matching=True)
    translated.obsolete.clear()
    return translated


def compiled(catalog: Catalog) -> bytes:
    """Compile a catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> None:
    catalog = renewed()
    with PO.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, omit_header=False, no_location=True)
    PO.with_suffix(".mo").write_bytes(compiled(catalog))
    for entry in catalog:
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if entry.id and not all(texts):
            print(f"not translated: {entry.id!r}")


if __name__ == "__main__":
    main()
