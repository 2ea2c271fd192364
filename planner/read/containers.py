"""Archives and mails: which files they hold, and the bytes of one, never more of them than the limits allow.

Nothing is ever written to disk, so that a member's name cannot lead anywhere; it is only shown.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner import codes
from planner.read.formats import is_known
from planner.read.limits import MOST_BYTES
from planner.read.package import MOST_MEMBERS, MOST_RATIO, SMALL
from planner.read.source import Source
from planner.read.unreadable import ENCRYPTED, UnreadableError, faults_of
from planner.records import Place, message

if TYPE_CHECKING:
    from planner.records import Finding

_CHUNK = 1 << 16
_MOST_UNPACKED = 1_000_000_000  # bytes of all members together


@dataclass(frozen=True, slots=True)
class Members:
    """The names of the files that a container holds and that can be read, and what is said of the others."""

    names: tuple[str, ...]
    problems: tuple[Finding, ...]


def members(source: Source) -> Members:
    """List a container's files in the order of their names. Raises UnreadableError for one that is damaged."""
    found = _attachments(source) if source.suffix == ".eml" else _zipped(source)
    names, problems = [], []
    for name in sorted(found):
        reason = _why_left_out(name)
        if reason is None:
            names.append(name)
        else:
            said = message("left out: {reason}", reason=reason)
            problems.append(codes.reading_finding(codes.LEFT_OUT, said, Place(path=f"{source.path}/{name}")))
    return Members(tuple(names), tuple(problems))


def _why_left_out(name: str) -> object | None:
    last = name.rpartition("/")[2]
    if ".." in name.split("/") or name.startswith("/"):
        return message("its name leads out of the archive")
    if name.startswith("__MACOSX/") or last.startswith((".", "~$")):
        return message("a hidden or lock file")
    if last.lower().endswith(".toml"):
        return message("a settings or plan file")
    return None if is_known(last) else message("no reader for this kind of file")


def member(source: Source, name: str) -> Source:
    """Unpack one file of a container. Raises UnreadableError for one that is damaged, encrypted or too large."""
    data = _attachment(source, name) if source.suffix == ".eml" else _unzipped(source, name)
    return Source(data, f"{source.path}/{name}", source.settings)


def _zipped(source: Source) -> list[str]:
    with (
        faults_of(message("damaged or not a zip archive: {error}")),
        zipfile.ZipFile(io.BytesIO(source.data)) as archive,
    ):
        files = [one for one in archive.infolist() if not one.is_dir()]
        if len(files) > MOST_MEMBERS:
            raise UnreadableError(message("more than {limit} members in the package", limit=MOST_MEMBERS))
        if sum(one.file_size for one in files) > _MOST_UNPACKED:
            raise UnreadableError(message("unpacks too large: {member}", member=source.path))
        names = {_name(one): one for one in files}
        return list(names)


def _name(one: zipfile.ZipInfo) -> str:
    """The name of a member; those that an old archiver wrote in Chinese are GB18030 under the flag of CP437."""
    if one.flag_bits & 0x800:
        return one.filename
    try:
        return one.orig_filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return one.filename


def _unzipped(source: Source, name: str) -> bytes:
    with (
        faults_of(message("damaged or not a zip archive: {error}")),
        zipfile.ZipFile(io.BytesIO(source.data)) as archive,
    ):
        found = {_name(one): one for one in archive.infolist()}.get(name)
        if found is None:
            raise UnreadableError(message("no such file in the archive: {name}", name=name))
        if found.flag_bits & 1:
            raise UnreadableError(ENCRYPTED)
        data = bytearray()
        with archive.open(found) as stream:
            while chunk := stream.read(_CHUNK):
                data += chunk
                packs = len(data) > SMALL and len(data) > MOST_RATIO * max(1, found.compress_size)
                if packs or len(data) > MOST_BYTES:
                    raise UnreadableError(message("unpacks too large: {member}", member=name))
        return bytes(data)


def _attachments(source: Source) -> list[str]:
    from planner.read.mail import attachments

    return list(attachments(source))


def _attachment(source: Source, name: str) -> bytes:
    from planner.read.mail import attachments

    found = attachments(source)
    if name not in found:
        raise UnreadableError(message("no such file in the archive: {name}", name=name))
    return found[name]
