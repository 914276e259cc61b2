"""Sealed entries: who knows what they are about reads them, and nobody else learns anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from nbjudge.kernels.training.sealed import SealedFile, add_entry

ENTRIES = {b"one": b"first content", b"two": b"", b"three": bytes(100_000)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "entries"
    with path.open("wb") as file:
        for about, content in ENTRIES.items():
            add_entry(file, about, content)
    return path


def test_entries_are_found_by_what_they_are_about(path: Path) -> None:
    entries = SealedFile(path)
    assert {about: entries.find(about) for about in ENTRIES} == ENTRIES
    assert entries.find(b"four") is None


def test_nothing_stands_there_to_be_read(path: Path) -> None:
    content = path.read_bytes()
    assert b"first" not in content
    assert b"one" not in content
    assert bytes(16) not in content[48:]


def test_size_says_little(tmp_path: Path) -> None:
    sizes = set()
    for length in (1, 1000, 60_000):
        path = tmp_path / str(length)
        with path.open("wb") as file:
            add_entry(file, b"about", bytes(length))
        sizes.add(path.stat().st_size)
    assert len(sizes) == 1


@pytest.mark.parametrize("keep", [0, 10, 50, 65_000, 70_000])
def test_of_a_damaged_file_nothing_is_made_up(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    entries = SealedFile(path)
    assert all(entries.find(about) in (None, content) for about, content in ENTRIES.items())
    assert entries.find(b"three") is None


def test_a_changed_entry_is_none(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[90] ^= 1
    path.write_bytes(content)
    assert SealedFile(path).find(b"one") is None
