"""The feed in two real clients: khal reads the file, Radicale takes it over CalDAV and gives it back."""

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

from planner.export.ical import calendar
from planner.language import Language
from planner.records import Event, Repeat
from planner.settings import Settings
from tests.export.feed_reader import event, schedule, when

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the loopback, whatever the proxy settings
NEW_YORK = Settings(time_zone="America/New_York")
MAY = schedule(
    event(
        "开幕; 全员, \\动员",
        when("2005-05-12", part="afternoon", text="5月12日下午"),
        details=("一、\\动员", "二、部署"),
    ),
    event("拟订计划", when("2005-05-16", "2005-05-20"), stage="第一阶段", location="办公室"),
    event("委员会 😀", when("2005-05-11", "2005-05-20", fit="within", text="5月中旬")),
    event("报送", when(None, "2005-05-31"), kind="deadline"),
    event("值班", when("2005-05-31", start_time=22 * 60, end_time=1440)),
    event("会议", when("2005-05-13", start_time=9 * 60)),
    event(
        "学习", when("2005-05-01", "2005-05-31"), repeat=Repeat("每周三9:00", "FREQ=WEEKLY;BYDAY=WE", start_time=540)
    ),
    event("参观", when("2005-05-18", start_time=570, end_time=690), status="cancelled"),
    event("长" * 10_000, when("2005-05-25"), uid="uid-long"),
    event("未定", None),
)
# Title, first day or local start, day after the last or local end.
EXPECTED = [
    ("开幕; 全员, \\动员", "2005-05-12T14:00", "2005-05-12T18:00"),
    ("拟订计划", "2005-05-16", "2005-05-21"),
    ("委员会 😀 (5月中旬)", "2005-05-11", "2005-05-21"),
    ("报送 (until)", "2005-05-31", "2005-06-01"),
    ("值班", "2005-05-31T22:00", "2005-06-01T00:00"),
    ("会议", "2005-05-13T09:00", "2005-05-13T10:00"),
    ("学习", "2005-05-04T09:00", "2005-05-04T10:00"),
    ("参观", "2005-05-18T09:30", "2005-05-18T11:30"),
    ("长" * 10_000, "2005-05-25", "2005-05-26"),
]
WEDNESDAYS = ["2005-05-04", "2005-05-11", "2005-05-18", "2005-05-25"]


def feed(settings: Settings) -> bytes:
    return calendar(MAY, settings=settings, language=Language("en"))


def seen(found: icalendar.Event) -> tuple[str, str, str]:
    start, end = found.start, found.end
    pattern = "%Y-%m-%dT%H:%M" if isinstance(start, dt.datetime) else "%Y-%m-%d"
    return str(found["SUMMARY"]), start.strftime(pattern), end.strftime(pattern)


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


def test_khal_lists_the_same_titles_and_instants(khal, tmp_path):
    (tmp_path / "feed.ics").write_bytes(feed(Settings()))
    khal("import", "--batch", "-a", "may", str(tmp_path / "feed.ics"))
    assert len(list((tmp_path / "vdir").glob("*.ics"))) == len(EXPECTED)
    form = "{title}|{start-long}|{end-long}"
    found = listed(khal("list", "--day-format", "", "--format", form, "2005-05-01", "2005-06-02"))
    expected = set()
    for title, start, end in EXPECTED:
        if "T" in start:
            days = WEDNESDAYS if title == "学习" else [start[:10]]
            for day in days:
                last = end[:10] if len(days) == 1 else day
                expected.add((title, f"{day} {start[11:]}", f"{last} {end[11:]}"))
        else:
            last = dt.date.fromisoformat(end) - dt.timedelta(days=1)
            expected.add((title, start, last.isoformat()))
    # What runs over several days is listed again on each.
    assert {row[0] for row in found} == {row[0] for row in expected}
    assert found == expected


def test_khal_shifts_the_instants_of_a_zone_with_daylight_time(khal, tmp_path):
    (tmp_path / "feed.ics").write_bytes(feed(NEW_YORK))
    khal("import", "--batch", "-a", "may", str(tmp_path / "feed.ics"))
    form = "{title}|{start-long}|{end-long}"
    found = listed(khal("list", "--day-format", "", "--format", form, "2005-05-13", "2005-05-14", zone="Asia/Shanghai"))
    # 09:00 in New York is 13:00 UTC in May, and 21:00 in Shanghai.
    assert ("会议", "2005-05-13 21:00", "2005-05-13 22:00") in found


# Radicale


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server on a free port of the loopback; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("radicale")
    command = [sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}"]
    command += ["--auth-type", "none", "--rights-type", "authenticated", "--storage-filesystem-folder", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(1200):
                assert server.poll() is None, (folder / "log").read_text()
                try:
                    with DIRECT.open(f"{address}/.web/", timeout=5):
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


def call(method: str, url: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    """Send a request as the user "office" (the server asks for no password)."""
    sent = {"Authorization": "Basic b2ZmaWNlOg==", "Content-Type": "text/calendar; charset=utf-8", **headers}
    request = urllib.request.Request(url, data=body or None, method=method, headers=sent)  # noqa: S310
    with DIRECT.open(request, timeout=60) as response:
        return response.status, response.read()


REPORT = b"""<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">%s</C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


def reported(url: str, condition: bytes = b"") -> list[icalendar.Event]:
    _, body = call("REPORT", url, REPORT % condition, Depth="1", **{"Content-Type": "application/xml"})
    data = ElementTree.fromstring(body).iter("{urn:ietf:params:xml:ns:caldav}calendar-data")  # noqa: S314
    return [found for text in data for found in icalendar.Calendar.from_ical(text.text or "").events]


@pytest.mark.parametrize("settings", [Settings(), NEW_YORK], ids=["Shanghai", "New_York"])
def test_radicale_takes_the_whole_feed_and_reports_the_same(radicale, settings):
    url = f"{radicale}/office/{settings.time_zone.replace('/', '-')}/"
    assert call("PUT", url, feed(settings))[0] == 201
    found = reported(url)
    assert sorted(seen(one) for one in found) == sorted(EXPECTED)
    sent = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(feed(settings)).events}
    for one in found:
        mine = sent[str(one["UID"])]
        assert (one.start, one.end) == (mine.start, mine.end)
        assert str(one["DESCRIPTION"]) == str(mine["DESCRIPTION"])
        assert one["STATUS"] == mine["STATUS"]


def test_radicale_expands_times_where_they_belong(radicale):
    url = f"{radicale}/office/ranges/"
    call("PUT", url, feed(Settings()))
    asked = b'<C:time-range start="20050512T060000Z" end="20050512T100000Z"/>'  # 14:00 to 18:00 in Shanghai
    assert {str(one["SUMMARY"]) for one in reported(url, asked)} == {EXPECTED[0][0], EXPECTED[2][0]}
    after = b'<C:time-range start="20050525T010000Z" end="20050525T020000Z"/>'  # 09:00 to 10:00, a Wednesday
    assert {str(one["SUMMARY"]) for one in reported(url, after)} == {"学习", "长" * 10_000}


def single(row: Event) -> bytes:
    return calendar(schedule(row), settings=Settings(), language=Language("en"))


@pytest.mark.parametrize("row", MAY.events[:-1], ids=range(len(MAY.events) - 1))
def test_radicale_takes_each_event_by_itself_and_gives_it_back(radicale, row):
    folder = f"{radicale}/office/single-{MAY.events.index(row)}/"
    call("MKCALENDAR", folder)
    name = f"{folder}{MAY.events.index(row)}.ics"
    assert call("PUT", name, single(row))[0] == 201
    _, body = call("GET", name)
    (found,) = icalendar.Calendar.from_ical(body).events
    assert seen(found) == EXPECTED[MAY.events.index(row)]
