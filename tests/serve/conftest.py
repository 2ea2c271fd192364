"""Calendar servers that all tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve import servers


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as url:
        yield url


@pytest.fixture(scope="session")
def xandikos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.xandikos(tmp_path_factory.mktemp("xandikos")) as url:
        yield url


@pytest.fixture(params=["radicale", "xandikos"])
def calendars(request: pytest.FixtureRequest) -> str:
    """The folder of calendars on each server in turn."""
    url: str = request.getfixturevalue(request.param)
    return url
