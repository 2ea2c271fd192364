"""Files that people correct: a comment with the digest of what planner wrote tells whether anybody has."""

from __future__ import annotations

import hashlib
import re

_SEAL = re.compile(r"(?m)^# planner: ([0-9a-f]{16})\r?\n")


def sealed(text: str) -> str:
    """Put the seal behind the first line of a TOML file, which is a comment."""
    top, rest = text.split("\n", 1)
    return f"{top}\n# planner: {_digest(text)}\n{rest}"


def is_as_written(text: str) -> bool:
    """Whether a file is still as it was sealed; the line ends of another system are no correction."""
    found = _SEAL.search(text)
    return found is not None and found[1] == _digest(text[: found.start()] + text[found.end() :])


def _digest(text: str) -> str:
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]
