"""The feed in ical.js (Thunderbird, Nextcloud) and node-ical."""

from __future__ import annotations

import pytest

from tests.clients.node import ask
from tests.clients.sample import COMMON, NEW_YORK, SHANGHAI, Seen, expanded, feed


@pytest.mark.parametrize("library", ["ical.js", "node-ical"])
@pytest.mark.parametrize("profile", COMMON, ids=lambda profile: profile.name)
@pytest.mark.parametrize("settings", [SHANGHAI, NEW_YORK], ids=["Shanghai", "New_York"])
def test_the_same_titles_instants_and_days(library, profile, settings, tmp_path):
    (tmp_path / "feed.ics").write_bytes(feed(profile, settings))
    found = [Seen(*row) for row in ask(library, tmp_path / "feed.ics")]
    assert sorted(found) == expanded(settings)
