"""Addresses: what is kept of them, what they open, and what ends them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.records import PlannerError
from planner.serve.tokens import Grants, digest, load, new_index, save


def test_a_token_opens_its_feed_only_and_is_kept_as_a_hash(tmp_path: Path) -> None:
    index, grants = new_index(Grants())
    grants = grants.with_feeds(index, ["may", "june"])
    may, june = grants.token(index, "may"), grants.token(index, "june")
    assert len({index, may, june}) == 3
    assert [len(bytes.fromhex(token)) for token in (index, may, june)] == [32, 32, 32]
    assert [grants.feed_of(token) for token in (may, june, index, "", "中\udc80")] == ["may", "june", None, None, None]
    assert [grants.opens_index(token) for token in (index, may, "")] == [True, False, False]
    path = tmp_path / "addresses.json"
    save(path, grants)
    assert path.stat().st_mode & 0o777 == 0o600
    kept = path.read_text()
    assert load(path) == grants
    assert not any(token in kept for token in (index, may, june))
    assert digest(may) in kept


def test_a_revoked_address_ends_and_the_next_is_another() -> None:
    index, grants = new_index(Grants())
    grants = grants.with_feeds(index, ["may", "june"])
    old = grants.token(index, "may")
    after = grants.without("may").with_feeds(index, ["may", "june"])
    assert after.feed_of(old) is None
    assert after.feed_of(after.token(index, "may")) == "may"
    assert after.feed_of(grants.token(index, "june")) == "june"


def test_a_new_index_ends_the_old_one_and_no_feed() -> None:
    old, grants = new_index(Grants())
    grants = grants.with_feeds(old, ["may"])
    new, after = new_index(grants)
    assert (after.opens_index(old), after.opens_index(new)) == (False, True)
    assert after.feed_of(grants.token(old, "may")) == "may"


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"index": 1, "feeds": [[1]], "counts": {}})])
def test_a_damaged_file_is_said_in_a_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "addresses.json"
    path.write_text(content)
    with pytest.raises(PlannerError, match="cannot be read as addresses"):
        load(path)


def test_without_a_file_nothing_is_open(tmp_path: Path) -> None:
    assert load(tmp_path / "addresses.json") == Grants()
