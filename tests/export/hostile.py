"""Hostile texts through every property: two readers that share nothing must count the same content lines.

`python -m tests.export.hostile` tries 10,000 texts (`make faults`); the tests try a sample.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import icalendar

from planner.export.ical import Options, calendar
from planner.export.lint import lint
from planner.export.profile import PROFILES
from planner.language import Language
from planner.records import Event, Place, Schedule, Subject
from planner.settings import Settings
from tests.clients.node import MODULES, ask
from tests.export.feed_reader import when

ALL = 10_000
AT_ONCE = 100  # texts in one feed
_PIECES = (
    *(
        "\r",
        "\n",
        "\r\n",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x1d",
        "\x1e",
        "\x85",
        "\u2028",
        "\u2029",
        "\x00",
        "\x1b[31m",
        "\x7f",
    ),
    *("\\", "\\n", "\\N", ";", ",", ":", '"', "'", "^n", "^'", "=", "=1+1", "\t", " ", "\u3000", "\ufeff", "\u200b"),
    *("END:VEVENT", "BEGIN:VEVENT", "\r\nEND:VCALENDAR\r\n", "\nSUMMARY:x", "\r\n X", ";VALUE=DATE:", "{", "}", "{0}"),
    *(
        "中",
        "é",
        "😀",
        "👨‍👩‍👧",
        "🇨🇳",
        "\u202e",
        "עברית",
        "\ud800",
        "\udfff",
        "\uffff",
        "\U0010ffff",
        "a" * 80,
        "中" * 40,
    ),
    *("%s", "<b>", "&amp;", "$(x)", "../..", "\\" * 90, ";" * 90, "【已取消】", "（", "("),
)


def texts(count: int, seed: int = 2005) -> Iterator[str]:
    """Give texts, each of up to twelve hostile pieces."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(count):
        yield "".join(chance.choices(_PIECES, k=chance.randint(0, 12)))


def feeds(count: int) -> Iterator[bytes]:
    """Write the texts, each through every text of an event, in feeds of all profiles in turn."""
    row = list(texts(count))
    for number, start in enumerate(range(0, count, AT_ONCE)):
        part = row[start : start + AT_ONCE]
        events = tuple(_event(start + at, text) for at, text in enumerate(part))
        plan = Schedule(f"x/{part[0]}", part[-1], Subject(), events)
        options = Options(profile=PROFILES[number % len(PROFILES)])
        yield calendar(plan, settings=Settings(), language=Language(("en", "zh")[number % 2]), options=options)


def _event(number: int, text: str) -> Event:
    dated = when("2005-05-11", "2005-05-20", text=text, edtf=text, fit=("fills", "within")[number % 2])
    return Event(
        uid=f"{number}{text}",
        title=text,
        place=Place(path=text, line=1, sheet=text, quote=text),
        when=dated if number % 10 else None,
        details=(text, text),
        participants=(text,),
        organizer=text,
        location=text,
        note=text,
        stage=text,
        places=(Place(path=text, quote=text),),
    )


def by_icalendar(feed: bytes) -> int:
    """Count content lines as icalendar reads them."""
    whole = icalendar.Calendar.from_ical(feed)
    return sum(1 for _ in whole.property_items())


def written(feed: bytes) -> int:
    """Count content lines as they were written."""
    return sum(1 for line in feed.split(b"\r\n") if line and not line.startswith(b" "))


def by_ical_js(all_feeds: list[bytes]) -> list[int]:
    """Count the content lines of feeds as ical.js reads them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.json"
        path.write_text(json.dumps([feed.decode() for feed in all_feeds]), encoding="utf-8")
        counts: list[int] = ask("count", path)
    return counts


def main() -> None:
    if not (MODULES / "node_modules").is_dir():
        raise SystemExit("the npm clients are not installed: make .venv/clients")
    all_feeds = list(feeds(ALL))
    mine = [written(feed) for feed in all_feeds]
    assert [by_icalendar(feed) for feed in all_feeds] == mine
    assert by_ical_js(all_feeds) == mine
    assert not any(lint(feed) for feed in all_feeds)
    print(f"{ALL} hostile texts in {len(all_feeds)} feeds: {sum(mine)} content lines in icalendar and in ical.js alike")


if __name__ == "__main__":
    main()
