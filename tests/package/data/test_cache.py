from __future__ import annotations

import io
import resource
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pooch
import pytest

from nbjudge.data import DATASETS, cache_folder, fetch, is_cached
from nbjudge.errors import DataError

from .conftest import BODY, Web


def failure(web: Web) -> DataError:
    """The error of a fetch that must fail, after its message has been looked at as a whole."""
    with pytest.raises(DataError) as caught:
        fetch(web.dataset())
    message = str(caught.value)
    assert "\n" not in message
    assert "Traceback" not in message
    assert "Error" not in message
    assert message.endswith(".")
    assert caught.value.__cause__ is not None
    return caught.value


def test_the_cache_folder_is_the_one_in_the_environment(folder: Path) -> None:
    assert cache_folder() == folder


@pytest.mark.parametrize("unset", [None, ""], ids=["unset", "empty"])
def test_the_cache_folder_is_otherwise_the_systems(
    unset: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBJUDGE_DATA", raising=False)
    if unset is not None:
        monkeypatch.setenv("NBJUDGE_DATA", unset)
    assert cache_folder() == pooch.os_cache("nbjudge")


def test_the_cache_folder_may_be_relative_or_below_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NBJUDGE_DATA", "files")
    assert cache_folder() == tmp_path / "files"
    monkeypatch.setenv("NBJUDGE_DATA", "~/files")
    assert cache_folder() == tmp_path / "home" / "files"


def test_a_fetched_file_is_whole_and_for_everyone_to_read(web: Web, folder: Path) -> None:
    assert not is_cached(web.dataset())
    (path,) = fetch(web.dataset())
    assert path == folder / "sample.csv"
    assert path.read_bytes() == BODY
    assert path.stat().st_mode & 0o777 == 0o644
    assert is_cached(web.dataset())
    assert list(folder.iterdir()) == [path]


def test_the_client_says_who_it_is(web: Web, folder: Path) -> None:
    fetch(web.dataset())
    assert web.clients[0].startswith("nbjudge/")


def test_a_cached_file_is_not_fetched_again(web: Web, folder: Path) -> None:
    assert fetch(web.dataset()) == fetch(web.dataset())
    assert len(web.clients) == 1


def test_a_file_saved_by_hand_is_used(web: Web, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sample.csv").write_bytes(BODY)
    assert is_cached(web.dataset())
    fetch(web.dataset())
    assert web.clients == []


def test_a_cached_file_with_a_wrong_checksum_is_fetched_anew(web: Web, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sample.csv").write_bytes(BODY[:-1])
    assert not is_cached(web.dataset())
    assert fetch(web.dataset())[0].read_bytes() == BODY
    assert len(web.clients) == 1


def test_fetching_is_silent_unless_asked(
    web: Web,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Pooch's logger as a fresh process has it: it writes everything to this stderr.
    logger = pooch.get_logger()
    logger.setLevel("NOTSET")
    monkeypatch.setattr(logger.handlers[0], "stream", sys.stderr)
    fetch(web.dataset())
    assert capsys.readouterr() == ("", "")


def test_progress_is_shown_on_stderr_alone_and_by_no_thread(
    web: Web, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = set(threading.enumerate())
    fetch(web.dataset(), progress=True)
    new = [thread.name for thread in threading.enumerate() if thread not in before]
    # The server's thread for the connection may not have ended yet.
    assert all("process_request_thread" in name for name in new)
    out, err = capfd.readouterr()
    assert out == ""
    assert "sample:   0%" in err
    assert "200k" in err


@pytest.mark.parametrize("progress", [False, True], ids=["quiet", "progress"])
@pytest.mark.parametrize(
    ("answer", "got"),
    [
        pytest.param({"status": 404}, "HTTP status 404", id="not found"),
        pytest.param({"status": 503}, "HTTP status 503", id="out of service"),
        pytest.param({"missing_bytes": 9}, "a transfer that broke off", id="cut off"),
        pytest.param(
            {"body": BODY[:100], "missing_bytes": len(BODY) - 100},
            "a transfer that broke off",
            id="cut off early",
        ),
        pytest.param({"body": b"<p>Log in"}, "one with a wrong checksum", id="wrong checksum"),
        pytest.param({"body": b""}, "one with a wrong checksum", id="empty"),
    ],
)
def test_a_bad_answer_leaves_nothing_and_says_what_to_do(
    web: Web, folder: Path, answer: dict[str, object], got: str, progress: bool
) -> None:
    for name, value in answer.items():
        setattr(web, name, value)
    with pytest.raises(DataError) as caught:
        fetch(web.dataset(), progress=progress)
    assert str(caught.value) == (
        f"Data set `sample`: expected a file from {web.url}, got {got}. "
        f"Try again later, or download it by hand and save it as `{folder / 'sample.csv'}`."
    )
    assert caught.value.__cause__ is not None
    assert list(folder.iterdir()) == []
    assert not is_cached(web.dataset())


def test_after_a_bad_answer_a_good_one_is_taken(web: Web, folder: Path) -> None:
    web.missing_bytes = 9
    failure(web)
    web.missing_bytes = 0
    assert fetch(web.dataset())[0].read_bytes() == BODY


def test_without_a_network_the_way_by_hand_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with closed_port() as port:
        web = Web(url=f"http://127.0.0.1:{port}/sample.csv")
        error = failure(web)
    assert error.got == "no working connection"
    assert web.url in str(error)
    assert str(folder / "sample.csv") in error.remedy
    assert list(folder.iterdir()) == []


def test_a_wrong_file_saved_by_hand_is_named_and_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    folder.mkdir(parents=True)
    file = folder / "sample.csv"
    file.write_bytes(b"<p>Log in")
    with closed_port() as port:
        error = failure(Web(url=f"http://127.0.0.1:{port}/sample.csv"))
    assert error.got == "no working connection, and the file in the cache is another one"
    assert file.read_bytes() == b"<p>Log in"


@pytest.mark.parametrize("below", ["", "deeper/still"], ids=["a file", "below a file"])
def test_a_cache_folder_that_can_not_be_one_is_named(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    folder = file / below
    monkeypatch.setenv("NBJUDGE_DATA", str(folder))
    assert not is_cached(web.dataset())
    error = failure(web)
    assert str(error) == (
        f"Data set `sample`: expected to save it as `{folder / 'sample.csv'}`, "
        "got `Not a directory`. "
        "Set NBJUDGE_DATA to a folder with enough free space that you can write to."
    )
    assert file.read_text() == "mine"


def test_a_folder_in_the_place_of_the_file_is_named(web: Web, folder: Path) -> None:
    (folder / "sample.csv").mkdir(parents=True)
    assert failure(web).got == "`Is a directory`"
    assert web.clients == []


def test_a_disk_that_takes_no_more_leaves_nothing(web: Web, folder: Path) -> None:
    with largest_file(len(BODY) // 2):
        error = failure(web)
    assert error.got == "`File too large`"
    assert "NBJUDGE_DATA" in error.remedy
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["penguins", "iris"])
def test_a_packaged_data_set_is_there_and_not_to_be_fetched(name: str, folder: Path) -> None:
    assert is_cached(DATASETS[name])
    with pytest.raises(DataError, match=r"one that comes with the package .*nothing to fetch\.$"):
        fetch(DATASETS[name])


def npy(*shape: int, dtype: str = "int32") -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.zeros(shape, dtype))
    return stream.getvalue()


def test_an_array_without_a_checksum_is_known_by_its_shape(web: Web, folder: Path) -> None:
    web.body = npy(3, 4)
    assert not is_cached(web.array())
    (path,) = fetch(web.array())
    assert path.read_bytes() == web.body
    assert is_cached(web.array())
    assert list(folder.iterdir()) == [path]
    assert fetch(web.array()) == (path,)
    assert len(web.clients) == 1


def test_another_array_in_the_cache_is_fetched_anew(web: Web, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sample.npy").write_bytes(npy(4, 3))
    web.body = npy(3, 4)
    assert not is_cached(web.array())
    assert fetch(web.array())[0].read_bytes() == web.body


@pytest.mark.parametrize(
    "body",
    [npy(4, 3), npy(3, 4, dtype="float64"), npy(3, 4)[:-1], b"<p>Log in", b""],
    ids=["another shape", "no integers", "cut off", "a web page", "empty"],
)
def test_another_array_is_not_taken(web: Web, folder: Path, body: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "sample.npy").write_bytes(b"mine")
    web.body = body
    with pytest.raises(DataError) as caught:
        fetch(web.array())
    assert caught.value.got == "one with other content"
    assert (folder / "sample.npy").read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 1


def test_an_array_of_pickles_is_never_loaded(web: Web, folder: Path, tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (tmp_path / "exploded",)  # type: ignore[return-value]

    stream = io.BytesIO()
    np.save(stream, np.full((3, 4), Bomb(), object), allow_pickle=True)
    web.body = stream.getvalue()
    with pytest.raises(DataError):
        fetch(web.array())
    assert not (tmp_path / "exploded").exists()


@contextmanager
def closed_port() -> Iterator[int]:
    """A port that nobody listens on, kept from others meanwhile."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        yield unheard.getsockname()[1]


@contextmanager
def largest_file(size_bytes: int) -> Iterator[None]:
    """A limit on files that fails a write halfway, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
