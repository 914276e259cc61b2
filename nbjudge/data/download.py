"""Downloads: a file arrives whole and with the right checksum, or not at all."""

from __future__ import annotations

import errno
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import pooch
from requests import Response
from requests import exceptions as web
from tqdm import tqdm  # type: ignore[import-untyped]

from nbjudge.data.integrity import has_array
from nbjudge.data.registry import File
from nbjudge.errors import DataError

CONNECT_TIMEOUT_S = 5
TIMEOUT_S = 30


class _Bar(tqdm):  # type: ignore[misc]
    # no thread that watches over the bar: a process with threads can't be forked safely
    monitor_interval = 0


def download(name: str, file: File, path: Path, *, progress: bool) -> None:
    """Puts a file of a data set at `path`, replacing what is there; otherwise a DataError."""

    def save(url: str, target: str, _: object) -> None:
        _save(url, Path(target), name, file, progress=progress)
        if file.sha256 is None and not has_array(Path(target), file):
            raise ValueError

    # Pooch announces every download; the bar is enough.
    pooch.get_logger().setLevel("WARNING")
    subject = f"Data set `{name}`"
    source = f"a file from {file.url}"
    by_hand = f"Try again later, or download it by hand and save it as `{path}`."
    # Without a checksum pooch would leave alone what is there.
    arrival = path if file.sha256 else path.with_name(f"{path.name}.new")
    try:
        pooch.retrieve(
            file.url,
            known_hash=f"sha256:{file.sha256}" if file.sha256 else None,
            fname=arrival.name,
            path=path.parent,
            downloader=save,
        )
        arrival.replace(path)
    except web.RequestException as error:
        raise DataError(subject, source, _fault(error) + _leftover(path), by_hand) from error
    except ValueError as error:
        got = "one with a wrong checksum" if file.sha256 else "one with other content"
        raise DataError(subject, source, got, by_hand) from error
    except OSError as error:
        # Pooch words a PermissionError anew; the short reason is in the original.
        origin = error.__cause__ if isinstance(error.__cause__, OSError) else error
        # As in a sandbox, where a loader gives this as its reason.
        read_only = origin.errno == errno.EROFS
        raise DataError(
            subject,
            f"to save it as `{path}`",
            "a read-only cache without it" if read_only else f"`{origin.strerror}`",
            "Set NBJUDGE_DATA to a folder with enough free space that you can write to.",
        ) from error


def _save(url: str, target: Path, name: str, file: File, *, progress: bool) -> None:
    with ExitStack() as stack:

        def close_later(response: Response, **_: object) -> None:
            # Pooch leaves a response open when it fails, and its socket with it.
            stack.callback(response.close)

        bar = None
        if progress:
            bar = stack.enter_context(
                _Bar(
                    desc=name,
                    total=file.size_bytes,
                    unit="B",
                    unit_scale=True,
                    leave=False,
                    # A failure at once shows no bar: in a notebook it would stay.
                    delay=0.5,
                )
            )
        http = pooch.HTTPDownloader(
            progressbar=bar,
            timeout=(CONNECT_TIMEOUT_S, TIMEOUT_S),
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
    if isinstance(error, web.ConnectTimeout):
        return f"no answer within {CONNECT_TIMEOUT_S} seconds"
    if isinstance(error, web.Timeout):
        return f"no answer within {TIMEOUT_S} seconds"
    if isinstance(error, web.ChunkedEncodingError | web.ContentDecodingError):
        return "a transfer that broke off"
    if isinstance(error, web.ConnectionError):
        return "no working connection"
    return "no usable answer"


def _leftover(path: Path) -> str:
    # Tells someone who has saved the file by hand that it isn't the right one.
    return ", and the file in the cache is another one" if path.exists() else ""
