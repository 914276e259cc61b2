"""The folder that keeps downloaded data sets."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from nbjudge.data.registry import Dataset
from nbjudge.errors import DataError


def cache_folder() -> Path:
    """The folder for downloaded files: NBJUDGE_DATA, else the system's cache for nbjudge.

    It need not exist yet. A relative NBJUDGE_DATA is below the working directory.
    """
    chosen = os.environ.get("NBJUDGE_DATA")
    if chosen:
        # Unlike Path.expanduser, this leaves a `~name` that nobody has as it is.
        return Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111
    import pooch

    return Path(pooch.os_cache("nbjudge"))


def is_cached(dataset: Dataset) -> bool:
    """Whether the data set is there without a network.

    True for one that comes with a package, and for a file in the cache with the right checksum.
    """
    return dataset.file_name is None or _is_intact(cache_folder() / dataset.file_name, dataset)


def fetch(dataset: Dataset, *, progress: bool = False) -> Path:
    """The path of the data set's file, downloaded to the cache if it isn't there intact.

    `progress` shows a bar on stderr while downloading. A DataError says what went wrong and how
    to get the file all the same; no file in the cache has then changed.
    """
    if dataset.file_name is None:
        raise DataError(
            f"Data set `{dataset.name}`",
            "one that is downloaded",
            f"one that comes with {dataset.provided_by}",
            "There is nothing to fetch.",
        )
    path = cache_folder() / dataset.file_name
    if not _is_intact(path, dataset):
        # Imported only when needed: it takes long, and in a notebook it loads widgets.
        from nbjudge.data.download import download

        download(dataset, path, progress=progress)
    return path


def _is_intact(path: Path, dataset: Dataset) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == dataset.sha256
    except OSError:
        return False
