"""The secrets in the addresses of feeds: 256 bits each, of which only the SHA-256 is kept.

One secret opens the index page. That of a feed is the HMAC-SHA256 (RFC 2104) of the feed's name under the secret of the
index, so that the page can show addresses that are stored nowhere, and nobody can get from a feed to the index or to
another feed. To revoke a feed's address is to forget its hash and to raise the count that goes into the next one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from planner.export.files import write_atomically
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from pathlib import Path

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Grants:
    """What addresses open. All hashes are SHA-256 in hexadecimal.

    `index` are those of the index page; `feeds` gives for each hash the feed it opens; `counts` how often a feed's
    address was revoked.
    """

    index: tuple[str, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    def opens_index(self, token: str) -> bool:
        """Whether a token is that of the index page; takes as long for any token."""
        return any([hmac.compare_digest(digest(token), known) for known in self.index])  # noqa: C419  all are compared

    def feed_of(self, token: str) -> str | None:
        """The feed that a token opens; takes as long for any token."""
        found, asked = None, digest(token)
        for known, feed in self.feeds:
            if hmac.compare_digest(asked, known):
                found = feed
        return found

    def token(self, index_token: str, feed: str) -> str:
        """The token of a feed, for who holds that of the index page."""
        name = f"{feed}\x1f{self.counts.get(feed, 0)}"
        return hmac.new(index_token.encode(), name.encode(), hashlib.sha256).hexdigest()

    def with_feeds(self, index_token: str, feeds: Iterable[str]) -> Grants:
        """Let the tokens of these feeds open them, beside those that did before."""
        issued = ((digest(self.token(index_token, feed)), feed) for feed in feeds)
        return replace(self, feeds=tuple(dict.fromkeys((*self.feeds, *issued))))

    def without(self, feed: str) -> Grants:
        """Revoke every address of a feed."""
        kept = tuple(pair for pair in self.feeds if pair[1] != feed)
        return replace(self, feeds=kept, counts={**self.counts, feed: self.counts.get(feed, 0) + 1})


def new_index(grants: Grants) -> tuple[str, Grants]:
    """Make a new secret for the index page; the former one opens it no more. Addresses of feeds stay."""
    token = secrets.token_hex(SECRET_BYTES)
    return token, replace(grants, index=(digest(token),))


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def load(path: Path) -> Grants:
    """Read what is kept; nothing where there is no file. It is read again when it has changed.

    Raises PlannerError where the file is damaged.
    """
    try:
        state = path.stat()
    except OSError:
        return Grants()
    return _loaded(path, (state.st_mtime_ns, state.st_size, state.st_ino))


@lru_cache(maxsize=8)
def _loaded(path: Path, state: tuple[int, int, int]) -> Grants:
    del state  # the version of the file that is remembered
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        feeds = tuple((str(known), str(feed)) for known, feed in kept["feeds"])
        return Grants(tuple(map(str, kept["index"])), feeds, {str(k): int(v) for k, v in kept["counts"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PlannerError(message("{path}: cannot be read as addresses: {error}", path=path, error=error)) from error


def save(path: Path, grants: Grants) -> None:
    """Keep the hashes, readable for the owner alone."""
    if not path.exists():
        path.touch(mode=0o600)
    kept = {"index": grants.index, "feeds": grants.feeds, "counts": grants.counts}
    write_atomically(path, (json.dumps(kept, indent=1) + "\n").encode())
