"""The parts of a Word package that hold text, found by its relationships (ECMA-376 part 2) and parsed one by one."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"  # the strict form of the standard
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Parts:
    """The parts of a package that has been looked over. What its XML names outside the package is never followed."""

    def __init__(self, data: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self._names = set(self._package.namelist())
        self._main = self._targets("", f"{_OFFICE}/officeDocument", f"{_STRICT}/officeDocument")[0]

    def main(self) -> _Element:
        """The root of the main part."""
        return self._root(self._main)

    def related(self, kind: str) -> list[_Element]:
        """The roots of the parts that the main part refers to as `kind` (styles, header), in the order of their ids."""
        return [parsed(data) for data in self.raw(kind)]

    def raw(self, kind: str) -> Iterator[bytes]:
        """Yield the same parts as they stand."""
        for name in self._targets(self._main, f"{_OFFICE}/{kind}", f"{_STRICT}/{kind}"):
            yield self._package.read(name)

    def title(self) -> str:
        """The title in the properties of the package; one whose properties are damaged has none."""
        try:
            return next(
                (self._root(name).findtext(_TITLE) or "" for name in self._targets("", _PROPERTIES)), ""
            ).strip()
        except Exception:  # whatever a library makes of damaged properties: they are not worth the document
            return ""

    def _root(self, name: str) -> _Element:
        return parsed(self._package.read(name))

    def _targets(self, part: str, *kinds: str) -> list[str]:
        """The names of the parts inside the package that a part refers to as one of these kinds."""
        folder, _, name = part.rpartition("/")
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return []
        found = [
            (len(one.get("Id", "")), one.get("Id", ""), one.get("Target", ""))
            for one in self._root(relations).iter(_RELATIONSHIP)
            if one.get("Type") in kinds and one.get("TargetMode") != "External"
        ]
        names = [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for *_, target in sorted(found)]
        return [name for name in names if name in self._names]


def parsed(data: bytes) -> _Element:
    """Parse a part with python-docx's parser, which resolves no entities and follows nothing."""
    from docx.oxml import parse_xml

    return parse_xml(data)
