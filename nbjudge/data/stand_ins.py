"""Arrays that take seconds to make, kept in the cache from the first time on."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from nbjudge.folders import cache_folder

Arrays = dict[str, NDArray[Any]]
_MAKERS = ("house_numbers.py", "stand_ins.py", "street_images_model.py")
# Whose versions the pictures may depend on.
_PACKAGES = ("numpy", "pillow", "scikit-learn", "scipy")


def kept_arrays(name: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays that `make` gives, from the cache if they are there; else they are put there.

    Where that can't be done, as in a sandbox, they are made anew each time.
    """
    try:
        with np.load(_file(name), allow_pickle=False) as known:
            return dict(known)
    except (OSError, ValueError, EOFError, BadZipFile):
        arrays = make()
        _keep(_file(name), arrays)
        return arrays


def make_stand_ins() -> None:
    """Puts into the cache what is not there yet, for those who can only read it."""
    from nbjudge.data import house_numbers, street_images_model

    # A course may need no pictures, and not have what paints them.
    with contextlib.suppress(ImportError):
        for name, make in (house_numbers.STAND_IN, street_images_model.STAND_IN):
            if not _file(name).exists():
                _keep(_file(name), make())


def _file(name: str) -> Path:
    return cache_folder() / f"{name}-{_digest()}.npz"


@cache
def _digest() -> str:
    """What the arrays are made by: these modules, and the packages that they use."""
    found = hashlib.sha256()
    for name in _MAKERS:
        found.update(Path(__file__).with_name(name).read_bytes())
    for package in _PACKAGES:
        found.update(importlib.metadata.version(package).encode())
    return found.hexdigest()[:16]


def _keep(file: Path, arrays: Arrays) -> None:
    """Writes a file, whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, part = tempfile.mkstemp(dir=file.parent, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type]  # its stubs take them for flags
        Path(part).chmod(0o644)
        Path(part).replace(file)
    except OSError:
        Path(part).unlink(missing_ok=True)
