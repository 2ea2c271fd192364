"""`make clients`: every profile but rich in calendar programs of Debian, and lists which said the same.

What is not installed is named with its package; the exit code is 1 where a program that is there disagrees.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.clients.sample import COMMON, LONG, NEW_YORK, SHANGHAI, Seen, expanded, feed, seen

HERE = Path(__file__).with_name("debian")
Reader = Callable[[Path], list[Seen]]


class MissingError(Exception):
    """A program is not installed; the text names its packages."""


def output(*command: str, **environment: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, env=environment or None)
    if done.returncode:
        raise AssertionError(done.stderr.decode(errors="replace").strip()[:500] or f"exit code {done.returncode}")
    return done.stdout.decode()


def rows(text: str) -> list[Seen]:
    return sorted(Seen(*row) for row in json.loads(text))


def gnome(reader: str) -> Reader:
    def read(path: Path) -> list[Seen]:
        ask = ("/usr/bin/python3", "-c", "import gi; gi.require_version('ECal', '2.0')")
        if not Path(ask[0]).exists() or subprocess.run(ask, capture_output=True, check=False).returncode:
            raise MissingError("python3-gi gir1.2-ical-3.0 gir1.2-ecal-2.0")
        return rows(output("/usr/bin/python3", str(HERE / "gnome.py"), reader, str(path)))

    return read


def sabre(path: Path) -> list[Seen]:
    if shutil.which("php") is None or not Path("/usr/share/php/Sabre/VObject").is_dir():
        raise MissingError("php-cli php-sabre-vobject")
    return rows(output("php", str(HERE / "sabre.php"), str(path)))


def thunderbird(path: Path) -> list[Seen]:
    if shutil.which("thunderbird") is None or not Path("/usr/bin/python3").exists():
        raise MissingError("thunderbird python3")
    return rows(output("/usr/bin/python3", str(HERE / "thunderbird.py"), str(path)))


def kde(path: Path) -> list[Seen]:
    if shutil.which("g++") is None or not Path("/usr/include/KF5/KCalendarCore").is_dir():
        raise MissingError("g++ pkg-config libkf5calendarcore-dev")
    program = HERE.parents[2] / ".venv" / "clients" / "kde"
    if not program.exists():
        includes = [f"-I/usr/include/{part}" for part in ("KF5/KCalendarCore", "KF5", *_qt())]
        source = str(HERE / "kde.cpp")
        output(
            "g++", "-fPIC", "-O1", *includes, source, "-o", str(program), "-lKF5CalendarCore", "-lQt5Core", "-lQt5Gui"
        )
    return rows(output(str(program), str(path)))


def _qt() -> list[str]:
    found = next(Path("/usr/include").glob("*/qt5"), Path("/usr/include/qt5")).relative_to("/usr/include")
    return [str(found), *(f"{found}/{part}" for part in ("QtCore", "QtGui"))]


def calcurse(path: Path) -> list[Seen]:
    """What calcurse keeps of an import, in its own file, and its list of what repeats. It cuts titles at 8 kB.

    Its terminal stands in the zone of the feed: it keeps no zone with what repeats.
    """
    if shutil.which("calcurse") is None:
        raise MissingError("calcurse")
    zone = re.findall(r"X-WR-TIMEZONE:(\S+)", path.read_text(encoding="utf-8"))[0]
    with tempfile.TemporaryDirectory() as folder:
        environment = {"LC_ALL": "C.UTF-8", "TZ": zone, "HOME": folder}
        output("calcurse", "-D", folder, "-i", str(path), **environment)
        kept = (Path(folder) / "apts").read_text(encoding="utf-8", errors="ignore").splitlines()
        ask = ("-Q", "--from", "01/01/2005", "--to", "01/31/2006", "--filter-type", "recur-apt")
        form = "%(start:%Y-%m-%dT%H:%M) %(end:%Y-%m-%dT%H:%M) %m\\n"
        listed = output("calcurse", "-D", folder, *ask, "--format-recur-apt", form, **environment).splitlines()
    repeated = [line.split(" ", 2) for line in listed if re.match(r"\d{4}-", line)]
    times = [seen(title, _local(start, zone), _local(end, zone)) for start, end, title in repeated]
    return sorted([*times, *(_kept(line, zone) for line in kept if "{1W" not in line)])


def _local(text: str, zone: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


_KEPT = re.compile(
    r"(?P<first>[0-9/]{10}) (?:\[1\](?: \{1D -> (?P<last>[0-9/]{10})\})?"
    r"|@ (?P<start>[0-9:]{5}) -> (?P<until>[0-9/]{10}) @ (?P<end>[0-9:]{5})) ?>\w+ ?[ !|](?P<title>.*)"
)


def _kept(line: str, zone: str) -> Seen:
    found = _KEPT.fullmatch(line)
    assert found, line[:100]
    title = LONG if len(found["title"]) > 2_000 and LONG.startswith(found["title"]) else found["title"]
    first = dt.datetime.strptime(found["first"], "%m/%d/%Y")
    if found["start"] is None:
        last = dt.datetime.strptime(found["last"] or found["first"], "%m/%d/%Y")
        return seen(title, first.date(), last.date() + dt.timedelta(days=1))
    until = dt.datetime.strptime(found["until"], "%m/%d/%Y")
    return seen(
        title, _local(f"{first:%Y-%m-%d}T{found['start']}", zone), _local(f"{until:%Y-%m-%d}T{found['end']}", zone)
    )


CLIENTS: tuple[tuple[str, Reader], ...] = (
    ("libical, icalrestriction_check", gnome("libical")),
    ("evolution-data-server's libecal", gnome("ecal")),
    ("sabre/vobject, its validator", sabre),
    ("KDE's KCalendarCore", kde),
    ("calcurse", calcurse),
    ("Thunderbird, headless", thunderbird),
)


def verdict(read: Reader, path: Path, wanted: list[Seen]) -> str:
    try:
        found = read(path)
    except MissingError as missing:
        return f"skipped: apt-get install {missing}"
    except AssertionError as error:
        return f"FAILED: {error}"
    wrong = [pair for pair in zip(found, wanted, strict=False) if pair[0] != pair[1]]
    return "the same" if found == wanted else f"FAILED: {len(found)} of {len(wanted)} entries, {wrong[:1]}"


def main() -> int:
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.ics"
        for name, read in CLIENTS:
            for profile in COMMON:
                for settings in (SHANGHAI, NEW_YORK):
                    path.write_bytes(feed(profile, settings))
                    said = verdict(read, path, expanded(settings))
                    print(f"{name:34} {profile.name:8} {settings.time_zone:17} {said}")
                    failed = failed or said.startswith("FAILED")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
