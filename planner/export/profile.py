"""What the feeds for different apps differ in: one table. All come from the same entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Which properties beyond RFC 5545 and 7986 a feed has.

    `microsoft`: X-MICROSOFT-CDO-ALLDAYEVENT on all-day events, `busy_status`: how Outlook shows the time; `apple`: the
    calendar's colour and names of alarms as Apple writes them; `rich`: LINK, CONCEPT and relations with GAP (RFC 9253),
    participants and locations as components (RFC 9073), which several clients do not read.
    """

    name: str
    microsoft: bool = False
    busy_status: bool = False
    apple: bool = False
    rich: bool = False


PROFILES = (
    Profile("plain", microsoft=True, apple=True),
    Profile("outlook", microsoft=True, busy_status=True),
    Profile("google"),
    Profile("apple", apple=True),
    Profile("rich", microsoft=True, apple=True, rich=True),
)
PLAIN = PROFILES[0]
