"""Submissions that are large or many: within the limits, up to them, and just above.

Whatever reads, matches, rebuilds or shows them has little of it in memory, and comes to an end.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from attacks.damage import NOTEBOOK, Damages, cells_of, code_cell, edit, text_cell
from nbjudge.submission.handed_in import MOST_FILES, MOST_FOLDERS_DEEP, NOTEBOOK_BYTES
from nbjudge.submission.reading import MOST_CELLS

damage = Damages("sizes")
_NUMBER = {"test_number": "failed"}
_PICTURE = "iVBORw0KGgo" + "A" * 1_000_001


def _add_texts(folder: Path, number: int) -> None:
    def change(content: dict[str, Any]) -> None:
        content["cells"] += [text_cell(f"remark {n}") for n in range(number)]

    edit(folder, change)


def _grow(folder: Path, part: str, piece: str, times: int) -> None:
    """Adds to an answer's `source` or `outputs`, without a large text in the test's own memory."""

    def change(content: dict[str, Any]) -> None:
        cell = cells_of(content, "solutions")[0]
        cell[part] = [*cell[part], "@HERE@"]

    edit(folder, change)
    path = folder / NOTEBOOK
    before, _, after = path.read_text(encoding="utf-8").partition('"@HERE@"')
    with path.open("w", encoding="utf-8") as file:
        file.write(before + piece)
        file.writelines(f", {piece}" for _ in range(times - 1))
        file.write(after)


def _cells_in(folder: Path) -> int:
    return len(json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))["cells"])


# Notebooks -----------------------------------------------------------------------------------


@damage("As many cells as may be", _NUMBER)
def most_cells(folder: Path) -> None:
    _add_texts(folder, MOST_CELLS - _cells_in(folder))


@damage("One cell more than may be", "unattempted")
def too_many_cells(folder: Path) -> None:
    _add_texts(folder, MOST_CELLS + 1 - _cells_in(folder))


@damage("A comment of 2 MB in an answer", _NUMBER)
def long_answer(folder: Path) -> None:
    _grow(folder, "source", json.dumps("  # " + "a" * 100_000), 20)


@damage("Fifty thousand lines in an answer", _NUMBER)
def many_lines(folder: Path) -> None:
    _grow(folder, "source", json.dumps("\npass"), 50_000)


@damage("Answers of 40 MB, more than is kept of a notebook", "unattempted")
def too_long_answer(folder: Path) -> None:
    _grow(folder, "source", json.dumps("  # " + "a" * 100_000), 400)


@damage("Outputs of 60 MB that were handed in", _NUMBER)
def outputs_handed_in(folder: Path) -> None:
    shown = {"output_type": "stream", "name": "stdout", "text": ["a line\n"] * 10_000}
    _grow(folder, "outputs", json.dumps(shown), 500)


@damage("A notebook of one byte more than may be, nearly all of it a gap in the file", {})
def notebook_too_large(folder: Path) -> None:
    os.truncate(folder / NOTEBOOK, NOTEBOOK_BYTES + 1)


@damage("Metadata of a hundred thousand levels, all of them closed", "unattempted")
def nested_metadata(folder: Path) -> None:
    path = folder / NOTEBOOK
    text = path.read_text(encoding="utf-8").rstrip().removesuffix("}")
    path.write_text(f'{text}, "more": {"[" * 100_000}{"]" * 100_000}}}', encoding="utf-8")


@damage("Two hundred thousand metadata of the notebook and of a cell", _NUMBER)
def many_metadata(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        more = {f"name {number}": [number] for number in range(200_000)}
        content["metadata"] |= more
        cells_of(content, "solutions")[0]["metadata"] |= more

    edit(folder, change)


@damage("Thirty pictures of a megabyte each, and a text that shows each of them twice", _NUMBER)
def many_pictures(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        names = [f"{number}.png" for number in range(30)]
        text = "\n\n".join(f"![](attachment:{name})" for name in names * 2)
        pictures = {name: {"image/png": _PICTURE} for name in names}
        content["cells"].append(text_cell(text, attachments=pictures))

    edit(folder, change)


@damage("Twenty thousand attachments of one cell", _NUMBER)
def many_attachments(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        pictures = {f"{number}.png": {"image/png": "iVBORw0KGgo="} for number in range(20_000)}
        content["cells"].append(text_cell("![](attachment:7.png)", attachments=pictures))

    edit(folder, change)


@damage("A text of two thousand formulas, and a table of five thousand rows", _NUMBER)
def many_formulas(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        formula = r"$\frac{a_{1}}{b^{2}} + \sqrt{c}$ and $$\sum_{i=1}^{n} x_i$$"
        table = "| a | b |\n|---|---|\n" + "| 1 | *2* |\n" * 5000
        content["cells"] += [text_cell("\n\n".join([formula] * 1000)), text_cell(table)]

    edit(folder, change)


@damage(
    "Cells that sleep and cells that end the process, until the notebook has had its time",
    {"test_scaled": "kernel_died", "test_table": "timeout"},
)
def dying_and_sleeping(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        *_, scaled, table = cells_of(content, "solutions")
        sleep, die = "import time\ntime.sleep(5)", "import os\nos._exit(0)"
        for answer, sources in ((scaled, [sleep, die] * 2), (table, [sleep] * 9)):
            place = content["cells"].index(answer)
            content["cells"][place:place] = map(code_cell, sources)

    edit(folder, change)


# Files ---------------------------------------------------------------------------------------


@damage("A file of 100 MB, and smaller ones that need more room than there is together", _NUMBER)
def large_files(folder: Path) -> None:
    for name, size_bytes in (("large", 100_000_000), ("a", 30_000_000), ("b", 40_000_000)):
        (folder / f"{name}.bin").touch()
        os.truncate(folder / f"{name}.bin", size_bytes)


@damage("More files than are read", _NUMBER)
def many_files(folder: Path) -> None:
    for number in range(MOST_FILES + 100):
        (folder / f"{number}.txt").write_text("a file", encoding="utf-8")


@damage("Folders in folders, deeper than is read", _NUMBER)
def many_folders(folder: Path) -> None:
    deep = folder.joinpath(*["folder"] * (MOST_FOLDERS_DEEP + 5))
    deep.mkdir(parents=True)
    (deep / "file.txt").write_text("a file", encoding="utf-8")


@damage("Files below folders with long names, of all lengths up to the longest path", _NUMBER)
def long_paths(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    for _ in range(MOST_FOLDERS_DEEP):
        os.mkdir("n" * 195, dir_fd=place)
        inner = os.open("n" * 195, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    for length in range(5, 180, 5):
        os.close(os.open("f" * length, os.O_CREAT | os.O_WRONLY, dir_fd=place))
    os.close(place)


@damage("Three hundred other notebooks", _NUMBER)
def many_notebooks(folder: Path) -> None:
    other = json.dumps({"cells": [text_cell("a notebook")], "metadata": {}, "nbformat": 4})
    for number in range(300):
        (folder / f"other {number}.ipynb").write_text(other, encoding="utf-8")


@damage("A time of the submission of 5 MB", _NUMBER)
def long_time(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("2026-01-15 11:00:00 " * 250_000, encoding="utf-8")


@damage("A pipe in the place of the notebook", {})
def pipe_for_notebook(folder: Path) -> None:
    (folder / NOTEBOOK).unlink()
    os.mkfifo(folder / NOTEBOOK)
