"""The folders in which things of a user are kept: nobody else reaches what they trust."""

from __future__ import annotations

from pathlib import Path

import pytest

from nbjudge.folders import own_folder


@pytest.mark.parametrize("mode", [None, 0o700, 0o777])
def test_nobody_else_can_reach_an_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int | None
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if mode is not None:
        (tmp_path / "nbjudge-things").mkdir()
        (tmp_path / "nbjudge-things").chmod(mode)
    folder = own_folder("nbjudge-things")
    assert folder == tmp_path / "nbjudge-things"
    assert not folder.stat().st_mode & 0o077


def test_user_without_a_home_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert own_folder("nbjudge-things") is None
