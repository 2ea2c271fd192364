"""Files written whole or not at all, and names for them that every system takes."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path

from planner.records import Message, PlannerError, message, system_reason

NAME_OCTETS = 100

# Windows reads these as devices, whatever extension follows.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)
_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_SUFFIX = ".ics"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its target, sync it, and move it over the target; then sync the folder.

    A failure or an interruption leaves the old file whole and nothing beside it; what a killed run left beside it goes
    with the next. A link is followed, an old file's mode is kept. Raises PlannerError where the target is not a regular
    file or cannot be written.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise PlannerError(message("{path}: is there already and is not a file", path=path))
        _sweep(target.parent)
        temporary = target.with_name(f".planner-{secrets.token_hex(8)}.tmp")
        try:
            _write_and_move(temporary, target, data)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except FileNotFoundError as error:
        missing = message("there is no folder {folder}", folder=path.parent)
        raise PlannerError(message("{path}: cannot be written: {error}", path=path, error=missing)) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise PlannerError(message("{path}: cannot be written: {error}", path=path, error=_reason(error))) from error


def feed_name(title: str, taken: set[str]) -> str:
    """Name the feed of a title, in at most 100 octets of UTF-8 and unlike every name given before.

    `taken` holds the names given so far, in lower case; the new name is added to it. Chinese stays; separators,
    characters that Windows refuses, control characters and dots or spaces at the ends do not.
    """
    stem = _stem(title)
    number = 1
    while _numbered(stem, number).casefold() in taken:
        number *= 2
    free, used = number, number // 2
    while free - used > 1:
        middle = (free + used) // 2
        if _numbered(stem, middle).casefold() in taken:
            used = middle
        else:
            free = middle
    name = _numbered(stem, free)
    taken.add(name.casefold())
    return name


def _write_and_move(temporary: Path, target: Path, data: bytes) -> None:
    """Write and sync a new file, and move it over the target; locked until then, where files can be (POSIX)."""
    with temporary.open("xb") as file:
        _lock(file.fileno())
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        if os.name == "posix":
            temporary.replace(target)
            return
    temporary.replace(target)  # Windows moves no file that is open


@cache
def _sweep(folder: Path) -> None:
    """Remove what a killed run left in a folder: the temporary files that no process holds. Once a process."""
    for path in folder.glob(".planner-*.tmp"):
        with suppress(OSError):
            with path.open("rb") as file:
                _lock(file.fileno())
                if os.name == "posix":
                    path.unlink()
                    continue
            path.unlink()  # refused by Windows while a process holds the file


def _lock(descriptor: int) -> None:
    """Lock an open file for this process, until it is closed; raises BlockingIOError where another holds it."""
    if os.name == "posix":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    """Make the move last through a loss of power; Windows does not open folders."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> Message | str:
    return system_reason(error) if isinstance(error, OSError) else str(error)


def _stem(title: str) -> str:
    """Keep what of a title may stand in a file name, in composed form (NFC), or "feed" where nothing is left."""
    composed = unicodedata.normalize("NFC", title)
    printable = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in composed)
    stem = " ".join(_UNSAFE.sub("_", printable).split()).strip(" .-") or "feed"
    return f"_{stem}" if stem.split(".")[0].rstrip().casefold() in _DEVICES else stem


def _numbered(stem: str, number: int) -> str:
    """Add the number, from 2 on, and the extension; the stem gives way to the limit, between characters."""
    ending = f"-{number}{_SUFFIX}" if number > 1 else _SUFFIX
    kept = stem.encode()[: NAME_OCTETS - len(ending)].decode(errors="ignore").rstrip(" .")
    return f"{kept}{ending}"
