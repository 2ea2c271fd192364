"""`planner serve` as its clients meet it, over real sockets."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import time
from collections.abc import Iterator
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import pytest

from tests.cli.terminal import here
from tests.serve.servers import call
from tests.serve.serving import Running, serving

SCHEDULES = Path(__file__).parents[2] / "schedules"
TITLE = "市科普协会学习教育活动整改提高阶段日程表"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "schedules"
    path.mkdir()
    for name in ("arrangement-table-2005-05.txt", "street-office-batch-two.txt"):
        shutil.copy(SCHEDULES / name, path)
    return path


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Running]:
    with serving(folder, log=folder.parent / "log") as running:
        yield running


@pytest.fixture(scope="module")
def feeds(server: Running) -> dict[str, str]:
    return server.feeds()


def titles(data: bytes) -> list[str]:
    return [str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(data).events]


def test_the_index_page_lists_feeds_by_stage_unit_and_participant(server: Running, feeds: dict[str, str]) -> None:
    _, page, headers = call("GET", server.index)
    text = page.decode()
    assert re.findall("<h2>(.*)</h2>", text) == ["Everything", "Schedules", "By stage", "By unit", "By participant"]
    assert {"All events", TITLE, "整改提高", "市科普协会", "全体党员"} <= set(feeds)
    assert text.count("<svg") == len(feeds)
    assert text.count("webcal://") == len(feeds)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in text
    counts = {name: len(titles(call("GET", url)[1])) for name, url in feeds.items()}
    assert (counts["All events"], counts[TITLE], counts["整改提高"]) == (15, 9, 9)
    assert titles(call("GET", feeds["全体党员"])[1]) == ["党员大会", "转段会议 (11月上旬)"]


def test_the_squares_hold_the_addresses(server: Running, tmp_path: Path, feeds: dict[str, str]) -> None:
    """Each QR code is the one that segno makes of the address beside it."""
    import segno

    _, page, _ = call("GET", server.index)
    rows = re.findall(r'href="(webcal:[^"]+)".*?<path [^>]*d="([^"]+)"', page.decode(), re.DOTALL)
    assert len(rows) == len(feeds)
    for address, drawn in rows:
        expected = tmp_path / "one.svg"
        segno.make(address, error="m", micro=False).save(expected, kind="svg")
        assert drawn in expected.read_text()


def test_a_feed_is_sent_whole_packed_or_not_at_all(feeds: dict[str, str]) -> None:
    url = feeds[TITLE]
    status, data, headers = call("GET", url)
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["cache-control"] == "private, no-cache"
    assert headers["vary"] == "Accept-Encoding"
    status, packed, others = call("GET", url, Accept_Encoding="br, gzip;q=0.5")
    assert (status, others["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(packed) == data
    assert len(packed) < len(data) / 2
    assert "content-encoding" not in call("GET", url, Accept_Encoding="gzip;q=0")[2]
    assert others["etag"] != headers["etag"]
    status, body, head = call("HEAD", url)
    assert (status, body, head["content-length"], head["etag"]) == (200, b"", str(len(data)), headers["etag"])
    later = formatdate(parsedate_to_datetime(headers["last-modified"]).timestamp() + 60, usegmt=True)
    earlier = formatdate(parsedate_to_datetime(headers["last-modified"]).timestamp() - 60, usegmt=True)
    for sent, expected in (
        ({"If_None_Match": headers["etag"]}, 304),
        ({"If_None_Match": others["etag"]}, 304),
        ({"If_None_Match": f'"x", W/{headers["etag"]}'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": '"x"'}, 200),
        ({"If_None_Match": '"x"', "If_Modified_Since": later}, 200),
        ({"If_Modified_Since": headers["last-modified"]}, 304),
        ({"If_Modified_Since": later}, 304),
        ({"If_Modified_Since": earlier}, 200),
        ({"If_Modified_Since": "yesterday"}, 200),
    ):
        status, body, answered = call("GET", url, **sent)
        assert status == expected, sent
        assert body == (data if expected == 200 else b"")
        assert answered["etag"] == headers["etag"]
        assert answered["last-modified"] == headers["last-modified"]


def test_every_answer_guards_the_address(server: Running, feeds: dict[str, str]) -> None:
    for url in (server.index, feeds[TITLE], f"{server.root}/"):
        headers = call("GET", url)[2]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none';")
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert "server" not in headers


def test_what_opens_nothing_is_404_and_all_alike(server: Running, feeds: dict[str, str]) -> None:
    url = urlsplit(feeds[TITLE])
    token, name = url.path.strip("/").split("/")
    other = urlsplit(feeds["整改提高"]).path.strip("/").split("/")
    asked = (
        "/",
        "/favicon.ico",
        "/addresses.json",
        f"/{token}",
        f"/{token}/",
        f"/{token}/{other[1]}",
        f"/{other[0]}/{name}",
        f"/{'0' * 64}/{name}",
        f"/{token[:-1]}/{name}",
        f"/{token}/{name}x",
        f"/{token}/../{token}/{name}",
        f"/{token}/%2e%2e/addresses.json",
        f"/{token}/..%2faddresses.ics",
        f"/{token}//{name}",
    )
    answers = [call("GET", f"{server.root}{path}") for path in asked]
    assert [answer[0] for answer in answers] == [404] * len(asked)
    assert {answer[1] for answer in answers} == {b"not found\n"}
    assert len({tuple(sorted(k for k in answer[2])) for answer in answers}) == 1


def test_other_methods_and_bodies_are_refused_alike_and_hung_up_on(server: Running, feeds: dict[str, str]) -> None:
    url = urlsplit(feeds[TITLE])
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW"):
        answers = [call(method, f"{server.root}{path}") for path in (url.path, "/", f"/{'0' * 64}/x.ics")]
        assert [(status, body, headers["allow"]) for status, body, headers in answers] == [(405, b"", "GET, HEAD")] * 3
        assert {headers["x-content-type-options"] for _, _, headers in answers} == {"nosniff"}
    for announced in ("Content-Length: 1000000000", "Transfer-Encoding: chunked"):
        for method, status in (("POST", b"405"), ("GET", b"413"), ("HEAD", b"413")):
            with socket.create_connection(("127.0.0.1", url.port or 0)) as slow:
                slow.settimeout(3)  # not until a body comes that never will
                slow.sendall(f"{method} {url.path} HTTP/1.1\r\nHost: x\r\n{announced}\r\n\r\n5\r\nab".encode())
                answer = b""
                while part := slow.recv(4096):
                    answer += part
                assert answer.startswith(b"HTTP/1.1 " + status)
                assert b"BEGIN:VCALENDAR" not in answer
    assert call("GET", feeds[TITLE], b"", Content_Length="0")[0] == 200


def test_the_log_holds_every_request_and_no_token(server: Running, feeds: dict[str, str]) -> None:
    call("GET", feeds[TITLE])
    call("GET", f"{server.root}/{'ab' * 32}/x.ics")
    for _ in range(100):  # the line is written once the answer is
        lines = server.log.read_text().splitlines()
        if lines[-1].endswith("404"):
            break
        time.sleep(0.05)
    name = feeds[TITLE].rpartition("/")[2]
    assert any(re.fullmatch(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ 127.0.0.1 GET /…/{name} 200", line) for line in lines)
    assert lines[-1].endswith(" 127.0.0.1 GET - 404")
    text = server.log.read_text()
    assert not any(
        token in text for url in (*feeds.values(), server.index) for token in re.findall("[0-9a-f]{64}", url)
    )


def test_a_slow_head_is_cut_off(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(server.root).port or 0)) as slow:
        slow.settimeout(20)
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")


def wait_until(url: str, wanted: str) -> bytes:
    for _ in range(200):
        data = call("GET", url)[1]
        if wanted in data.decode().replace("\r\n ", ""):
            return data
        time.sleep(0.1)
    raise AssertionError(wanted)


def test_feeds_follow_their_documents_and_stay_when_these_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    document = folder / "may.txt"
    text = (SCHEDULES / "arrangement-table-2005-05.txt").read_text(encoding="utf-8")
    document.write_text(text, encoding="utf-8")
    with serving(folder, log=tmp_path / "log") as running:
        url = running.feeds()[TITLE]
        before = call("GET", url)
        document.write_text(text.replace("5月12日下午", "5月13日上午"), encoding="utf-8")
        after = wait_until(url, "DTSTART;TZID=Asia/Shanghai:20050513T080000")
        assert after.count(b"SEQUENCE:1\r\n") == 1
        assert call("GET", url, If_None_Match=before[2]["etag"])[0] == 200
        document.unlink()
        for _ in range(100):
            if "the former feeds stay" in running.log.read_text():
                break
            time.sleep(0.1)
        assert call("GET", url)[:2] == (200, after)
        feed = url.rpartition("/")[2]
        document.write_text(text, encoding="utf-8")
        assert here("serve", str(folder), "--revoke", url).returncode == 0
        assert call("GET", url)[0] == 404
        new = running.feeds()[TITLE]
        assert new != url
        assert new.endswith(feed)
        assert call("GET", new)[0] == 200
        (folder / "torn.docx").write_bytes(b"PK\x03\x04 torn")
        for _ in range(100):
            if "torn.docx" in running.log.read_text():
                break
            time.sleep(0.1)
        assert re.search("^.*torn.docx: X[0-9]+ .+$", running.log.read_text(), re.MULTILINE)
        assert call("GET", new)[0] == 200
        assert here("serve", str(folder), "--revoke", "nothing").stderr == "planner: there is no feed nothing\n"
    with serving(folder, log=tmp_path / "log") as again:
        assert again.index == ""
        assert call("GET", new.replace(urlsplit(new).netloc, urlsplit(again.root).netloc))[0] == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--host", "192.0.2.1"), "192.0.2.1 is reached from other machines; add --allow-remote if that is meant"),
        (("--host", "::"), ":: is reached from other machines; add --allow-remote if that is meant"),
        (("--host", "127.0.0.1", "--port", "99999"), "cannot listen at 127.0.0.1, port 99999"),
        (("--state", "/dev/null/x"), "/dev/null/x: cannot be made"),
    ],
)
def test_a_wrong_call_is_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = here("serve", str(folder), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"planner: {said}")
    assert done.stderr.count("\n") == 1


def test_a_folder_without_schedules_is_not_served(tmp_path: Path) -> None:
    done = here("serve", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"planner: no documents in {tmp_path}\n"
