"""The feed in readers from PyPI: icalendar, vobject, vdirsyncer (which khal lists from)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
import vobject

from tests.clients.sample import COMMON, NEW_YORK, SHANGHAI, expanded, expected, feed, seen

PROFILES = pytest.mark.parametrize("profile", COMMON, ids=lambda profile: profile.name)
ZONES = pytest.mark.parametrize("settings", [SHANGHAI, NEW_YORK], ids=["Shanghai", "New_York"])


@PROFILES
@ZONES
def test_icalendar(profile, settings):
    read = icalendar.Calendar.from_ical(feed(profile, settings))
    assert sorted(seen(str(one["SUMMARY"]), one.start, one.end) for one in read.events) == expected(settings)


@PROFILES
@ZONES
def test_vobject(profile, settings):
    calendar = vobject.readOne(feed(profile, settings).decode())
    found = [
        seen(one.summary.value, start, start + (one.dtend.value - one.dtstart.value))
        for one in calendar.vevent_list
        for start in (one.getrruleset() or [one.dtstart.value])
    ]
    assert sorted(found) == expanded(settings)
    for one in calendar.vevent_list:
        one.validate(raiseException=True)


@PROFILES
def test_vdirsyncer_splits_the_feed_into_items(profile, tmp_path):
    """The feed as a read-only source, as people subscribe to it, into a folder with a file for each entry."""
    (tmp_path / "feed.ics").write_bytes(feed(profile))
    (tmp_path / "items").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f'[general]\nstatus_path = "{tmp_path}/status/"\n'
        '[pair feed]\na = "source"\nb = "folder"\ncollections = null\nconflict_resolution = "a wins"\n'
        f'[storage source]\ntype = "singlefile"\npath = "{tmp_path}/feed.ics"\n'
        f'[storage folder]\ntype = "filesystem"\npath = "{tmp_path}/items/"\nfileext = ".ics"\n'
    )
    command = [str(Path(sys.executable).with_name("vdirsyncer")), "--config", str(config)]
    environment = {**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    for step in ("discover", "sync"):
        done = subprocess.run([*command, step], capture_output=True, env=environment, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode()
    items = [path.read_bytes() for path in (tmp_path / "items").glob("*.ics")]
    events = [one for data in items for one in icalendar.Calendar.from_ical(data).events]
    assert sorted(seen(str(one["SUMMARY"]), one.start, one.end) for one in events) == expected()
    assert len(items) == len(expected())
