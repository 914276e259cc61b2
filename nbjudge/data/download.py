"""Downloads: a file arrives whole and with the right checksum, or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import pooch
from requests import Response
from requests import exceptions as web
from tqdm import tqdm  # type: ignore[import-untyped]

from nbjudge.data.registry import Dataset
from nbjudge.errors import DataError

TIMEOUT_S = 30


class _Bar(tqdm):  # type: ignore[misc]
    # no thread that watches over the bar: a process with threads can't be forked safely
    monitor_interval = 0


def download(dataset: Dataset, path: Path, *, progress: bool) -> None:
    """Puts the data set's file at `path`, replacing what is there; otherwise a DataError."""

    def save(url: str, target: str, _: object) -> None:
        _save(url, Path(target), dataset, progress=progress)

    # Pooch announces every download; the bar is enough.
    pooch.get_logger().setLevel("WARNING")
    subject = f"Data set `{dataset.name}`"
    source = f"a file from {dataset.url}"
    by_hand = f"Try again later, or download it by hand and save it as `{path}`."
    try:
        pooch.retrieve(
            dataset.url,
            known_hash=f"sha256:{dataset.sha256}",
            fname=path.name,
            path=path.parent,
            downloader=save,
        )
    except web.RequestException as error:
        raise DataError(subject, source, _fault(error) + _leftover(path), by_hand) from error
    except ValueError as error:
        raise DataError(subject, source, "one with a wrong checksum", by_hand) from error
    except OSError as error:
        # Pooch words a PermissionError anew; the short reason is in the original.
        origin = error.__cause__ if isinstance(error.__cause__, OSError) else error
        raise DataError(
            subject,
            f"to save it as `{path}`",
            f"`{origin.strerror}`",
            "Set NBJUDGE_DATA to a folder with enough free space that you can write to.",
        ) from error


def _save(url: str, target: Path, dataset: Dataset, *, progress: bool) -> None:
    with ExitStack() as stack:

        def close_later(response: Response, **_: object) -> None:
            # Pooch leaves a response open when it fails, and its socket with it.
            stack.callback(response.close)

        bar = None
        if progress:
            bar = stack.enter_context(
                _Bar(
                    desc=dataset.name,
                    total=dataset.size_bytes,
                    unit="B",
                    unit_scale=True,
                    leave=False,
                )
            )
        http = pooch.HTTPDownloader(
            progressbar=bar,
            timeout=TIMEOUT_S,
            # Zenodo at times turns away clients that don't say who they are.
            headers={"User-Agent": f"nbjudge/{version('nbjudge')}"},
            hooks={"response": close_later},
        )
        http(url, str(target), None)
    # Pooch's temporary file is its owner's alone; a cache may serve a whole class.
    target.chmod(0o644)


def _fault(error: web.RequestException) -> str:
    if isinstance(error, web.HTTPError) and error.response is not None:
        return f"HTTP status {error.response.status_code}"
    if isinstance(error, web.Timeout):
        return f"no answer within {TIMEOUT_S} seconds"
    if isinstance(error, web.ChunkedEncodingError | web.ContentDecodingError):
        return "a transfer that broke off"
    if isinstance(error, web.ConnectionError):
        return "no working connection"
    return "no usable answer"


def _leftover(path: Path) -> str:
    # Tells someone who has saved the file by hand that it isn't the right one.
    return ", and the file in the cache has a wrong checksum" if path.exists() else ""
