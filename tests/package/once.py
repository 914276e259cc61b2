"""What many tests look at and takes long to make: made once for all processes of a test run."""

from __future__ import annotations

import fcntl
import os
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(
    factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], None],
    *,
    one_at_a_time: str = "",
) -> Path:
    """The folder that `make` fills, as the first test does that asks for it.

    Where that fails, each test that asks fails for the same reason. Of all that is made
    `one_at_a_time` by the same word, no two are made at once.
    """
    base = factory.getbasetemp()
    place = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, ended = place / name, place / f"{name}.ended"
    folder.mkdir(parents=True, exist_ok=True)
    with (place / f"{one_at_a_time or name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ended.exists():
            try:
                make(folder)
            except (Exception, pytest.fail.Exception):
                ended.write_text(traceback.format_exc(), encoding="utf-8")
            else:
                ended.touch()
    if error := ended.read_text(encoding="utf-8"):
        pytest.fail(f"{name} could not be made:\n{error}", pytrace=False)
    return folder
