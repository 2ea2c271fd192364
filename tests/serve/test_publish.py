"""`planner publish` and `planner import` with a real Radicale and a real xandikos."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from pathlib import Path

import icalendar
import pytest

from planner.serve.caldav import Calendar
from tests.cli.terminal import here
from tests.cli.terminal import planner as in_a_process
from tests.serve.proxy import failing
from tests.serve.servers import call
from tests.serve.servers import radicale as radicale_with

SCHEDULES = Path(__file__).parents[2] / "schedules"
LOGIN = {"PLANNER_CALDAV_USER": "office", "PLANNER_CALDAV_PASSWORD": "密码"}
TITLES = [
    "党员大会",
    "党组理论学习",
    "党委会议",
    "制定方案",
    "实施整改",
    "支部会议",
    "公布情况",
    "总结会议",
    "测评工作",
]


class Office:
    """A schedule, its feed, and a calendar on a server."""

    def __init__(self, folder: Path, url: str) -> None:
        self.document = folder / "may.txt"
        self.feed = folder / "may.ics"
        self.url = f"{url}{folder.name}/"
        text = (SCHEDULES / "arrangement-table-2005-05.txt").read_text(encoding="utf-8")
        self.write(text)

    def write(self, text: str, stamp: str = "2005-05-01") -> None:
        self.text = text
        self.document.write_text(text, encoding="utf-8")
        done = here("export", str(self.document), "-o", str(self.feed), "--stamp", stamp)
        assert done.returncode == 0, done.stderr

    def edit(self, old: str, new: str, stamp: str = "2005-05-02") -> None:
        assert old in self.text
        self.write(self.text.replace(old, new), stamp)

    def drop(self, title: str) -> None:
        """Take the row of a title out of the document."""
        cells = re.split(r"(?m)^(?=\t*5月)", self.text)
        kept = [cell for cell in cells if title not in cell]
        assert len(kept) < len(cells)
        self.write("".join(kept), "2005-05-03")

    def publish(self, *arguments: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
        return here("publish", str(self.feed), url or self.url, *arguments, columns=200, **LOGIN)

    def published(self) -> dict[str, icalendar.Event]:
        """What stands on the server, by title."""
        with Calendar(self.url, ("office", ""), 30) as calendar:
            listed = calendar.listed()
            assert listed is not None
            data = [one.data for one in calendar.fetched(sorted(listed))]
        events = [event for one in data for event in icalendar.Calendar.from_ical(one).events]
        found = {str(event["SUMMARY"]).partition(" (")[0]: event for event in events}
        assert len(found) == len(events) == len(listed)
        return found

    def change(self, title: str, old: bytes, new: bytes) -> None:
        """Edit an entry on the server, as a person does in an app."""
        href, data = self._resource(title)
        assert old in data
        status, _, _ = call("PUT", href, data.replace(old, new), Content_Type="text/calendar; charset=utf-8")
        assert status in (200, 201, 204)

    def delete(self, title: str) -> None:
        assert call("DELETE", self._resource(title)[0])[0] in (200, 204)

    def _resource(self, title: str) -> tuple[str, bytes]:
        uid = str(self.published()[title]["UID"])
        href = f"{self.url}{uid}.ics"
        return href, call("GET", href)[1]


@pytest.fixture
def office(tmp_path: Path, calendars: str) -> Office:
    return Office(tmp_path, calendars)


def test_only_what_changed_goes_up(office: Office) -> None:
    dry = office.publish("--dry-run")
    assert (dry.returncode, dry.stdout.splitlines()[0]) == (0, "the calendar is new on the server")
    assert dry.stdout.splitlines()[-1] == "nothing was sent: this is what would happen"
    assert call("PROPFIND", office.url, Depth="0")[0] in (404, 207)
    first = office.publish()
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[1:-1] == [f"+ {title}" for title in TITLES]
    assert sorted(office.published()) == sorted(TITLES)
    assert office.publish().stdout == "9 entries stay as they are\n"
    office.edit("5月12日下午", "5月13日上午")
    office.edit("测评工作", "测评工作会")
    assert office.publish().stdout.splitlines() == ["~ 党员大会", "~ 测评工作会", "7 entries stay as they are"]
    found = office.published()
    assert found["党员大会"].start.isoformat() == "2005-05-13T08:00:00+08:00"
    assert (found["党员大会"]["SEQUENCE"], "测评工作" in found) == (1, False)
    assert office.publish().stdout == "9 entries stay as they are\n"


@pytest.mark.parametrize("removal", ["cancel", "delete"])
def test_what_was_removed_is_cancelled_or_deleted(office: Office, removal: str) -> None:
    office.publish()
    office.drop("支部会议")
    done = office.publish("--removed", removal, "--format", "json")
    assert done.returncode == 0
    acted = {one["title"]: one["action"] for one in json.loads(done.stdout)["entries"] if one["action"] != "keep"}
    assert acted == {"支部会议": removal}
    found = office.published()
    assert len(found) == (9 if removal == "cancel" else 8)
    if removal == "cancel":
        assert str(found["【已取消】支部会议"]["STATUS"]) == "CANCELLED"
    assert office.publish("--removed", removal).stdout.splitlines()[0].endswith("entries stay as they are")


def test_what_people_changed_is_a_conflict_and_stays(office: Office) -> None:
    office.publish()
    office.change("制定方案", b"DATE:20050516", b"DATE:20050517")
    office.delete("公布情况")
    office.edit("5月16日至20日", "5月16日至19日")
    done = office.publish()
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "! 制定方案: conflict: it was changed on the server, and stays so; planner import shows how",
        "! 公布情况: conflict: it was deleted on the server, and stays so",
        "7 entries stay as they are",
    ]
    found = office.published()
    assert found["制定方案"].start.isoformat() == "2005-05-17"
    assert "公布情况" not in found
    assert office.publish("--overwrite").returncode == 0
    found = office.published()
    assert (found["制定方案"].start.isoformat(), "公布情况" in found) == ("2005-05-16", True)


def test_without_its_record_a_feed_finds_its_entries_again(office: Office) -> None:
    office.publish()
    for path in office.feed.parent.glob(".*.published.json"):
        path.unlink()
    assert office.publish().stdout == "9 entries stay as they are\n"


def test_the_calendar_of_the_server_is_compared_and_checked(office: Office, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("关于整改提高阶段工作的通知\n整改提高阶段安排在2005年5月份进行。\n", encoding="utf-8")
    office.publish()
    asked = ("import", office.url, "--schedule", str(office.document), "--notice", str(notice))
    done = here(*asked, **LOGIN)
    assert (done.returncode, done.stdout) == (0, "nothing has changed\n")
    office.change("制定方案", b"DATE:20050516", b"DATE:20050518")
    office.change("公布情况", b"DATE:20050528", b"DATE:20050608")
    office.delete("支部会议")
    done = here(*asked, "--format", "json", **LOGIN)
    answer = json.loads(done.stdout)
    assert answer["counts"] == {"added": 0, "moved": 2, "renamed": 0, "changed": 0, "removed": 1}
    moved = {one["new"]["title"]: (one["old"]["first"], one["new"]["first"]) for one in answer["changes"] if one["new"]}
    assert moved == {"制定方案": ("2005-05-16", "2005-05-18"), "公布情况": ("2005-05-23", "2005-05-23")}
    assert done.returncode == 1
    errors = [(one["event"], one["verdict"]) for one in answer["findings"] if one["severity"] == "error"]
    assert errors == [("公布情况", "impossible"), ("测评工作", "impossible")]


def test_import_takes_the_file_of_an_app(tmp_path: Path) -> None:
    document = SCHEDULES / "arrangement-table-2005-05.txt"
    feed = tmp_path / "may.ics"
    here("export", str(document), "-o", str(feed))
    calendar = icalendar.Calendar.from_ical(feed.read_bytes())
    calendar["PRODID"] = "-//App//EN"
    event = next(one for one in calendar.events if one["SUMMARY"] == "党组理论学习")
    event.start, event.end = (moment.replace(day=20) for moment in (event.start, event.end))
    event.add("organizer", icalendar.vCalAddress("mailto:li@example.org"), parameters={"CN": "李"})
    (tmp_path / "app.ics").write_bytes(calendar.to_ical())
    done = here("import", str(tmp_path / "app.ics"), "--schedule", str(document))
    assert done.stdout.splitlines()[:3] == [
        "~ 党组理论学习: moved from 5月13日 下午 (2005-05-13 14:00–18:00) to 2005-05-20 14:00–18:00",
        "    organizer 李",
        "0 added, 1 moved, 0 renamed, 0 changed, 0 removed",
    ]
    assert done.returncode == 0


MEETINGS = """市科普协会2005年5月日程表

整改阶段的工作安排在2005年5月进行。

\t时间\n\t项目\n\t内容

\t5月12日下午\n\t党员大会\n\t回顾

\t5月13日下午\n\t参观（取消）\n\t展览

\t5月4日至5月31日每周三下午\n\t读书会\n\t读一本书

\t5月中旬\n\t委员会\n\t讨论制度

\t待定\n\t总结会议\n\t经验
"""


def edited_by_people(feed: Path, *, bare: bool) -> bytes:
    """A feed as an app gives it back after people moved one event, one occurrence of a series, and added two.

    `bare` as of an app that keeps no properties but those of RFC 5545.
    """
    calendar = icalendar.Calendar.from_ical(feed.read_bytes())
    by = {str(one["SUMMARY"]): one for one in calendar.events}
    meeting, series = by["党员大会"], by["读书会"]
    moved, final, other = (icalendar.Event() for _ in range(3))
    moved.add("uid", str(series["UID"]))
    moved.add("recurrence-id", series.start.replace(day=18))
    for one, title, first in (
        (moved, "读书会", series.start),
        (final, "总结会议", series.start),
        (other, "补课", None),
    ):
        one.add("summary", title)
        start = (first or meeting.start).replace(month=6, day=2)
        one.add("dtstart", start)
        one.add("dtend", start.replace(hour=18))
    final.add("uid", "final@app")
    other.add("uid", "other@app")
    meeting.start, meeting.end = (moment.replace(month=6) for moment in (meeting.start, meeting.end))
    meeting.add("last-modified", dt.datetime(2005, 5, 9, 8, tzinfo=dt.UTC))
    for one in (moved, final, other):
        calendar.add_component(one)
    if bare:
        calendar["PRODID"] = "-//App//EN"
        for part in (calendar, *calendar.events):
            for name in [name for name in part if name.startswith("X-")]:
                del part[name]
    return calendar.to_ical()


@pytest.mark.parametrize("bare", [False, True], ids=["all properties kept", "only those of the RFC kept"])
def test_what_people_moved_and_added_is_checked_whatever_their_app_keeps(tmp_path: Path, bare: bool) -> None:
    document, feed = tmp_path / "may.txt", tmp_path / "may.ics"
    document.write_text(MEETINGS, encoding="utf-8")
    here("export", str(document), "-o", str(feed))
    asked = ("--schedule", str(document))
    same = here("import", str(feed), *asked)
    assert (same.returncode, same.stdout) == (0, "nothing has changed\n")
    (tmp_path / "app.ics").write_bytes(edited_by_people(feed, bare=bare))
    done = here("import", str(tmp_path / "app.ics"), *asked, "--format", "json")
    answer = json.loads(done.stdout)
    changes = {one["new"]["title"]: one for one in answer["changes"]}
    assert {title: one["aspects"] for title, one in changes.items()} == {
        "党员大会": ["moved"],
        "读书会": ["added"],
        "总结会议": ["moved"],  # the row had no date
        "补课": ["added"],
    }
    assert changes["党员大会"]["changed_at"] == "2005-05-09T08:00:00Z"
    errors = sorted(one["event"] for one in answer["findings"] if one["severity"] == "error")
    assert errors == ["党员大会", "总结会议", "补课", "读书会"]
    assert {one["code"] for one in answer["findings"] if one["severity"] == "error"} == {"W101"}
    assert done.returncode == 1


def test_what_a_change_breaks_elsewhere_is_said(tmp_path: Path) -> None:
    """The evaluation must follow the other work at once: who moves that breaks the order of an event left alone."""
    document, notice = (SCHEDULES / name for name in ("arrangement-table-2005-05.txt", "rectification-stage.txt"))
    feed = tmp_path / "may.ics"
    here("export", str(document), "-o", str(feed))
    calendar = icalendar.Calendar.from_ical(feed.read_bytes())
    meeting = next(one for one in calendar.events if one["SUMMARY"] == "支部会议")
    meeting.start, meeting.end = dt.date(2005, 6, 20), dt.date(2005, 6, 25)
    feed.write_bytes(calendar.to_ical())
    done = here("import", str(feed), "--schedule", str(document), "--notice", str(notice), "--format", "json")
    answer = json.loads(done.stdout)
    assert [one["new"]["title"] for one in answer["changes"]] == ["支部会议"]
    assert ("P102", "测评工作", "impossible") in {
        (one["code"], one["event"], one["verdict"]) for one in answer["findings"]
    }
    assert done.returncode == 1


# Wrong calls


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/", "ftp://example.org/: is no http or https address"),
        ("https://me:secret@example.org/", "an address must hold no user or password"),
        ("http://192.0.2.1/", "http://192.0.2.1/: a password is sent over https only"),
        ("http://127.0.0.1:9/", "http://127.0.0.1:9/: the server does not answer: nothing listens there"),
    ],
)
def test_a_wrong_address_is_one_line(tmp_path: Path, url: str, said: str) -> None:
    feed = tmp_path / "may.ics"
    here("export", str(SCHEDULES / "arrangement-table-2005-05.txt"), "-o", str(feed))
    for command in (("publish", str(feed), url), ("import", url, "--schedule", str(SCHEDULES))):
        done = here(*command, **LOGIN)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"planner: {said}")
        assert done.stderr.count("\n") == 1


def test_a_time_limit_is_more_than_nothing(radicale: str) -> None:
    done = here("import", radicale, "--schedule", str(SCHEDULES), "--timeout", "0")
    assert (done.returncode, done.stderr) == (2, "planner: --timeout must be more than 0\n")


def test_what_is_no_feed_or_no_calendar_is_refused(radicale: str, tmp_path: Path) -> None:
    other = tmp_path / "other.ics"
    other.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n")
    assert here("publish", str(other), radicale).stderr == f"planner: {other}: is no feed that planner wrote\n"
    office = Office(tmp_path, radicale)
    done = here("publish", str(office.feed), radicale, **LOGIN)
    assert (done.returncode, done.stderr) == (2, f"planner: {radicale}: is no calendar\n")


def test_credentials_come_from_the_environment_or_the_keyring_and_stand_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    with radicale_with(tmp_path, "密码") as url:
        office = Office(folder, url)
        assert office.publish().returncode == 0
        written = [path for path in folder.iterdir() if path.is_file()]
        assert {path.name for path in written} == {"may.txt", "may.ics", ".may.ics.published.json"}
        assert not any("密码" in path.read_text(encoding="utf-8") for path in written)
        (tmp_path / "ring.py").write_text(RING, encoding="utf-8")
        for backend, code in (("keyring.backends.null.Keyring", 2), ("ring.Ring", 0)):
            found = {"PYTHON_KEYRING_BACKEND": backend, "PYTHONPATH": str(tmp_path)}
            done = in_a_process("publish", str(office.feed), office.url, **found)
            assert done.returncode == code, done.stderr
            assert ("PLANNER_CALDAV_USER" in done.stderr) == (code == 2)
        wrong = here("publish", str(office.feed), office.url, **{**LOGIN, "PLANNER_CALDAV_PASSWORD": "x"})
        assert wrong.returncode == 2
        assert "HTTP 401" in wrong.stderr


RING = """
from keyring.backend import KeyringBackend
from keyring.credentials import SimpleCredential
from keyring.errors import PasswordSetError
class Ring(KeyringBackend):
    priority = 1
    def get_credential(self, service, username):
        return SimpleCredential("office", "密码") if service == "planner:127.0.0.1" else None
    def get_password(self, service, username): return None
    def set_password(self, service, username, password): raise PasswordSetError("this ring is only read")
"""


# A server that fails


@pytest.mark.parametrize("fault", [500, 503, 412, 409, "hang", "drop"])
def test_a_failing_server_is_survived_and_nothing_is_lost_or_doubled(
    radicale: str, tmp_path: Path, fault: int | str
) -> None:
    office = Office(tmp_path, radicale)
    with failing(office.url, lambda method, number: fault if method == "PUT" and number % 2 else None) as url:
        done = office.publish("--timeout", "1", url=url)
        assert done.returncode == 1
        assert done.stderr == ""
        assert done.stdout.count("\n! ") >= 3
    with failing(office.url, lambda *_: None) as url:
        # The address is another one, so nothing is known of what was sent: everything is found again on the server.
        assert office.publish(url=url).returncode == 0
    assert sorted(office.published()) == sorted(TITLES)


@pytest.mark.parametrize("fault", [500, 401, "hang", "drip"])
def test_a_server_that_never_answers_well_is_one_line(radicale: str, tmp_path: Path, fault: int | str) -> None:
    office = Office(tmp_path, radicale)
    with failing(office.url, lambda *_: fault) as url:
        done = office.publish("--timeout", "1", url=url)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"planner: {url}: ")
