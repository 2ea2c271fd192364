"""Settings files: what they may hold, and what is refused in one line that names the key."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.records import PlannerError
from planner.settings import WEIGHTS, Settings, Weight, read_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "planner.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_file_leaves_out_keeps_its_default(tmp_path: Path) -> None:
    settings = read_settings(
        written(tmp_path, 'time_zone = "Europe/Berlin"\n[parts_of_day]\nnoon = ["11:30", "13:00"]\n')
    )
    assert settings.time_zone == "Europe/Berlin"
    assert settings.parts_of_day["noon"] == (690, 780)
    assert settings.parts_of_day["morning"] == Settings().parts_of_day["morning"] == (480, 720)
    assert settings.month_edge_days == 10


def test_a_strength_keeps_what_its_table_leaves_out(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, "[strength]\nin_principle = { slack_days = 3 }\n"))
    assert settings.strength["in_principle"] == replace(WEIGHTS["in_principle"], slack_days=3)
    assert settings.strength["must"] == Settings().strength["must"] == Weight("error", 0)


def test_conventions_of_the_checks_can_be_set(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, 'same_day = false\noverlap = true\n[severity]\nP101 = "info"\n'))
    assert (settings.same_day, settings.overlap, settings.at_once_days) == (False, True, 3)
    assert dict(settings.severity) == {"P101": "info"}
    assert dict(Settings().severity) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1\n", "unknown key colour"),
        ("event_minutes = 0\n", "event_minutes must be 1-1440"),
        ("event_minutes = true\n", "event_minutes must be 1-1440"),
        ('time_zone = "Mars/Crater"\n', "time_zone must be"),
        ('time_zone = "../../etc/passwd"\n', "time_zone must be"),
        ('date_order = "YDM"\n', "date_order must be DMY | MDY | YMD"),
        ('[parts_of_day]\nnoon = ["13:00", "11:00"]\n', "parts_of_day.noon must be"),
        ('[parts_of_day]\nnoon = ["1:00"]\n', "parts_of_day.noon must be"),
        ('[parts_of_day]\nteatime = ["13:00", "14:00"]\n', "parts_of_day must be"),
        ("parts_of_day = 3\n", "parts_of_day must be"),
        ("strength = 3\n", "strength must be must | in_principle | may | strive"),
        ("[strength]\nshould = {}\n", "strength must be must | in_principle | may | strive"),
        ('[strength]\nmay = "info"\n', "strength.may must be { severity ="),
        ('[strength]\nmay = { severity = "fatal" }\n', "strength.may must be { severity ="),
        ("[strength]\nmay = { severity = [] }\n", "strength.may must be { severity ="),
        ("[strength]\nmay = { slack_days = 32 }\n", "strength.may must be { severity ="),
        ("[strength]\nmay = { words = [1] }\n", "strength.may must be { severity ="),
        ('[strength]\nmay = { words = "may" }\n', "strength.may must be { severity ="),
        ("[strength]\nmay = { days = 3 }\n", "strength.may must be { severity ="),
        ("at_once_days = 32\n", "at_once_days must be 0-31"),
        ("same_day = 1\n", "same_day must be true | false"),
        ("severity = 3\n", "severity must be W101 ="),
        ('[severity]\nW1 = "info"\n', "severity.W1 must be W101 ="),
        ("[severity]\nW101 = []\n", "severity.W101 must be W101 ="),
        ("= 1\n", "cannot be read as settings"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PlannerError) as raised:
        read_settings(written(tmp_path, text))
    assert said in str(raised.value)


def test_a_file_that_is_missing_or_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "planner.toml"
    with pytest.raises(PlannerError, match="cannot be read as settings"):
        read_settings(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(PlannerError, match="cannot be read as settings"):
        read_settings(path)
