"""Files into Documents: blocks of text and tables with their places. One module a format; `READERS` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes
from planner.read import docx, text
from planner.read.unreadable import UnreadableError
from planner.records import Finding, Place, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from planner.records import Document

READERS: tuple[tuple[str, Callable[[Path], Document]], ...] = (
    (".txt", text.read),
    (".text", text.read),
    ("", text.read),
    (".docx", docx.read),
)
LARGEST_FILE = 200_000_000  # bytes; a schedule is some kilobytes, and what is larger would only fill the memory


def read(path: Path) -> Document:
    """Read one file. Raises UnreadableError, with the reason, where nothing can be got from it."""
    reader = dict(READERS).get(path.suffix.lower())
    if reader is None:
        known = tuple(suffix for suffix, _ in READERS if suffix)
        said = message("no reader for {suffix} files; readable are {known}", suffix=path.suffix, known=known)
        raise UnreadableError(said, codes.UNKNOWN_FORMAT)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableError(message("larger than {limit} bytes", limit=LARGEST_FILE))
        if not size:
            raise UnreadableError(message("the file is empty"), codes.EMPTY_FILE)
        document = reader(path)
    except OSError as error:
        raise UnreadableError(message("{reason}", reason=error.strerror or error)) from error
    if not document.blocks:
        raise UnreadableError(message("the file holds no text"), codes.EMPTY_FILE)
    return document


def read_all(paths: Iterable[Path]) -> tuple[tuple[Document, ...], tuple[Finding, ...]]:
    """Read files one by one; what cannot be read becomes a finding, and the rest goes on.

    The findings also hold what each document's reader met.
    """
    documents, findings = [], []
    for path in paths:
        try:
            document = read(path)
        except UnreadableError as error:
            findings.append(codes.reading_finding(error.code, error.message, Place(path=str(path))))
        else:
            documents.append(document)
            findings.extend(document.problems)
    return tuple(documents), tuple(findings)


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
