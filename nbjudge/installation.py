"""What is installed here, by the dates and sizes of files: found out in no time."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_SETTINGS = ("NBJUDGE_", "PYTHON", "JUPYTER")


def installation() -> list[Any]:
    """Python, what is installed for it, this package, and the settings of them all."""
    installed = []
    for place in import_places():
        try:
            names = [file.name for file in Path(place).iterdir()]
        except OSError:
            continue
        installed += sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
    files = sorted(map(str, Path(__file__).parent.rglob("*.py")))
    settings = sorted((name, os.environ[name]) for name in os.environ if name.startswith(_SETTINGS))
    return [sys.version, sys.prefix, installed, [(path, about(path)) for path in files], settings]


def import_places() -> list[str]:
    """The places to import from, but for the folder of the program that was started."""
    return [place for place in sys.path[0 if sys.flags.safe_path else 1 :] if place]


def about(path: str) -> tuple[int, ...]:
    """Size, dates and number of a file, or nothing if there is none."""
    try:
        return kind(os.stat(path))  # noqa: PTH116
    except OSError:
        return ()


def kind(status: os.stat_result) -> tuple[int, ...]:
    """Size, dates and number of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
