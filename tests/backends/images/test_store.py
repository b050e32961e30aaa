"""Copies on disk: kept, found, and given up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from portal_ui.backends.images import store
from portal_ui.backends.images.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_copy_is_found_under_its_url_only(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    assert kept.find("https://portal.example/a") is None
    file = kept.put("https://portal.example/a", b"a")
    found = Store(tmp_path).find("https://portal.example/a")
    assert found is not None
    assert (found[0], file.read_bytes()) == (file, b"a")
    assert kept.find("https://portal.example/b") is None


def test_a_copy_replaced_is_the_new_one(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    kept.put("u", b"old")
    assert kept.put("u", b"new").read_bytes() == b"new"
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_those_not_asked_for_the_longest_are_given_up(tmp_path: Path) -> None:
    kept = Store(tmp_path, room=350)
    for age, url in enumerate("abcde"):
        os.utime(kept.put(url, bytes(100)), (1000 + age, 9000))
    kept.find("a")
    kept.sweep()
    assert [url for url in "abcde" if kept.find(url)] == ["a", "d", "e"]


def test_the_bound_holds_while_copies_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SWEEP_EVERY", 1000)
    kept = Store(tmp_path, room=5000)
    for number in range(100):
        kept.put(str(number), bytes(300))
        used = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
        assert used <= 5000 + 1000
    assert kept.find("99")


def test_looking_keeps_the_time_of_fetching_and_renewing_changes_it(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    os.utime(kept.put("u", b"a"), (1000, 2000))
    for _ in range(2):
        found = kept.find("u")
        assert found is not None
        assert found[1] == 2000
    kept.renew("u")
    found = kept.find("u")
    assert found is not None
    assert found[1] > 2000
