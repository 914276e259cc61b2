"""The pictures that a page may show."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from nbjudge.grading.album import Album
from nbjudge.submission.markup import NoPicture

CONTENTS = {
    "png": b"\x89PNG\r\n\x1a\n\0",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a\0",
    "webp": b"RIFF\0\0\0\0WEBP",
    "bmp": b"BM\0\0",
    "svg+xml": b"<?xml version='1.0'?>\n<!-- made by hand -->\n<svg xmlns='x'></svg>",
}
PNG = CONTENTS["png"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ada" / "images"
    folder.mkdir(parents=True)
    return folder.parent


def embedded(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@pytest.mark.parametrize("kind", CONTENTS)
def test_kind_is_known_by_the_content(folder: Path, kind: str) -> None:
    (folder / "picture.dat").write_bytes(CONTENTS[kind])
    assert Album(folder).address("picture.dat", {}) == embedded(kind, CONTENTS[kind])


@pytest.mark.parametrize(
    "source",
    [
        *("images/my plot.png", "images/my%20plot.png", "./images/my%20plot.png"),
        *("images/../images/my plot.png", "images/my%20plot.png?raw=1#top"),
        *("attachment:my plot.png", "attachment:my%20plot.png"),
    ],
)
def test_names_as_notebooks_write_them(folder: Path, source: str) -> None:
    (folder / "images" / "my plot.png").write_bytes(PNG)
    pasted = {"my plot.png": {"image/png": base64.b64encode(PNG).decode()}}
    assert Album(folder).address(source, pasted) == embedded("png", PNG)


def test_name_with_a_percent_sign_is_taken_as_it_is_first(folder: Path) -> None:
    (folder / "100%25.png").write_bytes(PNG)
    assert Album(folder).address("100%25.png", {}) == embedded("png", PNG)


def test_picture_in_the_text_stays_there(folder: Path) -> None:
    source = "data:image/png;base64,aGk="
    assert Album(folder).address(source, {}) == source


@pytest.mark.parametrize("source", ["https://example.org/a.png", "HTTP://a.example", "//a.example"])
def test_picture_elsewhere_in_the_web_is_not_loaded(folder: Path, source: str) -> None:
    with pytest.raises(NoPicture, match="elsewhere"):
        Album(folder).address(source, {})


def test_drawing_may_be_pasted_as_text(folder: Path) -> None:
    drawing = CONTENTS["svg+xml"]
    pasted = {"a.svg": {"image/svg+xml": drawing.decode()}}
    assert Album(folder).address("attachment:a.svg", pasted) == embedded("svg+xml", drawing)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("images/gone.png", "picture images/gone.png: not beside the notebook"),
        ("attachment:gone%20a.png", "picture gone a.png: not in the notebook"),
        ("attachment:text", "picture text: not in the notebook"),
        ("attachment:broken", "picture broken: not in the notebook"),
        ("../bob/plot.png", "picture ../bob/plot.png: not beside the notebook"),
        ("%2e%2e/bob/plot.png", "picture ../bob/plot.png: not beside the notebook"),
        ("link.png", "picture link.png: not beside the notebook"),
        ("images", "picture images: not beside the notebook"),
        ("pipe.png", "picture pipe.png: not beside the notebook"),
        ("a\0b.png", "picture a\0b.png: not beside the notebook"),
        ("x" * 5000, f"picture {'x' * 5000}: not beside the notebook"),
        ("", "picture: not beside the notebook"),
        ("page.png", "picture page.png: of a kind that a browser can't show"),
        ("large.png", "picture large.png: too large for this page"),
    ],
    ids=lambda text: text[:30],
)
def test_no_picture(folder: Path, source: str, reason: str) -> None:
    other = folder.parent / "bob"
    other.mkdir()
    (other / "plot.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(other / "plot.png")
    os.mkfifo(folder / "pipe.png")
    (folder / "page.png").write_bytes(b"<html><script>alert(1)</script></html>")
    (folder / "large.png").write_bytes(PNG + bytes(11 * 2**20))
    pasted = {"text": {"text/plain": "aGk="}, "broken": {"image/png": "abcde"}}
    with pytest.raises(NoPicture) as error:
        Album(folder).address(source, pasted)
    assert str(error.value) == reason


def test_absolute_path_is_no_picture(folder: Path) -> None:
    picture = folder.parent / "plot.png"
    picture.write_bytes(PNG)
    with pytest.raises(NoPicture):
        Album(folder).address(str(picture), {})


def test_page_has_so_much_room(folder: Path) -> None:
    (folder / "a.png").write_bytes(PNG)
    album = Album(folder, room_bytes=2 * len(PNG))
    for _ in range(2):
        album.address("a.png", {})
    with pytest.raises(NoPicture, match="too large"):
        album.address("a.png", {})
