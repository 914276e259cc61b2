"""Submissions that are alike but for one thing: what is kept of one is not another's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attacks.damage import Damages, edit, text_cell

damage = Damages("kept")
_NUMBER = {"test_number": "failed"}
_READING = {"number": "number = float(open('number.txt').read())"}


def _show(folder: Path, letters: str) -> None:
    """Adds a text with a picture, whose name is always the same."""

    def change(content: dict[str, Any]) -> None:
        pictures = {"graph.png": {"image/png": f"iVBORw0KGgo{letters}"}}
        content["cells"].append(text_cell("![](attachment:graph.png)", attachments=pictures))

    edit(folder, change)


@damage("A picture of the student's own", _NUMBER)
def picture_of_one(folder: Path) -> None:
    _show(folder, "aaaaa")


@damage("The same notebook, with another picture of the same name", _NUMBER)
def picture_of_two(folder: Path) -> None:
    _show(folder, "bbbbb")


@damage("A right answer that is read from a file", {}, cells=_READING)
def reading_one(folder: Path) -> None:
    (folder / "number.txt").write_text("42.5", encoding="utf-8")


@damage("The same notebook beside another file of the same size", _NUMBER, cells=_READING)
def reading_other(folder: Path) -> None:
    (folder / "number.txt").write_text("24.5", encoding="utf-8")


@damage("The same notebook without the file", _NUMBER, cells=_READING)
def reading_nothing(folder: Path) -> None:
    pass


@damage("The same notebook, and the file in a folder", _NUMBER, cells=_READING)
def reading_there(folder: Path) -> None:
    (folder / "number").mkdir()
    (folder / "number" / "number.txt").write_text("42.5", encoding="utf-8")
