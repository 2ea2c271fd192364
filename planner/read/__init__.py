"""Files into Documents: blocks of text and tables with their places. One module a format; `formats` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes
from planner.read.reader import Reader
from planner.records import Place, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planner.records import Document, Finding
    from planner.settings import Settings

__all__ = ["Reader", "files_in", "read"]


def read(path: Path, settings: Settings | None = None) -> Document:
    """Read one file that is no archive.

    Raises UnreadableError, with the reason, where nothing can be got from it.
    """
    with Reader(settings) as reader:
        return reader.document(path)


def files_in(folder: Path, leave_out: Path | None = None) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """List a folder's documents, subfolders included, in the order of their names, and report what is left out.

    Left out are hidden files and folders, editors' lock files, read-me files, what is no regular file, the tool's
    own .toml files, and everything below `leave_out` (where the job writes its output).
    """
    files, findings = [], []
    for path in _walk(folder, leave_out):
        reason = _why_left_out(path)
        if reason is None:
            files.append(path)
        else:
            said = message("left out: {reason}", reason=reason)
            findings.append(codes.reading_finding(codes.LEFT_OUT, said, Place(path=str(path))))
    return tuple(files), tuple(findings)


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            hidden = path.name.startswith(".")
            if not hidden and (leave_out is None or path.resolve() != leave_out.resolve()):
                yield from _walk(path, leave_out)
        else:
            yield path


def _why_left_out(path: Path) -> object | None:
    if path.name.startswith((".", "~$")):
        return message("a hidden or lock file")
    if path.stem.lower() == "readme":
        return message("a read-me file")
    if path.suffix.lower() == ".toml":
        return message("a settings or plan file")
    if not path.is_file():
        return message("not a regular file")
    return None
