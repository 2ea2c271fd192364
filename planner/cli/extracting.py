"""Corrections beside the documents: read for every command, written by `planner extract --save`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.extract.corrections import Corrections, parse, saved
from planner.extract.saved import SUFFIX, extract_of
from planner.records import PlannerError, message, system_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.extract import Extract
    from planner.records import Message

_FAMILY = "planner.events.toml"


def corrections_for(document: Path) -> Corrections:
    """The corrections of a document: FILE.events.toml beside it, over planner.events.toml of its folder.

    Raises PlannerError for a file that cannot be read as corrections.
    """
    own = (document.with_name(document.name + SUFFIX), document.with_name(document.stem + SUFFIX))
    family = corrections_in(document.with_name(_FAMILY))
    return next((corrections_in(path) for path in own if path.is_file()), Corrections()).over(family)


def corrections_in(path: Path) -> Corrections:
    """The corrections that a file holds, none where there is no file. Raises PlannerError for what is none."""
    if not path.is_file():
        return Corrections()
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PlannerError(
            message("{path}: cannot be read as corrections: {error}", path=path, error=_reason(error))
        ) from error


def events_in(path: Path) -> Extract:
    """A file of events as a schedule by itself. Raises PlannerError for a file that cannot be read as one."""
    try:
        return extract_of(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PlannerError(
            message("{path}: cannot be read as events: {error}", path=path, error=_reason(error))
        ) from error


def _reason(error: OSError | UnicodeDecodeError) -> Message | str:
    return system_reason(error) if isinstance(error, OSError) else str(error)


def save(extracts: Sequence[Extract], path: Path) -> None:
    """Write the events of one document as a file of corrections, over the corrections that the file holds already.

    Raises PlannerError for several documents, and where the file cannot be written.
    """
    from planner.export.files import write_atomically

    if len(extracts) != 1:
        raise PlannerError(message("--save takes the events of one document, not of {count}", count=len(extracts)))
    write_atomically(path, saved(extracts[0].as_read, corrections_in(path)).encode())
