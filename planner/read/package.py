"""Office files are zip packages of XML: looked over before a library opens them, so that a bomb never goes off."""

from __future__ import annotations

import io
import zipfile

from planner.read.unreadable import ENCRYPTED, UnreadableError, faults_of
from planner.records import message

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200_000_000  # bytes
MOST_RATIO = 100
SMALL = 1_000_000  # bytes; below this a high ratio does no harm (an empty sheet packs very well)
_CHUNK = 1 << 16


def look_over(data: bytes) -> None:
    """Refuse a package that is none, is encrypted, would unpack too large, or carries document type declarations.

    Sizes are counted while unpacking in small pieces, for what a package says of itself may be false.
    Raises UnreadableError.
    """
    with faults_of(message("damaged or not an Office file: {error}")), zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
        if len(members) > MOST_MEMBERS:
            raise UnreadableError(message("more than {limit} members in the package", limit=MOST_MEMBERS))
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableError(ENCRYPTED)
        total = 0
        for member in members:
            total += _unpacked_size(package, member, MOST_UNPACKED - total)


def _unpacked_size(package: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    size = 0
    ending = b""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    with package.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit or (size > SMALL and size > MOST_RATIO * max(1, member.compress_size)):
                raise UnreadableError(message("unpacks too large: {member}", member=member.filename))
            if is_xml and _declares_type(ending + chunk):
                raise UnreadableError(message("a document type declaration stands in {member}", member=member.filename))
            ending = chunk[-32:]
    return size


def _declares_type(chunk: bytes) -> bool:
    """Whether a piece of XML declares a document type, in UTF-8 or UTF-16: the only way to define entities."""
    plain = chunk.replace(b"\0", b"") if b"\0" in chunk else chunk
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
