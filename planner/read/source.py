"""What a reader is given: the bytes of one file, the name they go by, and the settings."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, and the path that its places show, such as "a.zip/b.docx"."""

    data: bytes = field(repr=False)
    path: str
    settings: Settings = field(default_factory=Settings)

    @property
    def suffix(self) -> str:
        """The end of the file's name from its last dot, in lower case; empty where there is none."""
        return suffix_of(self.path)


def suffix_of(path: str) -> str:
    """The end of a file's name from its last dot, in lower case; empty where there is none."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix.lower() if stem else ""
