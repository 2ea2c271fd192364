"""Old and foreign word processor files (.doc, .wps, .rtf, .odt): LibreOffice makes them .docx where it is installed.

It runs without a window, in a folder of its own that goes away afterwards, with macros and links to the outside
switched off, and within the limits of the worker.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from planner.read import docx
from planner.read.limits import refuse_bytes
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from planner.records import message

if TYPE_CHECKING:
    from planner.records import Document

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS", r"C:\Program Files\LibreOffice\program")
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SWITCHED_OFF = (
    ("DisableMacrosExecution", "true"),
    ("MacroSecurityLevel", "3"),
    ("BlockUntrustedRefererLinks", "true"),
)


def program() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    places = (None, *_USUAL_PLACES)
    found = (shutil.which(name, path=place) for place in places for name in _NAMES)
    return next((path for path in found if path), None)


def read(source: Source) -> Document:
    """Read a file that LibreOffice can read. Raises UnreadableError where it cannot, or is not installed."""
    soffice = program()
    if soffice is None:
        said = message(
            "LibreOffice is needed for {suffix} files: install it (Debian: libreoffice-writer-nogui)",
            suffix=source.suffix,
        )
        raise UnreadableError(said)
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        folder = Path(name)
        given = folder / f"document{source.suffix}"
        given.write_bytes(source.data)
        data = _converted(soffice, given, folder)
    return docx.read(Source(data, source.path, source.settings))


def _converted(soffice: str, given: Path, folder: Path) -> bytes:
    """Convert a file within a folder, and give the bytes of the .docx that comes out."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    made = folder / "made"
    command = (
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made),
        str(given),
    )
    subprocess.run(  # noqa: S603  (the installed program, with our own arguments)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    result = made / "document.docx"
    if not result.is_file():
        raise UnreadableError(message("LibreOffice cannot read this file: it is damaged, encrypted or of another kind"))
    refuse_bytes(result.stat().st_size)
    return result.read_bytes()


def _registry() -> str:
    """The settings of the private profile."""
    items = "".join(
        f'<item oor:path="{_SECURITY}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in _SWITCHED_OFF
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
