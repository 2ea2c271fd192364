"""The feed in a client and two servers: khal lists it, Radicale and xandikos take it over CalDAV and give it back."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest

from planner.export.ical import Options, calendar
from planner.export.profile import PLAIN, Profile
from planner.language import Language
from planner.records import Event
from planner.settings import Settings
from tests.clients.sample import COMMON, LONG, MAY, NEW_YORK, SHANGHAI, expanded, expected, feed, seen
from tests.export.feed_reader import schedule

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the loopback, whatever the proxy settings
PROFILES = pytest.mark.parametrize("profile", COMMON, ids=lambda profile: profile.name)


# khal


@pytest.fixture
def khal(tmp_path: Path):
    """Run khal with a calendar of its own, in the zone that a test names."""
    (tmp_path / "vdir").mkdir()

    def run(*arguments: str, zone: str = "Asia/Shanghai") -> str:
        config = tmp_path / "config"
        config.write_text(
            f"[calendars]\n[[may]]\npath = {tmp_path / 'vdir'}\n"
            f"[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            f"datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"local_timezone = {zone}\ndefault_timezone = {zone}\n"
            f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        )
        environment = {**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
        command = [str(Path(sys.executable).parent / "khal"), "--config", str(config), *arguments]
        done = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


def listed(text: str) -> set[tuple[str, str, str]]:
    """Every line of khal's list: title, start, end; its ends of days are inclusive."""
    return {tuple(line.split("|")) for line in text.splitlines() if "|" in line}  # type: ignore[misc]


@PROFILES
def test_khal_lists_the_same_titles_and_instants(khal, tmp_path, profile):
    (tmp_path / "feed.ics").write_bytes(feed(profile))
    khal("import", "--batch", "-a", "may", str(tmp_path / "feed.ics"))
    assert len(list((tmp_path / "vdir").glob("*.ics"))) == len(expected())
    form = "{title}|{start-long}|{end-long}"
    found = listed(khal("list", "--day-format", "", "--format", form, "2005-04-01", "2006-01-02"))
    wanted = set()
    for title, start, end, all_day in expanded():
        if all_day:
            wanted.add((title, start, (dt.date.fromisoformat(end) - dt.timedelta(days=1)).isoformat()))
        else:
            wanted.add((title, local(start), local(end)))
    # What runs over several days is listed again on each.
    assert {row[0] for row in found} == {row[0] for row in wanted}
    assert found == wanted


def local(instant: str) -> str:
    """An instant as khal shows it in Shanghai."""
    return f"{dt.datetime.fromisoformat(instant[:-1]) + dt.timedelta(hours=8):%Y-%m-%d %H:%M}"


def test_khal_shifts_the_instants_of_a_zone_with_daylight_time(khal, tmp_path):
    (tmp_path / "feed.ics").write_bytes(feed(PLAIN, NEW_YORK))
    khal("import", "--batch", "-a", "may", str(tmp_path / "feed.ics"))
    form = "{title}|{start-long}|{end-long}"
    found = listed(khal("list", "--day-format", "", "--format", form, "2005-05-13", "2005-05-14", zone="Asia/Shanghai"))
    # 09:00 in New York is 13:00 UTC in May, and 21:00 in Shanghai.
    assert ("会议", "2005-05-13 21:00", "2005-05-13 22:00") in found


# The servers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serving(command: list[str], address: str, folder: Path) -> Iterator[str]:
    """Start a server on the loopback; give its address once it answers, and end it."""
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", *command], stdout=log, stderr=log, cwd=folder)
        try:
            for _ in range(1200):
                assert server.poll() is None, (folder / "log").read_text()
                try:
                    with DIRECT.open(address, timeout=5):
                        break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    time.sleep(0.05)
            else:
                pytest.fail((folder / "log").read_text())
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("radicale"), free_port()
    command = ["radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    command += ["--rights-type", "authenticated", "--storage-filesystem-folder", str(folder)]
    yield from serving(command, f"http://127.0.0.1:{port}/office", folder)


@pytest.fixture(scope="module")
def xandikos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("xandikos"), free_port()
    command = ["xandikos", "serve", "--directory", str(folder / "dav"), "--autocreate", "--defaults"]
    command += ["--listen-address", "127.0.0.1", "--port", str(port), "--current-user-principal", "/office/"]
    yield from serving(command, f"http://127.0.0.1:{port}/office/calendars", folder)


def call(method: str, url: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    """Send a request as the user "office" (the server asks for no password)."""
    sent = {"Authorization": "Basic b2ZmaWNlOg==", "Content-Type": "text/calendar; charset=utf-8", **headers}
    request = urllib.request.Request(url, data=body or None, method=method, headers=sent)  # noqa: S310
    with DIRECT.open(request, timeout=60) as response:
        return response.status, response.read()


MAKE = b"""<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:set><D:prop><D:displayname>May</D:displayname></D:prop></D:set></C:mkcalendar>"""
REPORT = b"""<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">%s</C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


def reported(url: str, condition: bytes = b"") -> list[icalendar.Event]:
    _, body = call("REPORT", url, REPORT % condition, Depth="1", **{"Content-Type": "application/xml"})
    data = ElementTree.fromstring(body).iter("{urn:ietf:params:xml:ns:caldav}calendar-data")  # noqa: S314
    return [found for text in data for found in icalendar.Calendar.from_ical(text.text or "").events]


@PROFILES
@pytest.mark.parametrize("settings", [SHANGHAI, NEW_YORK], ids=["Shanghai", "New_York"])
def test_radicale_takes_the_whole_feed_and_reports_the_same(radicale, profile, settings):
    url = f"{radicale}/{profile.name}-{settings.time_zone.replace('/', '-')}/"
    assert call("PUT", url, feed(profile, settings))[0] == 201
    found = reported(url)
    assert sorted(seen(str(one["SUMMARY"]), one.start, one.end) for one in found) == expected(settings)
    sent = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(feed(profile, settings)).events}
    for one in found:
        mine = sent[str(one["UID"])]
        assert str(one["DESCRIPTION"]) == str(mine["DESCRIPTION"])
        assert one["STATUS"] == mine["STATUS"]


def test_radicale_expands_times_where_they_belong(radicale):
    url = f"{radicale}/ranges/"
    call("PUT", url, feed(PLAIN))
    asked = b'<C:time-range start="20050512T060000Z" end="20050512T100000Z"/>'  # 14:00 to 18:00 in Shanghai
    assert {str(one["SUMMARY"]) for one in reported(url, asked)} == {"开幕; 全员, \\动员", "委员会 😀 (5月中旬)"}
    after = b'<C:time-range start="20050525T010000Z" end="20050525T020000Z"/>'  # 09:00 to 10:00, a Wednesday
    assert {str(one["SUMMARY"]) for one in reported(url, after)} == {"学习", LONG}


def single(row: Event, profile: Profile) -> bytes:
    return calendar(schedule(row), settings=Settings(), language=Language("en"), options=Options(profile=profile))


@PROFILES
@pytest.mark.parametrize("server", ["radicale", "xandikos"])
def test_a_server_takes_each_entry_by_itself_and_gives_it_back(server, profile, request):
    url = f"{request.getfixturevalue(server)}/single-{profile.name}/"
    call("MKCALENDAR", url, MAKE, **{"Content-Type": "application/xml"})
    for number, row in enumerate(MAY.events[:-1]):
        assert call("PUT", f"{url}{number}.ics", single(row, profile))[0] in (201, 204)
    found = reported(url)
    assert sorted(seen(str(one["SUMMARY"]), one.start, one.end) for one in found) == expected()
