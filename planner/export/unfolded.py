"""Content lines that we wrote, taken apart again: for what is made of a finished feed."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(.)")


def unfolded(feed: bytes) -> list[str]:
    """Give the content lines of a feed of ours."""
    return feed.replace(b"\r\n ", b"").decode().rstrip("\r\n").split("\r\n")


def content_line(line: str) -> tuple[str, dict[str, str], str]:
    """Cut a line into name, parameters and value; no parameter of ours is quoted."""
    head, _, value = line.partition(":")
    name, *parameters = head.split(";")
    return name, dict(one.split("=", 1) for one in parameters), value


def unescaped(value: str) -> str:
    """Read a TEXT value (RFC 5545, 3.3.11)."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
