"""Where a data set comes from here: the real files, or what stands in for them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from nbjudge.data.cache import fetch, is_cached
from nbjudge.data.registry import find_dataset
from nbjudge.errors import DataError

# From this size on, a bar shows the progress of a download.
_LARGE_BYTES = 10_000_000

_unreachable: dict[str, str] = {}


def origin(name: str) -> Literal["real", "stand-in"]:
    """Which data the loader of a data set gives here."""
    return "real" if real_files(name) else "stand-in"


def real_files(name: str) -> tuple[Path, ...]:
    """The paths of the data set's files, downloaded if need be; none if they can't be had.

    A download that failed is not tried again in this process.
    """
    dataset = find_dataset(name)
    if name in _unreachable and not is_cached(dataset):
        return ()
    try:
        large = sum(file.size_bytes for file in dataset.files) > _LARGE_BYTES
        return fetch(dataset, progress=large)
    except DataError as error:
        _unreachable[name] = error.got
        return ()


def why_not(name: str) -> str:
    """What kept the real files of a data set away."""
    return _unreachable[name]
