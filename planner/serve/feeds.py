"""What is served: feeds as they stand in memory, ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Literal, Protocol, TypeAlias

Group: TypeAlias = Literal["all", "schedule", "stage", "unit", "participant"]
GROUPS: tuple[Group, ...] = ("all", "schedule", "stage", "unit", "participant")


def feed_id(group: Group, name: str) -> str:
    """Name a feed in addresses: 16 hexadecimal digits that stay while its group and name do."""
    return hashlib.sha256(f"{group}\x1f{name}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Served:
    """A feed as it is sent: its bytes, plain and by gzip, with their entity tag.

    `modified` is when it last changed, in seconds since 1970; `events` is how many it holds.
    """

    group: Group
    name: str
    data: bytes
    modified: int
    events: int
    packed: bytes = field(init=False, repr=False)
    etag: str = field(init=False)
    last_modified: str = field(init=False)

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "packed", gzip.compress(self.data, 6, mtime=0))
        set_field(self, "etag", hashlib.sha256(self.data).hexdigest()[:32])
        set_field(self, "last_modified", formatdate(self.modified, usegmt=True))

    @property
    def id(self) -> str:
        """The name of the feed in addresses."""
        return feed_id(self.group, self.name)


class Source(Protocol):
    """Where feeds come from. Both are called outside the thread that answers requests."""

    def state(self) -> Hashable:
        """What changes when a document does, cheap to find out."""

    def build(self) -> tuple[Served, ...]:
        """Make all feeds anew; raises PlannerError where that cannot be done."""


Report: TypeAlias = Callable[[str], None]


@dataclass(slots=True)
class Shelf:
    """The feeds that are served now; a new set takes the place of the old one as a whole."""

    feeds: dict[str, Served] = field(default_factory=dict)

    def put(self, feeds: tuple[Served, ...]) -> None:
        """Serve these from now on."""
        self.feeds = {feed.id: feed for feed in feeds}
