"""A folder that a student handed in is copied, whatever is in it."""

from __future__ import annotations

import os
import socket
import tempfile
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nbjudge.errors import SubmissionError
from nbjudge.sandbox.limits import Limits
from nbjudge.submission.handed_in import fitting, handed_in


@dataclass(frozen=True)
class Copied:
    """What was copied, with the contents."""

    notebooks: dict[str, bytes]
    files: dict[str, bytes]
    notes: tuple[str, ...]


def copied(folder: Path) -> Copied:
    with tempfile.TemporaryDirectory() as stage:
        content = handed_in(folder, Path(stage))
        notebooks = {name: path.read_bytes() for name, path in content.notebooks.items()}
        files = {name: path.read_bytes() for name, path in content.files.items()}
        return Copied(notebooks, files, content.notes)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A submission with a notebook and a table; outside of it lies a secret."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "answers.txt").write_text("42")
    place = tmp_path / "numbers"
    place.mkdir()
    (place / "numbers.ipynb").write_bytes(b"notebook")
    (place / "data.csv").write_bytes(b"a,b")
    return place


def test_folder_is_read(place: Path) -> None:
    (place / "tables" / "deep").mkdir(parents=True)
    (place / "tables" / "deep" / "b.csv").write_bytes(b"c,d")
    (place / "tables" / "copy.ipynb").write_bytes(b"copy")
    content = copied(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook", "tables/copy.ipynb": b"copy"}
    assert content.files == {"data.csv": b"a,b", "tables/deep/b.csv": b"c,d"}
    assert content.notes == ()


@pytest.mark.parametrize(
    "name", ["a.IPYNB", "a.ipynb.json", "a.ipynb.txt", "tables/a.Ipynb.json.txt"]
)
def test_notebook_is_known_by_any_ending(place: Path, name: str) -> None:
    (place / "tables").mkdir()
    (place / name).write_bytes(b"other")
    content = copied(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook", name: b"other"}
    assert content.files == {"data.csv": b"a,b"}


@pytest.mark.parametrize("name", ["a.json", "a.txt", "ipynb.json", "a.ipynb.csv", "a.ipynb2"])
def test_other_files_are_no_notebooks(place: Path, name: str) -> None:
    (place / name).write_bytes(b"other")
    assert copied(place).files == {"data.csv": b"a,b", name: b"other"}


@pytest.mark.parametrize("folder", [".ipynb_checkpoints", "__pycache__", "__MACOSX"])
def test_leavings_of_programs_are_ignored(place: Path, folder: str) -> None:
    (place / folder).mkdir()
    (place / folder / "numbers-checkpoint.ipynb").write_bytes(b"old")
    assert copied(place).notebooks == {"numbers.ipynb": b"notebook"}
    assert copied(place).notes == ()


def link_to_file(path: Path, secret: Path) -> None:
    path.symlink_to(secret / "answers.txt")


def link_to_folder(path: Path, secret: Path) -> None:
    path.symlink_to(secret)


def link_to_nothing(path: Path, secret: Path) -> None:
    path.symlink_to(secret / "nothing")


def link_to_itself(path: Path, secret: Path) -> None:
    path.symlink_to(path)


def pipe(path: Path, secret: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path, secret: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        # A socket's path is short; pytest's folders are not.
        patch.chdir(path.parent)
        server.bind(path.name)


@pytest.mark.parametrize("name", ["x", "x.ipynb", "tables/x"])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (link_to_file, "is a link and was left out"),
        (link_to_folder, "is a link and was left out"),
        (link_to_nothing, "is a link and was left out"),
        (link_to_itself, "is a link and was left out"),
        (pipe, "is no ordinary file and was left out"),
        (unix_socket, "is no ordinary file and was left out"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_no_plain_file_is_left_out(
    place: Path, name: str, make: Callable[[Path, Path], None], reason: str
) -> None:
    (place / "tables").mkdir()
    make(place / name, place.parent / "secret")
    content = copied(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook"}
    assert content.files == {"data.csv": b"a,b"}
    assert content.notes == (f"`{name}` {reason}",)


@pytest.mark.parametrize(
    ("make", "reason"),
    [(pipe, "is no ordinary file and was left out"), (link_to_file, "could not be read")],
    ids=["pipe", "link"],
)
def test_file_swapped_meanwhile_is_left_out(
    make: Callable[[Path, Path], None], reason: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def swap(path: Any, *arguments: Any, **options: Any) -> int:
        if path == "data.csv":
            (place / "data.csv").unlink()
            make(place / "data.csv", place.parent / "secret")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", swap)
    content = copied(place)
    assert content.files == {}
    (note,) = content.notes
    assert note.startswith(f"`data.csv` {reason}")


@pytest.mark.parametrize("target", ["secret", "secret/answers.txt", "nothing"])
def test_folder_that_is_a_link_is_refused(place: Path, target: str) -> None:
    link = place.parent / "link"
    link.symlink_to(place.parent / target)
    with pytest.raises(SubmissionError, match="the folder `link`: expected a folder, got a link"):
        copied(link)


def test_folder_that_is_not_there_is_refused(place: Path) -> None:
    with pytest.raises(SubmissionError, match="the folder `none`: expected a folder, got No such"):
        copied(place / "none")
    with pytest.raises(SubmissionError, match=r"`data.csv`: expected a folder, got Not"):
        copied(place / "data.csv")


@pytest.mark.parametrize(
    "name",
    [b"..\\up.csv", b"a\nb", b"a\x1b[2J", b"\xff.csv"],
    ids=["back", "line", "escape", "raw"],
)
def test_name_with_special_characters_is_left_out(place: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(place) + b"/" + name)).write_bytes(b"x")
    content = copied(place)
    assert list(content.files) == ["data.csv"]
    (note,) = content.notes
    assert note.endswith("has a name with special characters and was left out")
    assert note.isprintable()


def test_name_can_not_end_the_code_it_is_shown_as(place: Path) -> None:
    (place / "a`<b>`.csv").symlink_to("data.csv")
    assert copied(place).notes == ("`a'<b>'.csv` is a link and was left out",)


def test_of_very_many_files_the_notebooks_are_read_first(place: Path) -> None:
    for number in range(1_200):
        (place / f"z{number:04}").touch()
        (place / f"sub{number:04}").mkdir()
    (place / "zz.ipynb").write_bytes(b"last")
    content = copied(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook", "zz.ipynb": b"last"}
    assert list(content.files) == ["data.csv", *(f"z{number:04}" for number in range(997))]
    assert content.notes == ("only the first 1,000 files and folders were read",)


def test_files_in_a_folder_count_too(place: Path) -> None:
    for name in ("a", "b"):
        (place / name).mkdir()
    for number in range(1_200):
        (place / "a" / f"{number:04}").touch()
    content = copied(place)
    assert len(content.files) == 998
    assert content.notes == ("only the first 1,000 files and folders were read",)


def test_sparse_file_is_left_out_unread(place: Path) -> None:
    for name in ("big.ipynb", "big.csv"):
        with (place / name).open("wb") as file:
            file.truncate(10**12)
    tracemalloc.start()
    try:
        content = copied(place)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert content.notebooks == {"numbers.ipynb": b"notebook"}
    assert content.files == {"data.csv": b"a,b"}
    assert content.notes == (
        "`big.ipynb` is larger than 100 MB and was left out",
        "`big.csv` was left out: all files together may have 500 MB",
    )


def test_files_have_a_limit_together(place: Path) -> None:
    for name in ("a.bin", "b.bin", "c.bin"):
        with (place / name).open("wb") as file:
            file.truncate(200_000_000)
    content = copied(place)
    assert [name for name in content.files if name.endswith(".bin")] == ["a.bin", "b.bin"]
    assert content.notes == ("`c.bin` was left out: all files together may have 500 MB",)


def test_folders_within_folders_end_somewhere(place: Path) -> None:
    (place / "/".join(["a"] * 30)).mkdir(parents=True)
    (note,) = copied(place).notes
    assert note.endswith("lies too deep in other folders and was left out")


@pytest.mark.parametrize("name", ["maths.ipynb", "maths.ipynb.txt", "timestamp.txt"])
def test_folder_in_the_place_of_a_file_is_left_out(place: Path, name: str) -> None:
    (place / name).mkdir()
    (place / name / "a.csv").write_bytes(b"a")
    content = copied(place)
    assert content.files == {"data.csv": b"a,b"}
    (note,) = content.notes
    assert f"`{name}` is a folder" in note


def test_time_in_a_folder_is_a_file_as_any_other(place: Path) -> None:
    (place / "tables").mkdir()
    (place / "tables" / "timestamp.txt").write_bytes(b"noon")
    assert copied(place).files["tables/timestamp.txt"] == b"noon"


def test_no_file_stays_open(place: Path) -> None:
    (place / "tables").mkdir()
    os.mkfifo(place / "tables" / "pipe")
    before = len(list(Path("/proc/self/fd").iterdir()))
    copied(place)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_what_has_no_room_in_the_work_folder_is_left_out(tmp_path: Path) -> None:
    files = {}
    for name, size_bytes in (("film.bin", 90_000), ("a.csv", 1), ("b.csv", 5_000)):
        files[name] = tmp_path / name
        files[name].write_bytes(bytes(size_bytes))
    kept, notes = fitting(files, Limits(disk_bytes=100_000))
    assert list(kept) == ["a.csv", "b.csv"]
    assert notes == ["`film.bin` was left out: a notebook has room for 0 MiB of files"]
    assert fitting(files, Limits(disk_bytes=120_000)) == (files, [])
    assert list(fitting(files, Limits(file_bytes=80_000))[0]) == ["a.csv", "b.csv"]


def test_path_that_is_too_long_is_left_out(place: Path) -> None:
    deep = place.joinpath(*["n" * 200] * 9)
    deep.mkdir(parents=True)
    (deep / ("f" * 150)).write_bytes(b"fits")
    (deep / ("f" * 200)).write_bytes(b"does not")
    content = copied(place)
    assert sorted(content.files.values()) == [b"a,b", b"fits"]
    (note,) = content.notes
    assert note.endswith("has too long a path and was left out")
