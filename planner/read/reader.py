"""Reading for one run: text is read at once, every other format by a worker that can be given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import codes
from planner.read.formats import ARCHIVES, CONTAINERS, format_of, true_suffix
from planner.read.limits import refuse_bytes
from planner.read.one import read_here
from planner.read.process import Worker
from planner.read.source import Source, suffix_of
from planner.read.unreadable import UnreadableError, refusal
from planner.records import Document, Place, message
from planner.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from planner.read.containers import Members
    from planner.records import Finding

DEEPEST = 3  # archives within archives
MOST_FILES = 5_000  # in an archive, those within its archives included
_AT_ONCE = 4_000_000  # bytes of a text file that is read in this process


class Reader:
    """Reads files for one run. Use it in a `with` statement, or call `close`.

    Its worker starts with the first file that needs one.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        self._worker = Worker(self._settings)

    def __enter__(self) -> Self:
        """Give the reader itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the worker."""
        self.close()

    def close(self) -> None:
        """End the worker, if one was started."""
        self._worker.close()

    def read(self, path: Path) -> tuple[tuple[Document, ...], tuple[Finding, ...]]:
        """Read one file, or every member of an archive; what cannot be read is a finding, and the rest goes on.

        The findings do not repeat what the documents' own `problems` say.
        """
        results = tuple(self._each(path, (), [MOST_FILES]))
        documents = tuple(one for one in results if isinstance(one, Document))
        return documents, tuple(one for one in results if not isinstance(one, Document))

    def document(self, path: Path, inside: tuple[str, ...] = ()) -> Document:
        """Read one file; `inside` leads to a member of an archive. Raises UnreadableError."""
        suffix = suffix_of(inside[-1] if inside else path.name)
        try:
            size = path.stat().st_size
            if not inside and not format_of(suffix).isolated and size <= _AT_ONCE:
                source = Source(path.read_bytes(), str(path), self._settings)
                if not format_of(true_suffix(source)).isolated:
                    return read_here(source)
            refuse_bytes(size)
        except OSError as error:
            raise UnreadableError(refusal(error)) from error
        document: Document = self._worker.ask(path, inside, listed=False)
        return document

    def _each(self, path: Path, inside: tuple[str, ...], left: list[int]) -> Iterator[Document | Finding]:
        """Yield what a file or its members hold; `left` counts down the members that may still come."""
        shown = "/".join((str(path), *inside))
        suffix = suffix_of(shown)
        if suffix not in ARCHIVES:
            try:
                yield self.document(path, inside)
            except UnreadableError as error:
                yield codes.reading_finding(error.code, error.message, Place(path=shown))
        if suffix in CONTAINERS:
            try:
                yield from self._members(path, inside, left)
            except UnreadableError as error:
                yield codes.reading_finding(error.code, error.message, Place(path=shown))

    def _members(self, path: Path, inside: tuple[str, ...], left: list[int]) -> Iterator[Document | Finding]:
        if len(inside) >= DEEPEST:
            raise UnreadableError(message("archives are nested more than {limit} deep", limit=DEEPEST))
        refuse_missing(path)
        members: Members = self._worker.ask(path, inside, listed=True)
        yield from members.problems
        for name in members.names:
            left[0] -= 1
            if left[0] < 0:
                raise UnreadableError(message("more than {limit} files in the archive", limit=MOST_FILES))
            yield from self._each(path, (*inside, name), left)


def refuse_missing(path: Path) -> None:
    """Raise UnreadableError for a file that is not there or too large to be opened."""
    try:
        refuse_bytes(path.stat().st_size)
    except OSError as error:
        raise UnreadableError(refusal(error)) from error
