"""Faults at random moments: exports and publishes killed, and hostile requests. `python -m tests.serve.faults` in full.

The tests of this folder run a seeded sample of each.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import icalendar

from planner.export.feed_reader import read_feed
from planner.export.ical import calendar
from planner.export.versions import updated, write_version
from planner.language import Language
from planner.records import Event
from planner.serve.caldav import Calendar
from planner.settings import Settings
from tests.cli.terminal import here
from tests.export.feed_reader import event, schedule, when

FULL = 200
HOSTILE = 1000


def rows() -> list[Event]:
    return [event(f"{chr(0x4E00 + 97 * n)}会{chr(0x5200 + 61 * n)}", when("2005-05-02")) for n in range(12)]


def edited(events: list[Event], chance: random.Random) -> list[Event]:
    """Move, rename or drop one, or put the order anew; a dropped one may come back."""
    at = chance.randrange(len(events))
    match chance.choice(["move", "rename", "drop", "back", "order"]):
        case "move":
            day = when(f"2005-05-{chance.randint(1, 31):02}")
            return [replace(one, when=day) if n == at else one for n, one in enumerate(events)]
        case "rename":
            return [
                replace(one, title=f"{one.title[:3]}{chance.randint(0, 9)}") if n == at else one
                for n, one in enumerate(events)
            ]
        case "drop" if len(events) > 6:
            return [one for n, one in enumerate(events) if n != at]
        case "back":
            held = {one.uid for one in events}
            return [*events, *(one for one in rows() if one.uid not in held)]
        case _:
            return chance.sample(events, len(events))


def feed(events: list[Event], number: int) -> bytes:
    import datetime as dt

    stamp = dt.datetime(2005, 5, 1) + dt.timedelta(minutes=number)
    return calendar(schedule(*events), settings=Settings(), language=Language("en"), stamp=stamp)


def killed(work: Callable[[], object], seconds: float) -> bool:
    """Do the work in a process of its own and kill it (SIGKILL) after a time; say whether it was still running."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kill_exports(folder: Path, count: int, seed: int) -> int:
    """Kill exports over a former feed; each must leave the old version or the new one. Give how many were hit."""
    chance = random.Random(seed)  # noqa: S311
    path = folder / "feed.ics"
    events = rows()
    write_version(path, feed(events, 0))
    start = time.perf_counter()
    write_version(folder / "other.ics", feed(events, 0))
    took, hit = max(time.perf_counter() - start, 0.002) * 2, 0
    known = {one.uid for one in events}
    for number in range(1, count + 1):
        events = edited(events, chance)
        before = path.read_bytes()
        new = feed(events, number)
        expected, _ = updated(before, new, "feed")
        hit += killed(lambda new=new: write_version(path, new), chance.uniform(0, took))  # type: ignore[misc]
        after = path.read_bytes()
        assert after in (before, expected), number
        found = Counter(entry.uid for entry in read_feed(after, "feed").entries)
        assert set(found) == known
        assert max(found.values()) == 1
    write_version(path, feed(events, count + 1))
    assert not list(folder.glob(".planner-*.tmp")) or _swept(path)
    return hit


def _swept(path: Path) -> bool:
    """Whether the next process clears away what killed ones left."""
    child = os.fork()
    if not child:
        from planner.export.files import _sweep, write_atomically

        _sweep.cache_clear()
        write_atomically(path.with_name("another"), b"")
        os._exit(0)
    os.waitpid(child, 0)
    return not list(path.parent.glob(".planner-*.tmp"))


def kill_publishes(folder: Path, url: str, count: int, seed: int) -> int:
    """Kill publishes; no event may be lost or doubled, and the next whole run brings all. Give how many were hit."""
    chance = random.Random(seed)  # noqa: S311
    path = folder / "feed.ics"
    events = rows()
    write_version(path, feed(events, 0))
    publish(path, url)
    write_version(path, feed(rows()[6:], 0))
    start = time.perf_counter()
    publish(path, url)
    took, hit = time.perf_counter() - start, 0
    for number in range(1, count + 1):
        for _ in range(3):
            events = edited(events, chance)
        write_version(path, feed(events, number))
        hit += killed(lambda: publish(path, url), chance.uniform(0, took))
        on_server(url, {entry.uid for entry in read_feed(path.read_bytes(), "feed").entries})
        if number % 10 == 0 or number == count:
            publish(path, url)
            same_on_server(url, path)
    return hit


def publish(path: Path, url: str) -> None:
    done = here("publish", str(path), url, columns=200, PLANNER_CALDAV_USER="office", PLANNER_CALDAV_PASSWORD="")
    assert done.returncode == 0, done.stdout + done.stderr


def on_server(url: str, expected: set[str]) -> list[icalendar.Event]:
    """What stands on the server: every event once, none lost and none else."""
    with Calendar(url, ("office", ""), 30) as found:
        listed = found.listed()
        assert listed is not None
        data = [one.data for one in found.fetched(sorted(listed))]
    events = [one for text in data for one in icalendar.Calendar.from_ical(text).events]
    counted = Counter(str(one["UID"]) for one in events)
    assert max(counted.values()) == 1
    assert set(counted) == expected
    return events


def same_on_server(url: str, path: Path) -> None:
    mine = {entry.uid: entry for entry in read_feed(path.read_bytes(), "feed").entries}
    for one in on_server(url, set(mine)):
        entry = mine[str(one["UID"])]
        assert (str(one["SUMMARY"]), str(one["STATUS"])) == (entry.text("SUMMARY"), entry.raw("STATUS"))
        assert one["DTSTART"].to_ical().decode() == entry.raw("DTSTART")


# Hostile requests


def hostile(count: int, seed: int, good: str) -> Iterator[bytes]:
    """Make requests that a server must refuse; `good` is the path of a feed, from which some are made."""
    chance = random.Random(seed)  # noqa: S311
    token, name = good.strip("/").split("/")
    makers = (_escape, _bad_token, _flood, _huge, _slow_body, _slow_head, _garbage, _method)
    for number in range(count):
        yield makers[number % len(makers)](chance, token, name)


def _request(line: str, *headers: str, body: bytes = b"") -> bytes:
    return "\r\n".join([line, "Host: localhost", *headers, "Connection: close", "", ""]).encode("latin-1") + body


def _escape(chance: random.Random, token: str, name: str) -> bytes:
    steps = chance.choice(["../", "..%2f", "%2e%2e/", "..\\", "%2e%2e%5c", "....//", "%c0%ae%c0%ae/", "/", "//"])
    target = chance.choice(["addresses.json", "etc/passwd", "planner.toml", name, f"{name}%00.ics", ".planner/"])
    start = chance.choice(["/", f"/{token}/", "http://localhost/", f"/{token}"])
    return _request(f"GET {start}{steps * chance.randint(1, 8)}{target} HTTP/1.1")


def _bad_token(chance: random.Random, token: str, name: str) -> bytes:
    at = chance.randrange(len(token))
    near = token[:at] + chance.choice("ghxyz0123456789ABCDEF") + token[at + 1 :]
    bad = chance.choice([f"%00{token}", token.upper(), token[:-1], token * 2, "", "%ff" * 9, "*"])
    bad = near if chance.random() < 0.5 and near != token else bad if bad != token else "x"
    return _request(f"GET /{bad}/{name} HTTP/1.1")


def _flood(chance: random.Random, token: str, name: str) -> bytes:
    headers = [f"X-{n}: {'a' * chance.randint(10, 300)}" for n in range(chance.randint(300, 3000))]
    return _request(f"GET /{token}/{name} HTTP/1.1", *headers)


def _huge(chance: random.Random, token: str, name: str) -> bytes:
    long = "a" * chance.randint(70_000, 300_000)
    where = chance.choice(["path", "query", "header"])
    path = f"/{token}/{name}" + (f"/{long}" if where == "path" else f"?{long}" if where == "query" else "")
    return _request(f"GET {path} HTTP/1.1", *([f"X: {long}"] if where == "header" else []))


def _slow_body(chance: random.Random, token: str, name: str) -> bytes:
    """A body that is announced and never comes whole."""
    method = chance.choice(["POST", "PUT", "DELETE", "GET"])
    kind = chance.choice([f"Content-Length: {chance.randint(10, 10**9)}", "Transfer-Encoding: chunked"])
    return _request(f"{method} /{token}/{name} HTTP/1.1", kind, body=b"5\r\nab")


def _slow_head(chance: random.Random, token: str, name: str) -> bytes:
    whole = _request(f"GET /{token}/{name} HTTP/1.1")
    return whole[: chance.randrange(1, len(whole) - 2)]


def _garbage(chance: random.Random, token: str, name: str) -> bytes:
    return chance.choice(
        [
            bytes(chance.randrange(256) for _ in range(chance.randint(20, 400))) + b"\r\n\r\n",
            _request(f"GET /{token}/{name}", "x"),
            _request(f"GET /{token}/{name} HTTP/1.1", "Bad Header: x"),
            _request(f"GET /{token}/{name} HTTP/1.1", "Content-Length: -1"),
            _request(f"POST /{token}/{name} HTTP/1.1", "Content-Length: 3", "Content-Length: 4"),
            _request(f"GET /{token}/\x00{name} HTTP/1.1"),
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n",
        ]
    )


def _method(chance: random.Random, token: str, name: str) -> bytes:
    method = chance.choice(["TRACE", "CONNECT", "PROPFIND", "PATCH", "BREW", "OPTIONS"])
    return _request(f"{method} /{token}/{name} HTTP/1.1", "Content-Length: 0")


def answer(port: int, request: bytes) -> bytes:
    """Send a request as it is, and read until the server closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        data = b""
        try:
            line.sendall(request)
            while part := line.recv(65_536):
                data += part
        except (ConnectionResetError, BrokenPipeError):
            pass  # it answered and closed before all was sent
        return data


def attack(good: str, count: int, seed: int) -> Counter[str]:
    """Send hostile requests to the server of a feed; give how often each status came. Anything but 4xx is a failure."""
    address = urlsplit(good)
    requests = list(hostile(count, seed, address.path))
    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(lambda one: answer(address.port or 0, one), requests))
    found: Counter[str] = Counter()
    for request, data in zip(requests, answers, strict=True):
        assert data.startswith(b"HTTP/1.1 4"), (request[:200], data[:200])
        assert data.count(b"HTTP/1.1 ") == 1
        assert b"BEGIN:VCALENDAR" not in data
        found[data[9:12].decode()] += 1
    return found


def main() -> None:
    from tests.serve import servers
    from tests.serve.serving import serving

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hit = kill_exports(folder, FULL, 1)
        print(f"exports killed    {hit:5} of {FULL} while running: nothing lost, nothing doubled", flush=True)
        for server in (servers.radicale, servers.xandikos):
            below = folder / server.__name__
            below.mkdir()
            with server(below) as url:
                hit = kill_publishes(below, f"{url}faults/", FULL, 2)
            print(
                f"publishes killed  {hit:5} of {FULL} while running ({server.__name__}): nothing lost, nothing doubled"
            )
        schedules = folder / "schedules"
        schedules.mkdir()
        source = Path(__file__).parents[2] / "schedules" / "arrangement-table-2005-05.txt"
        (schedules / source.name).write_bytes(source.read_bytes())
        with serving(schedules, log=folder / "log") as server_running:
            good = next(iter(server_running.feeds().values()))
            statuses = attack(good, HOSTILE, 3)
            assert servers.call("GET", good)[0] == 200
        print(f"hostile requests  {sum(statuses.values()):5} answered: {dict(sorted(statuses.items()))}")


if __name__ == "__main__":
    main()
