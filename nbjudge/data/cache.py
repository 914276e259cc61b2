"""Downloaded data sets, in the folder that keeps them."""

from __future__ import annotations

from pathlib import Path

from nbjudge.data.integrity import is_intact
from nbjudge.data.registry import Dataset, File
from nbjudge.errors import DataError
from nbjudge.folders import cache_folder


def is_cached(dataset: Dataset) -> bool:
    """Whether the data set is there without a network.

    True for one that comes with a package, and for one whose files are in the cache intact.
    """
    return all(is_intact(path, file) for path, file in _places(dataset))


def fetch(dataset: Dataset, *, progress: bool = False) -> tuple[Path, ...]:
    """The paths of the data set's files; those that aren't in the cache intact are downloaded.

    `progress` shows a bar on stderr while downloading. A DataError says what went wrong and how
    to get the file all the same; no file in the cache has then changed.
    """
    if not dataset.files:
        raise DataError(
            f"Data set `{dataset.name}`",
            "one that is downloaded",
            f"one that comes with {dataset.provided_by}",
            "There is nothing to fetch.",
        )
    for path, file in _places(dataset):
        if not is_intact(path, file):
            # Imported only when needed: it takes long, and in a notebook it loads widgets.
            from nbjudge.data.download import download

            download(dataset.name, file, path, progress=progress)
    return tuple(path for path, _ in _places(dataset))


def _places(dataset: Dataset) -> list[tuple[Path, File]]:
    return [(cache_folder() / file.name, file) for file in dataset.files]
