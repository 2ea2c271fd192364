"""Atomic writing under real failures, and names that every system takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.export.files import feed_name, write_atomically
from planner.records import PlannerError


def refused(path: Path) -> str:
    with pytest.raises(PlannerError) as caught:
        write_atomically(path, b"new")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_writes_and_replaces_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "五月.ics"
    write_atomically(path, b"one")
    write_atomically(path, b"two" * 100_000)
    assert path.read_bytes() == b"two" * 100_000
    assert [one.name for one in tmp_path.iterdir()] == ["五月.ics"]


def test_keeps_the_mode_of_the_old_file_and_obeys_the_umask(tmp_path):
    path = tmp_path / "feed.ics"
    old = os.umask(0o027)
    try:
        write_atomically(path, b"one")
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640
    path.chmod(0o604)
    write_atomically(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o604


def test_follows_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    path = tmp_path / "real" / "feed.ics"
    path.write_bytes(b"old")
    link = tmp_path / "feed.ics"
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["feed.ics"]


def test_a_folder_is_refused_and_kept(tmp_path):
    (tmp_path / "feed.ics").mkdir()
    assert refused(tmp_path / "feed.ics") == f"{tmp_path / 'feed.ics'}: is there already and is not a file"
    assert [one.name for one in tmp_path.iterdir()] == ["feed.ics"]


def test_a_device_is_refused_and_kept():
    assert refused(Path(os.devnull)) == f"{os.devnull}: is there already and is not a file"
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("name", ["missing/feed.ics", "a\x00b", "n" * 300, "loop/feed.ics", "file/feed.ics"])
def test_unwritable_targets_are_said_in_one_line(tmp_path, name):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / name).startswith(f"{tmp_path / name}: cannot be written: ")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "loop"]


FULL_DISK = """
import resource, sys
from pathlib import Path
from planner.export.files import write_atomically
from planner.records import PlannerError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    write_atomically(Path(sys.argv[1]), b"n" * 1_000_000)
except PlannerError as error:
    print(error)
"""


def test_a_write_that_fails_half_way_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "feed.ics"
    path.write_bytes(b"old" * 1000)
    done = subprocess.run([sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True, check=True)
    assert done.stdout == f"{path}: cannot be written: File too large\n"
    assert path.read_bytes() == b"old" * 1000
    assert [one.name for one in tmp_path.iterdir()] == ["feed.ics"]


ENDLESS = """
import sys
from pathlib import Path
from planner.export.files import write_atomically
print("ready", flush=True)
while True:
    for letter in b"ab":
        write_atomically(Path(sys.argv[1]), bytes([letter]) * 3_000_000)
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path):
    path = tmp_path / "feed.ics"
    path.write_bytes(b"a" * 3_000_000)
    for delay in (0.0, 0.011, 0.023, 0.037, 0.05):
        writer = subprocess.Popen([sys.executable, "-c", ENDLESS, path], stdout=subprocess.PIPE)
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(delay)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        data = path.read_bytes()
        assert data in (b"a" * 3_000_000, b"b" * 3_000_000)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("五月工作安排", "五月工作安排.ics"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j.ics"),
        ("../../etc/passwd", "_.._etc_passwd.ics"),
        ("", "feed.ics"),
        (" .. ", "feed.ics"),
        ("-rf", "rf.ics"),
        ("plan\r\n\t\x00\u2028 b\u202etxt.", "plan b txt.ics"),
        ("CON", "_CON.ics"),
        ("lpt1.may", "_lpt1.may.ics"),
        ("Consul", "Consul.ics"),
        ("e\u0301te\u0301", "\u00e9t\u00e9.ics"),
        ("中" * 100, "中" * 32 + ".ics"),
        ("\ud800x", "x.ics"),
    ],
)
def test_names(title, name):
    assert feed_name(title, set()) == name


def test_equal_titles_get_numbers_whatever_their_case():
    taken: set[str] = set()
    assert [feed_name(title, taken) for title in ("May", "may", "MAY", "May-2", "May")] == [
        "May.ics",
        "may-2.ics",
        "MAY-3.ics",
        "May-2-2.ics",
        "May-4.ics",
    ]
    long = [feed_name("中" * 200, taken) for _ in range(1000)]
    assert len(set(long)) == 1000
    assert long[999] == "中" * 30 + "-1000.ics"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(max_size=120), max_size=8))
@example(["a" * 96, "a" * 97, "a" * 95 + "."])
def test_names_are_safe_and_unlike_each_other(titles: list[str]):
    taken: set[str] = set()
    names = [feed_name(title, taken) for title in titles]
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert len(name.encode()) <= 100
        assert name.endswith(".ics")
        assert not set(name) & set('<>:"/\\|?*')
        assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in name)
        assert name[0] not in " .-"
        assert not name[: -len(".ics")].endswith((" ", "."))
        assert name == unicodedata.normalize("NFC", name)


HELD = """
import fcntl, sys
file = open(sys.argv[1], "xb")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_a_killed_run_left_goes_with_the_next_and_what_is_in_use_stays(tmp_path):
    (tmp_path / ".planner-0123456789abcdef.tmp").write_bytes(b"left")
    (tmp_path / "planner-mine.tmp").write_bytes(b"mine")
    held = tmp_path / ".planner-fedcba9876543210.tmp"
    writer = subprocess.Popen([sys.executable, "-c", HELD, held], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert writer.stdin
    assert writer.stdout
    assert writer.stdout.readline() == b"held\n"
    write_atomically(tmp_path / "feed.ics", b"new")
    left = {one.name for one in tmp_path.iterdir()}
    writer.stdin.close()
    writer.wait()
    writer.stdout.close()
    assert left == {"feed.ics", "planner-mine.tmp", held.name}
